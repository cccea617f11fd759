"""A budget in tokens: lines are taken while they fit, and how many were left out is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from designer.plan.claude.pricing.tokens import about_tokens

if TYPE_CHECKING:
    from collections.abc import Iterable


WORTH = 40
"""Tokens that the beginning of a line is worth being told for."""


class Taken(NamedTuple):
    """The lines that fitted, in their order, and how many did not."""

    lines: tuple[str, ...]
    left_out: int

    @property
    def text(self) -> str:
        """Return the lines as one text."""
        return "\n".join(self.lines)


def taking(lines: Iterable[str], *, tokens: int) -> Taken:
    """Return the first lines that fit into so many tokens; the first that does not is cut, and all behind it are left out."""
    left = tokens
    taken: list[str] = []
    left_out = 0
    is_full = False
    for line in lines:
        cost = tokens_of(line)
        if is_full:
            left_out += 1
        elif cost <= left:
            taken.append(line)
            left -= cost
        else:
            is_full = True
            left_out += 1
            taken += [f"{line[: len(line) * left // cost].rstrip()}…"] if left >= WORTH else []
    return Taken(tuple(taken), left_out)


def tokens_of(line: str) -> int:
    """Return about how many tokens a line takes with its end."""
    return about_tokens(line + "\n")
