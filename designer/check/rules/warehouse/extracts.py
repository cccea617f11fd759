"""Extracts: they read something, know what is new, name their records, and run as often as the data must be fresh."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.check.budget.figures import span
from designer.check.budget.rhythm import rhythm
from designer.check.evidence.near import LIKELY, SURE, did_you_mean, listed, nearest
from designer.check.lookup.targets import parameter_of
from designer.check.lookup.view import place_of
from designer.check.rule import Fault, rule
from designer.check.rules.warehouse.named import extract_operation, extracts, likely, missing, record, warehouses
from designer.model.design import source_parts, target_parts
from designer.names.path import is_path, leaf
from designer.names.text import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.check.lookup.view import View
    from designer.model.finding import Severity
    from designer.model.spec import Operation
    from designer.model.warehouse import Extract

COMPARED = frozenset({"string", "integer", "number"})
CHANGING = frozenset({"email", "mail", "phone", "name", "title", "status", "state", "updated", "modified", "changed"})
"""Last words of a field that people or events change, so that it names no record for ever."""
STATES = (("status",), ("state",))
"""Last words of a field that goes back and forth."""
MADE = frozenset({"created", "creation", "inserted", "added"})
CHANGED = frozenset({"updated", "update", "modified", "changed", "change", "edited", "since"})
NARROWING = frozenset({"filter", "filters", "where", "q", "query", "search", "jql", "if-modified-since", "$filter", "conditions"})
DELETED = frozenset({"deleted", "is_deleted", "deleted_at", "deleted_on", "date_deleted", "is_removed", "removed_at"})


@rule("WH901", severity="open")
def extract_reads_something(view: View) -> Iterator[Fault]:
    """Give each extract a list operation or a file; a question asks where none is known."""
    for where, extract in extracts(view):
        if not extract.operation and not extract.file:
            asked = any(question.fills == f"extract:{extract.id}" or extract.system in question.about for question in view.design.questions)
            ending = "A question asks for it." if asked else "Name its list operation, such as `GET /v1/customers`, or a file."
            yield Fault(where=where, message=f"The extract {extract.id} reads nothing yet. {ending}")


@rule("WH902")
def extract_fields_exist(view: View) -> Iterator[Fault]:
    """Name as primary key, cursor, items and nested lists only what the records hold, and as parameters what the call takes."""
    for where, extract in extracts(view):
        named = [(f"{where}.primary_key[{i}]", path) for i, path in enumerate(extract.primary_key)]
        named += [(f"{where}.cursor", extract.cursor)] if extract.cursor else []
        named += [(f"{where}.nested[{i}]", path) for i, path in enumerate(extract.nested)]
        for place, path in named:
            yield from missing(place, record(view, extract, path))
        if extract.items:
            spot = record(view, extract, extract.items.removesuffix("[]"), items="")
            yield from missing(f"{where}.items", spot, value="{}[]".format)
        operation = extract_operation(view, extract)
        names = [parameter.name for parameter in operation.parameters if parameter.location == "query"] if operation else []
        if operation and operation.in_spec:
            yield from _parameters_exist(where, extract, operation)
        outer = {name.partition("[")[0] for name in names}
        if operation and operation.in_spec and extract.cursor_parameter and extract.cursor_parameter.partition("[")[0] not in outer:
            near = did_you_mean(extract.cursor_parameter, names)
            message = f'{operation.key} takes no query parameter "{extract.cursor_parameter}".{near}'
            fix = likely(f"{where}.cursor_parameter", extract.cursor_parameter, names)
            yield Fault(where=f"{where}.cursor_parameter", message=message, spec=place_of(operation), fix=fix)


def _parameters_exist(where: str, extract: Extract, operation: Operation) -> Iterator[Fault]:
    """Yield the parameters that a call does not take; a header need not be told, so only one that is nearly told is a slip of the pen."""
    known = [parameter.target for parameter in operation.parameters]
    for i, parameter in enumerate(extract.parameters):
        location, name = target_parts(parameter.target)
        if parameter_of(operation, location, name) is not None:
            continue
        near = nearest(parameter.target, known, at_least=SURE if location == "header" else LIKELY)
        if near or location != "header":
            ending = f' Did you mean "{near}"?' if near else ""
            message = f'{operation.key} takes no "{parameter.target}".{ending}'
            fix = likely(f"{where}.parameters[{i}].target", parameter.target, [near]) if near else None
            yield Fault(where=f"{where}.parameters[{i}].target", message=message, spec=place_of(operation), fix=fix)


@rule("WH903", severity="warning")
def extract_names_its_records(view: View) -> Iterator[Fault]:
    """Give each extract a primary key, or a record that comes again is added instead of replaced."""
    for where, extract in extracts(view):
        if not extract.primary_key and (extract.operation or extract.file):
            message = f"The extract {extract.id} has no primary key, so its records double on each run."
            yield Fault(where=f"{where}.primary_key", message=message)


@rule("WH904", severity="info")
def extract_is_incremental(view: View) -> Iterator[Fault]:
    """Read only what is new: without a cursor the whole is read each time."""
    for where, extract in extracts(view):
        if not extract.cursor and extract.operation:
            yield Fault(where=f"{where}.cursor", message=f"The extract {extract.id} has no cursor, so it reads everything on each run.")


@rule("WH912")
def cursor_can_be_compared(view: View) -> Iterator[Fault]:
    """Take as cursor a moment or a growing number: a truth value, an object or one of a few states tells no order."""
    for where, extract in extracts(view):
        spot = record(view, extract, extract.cursor) if extract.cursor else None
        if spot is None or spot.state != "known" or not spot.field.types:
            continue
        kinds = set(spot.field.types) - {"null"}
        severity: Severity | None = None
        if not kinds & COMPARED:
            told = f"is {listed(sorted(kinds))}"
        elif spot.field.enum:
            told = f"is one of {listed(spot.field.enum, most=3)}"
        elif "[]" in extract.cursor:
            told = "lies in a list, so a record has several"
        elif words(leaf(extract.cursor))[-1:] in STATES:
            told, severity = "is a state", "warning"
        else:
            continue
        message = f"The cursor {extract.cursor} {told}: no value of it is the newest. Take the moment of the last change."
        yield Fault(where=f"{where}.cursor", message=message, spec=spot.place, severity=severity)


@rule("WH913", severity="info")
def cursor_is_asked_for(view: View) -> Iterator[Fault]:
    """Ask the system for what is new by a parameter; a cursor alone leaves out the old only after everything was read."""
    for where, extract in extracts(view):
        if extract.cursor and not extract.cursor_parameter and extract.operation:
            message = f"The design names no parameter of {extract.operation} that takes the last {extract.cursor}, so each run reads the"
            message += f" whole list.{_perhaps(extract_operation(view, extract))}"
            yield Fault(where=f"{where}.cursor_parameter", message=message)


@rule("WH934", severity="info")
def cursor_moves_with_changes(view: View) -> Iterator[Fault]:
    """Follow the moment of the last change: by the moment of creation, what changes later is never read again."""
    for where, extract in extracts(view):
        said, asked = _leaf_words(extract.cursor), set(words(extract.cursor_parameter))
        if extract.cursor_parameter and said & MADE and not (said | asked) & CHANGED:
            told = f"{extract.id} asks for records by {extract.cursor}, the moment of their creation"
            message = f"{told}: what changes in them later is never read. Read them all from time to time, or the changes by another way."
            yield Fault(where=f"{where}.cursor", message=message)


def _leaf_words(path: str) -> set[str]:
    return set(words(leaf(path))) if is_path(path) else set()


def _perhaps(operation: Operation | None) -> str:
    """Return the parameters by which a list is often narrowed, if the operation takes one; what they take is told in prose."""
    found = [parameter.name for parameter in operation.parameters if parameter.name.lower() in NARROWING] if operation else []
    return f" It takes {listed(found)}: look whether that can narrow it." if found else ""


@rule("WH914", severity="warning")
def extract_has_a_schedule(view: View) -> Iterator[Fault]:
    """Say when each extract runs; without a schedule it loads only when a person starts it."""
    for where, extract in extracts(view):
        if not extract.schedule and (extract.operation or extract.file):
            message = f"The extract {extract.id} has no schedule, so nothing loads it. Write one, such as `0 * * * *`."
            yield Fault(where=f"{where}.schedule", message=message)


@rule("WH915", severity="warning")
def loads_keep_the_data_fresh(view: View) -> Iterator[Fault]:
    """Load at least as often as the data must be fresh."""
    for warehouse in warehouses(view):
        for where, extract in extracts(view):
            often = rhythm(extract.schedule)
            if often is not None and often.shortest_gap > warehouse.freshness_minutes:
                told = f"Loads of {extract.id} are {span(often.shortest_gap / 60)} apart at least, and data may be"
                message = f"{told} {span(warehouse.freshness_minutes / 60)} old. Load it more often."
                yield Fault(where=f"{where}.schedule", message=message)


@rule("WH916", severity="warning")
def primary_key_stays(view: View) -> Iterator[Fault]:
    """Take as primary key what a record keeps for ever, most often its id: a changed key makes a second record of it."""
    for where, extract in extracts(view):
        for i, path in enumerate(extract.primary_key):
            spot, said = record(view, extract, path), words(leaf(path)) if is_path(path) else ()
            kinds = set(spot.field.types) - {"null"}
            if spot.state == "known" and kinds and not kinds & COMPARED:
                message = f"The primary key {path} is {listed(sorted(kinds))}, which tells no records apart. Take their id."
                yield Fault(where=f"{where}.primary_key[{i}]", message=message, spec=spot.place, severity="error")
            elif len(extract.primary_key) == 1 and said and (CHANGING.intersection(said[-1:]) or said[0] in {"updated", "modified"}):
                message = f"The primary key {path} can change, and the record would then stand there twice. Take its id."
                yield Fault(where=f"{where}.primary_key[{i}]", message=message, spec=spot.place)


@rule("WH917")
def nested_are_lists(view: View) -> Iterator[Fault]:
    """Name as nested only lists: each becomes a table with a row for each entry."""
    for where, extract in extracts(view):
        for i, path in enumerate(extract.nested):
            spot = record(view, extract, path.removesuffix("[]"))
            kinds = set(spot.field.types) - {"null"}
            if spot.state == "known" and kinds and "array" not in kinds:
                message = f"{path} is {listed(sorted(kinds))}, no list, so no table of its own can be made of it. Remove it."
                yield Fault(where=f"{where}.nested[{i}]", message=message, spec=spot.place)


@rule("WH919", severity="info")
def marks_of_deletion_are_read(view: View) -> Iterator[Fault]:
    """Read the field that marks a deleted record, or figures count it for ever."""
    for warehouse in warehouses(view):
        read = {source for table in warehouse.tables for column in table.columns for source in column.sources}
        for where, extract in extracts(view):
            if not any(source_parts(source)[0] == extract.id for source in read):
                continue
            for name in _marks(view, extract):
                if f"{extract.id}:{name}" not in read:
                    told = f"{extract.operation} marks deleted records with {name}, and no column reads it"
                    yield Fault(where=where, message=f"{told}: they count as if they were there. Keep it in a column, and leave them out.")


def _marks(view: View, extract: Extract) -> Iterator[str]:
    """Yield the record's own fields that mark it as deleted; looked up by name, so that no tree of fields is unfolded."""
    operation = extract_operation(view, extract)
    if operation is None or operation.success is None or not is_path(extract.items):
        return
    for name in sorted(DELETED | {_camel(name) for name in DELETED}):
        path = f"{extract.items}.{name}" if extract.items else name
        field = view.catalog.field(operation.success, path, access="read")
        if field is not None and field.types and not field.deprecated:
            yield name


def _camel(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(other.capitalize() for other in others)
