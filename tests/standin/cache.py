"""What of a request the service would read from its cache and what it would keep: an ESTIMATE by the published rules."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.standin.prefix import Block

LOOKBACK = 20
"""So many blocks before a breakpoint are looked at for a prefix that is kept."""
SECONDS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class InputTokens:
    """The input of one request, about."""

    fresh: int
    """Neither read from the cache nor kept in it."""
    read: int
    kept: int


@dataclass(slots=True, kw_only=True)
class PromptCache:
    """The prefixes that were sent to this server and are still kept."""

    clock: Callable[[], float]
    """Seconds."""
    _until: dict[str, tuple[float, int]] = field(default_factory=dict)
    """When each prefix is let go of, and for how many minutes each use keeps it."""

    def take(self, row: tuple[Block, ...], *, cacheable_from: int) -> InputTokens:
        """Read the longest kept prefix, keep the prefixes at the breakpoints, and count both.

        A prefix shorter than *cacheable_from* tokens is not kept; each use of a kept one renews its time.
        """
        marked = [place for place, block in enumerate(row) if block.minutes]
        hit = self._longest(row, marked)
        sums = _sums(row)
        for place in marked:
            if sums[place] >= cacheable_from:
                self._keep(row[place].prefix, minutes=row[place].minutes)
        if hit is not None:
            self._keep(row[hit].prefix, minutes=self._until[row[hit].prefix][1])
        read = sums[hit] if hit is not None else 0
        last = max((sums[place] for place in marked if sums[place] >= cacheable_from), default=0)
        kept = max(0, last - read)
        return InputTokens(fresh=(sums[-1] if sums else 0) - read - kept, read=read, kept=kept)

    def _longest(self, row: tuple[Block, ...], marked: list[int]) -> int | None:
        """Return the place of the longest kept prefix that a breakpoint's look back finds."""
        now = self.clock()
        for mark in reversed(marked):
            for place in range(mark, max(-1, mark - LOOKBACK - 1), -1):
                if self._until.get(row[place].prefix, (0.0, 0))[0] > now:
                    return place
        return None

    def _keep(self, prefix: str, *, minutes: int) -> None:
        self._until[prefix] = (self.clock() + minutes * SECONDS, minutes)


def _sums(row: tuple[Block, ...]) -> list[int]:
    """Return the tokens up to the end of each block."""
    sums: list[int] = []
    for block in row:
        sums.append((sums[-1] if sums else 0) + block.tokens)
    return sums
