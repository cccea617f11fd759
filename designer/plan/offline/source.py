"""The source side of a flow: what starts it, and where the record's fields can be read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from designer.match.operations.ranking import rank_operations
from designer.model.design import Backfill, Cursor, Mapping, Step, Trigger
from designer.model.question import Question
from designer.names.text import identifier, words
from designer.plan.offline.asking import asked_of
from designer.plan.offline.awaited import ENOUGH, awaited
from designer.plan.offline.calls import collection_of, noun_of, takes_one, trimmed
from designer.plan.offline.deliveries import asked_for_id, noun_of_event, registration_of, told_what_to_send, untyped
from designer.plan.offline.filling import Filling
from designer.plan.offline.records import (
    change_field,
    envelope,
    first_item,
    identifier_field,
    items_path,
    record_fields,
    relative,
    since_parameter,
)
from designer.plan.offline.required import fill_parameters
from designer.plan.offline.systems import environment_name
from designer.plan.offline.triggering import is_patient, rhythm_of, why_event, why_loaded, why_poll

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.model.brief import Brief, Wish
    from designer.model.design import System
    from designer.model.spec import Catalog, Event, Field, Operation, RankedOperation, SystemSpec

READS = 10
"""So many calls that may be meant are tried."""
RICHER = 1.5
"""A single read that has so many times the fields of the list's records is worth a call for each record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Everything a flow knows of its source side."""

    trigger: Trigger
    steps: tuple[Step, ...] = ()
    origin: str = "trigger"
    """Where the record is read: `trigger` or the id of the read-back step."""
    inside: str = ""
    """The one item of the answer's envelope that is the record, such as `Invoices[0]`; fields are relative to it."""
    fields: tuple[Field, ...] = ()
    record_id: str = ""
    """Source path of the record's id."""
    noun: str = "record"
    backfill: Backfill | None = None
    filling: Filling = Filling()
    reason: str = ""
    """Why the flow starts as it does."""

    @property
    def at(self) -> str:
        """Return what a source path begins with: `trigger:`, `read_invoice:Invoices[0].`."""
        return f"{self.origin}:{self.inside}." if self.inside else f"{self.origin}:"


def choose_source(
    brief: Brief, wish: Wish, catalog: Catalog, system: SystemSpec, designed: System, *, reads: tuple[RankedOperation, ...]
) -> Source:
    """Choose an event where one is known and the brief is in a hurry, else a poller, else ask a person to start it.

    *reads* are the calls that may read what is meant, best first.
    """
    text, beside = asked_of(brief, wish, "read")
    ranked = tuple(found.operation for found in reads[:READS])
    nearest = awaited(catalog, system.name, wish, reads)
    event = nearest.event if nearest is not None and nearest.score >= ENOUGH and not is_patient(brief, wish) else None
    best = _best_read(ranked, event)
    listing = _list_of(catalog, system, best, text, beside=beside)
    single = _single_of(system, best, listing)
    if event is not None:
        source = _from_event(catalog, system, designed, event, single=single, listing=listing)
        return replace(source, reason=why_event(event, system, source.trigger) + why_loaded(brief, source.backfill))
    if listing is not None:
        source = _from_list(brief, wish, catalog, system, designed, listing, single=single)
        reason = why_poll(brief, wish, system, listing, source.trigger, nearest.event if nearest else None)
        return replace(source, reason=reason + why_loaded(brief, source.backfill))
    undescribed = (operation for operation in system.operations if operation.method == "GET" and not operation.in_spec)
    return _by_hand(catalog, system, designed, ranked[0] if ranked else next(undescribed, None))


def _best_read(ranked: tuple[Operation, ...], event: Event | None) -> Operation | None:
    """Return the best read; an event's own name tells which record is meant, so a read of that record goes first."""
    reads = [operation for operation in ranked if operation.method == "GET"]
    told = set(words(event.name)) if event else set()
    own = [operation for operation in reads if noun_of(operation) in told]
    return next(iter(own or reads), None)


