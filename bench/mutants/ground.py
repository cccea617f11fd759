"""A good design with its documents, and what stands at both ends of each of its mappings."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from designer.check.run import check
from designer.model.codec import encode
from designer.model.design import source_parts, target_parts
from designer.names.path import PathError, join, leaf, normal, parse_path

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from designer.model.design import Design, Mapping, Step
    from designer.model.finding import Report
    from designer.model.spec import Catalog, Content, Event, Field, Operation


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """One mapping of a step, or of a poller's list, with what the documents say of its ends."""

    where: str
    flow: int
    step: int
    """Its number in the flow; -1 for a poller's list."""
    mapping: Mapping
    operation: Operation | None
    content: Content | None
    """What the call takes as its body."""
    target: Field | None
    sources: tuple[Field | None, ...]

    @property
    def holder(self) -> str:
        """Return the place of the step or trigger."""
        return self.where.rpartition(".mappings")[0]

    @property
    def path(self) -> str:
        """Return the target's path within its location."""
        return target_parts(self.mapping.target)[1]

    @property
    def in_json(self) -> bool:
        """Tell whether it fills a body that keeps JSON's types: in a form, a number and its text are the same."""
        return self.mapping.target.startswith("body.") and self.content is not None and "json" in self.content.media_type

    @property
    def transform(self) -> str:
        """Return the transform's name."""
        return self.mapping.transform.name


class Ground:
    """A good design: its plain form, its report, and look-ups that kinds of fault need."""

    def __init__(self, name: str, design: Design, catalog: Catalog, *, origin: str, base: Path) -> None:
        """Take a design with its documents; *base* is the folder that their paths are relative to."""
        self.name, self.design, self.catalog, self.origin, self.base = name, design, catalog, origin, base

    @cached_property
    def plain(self) -> dict[str, Any]:
        """Return the design as it stands in its file."""
        return encode(self.design)

    @cached_property
    def report(self) -> Report:
        """Return what the check says of the untouched design."""
        return check(self.design, self.catalog)

    @cached_property
    def spots(self) -> tuple[Spot, ...]:
        """Return every mapping of the flows, in order."""
        return tuple(self._spots())

    def at(self, where: str) -> Any:
        """Return what stands at a place of the plain design; `None` where nothing does."""
        from mutants.changing import parts  # noqa: PLC0415 - which imports the nouns

        value: Any = self.plain
        for part in parts(where):
            if isinstance(part, int):
                value = value[part] if isinstance(value, list) and part < len(value) else None
            else:
                value = value.get(part) if isinstance(value, dict) else None
        return value

    def steps(self) -> Iterator[tuple[str, int, int, Step, Operation | None]]:
        """Yield each step with its place, its flow's number and its own, and its operation."""
        for i, flow in enumerate(self.design.flows):
            for j, step in enumerate(flow.steps):
                yield f"$.flows[{i}].steps[{j}]", i, j, step, self.called(step)

    def called(self, step: Step) -> Operation | None:
        """Return the operation of a step that calls."""
        return self.operation(step.system, step.operation) if step.action == "call" else None

    def operation(self, system: str, key: str) -> Operation | None:
        """Return an operation of a system of the design."""
        found = self.design.system(system)
        return self.catalog.operation(found.name, key) if found and key else None

    def event(self, flow: int) -> Event | None:
        """Return the event that starts a flow."""
        trigger = self.design.flows[flow].trigger
        system = self.design.system(trigger.system)
        return self.catalog.event(system.name, trigger.event) if system and trigger.event else None

    def is_delivery_known(self, flow: int) -> bool:
        """Tell whether a document says what is delivered; of an event known by its envelope alone nobody can say what is missing."""
        event = self.event(flow)
        return event is None or event.content is not None

    def listed(self, flow: int) -> Content | None:
        """Return what a poller's list answers."""
        trigger = self.design.flows[flow].trigger
        operation = self.operation(trigger.system, trigger.operation) if trigger.operation else None
        return operation.success if operation else None

    def source(self, flow: int, step: int, source: str) -> Field | None:
        """Return the field that a source reads, as far as the documents know it."""
        origin, path = source_parts(source)
        if origin == "trigger" and not self.is_delivery_known(flow):
            return None
        try:
            if origin == "item":
                each = self.design.flows[flow].steps[step].for_each
                return self.source(flow, step, join(each.removesuffix("[]") + "[]", path)) if each else None
            if origin == "trigger":
                return self._of_trigger(flow, path)
            earlier = next((one for one in self.design.flows[flow].steps if one.id == origin), None)
            called = self.called(earlier) if earlier else None
            return self.catalog.field(called.success, path, access="read") if called and called.success else None
        except PathError:
            return None

    def readable(self, flow: int, origin: str) -> tuple[Field, ...]:
        """Return the values that can be read from the trigger or a step, plainly: none in lists, alternatives or on request."""
        fields = self.told(flow, origin)
        return tuple(one for one in fields if one.path and "[" not in one.path and not (one.branch or one.only_on_request))

    def told(self, flow: int, origin: str) -> tuple[Field, ...]:
        """Return all that the trigger delivers or a step answers, as far as a document says."""
        if origin == "trigger":
            if not self.is_delivery_known(flow):
                return ()
            event = self.event(flow)
            return self.catalog.event_fields(event) if event else self._records(flow)
        earlier = next((one for one in self.design.flows[flow].steps if one.id == origin), None)
        called = self.called(earlier) if earlier else None
        return self.catalog.fields(called.success, access="read") if called and called.success else ()

    def taken(self, spot: Spot) -> tuple[Field, ...]:
        """Return all that the body of a spot's call takes."""
        return self.catalog.fields(spot.content, access="write") if spot.content else ()

    def body_field(self, spot: Spot, path: str) -> Field | None:
        """Return a field of the body of a spot's call, paths as its mappings write them."""
        items = self.design.flows[spot.flow].steps[spot.step].items if spot.step >= 0 else ""
        return self._field(spot.content, join(items, path))

    def _field(self, content: Content | None, path: str) -> Field | None:
        try:
            return self.catalog.field(content, path, access="write") if content else None
        except PathError:
            return None

    def _of_trigger(self, flow: int, path: str) -> Field | None:
        event, listed = self.event(flow), self.listed(flow)
        if event:
            return self.catalog.event_field(event, path)
        items = self.design.flows[flow].trigger.items
        return self.catalog.field(listed, join(items, path), access="read") if listed else None

    def _records(self, flow: int) -> tuple[Field, ...]:
        from dataclasses import replace  # noqa: PLC0415 - beside its only use

        listed, items = self.listed(flow), normal(self.design.flows[flow].trigger.items)
        fields = self.catalog.fields(listed, access="read") if listed else ()
        if not items:
            return fields
        inside = f"{items}."
        return tuple(replace(one, path=one.path.removeprefix(inside)) for one in fields if one.path.startswith(inside))

    def _spots(self) -> Iterator[Spot]:
        for i, flow in enumerate(self.design.flows):
            listing = self.operation(flow.trigger.system, flow.trigger.operation) if flow.trigger.operation else None
            for k, mapping in enumerate(flow.trigger.mappings):
                yield self._spot(f"$.flows[{i}].trigger.mappings[{k}]", i, -1, mapping, listing, listing.body if listing else None, "")
            for j, step in enumerate(flow.steps):
                called = self.called(step)
                content = body_of(called, step.media_type)
                for k, mapping in enumerate(step.mappings):
                    yield self._spot(f"$.flows[{i}].steps[{j}].mappings[{k}]", i, j, mapping, called, content, step.items)

    def _spot(
        self, where: str, flow: int, step: int, mapping: Mapping, called: Operation | None, content: Content | None, items: str
    ) -> Spot:
        location, path = target_parts(mapping.target)
        target = None
        if location == "body":
            target = self._field(content, join(items, path))
        elif called:
            target = next((one.field for one in called.parameters if (one.location, one.name) == (location, path)), None)
        sources = tuple(self.source(flow, step, one) for one in mapping.sources)
        return Spot(where=where, flow=flow, step=step, mapping=mapping, operation=called, content=content, target=target, sources=sources)


