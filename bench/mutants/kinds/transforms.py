"""Faults of what happens on the way from source to target."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mutants.ground import misspelt
from mutants.kinds.values import NUMBERS, TYPE, typed
from mutants.nouns import Mutant, kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.model.spec import Field
    from mutants.ground import Ground, Spot

REWRITTEN = {"date", "date-time"}


def by(ground: Ground, *names: str) -> Iterator[Spot]:
    """Yield the mappings that use one of these transforms."""
    return (spot for spot in ground.spots if spot.transform in names)


def one_source(ground: Ground) -> Iterator[tuple[Spot, Field, Field]]:
    """Yield each mapping of one typed source and one typed target that a JSON body takes."""
    for spot, field in typed(ground):
        source = spot.sources[0] if len(spot.sources) == 1 else None
        if source is not None and source.types and not source.free_form:
            yield spot, source, field


def _with(spot: Spot, transform: dict[str, Any]) -> Mutant:
    note = ", ".join(f"{value}" for value in transform.values())
    return Mutant(where=spot.where, changes={f"{spot.where}.transform": transform}, note=note)


@kind(*TYPE)
def transform_lost(ground: Ground) -> Iterator[Mutant]:
    """A transform that the two types need is gone, and the value is copied as it is.

    Left out: where the two sides take the same types, format and values, or the document does not tell.
    """
    needed = {"cast", "enum_map", "bool_map", "date_format", "first", "join"}
    for spot, source, field in one_source(ground):
        differs = not set(source.types) & set(field.types)
        lists = bool(field.enum) and not set(source.enum or ("any",)) <= set(field.enum)
        formats = field.format in REWRITTEN and source.format in REWRITTEN and source.format != field.format
        widened = set(source.types) == {"integer"} and "number" in field.types
        if spot.transform in needed and ((differs and not widened) or lists or formats):
            yield _with(spot, {"name": "copy"})


@kind(*TYPE)
def cast_to_wrong_type(ground: Ground) -> Iterator[Mutant]:
    """A value is made a type that the target does not take."""
    for spot, field in typed(ground):
        if spot.mapping.sources:
            for wrong in ("boolean", "integer", "string"):
                if wrong not in field.types and not (wrong == "integer" and "number" in field.types):
                    yield _with(spot, {"name": "cast", "to": wrong})
                    break


@kind("TYPE404", "TYPE413", "TYPE403", "TYPE410")
def date_in_wrong_notation(ground: Ground) -> Iterator[Mutant]:
    """A date is written in a notation that the target does not take."""
    for spot, field in typed(ground):
        if field.format in REWRITTEN and field.types == ("string",) and spot.mapping.sources:
            yield _with(spot, {**_kept(ground, spot), "name": "date_format", "target": "%d/%m/%Y"})
            yield _with(spot, {**_kept(ground, spot), "name": "date_format", "target": "unix_s"})
            if field.format == "date":
                yield _with(spot, {**_kept(ground, spot), "name": "date_format", "target": "iso"})
            else:
                yield _with(spot, {**_kept(ground, spot), "name": "date_format", "target": "date"})


@kind("TYPE413", "TYPE402", "TYPE403", "TYPE404")
def date_read_in_wrong_notation(ground: Ground) -> Iterator[Mutant]:
    """A date is read in a notation that the source does not have: a Unix time as a written date, or the other way round.

    Left out: sources whose notation the document does not tell.
    """
    for spot in by(ground, "date_format"):
        source = spot.sources[0] if spot.sources else None
        if source and set(source.types) <= NUMBERS and source.types:
            yield Mutant(where=spot.where, changes={f"{spot.where}.transform.source": "iso"}, note="iso")
        if source and source.format in REWRITTEN and source.types == ("string",):
            yield Mutant(where=spot.where, changes={f"{spot.where}.transform.source": "unix_s"}, note="unix_s")
            yield Mutant(where=spot.where, changes={f"{spot.where}.transform.source": "%d/%m/%Y"}, note="%d/%m/%Y")


@kind("TYPE413", "TYPE402")
def milliseconds_for_seconds(ground: Ground) -> Iterator[Mutant]:
    """A Unix time in seconds is read in milliseconds: every date lies in January 1970.

    Left out: sources of which no description says in what they count.
    """
    for spot in by(ground, "date_format"):
        source = spot.sources[0] if spot.sources else None
        told = source and ("second" in source.description.lower() or source.format in {"unix-time", "unix_time"})
        if told and spot.mapping.transform.source == "unix_s" and "milli" not in (source.description.lower() if source else ""):  # type: ignore[union-attr]
            yield Mutant(where=spot.where, changes={f"{spot.where}.transform.source": "unix_ms"})


@kind("TYPE402")
def time_zone_unknown(ground: Ground) -> Iterator[Mutant]:
    """A time zone is named that is none."""
    for spot in by(ground, "date_format"):
        yield Mutant(where=spot.where, changes={f"{spot.where}.transform.timezone": "Europe/Berlinn"})


@kind("TYPE409", "TYPE408")
def row_missing(ground: Ground) -> Iterator[Mutant]:
    """A value of the source's list has no row, and stops the record.

    Left out: tables that say what becomes of the others, and sources without a list.
    """
    for spot in by(ground, "enum_map"):
        transform = spot.mapping.transform
        source = spot.sources[0] if spot.sources else None
        if source and source.enum and transform.unmapped == "error":  # type: ignore[union-attr]
            rows = ground.at(f"{spot.where}.transform.values")
            for at, row in enumerate(rows):
                if row["source"] in source.enum and len(rows) > 1:
                    yield Mutant(
                        where=spot.where, changes={f"{spot.where}.transform.values": rows[:at] + rows[at + 1 :]}, note=str(row["source"])
                    )


@kind("TYPE407", "TYPE410", "TYPE403")
def row_to_no_value(ground: Ground) -> Iterator[Mutant]:
    """A row gives a value that the target's list does not have."""
    for spot in by(ground, "enum_map"):
        if spot.target and spot.target.enum:
            for at, row in enumerate(ground.at(f"{spot.where}.transform.values") or ()):
                wrong = misspelt(str(row["target"])) + "x"
                yield Mutant(where=spot.where, changes={f"{spot.where}.transform.values[{at}].target": wrong}, note=wrong)


