"""What plans hold: units a month, how often is polled, how long a call and a run may take."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.check.budget.figures import counted, figure, span
from designer.check.budget.loads import volume_of
from designer.check.budget.rhythm import rhythm
from designer.check.evidence.near import did_you_mean
from designer.check.evidence.platforms import DAYS, platforms
from designer.check.rule import Fault, rule
from designer.check.rules.nocode.naming import chosen, named, severity_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.check.evidence.platforms import Platform
    from designer.check.lookup.view import View
    from designer.model.design import Flow

A_CALL = 1.0
"""Assumption: seconds that a call takes, for the time of a whole run."""


@rule("NC101", severity="info")
def plan_asks_often_enough(view: View) -> Iterator[Fault]:
    """Know which plan polls as often as the schedule says; free plans ask every fifteen minutes."""
    for i, flow in enumerate(view.design.flows):
        often = rhythm(flow.trigger.schedule) if flow.trigger.kind == "poll" else None
        if often is None:
            continue
        gap = often.shortest_gap
        for minutes, plan in (("poll_minutes_paid", "smallest paid plan"), ("poll_minutes_free", "free plan")):
            found = [one for one in chosen(view) if gap < getattr(one, minutes)]
            if found:
                least = max(getattr(one, minutes) for one in found)
                told = f"The {plan} of {named(found)} polls every {least} minutes at most, and the schedule says every {span(gap / 60)}."
                yield Fault(where=f"$.flows[{i}].trigger.schedule", message=f"{told} Take a larger plan, or poll less often.")
                break


@rule("NC102", severity="warning")
def volume_fits_a_plan(view: View) -> Iterator[Fault]:
    """Choose no-code only for volumes that a listed plan holds; beyond it the price per unit is higher than that of code."""
    volume = volume_of(view.design)
    if volume is None or not view.design.flows:
        return
    for platform in [one for one in chosen(view) if one.tiers]:
        used = volume * DAYS * max(_units(platform, flow) for flow in view.design.flows)
        most, _ = platform.tiers[-1]
        if used > most:
            told = f"{volume:,} records a day x {DAYS} days x {counted(used // (volume * DAYS), platform.unit)} = {figure(used)} a month on"
            message = f"{told} {platform.title}, whose largest plan known to us holds {most:,} ({platform.tiers_source})."
            ending = (
                "Ask the vendor for its price, host it yourself, or choose style api."
                if platform.self_hosted
                else ("Ask the vendor for its price, or choose style api.")
            )
            yield Fault(where="$.policies.volume_per_day", message=f"{message} {ending}", severity=severity_of(view))


def _units(platform: Platform, flow: Flow) -> int:
    """Return the units of one record of a flow if all its steps run."""
    return {"zapier": len(flow.steps), "make": len(flow.steps) + 1}.get(platform.id, 1)


@rule("NC103", severity="warning")
def polled_records_are_not_held(view: View) -> Iterator[Fault]:
    """Keep the new records of one poll below what a platform lets through without a person's word."""
    for where, flow, records in _runs(view):
        for platform in [one for one in chosen(view) if one.held_records and records >= one.held_records]:
            told = (
                f"A poll finds about {figure(records)} new records, and {platform.title} holds {platform.held_records} and more of one poll"
            )
            message = f"{told} until a person confirms them. Poll more often, or start {flow.id} by an event."
            yield Fault(where=f"{where}.schedule", message=message, severity=severity_of(view))


@rule("NC104", severity="warning")
def run_ends_in_time(view: View) -> Iterator[Fault]:
    """Let a run handle no more records than fit into the time that a platform gives it, at about a second for each call."""
    for where, flow, records in _runs(view):
        needed = records * len(flow.steps) * A_CALL / 60
        for platform in [one for one in chosen(view) if one.run_minutes and needed > one.run_minutes]:
            told = f"A run handles about {figure(records)} records x {counted(len(flow.steps), 'call')}: some {figure(needed)} minutes at a"
            message = f"{told} second each, and {platform.title} ends a run after {platform.run_minutes} minutes. Run {flow.id} more often."
            yield Fault(where=f"{where}.schedule", message=message, severity=severity_of(view))


def _runs(view: View) -> Iterator[tuple[str, Flow, float]]:
    """Yield each polled flow with the records that one poll finds, if the volume is told."""
    for i, flow in enumerate(view.design.flows):
        often = rhythm(flow.trigger.schedule) if flow.trigger.kind == "poll" else None
        volume = flow.volume_per_day if flow.volume_per_day is not None else volume_of(view.design)
        if often is not None and volume is not None and (len(view.design.flows) == 1 or flow.volume_per_day is not None):
            yield f"$.flows[{i}].trigger", flow, volume / often.runs_per_day


@rule("NC105", severity="info")
def calls_end_in_time(view: View) -> Iterator[Fault]:
    """Wait for no call longer than the platform does."""
    waits = view.design.policies.timeout_seconds
    for platform in [one for one in chosen(view) if 0 < one.call_seconds < waits]:
        message = f"The design waits {waits:g} s for a call, and {platform.title} ends a step after {platform.call_seconds} s."
        yield Fault(where="$.policies.timeout_seconds", message=f"{message} Expect its shorter time.")


@rule("NC106")
def platform_is_known(view: View) -> Iterator[Fault]:
    """Name a platform only in style nocode, for which instructions are made."""
    platform, style, known = view.design.platform, view.design.style, platforms()
    if platform and platform not in known:
        near = did_you_mean(platform, list(known), otherwise=f"Name one of {', '.join(known)}, or leave it out.")
        yield Fault(where="$.platform", message=f'No instructions are made for the platform "{platform}".{near}')
    elif platform and style != "nocode":
        title = known[platform].title
        message = f"The design names {title} and has the style {style}, so {title} is left out. Set `style: nocode`, or remove it."
        yield Fault(where="$.platform", message=message, severity="warning")
