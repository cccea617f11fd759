"""How values look: texts against a pattern, decimal places against a step."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from designer.check.evidence.passing import carried, kind_of_value, leaf_words
from designer.check.evidence.sampling import samples_of
from designer.check.rule import Fault, rule
from designer.match.inference.notations import country_notation
from designer.model.finding import Fix
from designer.model.transform import Cast, Copy, CountryCode, Scale
from designer.specs.schemas.pattern import matches

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.check.lookup.view import MappingView, View
    from designer.match.inference.notations import Country
    from designer.model.scalars import Json
    from designer.model.spec import Field

NUMBERS = frozenset({"integer", "number"})
COUNTRIES = {"alpha2": "a country code of two letters", "alpha3": "a country code of three letters", "name": "the name of a country"}


@rule("TYPE415", severity="warning")
def patterns_can_be_met(view: View) -> Iterator[Fault]:
    """Send texts that look as the target's pattern asks.

    How a text looks is known from its format, from the transform that wrote it, or from the source's own example. It is told only where
    none of these matches; constants and value lists are held against the pattern one by one (TYPE410).
    """
    for _, mapping in view.mappings:
        pattern = mapping.target.field.pattern
        if not pattern or mapping.target.state != "known" or mapping.output.pattern == pattern or not mapping.sources:
            continue
        if "string" not in mapping.target.field.types:
            continue
        samples = samples_of(mapping.output)
        if samples and not any(matches(pattern, sample) for sample in samples):
            message = f"`{mapping.mapping.target}` takes what matches {pattern}; {_said(mapping)} looks like {samples[0]!r}."
            yield Fault(where=mapping.where, message=message, spec=mapping.target.place)


@rule("TYPE416", severity="warning")
def decimal_places_fit(view: View) -> Iterator[Fault]:
    """Send no more decimal places than the target takes: `scale` with `places` rounds half to even.

    A `scale` to whole numbers without `places` stops on the first value that leaves a fraction, and so does a `cast` of an amount.
    """
    for _, mapping in view.mappings:
        if mapping.target.state != "known" or not mapping.sources:
            continue
        transform = mapping.mapping.transform
        if isinstance(transform, Scale) and transform.to == "integer" and transform.places is None and _leaves_fractions(mapping):
            value = _scale(transform.factor, 0, "integer")
            fix = Fix(where=f"{mapping.where}.transform", words="round to whole numbers", value=value, certain=False)
            message = f"`scale` by {transform.factor} leaves fractions, and `to: integer` stops on them. Give `places: 0`."
            yield Fault(where=f"{mapping.where}.transform", message=message, spec=mapping.sources[0].place, fix=fix)
        elif isinstance(transform, Cast) and transform.to == "integer" and _is_amount(mapping.sources[0].field):
            told = f"`cast` stops on the first amount of `{mapping.mapping.sources[0]}` that is not whole"
            message = f"{told}. Use `scale`: with `factor: 100` if the target counts in cents, else with `places: 0`."
            yield Fault(where=f"{mapping.where}.transform", message=message, spec=mapping.sources[0].place)
        elif (places := _too_many(mapping)) is not None:
            yield _cut(mapping, places)


def _is_amount(field: Field) -> bool:
    """Tell whether a number is an amount of money that may have decimals."""
    return field.types == ("number",) and field.multiple_of is None and kind_of_value(field)[0] == "money"


def _leaves_fractions(mapping: MappingView) -> bool:
    step = mapping.output.multiple_of
    return step is not None and Decimal(repr(step)) % 1 != 0


def _too_many(mapping: MappingView) -> int | None:
    """Return how many places the target takes where what arrives surely has more; None where it fits or nothing tells."""
    given, taken = mapping.output, mapping.target.field
    if taken.multiple_of is None or given.enum or not NUMBERS.issuperset(given.types) or not given.types:
        return None
    step = Decimal(repr(taken.multiple_of))
    places = max(0, -int(step.normalize().as_tuple().exponent))
    if step != Decimal(1).scaleb(-places):
        return None
    if given.multiple_of is None:
        return 0 if places == 0 and given.types == ("number",) and "integer" not in taken.types else None
    return places if Decimal(repr(given.multiple_of)) % step != 0 else None


def _cut(mapping: MappingView, places: int) -> Fault:
    taken = f"{places} decimal place{'' if places == 1 else 's'}" if places else "whole numbers"
    given = _places(mapping.output)
    transform = mapping.mapping.transform
    fix = None
    if isinstance(transform, Copy | Scale):
        factor = transform.factor if isinstance(transform, Scale) else "1"
        kind = transform.to if isinstance(transform, Scale) else "integer" if mapping.target.field.types == ("integer",) else "number"
        fix = Fix(where=f"{mapping.where}.transform", words=f"round to {taken}", value=_scale(factor, places, kind), certain=False)
    told = f"`{mapping.mapping.target}` takes {taken}, and {_said(mapping)} may have {given}."
    message = f"{told} Round it with `scale` and `places: {places}`."
    return Fault(where=mapping.where, message=message, spec=mapping.target.place, fix=fix)


def _scale(factor: str, places: int, kind: str) -> dict[str, Json]:
    return {"name": Scale.name, "factor": factor, "places": places, **({} if kind == "number" else {"to": kind})}


def _places(field: Field) -> str:
    if field.multiple_of is None:
        return "a fraction"
    count = max(0, -int(Decimal(repr(field.multiple_of)).normalize().as_tuple().exponent))
    return f"{count} of them" if count else "others"


def _said(mapping: MappingView) -> str:
    if isinstance(mapping.mapping.transform, Copy):
        return f"`{mapping.mapping.sources[0]}`"
    return f"what `{mapping.mapping.transform.name}` writes"


@rule("TYPE418", severity="warning")
def countries_keep_their_notation(view: View) -> Iterator[Fault]:
    """Write a country as the target does: `country_code` turns names and codes of ISO 3166 into one another.

    It is told where both documents say how they write it, by length, values, words or examples.
    """
    for _, mapping in view.mappings:
        if mapping.target.state != "known" or not _speaks_of_country(mapping.target.field) or not mapping.sources:
            continue
        wanted = country_notation(mapping.target.field)
        told = _country(mapping)
        if told and wanted and told != wanted:
            value: dict[str, Json] = {"name": CountryCode.name, "to": wanted}
            fix = Fix(where=f"{mapping.where}.transform", words=f"write {COUNTRIES[wanted]}", value=value, certain=False)
            message = f"`{mapping.mapping.target}` takes {COUNTRIES[wanted]}, and {_said(mapping)} is {COUNTRIES[told]}."
            cure = f" Use `country_code` with `to: {wanted}`."
            yield Fault(where=mapping.where, message=message + cure, spec=mapping.target.place, fix=fix)


def _country(mapping: MappingView) -> Country:
    """Return how the country is written that leaves a mapping, empty where nothing tells."""
    transform = mapping.mapping.transform
    if isinstance(transform, CountryCode):
        return transform.to
    spots = [spot for spot in carried(mapping) if spot.content is not None and _speaks_of_country(spot.field)]
    return country_notation(spots[0].field) if len(spots) == 1 else ""


def _speaks_of_country(field: Field) -> bool:
    return field.types == ("string",) and "country" in leaf_words(field.path)
