"""The arguments of a tool's call: all that is wrong with them at once, and what a model often means by a wrong form."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

from designer.files.faults import Fault, faults
from designer.plan.claude.proposal.bounds import bound_faults
from designer.plan.claude.tools.declarations import TOOLS

if TYPE_CHECKING:
    from designer.model.scalars import Json, JsonObject

SCHEMAS: dict[str, Any] = {str(tool["name"]): tool["input_schema"] for tool in TOOLS}
LISTED: Any = {"type": "object", "properties": {"patches": {"type": "array"}}, "required": ["patches"], "additionalProperties": False}
"""What is asked of patches here: each patch is looked at by itself, so that all faults are told at once."""
WRITTEN_AS_TEXT = {"submit_design": "design", "patch_design": "patches", "submit_narrative": "narrative"}
"""Members that models now and then write as a text that holds JSON."""


def argument_faults(name: str, arguments: Json) -> list[Fault]:
    """Return what is wrong with the arguments of a tool."""
    return bound_faults(arguments) or faults(arguments, LISTED if name == "patch_design" else SCHEMAS[name])


def as_meant(name: str, arguments: Json) -> Json:
    """Return the arguments with what was written as a text of JSON read, and a single patch as a list of one."""
    key = WRITTEN_AS_TEXT.get(name, "")
    if not isinstance(arguments, dict) or key not in arguments:
        return arguments
    value = arguments[key]
    if isinstance(value, str):
        value = _read(value)
    if key == "patches" and isinstance(value, dict):
        value = [value]
    return cast("JsonObject", {**arguments, key: value})


def _read(text: str) -> Json:
    try:
        return cast("Json", json.loads(text))
    except (ValueError, RecursionError):
        return text
