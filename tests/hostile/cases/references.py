"""`$ref`s that loop, that lead out of the document's folder, to devices, to the network: findings, never followed."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from tests.hostile.cases.case import THING, Case, designed, ref, search, things
from tests.hostile.running import SECRET

if TYPE_CHECKING:
    from pathlib import Path

OUTSIDE = {"type": "object", "properties": {SECRET: {"type": "string"}}}

LOOPS: dict[str, dict[str, Any]] = {
    "a schema that is itself": things(ref("A"), schemas={"A": ref("A")}),
    "two schemas that are each other": things(ref("A"), schemas={"A": ref("B"), "B": ref("A")}),
    "a loop through allOf": things(ref("A"), schemas={"A": {"allOf": [ref("B"), THING]}, "B": {"allOf": [ref("A")]}}),
    "a loop through oneOf": things(ref("A"), schemas={"A": {"oneOf": [ref("B"), THING]}, "B": {"oneOf": [ref("A"), ref("B")]}}),
    "a loop through anyOf and not": things(ref("A"), schemas={"A": {"anyOf": [{"not": ref("A")}, ref("A")]}}),
    "a loop through items": things(ref("A"), schemas={"A": {"type": "array", "items": ref("A")}}),
    "a loop through properties": things(ref("A"), schemas={"A": {"type": "object", "properties": {n: ref("A") for n in "abcdefgh"}}}),
    "a loop of sixty alternatives": things(
        ref("S0"), schemas={f"S{n}": {"oneOf": [ref(f"S{m}") for m in range(60)], "title": f"t{n}"} for n in range(60)}
    ),
    "a hundred schemas all of each other": things(
        ref("S0"), schemas={f"S{n}": {"allOf": [ref(f"S{m}") for m in range(100)]} for n in range(100)}
    ),
    "alternatives of alternatives, 2 to the 40": things(
        ref("S0"),
        schemas={
            **{f"S{n}": {"oneOf": [{"allOf": [ref(f"S{n + 1}")]}, {"allOf": [ref(f"S{n + 1}")], "title": "b"}]} for n in range(40)},
            "S40": THING,
        },
    ),
    "all of twice the next, 2 to the 40": things(
        ref("S0"), schemas={**{f"S{n}": {"allOf": [ref(f"S{n + 1}"), ref(f"S{n + 1}")]} for n in range(40)}, "S40": THING}
    ),
    "a discriminator that leads to itself": things(
        ref("A"), schemas={"A": {**THING, "discriminator": {"propertyName": "name", "mapping": {"a": "A", "b": "#/components/schemas/A"}}}}
    ),
    "a pointer through a reference to itself": things({"$ref": "#/components/schemas/A/properties/x"}, schemas={"A": ref("A")}),
    "a reference that leads through itself": things(ref("A"), schemas={"A": {"$ref": "#/components/schemas/A/properties/x"}}),
    "a chain of 10,000 references": things(ref("S0"), schemas={**{f"S{n}": ref(f"S{n + 1}") for n in range(10_000)}, "S10000": THING}),
    "a reference to the root": things({"$ref": "#"}),
    "a reference to the operation it stands in": things({"$ref": "#/paths/~1things/post"}),
    "a body that is itself": things({}, operation={"requestBody": {"$ref": "#/paths/~1things/post/requestBody"}}),
    "a response that is itself": things({}, operation={"responses": {"201": {"$ref": "#/paths/~1things/post/responses/201"}}}),
    "a parameter that is itself": things(THING, operation={"parameters": [{"$ref": "#/paths/~1things/post/parameters/0"}]}),
    "a path that is itself": things(
        THING, paths={"/things": {"$ref": "#/paths/~1things"}, "/a": {"$ref": "#/paths/~1b"}, "/b": {"$ref": "#/paths/~1a"}}
    ),
    "a callback that is itself": things(THING, operation={"callbacks": {"c": {"$ref": "#/paths/~1things/post/callbacks/c"}}}),
    "headers, links and examples that are themselves": things(
        THING,
        operation={
            "responses": {
                "201": {
                    "description": "",
                    "headers": {"x": {"$ref": "#/paths/~1things/post/responses/201/headers/x"}},
                    "links": {"l": {"$ref": "#/paths/~1things/post/responses/201/links/l"}},
                }
            }
        },
    ),
    "a pointer of 100,000 steps": things({"$ref": "#" + "/a" * 100_000}),
    "a pointer of 1,000,000 characters": things({"$ref": "#/components/schemas/" + "a" * 1_000_000}),
    "a pointer to item 10**4000": things({"$ref": "#/servers/" + "9" * 4000}),
    "a pointer to item 10**5000": things({"$ref": "#/servers/" + "9" * 5000}),
    "a pointer to a superscript": things({"$ref": "#/servers/²"}),
    "an identifier of the loopback": things(ref("A"), schemas={"A": {"$id": "http://127.0.0.1:{port}/a.json", **THING}}),
}
MAIN = (
    "two schemas that are each other",
    "a loop of sixty alternatives",
    "a hundred schemas all of each other",
    "all of twice the next, 2 to the 40",
    "a chain of 10,000 references",
    "a reference that leads through itself",
    "a path that is itself",
    "a parameter that is itself",
    "a pointer to item 10**5000",
)
ADDRESSES = {
    "/etc/passwd": "/etc/passwd",
    "file:///etc/passwd": "file:///etc/passwd",
    "file://localhost": "file://localhost/etc/passwd",
    "file: without slashes": "file:/etc/passwd",
    "the folder above": "../outside.json",
    "the folder above, twice encoded": "%252e%252e/outside.json",
    "the folder above, encoded": "%2e%2e/outside.json",
    "the folder above, all encoded": "%2e%2e%2foutside.json",
    "the folder above through a folder": "sub/../../outside.json",
    "the folder above with a backslash": "..\\outside.json",
    "an absolute path inside another": "./../inside/../outside.json",
    "a link to the file outside": "link.json",
    "a folder linked to the one outside": "linked/outside.json",
    "http on loopback": "http://127.0.0.1:{port}/a.json",
    "http on localhost by a number": "http://2130706433:{port}/a.json",
    "http on loopback, IPv6": "http://[::1]:{port}/a.json",
    "link-local metadata": "http://169.254.169.254/latest/meta-data/",
    "https, far away": "https://vendor.example/openapi.json",
    "an address without scheme": "//127.0.0.1:{port}/a.json",
    "in capitals": "HTTP://127.0.0.1:{port}/a.json",
    "ftp": "ftp://127.0.0.1:{port}/a",
    "data": "data:application/json,{}",
    "jar": "jar:http://127.0.0.1:{port}/a!/b",
    "a NUL": "a\x00b.json",
    "a NUL, encoded": "%00",
    "a pipe": "pipe",
    "the standard input": "/dev/stdin",
    "an endless device": "/dev/zero",
    "a device by a link": "zero",
    "the own environment": "/proc/self/environ",
    "a folder": "sub",
    "a name of 100,000 characters": "a" * 100_000 + ".json",
    "a name of 10,000 folders": "a/" * 10_000 + "b.json",
    "a lone surrogate": "\ud800.json",
    "the home": "~/outside.json",
    "a variable": "$HOME/outside.json",
    "a template": "{{ 7*7 }}.json",
    "the file itself": "s.json#/paths",
    "a file that refers back": "back.json",
    "a bomb beside": "bomb.yaml",
    "a large file beside": "large.json",
    "nothing": "",
    "a question": "?x=1",
}
PLACES = ("schema", "path item", "response")


def _referring(address: str, place: str) -> Any:
    target = {"$ref": f"{address}#" if "#" not in address else address}
    if place == "schema":
        return things(target, schemas={"A": {"allOf": [{"$ref": address}, THING]}})
    if place == "path item":
        return things(THING, paths={"/things": target, "/a": {"$ref": address}})
    body = {"description": "", "content": {"application/json": {"schema": THING}}}
    return things(THING, operation={"parameters": [target], "requestBody": {"$ref": address}, "responses": {"200": target, "201": body}})


def _lay(folder: Path, port: int) -> None:
    """Lay one document that refers to every address at every place, and what lies around it."""
    import json

    written = {
        f"/{number}-{place[:2]}": _referring(address.replace("{port}", str(port)), place)["paths"]["/things"]
        for number, address in enumerate(ADDRESSES.values())
        for place in PLACES
    }
    whole = things(THING)
    whole["paths"] |= written
    (folder / "s.json").write_text(json.dumps(whole))
    outside = folder.parent
    (outside / "outside.json").write_text(json.dumps(OUTSIDE))
    (outside / "far").mkdir()
    (outside / "far" / "outside.json").write_text(json.dumps(OUTSIDE))
    (folder / "sub").mkdir()
    (folder / "link.json").symlink_to(outside / "outside.json")
    (folder / "linked").symlink_to(outside / "far")
    (folder / "zero").symlink_to("/dev/zero")
    os.mkfifo(folder / "pipe")
    (folder / "back.json").write_text(json.dumps({"$ref": "s.json#/paths/~1things/post"}))
    (folder / "bomb.yaml").write_text(
        "\n".join(
            ["a: &a [x,x,x]", *(f"{'b' * n}: &{'b' * n} [{','.join(['*a' if n == 1 else '*' + 'b' * (n - 1)] * 9)}]" for n in range(1, 12))]
        )
    )
    with (folder / "large.json").open("wb") as file:
        file.truncate(300_000_000)


def _shown(name: str, address: str) -> Case:
    """Show the fields of a schema that refers to one address."""

    def lay(folder: Path, port: int) -> None:
        import json

        _lay(folder, port)
        (folder / "s.json").write_text(json.dumps(_referring(address.replace("{port}", str(port)), "schema")))

    return Case(name=f"a reference to {name}", file=lay, commands=(designed(),))


CASES = (
    *(Case(name=name, file=document, commands=(designed(),), extra=name not in MAIN) for name, document in LOOPS.items()),
    Case(
        name="references to everywhere, at once",
        file=_lay,
        commands=(search(), designed(), ("map", "s.json::POST /20-sc", "s.json::POST /7-sc")),
    ),
    *(
        _shown(name, ADDRESSES[name])
        for name in (
            "a link to the file outside",
            "the folder above, encoded",
            "a pipe",
            "an endless device",
            "http on loopback",
            "a lone surrogate",
            "a NUL",
            "a bomb beside",
            "file:///etc/passwd",
        )
    ),
)
