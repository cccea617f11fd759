"""Nesting beyond measure: refused before or while it is parsed, or walked as far as a person reads."""

from __future__ import annotations

from typing import Any

from tests.hostile.cases.aliases import WITHOUT_RYAML
from tests.hostile.cases.case import SPEC, YAML, Case, designed, search, things

HEAD = '{"openapi": "3.1.0", "info": {"title": "Things", "version": "1"}, "x-deep": '
TAIL = ', "paths": {"/things": {"post": {"summary": "Create a thing", "responses": {"200": {"description": "ok"}}}}}}'
BLOCK = "openapi: 3.1.0\ninfo: {title: Things, version: '1'}\npaths: {}\n"
PYYAML = {"WITHOUT": str(WITHOUT_RYAML)}


def _nested(word: str, depth: int) -> str:
    """Return the JSON text of schemas inside each other; json.dumps would not go that deep."""
    opening = {
        "properties": '{"type": "object", "properties": {"a": ',
        "items": '{"type": "array", "items": ',
        "additionalProperties": '{"type": "object", "additionalProperties": ',
    }.get(word, f'{{"{word}": [')
    closing = {"properties": "}}", "items": "}", "additionalProperties": "}"}.get(word, "]}")
    return opening * depth + '{"type": "string"}' + closing * depth


def _things(schema: str) -> str:
    import json

    return json.dumps(things({"a mark": True})).replace('{"a mark": true}', schema)


def _chain(word: str, depth: int) -> dict[str, Any]:
    """Return schemas that each hold the next by reference: no text is deep, the walk is."""
    inner = {
        "properties": lambda one: {"type": "object", "properties": {"a": one}},
        "items": lambda one: {"type": "array", "items": one},
        "allOf": lambda one: {"allOf": [one]},
        "oneOf": lambda one: {"oneOf": [one, {"type": "string"}]},
        "not": lambda one: {"not": one},
    }[word]
    schemas: dict[str, Any] = {f"S{n}": inner({"$ref": f"#/components/schemas/S{n + 1}"}) for n in range(depth)}
    return things({"$ref": "#/components/schemas/S0"}, schemas={**schemas, f"S{depth}": {"type": "string"}})


CASES = (
    *(Case(name=f"JSON lists {depth:,} deep", file=f"{HEAD}{'[' * depth}{']' * depth}{TAIL}") for depth in (900, 10_000, 1_000_000)),
    *(
        Case(name=f"JSON objects {depth:,} deep", file=HEAD + '{"a":' * depth + "1" + "}" * depth + TAIL)
        for depth in (900, 10_000, 1_000_000)
    ),
    Case(name="JSON lists opened 20,000,000 times", file="[" * 20_000_000),
    *(
        Case(
            name=f"YAML {name} {depth:,} deep ({'PyYAML' if environment else 'ryaml'})",
            path=YAML,
            file=BLOCK + text,
            environment=environment,
            extra=bool(environment) or depth < 1_000_000,
        )
        for environment in ({}, PYYAML)
        for depth in (120, 10_000, 1_000_000)
        for name, text in {
            "flow lists": f"x: {'[' * depth}{']' * depth}\n",
            "flow objects": f"x: {'{a: ' * depth}{'}' * depth}\n",
            "block lists": f"x:\n  {'- ' * depth}a\n",
            "complex keys": f"{'? ' * depth}a\n",
        }.items()
    ),
    *(
        Case(
            name=f"YAML block objects 5,000 deep ({'PyYAML' if environment else 'ryaml'})",
            path=YAML,
            environment=environment,
            file=BLOCK + "\n".join(f"{' ' * n}a:" for n in range(5000)),
        )
        for environment in ({}, PYYAML)
    ),
    *(
        Case(name=f"schemas in schemas by {word}, {depth:,} deep", file=_things(_nested(word, depth)), commands=(designed(),))
        for word in ("properties", "items", "allOf", "oneOf", "additionalProperties")
        for depth in ((150, 320, 10_000) if word in ("properties", "items") else (320,))
    ),
    *(
        Case(name=f"schemas that refer to the next by {word}, 10,000 of them", file=_chain(word, 10_000), commands=(designed(),))
        for word in ("properties", "items", "allOf", "oneOf", "not")
    ),
    Case(
        name="an example 400 deep",
        file=_things('{"type": "object", "properties": {"name": {"type": "string"}}, "example": ' + '{"a": ' * 400 + "1" + "}" * 400 + "}"),
        commands=(designed(),),
    ),
    Case(name="a sample record 400 deep", file='{"a": ' * 400 + "1" + "}" * 400, commands=(("map", SPEC, SPEC), search())),
)
