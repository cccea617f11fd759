"""One wish becomes one flow: source, conditions, target, lifecycle."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from textwrap import shorten
from typing import TYPE_CHECKING

from designer.model.design import Flow
from designer.model.question import Question
from designer.names.text import identifier
from designer.plan.offline.bounds import bounds_in
from designer.plan.offline.calls import noun_of
from designer.plan.offline.conditions import condition_of, likely_conditions, worth_asking
from designer.plan.offline.direction import likelier
from designer.plan.offline.doubts import doubted_call
from designer.plan.offline.ends import ranked_ends
from designer.plan.offline.filling import Filling
from designer.plan.offline.kept_ids import below_made
from designer.plan.offline.lifecycle import lifecycle, lifecycle_question, stays_as_it_is
from designer.plan.offline.named_values import qualified
from designer.plan.offline.source import choose_source
from designer.plan.offline.target import choose_target
from designer.plan.offline.writing import Writing, semantics_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from designer.model.brief import Brief, Wish
    from designer.model.design import Condition, Link, Step, System
    from designer.model.spec import Catalog, SystemSpec
    from designer.plan.offline.source import Source


LONGEST_TITLE = 160
SENTENCE_END = re.compile(r"[.!?](?=\s+[A-Z])")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedFlow:
    """A flow with everything that it rests on. No flow: the questions say why."""

    flow: Flow | None
    links: tuple[Link, ...] = ()
    filling: Filling = Filling()
    reason: str = ""
    """Why it starts as it does."""


def plan_flow(
    brief: Brief,
    wish: Wish,
    catalog: Catalog,
    systems: tuple[System, ...],
    *,
    number: int,
    taken: Collection[str] = (),
    makers: Sequence[str] = (),
) -> PlannedFlow:
    """Return the flow for a wish whose two systems are known, under an id that is not yet *taken*; *makers* create in the other flows."""
    ends = _ends(wish, catalog)
    if ends is None:
        return PlannedFlow(flow=None, filling=Filling(questions=(_which_systems(wish, catalog, number),)))
    (source_spec, source_system), (target_spec, target_system) = ((spec, _designed(systems, spec)) for spec in ends)
    ranked = ranked_ends(brief, wish, catalog, (source_spec.name, target_spec.name))
    source = choose_source(brief, wish, catalog, source_spec, source_system, reads=ranked.reads)
    writing = Writing(
        wish=wish, source=source, catalog=catalog, system=target_spec, designed=target_system, ranked=below_made(ranked.writes, makers)
    )
    target = choose_target(writing)
    if isinstance(target, Question):
        return PlannedFlow(flow=None, filling=source.filling + Filling(questions=(target,)))
    name = _flow_id(source, source_spec, target_spec, brief, wish, number)
    name = f"{name}_{number + 1}" if name in taken else name
    condition, unknown = condition_of((*_conditions(wish), *qualified(wish.when, source.fields)), source.fields, at=source.at)
    unknown = worth_asking(unknown, event=source.trigger.event)
    source, target_steps = _placed(source, target.steps, condition)
    made = target.operations[0]
    settled = stays_as_it_is(wish, made=noun_of(made), writes=made.method != "DELETE" and semantics_of(made) in {"create", "upsert"})
    flow = Flow(
        id=name,
        title=_title(wish, source=source_spec.name, target=target_spec.name, noun=source.noun),
        trigger=source.trigger,
        steps=(*source.steps, *target_steps),
        ordering_key=source.record_id,
        lifecycle=lifecycle(
            wish, updates=target.updates, filtered=bool(condition.any), noun=source.noun, shared=_is_shared(wish, brief), settled=settled
        ),
        backfill=source.backfill,
    )
    asked = tuple(_unknown_condition(text, name, likely_conditions(text, source.fields)) for text in unknown)
    if not settled:
        asked += (lifecycle_question(name, noun=source.noun, source=source_spec.name, target=target_spec.name),)
    if wish.two_way and not _goes_back(wish, brief):
        asked += (_way_back(wish, name, source_spec, target_spec),)
    return PlannedFlow(
        flow=flow,
        links=(target.link,) if target.link else (),
        filling=Filling(questions=doubted_call(target, writing)) + source.filling + target.filling + Filling(questions=asked),
        reason=source.reason,
    )


def _conditions(wish: Wish) -> tuple[str, ...]:
    """Return the stated conditions, bounds on an amount among them, and the When clause where it names a value in quotation marks."""
    quoted = any(mark in wish.when for mark in ("`", '"', "“")) and not wish.conditions
    stated = (*wish.conditions, wish.when) if quoted else wish.conditions
    return (*stated, *(bound for bound in bounds_in(wish.text) if not any(bound in text for text in stated)))


def _flow_id(source: Source, start: SystemSpec, end: SystemSpec, brief: Brief, wish: Wish, number: int) -> str:
    """Return a name from what flows where; the event tells apart two flows between the same systems."""
    what = source.trigger.event if source.trigger.event and _is_shared(wish, brief) else source.noun
    name = identifier(f"{start.id}_{what}_to_{end.id}")
    return f"{name}_{number + 1}" if _is_shared(wish, brief) and not source.trigger.event else name


def _is_shared(wish: Wish, brief: Brief) -> bool:
    return sum((other.source, other.target) == (wish.source, wish.target) for other in brief.wishes) > 1


def _goes_back(wish: Wish, brief: Brief) -> bool:
    return any((other.source, other.target) == (wish.target, wish.source) for other in brief.wishes)


def ends_of(wish: Wish, catalog: Catalog) -> tuple[str, str] | None:
    """Return the names of the system a wish starts in and the one it ends in, if they can be told."""
    ends = _ends(wish, catalog)
    return (ends[0].name, ends[1].name) if ends else None


def _ends(wish: Wish, catalog: Catalog) -> tuple[SystemSpec, SystemSpec] | None:
    source = catalog.system(wish.source) if wish.source else None
    target = catalog.system(wish.target) if wish.target else None
    others = [spec for spec in catalog.systems if spec not in (source, target)]
    if not wish.source and not wish.target and len(others) == 2:
        return likelier(wish, catalog, (others[0], others[1]))
    if source is None and others and (len(others) == 1 or target is None):
        source = others.pop(0)
    if target is None and len(others) == 1:
        target = others[0]
    return (source, target) if source is not None and target is not None else None


def _designed(systems: tuple[System, ...], spec: SystemSpec) -> System:
    return next(system for system in systems if system.id == spec.id)


def _placed(source: Source, steps: tuple[Step, ...], condition: Condition) -> tuple[Source, tuple[Step, ...]]:
    """Put the wish's condition where its fields are known: on the trigger, or after the read-back on each step."""
    if not condition.any:
        return source, steps
    if source.origin == "trigger":
        return replace(source, trigger=replace(source.trigger, condition=condition)), steps
    return source, tuple(replace(step, condition=_both(condition, step.condition)) for step in steps)


