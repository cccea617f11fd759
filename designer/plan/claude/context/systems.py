"""The systems of a run in a few lines each: what they are, how one signs in, which events fit, which collections there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.match.operations.events import rank_events
from designer.plan.claude.context.fencing import one_line
from designer.plan.claude.context.operations import resource_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.model.brief import Brief
    from designer.model.design import Design
    from designer.model.spec import Catalog, Event, SecurityScheme, SystemSpec

EVENTS = 4
LEAST = 0.2
"""An event of a lower score is about something else."""


def system_lines(brief: Brief, catalog: Catalog, design: Design, said: frozenset[str]) -> Iterator[str]:
    """Yield the lines of all systems, the facts of each before its map of collections."""
    starting = {flow.trigger.system for flow in design.flows} or {spec.id for spec in catalog.systems if not design.warehouse}
    for spec in catalog.systems:
        yield from _facts(spec, design)
        if spec.id in starting and (events := _events(brief, catalog, spec)):
            yield f"  events that fit: {'; '.join(events)}"
    for spec in catalog.systems:
        if resources := resource_line(spec, said):
            yield f"{spec.id} collections {resources}"


def _facts(spec: SystemSpec, design: Design) -> Iterator[str]:
    known = design.system(spec.id)
    title = one_line(f"{spec.title} {spec.version}".strip(), 60)
    kinds = ", ".join(dict.fromkeys(description.kind for description in spec.descriptions))
    counts = f"{len(spec.operations)} operations, {len(spec.events)} events"
    yield f'{spec.id} = "{one_line(spec.name, 60)}", {spec.kind}; {kinds}{f" {title!r}" if title else ""}; {counts}'
    address = (known.base_url if known else "") or next(iter(spec.base_urls), "")
    yield f"  address: {one_line(address, 100) or 'not told'}"
    if spec.schemes:
        used = known.auth.scheme if known else ""
        yield "  sign-in: " + "; ".join(_scheme(scheme, is_used=scheme.name == used) for scheme in spec.schemes[:6])


def _scheme(scheme: SecurityScheme, *, is_used: bool) -> str:
    flows = f" {'/'.join(scheme.flows)}" if scheme.flows else ""
    return f"{one_line(scheme.name, 40)} ({scheme.kind}{flows}{', draft' if is_used else ''})"


def _events(brief: Brief, catalog: Catalog, spec: SystemSpec) -> list[str]:
    """Return the events that a wish may wait for, the likeliest first."""
    asked = [wish.when or wish.text for wish in brief.wishes] or [brief.text[:1500]]
    best: dict[str, tuple[float, Event]] = {}
    for text in asked:
        for ranked in rank_events(catalog, spec.name, text=text)[:EVENTS]:
            if ranked.score >= LEAST and ranked.score > best.get(ranked.event.name, (0.0, None))[0]:
                best[ranked.event.name] = (ranked.score, ranked.event)
    order = sorted(best.values(), key=lambda found: (-found[0], found[1].name))[:EVENTS]
    return [_event(event) for _, event in order]


def _event(event: Event) -> str:
    return f"{one_line(event.name, 60)} (payload {event.payload}, told by {event.origin.replace('_', ' ')})"
