"""The event that a wish waits for: told by its words, and borne out by the record that is to be read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from designer.match.operations.business import named, stem
from designer.match.operations.events import rank_events
from designer.plan.offline.calls import noun_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.match.operations.events import RankedEvent
    from designer.model.brief import Wish
    from designer.model.spec import Catalog, RankedOperation

ENOUGH = 0.35
"""Below it an event is about something else, and polling is the honest choice."""
OF_OTHERS = 0.35
"""By so much an event counts less whose name has nothing of the records that are likely read."""


def awaited(catalog: Catalog, system: str, wish: Wish, reads: Sequence[RankedOperation]) -> RankedEvent | None:
    """Return the event that is likeliest waited for, as far as the record it tells of is the one that is likely read (*reads*)."""
    ranked = [_borne_out(one, reads) for one in rank_events(catalog, system, text=wish.when or wish.text)]
    return max(ranked, key=lambda one: one.score, default=None)


def _borne_out(ranked: RankedEvent, reads: Sequence[RankedOperation]) -> RankedEvent:
    told = {stem(word) for word in named(ranked.event.name)}
    borne = sum(found.score for found in reads if stem(noun_of(found.operation)) in told)
    return replace(ranked, score=round(ranked.score * (1 - OF_OTHERS * (1 - min(borne, 1.0))), 4))
