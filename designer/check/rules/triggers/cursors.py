"""Cursors: a poller knows what is new by a field that sorts, in the notation that the list takes, and misses nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.check.evidence.near import did_you_mean, listed
from designer.check.lookup.view import place_of
from designer.check.rule import Fault, rule
from designer.check.rules.operations.places import last_words
from designer.check.rules.triggers.each import acts_on, triggers
from designer.model.finding import Fix
from designer.names.path import child, leaf, parent
from designer.names.text import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.check.lookup.view import Spot, View
    from designer.model.design import Cursor, Flow
    from designer.model.spec import Field, Operation, Parameter

MOMENT_WORDS = frozenset(
    {
        "at",
        "on",
        "date",
        "time",
        "timestamp",
        "datetime",
        "utc",
        "gmt",
        "ts",
        "updated",
        "modified",
        "changed",
        "created",
        "since",
        "last",
        "update",
        "modification",
        "creation",
        "day",
        "moment",
    }
)
COUNTED = frozenset({"version", "seq", "sequence", "number", "revision", "offset", "position", "usn", "cursor", "token", "id"})
"""Words of fields that grow without being a moment."""
IDENTITIES = frozenset({"id", "uuid", "guid", "gid", "sid", "key"})
CHANGED = frozenset({"updated", "update", "modified", "modification", "changed", "change", "edited", "lastmodified"})
CREATED = frozenset({"created", "creation", "create", "added", "inserted"})
BY_ID = frozenset({"id", "cursor", "token", "after", "before"})
"""Words of a parameter that takes the last id and gives what follows it in the list's own order."""
LATER = frozenset({"after", "gt"})
BACKWARDS = frozenset({"before", "until", "lt", "lte", "max", "end", "to"})
FROM = frozenset({"since", "after", "from", "start", "min", "gt", "gte"})
UNIX = ("unix_s", "unix_ms")
GROWS = "A poller takes what is greater than the last value it saw."


@rule("TRG505", severity="warning")
def poller_knows_what_is_new(view: View) -> Iterator[Fault]:
    """Give a poller a cursor, the field that tells a record's age; without one it reads everything each time."""
    for where, _, trigger in triggers(view):
        if trigger.kind == "poll" and (trigger.cursor is None or not trigger.cursor.path):
            message = "The poller has no cursor, so it reads every record each time and cannot tell which are new."
            yield Fault(where=f"{where}.cursor", message=message)


@rule("TRG506")
def cursor_exists(view: View) -> Iterator[Fault]:
    """Name a cursor field that the records have and a parameter that the list operation takes."""
    for where, flow, cursor, operation in _cursors(view):
        spot = view.read(f"trigger:{cursor.path}", flow, None)
        if cursor.path and spot.state == "missing":
            message = f'{spot.owner} has no "{cursor.path}".{did_you_mean(cursor.path, spot.known())}'
            yield Fault(where=f"{where}.path", message=message, spec=spot.place)
        names = [parameter.name for parameter in operation.parameters if parameter.location == "query"]
        outer = cursor.parameter.partition("[")[0]
        if outer and operation.in_spec and not {cursor.parameter, outer} & set(names):
            told = f'{operation.system}\'s {operation.key} takes no query parameter "{cursor.parameter}".'
            message = told + did_you_mean(cursor.parameter, names)
            yield Fault(where=f"{where}.parameter", message=message, spec=place_of(operation))


