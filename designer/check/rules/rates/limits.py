"""Limits themselves: known, sane, passed on from the documents, and not contradicting each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from designer.check.budget.figures import counted, figure
from designer.check.budget.loads import load, volume_of
from designer.check.budget.quotas import documented
from designer.check.evidence.near import did_you_mean, listed, nearest
from designer.check.lookup.view import place_of
from designer.check.rule import Fault, rule
from designer.check.rules.rates.naming import likely_per_record, limit_name
from designer.model.codec import encode
from designer.model.design import Policies, RateLimit
from designer.model.finding import Fix

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.check.budget.quotas import Limit
    from designer.check.lookup.view import View
    from designer.model.scalars import Json

LIMITS = "$.policies.rate_limits"
PLENTY = 50_000
"""Records a day: who has more knows that limits matter."""
WORTH_ASKING = 1_000
"""Calls a day: plans that allow fewer are rare enough that the question would be idle."""


@rule("RATE805", severity="info")
def documented_limits_are_passed_on(view: View) -> Iterator[Fault]:
    """Write the limits that a document tells of the used calls into the design, so that whoever builds and runs it keeps to them."""
    lacking = tuple(_lacking(view))
    for system in dict.fromkeys(limit.system for limit in lacking):
        own = [limit for limit in lacking if limit.system == system]
        first = view.operation(system, own[0].operation)
        told = listed((f"{limit.words} for {limit.operation}" for limit in own), most=3)
        name = limit_name(view, own[0]).partition("'s ")[0]
        message = f"{name}'s document allows {told}, and the design does not say so."
        yield Fault(where=LIMITS, message=message, spec=place_of(first), fix=_passed_on(view, lacking))


def _lacking(view: View) -> Iterator[Limit]:
    """Yield the documented limits that no limit of the design keeps to, of the call itself or of the whole system."""
    said = [limit for limit in view.design.policies.rate_limits if limit.calls > 0]
    for limit in documented(view):
        kept = (
            one.system == limit.system
            and one.seconds == limit.seconds
            and (one.operation == limit.operation or (not one.operation and one.calls <= limit.calls))
            for one in said
        )
        if not any(kept):
            yield limit


def _passed_on(view: View, lacking: tuple[Limit, ...]) -> Fix:
    policies = view.design.policies
    added = tuple(
        RateLimit(system=one.system, operation=one.operation, calls=one.calls, seconds=one.seconds, source=one.source) for one in lacking
    )
    value: list[Json] = [cast("Json", encode(limit)) for limit in (*policies.rate_limits, *added)]
    words = f"Added {counted(len(added), 'limit')} that the documents tell of."
    if policies == Policies():  # nothing of it stands in the file yet
        return Fix(where="$.policies", words=words, value={"rate_limits": value})
    return Fix(where=LIMITS, words=words, value=value)


@rule("RATE806", severity="warning")
def limits_agree(view: View) -> Iterator[Fault]:
    """Say each limit once: two figures for the same span, or another than the document's, cannot both be right."""
    seen: dict[tuple[str, str, int], int] = {}
    told = {(limit.system, limit.operation, limit.seconds): limit for limit in documented(view)}
    for i, limit in enumerate(view.design.policies.rate_limits):
        key = (limit.system, limit.operation, limit.seconds)
        earlier, spec = seen.setdefault(key, limit.calls), told.get(key)
        span = f"in {counted(limit.seconds, 'second')}"
        if earlier != limit.calls:
            message = f"The same limit is said to be {earlier:,} and {limit.calls:,} calls {span}. Keep the one that is right."
            yield Fault(where=f"{LIMITS}[{i}].calls", message=message)
        if spec is not None and spec.calls != limit.calls:
            message = f"The design says {limit.calls:,} calls {span}, the document of {limit.operation} says {spec.calls:,}."
            place = place_of(view.operation(limit.system, limit.operation))
            yield Fault(where=f"{LIMITS}[{i}].calls", message=f"{message} Take the lower one, or find out which is newer.", spec=place)