@kind("TYPE409", "TYPE402", "TYPE407")
def row_of_no_value(ground: Ground) -> Iterator[Mutant]:
    """A row's source value is misspelt, so that the true one has no row.

    Left out: tables that say what becomes of the others, and sources without a list.
    """
    for spot in by(ground, "enum_map"):
        source = spot.sources[0] if spot.sources else None
        if source and source.enum and spot.mapping.transform.unmapped == "error":  # type: ignore[union-attr]
            for at, row in enumerate(ground.at(f"{spot.where}.transform.values")):
                if row["source"] in source.enum:
                    wrong = misspelt(str(row["source"])) + "x"
                    yield Mutant(where=spot.where, changes={f"{spot.where}.transform.values[{at}].source": wrong}, note=wrong)


@kind("TYPE407", "TYPE410", "TYPE403")
def other_values_refused(ground: Ground) -> Iterator[Mutant]:
    """What values without a row become is none of the target's values.

    Left out: tables with a row for each value of the source's list, where nothing is left for it.
    """
    for spot in by(ground, "enum_map"):
        source = spot.sources[0] if spot.sources else None
        rows = {row.source for row in spot.mapping.transform.values}  # type: ignore[union-attr]
        if spot.target and spot.target.enum and not (source and source.enum and set(source.enum) <= rows):
            base = f"{spot.where}.transform"
            yield Mutant(where=spot.where, changes={f"{base}.unmapped": "default", f"{base}.default": "no such value"})


