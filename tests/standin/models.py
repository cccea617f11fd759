"""The models that the stand-in has, and what each takes: known from the SDK of November 2026 and from quoted errors."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import get_args

from tests.standin.refused import RefusedError

ADAPTIVE_ONLY = ("adaptive",)
ANY_KIND = ("adaptive", "disabled", "enabled")
KINDS_OF_THINKING: dict[str, tuple[str, ...]] = {
    "claude-opus-5-5": ADAPTIVE_ONLY,
    "claude-fable-5-1": ADAPTIVE_ONLY,
    "claude-fable-5-2": ADAPTIVE_ONLY,
    "claude-sonnet-5-5": ("adaptive", "between_tools"),
}
"""Other models take any but `between_tools`. These four refuse forced tool use as well."""
CACHEABLE_FROM: dict[str, int] = {"haiku": 4096, "opus": 4096, "sonnet": 1024}
"""Tokens of the shortest prefix that is kept, by line; published for the lines before 5.5, taken over for these. Other lines: 2,048."""
LARGE = 128_000
"""Tokens of output at most of models from 4.6 on."""
SMALL = 64_000
"""The same of older ones."""
WINDOW = 1_000_000
"""Tokens of input at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """What one model takes."""

    id: str
    thinking: tuple[str, ...]
    forces_tools: bool
    max_tokens: int
    cacheable_from: int
    max_input_tokens: int = WINDOW

    def info(self) -> dict[str, object]:
        """Return what the list of models tells of it."""
        words = self.id.split("-")
        return {
            "type": "model",
            "id": self.id,
            "display_name": " ".join([words[0].title(), words[1].title(), ".".join(words[2:])]),
            "created_at": "2026-01-01T00:00:00Z",
            "deprecated_at": None,
            "retires_at": "2026-11-30T00:00:00Z" if self.id.startswith("claude-sonnet-4-5") else None,
            "lifecycle": "deprecated" if self.id.startswith("claude-sonnet-4-5") else "active",
            "line": words[1],
            "max_input_tokens": self.max_input_tokens,
            "max_tokens": self.max_tokens,
        }


@lru_cache(maxsize=1)
def catalogue() -> dict[str, Model]:
    """Return the models that the SDK's types name, by id."""
    from anthropic.types.model_param import ModelParam  # a second of import: only when a request comes

    known = get_args(get_args(ModelParam)[0])
    return {
        name: Model(
            id=name,
            thinking=KINDS_OF_THINKING.get(name, ANY_KIND),
            forces_tools=name not in KINDS_OF_THINKING,
            max_tokens=SMALL if "-4-5" in name else LARGE,
            cacheable_from=CACHEABLE_FROM.get(name.split("-")[1], 2048),
        )
        for name in known
    }


def model_called(name: str) -> Model:
    """Return the model; one that does not exist is refused."""
    if name not in catalogue():
        raise RefusedError(f"model: {name}", status=404)
    return catalogue()[name]
