"""The verdict on one mapping or column: agreed, disputed or alone, how sure it is, and what speaks against it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from designer.model.transform import Coalesce, Scale
from designer.plan.claude.agreement.likeness import adds_values, same_kind
from designer.plan.offline.selection import ACCEPT, REVIEW

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from designer.model.transform import Transform
    from designer.plan.claude.agreement.offers import Offer

UNDECIDED = 0.79
"""The most that a choice has which the matcher does not share: just below what is accepted without a person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What a planner takes for a target."""

    sources: tuple[str, ...]
    transform: Transform
    chance: float = 0.0
    """The matcher's chance for these sources, the least of several; 0 where it did not look at one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What is set on a mapping or column."""

    agreement: Literal["agreed", "disputed", "alone", ""]
    confidence: float
    rivals: tuple[str, ...] = ()

    @property
    def is_accepted(self) -> bool:
        """Tell whether it needs no person."""
        return self.confidence >= ACCEPT


def verdict(
    choice: Choice,
    offered: Sequence[Offer],
    *,
    means: Callable[[str], Hashable] = str,
    alike: Callable[[Transform, Transform], bool] = same_kind,
) -> Verdict:
    """Judge a choice by what the matcher offers for the same target.

    *means* tells what a source names, wherever it is read, and *alike* which transforms say the same. Where both take the same sources
    and do the same kind of thing to them, the confidence is the matcher's own, which was fitted to cases whose answers are known:
    agreement does not raise it, for the model was shown the matcher's draft, nor lower it; values that only the model knows keep it
    below what is accepted. A choice that the matcher does not share has the chance that the matcher gives to its sources, as far as it
    looked at them; never less than what is shown at all, never so much that no person need look: how often such choices of a model
    are right has not been measured.
    """
    shared = [offer for offer in offered if _same_sources(choice, offer, means) and alike(choice.transform, offer.transform)]
    own = round(min(max(choice.chance, REVIEW), UNDECIDED), 2)
    if shared:
        best = max(shared, key=lambda offer: offer.confidence)
        sure = min(best.confidence, UNDECIDED) if adds_values(choice.transform, best.transform) else best.confidence
        return Verdict(agreement="agreed", confidence=sure)
    rivals = [offer for offer in offered if offer.would_fill]
    if not rivals:
        return Verdict(agreement="alone", confidence=own)
    best = max(rivals, key=lambda offer: offer.confidence)
    # The same sources with another transform are no rivals: what is disputed is what happens to them.
    return Verdict(agreement="disputed", confidence=own, rivals=() if _same_sources(choice, best, means) else best.sources)


def _same_sources(choice: Choice, offer: Offer, means: Callable[[str], Hashable]) -> bool:
    """Tell whether both read the same: a value to fall back on counts for as little as the currency that an amount is scaled by."""
    mine, theirs = [means(source) for source in choice.sources], [means(source) for source in offer.sources]
    if set(mine) == set(theirs):
        return True
    return (
        isinstance(choice.transform, Coalesce | Scale) and mine[:1] == theirs[:1] and len(theirs) <= 1 + isinstance(offer.transform, Scale)
    )
