"""What of a call's fields is the person's own word: the pairs and the fields that the brief names, the values that it states."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from designer.model.brief import Wish
from designer.plan.offline.mapped import asked_for

if TYPE_CHECKING:
    from designer.model.brief import Brief
    from designer.model.design import Mapping
    from designer.model.scalars import Scalar
    from designer.plan.claude.agreement.offers import Targets
    from designer.plan.claude.agreement.records import Record

KEPT = 128
SHORTEST = 3
"""A value of fewer letters may stand in any text by chance."""


def wish_between(brief: Brief, source: str, target: str) -> Wish:
    """Return everything that a brief wishes from one system to another, as one; a wish that names no system is for all."""
    meant = [wish for wish in brief.wishes if _is_end(wish.source, source) and _is_end(wish.target, target)]
    return Wish(
        text="\n".join(wish.text for wish in meant),
        pairs=tuple(dict.fromkeys(pair for wish in meant for pair in wish.pairs)),
        fields=tuple(dict.fromkeys(name for wish in meant for name in wish.fields)),
    )


def _is_end(named: str, system: str) -> bool:
    return not named or named.lower() == system.lower()


@lru_cache(maxsize=KEPT)
def asked(record: Record, targets: Targets, wish: Wish) -> tuple[Mapping, ...]:
    """Return the mappings that the brief itself asks for, as the offline planner reads it; sources relative to the record."""
    if not (wish.pairs or wish.fields):
        return ()
    filling = asked_for(record.fields, targets.fields, at="", wish=wish, titles=(record.noun, targets.noun))
    return tuple(replace(mapping, target=mapping.target.removeprefix("body.")) for mapping in filling.mappings)


def states(brief: Brief, value: Scalar) -> bool:
    """Tell whether a value stands in the brief as a text of its own; numbers and truth values may stand there for anything."""
    text = value.strip() if isinstance(value, str) else ""
    if len(text) < SHORTEST:
        return False
    return re.search(rf"(?<!\w){re.escape(text)}(?!\w)", brief.text, re.IGNORECASE) is not None
