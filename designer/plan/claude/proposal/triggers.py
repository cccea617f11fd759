"""A proposed trigger with what is known of its event: who told of it, how a delivery is proved, and what the proposal leaves out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from designer.model.design import Registration
from designer.plan.offline.deliveries import registration_of
from designer.plan.offline.systems import environment_name

if TYPE_CHECKING:
    from designer.model.description import Verification
    from designer.model.design import Design, Trigger
    from designer.model.spec import Catalog, Event


def known_trigger(trigger: Trigger, before: Trigger | None, base: Design, catalog: Catalog) -> Trigger:
    """Return a trigger with facts; *before* is the one that the flow had in *base*.

    Who told of an event, how its deliveries are proved and by which variable is no choice where it is known. What else is known of an
    event that was not there before fills what the proposal leaves out.
    """
    system = base.system(trigger.system)
    event = catalog.event(system.name, trigger.event) if system and trigger.event else None
    is_same = before is not None and (before.system, before.event) == (trigger.system, trigger.event)
    if event and not is_same and trigger.kind == "webhook":
        trigger = _filled(trigger, event, catalog)
    origin = event.origin if event else before.origin if before and is_same else ""
    verification = trigger.verification
    if event and event.verification and (_is_known(event.verification) or verification is None or not _is_known(verification)):
        verification = event.verification
    elif verification is None and before and is_same:
        verification = before.verification
    if verification and system:
        verification = replace(verification, environment=environment_name(system.id, "webhook_secret"))
    return replace(trigger, origin=origin, verification=verification)


def _is_known(verification: Verification) -> bool:
    return verification.scheme not in {"none", "unknown"}


def _filled(trigger: Trigger, event: Event, catalog: Catalog) -> Trigger:
    return replace(
        trigger,
        items=trigger.items or event.items,
        payload=event.payload if trigger.payload == "unknown" else trigger.payload,
        event_id=trigger.event_id or event.event_id_path,
        record_id=trigger.record_id or event.id_path or _id_of_record(event, catalog),
        registration=registration_of(event) if trigger.registration == Registration() else trigger.registration,
    )


def _id_of_record(event: Event, catalog: Catalog) -> str:
    path = f"{event.record_path}.id" if event.record_path else ""
    return path if path and catalog.event_field(event, path) else ""
