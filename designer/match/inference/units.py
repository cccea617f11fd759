"""Units of measure: in which one a source counts, and how the target's document spells it."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from designer.match.inference.prose import told
from designer.match.meaning.data_files import data
from designer.names.path import leaf
from designer.names.text import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.model.scalars import Scalar
    from designer.model.spec import Field

FEWEST = 2
"""Letters of an abbreviation, whose capital is no capital of a word."""
IN = re.compile(r"\bin (?:the unit )?\(?([a-z]{1,12})\b", re.IGNORECASE)


def unit_of(field: Field) -> str:
    """Return the first name of the unit in which a field counts (`gram`), by its own name or by "in ..."; empty if none is told."""
    named = next((unit for word in words(leaf(field.path)) if len(word) > 1 and (unit := _units().get(word))), "")
    return named or next((unit for word in IN.findall(told(field)) if (unit := _units().get(word.lower()))), "")


def spelled_unit(unit: str, among: Sequence[Scalar], *, example: object) -> Scalar:
    """Return the unit as the target spells it: one of its list, else in the form of its example (`ounces`: `grams`)."""
    found = next((value for value in among if isinstance(value, str) and _units().get(value.lower()) == unit), None)
    if found is not None or among or not isinstance(example, str) or example.lower() not in _units():
        return found
    by_name: dict[str, list[str]] = {name: row for row in data("values.toml")["units"]["rows"] for name in row}
    shown, row = by_name[example.lower()], by_name[unit]
    at = shown.index(example.lower())
    spelled = row[at] if at < len(row) else row[0]
    return spelled.capitalize() if example.istitle() and len(example) > FEWEST else spelled


@cache
def _units() -> dict[str, str]:
    return {name: row[0] for row in data("values.toml")["units"]["rows"] for name in row}
