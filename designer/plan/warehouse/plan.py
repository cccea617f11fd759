"""The whole plan of a warehouse, read top to bottom."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from designer.model.design import Alert, Alternative, Architecture, Component, Design, Policies
from designer.model.warehouse import Warehouse
from designer.plan.filling import Filling, answered
from designer.plan.policies import policies
from designer.plan.style import choose_style
from designer.plan.systems import base_url_gaps, design_systems, with_scopes
from designer.plan.warehouse.access import access_questions, plan_access
from designer.plan.warehouse.core import Core, plan_core
from designer.plan.warehouse.cost import budget_question, plan_cost
from designer.plan.warehouse.extracts import plan_extracts
from designer.plan.warehouse.given import is_store, plan_given
from designer.plan.warehouse.marts import missing_data, month_question, plan_marts, wanted_tables
from designer.plan.warehouse.parameters import plan_parameters
from designer.plan.warehouse.questions import extract_questions, identity_questions
from designer.plan.warehouse.roadmap import plan_roadmap
from designer.plan.warehouse.running import TITLES, plan_running
from designer.plan.warehouse.staging import stage
from designer.plan.warehouse.wished import named_as_wished

if TYPE_CHECKING:
    from designer.model.brief import Brief
    from designer.model.design import System
    from designer.model.spec import Catalog
    from designer.plan.warehouse.extracts import Extracted
    from designer.plan.warehouse.running import Running


def plan_warehouse(brief: Brief, catalog: Catalog) -> Design:
    """Return the design of a warehouse: what is read, the model, who sees what, where it runs, in which order, for how much."""
    running = plan_running(brief)
    stores = tuple(system for system in catalog.systems if is_store(brief, system))
    origins = tuple(system for system in catalog.systems if system not in stores)
    sources = plan_extracts(brief, catalog, origins, schedule=running.schedule)
    given = plan_given(catalog, stores, sources)
    staged, unheld = named_as_wished(brief, stage(sources))
    core = plan_core(staged, planned=wanted_tables(brief) if any(not source.fields for source in sources) else frozenset())
    if given.tables and brief.warehouse is None:  # the brief lays out the tables it wants; ours would stand beside them unasked
        core = Core(staged=staged)
    marts = plan_marts(brief, core)
    tables = (*(one.table for one in core.staged), *core.tables, *given.tables, *marts)
    access = plan_access(brief, tables)
    cost = plan_cost(running, systems=len(origins), masks=any(rule.masked for rule in access))
    budget = brief.warehouse.budget_usd_month if brief.warehouse else None
    designed = {system.id: system for system in design_systems(catalog)}
    parameters = {source.extract.id: plan_parameters(source, designed[source.system.id]) for source in sources}
    systems = tuple(_read(system, sources) for system in designed.values() if system.id in {origin.id for origin in origins})
    filling = Filling(
        questions=(
            *brief.questions,
            *extract_questions(sources),
            *identity_questions(core),
            *given.questions,
            *(() if given.tables else unheld),
            *missing_data(brief, sources),
            *month_question(marts),
            *access_questions(brief, tables),
            *budget_question(cost, budget),
        )
    )
    for _, needed in parameters.values():
        filling += needed
    for setting, question in base_url_gaps(tuple(system for system in systems if system.descriptions)):
        filling += Filling(settings=(setting,), questions=(question,))
    filling = answered(filling, brief.settings)
    return Design(
        name=brief.name,
        title=brief.title or brief.name.replace("-", " ").capitalize(),
        style="warehouse",
        goal=brief.goal,
        systems=systems,
        warehouse=Warehouse(
            product=running.product,
            product_reason=running.product_reason,
            extracts=tuple(replace(source.extract, parameters=parameters[source.extract.id][0]) for source in sources),
            tables=tables,
            identities=core.identities,
            access=access,
            freshness_minutes=running.freshness_minutes,
            bi=running.bi,
            bi_reason=running.bi_reason,
            roadmap=plan_roadmap(origins, sources),
            cost=cost,
            budget_usd_month=budget,
        ),
        settings=filling.settings,
        architecture=_architecture(choose_style(brief).reasons, running, systems),
        policies=_policies(brief, systems, running),
        questions=filling.questions,
    )


def _read(system: System, sources: tuple[Extracted, ...]) -> System:
    return with_scopes(system, tuple(one.operation for one in sources if one.system.id == system.id and one.operation))


def _architecture(reasons: tuple[str, ...], running: Running, systems: tuple[System, ...]) -> Architecture:
    return Architecture(
        pattern="scheduled extract to warehouse",
        reasons=(*reasons, f"data may be {running.freshness_minutes} minutes old, so loading by schedule is enough"),
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


def _policies(brief: Brief, systems: tuple[System, ...], running: Running) -> Policies:
    told = policies(brief, systems)
    to = next((alert.to for alert in told.alerts), "")
    return Policies(
        rate_limits=told.rate_limits,
        dead_letters="records that break a test stay in the raw table and are listed by the test that refused them",
        alerts=(
            Alert(when="a load fails twice in a row", to=to),
            Alert(when=f"the newest row is older than {running.freshness_minutes} minutes", to=to),
            Alert(when="a test of the model fails", to=to),
            Alert(when="a credential is refused (401 or 403)", to=to),
        ),
        validation="warn",
    )
