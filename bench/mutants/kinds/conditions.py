"""Faults of conditions: when a flow or a step runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from designer.model.design import source_parts
from designer.names.path import PathError
from mutants.ground import misspelt_path
from mutants.nouns import DROPPED, Mutant, kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.model.design import Comparison
    from designer.model.spec import Field
    from mutants.ground import Ground


def comparisons(ground: Ground) -> Iterator[tuple[str, str, int, int, Comparison, Field | None]]:
    """Yield each comparison with its place, its condition's place, its flow, its step (-1: the trigger), and the field it reads."""
    for i, flow in enumerate(ground.design.flows):
        holders = [(f"$.flows[{i}].trigger.condition", -1, flow.trigger.condition)]
        holders += [(f"$.flows[{i}].steps[{j}].condition", j, step.condition) for j, step in enumerate(flow.steps)]
        for where, j, condition in holders:
            for g, group in enumerate(condition.any):
                for c, comparison in enumerate(group.all):
                    field = _source(ground, i, j, comparison.source)
                    yield f"{where}.any[{g}].all[{c}]", where, i, j, comparison, field


def _source(ground: Ground, flow: int, step: int, source: str) -> Field | None:
    try:
        return ground.source(flow, step, source)
    except PathError:
        return None


def openings(ground: Ground) -> Iterator[tuple[str, int, int, str, Field]]:
    """Yield places where a condition can be added, with a known field of the trigger: steps that write and have none."""
    for where, i, j, step, _ in ground.steps():
        if step.role == "write" and not step.condition.any:
            for field in ground.readable(i, "trigger"):
                if field.is_leaf and field.types and not field.free_form and not field.write_only:
                    yield where, i, j, f"trigger:{field.path}", field


def _added(where: str, *comparisons: dict[str, Any], note: str = "") -> Mutant:
    return Mutant(
        where=f"{where}.condition", changes={f"{where}.condition": {"any": [{"all": list(comparisons)}]}}, places=(where,), note=note
    )


@kind("MAP301", "OP212")
def condition_on_missing_field(ground: Ground) -> Iterator[Mutant]:
    """A condition reads a field that is not there, and never holds.

    Left out: below an open object, and where the misspelt name is a field as well.
    """
    for where, holder, i, j, comparison, field in comparisons(ground):
        origin, path = source_parts(comparison.source)
        if field is not None and not field.free_form and path:
            wrong = f"{origin}:{misspelt_path(path)}"
            if ground.source(i, j, wrong) is None:
                yield Mutant(where=where, changes={f"{where}.source": wrong}, places=(holder,), note=wrong)
    for where, i, j, source, _ in openings(ground):
        wrong = f"trigger:{misspelt_path(source.partition(':')[2])}"
        if ground.source(i, j, wrong) is None:
            yield _added(where, {"source": wrong, "op": "present"}, note=wrong)


@kind("OP212", "OP213")
def condition_of_unknown_origin(ground: Ground) -> Iterator[Mutant]:
    """A condition reads from a step that is not there."""
    for where, _, _, source, _ in openings(ground):
        yield _added(where, {"source": f"no_such_step:{source.partition(':')[2]}", "op": "present"}, note=source)


@kind("OP223")
def condition_of_impossible_value(ground: Ground) -> Iterator[Mutant]:
    """A condition waits for a value that the field never has."""
    for where, holder, _, _, comparison, field in comparisons(ground):
        if field is not None and field.enum and comparison.op in {"equals", "in"}:
            yield Mutant(where=where, changes={f"{where}.values": ["no such value"]}, places=(holder,))
    for where, _, _, source, field in openings(ground):
        if field.enum:
            yield _added(where, {"source": source, "op": "equals", "values": ["no such value"]}, note=source)


@kind("OP223", "OP222")
def condition_of_wrong_type(ground: Ground) -> Iterator[Mutant]:
    """A condition compares true or false, or a number, with a word."""
    for where, _, _, source, field in openings(ground):
        if field.types in {("boolean",), ("integer",), ("number",)} and not field.enum:
            yield _added(where, {"source": source, "op": "equals", "values": ["yes"]}, note=source)


@kind("OP226")
def condition_contradicts_itself(ground: Ground) -> Iterator[Mutant]:
    """A condition asks for two values of one field at once."""
    for where, _, _, source, field in openings(ground):
        if field.types == ("string",):
            first, second = (field.enum[0], field.enum[1]) if len(field.enum) > 1 else ("one", "other")
            if not field.format:
                yield _added(
                    where,
                    {"source": source, "op": "equals", "values": [first]},
                    {"source": source, "op": "equals", "values": [second]},
                    note=source,
                )


@kind("OP226")
def condition_empty_and_present(ground: Ground) -> Iterator[Mutant]:
    """A condition asks for a field to be empty and to be there."""
    for where, _, _, source, field in openings(ground):
        if field.types == ("string",):
            yield _added(where, {"source": source, "op": "present"}, {"source": source, "op": "empty"}, note=source)


@kind("OP221")
def condition_without_value(ground: Ground) -> Iterator[Mutant]:
    """A comparison has nothing to compare with."""
    for where, _, _, source, field in openings(ground):
        if field.types == ("string",):
            yield _added(where, {"source": source, "op": "equals"}, note=source)


@kind("OP225", "OP226")
def condition_on_required_empty(ground: Ground) -> Iterator[Mutant]:
    """A step waits for a field to be empty that the source always sends.

    Left out: texts, which can be there and empty, and fields of objects that need not be there.
    """
    for where, _, _, source, field in openings(ground):
        if field.required and not field.nullable and field.types in {("integer",), ("boolean",)} and "." not in field.path:
            yield _added(where, {"source": source, "op": "empty"}, note=source)


@kind("OP228")
def step_unreachable_after_stop(ground: Ground) -> Iterator[Mutant]:
    """A look-up that finds nothing stops the flow, and the step that should then create never runs."""
    for i, flow in enumerate(ground.design.flows):
        for j, step in enumerate(flow.steps):
            waiting = [
                k
                for k, later in enumerate(flow.steps)
                if k > j and any(c.op == "empty" and c.source.startswith(f"{step.id}:") for g in later.condition.any for c in g.all)
            ]
            if step.role == "lookup" and step.on_none == "continue" and waiting:
                where = f"$.flows[{i}].steps[{j}]"
                places = tuple(f"$.flows[{i}].steps[{k}]" for k in waiting)
                yield Mutant(where=where, changes={f"{where}.on_none": "stop"}, places=places)


@kind("OP231", "OP232", "SAFE701")
def create_runs_though_found(ground: Ground) -> Iterator[Mutant]:
    """The condition of a create is gone: the record that the look-up has found is made a second time."""
    for i, flow in enumerate(ground.design.flows):
        for j, step in enumerate(flow.steps):
            looks = any(c.op == "empty" for g in step.condition.any for c in g.all)
            if step.semantics == "create" and looks:
                where = f"$.flows[{i}].steps[{j}]"
                yield Mutant(where=where, changes={f"{where}.condition": DROPPED})
