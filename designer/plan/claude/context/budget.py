"""A budget in tokens: lines are taken while they fit, and how many were left out is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from designer.plan.claude.pricing.tokens import about_tokens

if TYPE_CHECKING:
    from collections.abc import Iterable


class Taken(NamedTuple):
    """The lines that fitted, in their order, and how many did not."""

    lines: tuple[str, ...]
    left_out: int

    @property
    def text(self) -> str:
        """Return the lines as one text."""
        return "\n".join(self.lines)


def taking(lines: Iterable[str], *, tokens: int) -> Taken:
    """Return the first lines that fit into so many tokens; a longer one does not keep a shorter one behind it out."""
    left = tokens
    taken: list[str] = []
    left_out = 0
    for line in lines:
        cost = tokens_of(line)
        if cost <= left:
            taken.append(line)
            left -= cost
        else:
            left_out += 1
    return Taken(tuple(taken), left_out)


def tokens_of(line: str) -> int:
    """Return about how many tokens a line takes with its end."""
    return about_tokens(line + "\n")
