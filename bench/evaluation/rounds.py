"""Tokens of each design that a model was asked for, round by round, as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluation.markdown import number_of, table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from evaluation.rows import Row

GOAL = 25_000
"""Fresh input tokens that a whole design shall take at most."""
HEAD = ("case", "planner", "round", "fresh", "kept of it", "cached", "cache share", "out", "tools")


def rounds(rows: Sequence[tuple[str, Row]]) -> Iterator[str]:
    """Yield the section of rows with their planners' names; nothing where no model was asked."""
    asked = [(name, row) for name, row in rows if row.by_round]
    if not asked:
        return
    within = sum(row.fresh_tokens <= GOAL for _, row in asked)
    yield "## Tokens by round"
    yield ""
    yield f"Of {number_of(len(asked), 'design')} {within} took at most {GOAL:,} fresh input tokens."
    yield ""
    yield from table(HEAD, (line for name, row in asked for line in _lines(name, row)), left=("case", "planner", "tools"))


def _lines(name: str, row: Row) -> Iterator[tuple[str, ...]]:
    """Yield a line for each request, then one for the design."""
    for place, one in enumerate(row.by_round, 1):
        yield (row.case, name, str(place), *_tokens(one), _tools(one["tools"]))
    whole = {kind: sum(one[kind] for one in row.by_round) for kind in ("input", "cache_write", "cache_read", "output")}
    yield (row.case, name, "all", *_tokens(whole), "")


def _tokens(one: Mapping[str, Any]) -> tuple[str, ...]:
    fresh, read = one["input"] + one["cache_write"], one["cache_read"]
    share = read / (fresh + read) if fresh + read else 0.0
    return f"{fresh:,}", f"{one['cache_write']:,}", f"{read:,}", f"{share:.0%}", f"{one['output']:,}"


def _tools(names: Sequence[str]) -> str:
    """Return the tools that were called, each once, and how often."""
    counts = {name: names.count(name) for name in dict.fromkeys(names)}
    return ", ".join(f"{count} {name}" if count > 1 else name for name, count in counts.items()) or "words"
