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


def members_of(noun: str) -> tuple[str, ...]:
    """Return the members that a noun of the schema has."""
    return tuple(_noun(noun).get("properties", ()))


def entry_of(noun: str, member: str, *, of_items: bool = False) -> dict[str, Any]:
    """Return the schema of a noun's member, or of the items of the list that it is; empty if there is none."""
    schema = cast("dict[str, Any]", design_schema())
    entry = resolved(_noun(noun).get("properties", {}).get(member, {}), schema)
    return resolved(entry.get("items", {}), schema) if of_items else entry


def _noun(noun: str) -> dict[str, Any]:
    schema = cast("dict[str, Any]", design_schema())
    return cast("dict[str, Any]", schema if noun == "Design" else schema["$defs"].get(noun, {}))
