"""What a tool's declaration must be."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tests.standin.refused import RefusedError

if TYPE_CHECKING:
    from tests.standin.models import Model
    from tests.standin.sent import Sent

NAME = re.compile(r"[a-zA-Z0-9_-]{1,128}")
NOT_AT_THE_TOP = ("oneOf", "allOf", "anyOf")


def tool_names(body: dict[str, Any], _model: Model, _sent: Sent) -> None:
    """Name each tool once, in letters, digits, `_` and `-`."""
    seen: set[str] = set()
    for place, tool in enumerate(body.get("tools", [])):
        name = tool.get("name", "")
        if not NAME.fullmatch(name):
            raise RefusedError(f"tools.{place}.custom.name: String should match pattern '^{NAME.pattern}$'")
        if name in seen:
            raise RefusedError(f"tools: Tool names must be unique: {name}")
        seen.add(name)


def tool_schemas(body: dict[str, Any], _model: Model, _sent: Sent) -> None:
    """Describe a tool's input by one schema of an object, without alternatives at its top."""
    for place, tool in enumerate(body.get("tools", [])):
        schema = tool.get("input_schema", {"type": "object"})
        if schema.get("type") != "object":
            raise RefusedError(f"tools.{place}.custom.input_schema.type: Input should be 'object'")
        if wrong := [word for word in NOT_AT_THE_TOP if word in schema]:
            raise RefusedError(f"tools.{place}.custom.input_schema: input_schema does not support {wrong[0]} at the top level")
