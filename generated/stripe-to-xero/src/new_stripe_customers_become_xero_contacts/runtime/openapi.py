"""A system's document in `specs/` as the connector needs it: operations with JSON Schemas (draft 2020-12).

Reads OpenAPI 3.0, 3.1, 3.2, Swagger 2.0, and a bare JSON Schema, which stands for an object behind `GET /{endpoint}` and
`POST /{endpoint}`.

Depends on: the standard library.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

METHODS = ("get", "put", "post", "patch", "delete", "head", "options", "query")
FORM = "application/x-www-form-urlencoded"
Schema = dict[str, Any]


@dataclass(frozen=True)
class Parameter:
    """A parameter of an operation."""

    name: str
    location: str
    required: bool
    schema: Schema


@dataclass(frozen=True)
class Operation:
    """One method on one path, its schemas still with references into the document."""

    method: str
    path: str
    parameters: tuple[Parameter, ...] = ()
    bodies: dict[str, Schema] = field(default_factory=dict)
    """Schema by media type."""
    body_required: bool = False
    answers: dict[str, Schema] = field(default_factory=dict)
    """Schema by status, `{}` where the document gives none."""

    def matches(self, path: str) -> bool:
        """Tell whether a concrete path is one of this operation."""
        pattern = re.sub(r"\\\{[^/]+?\\\}", "[^/]+", re.escape(self.path))
        return re.fullmatch(pattern, path) is not None

    @property
    def success(self) -> tuple[int, Schema]:
        """Return status and schema of the first 2xx answer."""
        for status, schema in self.answers.items():
            if status.startswith("2"):
                return int(status) if status.isdigit() else 200, schema
        return 200, self.answers.get("default", {})


@dataclass(frozen=True)
class Document:
    """A system's document."""

    root: Schema
    operations: tuple[Operation, ...]

    def find(self, method: str, path: str) -> Operation | None:
        """Return the operation of a concrete path or a path template; literal paths before those with parameters."""
        found = [o for o in self.operations if o.method == method.upper() and (o.path == path or o.matches(path))]
        return min(found, key=lambda operation: (operation.path != path, operation.path.count("{")), default=None)

    def resolve(self, schema: Any) -> Schema:
        """Follow references to the schema itself; one that leads nowhere allows anything."""
        seen: set[str] = set()
        while isinstance(schema, dict) and isinstance(schema.get("$ref"), str) and schema["$ref"] not in seen:
            seen.add(schema["$ref"])
            schema = _at(self.root, schema["$ref"])
        return schema if isinstance(schema, dict) else {}


def read_document(path: Path) -> Document:
    """Read a document of `specs/`."""
    return document_of(json.loads(path.read_text(encoding="utf-8")))


def document_of(root: Schema) -> Document:
    """Return a document with its operations."""
    if "openapi" not in root and "swagger" not in root:
        return Document(root, _of_object(root))
    reader = Document(root, ())
    return Document(root, tuple(_operation(reader, path, method) for path, method in _entries(reader)))


def _entries(document: Document) -> list[tuple[str, str]]:
    return [(path, m) for path, item in document.root.get("paths", {}).items() for m in METHODS if m in document.resolve(item)]


def _operation(document: Document, path: str, method: str) -> Operation:
    item = document.resolve(document.root["paths"][path])
    operation = item[method]
    given = [document.resolve(p) for p in [*item.get("parameters", []), *operation.get("parameters", [])]]
    if "swagger" in document.root:
        bodies, required = _swagger_bodies(document, operation, given)
        answers = {str(status): document.resolve(a).get("schema", {}) for status, a in operation.get("responses", {}).items()}
    else:
        body = document.resolve(operation.get("requestBody", {}))
        bodies, required = _schemas(body), body.get("required") is True
        answers = {str(status): _json(document.resolve(answer)) for status, answer in operation.get("responses", {}).items()}
    named = {(p.get("in"), p.get("name")): p for p in given if p.get("in") in {"path", "query", "header", "cookie"}}
    parameters = tuple(
        Parameter(str(name), str(place), p.get("required") is True, p.get("schema", p)) for (place, name), p in named.items()
    )
    return Operation(method.upper(), path, parameters, bodies, body_required=required, answers=answers)


def _schemas(holder: Schema) -> dict[str, Schema]:
    return {media.partition(";")[0].strip(): content.get("schema", {}) for media, content in holder.get("content", {}).items()}


def _json(answer: Schema) -> Schema:
    """Return the schema of an answer's JSON, else of whatever it has first."""
    schemas = _schemas(answer)
    return next((schema for media, schema in schemas.items() if is_json(media)), next(iter(schemas.values()), {}))


def _swagger_bodies(document: Document, operation: Schema, given: list[Schema]) -> tuple[dict[str, Schema], bool]:
    consumes = operation.get("consumes", document.root.get("consumes", ["application/json"])) or ["application/json"]
    body = next((p for p in given if p.get("in") == "body"), None)
    if body is not None:
        return {media.partition(";")[0].strip(): body.get("schema", {}) for media in consumes}, body.get("required") is True
    form = [p for p in given if p.get("in") == "formData"]
    if not form:
        return {}, False
    needed = [p["name"] for p in form if p.get("required") is True]
    words = {"name", "in", "required", "collectionFormat"}
    schema = {
        "type": "object",
        "properties": {p["name"]: {k: v for k, v in p.items() if k not in words} for p in form},
        **({"required": needed} if needed else {}),
    }
    return {media.partition(";")[0].strip(): schema for media in consumes if "form" in media} or {FORM: schema}, bool(needed)


def _of_object(root: Schema) -> tuple[Operation, ...]:
    """Return the two operations that stand for the unknown endpoint of an object."""
    endpoint = Parameter("endpoint", "path", True, {"type": "string"})
    whole: Schema = {"$ref": "#"}
    return (
        Operation("GET", "/{endpoint}", (endpoint,), answers={"200": whole}),
        Operation("POST", "/{endpoint}", (endpoint,), {"application/json": whole}, body_required=True, answers={"200": whole}),
    )


def is_json(media_type: str) -> bool:
    """Tell whether a media type is JSON of some kind."""
    return media_type.endswith(("/json", "+json")) or media_type in {"", "*/*"}


def _at(root: Any, reference: str) -> Any:
    """Return what a reference inside the document leads to."""
    if not reference.startswith("#"):
        return {}
    value = root
    for part in reference[1:].split("/")[1:]:
        key = re.sub("%([0-9A-Fa-f]{2})", lambda found: chr(int(found[1], 16)), part).replace("~1", "/").replace("~0", "~")
        if isinstance(value, list):
            value = value[int(key)] if key.isdigit() and int(key) < len(value) else {}
        else:
            value = value.get(key, {}) if isinstance(value, dict) else {}
    return value
