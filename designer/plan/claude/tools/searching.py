"""search_operations: operations and events of a system by words, each with what it requires."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from designer.names.text import singulars
from designer.plan.claude.context.fencing import one_line, plain_line

if TYPE_CHECKING:
    from designer.model.spec import Catalog, Event, Operation, SystemSpec

MOST = 15
EVENTS = 6
LONGEST = 110
REQUIRED = 12


def found_operations(catalog: Catalog, system: SystemSpec, *, text: str, limit: int) -> str:
    """Return the operations that answer to some words, best first, and events that share a word with them."""
    from designer.match.operations.searching import search_operations  # noqa: PLC0415 - the words of the trade are read where they are asked for

    most = max(1, min(limit, MOST))
    ranked = search_operations(catalog, system.name, text=text, limit=most) or catalog.search(system.name, text, limit=most)
    lines = [_operation(one.operation, catalog) for one in ranked]
    events = _events(catalog, system, text)
    lines += [_event(event) for event in events if event.summary]
    if bare := [_in_brackets(event) for event in events if not event.summary]:
        lines.append(f"events: {', '.join(bare)}")
    if not lines:
        return f"No operation of {system.name} shares a word with that. It has {len(system.operations)} operations; say it in other words."
    return "\n".join(lines)


def unknown_system(catalog: Catalog, name: str) -> str:
    """Return what to say of a system that is none of the run's."""
    known = [system.name for system in catalog.systems]
    close = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    meant = f'Did you mean "{close[0]}"?' if close else f"There are: {', '.join(known)}."
    return f'there is no system "{one_line(name, 60)}". {meant}'


def requirement(operation: Operation, catalog: Catalog) -> str:
    """Return what an operation requires: parameters, and members of its body that must be sent."""
    told = [parameter.target for parameter in operation.parameters if parameter.field.required]
    if operation.body:
        told += [
            f"body.{field.path}" for field in catalog.members(operation.body, access="write") if field.required and not field.read_only
        ]
    shown = ", ".join(told[:REQUIRED]) + (f" and {len(told) - REQUIRED} more" if len(told) > REQUIRED else "")
    return shown or "nothing"


def _operation(operation: Operation, catalog: Catalog) -> str:
    about = plain_line(operation.summary or operation.description or operation.operation_id, LONGEST)
    marks = ", deprecated" * operation.deprecated + ", in no document" * (not operation.in_spec)
    return f"{operation.key} — {about}; requires {requirement(operation, catalog)}{marks}"


def _events(catalog: Catalog, system: SystemSpec, text: str) -> list[Event]:
    """Return the events that are likeliest meant among those that share a word with what is asked."""
    from designer.match.operations.events import rank_events  # noqa: PLC0415 - the words of the trade are read where they are asked for

    wanted = singulars(text)
    return [ranked.event for ranked in rank_events(catalog, system.name, text=text) if wanted & singulars(ranked.event.name)][:EVENTS]


def _event(event: Event) -> str:
    return f"event {_in_brackets(event)} — {plain_line(event.summary, LONGEST)}"


def _in_brackets(event: Event) -> str:
    """Return an event with how much of the record it delivers and who told of it."""
    return f"{one_line(event.name, 80)} (payload {event.payload}, told by {event.origin.replace('_', ' ')})"
