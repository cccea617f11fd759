"""A meta-schema's choices (`oneOf`, `anyOf`) turned into `if` and `then`: the alternative meant is known before it fails.

An undirected choice that fails gives the errors of all alternatives with a copy of what was held against them, at each level of nested
schemas: a hostile document of a few kilobytes would fill the memory. Directed, the error is the one at the deepest place. What is
accepted stays the same; a choice that shows no direction is left as it is.
"""

from __future__ import annotations

from typing import Any

DRAFT_7 = "http://json-schema.org/draft-07/schema#"
"""The oldest draft that knows `if`; of what the meta-schemas use only two keywords changed since draft 4."""


def directed(meta_schema: dict[str, Any]) -> dict[str, Any]:
    """Return a draft 4 meta-schema as one of draft 7 in which choices are directed."""
    result: dict[str, Any] = _copied(meta_schema, meta_schema)
    result["$schema"] = DRAFT_7
    if "id" in result:
        result["$id"] = result.pop("id")
    return result


def _copied(value: Any, root: dict[str, Any]) -> Any:
    if isinstance(value, list):
        return [_copied(item, root) for item in value]
    if not isinstance(value, dict):
        return value
    result = {key: _copied(item, root) for key, item in value.items()}
    if result.get("exclusiveMinimum") is True:
        result["exclusiveMinimum"] = result.pop("minimum")
    for key in ("oneOf", "anyOf"):
        choice = _choice(result[key], root) if isinstance(result.get(key), list) else None
        if choice:
            del result[key]
            result["allOf"] = [*result.get("allOf", []), choice]
    return result


def _choice(alternatives: list[Any], root: dict[str, Any]) -> dict[str, Any] | None:
    """Return a schema that accepts what the choice accepts, nothing if no direction shows."""
    references = [one for one in alternatives if "$ref" in _meant(one, root).get("required", ())]
    others = [one for one in alternatives if one not in references]
    rest = others[0] if len(others) == 1 else _by_type(others, root) or _by_constant(others, root)
    if len(references) == 1 and others:
        # All other alternatives refuse a member `$ref`.
        return {"if": {"type": "object", "required": ["$ref"]}, "then": references[0], "else": rest or {"oneOf": others}}
    return rest if len(others) > 1 else None


def _by_type(alternatives: list[Any], root: dict[str, Any]) -> dict[str, Any] | None:
    types = [_meant(one, root).get("type") for one in alternatives]
    if not all(isinstance(one, str) for one in types) or len(set(types)) < len(types):
        return None
    last: dict[str, Any] = {"type": types}
    for kind, one in zip(reversed(types), reversed(alternatives), strict=True):
        last = {"if": {"type": kind}, "then": one, "else": last}
    return last


def _by_constant(alternatives: list[Any], root: dict[str, Any]) -> dict[str, Any] | None:
    """Direct by a member that has other values in each alternative, such as `in` of a parameter."""
    members = [_meant(one, root).get("properties", {}) for one in alternatives]
    for name in members[0]:
        values = [member.get(name, {}).get("enum", []) for member in members]
        together = [value for some in values for value in some]
        if all(values) and len({str(value) for value in together}) == len(together):
            last: dict[str, Any] = {"required": [name], "properties": {name: {"enum": together}}}
            for some, one in zip(reversed(values), reversed(alternatives), strict=True):
                last = {"if": {"required": [name], "properties": {name: {"enum": some}}}, "then": one, "else": last}
            return last
    return None


def _meant(schema: Any, root: dict[str, Any]) -> dict[str, Any]:
    """Return the definition that an alternative refers to, or what it is itself."""
    reference = schema.get("$ref", "")
    if reference.startswith("#/definitions/"):
        found: dict[str, Any] = root["definitions"][reference.removeprefix("#/definitions/")]
        return found
    return dict(schema)
