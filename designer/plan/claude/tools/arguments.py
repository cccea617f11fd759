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
WRITTEN_AS_TEXT = {"submit_design": ("design", "object"), "patch_design": ("patches", "array"), "submit_narrative": ("narrative", "object")}
"""Members that models now and then write as a text that holds JSON, and their type. What is inside is looked at where it is used, with all
its faults at once."""


def argument_faults(name: str, arguments: Json) -> list[Fault]:
    """Return what is wrong with the arguments of a tool."""
    return bound_faults(arguments) or faults(arguments, _schema(name))


def as_meant(name: str, arguments: Json) -> Json:
    """Return the arguments with what was written as a text of JSON read, and a single patch as a list of one."""
    key, _ = WRITTEN_AS_TEXT.get(name, ("", ""))
    if not isinstance(arguments, dict) or key not in arguments:
        return arguments
    value = arguments[key]
    if isinstance(value, str):
        value = _read(value)
    if key == "patches" and isinstance(value, dict):
        value = [value]
    return cast("JsonObject", {**arguments, key: value})


def _schema(name: str) -> Any:
    if name not in WRITTEN_AS_TEXT:
        return SCHEMAS[name]
    key, kind = WRITTEN_AS_TEXT[name]
    return {"type": "object", "properties": {key: {"type": kind}}, "required": [key], "additionalProperties": False}


def _read(text: str) -> Json:
    try:
        return cast("Json", json.loads(text))
    except (ValueError, RecursionError):
        return text
