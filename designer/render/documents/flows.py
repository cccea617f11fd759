"""The flows as a reader meets them: what starts each, its steps in order, and what it does in each case of a record's life."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from designer.model.design import source_parts
from designer.render.documents.conditions import condition_words
from designer.render.documents.grid import Grid
from designer.render.documents.places import RUN_VALUES, system_name
from designer.render.documents.words import NONE, code, counted, duration, listed, prose, schedule, sentence

if TYPE_CHECKING:
    from designer.model.design import Backfill, Design, Flow, Idempotency, Step
    from designer.model.spec import Catalog

CASES = {
    "create": "A record is created",
    "update": "A record changes",
    "delete": "A record is deleted",
    "merge": "Two records are merged",
    "leaves_filter": "A record no longer meets the condition",
}
ACTIONS = {"act": "The flow runs", "ignore": "Left alone", "ask": "**Undecided**: see the open questions"}
PAYLOADS = {
    "full": "the whole record",
    "partial": "a part of the record; the rest is read back",
    "id": "the record's id alone; the record is read back",
    "unknown": "not described in any document",
}
ORIGINS = {
    "webhook": "the system's own document",
    "callback": "the system's own document",
    "subscription_enum": "the list of events in the system's own document",
    "vendor_data": "the designer's notes on the vendor",
    "brief": "the brief alone",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowView:
    """One flow; all texts are Markdown."""

    id: str
    title: str
    starts: str
    facts: Grid
    """What holds for the flow as a whole: order, duplicates, payload, old records."""
    steps: Grid
    lifecycle: Grid
    sequence: str
    """Mermaid."""


def flow_title(flow: Flow) -> str:
    """Return the flow's title as a heading."""
    return prose(flow.title, limit=120).rstrip(".") or code(flow.id)


def starts_words(design: Design, flow: Flow) -> str:
    """Return what starts a flow, as the head of a sentence without its full stop."""
    trigger = flow.trigger
    name = system_name(design, trigger.system)
    match trigger.kind:
        case "webhook":
            start = f"{name} tells of {code(trigger.event)} (webhook)"
        case "poll":
            start = f"{name} shows something new: {code(trigger.operation)} is asked {schedule(trigger.schedule)}"
        case "schedule":
            start = f"the clock starts it {schedule(trigger.schedule)}"
        case "stream":
            start = f"a message arrives on {code(trigger.event or trigger.system)} of {name}"
        case "file":
            start = f"a file arrives at {name}"
        case _:
            start = f"a person starts it with a record of {name}" if trigger.system else "a person starts it"
    condition = condition_words(trigger.condition)
    return f"{start}, and {condition}" if condition else start


def step_words(design: Design, step: Step) -> str:
    """Return what a step does, in a few words."""
    if step.title:
        return prose(step.title, limit=120).rstrip(".")
    name = system_name(design, step.system)
    return {"read": f"Read the record back from {name}", "lookup": f"Look the record up in {name}"}.get(step.role, f"Write to {name}")


def step_call(design: Design, step: Step) -> str:
    """Return what a step calls: an operation, a channel or a table."""
    if step.action == "call":
        return f"{system_name(design, step.system)} {code(step.operation)}"
    verbs = {"publish": "publishes to", "write_file": "writes the file", "table": "reads the table", "ask_person": "asks"}
    return f"{verbs[step.action]} {code(step.channel)}"


def step_rows(design: Design, flow: Flow) -> Grid:
    """Return the steps of a flow as a table."""
    rows = tuple(
        (str(number), step_words(design, step), step_call(design, step), _when(step), _repeat(design, step), _failure(step))
        for number, step in enumerate(flow.steps, start=1)
    )
    return Grid(header=("#", "Step", "Call", "Runs when", "Repeated safely by", "If it fails"), rows=rows)


def _when(step: Step) -> str:
    parts = [condition_words(step.condition)]
    if step.for_each:
        parts.append(f"once for each of {code(source_parts(step.for_each)[1])}")
    return ", ".join(part for part in parts if part) or "always"


def _repeat(design: Design, step: Step) -> str:
    if step.role != "write":
        return "it changes nothing"
    return idempotency_words(step.idempotency, design=design)


def idempotency_words(idempotency: Idempotency, *, design: Design) -> str:
    """Return what keeps a repeated write from doubling."""
    made_of = listed(_key_words(source) for source in idempotency.sources)
    match idempotency.kind:
        case "header":
            return f"header {code(idempotency.header)}" + (f" made of {made_of}" if made_of else "")
        case "link":
            link = next((known for known in design.links if known.id == idempotency.link), None)
            return f"the stored pair of ids {code(link.id if link else idempotency.link)}"
        case "lookup":
            return "a search before the write" + (f" by {made_of}" if made_of else "")
        case "natural":
            return "the call itself: repeating it changes nothing"
        case "none":
            return "**nothing: a repeat doubles**"


