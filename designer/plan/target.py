"""The target side of a flow: which call writes, what is looked up before, and what keeps a repeat from doubling."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from designer.match.operations import rank_operations
from designer.model.design import AllOf, Comparison, Condition, Idempotency, Link, Mapping, Step
from designer.model.question import Question
from designer.names.text import identifier, words
from designer.plan.filling import Filling
from designer.plan.mapped import fill_body
from designer.plan.records import identifier_field, items_path, record_fields
from designer.plan.required import fill_required, required_parameters, required_targets
from designer.plan.source import noun_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.model.brief import Wish
    from designer.model.design import System
    from designer.model.spec import Catalog, Operation, SystemSpec
    from designer.plan.source import Source

Semantics = Literal["create", "patch", "replace", "upsert"]
KEYS = ("email", "external", "reference", "code", "sku", "phone", "name", "title")
"""Words of a query parameter by which a record can be found again, strongest first."""
UPDATING = {
    "update",
    "updates",
    "updated",
    "change",
    "changed",
    "changes",
    "sync",
    "synced",
    "keep",
    "mirror",
    "upsert",
    "current",
    "moves",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """The steps that write, and what they rest on."""

    steps: tuple[Step, ...]
    operations: tuple[Operation, ...]
    link: Link | None
    updates: bool
    filling: Filling


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """What every write of a flow is planned from."""

    wish: Wish
    source: Source
    catalog: Catalog
    system: SystemSpec
    designed: System


def choose_target(writing: Writing) -> Target | Question:
    """Return the write steps for a wish, or the question to ask when the system has no operation that could be meant."""
    text = writing.wish.then or writing.wish.text
    ranked = rank_operations(writing.catalog, writing.system.name, text=text, role="write", limit=5)
    undescribed = (operation for operation in writing.system.operations if operation.method == "POST" and not operation.in_spec)
    operation = ranked[0].operation if ranked else next(undescribed, None)
    if operation is None:
        return _nothing_to_write(writing)
    noun = noun_of(operation)
    lookup = _lookup(writing, operation)
    update = _update(writing, operation) if lookup and _wants_updates(writing.wish) else None
    link = _link(writing, operation, noun)
    create, filling = _write(writing, operation, name=f"write_{identifier(noun)}", link=link)
    steps: tuple[Step, ...] = (create,)
    operations: tuple[Operation, ...] = (operation,)
    if lookup is not None:
        found = _found(writing, lookup[1])
        steps = (lookup[0], replace(create, condition=_holds(found, "empty")))
        operations = (operation, lookup[1])
        if update is not None and found:
            changed, more = _update_step(writing, update, noun=noun, found=found, link=link)
            filling += more
            steps = (lookup[0], changed, steps[1])
            operations = (operation, update, lookup[1])
    return Target(steps=steps, operations=operations, link=link, updates=update is not None, filling=filling)


def _wants_updates(wish: Wish) -> bool:
    return bool(UPDATING & set(words(wish.text))) or wish.two_way


def _write(writing: Writing, operation: Operation, *, name: str, link: Link | None) -> tuple[Step, Filling]:
    """Return the step for one writing call, and what its fields rest on."""
    filling = _fill(writing, operation, known=())
    step = Step(
        id=name,
        role="write",
        title=f"{_verb(operation)} the {noun_of(operation)} in {writing.system.name}",
        system=writing.system.id,
        operation=operation.key,
        media_type=operation.body.media_type if operation.body else "",
        branch=_branch(writing, operation, filling.mappings),
        mappings=filling.mappings,
        semantics=_semantics(operation),
        idempotency=_idempotency(writing, operation, link),
        on_error="dead_letter",
    )
    return step, replace(filling, mappings=())


def _fill(writing: Writing, operation: Operation, *, known: Sequence[Mapping]) -> Filling:
    fields = writing.catalog.fields(operation.body, access="write") if operation.body else ()
    filling = Filling(mappings=tuple(known))
    filling += fill_body(
        writing.source.fields,
        fields,
        origin=writing.source.origin,
        pairs=writing.wish.pairs,
        titles=(writing.source.noun, noun_of(operation)),
    )
    sign_in = writing.designed.auth.parameter
    filling += fill_required(writing.system, operation, required_parameters(operation, filled=filling.targets, sign_in=sign_in))
    return filling + fill_required(writing.system, operation, required_targets(fields, filled=filling.targets))


def _branch(writing: Writing, operation: Operation, mappings: Sequence[Mapping]) -> str:
    """Return the alternative of the body that the mappings fill, if the document offers alternatives at its root."""
    if operation.body is None:
        return ""
    branches = {field.path: field.branch for field in writing.catalog.fields(operation.body, access="write") if "." not in field.path}
    taken = [branches.get(mapping.target.removeprefix("body.").partition(".")[0].removesuffix("[]"), "") for mapping in mappings]
    return next((branch for branch in taken if branch), "")


def _verb(operation: Operation) -> str:
    return {"create": "Create", "patch": "Update", "replace": "Replace", "upsert": "Create or update"}[_semantics(operation)]


def _semantics(operation: Operation) -> Semantics:
    on_record = operation.path.rstrip("/").endswith("}")
    if "upsert" in words(operation.operation_id + " " + operation.summary):
        return "upsert"
    if operation.method == "PATCH" or (operation.method == "POST" and on_record):
        return "patch"
    return "replace" if operation.method == "PUT" and on_record else "create"


def _idempotency(writing: Writing, operation: Operation, link: Link | None) -> Idempotency:
    key = writing.source.record_id
    if operation.idempotency_header:
        return Idempotency(kind="header", header=operation.idempotency_header, sources=("run:event_id",))
    if _semantics(operation) in {"patch", "replace", "upsert"}:
        return Idempotency(kind="natural")
    if link is not None and key:
        return Idempotency(kind="link", link=link.id, sources=(key,))
    return Idempotency(kind="none")


def _link(writing: Writing, operation: Operation, noun: str) -> Link | None:
    """Return the pair of ids by which a record is known on both sides, if both sides have one."""
    own = writing.source.record_id
    answer = writing.catalog.fields(operation.success, access="read") if operation.success else ()
    items = items_path(writing.catalog, operation) if answer else ""
    record = record_fields(writing.catalog, operation, items) if items else answer
    identity = identifier_field(record, noun=noun)
    if not own or identity is None:
        return None
    path = f"{items.replace('[]', '[0]')}.{identity.path}" if items else identity.path
    return Link(
        id=identifier(f"{writing.source.noun}_{noun}") if writing.source.noun != noun else f"{identifier(noun)}_pair",
        systems=(writing.source.trigger.system, writing.system.id),
        keys=(own, f"write_{identifier(noun)}:{path}"),
        stored="connector",
    )


def _lookup(writing: Writing, create: Operation) -> tuple[Step, Operation] | None:
    """Return a search in the collection that is written, by a parameter that a source field fills."""
    collection = create.path.rstrip("/")
    for operation in writing.system.operations:
        if operation.method != "GET" or operation.path.rstrip("/") not in {collection, f"{collection}/search"}:
            continue
        mapping = _key_mapping(writing, operation)
        if mapping is None or not items_path(writing.catalog, operation):
            continue
        missing = required_parameters(operation, filled=(mapping.target,), sign_in=writing.designed.auth.parameter)
        if missing:
            continue
        noun = noun_of(create)
        step = Step(
            id=f"find_{identifier(noun)}",
            role="lookup",
            title=f"Look for the {noun} in {writing.system.name}",
            system=writing.system.id,
            operation=operation.key,
            mappings=(mapping,),
            on_none="continue",
            on_many="first",
            on_error="retry",
        )
        return step, operation
    return None


def _key_mapping(writing: Writing, operation: Operation) -> Mapping | None:
    for key in KEYS:
        for parameter in operation.parameters:
            if parameter.location != "query" or key not in words(parameter.name) or len(words(parameter.name)) > 2:
                continue
            same = [
                field
                for field in writing.source.fields
                if words(field.path)[-len(words(parameter.name)) :] == words(parameter.name) and field.is_leaf and "[]" not in field.path
            ]
            if same:
                best = min(same, key=lambda field: (field.path.count("."), len(field.path)))
                return Mapping(
                    target=parameter.target,
                    sources=(f"{writing.source.origin}:{best.path}",),
                    confidence=0.85,
                    reason="the same name on both sides, and a key by which the record can be found again",
                    proof="spec",
                )
    return None


def _found(writing: Writing, lookup: Operation) -> str:
    """Return the source path of the found record's id."""
    items = items_path(writing.catalog, lookup)
    identity = identifier_field(record_fields(writing.catalog, lookup, items), noun=noun_of(lookup))
    step = f"find_{identifier(noun_of(lookup))}"
    return f"{step}:{items.replace('[]', '[0]')}.{identity.path}" if identity else f"{step}:{items.replace('[]', '[0]')}"


