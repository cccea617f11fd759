"""The whole plan of a warehouse, read top to bottom."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from designer.model.design import Design
from designer.model.warehouse import Warehouse
from designer.plan.offline.filling import Filling, answered
from designer.plan.offline.style import choose_style
from designer.plan.offline.systems import base_url_gaps, design_systems, with_scopes
from designer.plan.offline.warehouse.access import access_questions, plan_access
from designer.plan.offline.warehouse.cost import budget_question, plan_cost
from designer.plan.offline.warehouse.extracts import plan_extracts
from designer.plan.offline.warehouse.given import asks_for_store, is_store
from designer.plan.offline.warehouse.model import plan_model
from designer.plan.offline.warehouse.parameters import plan_parameters
from designer.plan.offline.warehouse.roadmap import plan_roadmap
from designer.plan.offline.warehouse.running import TITLES, plan_running
from designer.plan.offline.warehouse.shape import warehouse_architecture, warehouse_policies

if TYPE_CHECKING:
    from designer.model.brief import Brief
    from designer.model.design import System
    from designer.model.question import Question
    from designer.model.spec import Catalog, SystemSpec
    from designer.model.warehouse import Extract
    from designer.plan.offline.warehouse.extracts import Extracted
    from designer.plan.offline.warehouse.model import Model
    from designer.plan.offline.warehouse.running import Running


def plan_warehouse(brief: Brief, catalog: Catalog) -> Design:
    """Return the design of a warehouse: what is read, the model, who sees what, where it runs, in which order, for how much."""
    chosen = choose_style(brief)
    running = plan_running(brief)
    stores = tuple(system for system in catalog.systems if is_store(brief, system))
    origins = tuple(system for system in catalog.systems if system not in stores)
    sources = plan_extracts(brief, catalog, origins, schedule=running.schedule)
    model = plan_model(brief, catalog, stores, sources)
    systems = _systems(brief, catalog, origins, sources)
    extracts, sent = _extracts(sources, systems)
    warehouse = _warehouse(brief, running, origins, sources, model, extracts)
    told = tuple(question for question in brief.questions if not asks_for_store(question))
    asked = (*told, *chosen.questions, *model.questions, *access_questions(brief, model.tables))
    filling = answered(_filling((*asked, *budget_question(warehouse.cost, warehouse.budget_usd_month)), sent, systems), brief.settings)
    return Design(
        name=brief.name,
        title=brief.title or _title(brief, systems, running),
        style="warehouse",
        goal=brief.goal,
        systems=systems,
        warehouse=warehouse,
        settings=filling.settings,
        architecture=warehouse_architecture(chosen.reasons, running, systems),
        policies=warehouse_policies(brief, systems, running),
        questions=filling.questions,
    )


def _title(brief: Brief, systems: tuple[System, ...], running: Running) -> str:
    """Return what comes where: `Shop, CRM and Desk in DuckDB`."""
    names = [system.name for system in systems]
    told = " and ".join((", ".join(names[:-1]), names[-1])) if names[1:] else "".join(names)
    return f"{told} in {TITLES[running.product]}" if told else brief.name.replace("-", " ").capitalize()


def _systems(brief: Brief, catalog: Catalog, origins: tuple[SystemSpec, ...], sources: tuple[Extracted, ...]) -> tuple[System, ...]:
    """Return the systems that are read, with the scopes that reading needs."""
    read = {origin.id: tuple(one.operation for one in sources if one.system.id == origin.id and one.operation) for origin in origins}
    systems = design_systems(catalog, authentication=brief.authentication)
    return tuple(with_scopes(system, read[system.id], spec=catalog.system(system.name)) for system in systems if system.id in read)


def _extracts(sources: tuple[Extracted, ...], systems: tuple[System, ...]) -> tuple[tuple[Extract, ...], Filling]:
    """Return the extracts with the parameters they send, and what those need."""
    designed = {system.id: system for system in systems}
    extracts = []
    filling = Filling()
    for source in sources:
        parameters, needed = plan_parameters(source, designed[source.system.id])
        extracts.append(replace(source.extract, parameters=parameters))
        filling += needed
    return tuple(extracts), filling


def _warehouse(
    brief: Brief,
    running: Running,
    origins: tuple[SystemSpec, ...],
    sources: tuple[Extracted, ...],
    model: Model,
    extracts: tuple[Extract, ...],
) -> Warehouse:
    access = plan_access(brief, model.tables)
    return Warehouse(
        product=running.product,
        product_reason=running.product_reason,
        extracts=extracts,
        tables=model.tables,
        identities=model.identities,
        access=access,
        freshness_minutes=running.freshness_minutes,
        bi=running.bi,
        bi_reason=running.bi_reason,
        roadmap=plan_roadmap(origins, sources),
        cost=plan_cost(running, systems=len(origins), masks=any(rule.masked for rule in access)),
        budget_usd_month=brief.warehouse.budget_usd_month if brief.warehouse else None,
        budget=brief.warehouse.budget if brief.warehouse and brief.warehouse.budget_usd_month is None else "",
    )


def _filling(questions: tuple[Question, ...], sent: Filling, systems: tuple[System, ...]) -> Filling:
    """Return all questions with the settings that answers fill."""
    filling = Filling(questions=questions) + sent
    for setting, question in base_url_gaps(tuple(system for system in systems if system.descriptions)):
        filling += Filling(settings=(setting,), questions=(question,))
    return filling
