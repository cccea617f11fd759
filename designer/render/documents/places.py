"""Where a mapping reads and writes: in words for a person, and as the field that the documents describe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.model.design import source_parts, target_parts
from designer.names.path import join
from designer.render.documents.words import code, prose

if TYPE_CHECKING:
    from designer.model.design import Design, Flow, Step
    from designer.model.spec import Catalog, Content, Field

RUN_VALUES = {"time": "the time of the run", "event_id": "the id of the delivery"}


def system_name(design: Design, identifier: str) -> str:
    """Return a system's name, harmless in Markdown; an id that the design does not know stays as it is."""
    system = design.system(identifier)
    return prose(system.name if system else identifier) or "no system"


def source_words(source: str, *, design: Design, flow: Flow, step: Step) -> str:
    """Return where a value is read, as a person says it: `` Stripe `email` ``, ``Shop `data[0].id` (from `find_client`)``."""
    origin, path = source_parts(source)
    if origin == "trigger":
        return f"{system_name(design, flow.trigger.system)} {code(path)}"
    if origin == "trigger.headers":
        return f"header {code(path)} of the delivery"
    if origin == "item":
        return f"{code(path or 'the item')} of each of {code(source_parts(step.for_each)[1] or step.for_each)}"
    if origin == "setting":
        setting = design.setting(path)
        return f"setting {code(path)}" + (f" ({prose(setting.title)})" if setting and setting.title else "")
    if origin == "run":
        return RUN_VALUES.get(path, code(source))
    if origin == "table":
        return f"table {code(path)}"
    earlier = next((other for other in flow.steps if other.id == origin), None)
    name = system_name(design, earlier.system) if earlier and earlier.system else "answer"
    return f"{name} {code(path) if path else 'answer'} (from {code(origin)})"


def source_field(source: str, *, design: Design, catalog: Catalog, flow: Flow, step: Step) -> Field | None:
    """Return the field that a source reads, as far as a document describes it."""
    origin, path = source_parts(source)
    if origin == "trigger":
        return _trigger_field(path, design=design, catalog=catalog, flow=flow)
    if origin == "item" and step.for_each:
        each = step.for_each if step.for_each.endswith("]") else f"{step.for_each}[]"
        return source_field(join(each, path), design=design, catalog=catalog, flow=flow, step=step)
    earlier = next((other for other in flow.steps if other.id == origin), None)
    content = _success(design, catalog, earlier.system, earlier.operation) if earlier else None
    return catalog.field(content, path, access="read") if content else None


def _trigger_field(path: str, *, design: Design, catalog: Catalog, flow: Flow) -> Field | None:
    trigger = flow.trigger
    system = design.system(trigger.system)
    event = catalog.event(system.name, trigger.event) if system and trigger.event else None
    if event is not None:
        return catalog.event_field(event, path)
    content = _success(design, catalog, trigger.system, trigger.operation)
    return catalog.field(content, join(trigger.items, path), access="read") if content else None


def _success(design: Design, catalog: Catalog, identifier: str, key: str) -> Content | None:
    system = design.system(identifier)
    operation = catalog.operation(system.name, key) if system and key else None
    return operation.success if operation else None


def body_content(step: Step, *, design: Design, catalog: Catalog) -> Content | None:
    """Return the body that a step sends: that of its media type, else the operation's preferred one."""
    system = design.system(step.system)
    operation = catalog.operation(system.name, step.operation) if system and step.operation else None
    if operation is None:
        return None
    return next((body for body in operation.bodies if body.media_type == step.media_type), operation.body)


def target_field(target: str, *, design: Design, catalog: Catalog, step: Step) -> Field | None:
    """Return the field that a mapping fills, as far as a document describes it."""
    location, path = target_parts(target)
    if location == "body":
        content = body_content(step, design=design, catalog=catalog)
        return catalog.field(content, join(step.items, path), access="write") if content else None
    system = design.system(step.system)
    operation = catalog.operation(system.name, step.operation) if system and step.operation else None
    found = next((known for known in operation.parameters if known.target == target), None) if operation else None
    return found.field if found else None


def target_words(target: str) -> str:
    """Return where a value goes: the body's path alone, other places with what they are."""
    location, path = target_parts(target)
    return code(path) if location == "body" and path else f"{code(path)} ({location})"
