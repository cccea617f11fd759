"""What a schema may hold that the service turns into a grammar: those of strict tools, and that of a structured reply."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.standin.refused import RefusedError

if TYPE_CHECKING:
    from tests.standin.models import Model
    from tests.standin.sent import Sent

OPTIONAL = 24
"""Optional parameters at most, over all schemas of a request together."""
UNIONS = 16
"""Parameters with alternatives at most, likewise."""
STRICT_TOOLS = 20
BANNED = frozenset(
    {
        "exclusiveMaximum",
        "exclusiveMinimum",
        "maxItems",
        "maxLength",
        "maximum",
        "minLength",
        "minimum",
        "multipleOf",
        "oneOf",
        "pattern",
        "uniqueItems",
    }
)
"""Keywords that the grammar cannot hold. `minItems` is taken as 0 or 1."""
NESTED = ("items", "anyOf", "allOf")


def strict_schemas(body: dict[str, Any], _model: Model, _sent: Sent) -> None:
    """Keep to what a grammar can hold: closed objects, no recursion, no bounds, few optional and few union-typed parameters."""
    strict = [(f"tools.{place}.custom", tool["input_schema"]) for place, tool in enumerate(body.get("tools", [])) if tool.get("strict")]
    if len(strict) > STRICT_TOOLS:
        raise RefusedError(f"Too many strict tools ({len(strict)}). The maximum number of strict tools supported is {STRICT_TOOLS}")
    reply = (body.get("output_config") or {}).get("format")
    named = [(f"{where}.input_schema", schema) for where, schema in strict] + (
        [("output_config.format.schema", reply["schema"])] if reply else []
    )
    tally = _Tally()
    for where, schema in named:
        _Walk(where, schema.get("$defs", {}), tally).into(schema)
    if tally.unions > UNIONS:
        raise RefusedError(
            f"Schemas contains too many parameters with union types ({tally.unions} parameters with type arrays or anyOf) (limit: {UNIONS})"
        )
    if tally.optional > OPTIONAL:
        raise RefusedError(f"Schemas contains too many optional parameters ({tally.optional}) (limit: {OPTIONAL})")


@dataclass(slots=True)
class _Tally:
    """What is counted over all schemas of a request."""

    optional: int = 0
    unions: int = 0


@dataclass(frozen=True, slots=True)
class _Walk:
    """One schema on its way through the rules."""

    where: str
    definitions: dict[str, Any]
    tally: _Tally

    def into(self, schema: Any, above: tuple[str, ...] = ()) -> None:
        """Walk over a schema and all within it; *above* are the references that led here."""
        if isinstance(schema, list):
            for one in schema:
                self.into(one, above)
        if not isinstance(schema, dict):
            return
        self._refuse_keywords(schema)
        self.tally.unions += "anyOf" in schema or isinstance(schema.get("type"), list)
        self.tally.optional += len(set(schema.get("properties", {})) - set(schema.get("required", [])))
        if reference := schema.get("$ref"):
            if reference in above:
                raise RefusedError(f"{self.where}: Circular reference detected in schema definitions: {reference}")
            self.into(self.definitions.get(reference.rsplit("/", 1)[-1], {}), (*above, reference))
        for one in schema.get("properties", {}).values():
            self.into(one, above)
        for word in NESTED:
            self.into(schema.get(word), above)

    def _refuse_keywords(self, schema: dict[str, Any]) -> None:
        kind = schema.get("type")
        if banned := sorted(BANNED & schema.keys()):
            raise RefusedError(f"{self.where}: For '{kind}' type, property '{banned[0]}' is not supported")
        if schema.get("minItems", 0) > 1:
            raise RefusedError(f"{self.where}: For 'array' type, 'minItems' values other than 0 or 1 are not supported")
        if (kind == "object" or (isinstance(kind, list) and "object" in kind)) and schema.get("additionalProperties") is not False:
            raise RefusedError(f"{self.where}: For 'object' type, 'additionalProperties' must be explicitly set to false")
