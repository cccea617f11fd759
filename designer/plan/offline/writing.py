"""One writing call as a step: its fields, its semantics, and what keeps a repeat from doubling."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from designer.model.design import Condition, Idempotency, Link, Step
from designer.names.path import join
from designer.names.text import identifier, words
from designer.plan.offline.calls import noun_of, takes_one
from designer.plan.offline.filling import Filling
from designer.plan.offline.half_filled import without_half_filled
from designer.plan.offline.mapped import fill_body
from designer.plan.offline.messages import fill_message
from designer.plan.offline.records import envelope, first_item, identifier_field, items_path, record_fields, relative
from designer.plan.offline.required import body_question, fill_parameters, fill_required, required_targets

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.model.brief import Wish
    from designer.model.design import Mapping, System
    from designer.model.spec import Catalog, Field, Operation, RankedOperation, SystemSpec
    from designer.plan.offline.source import Source

VERSIONS = frozenset({"synctoken", "version", "etag", "revision", "rev", "lockversion"})
"""Names of what tells in which state a record was read."""
Semantics = Literal["create", "patch", "replace", "upsert"]
VERBS: dict[str, str] = {"create": "Create", "patch": "Update", "replace": "Replace", "upsert": "Create or update"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """What every write of a flow is planned from."""

    wish: Wish
    source: Source
    catalog: Catalog
    system: SystemSpec
    designed: System
    ranked: tuple[RankedOperation, ...] = ()
    """The calls that may be meant, best first."""


def write_step(
    writing: Writing, operation: Operation, *, prefix: str, known: Sequence[Mapping], condition: Condition, link: Link | None
) -> tuple[Step, Filling]:
    """Return the step for one writing call, and what its fields rest on; *known* are mappings already certain."""
    filling = _fill(writing, operation, known=known)
    semantics = "" if operation.method == "DELETE" else semantics_of(operation)
    if semantics == "upsert" and _knows_by_id_alone(writing, operation, filling.mappings):
        semantics = "create"
    step = Step(
        id=f"{prefix}_{identifier(noun_of(operation))}",
        role="write",
        title=f"{VERBS.get(semantics, 'Delete')} the {noun_of(operation)} in {writing.system.name}",
        system=writing.system.id,
        operation=operation.key,
        media_type=operation.body.media_type if operation.body else "",
        condition=condition,
        branch=_branch(writing, operation, filling.mappings),
        mappings=filling.mappings,
        semantics=semantics,
        success=_success_flag(writing, operation),
        idempotency=_idempotency(writing, operation, link),
        on_error="dead_letter",
    )
    return step, replace(filling, mappings=())


def _success_flag(writing: Writing, operation: Operation) -> str:
    """Return the member of a 2xx answer that says whether the call worked (`ok`), where the API tells of failures in it."""
    answer = writing.catalog.fields(operation.success, access="read") if operation.success else ()
    return next((field.path for field in answer if field.path.lower() in {"ok", "success"} and field.types == ("boolean",)), "")


def semantics_of(operation: Operation) -> Semantics:
    """Return what a call does to a record that is there: told by its method, its path and its own words."""
    said = set(words(f"{operation.operation_id} {operation.summary}"))
    on_record = takes_one(operation) and operation.in_spec
    if "upsert" in said or ("update" in said and said & {"create", "add"} and not on_record):
        return "upsert"
    if operation.method == "PATCH" or (operation.method == "POST" and on_record):
        return "patch"
    return "replace" if operation.method == "PUT" and on_record else "create"


def _knows_by_id_alone(writing: Writing, operation: Operation, mappings: Sequence[Mapping]) -> bool:
    """Tell whether a "create or update" knows a record by the id and the version in its body alone, and is sent neither: it creates."""
    fields = writing.catalog.fields(operation.body, access="write") if operation.body else ()
    root = {field.path.lower(): field.path for field in fields if "." not in field.path and "[" not in field.path}
    filled = {mapping.target for mapping in mappings}
    return "id" in root and bool(VERSIONS & set(root)) and f"body.{root['id']}" not in filled


def link_between(writing: Writing, operation: Operation, *, step: str) -> Link | None:
    """Return the pair of ids by which a record is known on both sides, if both sides have one; *step* answers with the target's."""
    own, noun = writing.source.record_id, noun_of(operation)
    answer = writing.catalog.fields(operation.success, access="read") if operation.success else ()
    items = items_path(writing.catalog, operation) if answer else ""
    record = record_fields(writing.catalog, operation, items) if items else answer
    identity = identifier_field(record, noun=noun)
    if not own or identity is None:
        return None
    path = join(first_item(items), identity.path)
    pair = f"{writing.source.noun}_{noun}" if writing.source.noun != noun else f"{noun}_pair"
    systems = (writing.source.trigger.system, writing.system.id)
    return Link(id=identifier(pair), systems=systems, keys=(own, f"{step}:{path}"), stored="connector")


def _fill(writing: Writing, operation: Operation, *, known: Sequence[Mapping]) -> Filling:
    fields = writing.catalog.fields(operation.body, access="write") if operation.body else ()
    source, sign_in = writing.source, writing.designed.auth.parameter
    titles = (source.noun, noun_of(operation))
    filling = Filling(mappings=tuple(known))
    open_fields = open_to_match(operation, fields)
    filling += without_half_filled(fill_body(source.fields, open_fields, at=source.at, wish=writing.wish, titles=titles), fields)
    filling += fill_message(writing.wish, source, writing.system, fields, filled=filling.targets)
    filling += fill_parameters(writing.system, operation, filled=filling.targets, sign_in=sign_in)
    filling += fill_required(writing.system, operation, required_targets(fields, filled=filling.targets))
    return filling + body_question(writing.system, operation, fields, filled=filling.targets)


def open_to_match(operation: Operation, fields: Sequence[Field]) -> tuple[Field, ...]:
    """Return the fields that a source may fill: the system gives the record's own id itself."""
    items = envelope(fields)
    own = identifier_field(relative(fields, items), noun=noun_of(operation))
    if own is None or own.required or words(own.path)[-1] not in {"id", "uuid", "guid"}:
        return tuple(fields)
    path = f"{items}.{own.path}" if items else own.path
    return tuple(field for field in fields if field.path != path)


def _branch(writing: Writing, operation: Operation, mappings: Sequence[Mapping]) -> str:
    """Return the alternative of the body that the mappings fill, if the document offers alternatives at its root."""
    if operation.body is None:
        return ""
    fields = writing.catalog.fields(operation.body, access="write")
    branches = {field.path: field.branch for field in fields if "." not in field.path}
    taken = [branches.get(mapping.target.removeprefix("body.").partition(".")[0].removesuffix("[]"), "") for mapping in mappings]
    return next((branch for branch in taken if branch), "")


def _idempotency(writing: Writing, operation: Operation, link: Link | None) -> Idempotency:
    key = writing.source.record_id
    if operation.idempotency_header:
        return Idempotency(kind="header", header=operation.idempotency_header, sources=("run:event_id",))
    # An "update or create" without the record's own id creates anew when repeated, so it is kept from doubling like a create.
    if operation.method == "DELETE" or semantics_of(operation) in {"patch", "replace"}:
        return Idempotency(kind="natural")
    if link is not None and key:
        return Idempotency(kind="link", link=link.id, sources=(key,))
    return Idempotency(kind="none")
