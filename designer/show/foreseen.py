"""What a run with Claude would send first and could cost, for a person: the prompt as it would be sent, then size and price."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from designer.show.console import Line
from designer.show.costs import counted, money
from designer.show.safe import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.model.scalars import JsonObject

HEADS = {"system": "System", "tools": "Tools", "messages": "First message"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreseen:
    """A first request with its size and the most that a run can cost; tokens are estimates, money is US dollars by the dated table."""

    body: JsonObject
    sizes: tuple[tuple[str, int], ...]
    """Tokens of `tools`, `system` and `messages`."""
    tokens: int
    first_usd: float
    least_usd: float
    """Of a first call whose reply is as short as one may be."""
    run_usd: float
    """Of all rounds, each as long as it may be and nothing in the cache, were there no cap."""
    max_cost: float
    max_rounds: int
    input_usd: float
    """For a million tokens, as the next two."""
    output_usd: float
    cache_read_usd: float
    dated: str
    priced_like: str
    """The model whose price is taken where this one's is not known."""

    @property
    def worst_usd(self) -> float:
        """Return the most that the run can cost: it stops before a call that could pass the cap."""
        return min(self.run_usd, self.max_cost) if self.least_usd <= self.max_cost else 0.0


def foreseen_lines(told: Foreseen) -> Iterator[Line]:
    """Yield the prompt, then what a person wants to know before sending it."""
    yield Line(HEADS["system"], "title")
    yield from _blocks(told.body.get("system"))
    yield Line(HEADS["tools"], "title")
    for tool in _list(told.body.get("tools")):
        yield Line(f"[{one_line(str(tool.get('name', '')))}]", "type")
        yield from _text(str(tool.get("description", "")))
        yield from _text(json.dumps(tool.get("input_schema", {}), ensure_ascii=False))
        yield Line("")
    yield Line(HEADS["messages"], "title")
    for message in _list(told.body.get("messages")):
        yield from _blocks(message.get("content"))
    yield from _figures(told)


def _figures(told: Foreseen) -> Iterator[Line]:
    yield Line(f"Nothing was sent. To {one_line(str(told.body.get('model', '')))} would go about {told.tokens:,} tokens:", "title")
    for name, tokens in told.sizes:
        yield Line(f"  {HEADS[name].lower():13}  {tokens:>7,}")
    prices = f"{money(told.input_usd)} in, {money(told.output_usd)} out, {money(told.cache_read_usd)} from the cache"
    other = f"; the model's own price is not known, this is that of {told.priced_like}" if told.priced_like else ""
    yield Line(f"  {prices} for a million tokens, as of {told.dated}{other}", "quiet")
    yield Line(f"First call: about {money(told.first_usd)} at most, with a reply of {told.body.get('max_tokens'):,} tokens.")
    if told.least_usd > told.max_cost:
        yield Line(
            f"With --max-cost {told.max_cost:g} nothing would be asked: that call needs {money(told.least_usd)} at least.", "warning"
        )
        return
    cap = "--max-cost stops it there" if told.run_usd > told.max_cost else f"{counted(told.max_rounds, 'round')}, each as long as it may be"
    yield Line(f"Whole run:  about {money(told.worst_usd)} at most ({cap}).")
    yield Line("Tokens are estimates, made to be too many rather than too few.", "quiet")


def _blocks(content: Any) -> Iterator[Line]:
    for block in [{"text": content}] if isinstance(content, str) else _list(content):
        yield from _text(str(block.get("text", "")))
        yield Line("")


def _text(text: str) -> Iterator[Line]:
    for line in text.splitlines():
        yield Line(f"  {line}", hang=2)


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
