"""What a source path reads: the delivery, an earlier answer, a setting, a table, or the run itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from designer.check.evidence.near import SURE, nearest
from designer.check.lookup.presence import is_own_id
from designer.check.lookup.view import Spot, spot_at
from designer.model.design import source_parts
from designer.model.spec import Field
from designer.names.path import PathError, join, leaf, lies_in, normal, parent, parse_path
from designer.names.text import words

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.check.lookup.view import State, View
    from designer.model.design import Flow, Setting, Step, Trigger
    from designer.model.spec import Content, Event

KEYS = frozenset({"id", "uuid", "guid", "gid", "sid", "key", "number", "token", "code"})
ORIGINS = ("trigger", "trigger.headers", "item", "setting", "table", "run")
RUN = {
    "time": Field(path="time", types=("string",), format="date-time", required=True),
    "event_id": Field(path="event_id", types=("string",), required=True),
}


def read(view: View, source: str, flow: Flow, step: Step | None) -> Spot:
    """Return what *source* leads to, seen from *step*."""
    origin, path = source_parts(source)
    try:
        parse_path(path)
        if origin in READERS:
            return READERS[origin](view, path, flow, step)
        return _answer(view, origin, path, flow, step)
    except PathError:  # of the source, or of the trigger's `items` that it is relative to
        return Spot(path=path, state="nowhere")


def _trigger(view: View, path: str, flow: Flow, step: Step | None) -> Spot:  # noqa: ARG001 - all readers are called alike
    trigger = flow.trigger
    spec = view.spec(trigger.system)
    if trigger.kind == "webhook":
        event = view.catalog.event(spec.name, trigger.event) if spec else None
        if event is None:
            return Spot(path=path, state="nowhere")
        return replace(_delivered(view, event, path, trigger), given=event.record_path or parent(trigger.record_id))
    operation = view.operation(trigger.system, trigger.operation)
    if operation is not None:
        owner = f"{operation.system}'s {operation.key}"
        spot = in_content(view, operation.success, path, owner=owner, is_told=operation.in_spec, items=trigger.items)
        if spot.state == "missing" and operation.success is not None and names_no_list(view, operation.success, trigger.items):
            return Spot(path=path, state="nowhere")
        return replace(spot, given=join(trigger.items, parent(trigger.record_id)))
    if trigger.operation:
        return Spot(path=path, state="nowhere")
    return Spot(path=path, state="unknown", why=f"no document describes what starts a {trigger.kind} flow")


def names_no_list(view: View, content: Content, items: str) -> bool:
    """Tell whether *items* surely names no list of an answer: what is read below it is then no fault of its own. Raises PathError."""
    path = normal(items).removesuffix("[]")
    found = view.catalog.field(content, path, access="read") if path else None
    if not path or (found is not None and (not found.types or "array" in found.types)):
        return False
    return bool(view.catalog.fields(content, access="read"))


def _delivered(view: View, event: Event, path: str, trigger: Trigger) -> Spot:
    owner = f"{event.system}'s {event.name}"
    whole = path if event.items == trigger.items else join(trigger.items, path)
    if not whole:
        return Spot(path=path, state="known", owner=owner, content=event.content)
    found = view.catalog.event_field(event, whole)
    if found is None and _is_fragment(view, event, whole):
        why = "the schema of this name in the document is not the whole record: it has not even an id"
        return Spot(path=path, state="unknown", field=Field(path=whole), owner=owner, why=why, content=event.content)
    return spot_at(
        path,
        found,
        owner=owner,
        content=event.content,
        told=lambda: view.catalog.event_fields(event) if event.content else (),
        untold="no document describes what is delivered",
        known=lambda fields: [field.path for field in fields],
    )


def _is_fragment(view: View, event: Event, path: str) -> bool:
    """Tell whether a path would lie in a record whose schema was found by its name alone and is a part of others, without an id.

    What is all but the name of a field there is that field, misspelt.
    """
    if event.origin != "vendor_data" or event.content is None or not event.record_path or not lies_in(path, event.record_path):
        return False
    fields = view.catalog.members(event.content, access="read")
    nouns = f"{event.content.name} {event.system}"
    return not any(_is_id(field, nouns) for field in fields) and not nearest(path, [field.path for field in fields], at_least=SURE)


def _is_id(field: Field, nouns: str) -> bool:
    """Tell whether a field is a record's own id: `id`, `uuid`, `charge_id` of a charge, `lago_id` of anything in Lago."""
    spoken = words(leaf(field.path))
    return is_own_id(field) or (spoken[-1] in KEYS and set(spoken[:-1]) <= set(words(nouns)))


