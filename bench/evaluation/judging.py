"""What a design is worth in a case: counts that add up over cases, by the same rules as bench/matching/scores.py."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from scores import outcome

from evaluation.answering import answer_of, asks_about
from evaluation.operating import is_right

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from designer.model.design import Design
    from evaluation.asking import Asked

SCORED = (
    "needs", "needs_right", "pairs", "wanted", "wanted_right", "proposed", "right", "kind_right", "constants", "constants_right",
    "decoys", "asked", "decided", "filled", "extras",
)  # fmt: skip
"""What is counted. `wanted` are the pairs that the brief asks for. `decoys` are targets that need a constant or a person: `asked` about,
`decided` by a constant, or `filled` from a field that does not hold them. `extras` are proposals for targets of which the case tells
nothing, which proves nothing against them."""


def judged(design: Design | None, asked: Asked) -> dict[str, int]:
    """Return the counts of a design; a run that left none has found nothing of what the case asks."""
    counts: Counter[str] = Counter(needs=len(asked.needs))
    known = asked.known
    wanted: frozenset[str] = frozenset()
    if known is not None:
        told = [one for one in known.told if not one.doubtful]
        wanted = frozenset(one.target for one in told if one.rights and (asked.wanted is None or one.target in asked.wanted))
        counts.update(wanted=len(wanted))
        counts.update(pairs=sum(bool(one.rights) for one in told), constants=sum(not one.rights for one in told), decoys=len(known.decoys))
    if design is None:
        return _whole(counts)
    counts.update(needs_right=sum(is_right(design, need, asked) for need in asked.needs))
    if known is not None:
        answer, asks = answer_of(design, asked, known)
        found = outcome(known, answer).counts
        counts.update({name: found[name] for name in ("proposed", "right", "kind_right", "constants_right", "extras")})
        rights = {one.target: one.rights for one in known.told}
        counts.update(wanted_right=sum(one in answer.proposed and answer.proposed[one].sources in rights[one] for one in wanted))
        for target in sorted(known.decoys):
            given = answer.proposed.get(target)
            is_asked = asks_about(design, target, asks)
            counts.update(
                asked=is_asked,
                decided=not is_asked and given is not None and not given.sources,
                filled=not is_asked and given is not None and bool(given.sources),
            )
    return _whole(counts)


def _whole(counts: Counter[str]) -> dict[str, int]:
    return {name: int(counts[name]) for name in SCORED}


def share(part: float, whole: float) -> float | None:
    """Return a share, none where there is nothing to have a share of."""
    return part / whole if whole else None


MEASURES: dict[str, Callable[[Mapping[str, int]], float | None]] = {
    "operations": lambda one: share(one["needs_right"], one["needs"]),
    "precision": lambda one: share(one["right"], one["proposed"]),
    "recall, asked": lambda one: share(one["wanted_right"], one["wanted"]),
    "recall": lambda one: share(one["right"], one["pairs"]),
    "F1": lambda one: share(2 * one["right"], one["proposed"] + one["pairs"]) if one["pairs"] else None,
    "kind": lambda one: share(one["kind_right"], one["right"]),
    "constants": lambda one: share(one["constants_right"], one["constants"]),
    "must ask": lambda one: share(one["asked"] + one["decided"], one["decoys"]),
}
"""The figures of a case, each between 0 and 1; none where the case has nothing of the kind."""
