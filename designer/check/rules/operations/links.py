"""Links: two systems with a key each, kept where they can be kept, written before they are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.check.evidence.near import did_you_mean
from designer.check.lookup.sources import ORIGINS
from designer.check.lookup.targets import write
from designer.check.rule import Fault, rule
from designer.model.design import source_parts
from designer.model.transform import Lookup
from designer.names.path import join

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.check.lookup.view import Spot, StepView, View
    from designer.model.design import Link


@rule("OP241")
def link_joins_two_systems(view: View) -> Iterator[Fault]:
    """Let a link join two systems, with the path of the record's id in each."""
    for number, link in enumerate(view.design.links):
        where = f"$.links[{number}]"
        if len(set(link.systems)) != 2 or len(link.systems) != 2:
            message = f"A link joins two systems, and this one names {len(set(link.systems))}. Name the two whose records belong together."
            yield Fault(where=f"{where}.systems", message=message)
        if len(link.keys) != 2:
            message = f"A link needs two keys, and this one has {len(link.keys)}. Name the record's id in each system, in their order."
            yield Fault(where=f"{where}.keys", message=message)
        elif set(_answering(view, link)) == set(link.systems) and _answering(view, link) != list(link.systems):
            message = "The keys stand in the other order than the systems, so each id would count as the other system's. Swap the keys."
            yield Fault(where=f"{where}.keys", message=message, severity="warning")


@rule("OP242")
def link_keys_exist(view: View) -> Iterator[Fault]:
    """Take the keys of a link from what a flow delivers or a step answers."""
    for number, link in enumerate(view.design.links):
        for index, key in enumerate(link.keys):
            where, origin = f"$.links[{number}].keys[{index}]", source_parts(key)[0]
            spots = _key_spots(view, link, key)
            steps = [step.id for flow in view.design.flows for step in flow.steps]
            if origin == "item" and not _looping(view, link):
                message = f"`{key}` is one item of a step with `for_each`, and no step of the other key has one."
                yield Fault(where=where, message=f"{message} Write where the list comes from, such as `trigger:lines[].id`.")
            elif origin not in ORIGINS and origin not in steps:
                near = did_you_mean(origin, ["trigger", *steps])
                yield Fault(where=where, message=f'`{key}` reads from "{origin}", which is no step of a flow.{near}')
            elif spots and all(spot.state == "missing" for spot in spots):
                message = f'{spots[0].owner} has no "{spots[0].path}".{did_you_mean(spots[0].path, spots[0].known())}'
                yield Fault(where=where, message=message, spec=spots[0].place)


@rule("OP243")
def link_is_kept_somewhere(view: View) -> Iterator[Fault]:
    """Name the field that holds the other system's id where a system keeps the pair; it exists and can be written."""
    for number, link in enumerate(view.design.links):
        where = f"$.links[{number}].field"
        if link.stored == "connector" or len(link.systems) != 2:
            continue
        if not link.field:
            yield Fault(where=where, message=f"The pair is stored in a field (`{link.stored}`), and no field is named. Name it.")
            continue
        keeper = link.systems[0 if link.stored == "source_field" else 1]
        spots = [(step, _field_of(view, step, link)) for step in view.steps if step.step.system == keeper and step.step.role == "write"]
        known = [(step, spot) for step, spot in spots if spot.state == "known" and not spot.field.read_only]
        if spots and all(spot.state == "missing" or spot.field.read_only for _, spot in spots):
            spot = spots[0][1]
            fact = f'{spot.owner} only returns "{link.field}"' if spot.field.read_only else f'{spot.owner} takes no "{link.field}"'
            yield Fault(
                where=where, message=f"{fact}, so the pair cannot be kept there.{did_you_mean(link.field, spot.known())}", spec=spot.place
            )
        elif not any(_fills(step, link) for step, _ in known or spots):
            message = f'No step fills "{link.field}" in {_name(view, keeper)}, so the pair is never kept. Map the other system\'s id to it.'
            yield Fault(where=where, message=message, severity="warning")


