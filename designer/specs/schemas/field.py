"""One shape to one field."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from designer.model.spec import Field
from designer.specs.documents.library import virtual_home
from designer.specs.openapi.source import text
from designer.specs.proof import PLACE_MARK, PROOF_MARK, PROOFS, is_laid, proof_of
from designer.specs.schemas.keywords import type_of

if TYPE_CHECKING:
    from designer.model.scalars import Access, Json, Scalar
    from designer.specs.schemas.field_tree import Context
    from designer.specs.schemas.nodes import Node, Shape

WHOLE = ("integer", "int32", "int64", "uint32", "uint64")
"""Formats that make a number a whole one."""


def field_of(path: str, node: Node, shape: Shape, *, access: Access, required: bool = False, context: Context | None = None) -> Field:
    """Return the field at *path*; what is only read is never required when writing, and the other way round."""
    told = shape.told
    if told is None:
        told = shape.told = _told(shape)
    facts = shape.facts
    read_only = facts.get("readOnly") is True or (context is not None and context.read_only)
    write_only = facts.get("writeOnly") is True or (context is not None and context.write_only)
    is_foreign = read_only if access == "write" else write_only
    return Field(
        path=path,
        required=required and not is_foreign,
        read_only=read_only,
        write_only=write_only,
        only_on_request=(context.on_request if context else "") or ("$expand" if facts.get("x-ms-navigationProperty") is True else ""),
        branch=context.branch if context else "",
        **_stands(node, facts),
        **told,
    )


def _told(shape: Shape) -> dict[str, Any]:
    """Return what a schema says of a value wherever it is used, in the words of `Field`."""
    facts = shape.facts
    return {
        "types": ("integer",) if shape.types == ("number",) and facts.get("format") in WHOLE else shape.types,
        "format": text(facts.get("format")),
        "enum": _enum(facts),
        "nullable": shape.nullable,
        "description": text(facts.get("description")),
        "title": text(facts.get("title")),
        "example": _example(facts),
        "default": _default(facts, shape.types),
        "minimum": _bound(facts, "minimum", "exclusiveMinimum"),
        "maximum": _bound(facts, "maximum", "exclusiveMaximum"),
        "excludes_minimum": _excludes(facts, "minimum", "exclusiveMinimum"),
        "excludes_maximum": _excludes(facts, "maximum", "exclusiveMaximum"),
        "multiple_of": _step(facts.get("multipleOf")),
        "min_length": _count(facts.get("minLength")),
        "max_length": _count(facts.get("maxLength")),
        "pattern": text(facts.get("pattern")),
        "min_items": _count(facts.get("minItems")),
        "max_items": _count(facts.get("maxItems")),
        "unique_items": facts.get("uniqueItems") is True,
        "needs_one_of": shape.needs_one_of,
        "deprecated": facts.get("deprecated") is True,
        "free_form": shape.is_free_form,
        "content_encoding": text(facts.get("contentEncoding")),
        "content_media_type": text(facts.get("contentMediaType")),
    }


def _enum(facts: dict[str, Any]) -> tuple[Scalar, ...]:
    values = [facts["const"]] if "const" in facts else facts.get("enum")
    if not isinstance(values, list):
        return ()
    kept: dict[tuple[str, Scalar], None] = {(type_of(v), v): None for v in values if v is not None and not isinstance(v, dict | list)}
    return tuple(value for _, value in kept)


def _example(facts: dict[str, Any]) -> Json:
    """Return one example; `examples` is a list in JSON Schema, and a map of `{value}` where a parameter's schema holds it."""
    many = facts.get("examples")
    example: Json = facts.get("example")
    if example is None and isinstance(many, list) and many:
        example = many[0]
    return example


def _default(facts: dict[str, Any], types: tuple[str, ...]) -> Json:
    """Return the default, `"false"` on a boolean read as what it means."""
    default: Json = facts.get("default")
    if types == ("boolean",) and isinstance(default, str):
        return {"true": True, "false": False}.get(default.lower())
    return default


def _number(value: Any) -> float | None:
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def _count(value: Any) -> int | None:
    return int(value) if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value) else None


def _step(value: Any) -> float | None:
    step = _number(value)
    return step if step is not None and 0 < step < math.inf else None


def _bound(facts: dict[str, Any], word: str, exclusive: str) -> float | None:
    """Return the narrower of a bound and its exclusive sister, which is a number of its own from JSON Schema draft 6 on."""
    bounds = [bound for bound in (_number(facts.get(word)), _number(facts.get(exclusive))) if bound is not None]
    return None if not bounds else max(bounds) if word == "minimum" else min(bounds)


def _excludes(facts: dict[str, Any], word: str, exclusive: str) -> bool:
    """Tell whether the bound itself is not allowed: by the flag of OpenAPI 3.0, or by a number of its own."""
    told = facts.get(exclusive)
    return told is True or (_number(told) is not None and told == _bound(facts, word, exclusive))


def _stands(node: Node, facts: dict[str, Any]) -> dict[str, Any]:
    """Return where a field is told of, and what it rests on, in the words of `Field`."""
    while not node.places and node.alternatives:
        node = node.alternatives[0]
    if not node.places:
        return {}
    place = next((one for one in node.places if not is_laid(one.value)), node.places[0])
    document = place.document
    told: dict[str, Any] = {"pointer": place.pointer}
    if isinstance(place.value, dict) and (document.virtual or document.proof):
        is_virtual = virtual_home(document, place.pointer)
        told["pointer"] = str(place.value.get(PLACE_MARK) or (place.value.get("$ref", place.pointer) if is_virtual else place.pointer))
    if document.is_beside:
        told["file"] = document.file
    proof = facts.get(PROOF_MARK) or proof_of(document, place.pointer)
    if proof in PROOFS:
        told["proof"] = proof
    return told
