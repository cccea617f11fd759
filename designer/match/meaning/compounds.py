"""Compounds cut into the words they are made of: `stateorprovince` is `state or province`, a `visitor` is no `visit or`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

SHORTEST_COMPOUND = 6
LONGEST_COMPOUND = 60
"""Letters; cutting takes time that grows with the square of them."""
SHORTEST_PART = 2
JOINING = frozenset({"or", "of", "and", "to", "for", "per", "by", "on", "at"})
"""Words that only join others: they begin no compound."""
CLOSING = frozenset({"by", "on", "at"})
"""Joining words that also end a name, behind a participle: `createdat`, `paidby`."""
SHORT_PARTICIPLES = frozenset({"paid", "sent", "sold", "due", "born"})
FIRST_ONLY = frozenset({"is", "has"})


def cut(word: str, may_be_part: Callable[[str], bool]) -> tuple[str, ...]:
    """Return the parts of a compound, the fewest that fill it; a word that cannot be cut stays whole."""
    if not SHORTEST_COMPOUND <= len(word) <= LONGEST_COMPOUND:
        return (word,)
    best: list[tuple[str, ...] | None] = [()] + [None] * len(word)
    for end in range(SHORTEST_PART, len(word) + 1):
        for start in range(end - 1):
            head, part = best[start], word[start:end]
            if head is None or not may_be_part(part) or not _may_stand(part, head, is_last=end == len(word)):
                continue
            current = best[end]
            if current is None or len(head) + 1 < len(current):
                best[end] = (*head, part)
    return best[-1] or (word,)


def _may_stand(part: str, head: tuple[str, ...], *, is_last: bool) -> bool:
    """Tell whether a small word stands where English puts it."""
    if part in FIRST_ONLY:
        return not head and not is_last
    if part not in JOINING:
        return True
    if not head:
        return False
    return not is_last or (part in CLOSING and (head[-1].endswith("ed") or head[-1] in SHORT_PARTICIPLES))