@rule("OP244", severity="warning")
def link_is_written_before_it_is_read(view: View) -> Iterator[Fault]:
    """Keep a pair of ids before looking one up by the other: a step that creates the record answers with its id.

    A pair that only a step completes which itself looks the pair up is never kept at all.
    """
    for number, link in enumerate(view.design.links):
        if link.stored != "connector" or len(link.keys) != 2 or not _readers(view, link):
            continue
        writers = [step for step in view.steps if step.step.id in {source_parts(key)[0] for key in link.keys}]
        writers += [step for step in view.steps if step.step.idempotency.kind == "link" and step.step.idempotency.link == link.id]
        if not writers:
            message = (
                "The pair is looked up, and no step's answer completes it. Let the second key read the answer of the step that creates."
            )
            yield Fault(where=f"$.links[{number}].keys", message=message)
        elif all(_reads_link(step, link) for step in writers):
            message = f'Only "{writers[0].step.id}" completes the pair, and it looks the pair up itself, so no pair is ever known.'
            yield Fault(
                where=f"$.links[{number}].keys", message=f"{message} Add the step that creates the record, or look it up by a field."
            )


@rule("OP245", severity="info")
def link_is_used(view: View) -> Iterator[Fault]:
    """Keep a link only where a step completes its pair, or looks it up."""
    for number, link in enumerate(view.design.links):
        guards = [step for step in view.steps if step.step.idempotency.kind == "link" and step.step.idempotency.link == link.id]
        is_kept = link.stored != "connector"
        if len(link.keys) != 2 or any(source_parts(key)[0] not in ORIGINS for key in link.keys):
            continue
        if not (guards or is_kept or _readers(view, link) or link.origin_marker):
            message = (
                "No step completes this pair, and none looks it up. Let a key read the answer of the step that writes, or take it out."
            )
            yield Fault(where=f"$.links[{number}]", message=message)


def _answering(view: View, link: Link) -> list[str]:
    """Return whose id each key is, as far as the steps tell that answer with it: the key of a trigger is of the system that is left."""
    found = [
        next((step.system for flow in view.design.flows for step in flow.steps if step.id == source_parts(key)[0]), "") for key in link.keys
    ]
    rest = [system for system in link.systems if system not in found]
    return [system or (rest[0] if len(rest) == 1 else "") for system in found]


def _key_spots(view: View, link: Link, key: str) -> list[Spot]:
    """Return what a key leads to in each flow that it can belong to; a flow of another system is not meant.

    `item:` is an item of the step that answers with the other key.
    """
    origin, path = source_parts(key)
    if origin == "item":
        return [view.read(join(f"{step.step.for_each.removesuffix('[]')}[]", path), step.flow, step.step) for step in _looping(view, link)]
    spots = []
    for flow in view.design.flows:
        if origin in ORIGINS and flow.trigger.system in link.systems:
            spots.append(view.read(key, flow, None))
        elif any(step.id == origin for step in flow.steps):
            spots.append(view.read(f"{origin}:{path}", flow, None))
    return spots


def _looping(view: View, link: Link) -> list[StepView]:
    """Return the steps of a link's keys that run for each item of a list."""
    named = {source_parts(key)[0] for key in link.keys}
    return [step for step in view.steps if step.step.for_each and step.step.id in named]


def _field_of(view: View, step: StepView, link: Link) -> Spot:
    path = link.field if link.field.startswith("body.") else f"body.{link.field}"
    return write(view, path, step.step, step.operation, step.body)


def _fills(step: StepView, link: Link) -> bool:
    path = link.field.removeprefix("body.")
    return any(mapping.mapping.target.removeprefix("body.") == path for mapping in step.mappings)


def _reads_link(step: StepView, link: Link) -> bool:
    transforms = [mapping.mapping.transform for mapping in step.mappings]
    return any(isinstance(one, Lookup) and one.using == f"link:{link.id}" for one in transforms)


def _readers(view: View, link: Link) -> list[StepView]:
    return [step for step in view.steps if _reads_link(step, link)]


def _name(view: View, identifier: str) -> str:
    system = view.design.system(identifier)
    return system.name if system else identifier
