"""Required targets that no source fills: the one value allowed, the document's default, or a setting and a question."""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING

from designer.match.fields.constants import fixed_value, likely_value
from designer.match.inference.prose import listed
from designer.model.design import Mapping, Setting, target_parts
from designer.model.question import Question
from designer.model.transform import Constant
from designer.names.path import containers, leaf, parent, parse_path
from designer.names.text import identifier, singulars, words
from designer.plan.offline.filling import Filling
from designer.plan.offline.proofs import proof_of
from designer.plan.offline.samples import sample, scalar_type
from designer.plan.offline.systems import environment_name

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from designer.match.fields.constants import Suggestion
    from designer.model.spec import Field, Operation, SystemSpec

SHOWN = 10
"""So many values of a list are offered as answers."""
VAGUE = {
    "id", "name", "type", "code", "key", "value", "number", "status", "odata", "kind", "field", "unit", "units", "role", "category",
    "format", "mode", "state",
}  # fmt: skip
"""Names that say nothing without what they stand in."""
METHODS = {"get", "post", "put", "patch", "delete"}
NAMED_SCHEMA = re.compile(r"#/(?:components/schemas|definitions)/(?P<name>[^/]+)/(?:allOf/\d+/)?properties/[^/]+$")
NEGOTIATED = {"accept", "content-type", "content-length", "authorization", "user-agent", "host"}
"""Headers that the client itself sends."""


def fill_parameters(system: SystemSpec, operation: Operation, *, filled: Iterable[str], sign_in: str) -> Filling:
    """Return how the required parameters of a call that nothing fills are filled; *sign_in* as in `required_parameters`."""
    return fill_required(system, operation, required_parameters(operation, filled=filled, sign_in=sign_in))


def required_parameters(operation: Operation, *, filled: Iterable[str], sign_in: str) -> tuple[Field, ...]:
    """Return the required parameters of an operation that nothing fills, as fields whose path is the target.

    *sign_in* is the header or parameter that carries the credential, which the client sends by itself.
    """
    known = {target.lower() for target in filled}
    return tuple(
        dataclasses.replace(parameter.field, path=parameter.target)
        for parameter in operation.parameters
        if (parameter.field.required or parameter.location == "path")
        and parameter.target.lower() not in known
        and parameter.name.lower() not in NEGOTIATED | {sign_in.lower()}
    )


def required_targets(fields: Sequence[Field], *, filled: Iterable[str]) -> tuple[Field, ...]:
    """Return the leaves of a body that must be sent and are not, as fields whose path is the target.

    A required child counts only where its parent is sent: because it is required itself, or because something below it is
    mapped.
    """
    mapped = {target_parts(target)[1] for target in filled if target.startswith("body.")}
    above = {prefix for path in mapped for prefix in containers(path)}
    sent = {""} | above
    missing = []
    for field in fields:
        container = parent(field.path)
        required = field.required or field.path == f"{container}[]"
        if not required or field.read_only or container not in sent or field.path in mapped:
            continue
        sent.add(field.path)
        if field.is_leaf and not _is_open(field) and field.path not in above:
            missing.append(dataclasses.replace(field, path=f"body.{field.path}"))
    missing += _members_of_empty(fields, sent, filled=mapped | {target_parts(field.path)[1] for field in missing})
    return tuple(field for field in missing if field.branch == "" or _branch_is_sent(field, fields, mapped))


def _members_of_empty(fields: Sequence[Field], sent: Collection[str], *, filled: Collection[str]) -> list[Field]:
    """Return one member for each required object that would be sent without any: the one that says most of what it refers to."""
    chosen = []
    for container in fields:
        below = f"{container.path}."
        required = container.required and "object" in container.types and not container.free_form and container.path in sent
        if not required or any(path.startswith(below) for path in filled):
            continue
        members = [
            field for field in fields if field.path.startswith(below) and field.is_leaf and not field.read_only and "[]" not in field.path
        ]
        if members:
            best = min(members, key=lambda field: (_telling(field), field.path.count(".")))
            chosen.append(dataclasses.replace(best, path=f"body.{best.path}"))
    return chosen


def _telling(field: Field) -> int:
    last = words(leaf(field.path))[-1:]
    return next((rank for rank, word in enumerate(("id", "value", "key", "code", "name")) if last == (word,)), 9)


def fill_required(system: SystemSpec, operation: Operation, fields: Sequence[Field]) -> Filling:
    """Return how each of these required fields is filled without a source."""
    filling = Filling()
    for field in fields:
        filling += _constant(field) or _undescribed(system, operation, field) or _asked(system, operation, field)
    return filling


def _undescribed(system: SystemSpec, operation: Operation, field: Field) -> Filling | None:
    """Return the question for the items of a list that the document does not describe: no single value could stand for one."""
    if field.types or not field.path.endswith("[]"):
        return None
    path = target_parts(field.path)[1].removesuffix("[]")
    question = Question(
        id=identifier(f"{system.id}_{path}"),
        about=f"body field {path}",
        text=f"What does {operation.key} of {system.name} expect in each item of {path}?",
        why="The list must be sent, and the document does not say what an item holds; save the account's fields: designer specs enrich.",
    )
    return Filling(questions=(question,))