def _both(first: Condition, second: Condition) -> Condition:
    if not second.any:
        return first
    return replace(first, any=tuple(replace(a, all=a.all + b.all) for a in first.any for b in second.any))


def _title(wish: Wish, *, source: str, target: str, noun: str) -> str:
    """Return what a person said where it is short, else its whole sentences that are, else what moves from where to where."""
    said = " ".join(wish.text.split())
    if len(said) <= LONGEST_TITLE:
        return said
    ends = [found.end() for found in SENTENCE_END.finditer(said) if found.end() <= LONGEST_TITLE]
    return said[: ends[-1]] if ends else f"{noun.capitalize()} from {source} to {target}" if noun else f"{source} to {target}"


def _which_systems(wish: Wish, catalog: Catalog, number: int) -> Question:
    return Question(
        id=f"wish_{number}_systems",
        about=f"brief, line {wish.line}" if wish.line else "brief",
        text=f"From which system to which does this go: “{shorten(wish.text, width=120, placeholder=' …')}”?",
        why="Without both ends nothing can be designed for this wish.",
        candidates=tuple(spec.name for spec in catalog.systems),
        line=wish.line,
    )


def _unknown_condition(text: str, flow: str, likely: tuple[str, ...]) -> Question:
    return Question(
        id=identifier(f"condition_{text[:40]}"),
        about=f"flow {flow}: condition",
        text=f"Which field and value tell that “{shorten(text, width=120, placeholder=' …')}” holds?",
        why="No field of the source lists such a value, so the flow handles every record until it is answered: also those not meant.",
        candidates=likely,
        fills=f"condition:{flow}",
    )


def _way_back(wish: Wish, flow: str, source: SystemSpec, target: SystemSpec) -> Question:
    """Return the question that says that only one half of a two-way wish is designed, and what the other half needs."""
    return Question(
        id=f"{flow}_back",
        about=f"flow {flow}: the way back",
        text=f"By what is a change in {target.name} known that this connector itself has made?",
        why=(
            f"The brief wishes for both directions; only {source.name} to {target.name} is designed. Without a mark of its own changes "
            "the way back would answer them, and each side the other for ever."
        ),
        candidates=("the user of the API that made the change", "a field that holds a mark", "one way is enough for now"),
        line=wish.line,
    )
