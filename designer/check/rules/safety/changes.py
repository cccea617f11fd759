"""What a flow changes and what another one waits for: objects by their nouns, happenings by their verbs."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from designer.check.rules.operations.places import last_words
from designer.names.text import singular, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.check.lookup.view import StepView, View
    from designer.model.design import Flow, Step, Trigger
    from designer.model.spec import SystemSpec

PARAMETER = re.compile(r"\{[^}]*\}")
GENERIC = frozenset({"record", "object", "item", "entity", "data", "endpoint", "resource", "sobject", "row"})
"""Nouns that name no kind of record."""
DOINGS = frozenset({"batch", "bulk", "search", "query", "create", "update", "upsert", "delete", "archive", "import", "merge"})
"""Words at the end of a path that say what is done with the records named before."""
HAPPENINGS = {
    "create": frozenset({"create", "created", "creation", "creating", "add", "added", "new", "insert", "inserted"}),
    "update": frozenset(
        {
            "update",
            "updated",
            "updating",
            "change",
            "changed",
            "changes",
            "modify",
            "modified",
            "edit",
            "edited",
            "propertychange",
            "upsert",
        }
    ),
    "delete": frozenset(
        {
            "delete",
            "deleted",
            "deletion",
            "remove",
            "removed",
            "archive",
            "archived",
            "trash",
            "trashed",
            "destroy",
            "destroyed",
            "erased",
            "purged",
            "gone",
        }
    ),
}
"""Words of an event by what happens to a record."""
CHANGES = frozenset({"change", "changed", "changes"})
"""Words of an event that can tell of whatever happens to a record."""
ENDINGS = frozenset({"terminated", "cancelled", "canceled", "deactivated", "disabled", "expired", "suspended", "closed"})
"""Words of an event after which a record is there still, and out of use: a change to one system, a deletion to another."""
WRITES = {"create": {"create"}, "patch": {"update"}, "replace": {"update"}, "upsert": {"create", "update"}}


def writes(view: View, flow: Flow) -> Iterator[StepView]:
    """Yield the steps by which a flow changes a system."""
    for step in view.steps:
        if step.flow is flow and step.step.role == "write" and step.step.action == "call":
            yield step


def method_of(step: Step) -> str:
    """Return the method of the call that a step names."""
    return step.operation.partition(" ")[0].upper()


def is_on_record(step: Step) -> bool:
    """Tell whether the call names one record: its path ends with a parameter."""
    return step.operation.rstrip("/").endswith("}")


def collection(step: Step) -> str:
    """Return the path of the records that a step writes, without the parameter of one of them, in lower case."""
    path = step.operation.partition(" ")[2].rstrip("/").lower()
    return path.rpartition("/")[0] if path.endswith("}") else path


def kind_of(step: Step) -> str:
    """Return what a write does: `create`, `patch`, `replace`, `upsert` or `delete`, by the design's word, else by its method."""
    method = method_of(step)
    if method == "DELETE":
        return "delete"
    if step.semantics:
        return step.semantics
    if method == "PUT":
        return "replace"
    return "patch" if method == "PATCH" or is_on_record(step) else "create"


def starts(step: StepView, flow: Flow) -> bool:
    """Tell whether what a step writes can start a flow: same system, same kind of record as far as names tell, same happening."""
    trigger = flow.trigger
    if trigger.system != step.step.system:
        return False
    written, waited = _nouns(collection(step.step)), _waited_nouns(trigger)
    # A noun that the system has nowhere else (`subscribe` of Mailchimp) does not tell of which records it speaks.
    is_other = bool(written and waited) and not written & waited and bool(waited & _kinds(step.spec))
    same_kind = not is_other
    awaited = happenings(trigger)
    if awaited == {"update"} and _tells_of_new_ones(trigger, step.spec):
        awaited = {"create", "update"}
    kind = kind_of(step.step)
    done = {"delete"} if kind == "delete" else WRITES.get(kind, set())
    return same_kind and (not awaited or bool(done & awaited))


def happenings(trigger: Trigger) -> set[str]:
    """Return what a trigger waits for: `create`, `update`, `delete`; nothing where its names do not tell."""
    if trigger.kind == "poll":
        cursor = trigger.cursor
        told = {*words(cursor.parameter), *last_words(cursor.path)} if cursor else set()
        if told & HAPPENINGS["update"]:
            return {"create", "update"}
        return {"create"} if told & HAPPENINGS["create"] else set()
    told = set(words(trigger.event))
    if {"change", "event"} <= told:  # a change data capture tells of all that happens
        return set()
    found = {name for name, known in HAPPENINGS.items() if told & known}
    return found | {"update", "delete"} if told & ENDINGS else found


def _tells_of_new_ones(trigger: Trigger, spec: SystemSpec | None) -> bool:
    """Tell whether "changed" holds for new records too: no other event of the system tells that one of them was made."""
    if trigger.kind != "webhook" or spec is None or not CHANGES & set(words(trigger.event)):
        return False
    nouns = _event_nouns(trigger.event)
    return not any(HAPPENINGS["create"] & set(words(event.name)) and _event_nouns(event.name) & nouns for event in spec.events)


def _kinds(spec: SystemSpec | None) -> set[str]:
    """Return the nouns by which a system names kinds of records: in its paths, and in more than one of its events."""
    if spec is None:
        return set()
    events = Counter(noun for event in spec.events for noun in _event_nouns(event.name))
    paths = {noun for operation in spec.operations for noun in _nouns(operation.path)}
    return paths | {noun for noun, count in events.items() if count > 1}


def _event_nouns(name: str) -> set[str]:
    """Return the nouns of an event's name, without what happened."""
    return {singular(word) for word in words(name) if not any(word in known for known in HAPPENINGS.values())} - GENERIC


def _nouns(path: str) -> set[str]:
    """Return the words of the last part of a path that is no parameter, without those that name no kind of record."""
    for part in reversed(path.split("/")):
        named = set(map(singular, words(part))) if part and not PARAMETER.search(part) else set()
        if named - DOINGS:
            return named - GENERIC - DOINGS
    return set()


def _waited_nouns(trigger: Trigger) -> set[str]:
    if trigger.kind == "webhook":
        return _event_nouns(trigger.event)
    return _nouns(trigger.operation.partition(" ")[2].rstrip("/")) if trigger.operation else set()
