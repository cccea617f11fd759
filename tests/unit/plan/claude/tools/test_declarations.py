"""What the model is told of its tools keeps the service's limits."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from designer.plan.claude.tools import TOOLS
from designer.plan.claude.tools.arguments import argument_faults

if TYPE_CHECKING:
    from collections.abc import Iterator

BOUNDS = {"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength", "maxLength", "pattern", "maxItems"}
BANNED = BOUNDS | {"uniqueItems", "oneOf", "$ref"}
"""Keywords that the service refuses in strict tools."""
MOST_OPTIONAL = 24
LARGEST = 1_600 * 3.5


def objects(schema: Any) -> Iterator[dict[str, Any]]:
    """Yield the schemas inside a schema."""
    if isinstance(schema, dict):
        yield schema
        for value in schema.values():
            yield from objects(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from objects(value)


def test_names_are_sorted_and_unique() -> None:
    """The same bytes in every run, in an order that an addition changes least."""
    names = [str(tool["name"]) for tool in TOOLS]
    assert names == sorted(set(names))
    assert json.dumps(TOOLS) == json.dumps(TOOLS)


def test_strict_tools_keep_the_limits() -> None:
    """No bounds, everything closed, few optional members."""
    strict: list[Any] = [tool["input_schema"] for tool in TOOLS if tool.get("strict")]
    assert len(strict) == 3
    optional = 0
    for schema in strict:
        for one in objects(schema):
            assert not BANNED & one.keys()
            if one.get("type") == "object":
                assert one["additionalProperties"] is False
                optional += len(set(one["properties"]) - set(one["required"]))
    assert optional <= MOST_OPTIONAL


def test_descriptions_teach_by_an_example_that_is_valid() -> None:
    """Each tool with arguments shows a call; the call fits the tool's own schema."""
    for tool in TOOLS:
        description = str(tool["description"])
        if tool["name"] == "check_design":
            continue
        example = json.loads(description.partition("Example: ")[2])
        assert not argument_faults(str(tool["name"]), example)


def test_all_of_it_is_short() -> None:
    """The declarations stand in front of every request."""
    assert len(json.dumps(TOOLS)) < LARGEST
