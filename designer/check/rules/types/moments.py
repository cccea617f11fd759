"""Days and points in time: each end's notation, and the time zone that a local time or a day needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.check.evidence.passing import beside, carried, leaf_words
from designer.check.rule import Fault, rule
from designer.match.inference.moments import is_local, surely_written
from designer.model.finding import Fix
from designer.model.transform import DateFormat
from designer.names.path import parent
from designer.transforms.scalars import fits_format

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.check.lookup.view import MappingView, Spot, StepView, View
    from designer.model.spec import Field

COUNTED = frozenset({"unix_s", "unix_ms"})
INSTANTS = frozenset({"date-time", "datetime"})
DATED = frozenset({"date", "date-time", "datetime"})
ZONE_NAMES = ("timeZone", "timezone", "time_zone", "TimeZone", "tz")
ZONES = frozenset({("time", "zone"), ("timezone",), ("tz",)})
MYSQL = "%Y-%m-%d %H:%M:%S"
MAY_BE_DATED = frozenset({"string", "integer", "number"})
SAID = {"iso": "an ISO date-time", "date": "an ISO day", "unix_s": "seconds since 1970", "unix_ms": "milliseconds since 1970"}


@rule("TYPE413", severity="warning")
def moments_keep_their_notation(view: View) -> Iterator[Fault]:
    """Write and read days and points in time as each document does: `date_format` names both notations.

    Seconds taken for milliseconds put a record into 1970, and `31/01/2026` is no ISO date. A notation is known by format, example
    or description; where a document does not tell, nothing is said.
    """
    for _, mapping in view.mappings:
        if mapping.target.state == "known" and mapping.sources and not MAY_BE_DATED.isdisjoint(mapping.target.field.types):
            if isinstance(mapping.mapping.transform, DateFormat):
                yield from _rewritten(mapping, mapping.mapping.transform)
            else:
                yield from _copied(view, mapping)


def _rewritten(mapping: MappingView, transform: DateFormat) -> Iterator[Fault]:
    """Hold both notations of a `date_format` against what the documents say of the ends."""
    where = f"{mapping.where}.transform"
    source, target = mapping.sources[0], mapping.target
    told = surely_written(source.field) if source.content is not None else ""
    if told and _differ(told, transform.source):
        message = f"`{mapping.mapping.sources[0]}` holds {_said(told)}, and `date_format` reads {_said(transform.source)}."
        fix = Fix(where=f"{where}.source", words=f"read {told}", value=told, certain=False)
        yield Fault(where=where, message=f"{message} Give `source: {told}`.", spec=source.place, fix=fix)
    shown = mapping.output.example
    if target.field.format in DATED and isinstance(shown, str):
        if not fits_format(shown, "date-time" if target.field.format == "datetime" else target.field.format):
            message = f"`{mapping.mapping.target}` takes the format {target.field.format}, and `date_format` writes {shown!r}."
            yield Fault(where=where, message=message, spec=target.place, severity="error")
        return
    wanted = surely_written(target.field)
    is_other = _differ(wanted, transform.target) or (transform.target == "iso" and wanted in {"date", MYSQL})
    if wanted and target.field.format not in DATED and is_other:
        message = f"`{mapping.mapping.target}` takes {_said(wanted)}, and `date_format` writes {_said(transform.target)}."
        fix = Fix(where=f"{where}.target", words=f"write {wanted}", value=wanted, certain=False)
        yield Fault(where=where, message=f"{message} Give `target: {wanted}`.", spec=target.place, fix=fix)


def _copied(view: View, mapping: MappingView) -> Iterator[Fault]:
    for spot in carried(mapping):
        source = mapping.mapping.sources[mapping.sources.index(spot)]
        if spot.content is None or spot.field.enum or MAY_BE_DATED.isdisjoint(spot.field.types):
            continue
        wanted = surely_written(mapping.target.field)
        told = surely_written(spot.field) if wanted else ""
        is_other = _differ(told, wanted) or (_is_instant(spot.field, told) and wanted in {"date", MYSQL})
        if mapping.target.field.format in INSTANTS and not spot.field.format:
            is_other = is_other or told == "date" or (is_local(told) and _zone_beside(view, spot, access="read") is None)
        if told and is_other and not DATED.issuperset({spot.field.format, mapping.target.field.format}):
            message = f"`{source}` holds {_said(told)}, and `{mapping.mapping.target}` takes {_said(wanted)}."
            cure = f" Use `date_format` with `source: {_quoted(told)}` and `target: {_quoted(wanted)}`."
            value = {"name": DateFormat.name, "source": told, "target": wanted}
            fix = Fix(where=f"{mapping.where}.transform", words="rewrite the date", value=value, certain=False)  # type: ignore[arg-type]
            yield Fault(where=mapping.where, message=message + cure, spec=mapping.target.place, fix=fix)


def _is_instant(field: Field, told: str) -> bool:
    """Tell whether a text surely holds a time beside the day: by format or example, or because its document speaks of a time."""
    return told == "iso" and (field.format in DATED or isinstance(field.example, str) or "time" in field.description.lower())


def _differ(one: str, other: str) -> bool:
    """Tell whether two notations surely differ; an ISO day, date-time and local time are often told of by the same words."""
    one, other = (_family(notation) for notation in (one, other))
    return one != other


def _family(notation: str) -> str:
    return "iso" if notation in {"iso", "date"} or notation.startswith(("%Y-%m-%d", "%Y-%m-%dT", "%FT", "%F")) else notation


def _said(notation: str) -> str:
    return SAID.get(notation, f"a text like `{notation}`")


def _quoted(notation: str) -> str:
    return f'"{notation}"' if "%" in notation else notation


@rule("TYPE414", severity="warning")
def local_times_keep_their_zone(view: View) -> Iterator[Fault]:
    """Send a time with its zone: a local time says nothing without the field beside it that names the zone.

    A local time read as UTC is hours off; so is a time told in UTC beside the name of another zone. A day cut out of an instant in UTC
    is the day before or after for whoever lives elsewhere: name the zone in `date_format`.
    """
    for step, mapping in view.mappings:
        if mapping.target.state != "known" or "string" not in mapping.target.field.types or not mapping.sources:
            continue
        source = mapping.sources[0]
        if source.state != "known" or not _is_moment(mapping, source.field):
            continue
        yield from _read_without_zone(view, mapping, source)
        yield from _written_without_zone(view, step, mapping)


def _is_moment(mapping: MappingView, source: Field) -> bool:
    return (
        isinstance(mapping.mapping.transform, DateFormat)
        or (source.format not in {"", "date"} and source.format in DATED)
        or (bool(carried(mapping)) and "string" in source.types and is_local(surely_written(source)))
    )


def _read_without_zone(view: View, mapping: MappingView, source: Spot) -> Iterator[Fault]:
    """A local time becomes an instant, or an instant becomes a day, though the source names the zone beside it."""
    transform = mapping.mapping.transform
    is_rewritten = isinstance(transform, DateFormat)
    if isinstance(transform, DateFormat) and transform.timezone != "UTC":
        return
    told = surely_written(source.field)
    names = mapping.mapping.sources[0], mapping.mapping.target
    if is_local(told) and (_is_sent_as_instant(mapping) or mapping.target.field.format in INSTANTS):
        fact = "here it is read as UTC" if is_rewritten else f"`{names[1]}` takes an instant, with its offset"
        message = "`{source}` is a local time, whose zone `{zone}` names; " + fact
    elif told == "iso" and isinstance(transform, DateFormat) and transform.source == "iso" and mapping.output.format == "date":
        message = "`{source}` is an instant whose zone `{zone}` names; its day is told here as it is in UTC"
    else:
        return
    named = _zone_beside(view, source, access="read")
    if named is not None:
        cure = "Give `date_format` a `timezone` if all records share one, or map another field."
        text = message.replace("{source}", names[0]).replace("{zone}", named.path)
        yield Fault(where=mapping.where, message=f"{text}. {cure}", spec=source.place)


def _is_sent_as_instant(mapping: MappingView) -> bool:
    transform = mapping.mapping.transform
    return isinstance(transform, DateFormat) and transform.target in {"iso", *COUNTED}


def _written_without_zone(view: View, step: StepView, mapping: MappingView) -> Iterator[Fault]:
    """A target that takes a local time has the name of its zone beside it: it must be sent, and be true."""
    target = mapping.target
    if not is_local(surely_written(target.field)):
        return
    named = _zone_beside(view, target, access="write")
    if named is None:
        return
    filled = next((one for one in step.mappings if one.target.field.path == named.path and one.target.state == "known"), None)
    where = parent(mapping.mapping.target)
    name = f"{where}.{named.path.rpartition('.')[2]}"
    if filled is None:
        message = f"`{mapping.mapping.target}` is a local time, and nothing says in which zone. Fill `{name}`."
        yield Fault(where=mapping.where, message=message, spec=target.place)
    transform = mapping.mapping.transform
    if filled is not None and filled.mapping.sources and isinstance(transform, DateFormat) and not is_local(transform.source):
        message = f"`{mapping.mapping.target}` is told in {transform.timezone}, while `{name}` names the zone of each record."
        yield Fault(where=mapping.where, message=f'{message} Send the constant "{transform.timezone}" there.', spec=target.place)


def _zone_beside(view: View, spot: Spot, *, access: str) -> Field | None:
    """Return the field beside a moment that names its time zone; of several moments in one object it must share the moment's words."""
    for name in ZONE_NAMES:
        found = beside(view, spot, name, access=access)  # type: ignore[arg-type]
        if found is not None and leaf_words(found.path) in ZONES:
            return found
    return None