def _list_of(catalog: Catalog, system: SystemSpec, best: Operation | None, text: str, *, beside: str) -> Operation | None:
    """Return the list to poll: the best read itself, the list of its collection, or the best list for the words."""
    collection = collection_of(best.path) if best else ""
    near = [operation for operation in system.operations if operation.method == "GET" and trimmed(operation.path) == collection]
    ranked = rank_operations(catalog, system.name, text=text, beside=beside, role="trigger", limit=10)
    others = [found.operation for found in ranked if found.operation.method == "GET" and not takes_one(found.operation)]
    own = [best] if best and not takes_one(best) else []
    return next((operation for operation in (*own, *near, *others) if items_path(catalog, operation)), None)


def _single_of(system: SystemSpec, best: Operation | None, listing: Operation | None) -> Operation | None:
    """Return the read of one record: the best read itself, or the one of the list's own collection."""
    if best is not None and takes_one(best):
        return best
    collection = trimmed(listing.path) if listing else None
    reads = (operation for operation in system.operations if operation.method == "GET" and takes_one(operation))
    return next((operation for operation in reads if collection_of(operation.path) == collection), None)


def _from_event(
    catalog: Catalog, system: SystemSpec, designed: System, event: Event, *, single: Operation | None, listing: Operation | None
) -> Source:
    fields = catalog.event_fields(event)
    below = tuple(field for field in fields if event.record_path and field.path.startswith(f"{event.record_path}."))
    whole = event.payload == "full" and bool(below or (event.content and not event.record_path and fields))
    identity = event.id_path or _event_record_id(event, fields)
    verification = event.verification and replace(event.verification, environment=environment_name(system.id, "webhook_secret"))
    trigger = Trigger(
        kind="webhook",
        system=system.id,
        event=event.name,
        items=event.items,
        payload=event.payload,
        event_id=event.event_id_path,
        record_id=identity,
        verification=verification,
        registration=registration_of(event),
        origin=event.origin,
    )
    source = Source(
        trigger=trigger,
        fields=below or fields,
        record_id=f"trigger:{identity}" if identity else "",
        noun=noun_of(known) if (known := single or listing) and known.in_spec else noun_of_event(event),
        backfill=Backfill(operation=listing.key, order="oldest first") if listing else None,
    )
    if not identity and event.payload == "unknown" and event.registration and single is not None and takes_one(single):
        decided = source.trigger.registration.kind == "ui"
        identified = told_what_to_send(source, event, single) if decided else asked_for_id(source, event, single, system)
        return _read_back(catalog, system, designed, identified, single)
    if whole or single is None or not identity:
        return source if whole or fields else replace(source, filling=Filling(questions=(untyped(event, system),)))
    return _read_back(catalog, system, designed, source, single)


def _event_record_id(event: Event, fields: tuple[Field, ...]) -> str:
    inside = [field for field in fields if not event.record_path or field.path.startswith(f"{event.record_path}.")]
    found = identifier_field(inside)
    return found.path if found else ""


def _from_list(
    brief: Brief, wish: Wish, catalog: Catalog, system: SystemSpec, designed: System, listing: Operation, *, single: Operation | None
) -> Source:
    rhythm = rhythm_of(brief, wish)
    items = items_path(catalog, listing)
    fields = record_fields(catalog, listing, items)
    noun = noun_of(listing)
    identity = identifier_field(fields, noun=noun)
    changed = change_field(fields)
    required = fill_parameters(system, listing, filled=(), sign_in=designed.auth.parameter)
    trigger = Trigger(
        kind="poll",
        system=system.id,
        operation=listing.key,
        items=items,
        payload="full",
        record_id=identity.path if identity else "",
        cursor=_cursor(listing, changed, fields) if changed else None,
        schedule=rhythm.cron if rhythm else schedule(brief.max_delay_seconds),
        mappings=required.mappings,
    )
    source = Source(
        trigger=trigger,
        fields=fields,
        record_id=f"trigger:{identity.path}" if identity else "",
        noun=noun,
        backfill=Backfill(operation=listing.key, order="oldest first"),
        filling=replace(required, mappings=()),
    )
    if changed is None:
        source = replace(source, filling=source.filling + Filling(questions=(_no_cursor(listing, system),)))
    if single is None or identity is None or single.success is None:
        return source
    richer = len(catalog.fields(single.success, access="read")) > RICHER * len(fields)
    if not richer:
        return source
    partial = replace(source, trigger=replace(trigger, payload="partial"))
    return _read_back(catalog, system, designed, partial, single)


