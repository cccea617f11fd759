"""Owners: each field is written from one side, or it is decided whose value counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from designer.check.evidence.near import did_you_mean
from designer.check.evidence.passing import plain_source
from designer.check.rule import Fault, rule
from designer.check.rules.safety.changes import collection, kind_of, writes
from designer.model.design import source_parts
from designer.names.path import PathError, normal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.check.lookup.view import MappingView, StepView, View
    from designer.model.design import Flow

    Writer = tuple[StepView, MappingView]

GENTLE = frozenset({"create_only", "if_empty"})
TWO = 2
OUTSIDE = frozenset({"setting", "table", "run", "trigger.headers"})


@rule("SAFE711", severity="warning")
def field_has_one_owner(view: View) -> Iterator[Fault]:
    """Let one flow own a field of a record, or say whose value counts: `owner`, or `write: create_only` or `if_empty`."""
    seen: dict[tuple[str, str, str], list[Writer]] = {}
    for flow in view.design.flows:
        for step in writes(view, flow):
            for mapping in step.mappings:
                one = mapping.mapping
                if one.target.startswith("body.") and one.write not in GENTLE and not one.owner and _origin(flow, one.sources):
                    path = _plain(mapping.target.path or one.target)
                    seen.setdefault((step.step.system, collection(step.step), path), []).append((step, mapping))
    for (system, _, path), writers in seen.items():
        pair = _rivals(writers)
        if pair is not None:
            (first, _), (second, mapping) = pair
            message = f'"{path}" of {_name(view, system)} is written by "{first.flow.id}" and "{second.flow.id}", from different sources.'
            yield Fault(where=mapping.where, message=f"{message} Say which counts: set `owner`, or `write: if_empty` on the other.")


@rule("SAFE712")
def owner_is_a_side(view: View) -> Iterator[Fault]:
    """Name as a field's owner one of the two systems; what the target's side owns is not overwritten from here."""
    known = [system.id for system in view.design.systems]
    for step, mapping in view.mappings:
        owner, where = mapping.mapping.owner, f"{mapping.where}.owner"
        if not owner:
            continue
        sides = {step.flow.trigger.system, step.step.system, *_systems(step, mapping.mapping.sources)}
        if owner not in known:
            yield Fault(where=where, message=f'The design has no system "{owner}" that could own this field.{did_you_mean(owner, known)}')
        elif owner not in sides:
            message = f"{_name(view, owner)} has no part in this mapping, so it cannot own the field. Name one of its two sides."
            yield Fault(where=where, message=message, severity="warning")
        elif owner == step.step.system and owner != step.flow.trigger.system and mapping.mapping.write not in GENTLE:
            message = f"{_name(view, owner)} owns this field, and each change overwrites it from the other side. Use `write: if_empty`."
            yield Fault(where=where, message=message, severity="warning")


@rule("SAFE713", severity="warning")
def conflicts_are_decided(view: View) -> Iterator[Fault]:
    """Decide whose value counts where both sides of a two-way sync changed a record: a link's `conflict`, or an owner of each field."""
    for i, flow in enumerate(view.design.flows):
        for back in view.design.flows[:i]:
            pair = {flow.trigger.system, back.trigger.system}
            mirrored = _mirrored(view, back, flow) if len(pair) > 1 else []
            if not mirrored:
                continue
            links = [(number, link) for number, link in enumerate(view.design.links) if set(link.systems) == pair]
            if not links:
                message = f'"{back.id}" and this flow write {_fields(mirrored)} in both directions, and nothing says which side counts.'
                yield Fault(where=f"$.flows[{i}]", message=f"{message} Join the two systems by a link with a `conflict` rule.")
            for number, link in links:
                if link.conflict == "ask":
                    message = f"Both directions write {_fields(mirrored)}, and each conflict waits for a person. Decide who wins."
                    yield Fault(where=f"$.links[{number}].conflict", message=message, severity="open")


