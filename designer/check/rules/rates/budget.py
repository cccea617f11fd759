"""Calls against limits: what can never keep up, what a burst does, how long a backlog lasts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.check.budget.figures import counted, figure, span
from designer.check.budget.loads import volume_of
from designer.check.rule import Fault, rule
from designer.check.rules.rates.naming import allowed, likely_per_record, limit_name, pollers, polls

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.check.budget.uses import Use
    from designer.check.lookup.view import View

BUSIEST = 0.2
"""Assumption where the brief tells of no peak: a fifth of a day's records come in its busiest hour."""
LONGEST_BACKLOG = 3.0
"""Hours that an hour of outage may take to work off: at three and more, a day of outage is felt for longer than a weekend."""
HOUR = 3_600
BY_ITSELF = frozenset({"webhook", "stream"})
"""Triggers whose records come when they happen; a poller fetches them at its own pace."""
CURES = "Send several records with one call, call less, or ask for a larger quota."


@rule("RATE801")
def limit_holds_the_load(view: View) -> Iterator[Fault]:
    """Keep the calls of a day below what the system allows, or the queue grows for ever.

    The calls are those that are certain: the records a day of the brief times the calls that each of them needs, and the runs of the
    schedules. Where only conditions or unknown numbers lead above the limit, it is a warning.
    """
    for use in view.uses:
        if polls(view, use.limit) > use.limit.per_day:
            continue
        if use.is_certainly_over:
            yield Fault(where=use.limit.where, message=f"{_sum(view, use)}: the queue grows for ever. {CURES}")
        elif use.is_likely_over:
            told = f"{_sum(view, use)}: if most records need the longest way, the queue grows. {CURES}"
            yield Fault(where=use.limit.where, message=told, severity="warning")


@rule("RATE802")
def polls_keep_the_limit(view: View) -> Iterator[Fault]:
    """Poll no more often than the system allows."""
    for use in view.uses:
        if polls(view, use.limit) > use.limit.per_day:
            often = counted(polls(view, use.limit), "time")
            told = f"{limit_name(view, use.limit)} is asked {often} a day, and it allows {allowed(use.limit)}. Poll less often."
            yield from (Fault(where=f"{where}.schedule", message=told) for where, _ in pollers(view, use.limit))


@rule("RATE803", severity="warning")
def peak_is_worked_off(view: View) -> Iterator[Fault]:
    """Know what a peak does: calls above a limit of seconds, minutes or an hour wait in the queue.

    Where the brief tells no peak, a fifth of the day's records is taken to come in one hour, and the finding is for information.
    """
    policies = view.design.policies
    volume = volume_of(view.design)
    for use in view.uses:
        each = likely_per_record(view, use.limit)
        if use.limit.seconds > HOUR or not each or use.load.most > use.limit.per_day:
            continue
        a_minute = use.limit.calls * 60 / use.limit.seconds
        name = limit_name(view, use.limit)
        if policies.peak_per_minute is not None:
            calls = policies.peak_per_minute * each
            if calls > a_minute:
                told = (
                    f"{counted(policies.peak_per_minute, 'record')} a minute at the peak x {counted(each, 'call')} = {figure(calls)} calls"
                )
                told += f" a minute to {name}, which allows {use.limit.words}: each minute of the peak takes"
                yield Fault(where=use.limit.where, message=f"{told} {span(calls / a_minute / 60)} to work off.")
        elif volume is not None and all(flow.trigger.kind in BY_ITSELF for flow in view.design.flows):
            calls = volume * BUSIEST * each
            if calls > a_minute * 60:
                told = f"If a fifth of the {volume:,} records of a day come in one hour, they make {figure(calls)} calls to {name},"
                told += f" which allows {use.limit.words}: the last one waits {span(calls / a_minute / 60 - 1)}."
                yield Fault(where=use.limit.where, message=f"{told} Say the peak with `peak_per_minute`.", severity="info")


@rule("RATE804", severity="warning")
def backlog_is_worked_off(view: View) -> Iterator[Fault]:
    """Leave enough of the limit free to work off what an outage leaves behind.

    While the connector or a system is down, records pile up; afterwards they go through the part of the limit that new ones leave free.
    """
    for use in view.uses:
        load, day = use.load, use.limit.per_day
        if load.most > day or not load.by_records:
            continue
        one, whole = use.catching_up(1), use.catching_up(24)
        used = f"{load.arithmetic} to {limit_name(view, use.limit)} leave {figure(day - load.most)} of {figure(day)} free"
        if one is None or whole is None:
            told = f"{used}, so what an outage leaves behind is never worked off. {CURES}"
            yield Fault(where=use.limit.where, message=told, severity="error" if load.least >= day else "warning")
        elif one > LONGEST_BACKLOG:
            told = f"{used}: the backlog of an outage of 1 h takes {span(one)}, that of 24 h {span(whole)}. {CURES}"
            yield Fault(where=use.limit.where, message=told)


def _sum(view: View, use: Use) -> str:
    """Return the sum and the limit that it is held against."""
    return f"{use.load.arithmetic} go to {limit_name(view, use.limit)}, and it allows {allowed(use.limit)}"