def body_question(system: SystemSpec, operation: Operation, fields: Sequence[Field], *, filled: Iterable[str]) -> Filling:
    """Return the question for a call whose body would be empty: nothing of the source fits one of its fields."""
    open_fields = [field.path for field in fields if not field.read_only and "." not in field.path and not field.path.endswith("[]")]
    if not open_fields or any(target.startswith("body.") for target in filled):
        return Filling()
    question = Question(
        id=identifier(f"{system.id}_body_of_{operation.key}"),
        about=f"body of {operation.key}",
        text=f"What shall {operation.key} send to {system.name}?",
        why="No field of the source surely fits one of its fields, so it would send nothing.",
        candidates=tuple(f"body.{path}" for path in open_fields[:5]),
    )
    return Filling(questions=(question,))


def ask(system: SystemSpec, field: Field, *, purpose: str) -> tuple[Setting, Question]:
    """Return the setting that holds the answer and the question that asks for it."""
    name = _label(field)
    likely = likely_value(field, about=singulars(purpose) - METHODS)
    own = f"{system.id}_{name}".replace(f"{system.id}_{system.id}_", f"{system.id}_")
    setting = Setting(
        id=identifier(own),
        title=f"{system.name}: {own.removeprefix(f'{system.id}_').replace('_', ' ')}",
        system=system.id,
        environment=environment_name(own),
        type=scalar_type(field),
        found=_found(system, field),
        sample=sample(field),
    )
    question = Question(
        id=setting.id,
        about=f"{system.name}: {field.path}",
        text=f"Which value shall {purpose} send as {field.path.partition('.')[2]} to {system.name}?",
        why="The target requires it, and no field of the source holds it."
        + (f" Likely `{likely.value}`: {likely.reason}." if likely else ""),
        candidates=_candidates(field, likely),
        fills=f"setting:{setting.id}",
    )
    return setting, question


def _candidates(field: Field, likely: Suggestion | None) -> tuple[str, ...]:
    """Return the values that an answer may be, the likely one first."""
    known = [value for value in listed(field)[:SHOWN] if value is not None]
    first = [] if likely is None else [likely.value]
    return tuple(dict.fromkeys(str(value) for value in (*first, *known)))


def is_settled(field: Field) -> bool:
    """Tell whether the document itself says what a required field holds, so that nobody is asked."""
    return _constant(field) is not None


def _constant(field: Field) -> Filling | None:
    if (named := _type_annotation(field)) is not None:
        return Filling(mappings=(named,))
    fixed = fixed_value(field)
    if fixed is None or (field.path.startswith("path.") and not field.enum):
        return None
    mapping = Mapping(
        target=field.path,
        transform=Constant(value=fixed.value),
        confidence=round(fixed.confidence, 2),
        reason=fixed.reason,
        proof=proof_of((field,)),
    )
    return Filling(mappings=(mapping,))


def _type_annotation(field: Field) -> Mapping | None:
    """Return the type's own name for an OData annotation: control information (OData JSON Format 4.01, 4.6.3), not a person's to know.

    The annotation that a base type (`entity`) hands down does not tell which type is meant.
    """
    named = NAMED_SCHEMA.search(field.pointer)
    if not field.path.endswith('"@odata.type"') or named is None or named["name"].endswith("entity"):
        return None
    return Mapping(
        target=field.path,
        transform=Constant(value=f"#{named['name']}"),
        confidence=0.8,
        reason="the name of the type in the document, as OData writes it",
        proof="spec",
    )


def _asked(system: SystemSpec, operation: Operation, field: Field) -> Filling:
    setting, question = ask(system, field, purpose=operation.key)
    mapping = Mapping(
        target=field.path,
        sources=(f"setting:{setting.id}",),
        confidence=0.0,
        reason="required by the target; no field of the source holds it, so a person must answer",
        status="proposed",
        proof="none",
    )
    return Filling(mappings=(mapping,), settings=(setting,), questions=(question,))


def _label(field: Field) -> str:
    """Return a short name: the leaf, with its parent where the leaf alone says little."""
    location, path = target_parts(field.path)
    # A parameter's name is no path: brackets in `filter[name]` are its own.
    named = [segment.key for segment in parse_path(path) if segment.kind == "key"] if location == "body" else []
    keys = named or [path]
    vague = set(words(keys[-1])) <= VAGUE
    return identifier("_".join(keys[-2:]) if vague else keys[-1])


def _found(system: SystemSpec, field: Field) -> str:
    described = " ".join(field.description.split())
    first = described.split(". ")[0].rstrip(".")
    told = f'; its document says: "{first[:160]}"' if first else ""
    return f"In the {system.name} account{told}"


def _is_open(field: Field) -> bool:
    """Tell whether an object without named members stands here: no single value could fill it."""
    return field.free_form and "object" in field.types


def _branch_is_sent(field: Field, fields: Sequence[Field], mapped: set[str]) -> bool:
    """Tell whether anything else of the field's alternative is mapped: an alternative not taken requires nothing."""
    same = {other.path for other in fields if other.branch == field.branch}
    return bool(same & mapped)