def _update(writing: Writing, create: Operation) -> Operation | None:
    """Return the call that changes one record of the collection that is written."""
    collection = create.path.rstrip("/")
    changing = [
        operation
        for operation in writing.system.operations
        if operation.method in {"PATCH", "PUT", "POST"}
        and operation.path.rstrip("/").endswith("}")
        and operation.path.rstrip("/").rpartition("/")[0] == collection
        and operation.body is not None
    ]
    return min(changing, key=lambda operation: ("PATCH", "POST", "PUT").index(operation.method), default=None)


def _update_step(writing: Writing, operation: Operation, *, noun: str, found: str, link: Link | None) -> tuple[Step, Filling]:
    identity = Mapping(
        target=next(parameter.target for parameter in reversed(operation.parameters) if parameter.location == "path"),
        sources=(found,),
        confidence=0.9,
        reason="the record that the look-up found",
        proof="spec",
    )
    filling = _fill(writing, operation, known=(identity,))
    step = Step(
        id=f"update_{identifier(noun)}",
        role="write",
        title=f"Update the {noun} that was found in {writing.system.name}",
        system=writing.system.id,
        operation=operation.key,
        media_type=operation.body.media_type if operation.body else "",
        condition=_holds(found, "present"),
        mappings=filling.mappings,
        semantics=_semantics(operation),
        idempotency=_idempotency(writing, operation, link),
        on_error="dead_letter",
    )
    return step, replace(filling, mappings=())


def _holds(source: str, op: Literal["empty", "present"]) -> Condition:
    return Condition(any=(AllOf(all=(Comparison(source=source, op=op),)),))


def _nothing_to_write(writing: Writing) -> Question:
    return Question(
        id=f"{writing.system.id}_write",
        about=f"{writing.system.name}: “{writing.wish.then or writing.wish.text}”",
        text=f"Which call of {writing.system.name} does this?",
        why="No operation in its documents fits the words of the brief.",
        line=writing.wish.line,
    )
