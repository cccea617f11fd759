"""What a delivery of an event holds and lacks: its noun, how it is switched on, the id by which the record is read."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from designer.match.operations.wording import happening_of
from designer.model.design import Registration
from designer.model.question import Question
from designer.names.text import identifier, singular, words
from designer.plan.offline.filling import Filling

if TYPE_CHECKING:
    from designer.model.spec import Event, Operation, SystemSpec
    from designer.plan.offline.source import Source


def told_what_to_send(source: Source, event: Event, single: Operation) -> Source:
    """Return the source of an event whose content the account decides: it is told to send the id by which the record is read."""
    name = next(parameter.name for parameter in reversed(single.parameters) if parameter.location == "path")
    clicks = (event.registration, f"Let the delivery hold the id of the {source.noun} as `{name}`")
    trigger = replace(source.trigger, payload="id", record_id=name, registration=Registration(kind="ui", steps=clicks))
    return replace(source, trigger=trigger, record_id=f"trigger:{name}")


def asked_for_id(source: Source, event: Event, single: Operation, system: SystemSpec) -> Source:
    """Return the source of an event that no document describes, its id at the likeliest place, and the question where it stands."""
    name = next(parameter.name for parameter in reversed(single.parameters) if parameter.location == "path")
    question = Question(
        id=identifier(f"{system.id}_{event.name}_id"),
        about=f"{system.name}: event {event.name}",
        text=f"Where does a delivery of {event.name} hold the id of the {source.noun}?",
        why=f"No document describes the delivery; by the id it is read with {single.key}, and from a wrong place nothing is read.",
        candidates=tuple(dict.fromkeys((name, "id", "data.id"))),
    )
    trigger = replace(source.trigger, record_id=name)
    return replace(source, trigger=trigger, record_id=f"trigger:{name}", filling=source.filling + Filling(questions=(question,)))


def noun_of_event(event: Event) -> str:
    """Return what an event's name says beside its kind and what happened: `gift card` for `zen:event-type:gift_card.created`."""
    said = [word for word in words(event.name.rpartition(":")[2]) if not happening_of((word,))]
    return " ".join((*said[:-1], singular(said[-1]))) if said else "record"


def registration_of(event: Event) -> Registration:
    """Return how an event is switched on: by a call, by clicks, or by what nobody tells."""
    first = event.registration.partition(" ")[0]
    if first in {"POST", "PUT", "PATCH"} and event.registration.count(" ") == 1:
        return Registration(kind="operation", operation=event.registration)
    if event.registration:
        return Registration(kind="ui", steps=(event.registration,))
    return Registration(kind="unknown")


def untyped(event: Event, system: SystemSpec) -> Question:
    """Return the question for a delivery that neither a document nor a read of the record describes."""
    return Question(
        id=f"{system.id}_payload",
        about=f"{system.name}: event {event.name}",
        text=f"Which fields does {system.name} send with {event.name}?",
        why="No document describes the delivery, and no read of the whole record was found.",
        candidates=("save one real delivery as a sample and pass it with --spec",),
    )