@kind("TYPE407", "TYPE408", "TYPE410")
def other_values_kept(ground: Ground) -> Iterator[Mutant]:
    """Values without a row are sent as they are, to a target that takes values of a list alone.

    Left out: tables with a row for each value of the source's list.
    """
    for spot in by(ground, "enum_map"):
        source = spot.sources[0] if spot.sources else None
        rows = {row.source for row in spot.mapping.transform.values}  # type: ignore[union-attr]
        if spot.target and spot.target.enum and spot.in_json and not (source and source.enum and set(source.enum) <= rows):
            yield Mutant(where=spot.where, changes={f"{spot.where}.transform.unmapped": "keep"})


@kind("TYPE402", "TYPE407", "TYPE409")
def table_of_values_empty(ground: Ground) -> Iterator[Mutant]:
    """A table of values has no row."""
    for spot in by(ground, "enum_map"):
        yield Mutant(where=spot.where, changes={f"{spot.where}.transform.values": []})


@kind("TYPE402", "TYPE403", "TYPE407", "TYPE408", "TYPE410")
def text_for_no_text(ground: Ground) -> Iterator[Mutant]:
    """A transform of texts works on a number or on true and false, for a target that takes no text.

    Left out: targets that take texts, to which a number's digits are one.
    """
    for spot, source, field in one_source(ground):
        if set(source.types) <= NUMBERS | {"boolean"} and "string" not in field.types:
            for transform in ({"name": "lower"}, {"name": "part", "separator": ","}, {"name": "truncate", "length": 3}):
                yield _with(spot, transform)


@kind("TYPE402", "TYPE404", "TYPE403", "TYPE413")
def name_split_of_a_date(ground: Ground) -> Iterator[Mutant]:
    """A date is split like a person's name.

    Left out: targets that take any text.
    """
    for spot, source, field in one_source(ground):
        if source.format in REWRITTEN and field.format in REWRITTEN:
            yield _with(spot, {"name": "split_name"})


@kind("TYPE402", "TYPE401", "TYPE403")
def list_transform_of_a_value(ground: Ground) -> Iterator[Mutant]:
    """A transform of lists works on one value."""
    for spot, source, _ in one_source(ground):
        if "[" not in spot.path and not {"array", "object"} & set(source.types):
            yield _with(spot, {"name": "first"})
            yield _with(spot, {"name": "join"})


@kind("TYPE402", "TYPE403")
def factor_no_number(ground: Ground) -> Iterator[Mutant]:
    """An amount is multiplied by what is no number: `0,01`."""
    for spot in by(ground, "scale"):
        yield Mutant(where=spot.where, changes={f"{spot.where}.transform.factor": "0,01"})


@kind("TYPE402", "TYPE403")
def amount_of_a_text(ground: Ground) -> Iterator[Mutant]:
    """A name or a true and false is multiplied."""
    for spot, source, _ in one_source(ground):
        if source.types == ("boolean",) or (source.types == ("string",) and (source.format or source.enum)):
            yield _with(spot, {"name": "scale"})


@kind("TYPE403", "TYPE410")
def amount_as_wrong_type(ground: Ground) -> Iterator[Mutant]:
    """An amount is made a text where the target takes a number, or the other way round."""
    for spot in by(ground, "scale"):
        if spot.in_json and spot.target and spot.target.types:
            wrong = "string" if set(spot.target.types) <= NUMBERS else "number" if spot.target.types == ("string",) else ""
            if wrong:
                yield Mutant(where=spot.where, changes={f"{spot.where}.transform.to": wrong})


@kind("TYPE412")
def cents_as_units(ground: Ground) -> Iterator[Mutant]:
    """An amount in the smallest unit is sent as units: a hundred times too much.

    Left out: sources of which no description says that they count in the smallest unit.
    """
    for spot in by(ground, "scale"):
        source = spot.sources[0] if spot.sources else None
        if source and _counts_in_cents(source) and spot.target and set(spot.target.types) <= NUMBERS:
            yield Mutant(
                where=spot.where, changes={f"{spot.where}.transform": {"name": "copy"}, f"{spot.where}.sources": [spot.mapping.sources[0]]}
            )


