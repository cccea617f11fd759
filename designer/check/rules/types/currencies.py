"""Amounts and their currency: a smallest unit is not a hundredth in every one."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import TYPE_CHECKING

from designer.check.evidence.passing import kind_of_value, told_by
from designer.check.rule import Fault, rule
from designer.match.inference.prose import told
from designer.model.finding import Fix
from designer.model.transform import Scale

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.check.lookup.view import MappingView, StepView, View
    from designer.model.scalars import Json
    from designer.model.spec import Field

HUNDREDTHS = frozenset({Decimal("0.01"), Decimal(100)})
SMALLEST = re.compile(
    r"(?:small(?:est)?|minor|lowest)(?: common)?(?: currency| monetary)? (?:unit|denomination)|cents \(or local equivalent\)", re.IGNORECASE
)

HUNDREDTH = re.compile(r"\(cents\)", re.IGNORECASE)
"""Words that tell the unit for good."""
OTHER_PLACES = frozenset(
    [
        "BHD",
        "BIF",
        "CLF",
        "CLP",
        "DJF",
        "GNF",
        "IQD",
        "ISK",
        "JOD",
        "JPY",
        "KMF",
        "KRW",
        "KWD",
        "LYD",
        "OMR",
        "PYG",
        "RWF",
        "TND",
        "UGX",
        "UYI",
        "VND",
        "VUV",
        "XAF",
        "XOF",
        "XPF",
    ]
)
"""Currencies of ISO 4217 without two decimal places."""


@rule("TYPE419", severity="warning")
def smallest_units_follow_the_currency(view: View) -> Iterator[Fault]:
    """Give `scale` the currency as its second source, where an amount counts the smallest unit of whichever currency it is in.

    A hundredth is right for dollars. Yen have no smaller unit and dinars have thousandths, so theirs would be wrong by 100 or by 10. It is
    told where the document speaks of the smallest unit, and the step itself sends the record's currency.
    """
    for step in view.steps:
        for mapping in step.mappings:
            if _is_by_hundred(mapping) and mapping.target.state == mapping.sources[0].state == "known":
                for field, name in ((mapping.sources[0].field, mapping.mapping.sources[0]), (mapping.target.field, mapping.mapping.target)):
                    if _counts_smallest(told(field)) and (currency := _currency_of(step)):
                        yield _fault(mapping, name, currency)
                        break


def _is_by_hundred(mapping: MappingView) -> bool:
    transform = mapping.mapping.transform
    if not isinstance(transform, Scale) or len(mapping.sources) != 1:
        return False
    try:
        return Decimal(transform.factor) in HUNDREDTHS
    except InvalidOperation:
        return False


@lru_cache(maxsize=5_000)
def _counts_smallest(text: str) -> bool:
    return SMALLEST.search(text) is not None and HUNDREDTH.search(text) is None


def _currency_of(step: StepView) -> str:
    """Return the one source of a step that is a currency, empty where there is none or several."""
    found = {mapping.mapping.sources[0] for mapping in step.mappings if (spot := told_by(mapping)) and _is_currency(spot.field)}
    return found.pop() if len(found) == 1 else ""


def _is_currency(field: Field) -> bool:
    """Tell whether a field is a currency that may be one of those without hundredths."""
    is_open = not field.enum or not OTHER_PLACES.isdisjoint(str(value).upper() for value in field.enum)
    return field.types == ("string",) and is_open and kind_of_value(field)[0] == "currency"


def _fault(mapping: MappingView, name: str, currency: str) -> Fault:
    value: list[Json] = [mapping.mapping.sources[0], currency]
    fix = Fix(where=f"{mapping.where}.sources", words=f"give `{currency}` as second source", value=value, certain=False)
    message = f"`{name}` counts the smallest unit of its currency, which is a hundredth in some alone (yen have none)."
    return Fault(where=mapping.where, message=f"{message} Give `scale` the second source `{currency}`.", spec=mapping.target.place, fix=fix)