@rule("RATE807", severity="info")
def limit_is_known(view: View) -> Iterator[Fault]:
    """Find out how many calls a system allows that gets a thousand a day and more; no figure is assumed where nobody tells one."""
    known = {use.limit.system for use in view.uses}
    for system in view.design.systems:
        if system.id in known or system.kind != "http" or volume_of(view.design) is None:
            continue
        calls = load(view, system.id)
        if calls.most < WORTH_ASKING:
            continue
        headers = list(dict.fromkeys(name for operation in view.used(system) for name in operation.rate_limit_headers))
        ending = f" Its answers tell of it in {listed(headers)}." if headers else ""
        message = f"Nobody tells how many calls {system.name} allows, so this is not held against a limit: {calls.arithmetic}.{ending}"
        yield Fault(where=LIMITS, message=f"{message} Write the limit of your plan into `rate_limits`.")


@rule("RATE808", severity="info")
def volume_is_known(view: View) -> Iterator[Fault]:
    """Say how many records a day are expected, so that calls can be held against limits."""
    if volume_of(view.design) is not None:
        return
    tightest: dict[str, tuple[float, Limit]] = {}
    for use in view.uses:
        each = likely_per_record(view, use.limit)
        free = use.limit.per_day - use.load.least
        if each and 0 < free < PLENTY * each and free / each < tightest.get(use.limit.system, (float("inf"), use.limit))[0]:
            tightest[use.limit.system] = (free / each, use.limit)
    for records, limit in tightest.values():
        each = likely_per_record(view, limit)
        message = f"How many records come a day is not told. {limit_name(view, limit)} allows {limit.words}"
        message += f" and gets {counted(each, 'call')} for each: up to {figure(int(records))} records a day fit."
        yield Fault(where="$.policies.volume_per_day", message=message)


@rule("RATE812")
def figures_can_be_right(view: View) -> Iterator[Fault]:
    """Give limits, volumes and attempts figures that can be right: a limit of no calls stops everything."""
    policies = view.design.policies
    for i, limit in enumerate(policies.rate_limits):
        figures = (("calls", limit.calls), ("seconds", limit.seconds))
        yield from (_not_positive(f"{LIMITS}[{i}].{name}", name, value) for name, value in figures if value < 1)
    named = [("attempts", policies.attempts), ("peak_per_minute", policies.peak_per_minute), ("timeout_seconds", policies.timeout_seconds)]
    named += [("max_delay_seconds", policies.max_delay_seconds), ("items_per_record", policies.items_per_record)]
    yield from (_not_positive(f"$.policies.{name}", name, value) for name, value in named if value is not None and value <= 0)
    if policies.volume_per_day is not None and policies.volume_per_day < 0:
        yield _not_positive("$.policies.volume_per_day", "volume_per_day", policies.volume_per_day)
    if policies.longest_delay_seconds < policies.first_delay_seconds:
        message = f"The longest delay, {policies.longest_delay_seconds:g} s, is shorter than the first, {policies.first_delay_seconds:g} s."
        yield Fault(where="$.policies.longest_delay_seconds", message=f"{message} Let it be the longer one.", severity="warning")


def _not_positive(where: str, name: str, value: float) -> Fault:
    return Fault(where=where, message=f"`{name}` is {value:g}. Give a figure above zero.")


@rule("RATE813")
def limit_names_a_call(view: View) -> Iterator[Fault]:
    """Limit only calls that the design makes; a limit of another call holds for nothing."""
    used: dict[str, list[str]] = {}
    for use in view.operations:
        used.setdefault(use.system, []).append(use.key)
    for i, limit in enumerate(view.design.policies.rate_limits):
        if limit.operation and limit.operation not in used.get(limit.system, ()):
            near = did_you_mean(limit.operation, used.get(limit.system, ()), otherwise="Remove it, or limit the whole system.")
            message = f"The design does not call {limit.operation} of {limit.system}, so this limit holds for nothing.{near}"
            meant = nearest(limit.operation, used.get(limit.system, ()))
            fix = Fix(where=f"{LIMITS}[{i}].operation", words=f"limit `{meant}`", value=meant, certain=False) if meant else None
            yield Fault(where=f"{LIMITS}[{i}].operation", message=message, severity="warning", fix=fix)


@rule("RATE814", severity="warning")
def refused_call_is_tried_again(view: View) -> Iterator[Fault]:
    """Try a call again that was refused for the limit (429): with one attempt alone it is lost to the dead letters."""
    if view.design.policies.attempts == 1 and view.design.flows:
        message = "With one attempt, each call that a system refuses for its limit (429) or a short outage becomes a dead letter."
        yield Fault(where="$.policies.attempts", message=f"{message} Allow some more.")
