"""Faults of what starts a flow, and of how often it calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.names.path import PathError
from mutants.ground import misspelt, misspelt_path
from mutants.nouns import DROPPED, Mutant, kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.model.design import Trigger
    from mutants.ground import Ground

BAD_SCHEDULES = ("every 5 minutes", "*/5 * * *", "61 * * * *", "*/0 * * * *", "* * * * * *")


def triggers(ground: Ground, *kinds: str) -> Iterator[tuple[str, int, Trigger]]:
    """Yield the triggers of these kinds with their places and their flows' numbers."""
    for i, flow in enumerate(ground.design.flows):
        if flow.trigger.kind in kinds:
            yield f"$.flows[{i}].trigger", i, flow.trigger


def _is_absent(ground: Ground, flow: int, path: str) -> bool:
    try:
        return ground.source(flow, 0, f"trigger:{path}") is None
    except PathError:
        return True


@kind("TRG501", "TRG509")
def event_misspelt(ground: Ground) -> Iterator[Mutant]:
    """An event is subscribed to that the system does not send.

    Left out: systems of which no document or list tells the events.
    """
    for where, i, trigger in triggers(ground, "webhook", "stream"):
        event = ground.event(i)
        if event and event.origin != "brief":
            yield Mutant(where=where, changes={f"{where}.event": misspelt(trigger.event)}, note=misspelt(trigger.event))


@kind("TRG501", "TRG509")
def event_in_other_notation(ground: Ground) -> Iterator[Mutant]:
    """An event is written in another notation: `customer_created` for `customer.created`.

    Left out: names without a dot, systems of which no document or list tells the events, and where there is an event of that name as well.
    """
    for where, i, trigger in triggers(ground, "webhook", "stream"):
        event = ground.event(i)
        other = trigger.event.replace(".", "_")
        if event and event.origin != "brief" and "." in trigger.event and ground.catalog.event(event.system, other) is None:
            yield Mutant(where=where, changes={f"{where}.event": trigger.event.replace(".", "_")})


@kind("TRG501")
def event_lost(ground: Ground) -> Iterator[Mutant]:
    """A webhook names no event: nothing starts the flow."""
    for where, _, _ in triggers(ground, "webhook", "stream"):
        yield Mutant(where=where, changes={f"{where}.event": ""})


@kind("TRG501", "TRG505")
def list_lost(ground: Ground) -> Iterator[Mutant]:
    """A poller names no list: nothing starts the flow."""
    for where, _, _ in triggers(ground, "poll"):
        yield Mutant(where=where, changes={f"{where}.operation": ""})


@kind("TRG503")
def signature_unchecked(ground: Ground) -> Iterator[Mutant]:
    """Nobody checks who sent a delivery.

    Left out: deliveries of which nothing says how they are signed.
    """
    for where, _, trigger in triggers(ground, "webhook"):
        if trigger.verification and trigger.verification.scheme not in {"none", "unknown"}:
            yield Mutant(where=where, changes={f"{where}.verification": DROPPED}, note="removed")
            yield Mutant(where=where, changes={f"{where}.verification": {"scheme": "none"}}, note="none")


@kind("TRG503", "TRG513", "AUTH607")
def signature_without_secret(ground: Ground) -> Iterator[Mutant]:
    """A signature is checked with a secret that no variable holds."""
    for where, _, trigger in triggers(ground, "webhook"):
        if trigger.verification and trigger.verification.environment and trigger.verification.scheme not in {"none", "unknown"}:
            yield Mutant(where=where, changes={f"{where}.verification.environment": DROPPED})


@kind("TRG504", "MAP301", "OP212")
def read_back_lost(ground: Ground) -> Iterator[Mutant]:
    """A delivery names a record only, and the call that reads the whole record is gone.

    Left out: flows that a person starts, and deliveries that hold all that is read.
    """
    for i, flow in enumerate(ground.design.flows):
        for j, step in enumerate(flow.steps):
            if flow.trigger.payload in {"id", "partial"} and step.role == "read" and j == 0 and len(flow.steps) > 1:
                where = f"$.flows[{i}]"
                rest = ground.at(f"{where}.steps")[1:]
                moved = _renamed(rest, f"{step.id}:", "trigger:")
                read = [
                    one
                    for later in flow.steps[1:]
                    for mapping in later.mappings
                    for one in mapping.sources
                    if one.startswith(f"{step.id}:")
                ]
                if flow.trigger.kind == "manual" or all(ground.source(i, 0, one.replace(f"{step.id}:", "trigger:")) for one in read):
                    continue
                yield Mutant(where=where, changes={f"{where}.steps": moved}, places=(f"{where}.trigger", f"{where}.steps"))