def _headers(view: View, path: str, flow: Flow, step: Step | None) -> Spot:  # noqa: ARG001 - all readers are called alike
    field = Field(path=path, types=("string",))
    return Spot(path=path, state="known" if path else "missing", field=field, owner="the delivery's headers")


def _item(view: View, path: str, flow: Flow, step: Step | None) -> Spot:
    if step is None or not step.for_each or source_parts(step.for_each)[0] == "item":
        return Spot(path=path, state="missing", owner="the step", why="`item:` is only there in a step with `for_each`")
    looped = view.read(step.for_each, flow, step)
    if looped.state == "missing" or (looped.state == "known" and looped.field.types and not _is_list(step.for_each, looped)):
        return Spot(path=path, state="nowhere")
    each = step.for_each if step.for_each.endswith("[]") else f"{step.for_each}[]"
    return replace(view.read(join(each, path), flow, step), path=path)


def _is_list(source: str, spot: Spot) -> bool:
    return source.endswith("[]") or "array" in spot.field.types


def _setting(view: View, path: str, flow: Flow, step: Step | None) -> Spot:  # noqa: ARG001 - all readers are called alike
    setting = view.design.setting(path)
    if setting is None:
        return Spot(path=path, state="nowhere")
    return Spot(path=path, state="known", field=setting_field(setting), owner="the settings")


def setting_field(setting: Setting) -> Field:
    """Return the field that a setting is: of its type, holding its value where it is answered."""
    known = () if setting.value is None else (setting.value,)
    return Field(path=setting.id, types=(setting.type,), enum=known, required=True)


def _table(view: View, path: str, flow: Flow, step: Step | None) -> Spot:  # noqa: ARG001 - all readers are called alike
    state: State = "unknown" if view.design.table(path) else "nowhere"
    return Spot(path=path, state=state, owner="the tables", why="a table is looked up in, it is no value")


def _run(view: View, path: str, flow: Flow, step: Step | None) -> Spot:  # noqa: ARG001 - all readers are called alike
    if path in RUN:
        return Spot(path=path, state="known", field=RUN[path], owner="the run")
    return Spot(path=path, state="missing", owner="the run", known=lambda: list(RUN))


READERS: dict[str, Callable[[View, str, Flow, Step | None], Spot]] = {
    "trigger": _trigger,
    "trigger.headers": _headers,
    "item": _item,
    "setting": _setting,
    "table": _table,
    "run": _run,
}


def _answer(view: View, origin: str, path: str, flow: Flow, step: Step | None) -> Spot:
    """Return what an earlier step answered; a step that comes later, or none, is a fault of the reference."""
    earlier = flow.steps[: flow.steps.index(step)] if step is not None and step in flow.steps else flow.steps
    called = next((one for one in earlier if one.id == origin), None)
    if called is None:
        return Spot(path=path, state="nowhere")
    if called.action != "call":
        return Spot(path=path, state="unknown", owner=f"the step {origin}", why="no document describes what this step answers")
    operation = view.operation(called.system, called.operation)
    if operation is None:
        return Spot(path=path, state="nowhere")
    return in_content(view, operation.success, path, owner=f"{operation.system}'s {operation.key}", is_told=operation.in_spec)


def in_content(view: View, content: Content | None, path: str, *, owner: str, is_told: bool, items: str = "") -> Spot:
    """Return what stands at *path* of an answer, or of each of its *items*."""
    if content is None:
        why = "the document does not describe the answer" if is_told else "no document describes this call"
        return Spot(path=path, state="unknown", owner=owner, why=why)
    whole = join(items, path)
    if not whole:
        return Spot(path=path, state="known", owner=owner, content=content)
    return spot_at(
        path,
        view.catalog.field(content, whole, access="read"),
        owner=owner,
        content=content,
        told=lambda: view.catalog.fields(content, access="read"),
        untold="the document does not describe the answer",
        known=lambda fields: relative([field.path for field in fields], items),
    )


def relative(paths: list[str], items: str) -> list[str]:
    """Return the paths below *items* as they read from one item; all of them where there are none below."""
    below = [path.removeprefix(f"{items}.") for path in paths if path.startswith(f"{items}.")] if items else []
    return below or paths