def _cursor(listing: Operation, changed: Field, fields: Sequence[Field]) -> Cursor:
    """Return the cursor on a field, in the notation of the parameter that takes it, else in its own."""
    parameter = since_parameter(listing, changed, fields=fields)
    taken = next((one.field for one in listing.parameters if one.location == "query" and one.name == parameter), changed)
    typed = taken if taken.format or (taken.types and taken.types != ("string",)) else changed
    notation = "unix_s" if {"integer", "number"} & set(typed.types) else "date" if typed.format == "date" else "iso"
    return Cursor(path=changed.path, parameter=parameter, format=notation)


def _read_back(catalog: Catalog, system: SystemSpec, designed: System, source: Source, single: Operation) -> Source:
    """Add the step that reads the whole record, since the delivery holds too little of it."""
    name = f"read_{identifier(source.noun)}"
    last = [parameter for parameter in single.parameters if parameter.location == "path"][-1:]
    if not last or not source.record_id or single.success is None:
        return source
    mapping = Mapping(
        target=last[0].target,
        sources=(source.record_id,),
        confidence=0.9,
        reason="the delivery names the record by this id",
        proof="spec",
    )
    filling = fill_parameters(system, single, filled=(mapping.target,), sign_in=designed.auth.parameter)
    step = Step(
        id=name,
        role="read",
        title=f"Read the whole {source.noun} from {system.name}",
        system=system.id,
        operation=single.key,
        mappings=(mapping, *filling.mappings),
        on_none="stop",
        on_many="fail",
        on_error="retry",
    )
    answer = catalog.fields(single.success, access="read")
    items = envelope(answer)
    return replace(
        source,
        steps=(step,),
        origin=name,
        inside=first_item(items),
        fields=relative(answer, items),
        filling=source.filling + replace(filling, mappings=()),
    )


def _by_hand(catalog: Catalog, system: SystemSpec, designed: System, operation: Operation | None) -> Source:
    """Return a flow that a person starts: the documents name neither an event nor a list to poll."""
    question = Question(
        id=f"{system.id}_start",
        about=f"{system.name}: start of the flow",
        text=f"What tells us that something changed in {system.name}?",
        why="Its documents name neither an event nor a list that could be polled, so the flow starts by hand for now.",
        candidates=("a webhook of the system", "a scheduled export", "a person starts it"),
    )
    fields = catalog.fields(operation.success, access="read") if operation and operation.success else ()
    identity = identifier_field(fields)
    source = Source(
        trigger=Trigger(kind="manual", system=system.id, record_id=identity.path if identity else "", payload="full"),
        fields=fields,
        record_id=f"trigger:{identity.path}" if identity else "",
        noun=noun_of(operation) if operation else "record",
        filling=Filling(questions=(question,)),
    )
    if operation is None or not any(parameter.location == "path" for parameter in operation.parameters):
        return source
    return _read_back(catalog, system, designed, replace(source, trigger=replace(source.trigger, payload="id")), operation)


def schedule(delay_seconds: int | None) -> str:
    """Return the cron expression of a poller that keeps a delay; five minutes where the brief says nothing."""
    seconds = 300 if delay_seconds is None else delay_seconds
    minutes = max(1, seconds // 60)
    if minutes < 60:
        return f"*/{minutes} * * * *" if minutes > 1 else "* * * * *"
    hours = minutes // 60
    return f"0 */{hours} * * *" if hours < 24 else "0 3 * * *"


def _no_cursor(listing: Operation, system: SystemSpec) -> Question:
    return Question(
        id=f"{system.id}_cursor",
        about=f"{system.name}: {listing.key}",
        text=f"By which field of {listing.key} is it known that a record is new or changed?",
        why="The records carry no field that dates them, so each poll reads everything.",
    )