@kind("TRG507")
def registration_lost(ground: Ground) -> Iterator[Mutant]:
    """Nobody knows how a webhook is switched on."""
    for where, _, trigger in triggers(ground, "webhook"):
        if trigger.registration.kind in {"operation", "ui"}:
            yield Mutant(where=where, changes={f"{where}.registration": DROPPED})


@kind("OP201", "OP202", "OP204", "TRG507", "TRG528")
def registration_misspelt(ground: Ground) -> Iterator[Mutant]:
    """A webhook is switched on by a call that is not there."""
    for where, _, trigger in triggers(ground, "webhook"):
        if trigger.registration.operation:
            yield Mutant(where=where, changes={f"{where}.registration.operation": misspelt(trigger.registration.operation) + "x"})


@kind("TRG502", "TRG512")
def schedule_broken(ground: Ground) -> Iterator[Mutant]:
    """A schedule is no cron expression of five fields."""
    for where, _, trigger in triggers(ground, "poll", "schedule"):
        for schedule in (*BAD_SCHEDULES, ""):
            if trigger.schedule:
                yield Mutant(where=where, changes={f"{where}.schedule": schedule}, note=schedule)


@kind("TRG505")
def cursor_lost(ground: Ground) -> Iterator[Mutant]:
    """A poller does not know what is new, and reads everything each time."""
    for where, _, trigger in triggers(ground, "poll"):
        if trigger.cursor:
            yield Mutant(where=where, changes={f"{where}.cursor": DROPPED})


@kind("TRG506", "TRG505")
def cursor_misspelt(ground: Ground) -> Iterator[Mutant]:
    """The field that tells a record's age is misspelt.

    Left out: below an open object, and where the misspelt name is a field as well.
    """
    for where, i, trigger in triggers(ground, "poll"):
        if trigger.cursor and trigger.cursor.path:
            wrong = misspelt_path(trigger.cursor.path)
            if _is_absent(ground, i, wrong) and not _is_absent(ground, i, trigger.cursor.path):
                yield Mutant(where=where, changes={f"{where}.cursor.path": wrong}, note=wrong)


@kind("TRG506")
def cursor_parameter_misspelt(ground: Ground) -> Iterator[Mutant]:
    """The parameter that takes the last value seen is misspelt, and every call answers everything."""
    for where, _, trigger in triggers(ground, "poll"):
        if trigger.cursor and trigger.cursor.parameter:
            operation = ground.operation(trigger.system, trigger.operation)
            wrong = misspelt(trigger.cursor.parameter)
            if operation and operation.in_spec and wrong not in {one.name for one in operation.parameters}:
                yield Mutant(where=where, changes={f"{where}.cursor.parameter": wrong}, note=wrong)


@kind("TRG519", "TRG506")
def cursor_unsortable(ground: Ground) -> Iterator[Mutant]:
    """True and false, or a list of values, is taken for a record's age."""
    for where, i, trigger in triggers(ground, "poll"):
        if trigger.cursor:
            for field in ground.readable(i, "trigger"):
                if field.types == ("boolean",) or (field.types == ("string",) and field.enum):
                    yield Mutant(where=where, changes={f"{where}.cursor.path": field.path}, note=field.path)


@kind("TRG521")
def cursor_in_wrong_notation(ground: Ground) -> Iterator[Mutant]:
    """The last value seen is told in a notation that neither the field nor the parameter has.

    Left out: fields and parameters whose notation the document does not tell.
    """
    for where, i, trigger in triggers(ground, "poll"):
        field = ground.source(i, 0, f"trigger:{trigger.cursor.path}") if trigger.cursor and trigger.cursor.path else None
        listing = ground.operation(trigger.system, trigger.operation)
        named = trigger.cursor.parameter if trigger.cursor else ""
        taken = next((one.field for one in (listing.parameters if listing else ()) if one.name == named), None)
        if taken is None or (taken.types == ("string",) and taken.format not in {"date", "date-time"}):
            continue
        if field and field.format == "date-time" and field.types == ("string",):
            yield Mutant(where=where, changes={f"{where}.cursor.format": "unix_s"}, note="unix_s")
        if field and field.types == ("integer",):
            yield Mutant(where=where, changes={f"{where}.cursor.format": "iso"}, note="iso")


@kind("TRG508")
def items_misspelt(ground: Ground) -> Iterator[Mutant]:
    """The list of a page that holds the records is misspelt."""
    for where, i, trigger in triggers(ground, "poll"):
        listed = ground.listed(i)
        if trigger.items and listed and trigger.items != "[]":
            wrong = misspelt(trigger.items.removesuffix("[]")) + "[]"
            if ground.catalog.field(listed, wrong, access="read") is None:
                yield Mutant(where=where, changes={f"{where}.items": wrong}, note=wrong)


