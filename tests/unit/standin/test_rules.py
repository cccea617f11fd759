"""Each rule of the service: one request that breaks it and is refused, and its neighbour that keeps it and is answered."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.standin import StandIn
from tests.unit.standin.bodies import a_body, a_tool, calls, closed, marked, posted, result, says, strict

TEXT = {"type": "string"}
EITHER = {"anyOf": [TEXT, {"type": "null"}]}
LONG = 21_334
ADAPTIVE = {"type": "adaptive"}
NODE = {"$defs": {"node": closed({"next": {"$ref": "#/$defs/node"}})}}
LEAF = {"$defs": {"node": closed({"name": TEXT})}}
TO_NODE = {"next": {"$ref": "#/$defs/node"}}
OBJECT = {"type": "object", "properties": {}}


def numbered(count: int, schema: dict[str, Any]) -> dict[str, Any]:
    """Return as many properties of this schema."""
    return {f"p{number}": schema for number in range(count)}


CASES: dict[str, tuple[dict[str, Any], str, dict[str, Any]]] = {
    "a field that the types do not know": (
        a_body(temperature=0.2),
        "Additional properties are not allowed ('temperature' was unexpected)",
        a_body(metadata={"user_id": "x"}),
    ),
    "a field of the wrong kind, deep inside": (
        a_body(messages=[says({"type": "text", "text": 1})]),
        "messages.0.content.0.text: 1 is not of type 'string'",
        a_body(messages=[says({"type": "text", "text": "1"})]),
    ),
    "an effort that there is none of": (
        a_body(output_config={"effort": "huge"}),
        "output_config.effort: 'huge' is not one of",
        a_body(output_config={"effort": "high"}),
    ),
    "a model that does not exist": (a_body(model="claude-opus-9"), "model: claude-opus-9", a_body(model="claude-sonnet-5-5")),
    "no token of reply": (a_body(max_tokens=0), "max_tokens: must be greater than or equal to 1", a_body(max_tokens=1)),
    "a longer reply than the model gives": (a_body(max_tokens=128_001), "max_tokens: 128001 > 128000", a_body(max_tokens=128_000)),
    "a long reply without a stream": (
        a_body(max_tokens=LONG, stream=False),
        "streaming is required",
        a_body(max_tokens=LONG - 1, stream=False),
    ),
    "thinking with a budget on a model of 5.5": (
        a_body(thinking={"type": "enabled", "budget_tokens": 1024}, max_tokens=2000),
        "thinking.type: 'enabled' is not supported on claude-opus-5-5; use adaptive",
        a_body(thinking={"type": "adaptive", "display": "summarized"}),
    ),
    "thinking switched off on a model of 5.5": (
        a_body(thinking={"type": "disabled"}),
        "thinking.type: 'disabled' is not supported",
        a_body(thinking={"type": "disabled"}, model="claude-opus-4-6"),
    ),
    "thinking between tools on Opus": (
        a_body(thinking={"type": "between_tools"}),
        "thinking.type: 'between_tools'",
        a_body(thinking={"type": "between_tools"}, model="claude-sonnet-5-5"),
    ),
    "a budget as large as the reply": (
        a_body(model="claude-opus-4-5", thinking={"type": "enabled", "budget_tokens": 1024}, max_tokens=1024),
        "thinking.budget_tokens",
        a_body(model="claude-opus-4-5", thinking={"type": "enabled", "budget_tokens": 1024}, max_tokens=1025),
    ),
    "a forced tool on a model of 5.5": (
        a_body(tools=[a_tool()], tool_choice={"type": "tool", "name": "look"}),
        "tool_choice: forced tool use ('tool') is not supported on claude-opus-5-5",
        a_body(tools=[a_tool()], tool_choice={"type": "tool", "name": "look"}, model="claude-opus-4-6"),
    ),
    "any tool forced on a model of 5.5": (
        a_body(tools=[a_tool()], tool_choice={"type": "any"}, model="claude-sonnet-5-5"),
        "tool_choice: forced tool use ('any')",
        a_body(tools=[a_tool()], tool_choice={"type": "auto"}, model="claude-sonnet-5-5"),
    ),
    "two tools of one name": (
        a_body(tools=[a_tool(), a_tool()]),
        "Tool names must be unique: look",
        a_body(tools=[a_tool(), a_tool("see")]),
    ),
    "a tool's name with a dot": (a_body(tools=[a_tool("look.up")]), "tools.0.custom.name", a_body(tools=[a_tool("look-up_2")])),
    "alternatives at the top of a tool's input": (
        a_body(tools=[a_tool(input_schema={"type": "object", "anyOf": [OBJECT]})]),
        "does not support anyOf at the top level",
        a_body(tools=[a_tool(input_schema={"type": "object", "properties": {"a": {"anyOf": [OBJECT]}}})]),
    ),
    "twenty-one strict tools": (
        a_body(tools=[{**strict({}), "name": f"t{number}"} for number in range(21)]),
        "Too many strict tools (21)",
        a_body(tools=[{**strict({}), "name": f"t{number}"} for number in range(20)]),
    ),
    "twenty-five optional parameters over two strict tools": (
        a_body(tools=[strict(numbered(13, TEXT), required=[]), {**strict(numbered(12, TEXT), required=[]), "name": "see"}]),
        "too many optional parameters (25) (limit: 24)",
        a_body(tools=[strict(numbered(12, TEXT), required=[]), {**strict(numbered(12, TEXT), required=[]), "name": "see"}]),
    ),
    "seventeen parameters with alternatives": (
        a_body(tools=[strict(numbered(17, EITHER))]),
        "too many parameters with union types (17",
        a_body(tools=[strict(numbered(16, EITHER))]),
    ),
    "a bound in a strict schema": (
        a_body(tools=[strict({"limit": {"type": "integer", "minimum": 1}})]),
        "For 'integer' type, property 'minimum' is not supported",
        a_body(tools=[a_tool(input_schema=closed({"limit": {"type": "integer", "minimum": 1}}))]),
    ),
    "two items at least in a strict schema": (
        a_body(tools=[strict({"words": {"type": "array", "items": TEXT, "minItems": 2}})]),
        "'minItems' values other than 0 or 1",
        a_body(tools=[strict({"words": {"type": "array", "items": TEXT, "minItems": 1}})]),
    ),
    "an open object in a strict schema": (
        a_body(tools=[strict({"where": OBJECT})]),
        "'additionalProperties' must be explicitly set to false",
        a_body(tools=[strict({"where": closed({})})]),
    ),
    "recursion in a strict schema": (
        a_body(tools=[strict(TO_NODE, **NODE)]),
        "Circular reference detected in schema definitions: #/$defs/node",
        a_body(tools=[strict(TO_NODE, **LEAF)]),
    ),
    "a structured reply in an open object": (
        a_body(output_config={"format": {"type": "json_schema", "schema": OBJECT}}),
        "output_config.format.schema: For 'object' type",
        a_body(output_config={"format": {"type": "json_schema", "schema": closed({})}}),
    ),
    "five cache breakpoints": (
        a_body(
            tools=[a_tool(cache_control={"type": "ephemeral"})],
            system=[marked("a"), marked("b")],
            messages=[says(marked("c"), marked("d"))],
        ),
        "A maximum of 4 blocks with cache_control may be provided. Found 5.",
        a_body(tools=[a_tool(cache_control={"type": "ephemeral"})], system=[marked("a")], messages=[says(marked("c"), marked("d"))]),
    ),
    "a cache breakpoint of an hour after one of five minutes": (
        a_body(system=[marked("a"), marked("b", ttl="1h")]),
        "must not come after",
        a_body(system=[marked("a", ttl="1h"), marked("b")]),
    ),
    "a text of white space": (
        a_body(messages=[says(" \n")]),
        "text content blocks must contain non-whitespace text",
        a_body(messages=[says(" .\n")]),
    ),
    "a message of nothing": (a_body(messages=[says()]), "must have non-empty content", a_body(messages=[says("a")])),
    "a failed tool that does not say why": (
        a_body(messages=[says("a"), calls("t1"), says(result("t1", content="", is_error=True))]),
        "content cannot be empty if `is_error` is true",
        a_body(messages=[says("a"), calls("t1"), says(result("t1", content=""))]),
    ),
    "the model speaking first": (
        a_body(messages=[says("a", role="assistant"), says("b")]),
        'first message must use the "user" role',
        a_body(messages=[says("a"), says("b", role="assistant"), says("c")]),
    ),
    "words put into the model's mouth": (
        a_body(messages=[says("a"), says("{", role="assistant")]),
        "does not support assistant message prefill",
        a_body(messages=[says("a"), says("{", role="assistant"), says("b")]),
    ),
    "a tool call without its result": (
        a_body(messages=[says("a"), calls("t1", "t2"), says(result("t1"))]),
        "`tool_use` ids were found without `tool_result` blocks immediately after: t2",
        a_body(messages=[says("a"), calls("t1", "t2"), says(result("t2"), result("t1"))]),
    ),
    "a result that nobody asked for": (
        a_body(messages=[says("a"), calls("t1"), says(result("t1"), result("t2"))]),
        "unexpected `tool_use_id` found in `tool_result` blocks: t2",
        a_body(messages=[says("a"), calls("t1"), says(result("t1"))]),
    ),
    "two results of one call": (
        a_body(messages=[says("a"), calls("t1"), says(result("t1"), result("t1"))]),
        "each tool_use must have a single result",
        a_body(messages=[says("a"), calls("t1"), says(result("t1"))]),
    ),
    "a text before the results": (
        a_body(messages=[says("a"), calls("t1"), says("well", result("t1"))]),
        "`tool_result` blocks must come before other content",
        a_body(messages=[says("a"), calls("t1"), says(result("t1"), "well")]),
    ),
    "one id for two calls": (
        a_body(messages=[says("a"), calls("t1"), says(result("t1")), calls("t1"), says(result("t1"))]),
        "`tool_use` ids must be unique",
        a_body(messages=[says("a"), calls("t1"), says(result("t1")), calls("t2"), says(result("t2"))]),
    ),
    "thinking that nobody signed": (
        a_body(messages=[says("a"), says({"type": "thinking", "thinking": "hm", "signature": "sig"}, "b", role="assistant"), says("c")]),
        "Invalid `signature` in `thinking` block",
        a_body(messages=[says("a"), says("b", role="assistant"), says("c")]),
    ),
}


@pytest.fixture(scope="module")
def service() -> Any:
    """Return a stand-in that answers everything it does not refuse."""
    with StandIn(lambda _: {"content": [{"type": "text", "text": "Done."}]}) as one:
        yield one


@pytest.mark.parametrize("case", CASES)
def test_a_rule_refuses_what_breaks_it(service: StandIn, case: str) -> None:
    """The request is answered with an error that names the field or the block."""
    body, why, _ = CASES[case]
    status, text = posted(service.url, body)
    assert status == (404 if "model that does not exist" in case else 400)
    assert why in json.loads(text)["error"]["message"]


@pytest.mark.parametrize("case", CASES)
def test_a_rule_takes_the_neighbour(service: StandIn, case: str) -> None:
    """A request that differs in this one thing is answered."""
    status, text = posted(service.url, CASES[case][2])
    assert (status, "Done." in text) == (200, True), text


def test_a_request_needs_a_credential(service: StandIn) -> None:
    """Without one it is a 401; a key in either header will do."""
    assert posted(service.url, a_body(), authorization="")[0] == 401
    assert posted(service.url, a_body(), **{"authorization": "", "x-api-key": "any"})[0] == 200


def test_a_request_names_the_version_of_the_interface(service: StandIn) -> None:
    """Another version than the SDK's is refused."""
    assert posted(service.url, a_body(), **{"anthropic-version": "2023-06-01"})[0] == 400


def test_an_input_beyond_the_window_is_refused(service: StandIn) -> None:
    """A million tokens is the most that the model reads; the count is estimated."""
    status, text = posted(service.url, a_body(messages=[says("x" * 3_600_000)]))
    assert status == 400
    assert "prompt is too long" in text


def test_a_body_beyond_the_limit_is_refused(service: StandIn) -> None:
    """32 MB is the most that is taken at all."""
    assert posted(service.url, a_body(messages=[says("x" * 32_000_001)]))[0] == 413
