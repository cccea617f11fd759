"""Which numbers leave a transform: their bounds, their decimal places, and how they look as texts."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from designer.model.spec import Field

if TYPE_CHECKING:
    from designer.model.transform import Scale

WHOLE = r"^-?\d+$"
DECIMAL = r"^-?\d+(\.\d+)?$"


def scaled(transform: Scale, sources: tuple[Field, ...]) -> Field:
    """Return the number that leaves a `scale`, whose factor can be read: its bounds and its step are those of the source times it."""
    source = sources[0]
    always = source.required and not source.nullable
    base = Field(path="", types=(transform.to,), required=always, nullable=not always)
    if transform.to == "string":
        return replace(base, pattern=_fixed_pattern(transform.places))
    step = None if transform.places is None else float(Decimal(1).scaleb(-transform.places))
    if len(sources) > 1 or not set(source.types) <= {"integer", "number"} or not source.types:
        return replace(base, multiple_of=step)
    try:
        factor = Decimal(transform.factor)
    except InvalidOperation:  # told of by the transform's own problem
        return replace(base, multiple_of=step)
    low, high = (source.minimum, source.maximum) if factor > 0 else (source.maximum, source.minimum)
    return replace(
        base,
        minimum=_bound(low, factor, transform.places),
        maximum=_bound(high, factor, transform.places),
        multiple_of=step if step is not None else _step(source, factor),
    )


def written_pattern(types: tuple[str, ...]) -> str:
    """Return the pattern that a number of these types matches once it is written as text; empty for anything else."""
    if types == ("integer",):
        return WHOLE
    return DECIMAL if types == ("number",) else ""


def _fixed_pattern(places: int | None) -> str:
    if places is None:
        return DECIMAL
    return rf"^-?\d+\.\d{{{places}}}$" if places > 0 else WHOLE


def _bound(bound: float | None, factor: Decimal, places: int | None) -> float | None:
    """Return a bound times the factor, rounded as the value itself is; rounding keeps the order of numbers."""
    if bound is None:
        return None
    result = Decimal(repr(bound)) * factor
    return float(result if places is None else round(result, places))


def _step(source: Field, factor: Decimal) -> float | None:
    own = source.multiple_of if source.multiple_of is not None else 1 if source.types == ("integer",) else None
    return None if own is None else float(abs(Decimal(repr(own)) * factor))
