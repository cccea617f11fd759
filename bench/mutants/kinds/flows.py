"""Faults of the order of steps, and of flows that meet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from designer.model.design import source_parts
from mutants.ground import misspelt, misspelt_path
from mutants.nouns import DROPPED, Mutant, kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.model.design import Flow, Step, Trigger
    from mutants.ground import Ground


@kind("OP213", "OP212")
def steps_in_wrong_order(ground: Ground) -> Iterator[Mutant]:
    """A step stands before the one whose answer it reads."""
    for i, flow in enumerate(ground.design.flows):
        for j in range(len(flow.steps) - 1):
            if _reads(flow.steps[j + 1], flow.steps[j].id):
                where = f"$.flows[{i}]"
                steps = [*ground.at(f"{where}.steps")]
                steps[j], steps[j + 1] = steps[j + 1], steps[j]
                yield Mutant(where=where, changes={f"{where}.steps": steps}, places=(f"{where}.steps[{j}]",), note=flow.steps[j + 1].id)


@kind("OP212", "OP213", "MAP301")
def step_lost(ground: Ground) -> Iterator[Mutant]:
    """A step is gone whose answer a later one reads."""
    for i, flow in enumerate(ground.design.flows):
        for j, step in enumerate(flow.steps):
            if any(_reads(later, step.id) for later in flow.steps[j + 1 :]):
                where = f"$.flows[{i}]"
                yield Mutant(where=where, changes={f"{where}.steps[{j}]": DROPPED}, places=(f"{where}.steps",), note=step.id)


@kind("OP212", "OP213", "MAP301")
def step_renamed_in_part(ground: Ground) -> Iterator[Mutant]:
    """A step bears a new id, and who reads its answer still names the old one."""
    for i, flow in enumerate(ground.design.flows):
        for j, step in enumerate(flow.steps):
            if any(_reads(later, step.id) for later in flow.steps[j + 1 :]):
                where = f"$.flows[{i}].steps[{j}]"
                yield Mutant(
                    where=where, changes={f"{where}.id": step.id + "_new"}, places=(f"$.flows[{i}]", f"$.flows[{i}].steps"), note=step.id
                )


@kind("OP233", "MAP301", "OP212")
def for_each_of_a_missing_list(ground: Ground) -> Iterator[Mutant]:
    """A step runs once per item of a list that is not there.

    Left out: lists that no document knows.
    """
    for where, i, j, step, _ in ground.steps():
        if step.for_each and ground.source(i, j, step.for_each) is not None:
            origin, path = source_parts(step.for_each)
            wrong = f"{origin}:{misspelt_path(path)}"
            if ground.source(i, j, wrong) is None:
                yield Mutant(where=where, changes={f"{where}.for_each": wrong}, note=wrong)


@kind("OP233", "TYPE401")
def for_each_of_one_value(ground: Ground) -> Iterator[Mutant]:
    """A step runs once per item of what is no list."""
    for where, i, _, step, called in ground.steps():
        if step.role == "write" and called:
            found = next((one for one in ground.readable(i, "trigger") if one.types in {("string",), ("integer",)} and one.is_leaf), None)
            if found:
                yield Mutant(where=where, changes={f"{where}.for_each": f"trigger:{found.path}"}, note=found.path)


@kind("MAP302", "TRG508", "TYPE401")
def envelope_misspelt(ground: Ground) -> Iterator[Mutant]:
    """The list of a body that holds the records is misspelt.

    Left out: where the misspelt name is a field as well, and open bodies.
    """
    for where, i, j, step, called in ground.steps():
        if step.items and called and called.body:
            wrong = misspelt(step.items.removesuffix("[]")) + "[]"
            if ground.catalog.field(called.body, wrong, access="write") is None:
                yield Mutant(where=where, changes={f"{where}.items": wrong}, note=f"{i}.{j} {wrong}")


@kind("MAP302", "MAP305", "TYPE401")
def envelope_lost(ground: Ground) -> Iterator[Mutant]:
    """One record is sent where the call takes a list of them."""
    for where, _, _, step, called in ground.steps():
        if step.items and called and called.body:
            yield Mutant(where=where, changes={f"{where}.items": DROPPED})


@kind("SAFE706")
def echo_unmarked(ground: Ground) -> Iterator[Mutant]:
    """Nothing tells our own changes from a person's in a two-way sync, no marker, no condition: each side answers the other for ever."""
    if _is_two_way(ground.design.flows):
        for at, link in enumerate(ground.design.links):
            if link.origin_marker:
                where = f"$.links[{at}]"
                changes: dict[str, object] = {f"{where}.origin_marker": DROPPED}
                changes |= {f"$.flows[{i}].trigger.condition": DROPPED for i in range(len(ground.design.flows))}
                yield Mutant(where=where, changes=changes, places=("$.flows[0]", "$.flows[1]", "$.links"))


@kind("SAFE706", "OP215", "SAFE702")
def link_lost(ground: Ground) -> Iterator[Mutant]:
    """A two-way sync does not know which record belongs to which."""
    if _is_two_way(ground.design.flows) and ground.design.links:
        yield Mutant(where="$.flows", changes={"$.links": []}, places=("$.links", "$", "$.flows[0]", "$.flows[1]"))


