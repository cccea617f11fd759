"""OpenAPI's own meta-schemas as the installed validators ship them: found without importing those, compiled once."""

from __future__ import annotations

import functools
import importlib.util
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from designer.specs.documents.library import steps_of
from designer.specs.validation.directed import directed

if TYPE_CHECKING:
    from designer.model.scalars import JsonObject

VERSIONS = ("2.0", "3.0", "3.1", "3.2")
DIALECTS = {"3.1": "https://spec.openapis.org/oas/3.1/dialect/base", "3.2": "https://spec.openapis.org/oas/3.2/dialect/2025-09-17"}
"""From 3.1 on a document may name the dialect of its schemas, so its meta-schema leaves them open; these are meant if it names none."""
JSON_SCHEMA = "https://json-schema.org/draft/2020-12/schema"


def version_of(root: JsonObject) -> str:
    """Return the version whose meta-schema a document must fit (`3.1`), empty if it names none that is known."""
    said = str(root["swagger"] if "swagger" in root else root.get("openapi", ""))
    return next((version for version in VERSIONS if said == version or said.startswith(f"{version}.")), "")


def validator_of(version: str, *, dialect: str = "", with_schemas: bool = True) -> Any:
    """Return the compiled validator of a version. A foreign dialect's schemas are not looked into. No network is used."""
    return _compiled(version, with_schemas=with_schemas and version in DIALECTS and dialect in ("", DIALECTS[version]))


def schema_at(location: str) -> Any:
    """Return what stands in a meta-schema at an address with a pointer; nothing where there is no such place."""
    address, _, pointer = location.partition("#")
    own = {version: _meta_schema(version) for version in VERSIONS}
    value: Any = own.get(address) or next((schema for schema in own.values() if schema.get("$id") == address), _resources().get(address))
    for step in steps_of(pointer):
        if isinstance(value, list) and step.isdigit() and int(step) < len(value):
            value = value[int(step)]
        else:
            value = value.get(step) if isinstance(value, dict) else None
    return value


@functools.cache
def _compiled(version: str, *, with_schemas: bool) -> Any:
    import jsonschema_rs  # noqa: PLC0415 - 25 ms that only a cold load needs

    schema = _meta_schema(version)
    if with_schemas:
        joined = {"$dynamicAnchor": "meta", "$ref": DIALECTS[version]}
        schema = {"$schema": JSON_SCHEMA, "$id": f"{schema['$id']}/base", "$ref": schema["$id"], "$defs": {"schema": joined}}
    registry = jsonschema_rs.Registry(list(_resources().items()))
    return jsonschema_rs.validator_for(schema, registry=registry, offline=True, validate_formats=False)


@functools.cache
def _resources() -> dict[str, Any]:
    """Return by their addresses what the meta-schemas refer to: each other, the dialects' parts, and draft 4 (from 2.0)."""
    dialects = sorted(
        path for path in (_folder("openapi_schema_validator") / "schemas").rglob("*") if path.is_file() and path.name[0] != "."
    )
    draft_4 = _folder("jsonschema_specifications") / "schemas" / "draft4" / "metaschema.json"
    found = [_meta_schema(version) for version in DIALECTS] + [json.loads(path.read_bytes()) for path in (*dialects, draft_4)]
    return {str(schema.get("$id") or schema["id"]).removesuffix("#"): schema for schema in found}


@functools.cache
def _meta_schema(version: str) -> Any:
    path = _folder("openapi_spec_validator") / "resources" / "schemas" / f"v{version}" / "schema.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    return schema if version in DIALECTS else directed(schema)


def _folder(package: str) -> Path:
    """Return where a package lies; importing it would cost half a second."""
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(package)
    return Path(spec.origin).parent
