"""A proposal laid over what is fixed: systems and addresses of the documents, variables, proofs of deliveries, prices."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from designer.files.faults import Fault
from designer.model.codec import decode, encode
from designer.model.design import Design
from designer.plan.claude.proposal.addressing import Selector, place_of
from designer.plan.claude.proposal.fixed import ADDRESS, asks_for_address, holds_address
from designer.plan.claude.proposal.triggers import known_trigger
from designer.plan.claude.proposal.variables import variable_faults, variable_of
from designer.plan.offline.systems import signed_in_by, with_scopes

if TYPE_CHECKING:
    from collections.abc import Mapping as Record

    from designer.model.brief import Brief
    from designer.model.design import Flow, Setting, System
    from designer.model.question import Question
    from designer.model.scalars import JsonObject
    from designer.model.spec import Catalog
    from designer.model.warehouse import Column, CostLine, Warehouse


class Merged(NamedTuple):
    """A proposal as a design, what is wrong with it, and what of it was left as it was."""

    design: Design
    faults: list[Fault]
    left: list[Fault]


def merged(proposal: JsonObject, base: Design, catalog: Catalog, brief: Brief) -> Merged:
    """Return a design with all that a valid proposal tells; what it leaves out stays as it is in *base*."""
    fixed = encode(base)
    told = {key: value for key, value in proposal.items() if key != "systems"}
    raw = decode(Design, {**fixed, **told})
    settings, left = _settings(raw, base)
    questions, asked = _questions(raw, base)
    design = replace(
        raw,
        settings=settings,
        questions=questions,
        flows=tuple(_flow(flow, base, catalog) for flow in raw.flows),
        warehouse=_warehouse(raw.warehouse, base.warehouse, brief),
    )
    systems, refused = _systems(proposal, design, base, catalog)
    whole = replace(design, systems=systems)
    return Merged(whole, [*refused, *variable_faults(whole, base)], [*left, *asked])


def _systems(proposal: JsonObject, design: Design, base: Design, catalog: Catalog) -> tuple[tuple[System, ...], list[Fault]]:
    """Return the systems with the sign-in that is asked for and the least scopes of the calls."""
    told: Any = proposal.get("systems", [])
    asked = {system["id"]: system.get("auth", {}).get("scheme", "") for system in told}
    places = {system["id"]: f"$.systems[{number}].auth.scheme" for number, system in enumerate(told)}
    systems, faults = [], []
    for system in base.systems:
        chosen, fault = _signed_in(system, asked, places, catalog)
        scoped = _scoped(chosen, design, catalog)
        if not fault and chosen != system and scoped.auth.scheme != chosen.auth.scheme:
            fact = f"the calls of this design do not take {chosen.auth.scheme!r} alone; they take {scoped.auth.scheme!r}."
            fault = Fault(places[system.id], fact)
        faults += [fault] if fault else []
        systems.append(scoped)
    return tuple(systems), faults


def _signed_in(system: System, asked: Record[str, str], places: Record[str, str], catalog: Catalog) -> tuple[System, Fault | None]:
    name = asked.get(system.id, "")
    spec = catalog.system(system.name)
    if not name or name == system.auth.scheme or spec is None:
        return system, None
    scheme = next((one for one in spec.schemes if one.name == name), None)
    if scheme is None:
        known = ", ".join(one.name for one in spec.schemes) or "none"
        return system, Fault(places[system.id], f"{system.name}'s document declares no scheme {name!r}. It declares: {known}.")
    return signed_in_by(system, scheme, spec), None


def _scoped(system: System, design: Design, catalog: Catalog) -> System:
    uses = [use for use in design.operations() if use.system == system.id and use.key]
    called = tuple(found for use in uses if (found := catalog.operation(system.name, use.key)))
    return with_scopes(system, called, spec=catalog.system(system.name))


def _settings(design: Design, base: Design) -> tuple[tuple[Setting, ...], list[Fault]]:
    """Return the settings with their variables; addresses are those of *base*, and an answer of the person stays."""
    left = []
    settings = []
    for setting in design.settings:
        before = base.setting(setting.id)
        if not holds_address(setting.id):
            given = setting.value if before is None or before.value is None else before.value
            environment = before.environment if before else variable_of(setting)
            settings.append(replace(setting, value=given, environment=environment))
            continue
        if before is None or (setting.system, setting.value) != (before.system, before.value):
            left.append(_left("settings", setting.id))
        settings += [before] if before else []
    missing = (setting for setting in base.settings if holds_address(setting.id) and setting not in settings)
    return (*settings, *missing), left


def _questions(design: Design, base: Design) -> tuple[tuple[Question, ...], list[Fault]]:
    """Return the questions with their lines of the brief; those that ask for an address are those of *base*: no reply suggests one."""
    known = {question.id: question for question in base.questions}
    left = []
    questions = []
    for question in design.questions:
        before = known.get(question.id)
        told = replace(question, line=before.line) if before else question
        if before and asks_for_address(before.fills):
            left += [_left("questions", question.id)] if told != before else []
            questions.append(before)
        elif asks_for_address(question.fills):
            left.append(_left("questions", question.id))
        else:
            questions.append(told)
    missing = (question for question in base.questions if asks_for_address(question.fills) and question not in questions)
    return (*questions, *missing), left


def _left(name: str, identifier: str) -> Fault:
    return Fault(place_of((name, Selector("id", identifier))), ADDRESS)


def _flow(flow: Flow, base: Design, catalog: Catalog) -> Flow:
    before = next((one.trigger for one in base.flows if one.id == flow.id), None)
    return replace(flow, trigger=known_trigger(flow.trigger, before, base, catalog))


def _warehouse(told: Warehouse | None, base: Warehouse | None, brief: Brief) -> Warehouse | None:
    """Return the warehouse with the brief's budget, prices of the dated table, and all that was known to be personal."""
    if told is None or base is None:
        return base
    before = {(table.id, column.name): column for table in base.tables for column in table.columns}
    tables = tuple(
        replace(table, columns=tuple(_column(column, before.get((table.id, column.name))) for column in table.columns))
        for table in told.tables
    )
    return replace(told, tables=tables, cost=_cost(told, base, brief), budget_usd_month=base.budget_usd_month)


def _column(column: Column, before: Column | None) -> Column:
    """Return a column with what it loses where a reply gives it anew: its description, and that it is personal while it reads the same."""
    if before is None:
        return column
    is_personal = column.personal or (before.personal and bool(set(before.sources) & set(column.sources)))
    return replace(column, personal=is_personal, description=column.description or before.description)


def _cost(told: Warehouse, base: Warehouse, brief: Brief) -> tuple[CostLine, ...]:
    masks = any(rule.masked for rule in told.access)
    if (told.product, masks) == (base.product, any(rule.masked for rule in base.access)):
        return base.cost
    from designer.plan.offline.warehouse.cost import plan_cost  # noqa: PLC0415 - two of three styles never need it
    from designer.plan.offline.warehouse.running import plan_running  # noqa: PLC0415 - the same

    running = replace(plan_running(brief), product=told.product)
    return plan_cost(running, systems=len({extract.system for extract in told.extracts}), masks=masks)
