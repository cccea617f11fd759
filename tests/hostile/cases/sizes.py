"""Too many of one thing in a document that is otherwise well made."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from designer.specs.documents.limits import WIDEST
from tests.hostile.cases.case import SPEC, THING, Case, designed, mapped, search, things

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def _many_operations(count: int) -> bytes:
    paths = ",".join(f'"/p{number}":{{"get":{{}}}}' for number in range(count))
    return json.dumps(things(THING)).replace('"paths": {', f'"paths": {{{paths},', 1).encode()


MANY: dict[str, Callable[[int], dict[str, Any]]] = {
    "properties": lambda count: things({"type": "object", "properties": {f"p{number}": {} for number in range(count)}}),
    "enum values": lambda count: things({**THING, "properties": {"name": {"enum": [f"v{number}" for number in range(count)]}}}),
    "required names": lambda count: things({**THING, "required": [f"r{number}" for number in range(count)]}),
    "parameters": lambda count: things(THING, operation={"parameters": [{"name": f"p{number}", "in": "query"} for number in range(count)]}),
    "tags": lambda count: things(
        THING, operation={"tags": [f"t{number}" for number in range(count)]}, tags=[{"name": f"t{n}"} for n in range(1000)]
    ),
    "alternatives": lambda count: things({"oneOf": [{"type": "object", "properties": {f"a{number}": {}}} for number in range(count)]}),
    "responses": lambda count: things(THING, operation={"responses": {str(number): {"description": ""} for number in range(count)}}),
    "media types": lambda count: things(
        THING, operation={"requestBody": {"content": {f"a/{number}": {"schema": THING} for number in range(count)}}}
    ),
    "servers": lambda count: things(THING, servers=[{"url": f"https://s{number}.example"} for number in range(count)]),
    "schemes": lambda count: things(
        THING, components={"securitySchemes": {f"s{number}": {"type": "apiKey", "in": "header", "name": "X"} for number in range(count)}}
    ),
    "webhooks": lambda count: things(THING, webhooks={f"w{number}": {"post": {}} for number in range(count)}),
    "named schemas": lambda count: things(THING, schemas={f"S{number}": THING for number in range(count)}),
}


def _lazily(word: str, count: int) -> Callable[[Path, int], dict[str, Any]]:
    """Return what makes the document when it is needed: each process of the tests reads this file."""
    return lambda *_: MANY[word](count)


LONG = "a" * 10_000_000
WORDS = "word " * 2_000_000

CASES = (
    Case(name="10,000 operations", file=lambda *_: _many_operations(10_000), commands=(search(), designed())),
    Case(name="1,000,000 operations", file=lambda *_: _many_operations(1_000_000), refused="more than is read"),
    *(
        Case(
            name=f"{count:,} {word}",
            file=_lazily(word, count),
            commands=(designed(),),
            refused="more than is read" if count > WIDEST else "",
            extra=count > WIDEST and word not in ("properties", "parameters"),
        )
        for word, count in (
            ("properties", 10_000),
            ("properties", 300_000),
            ("enum values", 1_000_000),
            ("required names", 1_000_000),
            ("parameters", 200_000),
            ("tags", 1_000_000),
            ("alternatives", 100_000),
            ("responses", 200_000),
            ("media types", 100_000),
            ("servers", 300_000),
            ("schemes", 200_000),
            ("webhooks", 100_000),
            ("named schemas", 100_000),
        )
    ),
    Case(
        name="a description of 10 MB",
        file=lambda *_: things({**THING, "description": LONG}, operation={"description": WORDS}),
        commands=(designed(), search()),
    ),
    Case(
        name="a summary and a title of 1 MB",
        file=lambda *_: things(
            {**THING, "title": LONG[:1_000_000]},
            operation={"summary": "Create a thing " + WORDS[:1_000_000]},
            info={"title": LONG[:1_000_000]},
        ),
        commands=(designed(), search(), mapped()),
    ),
    Case(
        name="names of 1 MB",
        file=lambda *_: things(
            {
                "type": "object",
                "required": [LONG[:1_000_000]],
                "properties": {LONG[:1_000_000]: {"type": "string", "enum": [LONG[:1_000_000]], "default": LONG[:1_000_000]}},
            },
            operation={"operationId": LONG[:1_000_000], "tags": [LONG[:1_000_000]]},
        ),
        commands=(designed(), search()),
    ),
    Case(
        name="a path of 100,000 characters",
        file=lambda *_: things(THING, paths={"/" + "thing" * 20_000: {"post": things(THING)["paths"]["/things"]["post"]}}),
        commands=(designed(), search()),
    ),
    Case(
        name="a path of 20,000 steps",
        file=lambda *_: things(THING, paths={"/a{b}" * 20_000: {"post": things(THING)["paths"]["/things"]["post"]}}),
        commands=(designed(), search()),
    ),
    Case(
        name="paths with odd braces",
        file=lambda *_: things(
            THING,
            paths={
                path: {"post": things(THING)["paths"]["/things"]["post"]}
                for path in (
                    "/{",
                    "/}",
                    "/{}",
                    "/{{a}}",
                    "/{a}{a}{a}",
                    "/{a/b}",
                    "/{a}}/{",
                    "{}",
                    "",
                    "//",
                    "/..",
                    "/../../etc/passwd",
                    "/%2e%2e/x",
                    "/a?b=c#d",
                    "/things\n",
                    "/{{ 7*7 }}",
                    "/{a.b[0]!r:>1000000}",
                )
            },
        ),
        commands=(designed(), search()),
    ),
    Case(
        name="patterns that hang",
        file=lambda *_: things(
            {
                "type": "object",
                "required": ["name"],
                "properties": {
                    "name": {"type": "string", "pattern": "^(a+)+$", "example": "a" * 40 + "!", "minLength": 40},
                    "email": {"type": "string", "pattern": "(x+x+)+y", "example": "x" * 60},
                    "full_name": {"type": "string", "pattern": "^(([a-z])+.)+[A-Z]([a-z])+$", "example": "a" * 60, "default": "a" * 60},
                    "phone": {"type": "string", "pattern": "(" * 5000 + ")" * 5000},
                    "id": {"type": "string", "pattern": "a{1000}{1000}{1000}"},
                    "created_at": {"type": "string", "pattern": "[", "format": "date-time"},
                },
            }
        ),
        commands=(designed(), mapped()),
    ),
    Case(
        name="bounds that cannot be met",
        file=lambda *_: things(
            {
                "type": "object",
                "required": ["name", "list"],
                "properties": {
                    "name": {"type": "string", "minLength": 10**9, "maxLength": -1},
                    "list": {"type": "array", "minItems": 10**9, "items": {"type": "string"}},
                    "n": {"type": "integer", "minimum": 10**300, "maximum": -(10**300), "multipleOf": 0},
                },
            }
        ),
        commands=(designed(SPEC, "--force"),),
    ),
)