@rule("TRG519")
def cursor_grows(view: View) -> Iterator[Fault]:
    """Take as cursor a field that grows with each change: a moment or a counter, no flag, no random id, no free text."""
    for where, flow, cursor, _ in _cursors(view):
        spot = _field(view, flow, cursor)
        if spot is None:
            continue
        field, types, named = spot.field, set(spot.field.types), last_words(cursor.path)
        is_named_moment = bool(set(named) & MOMENT_WORDS)
        if types and not types & {"string", "integer", "number"}:
            message = f'"{cursor.path}" is of type {listed(field.types)}, which does not grow. {GROWS}'
            yield Fault(where=f"{where}.path", message=message, spec=spot.place)
        elif field.format == "uuid" or (field.enum and types == {"string"}):
            message = f'"{cursor.path}" holds {"random ids" if not field.enum else "one of a few words"}, which tell no age. {GROWS}'
            yield Fault(where=f"{where}.path", message=message, spec=spot.place)
        elif field.format == "date":
            message = (
                f'"{cursor.path}" tells the day alone, so what changes later on the day of the last poll is lost, or read again each time.'
            )
            yield Fault(where=f"{where}.path", message=f"{message} Take a field with the time.", spec=spot.place, severity="warning")
        elif types == {"string"} and not field.format and not is_named_moment and not set(named) & COUNTED:
            message = f'"{cursor.path}" is a text of any kind, and nothing says that it grows. {GROWS}'
            yield Fault(where=f"{where}.path", message=message, spec=spot.place, severity="warning")
        elif named and named[-1] in IDENTITIES and types == {"string"} and not set(words(cursor.parameter)) & BY_ID:
            message = f'"{cursor.path}" is an id, and an id that is a text tells no age. {GROWS}'
            yield Fault(where=f"{where}.path", message=message, spec=spot.place, severity="warning")


@rule("TRG520", severity="unverified")
def cursor_tells_its_time_zone(view: View) -> Iterator[Fault]:
    """Know in which time zone the cursor is told; read in another one, an hour's changes are lost or read twice."""
    for where, flow, cursor, _ in _cursors(view):
        spot = _field(view, flow, cursor)
        if spot is None or set(spot.field.types) != {"string"} or cursor.format in UNIX:
            continue
        named = set(last_words(cursor.path))
        twin = "" if named & {"gmt", "utc"} else _in_utc(view, flow, cursor)
        if twin:
            told = f'"{cursor.path}" stands beside "{twin}", so it is told in the account\'s own time, which jumps twice a year.'
            fix = Fix(where=f"{where}.path", words=f"read {twin}", value=twin, certain=False)
            yield Fault(where=f"{where}.path", message=f'{told} Read "{twin}".', spec=spot.place, severity="warning", fix=fix)
        elif not spot.field.format and named & MOMENT_WORDS and not named & {"gmt", "utc"} and not _shows_zone(spot.field):
            message = f'The document does not say how "{cursor.path}" is written, nor in which time zone. Look at a real record.'
            yield Fault(where=f"{where}.path", message=message, spec=spot.place)


@rule("TRG521")
def cursor_is_written_as_the_list_takes_it(view: View) -> Iterator[Fault]:
    """Write the cursor in the notation that the list's parameter takes: `iso`, `date`, `unix_s` or `unix_ms`."""
    for where, flow, cursor, operation in _cursors(view):
        parameter = _parameter(operation, cursor)
        spot = _field(view, flow, cursor)
        taken, owner = (parameter.field, f"`{cursor.parameter}`") if parameter else (spot.field, f'"{cursor.path}"') if spot else (None, "")
        wanted = _notations(taken) if taken else ()
        # Without a parameter the poller itself compares, and days sort among moments.
        is_compared = parameter is None and {cursor.format, *wanted} <= {"iso", "date"}
        if wanted and cursor.format not in wanted and not is_compared and not ("%" in cursor.format and "unix_s" not in wanted):
            verb = "takes" if parameter else "is"
            fix = Fix(where=f"{where}.format", words=f"write {wanted[0]}", value=wanted[0], certain=len(wanted) == 1)
            message = f"{owner} {verb} {' or '.join(wanted)}, and the cursor is written as {cursor.format}."
            yield Fault(where=f"{where}.format", message=message, spec=place_of(operation), fix=fix)


@rule("TRG522", severity="warning")
def list_is_narrowed(view: View) -> Iterator[Fault]:
    """Ask a list for what is new where it takes a parameter for that, instead of reading all of it each time."""
    for where, flow, cursor, operation in _cursors(view):
        spot = _field(view, flow, cursor)
        if cursor.parameter or spot is None:
            continue
        own = set(last_words(cursor.path)) - {"at", "on", "date", "time"}
        for parameter in operation.parameters:
            named = set(words(parameter.name))
            is_filled = any(mapping.target == parameter.target for mapping in flow.trigger.mappings)
            if parameter.location == "query" and named & FROM and named & own and not named & BACKWARDS and not is_filled:
                fix = Fix(where=f"{where}.parameter", words=f"write {parameter.name}", value=parameter.name, certain=False)
                message = (
                    f"{operation.key} takes `{parameter.name}`, and the poller reads the whole list each time. Name it as the parameter."
                )
                yield Fault(where=f"{where}.parameter", message=message, spec=place_of(operation), fix=fix)
                break


