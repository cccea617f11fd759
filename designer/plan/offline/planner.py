"""The deterministic planner: the same brief and documents give the same design, without key or network."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from designer.brief.endings import ENDS
from designer.model.design import Design
from designer.model.question import Question
from designer.plan.offline.architecture import architecture
from designer.plan.offline.direction import direction_question
from designer.plan.offline.filling import Filling, answered
from designer.plan.offline.flow import ends_of, plan_flow
from designer.plan.offline.formats import format_questions, format_reasons
from designer.plan.offline.kept_ids import with_kept_ids
from designer.plan.offline.mending import without_faults
from designer.plan.offline.policies import policies
from designer.plan.offline.style import choose_style
from designer.plan.offline.systems import base_url_gaps, design_systems, with_scopes

if TYPE_CHECKING:
    from designer.model.brief import Brief, Wish
    from designer.model.design import Flow, Link, System
    from designer.model.finding import Checker, Report
    from designer.model.spec import Catalog
    from designer.plan.offline.flow import PlannedFlow


class OfflinePlanner:
    """Plans by stated thresholds, ranked operations and matched fields."""

    name = "offline"

    def plan(self, brief: Brief, catalog: Catalog, *, checker: Checker) -> Design:  # noqa: ARG002 - this planner proposes once; repair checks
        """Return a design for everything the brief wishes."""
        chosen = choose_style(brief)
        if chosen.style == "warehouse":
            from designer.brief.second_reading import with_warehouse  # noqa: PLC0415 - two of three styles never need it
            from designer.plan.offline.warehouse import plan_warehouse  # noqa: PLC0415 - the same

            design = plan_warehouse(with_warehouse(brief), catalog)
            return replace(design, planner=self.name, questions=(*design.questions, *chosen.questions))
        systems = design_systems(catalog, authentication=brief.authentication)
        wishes = with_shared_pairs(tuple(_with_ends(wish, catalog) for wish in brief.wishes))
        planned = _planned(replace(brief, wishes=wishes), catalog, systems)
        filling = Filling(questions=(*brief.questions, *chosen.questions, *_directions(brief.wishes, wishes)))
        for flow in planned:
            filling += flow.filling
        for setting, question in base_url_gaps(_called(systems, planned)):
            filling += Filling(settings=(setting,), questions=(question,))
        if not brief.wishes:
            filling += Filling(questions=(_no_wish(),))
        flows = tuple(flow.flow for flow in planned if flow.flow)
        filling = answered(filling + Filling(questions=format_questions(brief, flows, systems)), brief.settings)
        reasons = (*chosen.reasons, *_starts(planned), *format_reasons(brief, flows))
        return Design(
            name=brief.name,
            title=brief.title or " to ".join(system.name for system in systems[:2]),
            style=chosen.style,
            platform=brief.platform if chosen.style == "nocode" else "",  # type: ignore[arg-type]
            planner=self.name,
            goal=brief.goal,
            systems=_scoped(systems, flows, catalog),
            flows=flows,
            links=_links(planned),
            settings=filling.settings,
            tables=filling.tables,
            architecture=architecture(chosen.style, reasons, flows, systems),
            policies=policies(brief, systems),
            questions=filling.questions,
        )

    def revise(self, brief: Brief, catalog: Catalog, design: Design, report: Report, *, checker: Checker) -> Design:  # noqa: ARG002 - the report says all
        """Return the design without the claims that the report refutes; what is required becomes a question."""
        return without_faults(design, report, catalog)


def _planned(brief: Brief, catalog: Catalog, systems: tuple[System, ...]) -> tuple[PlannedFlow, ...]:
    """Return a flow for each wish, each with an id of its own."""
    planned: list[PlannedFlow] = []
    for number, wish in enumerate(brief.wishes):
        taken = {done.flow.id for done in planned if done.flow}
        makers = tuple(
            step.operation for done in planned if done.flow for step in done.flow.steps if step.semantics in {"create", "upsert"}
        )
        planned.append(plan_flow(brief, wish, catalog, systems, number=number, taken=taken, makers=makers))
    return with_kept_ids(planned)


def _directions(said: tuple[Wish, ...], planned: tuple[Wish, ...]) -> tuple[Question, ...]:
    """Return a question for each wish whose words name neither of the ends that it is planned between."""
    return tuple(
        direction_question(wish, ends.source, ends.target, number=number)
        for number, (wish, ends) in enumerate(zip(said, planned, strict=True))
        if not (wish.source or wish.target) and ends.source and ends.target
    )


def _starts(planned: tuple[PlannedFlow, ...]) -> tuple[str, ...]:
    """Return why each flow starts as it does, a reason that several share once."""
    return tuple(dict.fromkeys(flow.reason for flow in planned if flow.flow and flow.reason))


def with_shared_pairs(wishes: tuple[Wish, ...]) -> tuple[Wish, ...]:
    """Return the wishes; one without field pairs takes those of another between the same systems: a form gives them once.

    What ends a record or only adds a remark to it fills no fields of it.
    """
    shared = {(wish.source, wish.target): wish.pairs for wish in reversed(wishes) if wish.pairs}
    return tuple(
        wish if wish.pairs or ENDS.match(wish.then) else replace(wish, pairs=shared.get((wish.source, wish.target), ())) for wish in wishes
    )


def _with_ends(wish: Wish, catalog: Catalog) -> Wish:
    """Return the wish with the ends that it is planned between, so that two between the same systems are known as such."""
    ends = ends_of(wish, catalog)
    return replace(wish, source=ends[0], target=ends[1]) if ends else wish


def _links(planned: tuple[PlannedFlow, ...]) -> tuple[Link, ...]:
    """Return each link once: the flow that creates the record knows the pair first."""
    links = [link for flow in planned for link in flow.links]
    links.sort(key=lambda link: not link.keys[1].startswith("write_"))
    return tuple({link.id: link for link in reversed(links)}.values())


def _called(systems: tuple[System, ...], planned: tuple[PlannedFlow, ...]) -> tuple[System, ...]:
    """Return the systems that anything calls, be it to register or to load old records: one that only delivers needs no address."""
    flows = tuple(flow.flow for flow in planned if flow.flow)
    called = {use.system for use in Design(name="", style="api", flows=flows).operations()}
    return tuple(system for system in systems if system.id in called)


def _scoped(systems: tuple[System, ...], flows: tuple[Flow, ...], catalog: Catalog) -> tuple[System, ...]:
    """Return the systems with the scopes that their calls need, the call that switches a webhook on among them."""
    uses = tuple(Design(name="", style="api", flows=flows).operations())
    called = {
        system.id: tuple(found for use in uses if use.system == system.id and (found := catalog.operation(system.name, use.key)))
        for system in systems
    }
    return tuple(with_scopes(system, called[system.id], spec=catalog.system(system.name)) for system in systems)


def _no_wish() -> Question:
    return Question(
        id="wish",
        about="brief",
        text="What shall happen, and when?",
        why="The brief names no trigger and no result, so there is nothing to design.",
        candidates=("When <this happens> in <system A>, <do that> in <system B>.",),
    )