def _key_words(source: str) -> str:
    origin, path = source_parts(source)
    return RUN_VALUES.get(path, code(source)) if origin == "run" else code(path)


def _failure(step: Step) -> str:
    if step.role == "lookup":
        none = {"stop": "none found: stop", "continue": "none found: go on", "ask": "none found: ask a person", "fail": "none found: fail"}
        many = {"first": "several: take the first", "ask": "several: ask a person", "fail": "several: fail"}
        return f"{none[step.on_none]}; {many[step.on_many]}"
    last = {"retry": "keep trying", "dead_letter": "keep as dead letter", "skip": "skip and go on", "ask": "ask a person"}
    extra = f"; failed items stand in {code(step.item_errors)} of a 2xx" if step.item_errors else ""
    extra += f"; {code(step.success)} must be true" if step.success else ""
    return f"retry, then {last[step.on_error]}{extra}"


def flow_facts(design: Design, catalog: Catalog, flow: Flow) -> Grid:
    """Return what holds for the flow as a whole."""
    trigger = flow.trigger
    rows = [("Starts when", sentence(starts_words(design, flow)))]
    if trigger.kind in {"webhook", "stream"}:
        rows.append(
            ("A delivery holds", PAYLOADS[trigger.payload] + (f"; it may hold several ({code(trigger.items)})" if trigger.items else ""))
        )
    if trigger.kind == "webhook":
        rows.append(("The event is known from", _told_by(design, catalog, flow)))
        rows.append(("Proof of origin", _proof(flow)))
    if trigger.cursor:
        rows.append(("Knows what is new by", f"{code(trigger.cursor.path)}, sent as {code(trigger.cursor.parameter)}"))
    rows.append(("Duplicates known by", code(trigger.event_id) if trigger.event_id else NONE))
    rows.append(
        (
            "Kept in order by",
            code(source_parts(flow.ordering_key)[1]) if flow.ordering_key else "no key: deliveries may overtake each other",
        )
    )
    rows.append(("Old records", backfill_words(flow.backfill)))
    return Grid(header=("", ""), rows=tuple(rows))


def _told_by(design: Design, catalog: Catalog, flow: Flow) -> str:
    """Return who told of the event, and when."""
    system = design.system(flow.trigger.system)
    event = catalog.event(system.name, flow.trigger.event) if system else None
    dated = f", written on {event.dated}" if event and event.dated and event.origin == "vendor_data" else ""
    return f"{ORIGINS[event.origin]}{dated}" if event else "the design alone"


def _proof(flow: Flow) -> str:
    verification = flow.trigger.verification
    if verification is None or verification.scheme in {"none", "unknown"}:
        return "**none known**: anybody who knows the address can send a delivery"
    parts = [f"{verification.scheme} signature" if verification.scheme not in {"basic", "token"} else f"{verification.scheme} check"]
    parts += [f"in header {code(verification.header)}"] if verification.header else []
    parts += [verification.algorithm] if verification.algorithm else []
    parts += [f"over {code(verification.signed)}"] if verification.signed else []
    parts += [f"time stamp in header {code(verification.timestamp_header)}"] if verification.timestamp_header else []
    parts += [f"not older than {duration(verification.tolerance_seconds)}"] if verification.tolerance_seconds else []
    return ", ".join(parts)


def backfill_words(backfill: Backfill | None) -> str:
    """Return how records from before the first day come over."""
    if backfill is None or not backfill.operation:
        return "do not come over"
    since = f"since {code(backfill.since)}" if backfill.since else "all of them"
    order = f", {prose(backfill.order)}" if backfill.order else ""
    return f"come over by {code(backfill.operation)}, {since}{order}, with at most {backfill.quota_share:.0%} of the rate limit"


def lifecycle_rows(flow: Flow) -> Grid:
    """Return what the flow does in each case of a record's life."""
    rows = tuple((CASES[row.case], ACTIONS[row.action], prose(row.note) or NONE) for row in flow.lifecycle)
    return Grid(header=("Case", "What happens", "How, or why not"), rows=rows)


def writes(flow: Flow) -> tuple[Step, ...]:
    """Return the steps of a flow that change another system."""
    return tuple(step for step in flow.steps if step.role == "write")


def flow_sentence(design: Design, flow: Flow) -> str:
    """Return the flow in one sentence: what starts it, what it writes, how much it fills."""
    targets = [f"{step_call(design, step)} with {counted(len(step.mappings), 'field')}" for step in writes(flow)]
    done = " and ".join(targets) or "nothing is written yet"
    return sentence(f"when {starts_words(design, flow)}, it calls {done}" if targets else f"when {starts_words(design, flow)}, {done}")
