"""The shape of the whole: pattern, parts, why, and what else was weighed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.model.design import Alternative, Architecture, Component

if TYPE_CHECKING:
    from designer.model.design import Flow, System
    from designer.model.scalars import Style

PATTERNS = {
    "webhook": "webhook to API",
    "poll": "poller to API",
    "schedule": "schedule to API",
    "manual": "started by a person, then API",
    "stream": "stream to API",
    "file": "file to API",
}
ALTERNATIVES = {
    "webhook": Alternative(
        pattern="polling",
        why_not="a known event tells at once and costs no calls while nothing happens; polling stays as catch-up after an outage",
    ),
    "poll": Alternative(
        pattern="webhook",
        why_not="the documents and the vendor data name no event for this record, or the brief is content with a later hour",
    ),
    "manual": Alternative(pattern="webhook or polling", why_not="the documents name neither an event nor a list for this record"),
}
OTHER_STYLES = {
    "api": Alternative(
        pattern="no-code sync",
        why_not="no-code platforms keep no durable order, replay or own tests; choose it for small volumes and minutes of delay",
    ),
    "nocode": Alternative(
        pattern="own connector",
        why_not="for this volume and delay a platform is built in hours and needs no operation; choose a connector when either grows",
    ),
}


def architecture(style: Style, reasons: tuple[str, ...], flows: tuple[Flow, ...], systems: tuple[System, ...]) -> Architecture:
    """Return the architecture of a design with flows."""
    kinds = list(dict.fromkeys(flow.trigger.kind for flow in flows))
    pattern = " and ".join(PATTERNS[kind] for kind in kinds) or "undecided"
    where = "platform" if style == "nocode" else "connector"
    components = tuple(Component(id=system.id, title=system.name, purpose=_purpose(system, flows)) for system in systems)
    middle = Component(
        id=where, title=where.capitalize(), purpose="receives or fetches records, maps and checks them, delivers them, keeps what failed"
    )
    alternatives = [ALTERNATIVES[kind] for kind in kinds if kind in ALTERNATIVES]
    alternatives += [OTHER_STYLES[style]] if style in OTHER_STYLES else []
    return Architecture(pattern=pattern, reasons=reasons, components=(*components, middle), alternatives=tuple(alternatives))


def _purpose(system: System, flows: tuple[Flow, ...]) -> str:
    starts = any(flow.trigger.system == system.id for flow in flows)
    writes = any(step.system == system.id and step.role == "write" for flow in flows for step in flow.steps)
    told = [text for holds, text in ((starts, "holds the records"), (writes, "receives them")) if holds]
    return " and ".join(told) or "is named in the brief"