def body_of(operation: Operation | None, media_type: str) -> Content | None:
    """Return the body that a step sends."""
    if operation is None:
        return None
    return next((one for one in operation.bodies if one.media_type == media_type), operation.body)


def misspelt(name: str) -> str:
    """Return a name with two letters exchanged, or one doubled where all are alike: what a tired person types."""
    for at in range(len(name) // 2, len(name) - 1):
        if name[at] != name[at + 1] and name[at : at + 2].isalnum():
            return name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    return name + name[-1:]


def misspelt_path(path: str) -> str:
    """Return a path whose last name is misspelt."""
    segments = parse_path(path)
    name = leaf(path)
    at = next((i for i in range(len(segments) - 1, -1, -1) if segments[i].kind == "key"), None)
    if at is None or not name:
        return path
    from dataclasses import replace  # noqa: PLC0415 - beside its only use

    from designer.names.path import format_path  # noqa: PLC0415 - the same

    return format_path((*segments[:at], replace(segments[at], key=misspelt(name)), *segments[at + 1 :]))


def respelt(name: str) -> str:
    """Return a name in the other habit of writing names: `first_name` as `firstName`, and the other way round."""
    if "_" in name.strip("_"):
        first, *rest = name.split("_")
        return first + "".join(part[:1].upper() + part[1:] for part in rest)
    return "".join(f"_{letter.lower()}" if letter.isupper() and at else letter for at, letter in enumerate(name)).replace("-", "_")
