"""What the design's schema says of a place: which member it is, and what it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from designer.files.design_file import design_schema

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.plan.claude.proposal.addressing import Step

DESIGN: dict[str, Any] = {"$ref": "#/$defs/Design"}


def entry_at(steps: Sequence[Step]) -> dict[str, Any] | None:
    """Return the schema of what stands at a place, alternatives as one; None if no design has such a place."""
    schema = cast("dict[str, Any]", design_schema())
    entry: dict[str, Any] | None = resolved(DESIGN, schema)
    for step in steps:
        if entry is None:
            return None
        held = entry.get("properties", {}).get(step) if isinstance(step, str) else entry.get("items")
        entry = resolved(held, schema) if held is not None else None
    return entry


def resolved(entry: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    """Return an entry of the schema with its reference followed; what may be one of several nouns has the members of all."""
    options = [option for key in ("oneOf", "anyOf") for option in entry.get(key, ()) if option.get("type") != "null"]
    if options:
        nouns = [resolved(option, schema) for option in options]
        return {**nouns[0], "properties": {name: held for noun in nouns for name, held in noun.get("properties", {}).items()}}
    reference = entry.get("$ref", "")
    noun = reference.rpartition("/")[2]
    return cast("dict[str, Any]", (schema if noun == "Design" else schema["$defs"][noun]) if reference else entry)