@kind("TRG508", "MAP301", "TRG506")
def items_lost(ground: Ground) -> Iterator[Mutant]:
    """A whole page is read as if it were one record.

    Left out: pages that are one list at their root.
    """
    for where, _, trigger in triggers(ground, "poll"):
        if trigger.items and trigger.items != "[]":
            yield Mutant(where=where, changes={f"{where}.items": DROPPED}, places=(where.rpartition(".")[0],))


@kind("TRG508")
def items_no_list(ground: Ground) -> Iterator[Mutant]:
    """The records are read from a field that is no list."""
    for where, i, trigger in triggers(ground, "poll"):
        listed = ground.listed(i)
        fields = ground.catalog.members(listed, access="read") if listed else ()
        found = next((one for one in fields if one.is_leaf and one.types and "array" not in one.types and not one.free_form), None)
        if trigger.items and found:
            yield Mutant(where=where, changes={f"{where}.items": found.path}, note=found.path)


@kind("TRG510")
def delivery_id_lost(ground: Ground) -> Iterator[Mutant]:
    """A delivery that comes twice is not known again."""
    for where, _, trigger in triggers(ground, "webhook"):
        if trigger.event_id:
            yield Mutant(where=where, changes={f"{where}.event_id": DROPPED})


@kind("TRG510", "MAP301", "OP220")
def delivery_id_misspelt(ground: Ground) -> Iterator[Mutant]:
    """A delivery's id is read from a field that is not there, so that all deliveries look alike.

    Left out: deliveries that no document describes.
    """
    for where, i, trigger in triggers(ground, "webhook"):
        if trigger.event_id and not trigger.event_id.startswith("headers") and not _is_absent(ground, i, trigger.event_id):
            wrong = misspelt_path(trigger.event_id)
            if _is_absent(ground, i, wrong):
                yield Mutant(where=where, changes={f"{where}.event_id": wrong}, note=wrong)


@kind("MAP301", "OP220", "TRG516")
def record_id_misspelt(ground: Ground) -> Iterator[Mutant]:
    """A record's id is read from a field that is not there.

    Left out: records that no document describes.
    """
    for where, i, trigger in triggers(ground, "webhook", "poll"):
        if trigger.record_id and not _is_absent(ground, i, trigger.record_id):
            wrong = misspelt_path(trigger.record_id)
            if _is_absent(ground, i, wrong):
                yield Mutant(where=where, changes={f"{where}.record_id": wrong}, note=wrong)


@kind("TRG511", "OP207")
def list_parameter_lost(ground: Ground) -> Iterator[Mutant]:
    """A parameter without which the polled list is refused has no value."""
    for where, i, trigger in triggers(ground, "poll"):
        for at, mapping in enumerate(trigger.mappings):
            spot = next(one for one in ground.spots if one.where == f"{where}.mappings[{at}]")
            if spot.target and spot.target.required:
                changes = {f"{where}.mappings[{at}]": DROPPED, "$.settings": []}
                yield Mutant(where=where, changes=changes, places=(f"$.flows[{i}]",), note=mapping.target)


@kind("TRG527", "MAP302")
def list_parameter_unknown(ground: Ground) -> Iterator[Mutant]:
    """A polled list is given a parameter that it does not take."""
    for where, _, trigger in triggers(ground, "poll"):
        operation = ground.operation(trigger.system, trigger.operation)
        if operation and operation.in_spec:
            new = f"{where}.mappings[{len(trigger.mappings)}]"
            mapping = {"target": "query.no_such_filter", "transform": {"name": "constant", "value": "open"}}
            yield Mutant(where=new, changes={new: mapping}, places=(where,))


@kind("TRG526")
def pages_not_followed(ground: Ground) -> Iterator[Mutant]:
    """A polled list is pinned to its first page, and what is on the others is never seen."""
    for where, _, trigger in triggers(ground, "poll"):
        operation = ground.operation(trigger.system, trigger.operation)
        if operation and operation.paging and operation.paging.parameter and operation.paging.location == "query":
            taken = [one.target for one in trigger.mappings]
            if operation.paging.target not in taken:
                new = f"{where}.mappings[{len(trigger.mappings)}]"
                mapping = {"target": operation.paging.target, "transform": {"name": "constant", "value": "1"}}
                yield Mutant(where=new, changes={new: mapping}, places=(where,), note=operation.paging.target)


def _renamed(value: object, old: str, new: str) -> object:
    if isinstance(value, dict):
        return {key: _renamed(item, old, new) for key, item in value.items()}
    if isinstance(value, list):
        return [_renamed(item, old, new) for item in value]
    return value.replace(old, new, 1) if isinstance(value, str) and value.startswith(old) else value
