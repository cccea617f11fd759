"""The shape of a warehouse for a person: pattern, parts, what else was weighed, and what holds when a load fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.model.design import Alert, Alternative, Architecture, Component, Policies
from designer.plan.offline.policies import policies
from designer.plan.offline.warehouse.running import TITLES

if TYPE_CHECKING:
    from designer.model.brief import Brief
    from designer.model.design import System
    from designer.plan.offline.warehouse.running import Running


def warehouse_architecture(reasons: tuple[str, ...], running: Running, systems: tuple[System, ...]) -> Architecture:
    """Return the architecture with its reasons and alternatives."""
    return Architecture(
        pattern="scheduled extract to warehouse",
        reasons=(*reasons, f"data may be {age_words(running.freshness_minutes)} old, so loading by schedule is enough", *_hour(running)),
        components=(
            *(Component(id=system.id, title=system.name, purpose="holds the records") for system in systems),
            Component(id="extract", title="Extract and load (dlt)", purpose="reads what is new by schedule, keeps it as it came"),
            Component(id="store", title=TITLES[running.product], purpose="keeps raw records, staging, core and marts"),
            Component(id="transform", title="Transform (dbt)", purpose="makes and tests the model"),
            Component(id="dashboards", title=running.bi, purpose="shows the marts to the teams"),
        ),
        alternatives=(
            Alternative(
                pattern="events into the warehouse",
                why_not="fresher by minutes, but deliveries get lost and old records never come; add it where an hour is too late",
            ),
            Alternative(
                pattern="a hosted loader (Fivetran, Airbyte Cloud)",
                why_not="less to run, but priced by rows and closed to systems without a ready connector",
            ),
            Alternative(pattern="reports in each system", why_not="no figure that needs two systems, and a customer stays several records"),
        ),
    )


def _hour(running: Running) -> tuple[str, ...]:
    return (running.schedule_reason,) if running.schedule_reason else ()


def age_words(minutes: int) -> str:
    """Return a span in words, in the largest unit that divides it."""
    count, unit = next((minutes // size, unit) for size, unit in ((1440, "day"), (60, "hour"), (1, "minute")) if minutes % size == 0)
    return f"{count} {unit}{'' if count == 1 else 's'}"


def warehouse_policies(brief: Brief, systems: tuple[System, ...], running: Running) -> Policies:
    """Return what holds for all loads; addressee and limits are the brief's."""
    told = policies(brief, systems)
    to = next((alert.to for alert in told.alerts), "")
    return Policies(
        rate_limits=told.rate_limits,
        dead_letters="records that break a test stay in the raw table and are listed by the test that refused them",
        alerts=(
            Alert(when="a load fails twice in a row", to=to),
            Alert(when=f"the newest row is older than {age_words(running.freshness_minutes)}", to=to),
            Alert(when="a test of the model fails", to=to),
            Alert(when="a credential is refused (401 or 403)", to=to),
        ),
        validation="warn",
    )
