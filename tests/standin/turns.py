"""One turn of a script: what the model says, or how the service fails."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

import yaml

from tests.standin.faults import FAULTS

if TYPE_CHECKING:
    from pathlib import Path

STOP_REASONS = ("end_turn", "max_tokens", "stop_sequence", "tool_use", "pause_turn", "refusal", "model_context_window_exceeded")
BLOCKS: dict[str, tuple[tuple[str, type], ...]] = {
    "text": (("text", str),),
    "thinking": (("thinking", str),),
    "tool_use": (("name", str), ("input", dict)),
}
"""The blocks that a reply may hold, with what each must have."""
NEED_CONTENT = ("max_tokens", "bad_tool_input", "pause_turn")
"""Faults of what is said."""
USAGE = ("input_tokens", "output_tokens", "cache_creation_input_tokens", "cache_read_input_tokens")


class BadTurnError(ValueError):
    """A turn that cannot be sent: each problem with its place."""

    def __init__(self, problems: list[str]) -> None:
        """Keep all problems."""
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptedTurn:
    """What the stand-in does with one request."""

    content: tuple[dict[str, Any], ...] = ()
    """Blocks `text`, `thinking` and `tool_use`; ids and signatures are filled in where they are left out."""
    stop_reason: str = ""
    """Empty: `tool_use` if a tool is called, else `end_turn`."""
    stop_details: dict[str, Any] = field(default_factory=dict)
    """Of a refusal: category and explanation."""
    usage: dict[str, int] = field(default_factory=dict)
    """Counts that shall stand instead of the estimated ones."""
    expect: dict[str, Any] = field(default_factory=dict)
    """Parts of the body (system, messages ...) with the text or texts that each must hold."""
    fault: str = ""
    """One of faults.FAULTS."""
    after: int | None = None
    """Events that are sent before a stream breaks; empty: about half of them."""
    seconds: float = 60.0
    """How long a server that hangs does so."""
    retry_after: str = ""
    """The header of a 429 or 529."""
    message: str = ""
    """What an error says."""
    times: int = 1
    """So many requests in a row are answered with this turn."""


def read_turn(value: Any) -> ScriptedTurn:
    """Return a turn from parsed JSON or YAML. Raises BadTurnError with everything that is wrong."""
    if isinstance(value, ScriptedTurn):
        return value
    if not isinstance(value, dict):
        raise BadTurnError(["$: a turn is a mapping such as {content: [{type: text, text: …}]}"])
    problems = [*_unknown(value, ScriptedTurn.__slots__, "$"), *_content_problems(value.get("content", [])), *_word_problems(value)]
    if problems:
        raise BadTurnError(problems)
    words = {name: str(value[name]) for name in ("fault", "retry_after") if name in value}
    return ScriptedTurn(**{**value, "content": tuple(value.get("content", ())), **words})


def read_turn_file(file: Path) -> ScriptedTurn:
    """Return the turn of a JSON or YAML file. Raises BadTurnError."""
    text = file.read_text(encoding="utf-8")
    try:
        value = json.loads(text) if file.suffix == ".json" else _unabridged(text)
    except (ValueError, yaml.YAMLError) as error:
        raise BadTurnError([f"{file.name} is no {file.suffix[1:].upper()}: {error}"]) from error
    return read_turn(value)


def _unabridged(text: str) -> Any:
    """Return what YAML says, unless ` #` cut a text short: whoever writes `tell #ops` without quotes means the whole of it."""
    cut = [token.end_mark.line + 1 for token in yaml.scan(text) if isinstance(token, yaml.ScalarToken) and _is_cut(text, token)]
    if cut:
        raise BadTurnError([f"line {number}: `#` ends the text here; put it in quotes" for number in cut])
    return yaml.safe_load(text)


def _is_cut(text: str, token: yaml.ScalarToken) -> bool:
    rest = text[token.end_mark.index :].split("\n", 1)[0]
    return bool(token.plain) and rest.lstrip().startswith("#")


def _unknown(value: dict[str, Any], known: Any, where: str) -> list[str]:
    return [f"{where}.{key}: not known here; known are {', '.join(known)}" for key in value if key not in known]


def _content_problems(content: Any) -> list[str]:
    if not isinstance(content, list | tuple):
        return ["$.content: is a list of blocks"]
    return [problem for place, block in enumerate(content) for problem in _block_problems(block, f"$.content[{place}]")]


def _block_problems(block: Any, where: str) -> list[str]:
    kind = block.get("type") if isinstance(block, dict) else None
    if kind not in BLOCKS:
        return [f"{where}: is a mapping whose type is one of {', '.join(BLOCKS)}"]
    wrong = [
        f"{where}.{name}: a {kind} block needs this {one.__name__}" for name, one in BLOCKS[kind] if not isinstance(block.get(name), one)
    ]
    extra = ("id",) if kind == "tool_use" else ()
    return [*wrong, *_unknown(cast("dict[str, Any]", block), ("type", *(name for name, _ in BLOCKS[kind]), *extra), where)]


def _word_problems(value: dict[str, Any]) -> list[str]:
    problems = []
    if (fault := value.get("fault", "")) and str(fault) not in FAULTS:
        problems.append(f"$.fault: {fault!r} is none of {', '.join(FAULTS)}")
    if (reason := value.get("stop_reason", "")) and reason not in STOP_REASONS:
        problems.append(f"$.stop_reason: {reason!r} is none of {', '.join(STOP_REASONS)}")
    problems += [f"$.{name}: is a mapping" for name in ("usage", "expect", "stop_details") if not isinstance(value.get(name, {}), dict)]
    if not problems:
        problems += _unknown(value.get("usage", {}), USAGE, "$.usage")
    if not value.get("content") and (fault in NEED_CONTENT if fault else not reason):
        problems.append("$.content: is missing; give blocks, a fault such as 529, or a stop_reason")
    return problems
