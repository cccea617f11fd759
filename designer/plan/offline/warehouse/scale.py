"""How many records of a kind a brief tells of: `120,000 customers, 900k payments`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from designer.brief.figures import number, per_day
from designer.names.text import singular

if TYPE_CHECKING:
    from designer.model.brief import Brief

COUNTED = re.compile(
    r"(?<![\w.,$€£])(?P<count>\d{1,3}(?:[.,'\s]\d{3})+|\d+(?:[.,]\d+)?)\s*(?P<scale>k|thousand|m|million|mio)?\.?\+?\s+(?:[a-z-]+\s+)?(?P<noun>[a-z][a-z-]+s)\b"
    r"(?!\s*(?:a|per|each|every)\s+(?:day|hour|week|month|year|minute))",
    re.IGNORECASE,
)
FEWEST = 500
"""Smaller figures before a noun count teams, days or systems, and weigh nothing."""
NOUNS = frozenset({"day", "hour", "week", "month", "year", "minute", "second", "euro", "dollar", "pound", "time", "gb", "tb"})


def records_told(brief: Brief) -> dict[str, int]:
    """Return the records that a brief counts, by their noun in the singular; what comes each day is none of them."""
    text = brief.warehouse.scale if brief.warehouse and brief.warehouse.scale else brief.text
    found: dict[str, int] = {}
    for part in re.split(r"[;\n]|,\s+|\s+and\s+|\s+plus\s+", text):
        match = COUNTED.search(part)
        if match is None or per_day(part) is not None:
            continue
        noun, count = singular(match["noun"].lower()), round(number(match["count"], match["scale"]))
        if count >= FEWEST and noun not in NOUNS:
            found[noun] = max(count, found.get(noun, 0))
    return found
