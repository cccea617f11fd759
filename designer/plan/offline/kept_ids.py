"""Ids in the path of a later flow's call, filled from the pair of ids that an earlier flow kept when it made the record."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from designer.model.design import Mapping
from designer.model.transform import Lookup
from designer.plan.offline.calls import collection_of, noun_of, takes_one, trimmed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from designer.model.design import Flow, Link, Step
    from designer.model.spec import RankedOperation
    from designer.plan.offline.flow import PlannedFlow

AHEAD = 0.2
"""So far ahead that no likeness of fields to another call's body decides."""


def below_made(ranked: tuple[RankedOperation, ...], made: Sequence[str]) -> tuple[RankedOperation, ...]:
    """Return the calls, best first; of those that add the same kind of thing, the one that adds it to what an earlier flow makes.

    *made* are the calls by which earlier flows make records.
    """
    if not ranked:
        return ranked
    best = ranked[0].operation
    collections = [f"{collection_of(key.partition(' ')[2])}/{{" for key in made]
    alike = [
        found
        for found in ranked
        if found.operation.method == best.method
        and noun_of(found.operation) == noun_of(best)
        and not takes_one(found.operation)
        and any(found.operation.path.startswith(start) for start in collections)
    ]
    if not alike:
        return ranked
    first = replace(alike[0], score=ranked[0].score + AHEAD)
    return (first, *(found for found in ranked if found is not alike[0]))


def with_kept_ids(planned: Sequence[PlannedFlow]) -> tuple[PlannedFlow, ...]:
    """Return the flows, those that add to a record which another of them makes (`POST /stories/{id}/comments`) finding it by the kept pair.

    The pair is known by the source's record, so both flows must start with the same one.
    """
    makers = [(flow.flow, step, link) for flow in planned if flow.flow for step, link in _made(flow)]
    return tuple(_with_kept_ids(flow, makers) for flow in planned)


def _made(planned: PlannedFlow) -> Iterator[tuple[Step, Link]]:
    """Yield each call of a flow that makes a record, with the pair of ids that it keeps."""
    for step in planned.flow.steps if planned.flow else ():
        for link in planned.links:
            if step.semantics in {"create", "upsert"} and link.stored == "connector" and link.keys[1].startswith(f"{step.id}:"):
                yield step, link


def _with_kept_ids(planned: PlannedFlow, makers: Sequence[tuple[Flow, Step, Link]]) -> PlannedFlow:
    flow = planned.flow
    if flow is None:
        return planned
    answered: set[str] = set()
    steps = tuple(_with_kept_id(step, flow, makers, answered) for step in flow.steps)
    if not answered:
        return planned
    named = {f"setting:{setting}" for setting in answered}
    filling = replace(
        planned.filling,
        settings=tuple(setting for setting in planned.filling.settings if setting.id not in answered),
        questions=tuple(question for question in planned.filling.questions if question.fills not in named),
    )
    return replace(planned, flow=replace(flow, steps=steps), filling=filling)


def _with_kept_id(step: Step, flow: Flow, makers: Sequence[tuple[Flow, Step, Link]], answered: set[str]) -> Step:
    """Return the step with the id of the record that it adds to; *answered* gathers the settings that no longer wait."""
    for maker, made, link in makers:
        parameter = _parameter_after(step, made)
        if not parameter or maker.id == flow.id or not _same_record(flow, maker) or step.system != made.system:
            continue
        for mapping in step.mappings:
            if mapping.target == parameter and len(mapping.sources) == 1 and mapping.sources[0].startswith("setting:"):
                answered.add(mapping.sources[0].partition(":")[2])
                return replace(step, mappings=tuple(_kept(one, flow, link) if one is mapping else one for one in step.mappings))
    return step


def _parameter_after(step: Step, made: Step) -> str:
    """Return the target of the parameter that stands right behind the collection in which the other step makes records."""
    collection = f"{collection_of(made.operation.partition(' ')[2])}/"
    path = trimmed(step.operation.partition(" ")[2])
    if not path.startswith(f"{collection}{{"):
        return ""
    return f"path.{path.removeprefix(collection).partition('}')[0].removeprefix('{')}"


def _same_record(flow: Flow, maker: Flow) -> bool:
    return bool(flow.ordering_key) and (flow.trigger.system, flow.ordering_key) == (maker.trigger.system, maker.ordering_key)


def _kept(mapping: Mapping, flow: Flow, link: Link) -> Mapping:
    return Mapping(
        target=mapping.target,
        sources=(flow.ordering_key,),
        transform=Lookup(using=f"link:{link.id}"),
        confidence=0.8,
        reason="the pair of ids that was kept when the record was created",
    )
