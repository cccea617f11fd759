"""Symptoms that no status code tells: nothing arrives, data is wrong or missing, records stand there twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.model.transform import EnumMap, Lookup
from designer.render.documents.flows import flow_title, idempotency_words, writes
from designer.render.documents.places import system_name
from designer.render.documents.practice import practice
from designer.render.documents.words import code, codes, listed, schedule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.model.design import Design, Flow, Mapping, Step
    from designer.model.warehouse import Extract

Symptom = tuple[str, str, str]
"""Symptom, likely cause, what to do; all Markdown."""


def silence(design: Design) -> Iterator[Symptom]:
    """Yield the reasons why nothing arrives."""
    for flow in design.flows:
        yield from _silent_flow(design, flow)
    for extract in design.warehouse.extracts if design.warehouse else ():
        yield f"{code(extract.id)} has no new rows", "nothing changed, or the cursor does not move", _cursor_words(extract)
    open_settings = [code(setting.id) for setting in design.settings if setting.value is None]
    if open_settings:
        yield f"Asked for at the start: {listed(open_settings)}", "nobody has answered it yet", practice(design).settings


def _silent_flow(design: Design, flow: Flow) -> Iterator[Symptom]:
    trigger = flow.trigger
    name = system_name(design, trigger.system)
    match trigger.kind:
        case "webhook":
            cause = f"the subscription to {code(trigger.event)} is off, or {name} gave up after failures"
            yield (
                f"{code(trigger.event)} does not arrive",
                cause,
                f"Look at the webhook in {name} and at its log of deliveries; register again (SETUP.md)",
            )
        case "poll":
            cause = (
                f"the cursor {code(trigger.cursor.path)} stands behind a record with a wrong date" if trigger.cursor else "nothing changed"
            )
            yield (
                f"Nothing comes from {code(trigger.operation)}",
                cause,
                f"Call {code(trigger.operation)} by hand; it should be asked {schedule(trigger.schedule)}",
            )
        case _:
            started = f"It starts {schedule(trigger.schedule)}" if trigger.schedule else "Start it by hand"
            yield f"{flow_title(flow)}: nothing happens", "it was not started", started
    if trigger.verification and trigger.verification.environment:
        secret = code(trigger.verification.environment)
        cause = f"{secret} is not the secret of this webhook, or a proxy changes the body"
        yield f"{code(trigger.event)} is refused", cause, f"Copy the secret again into {secret}; the signature covers the raw body"


def _cursor_words(extract: Extract) -> str:
    asked = f"It runs {schedule(extract.schedule)}. " if extract.schedule else ""
    if not extract.cursor:
        return f"{asked}It reads the whole each time."
    return f"{asked}Compare {code(extract.cursor)} of the newest record in the system with the newest row."


def wrong_data(design: Design) -> Iterator[Symptom]:
    """Yield the reasons why data is wrong or missing."""
    for _, _, step, mapping in design.mappings():
        yield from _wrong_values(step, mapping)
    yield from _unfound(design)
    for _, _, step in design.steps():
        yield from _wrong_answers(design, step)
    for identity in design.warehouse.identities if design.warehouse else ():
        cause = f"they share one of {codes(identity.match_keys)}"
        yield (
            f"Two became one in {code(identity.table)}",
            cause,
            "Take the shared value (a team's mailbox, a switchboard) out of the match; see docs/identities.md",
        )


def _wrong_values(step: Step, mapping: Mapping) -> Iterator[Symptom]:
    transform = mapping.transform
    if isinstance(transform, EnumMap) and transform.unmapped == "error":
        cause = f"the source sends something else than {codes((pair.source for pair in transform.values), limit=6)}"
        yield (
            f"{code(mapping.target)}: a value without a row",
            cause,
            f"Add the row in step {code(step.id)} of design.yaml, then run again what failed",
        )


def _unfound(design: Design) -> Iterator[Symptom]:
    """Yield one symptom for all fields that are looked up."""
    looked_up = [m for _, _, _, m in design.mappings() if isinstance(m.transform, Lookup)]
    if looked_up:
        fields = codes(dict.fromkeys(mapping.target for mapping in looked_up), limit=20)
        places = codes(dict.fromkeys(m.transform.using for m in looked_up if isinstance(m.transform, Lookup)), limit=20)
        cause = f"{places} has no such row, or the other record does not exist yet"
        yield f"No match is found for {fields}", cause, "Add the row (SETUP.md), or bring the other record over first"


def _wrong_answers(design: Design, step: Step) -> Iterator[Symptom]:
    if step.role == "lookup":
        yield (
            f"Step {code(step.id)} finds several records",
            "they were there twice before",
            f"Merge them in {system_name(design, step.system)}, then run again",
        )
    if step.item_errors:
        cause = f"failed items stand in {code(step.item_errors)} of the answer"
        yield f"Step {code(step.id)} answered 2xx, yet records are missing", cause, "Read them there; mend; run again"


def doubles(design: Design) -> Iterator[Symptom]:
    """Yield the reasons why a record stands twice in a target."""
    for flow in design.flows:
        event_id = flow.trigger.event_id
        known = f"deliveries are known by {code(event_id)}" if event_id else "a delivery has no id of its own"
        for step in writes(flow):
            name = system_name(design, step.system)
            guard = idempotency_words(step.idempotency, design=design)
            cause = f"a repeated {code(step.operation or step.channel)}, guarded by {guard}; {known}"
            yield (
                f"{name} has a record twice",
                cause,
                f"Keep the older, delete the other in {name}; look for a second client that writes there",
            )
