"""Values by names that they have elsewhere, and transforms in forms that can mean one thing only."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, get_args

from designer.model.transform import Transform
from designer.plan.claude.proposal.kinds import entry_of, members_of

if TYPE_CHECKING:
    from collections.abc import Mapping

TYPES = {"str": "string", "text": "string", "int": "integer", "float": "number", "decimal": "number", "bool": "boolean"}
COLUMN_TYPES = {
    **dict.fromkeys(("string", "str", "varchar"), "text"),
    **dict.fromkeys(("number", "numeric", "float"), "decimal"),
    **dict.fromkeys(("int", "bigint"), "integer"),
    **dict.fromkeys(("bool",), "boolean"),
    **dict.fromkeys(("datetime", "timestamptz"), "timestamp"),
}
COMPARISONS = {
    **dict.fromkeys(("==", "=", "eq", "equal", "is"), "equals"),
    **dict.fromkeys(("!=", "<>", "ne", "not_equal"), "not_equals"),
    **dict.fromkeys((">", "gt", "greater_than"), "greater"),
    **dict.fromkeys(("<", "lt", "less_than"), "less"),
    **dict.fromkeys(("is_empty", "not_present", "not_exists"), "empty"),
    **dict.fromkeys(("is_present", "exists", "not_empty", "is_not_empty"), "present"),
}
ELSEWHERE: Mapping[tuple[str, str], Mapping[str, str]] = {
    ("Cast", "to"): TYPES,
    ("Column", "type"): COLUMN_TYPES,
    ("Comparison", "op"): COMPARISONS,
}
"""By noun and member: what a value is called elsewhere."""
NOUNS = {transform.name: transform.__name__ for transform in get_args(Transform)}
"""Nouns of the transforms, by their names."""
PAIRS = ("map", "mapping", "mappings", "pairs", "table")
"""What the rows of an `enum_map` are called elsewhere."""
ENDS = (("from", "to"), ("key", "value"))
"""What the two values of a row are called elsewhere."""


def meant_value(noun: str, member: str, value: Any) -> Any:
    """Return a value by the name that it has here; a number as text where only a text is taken."""
    if isinstance(value, str):
        return ELSEWHERE.get((noun, member), {}).get(value.lower(), value)
    if isinstance(value, int | float) and not isinstance(value, bool) and entry_of(noun, member).get("type") == "string":
        return json.dumps(value)
    return value


def meant_transform(value: Any) -> Any:
    """Return a transform that is written as its name alone, or as a list of one, with its values as they are called here."""
    if isinstance(value, list) and len(value) == 1:
        return meant_transform(value[0])
    if isinstance(value, str) and value in NOUNS:
        return {"name": value}
    noun = NOUNS.get(value["name"]) if isinstance(value, dict) and isinstance(value.get("name"), str) else None
    if noun is None:
        return value
    known = members_of(noun)
    read = {_member(noun, name, known, value): held for name, held in value.items()}
    if noun == NOUNS["enum_map"] and "values" in read:
        read["values"] = _rows(read["values"])
    return {name: meant_value(noun, name, held) for name, held in read.items()}


def _member(noun: str, name: str, known: tuple[str, ...], value: Mapping[str, Any]) -> str:
    is_rows = noun == NOUNS["enum_map"] and name in PAIRS and name not in known and "values" not in value
    return "values" if is_rows else name


def _rows(rows: Any) -> Any:
    """Return the rows of an `enum_map` that are written as an object, or with other names for their ends."""
    if isinstance(rows, dict):
        return [{"source": source, "target": target} for source, target in rows.items()]
    return [_row(row) for row in rows] if isinstance(rows, list) else rows


def _row(row: Any) -> Any:
    found = next(((source, target) for source, target in ENDS if isinstance(row, dict) and row.keys() == {source, target}), None)
    return {"source": row[found[0]], "target": row[found[1]]} if found else row
