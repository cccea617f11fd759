"""A request's form: held against a JSON Schema made from the SDK's own types, closed against fields they do not know."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

from tests.standin.refused import RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import ValidationError
    from jsonschema_rs import Draft202012Validator as FastValidator

AS_HEADERS = ("betas", "user_profile_id", "workspace_id")
"""Arguments of the SDK that travel as headers: in a body they are unknown."""
OPEN = ("InputSchemaTyped",)
"""Types that take any further field: a tool's schema."""


def hold_against_types(body: dict[str, Any], *, counts_tokens: bool = False) -> None:
    """Refuse a body whose form the SDK's types do not know, naming the first field that is wrong."""
    kind = "MessageCountTokensParams" if counts_tokens else f"MessageCreateParams{'' if body.get('stream') else 'Non'}Streaming"
    fast, exact = _validators(kind)
    if fast.is_valid(body):
        return
    faults = sorted(exact.iter_errors(body), key=lambda fault: len(fault.absolute_path))
    raise RefusedError(_reason(faults[0]) if faults else "the body is not as the types say")


@lru_cache(maxsize=3)
def _validators(kind: str) -> tuple[FastValidator, Draft202012Validator]:
    """Return a fast judge, and a slow one that can say why."""
    import jsonschema_rs
    from jsonschema import Draft202012Validator

    schema = {"$defs": _definitions(counts_tokens=kind.startswith("MessageCount")), "$ref": f"#/$defs/{kind}"}
    return jsonschema_rs.Draft202012Validator(schema), Draft202012Validator(schema)


@lru_cache(maxsize=2)
def _definitions(*, counts_tokens: bool) -> dict[str, Any]:
    """Return the schemas of all types that a request can hold."""
    from anthropic.types.message_count_tokens_params import MessageCountTokensParams
    from anthropic.types.message_create_params import MessageCreateParams
    from pydantic import TypeAdapter

    if counts_tokens:
        schema = TypeAdapter(MessageCountTokensParams).json_schema()
        definitions = schema.pop("$defs")
        definitions["MessageCountTokensParams"] = schema
    else:
        definitions = TypeAdapter(MessageCreateParams).json_schema()["$defs"]
    for name, one in definitions.items():
        _close(name, one)
    return cast("dict[str, Any]", json.loads(json.dumps(definitions)))


def _close(name: str, schema: dict[str, Any]) -> None:
    if schema.get("type") != "object":
        return
    if name not in OPEN:
        schema.setdefault("additionalProperties", False)
    if name.startswith("Message"):
        for header in AS_HEADERS:
            schema["properties"].pop(header, None)


def _reason(fault: ValidationError) -> str:
    """Descend into the alternative that was meant, so that the field which is wrong is named and not the whole block."""
    while fault.context:
        alternatives: dict[Any, list[ValidationError]] = {}
        for inner in fault.context:
            alternatives.setdefault(inner.schema_path[0], []).append(inner)
        fault = max(min(alternatives.values(), key=_farness), key=lambda one: len(one.absolute_path))
    return f"{'.'.join(map(str, fault.absolute_path)) or 'body'}: {fault.message[:300]}"


def _farness(faults: Iterable[ValidationError]) -> tuple[bool, bool, int]:
    """Tell how far a value is from an alternative: another `type` is farthest, then another kind of JSON, then many faults."""
    faults = list(faults)
    is_other_type = any(one.validator in ("const", "enum") and list(one.path)[-1:] == ["type"] for one in faults)
    return is_other_type, any(one.validator == "type" and not one.path for one in faults), len(faults)