def _origin(flow: Flow, sources: tuple[str, ...]) -> tuple[str, ...]:
    """Return what a value is read from, system and path for each source; nothing for values that are none of a record's."""
    found = []
    for source in sources:
        origin, path = source_parts(source)
        if origin not in OUTSIDE:
            step = next((one for one in flow.steps if one.id == origin), None)
            record = _record_path(flow, path) if step is None else path
            found.append(f"{step.system if step else flow.trigger.system}:{record}")
    return tuple(found)


def _record_path(flow: Flow, path: str) -> str:
    """Return a path of a delivery as it reads from the record: beside its id."""
    above = flow.trigger.record_id.rpartition(".")[0]
    return path.removeprefix(f"{above}.") if above else path


class _Way(NamedTuple):
    """How a mapping comes by the value that it writes: two of the same way never give one field different values."""

    is_create: bool
    system: str
    names: tuple[str, ...]
    origin: tuple[str, ...]

    def differs(self, other: _Way) -> bool:
        """Tell whether the values are read from different places, by their names alone where one system delivers both."""
        return self.names != other.names if self.system == other.system else self.origin != other.origin


def _rivals(writers: list[Writer]) -> tuple[Writer, Writer] | None:
    """Return the first two mappings of different flows that give one field of one record different values; two creates make two records.

    Of each way the first two flows are enough: what competes with the way of a third competes with one of them.
    """
    ways = [_way(step, mapping) for step, mapping in writers]
    flows: dict[_Way, list[int]] = {}
    every: dict[int, list[int]] = {}
    changing: dict[int, list[int]] = {}
    for at, (step, _) in enumerate(writers):
        known, flow = flows.setdefault(ways[at], []), id(step.flow)
        if len(known) < TWO and flow not in known:
            known.append(flow)
            every.setdefault(flow, []).append(at)
            if not ways[at].is_create:
                changing.setdefault(flow, []).append(at)
    for one in sorted(at for kept in every.values() for at in kept):
        others = (changing if ways[one].is_create else every).items()
        firsts = [next((at for at in kept if ways[one].differs(ways[at])), -1) for flow, kept in others if flow != id(writers[one][0].flow)]
        found = min((at for at in firsts if at >= 0), default=-1)
        if found >= 0:
            return writers[one], writers[found]
    return None


def _way(step: StepView, mapping: MappingView) -> _Way:
    sources = mapping.mapping.sources
    names = tuple(_last(plain_source(one)) for one in sources)
    return _Way(kind_of(step.step) == "create", step.flow.trigger.system, names, _origin(step.flow, sources))


def _systems(step: StepView, sources: tuple[str, ...]) -> set[str]:
    origins = {source_parts(source)[0] for source in sources}
    return {one.system for one in step.flow.steps if one.id in origins}


def _mirrored(view: View, flow: Flow, back: Flow) -> list[str]:
    """Return the target paths of one flow that the other one reads, and the other way round: fields that both sides write."""
    there, here = _pairs(view, flow, to=back.trigger.system), _pairs(view, back, to=flow.trigger.system)
    return [target for target, source in there if (source, target) in here]


def _pairs(view: View, flow: Flow, *, to: str) -> list[tuple[str, str]]:
    """Return the last names of target and source for each plain mapping into a system, without those that have an owner."""
    return [
        (_last(mapping.mapping.target), _last(mapping.mapping.sources[0]))
        for step in writes(view, flow)
        for mapping in step.mappings
        if step.step.system == to and len(mapping.mapping.sources) == 1 and mapping.mapping.target.startswith("body.")
        and not mapping.mapping.owner and mapping.mapping.write not in GENTLE
    ]  # fmt: skip


def _fields(paths: list[str]) -> str:
    return "one field" if len(paths) == 1 else f"{len(paths)} fields"


def _last(path: str) -> str:
    return _plain(path.partition(":")[2] or path).rpartition(".")[2]


def _plain(path: str) -> str:
    """Return a path as a schema knows it, or as it is written where it cannot be read, which is told elsewhere."""
    try:
        return normal(path)
    except PathError:
        return path


def _name(view: View, identifier: str) -> str:
    system = view.design.system(identifier)
    return system.name if system else identifier
