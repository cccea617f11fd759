"""Why a flow starts as it does, in the words of whoever has to agree with it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from designer.plan.offline.timetable import timetable_of

if TYPE_CHECKING:
    from designer.model.brief import Brief, Wish
    from designer.model.design import Backfill, Trigger
    from designer.model.spec import Event, Operation, SystemSpec
    from designer.plan.offline.timetable import Timetable

PATIENT_SECONDS = 3600
"""A brief that allows an hour or more is served by a poller: nothing to register, nothing to lose while the connector is down."""
MOVES = re.compile(
    r"\b(?:mov(?:e|es|ing)|migrat\w+|switch\w*|leav(?:e|es|ing)|retir\w+|replac\w+)\b[^.]{0,40}\b(?:from|off|to|for|store|mailing|subscriptions?)\b"
    r"|\b(?:import|bring over|carry over|re-?create)\b",
    re.IGNORECASE,
)
"""What a brief says that changes systems for good."""
ORIGINS = {
    "webhook": "its document describes the delivery",
    "callback": "its document describes the delivery",
    "subscription_enum": "its document lists the event among those that can be subscribed to",
    "vendor_data": "the vendor documents the event outside its API description",
    "brief": "the brief names it",
}
PAGES = {
    "cursor": "page by page with the cursor {0}",
    "page": "page by page with {0}",
    "offset": "page by page with {0}",
    "link": "page by page by the address of the next one",
}


def rhythm_of(brief: Brief, wish: Wish) -> Timetable | None:
    """Return the rhythm that a wish is done in: its own, or that of the brief."""
    return timetable_of(wish.text) or timetable_of(brief.frequency)


def is_patient(brief: Brief, wish: Wish) -> bool:
    """Tell whether the brief is content with a later hour, so that no event is needed."""
    return rhythm_of(brief, wish) is not None or (brief.max_delay_seconds is not None and brief.max_delay_seconds >= PATIENT_SECONDS)


def why_event(event: Event, system: SystemSpec, trigger: Trigger) -> str:
    """Return why a webhook starts the flow."""
    known = ORIGINS.get(event.origin, "it is known of this system")
    read = {
        "unknown": "; no document tells what it holds, so the record is read",
        "id": "; it holds an id only, so the record is read",
        "partial": "; it holds a part of the record, so the whole is read",
    }
    return f"{system.name} tells of {event.name} by itself ({known}), so nothing waits for the next poll{read.get(trigger.payload, '')}"


def why_poll(brief: Brief, wish: Wish, system: SystemSpec, listing: Operation, trigger: Trigger, nearest: Event | None) -> str:
    """Return why a list is polled, by which cursor and in which pages; *nearest* is the event that came closest."""
    cause = _why_no_event(brief, wish, system, nearest)
    return f"{listing.key} of {system.name} is asked on a schedule, since {cause}{_how(listing, trigger)}"


def why_loaded(brief: Brief, backfill: Backfill | None) -> str:
    """Return what becomes of the records that are there already, where the brief speaks of a move from one system to another."""
    if backfill is None or not MOVES.search(brief.text):
        return ""
    return f"; what is there already is loaded once by {backfill.operation}, {backfill.order}, and the flow keeps up until the move is over"


def _why_no_event(brief: Brief, wish: Wish, system: SystemSpec, nearest: Event | None) -> str:
    rhythm = rhythm_of(brief, wish)
    if rhythm is not None:
        return f"the brief wants it “{rhythm.said}”"
    if is_patient(brief, wish):
        return f"a change may take {brief.max_delay_seconds:,} s"
    if nearest is not None:
        return f"no known event of {system.name} fits the words of the brief (the nearest is {nearest.name})"
    if system.events:
        return f"none of the known events of {system.name} is about this"
    return f"neither the document of {system.name} nor the vendor data names an event"


def _how(listing: Operation, trigger: Trigger) -> str:
    told = []
    if trigger.cursor is not None and trigger.cursor.parameter:
        told.append(f"only what changed since the last time is asked for ({trigger.cursor.parameter}, by {trigger.cursor.path})")
    elif trigger.cursor is not None:
        told.append(f"it takes no parameter for that, so what is older than the last {trigger.cursor.path} is left out after reading")
    if listing.paging is not None:
        told.append(PAGES[listing.paging.kind].format(listing.paging.parameter))
    return "".join(f"; {part}" for part in told)
