"""A design and a catalog to the lock: what the documents say today of all that the design uses."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, NamedTuple

from designer.check.lookup.view import View
from designer.drift.asked import asked_for
from designer.drift.facts import facts_hash, locked_field
from designer.drift.standing import in_event, in_operation
from designer.drift.uses import EVENT, hashed, uses_of
from designer.model.codec import encode
from designer.model.design import target_parts
from designer.model.drift import FieldFacts, Lock, LockedEvent, LockedNeed, LockedOperation, LockedSignIn, LockedSystem, OperationFacts
from designer.model.finding import SpecPlace
from designer.names.path import parent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from designer.drift.standing import Found
    from designer.drift.uses import FieldUse, Uses
    from designer.model.design import Design, System
    from designer.model.drift import LockedField
    from designer.model.spec import Catalog, Operation, SystemSpec

READING = hashed([[one.name for one in dataclasses.fields(noun)] for noun in (FieldFacts, OperationFacts, LockedEvent, LockedSignIn)])
"""What is read of each thing; a lock of another version holds hashes of other facts."""
DESCRIBED = ("webhook", "callback")
"""Origins of events whose deliveries the document itself describes."""
Key = tuple[str, str, str, str]
"""System, operation or event, use, path."""


class Snapshot(NamedTuple):
    """The lock, and what it does not hold: where the documents tell of each thing."""

    lock: Lock
    places: dict[Key, SpecPlace]


def lock_of(design: Design, catalog: Catalog) -> Lock:
    """Return what the documents say today of what the design uses."""
    return snapshot(design, catalog).lock


def snapshot(design: Design, catalog: Catalog, *, view: View | None = None) -> Snapshot:
    """Return the lock and the places of what it holds."""
    seen = view or View(design, catalog)
    uses = uses_of(design)
    places: dict[Key, SpecPlace] = {}
    systems = (_system(seen, system, uses, places) for system in design.systems)
    return Snapshot(Lock(uses=uses.digest, reading=READING, systems=tuple(one for one in systems if one)), places)


def _system(view: View, system: System, uses: Uses, places: dict[Key, SpecPlace]) -> LockedSystem | None:
    spec = view.spec(system.id)
    if spec is None:
        return None
    fields = [use for use in uses.fields if use.system == system.id]
    keys = sorted({key for name, key, _ in uses.operations if name == system.id}, key=_by_path)
    names = sorted({name for owner, name, _ in uses.events if owner == system.id})
    operations = (_operation(view, system.id, key, fields, places) for key in keys)
    events = (_event(view, system.id, spec, name, fields, places) for name in names)
    return LockedSystem(
        id=system.id,
        name=system.name,
        hash=hashed(list(spec.base_urls)),
        base_urls=spec.base_urls,
        sign_in=_sign_in(system, spec),
        operations=tuple(one for one in operations if one),
        events=tuple(one for one in events if one),
    )


def _by_path(key: str) -> tuple[str, str]:
    method, _, path = key.partition(" ")
    return path, method


def _sign_in(system: System, spec: SystemSpec) -> LockedSignIn | None:
    scheme = next((one for one in spec.schemes if one.name == system.auth.scheme), None)
    if scheme is None:
        return None
    scopes = tuple(sorted(set(scheme.scopes) & set(system.auth.scopes)))
    facts = [scheme.kind, scheme.location, scheme.parameter, scheme.token_url, list(scopes)]
    words = [scheme.kind.replace("_", " ")]
    words += [f"in the {scheme.location} {scheme.parameter}"] if scheme.parameter else []
    words += [f"token from {scheme.token_url}"] if scheme.token_url else []
    return LockedSignIn(
        scheme=scheme.name,
        hash=hashed(facts),
        says=", ".join(words),
        kind=scheme.kind,
        location=scheme.location,
        parameter=scheme.parameter,
        token_url=scheme.token_url,
        scopes=scopes,
    )


def _operation(view: View, system: str, key: str, fields: Sequence[FieldUse], places: dict[Key, SpecPlace]) -> LockedOperation | None:
    operation = view.operation(system, key)
    if operation is None or (not operation.in_spec and not operation.bodies and operation.success is None):
        return None
    facts = _facts(operation)
    needs = tuple(sorted((_need(one.schemes, one.scopes) for one in operation.security), key=lambda one: (one.schemes, one.scopes)))
    used = [use for use in fields if use.part == key]
    locked = _found(used, lambda use: in_operation(view, operation, use), (system, key), places)
    for at, (field, place) in asked_for(view, system, operation, used).items():
        locked.append(field)
        places[system, key, "required", at] = place
    places[system, key, "", ""] = SpecPlace(file=operation.file, pointer=operation.pointer)
    return LockedOperation(
        key=key,
        operation_id=operation.operation_id,
        hash=facts_hash(facts),
        says=operation_words(facts),
        facts=facts,
        needs_hash=hashed([encode(need) for need in needs]),
        needs=needs,
        fields=tuple(sorted(locked, key=lambda one: (one.use, one.at))),
    )


def _facts(operation: Operation) -> OperationFacts:
    paging = operation.paging
    told = (
        [paging.kind, f"by {paging.target}" if paging.target else "", f"next in {paging.next_path}" if paging.next_path else "",
         f"records in {paging.items_path}" if paging.items_path else ""]
        if paging
        else []
    )  # fmt: skip
    return OperationFacts(
        deprecated=operation.deprecated,
        takes=tuple(sorted({body.media_type for body in operation.bodies})),
        gives=operation.success.media_type if operation.success else "",
        paging=", ".join(part for part in told if part),
        idempotency_header=operation.idempotency_header,
        rate_limits=tuple(sorted(operation.rate_limits)),
        base_urls=operation.base_urls,
    )


def operation_words(facts: OperationFacts) -> str:
    """Return what is said of a call as a whole."""
    parts = ["deprecated"] if facts.deprecated else []
    parts += [f"takes {' or '.join(facts.takes)}"] if facts.takes else []
    parts += [f"gives {facts.gives}"] if facts.gives else []
    parts += [f"pages: {facts.paging}"] if facts.paging else []
    parts += [f"key against doubles in {facts.idempotency_header}"] if facts.idempotency_header else []
    parts += [f"at most {', '.join(facts.rate_limits)}"] if facts.rate_limits else []
    parts += [f"served at {', '.join(facts.base_urls)}"] if facts.base_urls else []
    return "; ".join(parts) or "described"


def _need(schemes: Iterable[str], scopes: Iterable[str]) -> LockedNeed:
    return LockedNeed(schemes=tuple(sorted(schemes)), scopes=tuple(sorted(set(scopes))))


def _event(
    view: View, system: str, spec: SystemSpec, name: str, fields: Sequence[FieldUse], places: dict[Key, SpecPlace]
) -> LockedEvent | None:
    event = view.catalog.event(spec.name, name)
    if event is None:
        return None
    part = EVENT + name
    used = [use for use in fields if use.part == part]
    locked = _found(used, lambda use: in_event(view.catalog, event, use), (system, part), places)
    if event.content or event.pointer:
        file = event.content.file if event.content else ""
        places[system, part, "", ""] = SpecPlace(file=file, pointer=event.pointer or (event.content.pointer if event.content else ""))
    facts = [event.payload, event.items, event.record_path, event.content is not None]
    words = [f"payload {event.payload}"] + ([f"several in {event.items}"] if event.items else [])
    words += [f"record in {event.record_path}"] if event.record_path else []
    return LockedEvent(
        name=name,
        hash=hashed(facts),
        says=", ".join(words),
        payload=event.payload,
        items=event.items,
        record_path=event.record_path,
        is_described=event.content is not None,
        schema=event.content.name if event.content and event.origin not in DESCRIBED else "",
        fields=tuple(sorted(locked, key=lambda one: one.at)),
    )


def _found(
    used: Iterable[FieldUse], find: Callable[[FieldUse], Found | None], part: tuple[str, str], places: dict[Key, SpecPlace]
) -> list[LockedField]:
    """Return each field that is there once; one that is not is not in the lock."""
    locked: dict[tuple[str, str], LockedField] = {}
    waiting = list(used)
    for use in waiting:
        found = find(use) if (use.side, use.at) not in locked else None
        if found is not None:
            locked[use.side, use.at] = locked_field(use.at, use.side, found.field, required=found.required)
            places[(*part, use.side, use.at)] = SpecPlace(file=found.field.file or found.file, pointer=found.field.pointer)
            waiting += [_container(use)] if found.field.free_form and not found.field.types and _container(use).at else []
    return list(locked.values())


def _container(use: FieldUse) -> FieldUse:
    """Return the use of what an untold field lies in: that is told, and can be taken away."""
    if use.side == "read":
        return use._replace(items="", path=parent(use.at))
    location, inner = target_parts(use.at)
    return use._replace(items="", path=f"body.{parent(inner)}" if location == "body" and parent(inner) else "")