@kind("SAFE706")
def ring_of_flows(ground: Ground) -> Iterator[Mutant]:
    """A flow writes back what started it, so that each run starts the next.

    Left out: triggers and calls that are of no common record as far as their names tell.
    """
    for i, flow in enumerate(ground.design.flows):
        first = flow.trigger.system
        writes = [step for step in flow.steps if step.role == "write" and step.action == "call" and step.system and step.system != first]
        if flow.trigger.kind != "webhook" or _is_two_way(ground.design.flows):
            continue
        for step in writes:
            event, operation = _back(ground, step, flow.trigger)
            if event and operation:
                trigger = {
                    "kind": "webhook",
                    "system": step.system,
                    "event": event,
                    "payload": "full",
                    "registration": {"kind": "ui", "steps": ["Tick it."]},
                }
                writing = {"id": "write_back", "system": first, "operation": operation, "semantics": "upsert"}
                where = f"$.flows[{len(ground.design.flows)}]"
                back = {"id": "back_again", "trigger": trigger, "steps": [writing]}
                yield Mutant(where=where, changes={where: back}, places=(f"$.flows[{i}]", "$.links", "$.flows"))
                return


@kind("SAFE711", "SAFE712")
def field_of_two_owners(ground: Ground) -> Iterator[Mutant]:
    """Both directions of a two-way sync own the same field: each undoes the other's change."""
    if _is_two_way(ground.design.flows):
        for i, flow in enumerate(ground.design.flows[:2]):
            for j, step in enumerate(flow.steps):
                for k, mapping in enumerate(step.mappings):
                    if mapping.owner:
                        others = [one.id for one in ground.design.systems if one.id != mapping.owner]
                        where = f"$.flows[{i}].steps[{j}].mappings[{k}]"
                        yield Mutant(
                            where=where, changes={f"{where}.owner": others[0]}, places=("$.flows[0]", "$.flows[1]"), note=mapping.target
                        )


@kind("SAFE712", "OP211")
def owner_misspelt(ground: Ground) -> Iterator[Mutant]:
    """A field is owned by a system that the design does not list."""
    for spot in ground.spots:
        if spot.mapping.owner:
            yield Mutant(where=spot.where, changes={f"{spot.where}.owner": misspelt(spot.mapping.owner) + "x"})


@kind("OP242")
def link_key_misspelt(ground: Ground) -> Iterator[Mutant]:
    """A pair of ids is kept by a field that is not there.

    Left out: keys of records that no document describes.
    """
    for at, link in enumerate(ground.design.links):
        for number, key in enumerate(link.keys):
            origin, path = source_parts(key)
            flows = [i for i, flow in enumerate(ground.design.flows) if origin == "trigger" or origin in {one.id for one in flow.steps}]
            wrong = f"{origin}:{misspelt_path(path)}"
            if flows and any(ground.source(i, 0, key) for i in flows) and not any(ground.source(i, 0, wrong) for i in flows):
                where = f"$.links[{at}]"
                yield Mutant(where=where, changes={f"{where}.keys[{number}]": wrong}, note=wrong)


@kind("OP242")
def link_key_of_no_step(ground: Ground) -> Iterator[Mutant]:
    """A pair of ids is kept by the answer of a step that is not there."""
    for at, link in enumerate(ground.design.links):
        for number, key in enumerate(link.keys):
            origin, path = source_parts(key)
            if origin != "trigger":
                where = f"$.links[{at}]"
                yield Mutant(where=where, changes={f"{where}.keys[{number}]": f"{misspelt(origin)}x:{path}"}, note=key)


@kind("OP220")
def ordering_key_misspelt(ground: Ground) -> Iterator[Mutant]:
    """Deliveries are put in order by a field that is not there.

    Left out: records that no document describes.
    """
    for i, flow in enumerate(ground.design.flows):
        if flow.ordering_key and ground.source(i, 0, flow.ordering_key) is not None:
            origin, path = source_parts(flow.ordering_key)
            wrong = f"{origin}:{misspelt_path(path)}"
            if ground.source(i, 0, wrong) is None:
                where = f"$.flows[{i}]"
                yield Mutant(where=where, changes={f"{where}.ordering_key": wrong}, places=(f"{where}.ordering_key",), note=wrong)


def _reads(step: Step, identifier: str) -> bool:
    sources = [source for mapping in step.mappings for source in mapping.sources]
    sources += [one.source for group in step.condition.any for one in group.all]
    return any(source.startswith(f"{identifier}:") for source in [*sources, step.for_each])


def _is_two_way(flows: tuple[Flow, ...]) -> bool:
    pairs = {(flow.trigger.system, step.system) for flow in flows for step in flow.steps if step.role == "write" and step.system}
    return any((target, source) in pairs for source, target in pairs if source != target)


def _back(ground: Ground, written: Step, trigger: Trigger) -> tuple[str, str]:
    """Return an event of the written record, and a call that writes the record which the trigger tells of."""
    one, other = (ground.design.system(name) for name in (written.system, trigger.system))
    telling = ground.catalog.system(one.name) if one else None
    taking = ground.catalog.system(other.name) if other else None
    told, made = _words(trigger.event), _words(written.operation)
    events = [event.name for event in telling.events if event.origin != "brief" and _words(event.name) & made] if telling else []
    calls = [
        call.key
        for call in (taking.operations if taking else ())
        if call.in_spec and call.method in {"POST", "PATCH", "PUT"} and call.bodies and _words(_last(call.path)) & told
    ]
    return next(iter(events), ""), next(iter(calls), "")


def _last(path: str) -> str:
    return next((part for part in reversed(path.split("/")) if part and "{" not in part), "")


def _words(text: str) -> set[str]:
    return {word.lower().removesuffix("s") for word in re.findall(r"[A-Za-z]+", text)} - {
        "",
        "get",
        "post",
        "put",
        "patch",
        "created",
        "updated",
        "v",
    }