@rule("TRG523", severity="warning")
def cursor_looks_forward(view: View) -> Iterator[Fault]:
    """Ask for what is later than the last value, and for what has the same one: two records can share a second."""
    for where, _, cursor, operation in _cursors(view):
        named = words(cursor.parameter)
        is_moment = not set(last_words(cursor.path)[-1:]) & IDENTITIES
        if not named or not is_moment or _parameter(operation, cursor) is None:
            continue
        if set(named) & BACKWARDS and not set(named) & FROM:
            message = f"`{cursor.parameter}` asks for what is older than the last value, so nothing new is ever read."
            yield Fault(
                where=f"{where}.parameter", message=f"{message} Name the parameter that asks for what is later.", spec=place_of(operation)
            )
        elif named[-1] in LATER or "gt" in named:
            message = f"`{cursor.parameter}` leaves out what has just the last value, and two records can share it."
            told = f"{message} Ask from a little earlier, and leave out what was handled already."
            yield Fault(where=f"{where}.parameter", message=told, spec=place_of(operation), severity="info")


@rule("TRG524", severity="warning")
def cursor_sees_changes(view: View) -> Iterator[Fault]:
    """Follow a field that changes with the record where changes shall be carried over: when it was made never does."""
    for where, flow, cursor, operation in _cursors(view):
        by_parameter, by_field = set(words(cursor.parameter)), set(last_words(cursor.path))
        told = by_parameter if by_parameter & (CHANGED | CREATED) else by_field
        if acts_on(flow, "update") and told & CREATED and not told & CHANGED:
            named = f"`{cursor.parameter}`" if told is by_parameter else f'"{cursor.path}"'
            message = (
                f"{named} tells when a record was made, so a change of an older one is never seen, and the lifecycle says to act on it."
            )
            yield Fault(where=f"{where}.path", message=message, spec=place_of(operation))


def _cursors(view: View) -> Iterator[tuple[str, Flow, Cursor, Operation]]:
    """Yield the cursor of each poller whose list is known, with its place."""
    for where, flow, trigger in triggers(view):
        operation = view.operation(trigger.system, trigger.operation)
        if trigger.cursor is not None and operation is not None:
            yield f"{where}.cursor", flow, trigger.cursor, operation


def _field(view: View, flow: Flow, cursor: Cursor) -> Spot | None:
    """Return what the cursor's path leads to, if the document tells it."""
    spot = view.read(f"trigger:{cursor.path}", flow, None) if cursor.path else None
    return spot if spot is not None and spot.state == "known" else None


def _parameter(operation: Operation, cursor: Cursor) -> Parameter | None:
    return next((one for one in operation.parameters if one.location == "query" and one.name == cursor.parameter), None)


def _in_utc(view: View, flow: Flow, cursor: Cursor) -> str:
    """Return the path of the field beside the cursor's that tells the same moment in UTC, if there is one."""
    above, name = parent(cursor.path), leaf(cursor.path)
    for suffix in ("_gmt", "_utc", "GMT", "UTC", "Gmt", "Utc"):
        path = child(above, f"{name}{suffix}")
        if view.read(f"trigger:{path}", flow, None).state == "known":
            return path
    return ""


def _shows_zone(field: Field) -> bool:
    """Tell whether an example or the description shows the time zone."""
    shown = f"{field.example or ''} {field.description}".lower()
    return any(word in shown for word in ("z ", "+0", "utc", "gmt", "iso 8601", "iso-8601", "iso8601", "rfc 3339", "unix", "epoch")) or (
        isinstance(field.example, str) and field.example.endswith("Z")
    )


def _notations(field: Field) -> tuple[str, ...]:
    """Return the notations in which a field takes a moment; none where its type does not tell."""
    types = set(field.types)
    if types and types <= {"integer", "number"}:
        return UNIX
    if types == {"string"} and field.format in {"date", "date-time"}:
        return ("date",) if field.format == "date" else ("iso",)
    return ()