@kind("TYPE412")
def factor_the_wrong_way(ground: Ground) -> Iterator[Mutant]:
    """An amount in the smallest unit is multiplied by a hundred, and not divided.

    Left out: sources of which no description says that they count in the smallest unit.
    """
    for spot in by(ground, "scale"):
        source = spot.sources[0] if spot.sources else None
        if source and _counts_in_cents(source):
            yield Mutant(where=spot.where, changes={f"{spot.where}.transform.factor": "100"})


@kind("TYPE402")
def template_of_a_missing_part(ground: Ground) -> Iterator[Mutant]:
    """A text names a source that it is not given: `{3}`."""
    for spot in ground.spots:
        if spot.mapping.sources and spot.target and "string" in spot.target.types and not spot.target.enum:
            yield _with(spot, {"name": "template", "text": "{0} {3}"})


@kind("TYPE402")
def template_leaves_a_source_out(ground: Ground) -> Iterator[Mutant]:
    """A text of several sources uses the first alone."""
    for spot in by(ground, "template"):
        if len(spot.mapping.sources) > 1:
            yield Mutant(where=spot.where, changes={f"{spot.where}.transform.text": "{0}"})


@kind("TYPE402", "TYPE410")
def country_of_a_telephone_unknown(ground: Ground) -> Iterator[Mutant]:
    """A telephone number's country is told by its name, and not by its code."""
    for spot in by(ground, "phone_e164"):
        yield Mutant(where=spot.where, changes={f"{spot.where}.transform.country": "Germany"})


@kind("TYPE418", "TYPE411", "TYPE410", "TYPE415")
def country_in_wrong_notation(ground: Ground) -> Iterator[Mutant]:
    """A country is written in three letters or as a name where the target takes two letters.

    Left out: targets whose length, pattern or list does not tell how they are written.
    """
    for spot in by(ground, "country_code"):
        if spot.target and spot.target.max_length == 2:
            yield Mutant(where=spot.where, changes={f"{spot.where}.transform.to": "alpha3"})
            yield Mutant(where=spot.where, changes={f"{spot.where}.transform.to": "name"})


@kind("OP215")
def table_misspelt(ground: Ground) -> Iterator[Mutant]:
    """A value is looked up in a table or link that is not there."""
    for spot in by(ground, "lookup"):
        wrong = misspelt(spot.mapping.transform.using) + "x"  # type: ignore[union-attr]
        yield Mutant(where=spot.where, changes={f"{spot.where}.transform.using": wrong})


@kind("OP215")
def table_lost(ground: Ground) -> Iterator[Mutant]:
    """The tables that values are looked up in are gone."""
    for spot in by(ground, "lookup"):
        if spot.mapping.transform.using.startswith("table:"):  # type: ignore[union-attr]
            yield Mutant(where=spot.where, changes={"$.tables": []})


@kind(*TYPE)
def true_and_false_to_no_value(ground: Ground) -> Iterator[Mutant]:
    """True and false become values that the target does not take."""
    for spot in by(ground, "bool_map"):
        if spot.target and spot.target.types and (spot.target.enum or "string" not in spot.target.types):
            yield Mutant(where=spot.where, changes={f"{spot.where}.transform.when_true": "no such value"})


def _counts_in_cents(field: Field) -> bool:
    text = field.description.lower()
    return "smallest" in text or "cents" in text or "minor unit" in text


def _kept(ground: Ground, spot: Spot) -> dict[str, Any]:
    """Return how a date is read: as it was told, or as the source's document has it."""
    told = ground.at(f"{spot.where}.transform")
    if told and told.get("name") == "date_format":
        return dict(told)
    source = spot.sources[0] if spot.sources else None
    return {"source": "unix_s"} if source and set(source.types) <= NUMBERS and source.types else {}
