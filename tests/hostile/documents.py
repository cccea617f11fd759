"""Near-valid documents with random mutations: wrong types anywhere, cycles, odd names; and everything that a catalog is asked of them."""

from __future__ import annotations

import copy
import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from designer.errors import DesignerError
from designer.model.brief import SystemRef
from designer.model.description import DescriptionRef
from designer.specs.catalog import load_catalog
from tests.builders import a_crm_document, a_shop_document
from tests.hostile.cases.texts import NAMES, NASTY

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = st.one_of(st.sampled_from([*NASTY.values(), *NAMES]), st.text(max_size=8))
POINTERS = st.sampled_from(
    [
        "#",
        "#/",
        "#/components/schemas/A",
        "#/components/schemas/B",
        "#/paths/~1things/post",
        "#/definitions/A",
        "b.json",
        "../x.json#/a",
        "#/%",
        "",
        "#/paths",
    ]
)
WORDS = [
    "type",
    "properties",
    "items",
    "allOf",
    "oneOf",
    "anyOf",
    "not",
    "enum",
    "const",
    "required",
    "additionalProperties",
    "discriminator",
    "format",
    "pattern",
    "minimum",
    "maximum",
    "minLength",
    "maxLength",
    "minItems",
    "nullable",
    "readOnly",
    "default",
    "example",
    "examples",
    "title",
    "description",
    "prefixItems",
    "$ref",
    "x-expansionResources",
    "patternProperties",
    "if",
    "then",
]
TYPES = ["string", "integer", "number", "boolean", "object", "array", "null", "file", "x", ["string", "null"], [], [1]]
SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(-(2**70), 2**70), st.floats(allow_nan=True), TEXTS, st.sampled_from([1e308, -0.0, "", "3.1"])
)
ANYTHING = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS | st.sampled_from(WORDS), inner, max_size=3), max_leaves=8
)
SCHEMAS: st.SearchStrategy[Any] = st.recursive(
    st.one_of(
        st.fixed_dictionaries({"$ref": POINTERS}),
        st.fixed_dictionaries(
            {"type": st.sampled_from(TYPES)},
            optional={"enum": st.lists(SCALARS, max_size=3), "format": TEXTS, "pattern": TEXTS, "nullable": st.booleans()},
        ),
        ANYTHING,
    ),
    lambda inner: st.one_of(
        st.fixed_dictionaries(
            {"type": st.just("object"), "properties": st.dictionaries(TEXTS, inner, max_size=4)},
            optional={"required": st.lists(TEXTS, max_size=3), "additionalProperties": inner},
        ),
        st.fixed_dictionaries({"type": st.just("array"), "items": inner}, optional={"minItems": SCALARS}),
        st.fixed_dictionaries({"allOf": st.lists(inner, max_size=3)}),
        st.fixed_dictionaries({"oneOf": st.lists(inner, max_size=3)}, optional={"discriminator": ANYTHING, "title": TEXTS}),
    ),
    max_leaves=12,
)
KEYS = [
    "operationId",
    "summary",
    "description",
    "tags",
    "parameters",
    "requestBody",
    "responses",
    "security",
    "callbacks",
    "servers",
    "deprecated",
    "x-webhooks",
]


def _content(schema: Any) -> dict[str, Any]:
    return {"content": {"application/json": {"schema": schema}}}


@st.composite
def documents(draw: st.DrawFn) -> dict[str, Any]:
    """Draw a document of OpenAPI 3.x or Swagger 2.0 in which up to four places hold something else."""
    first, second = draw(SCHEMAS), draw(SCHEMAS)
    parameter = {
        "name": draw(TEXTS),
        "in": draw(st.sampled_from(["query", "path", "header", "body", "formData", "cookie", "x"])),
        "schema": draw(SCHEMAS),
    }
    if draw(st.booleans()):
        post = {
            "summary": "Create a thing",
            "parameters": [parameter],
            "requestBody": _content({"$ref": "#/components/schemas/A"}),
            "responses": {"200": _content(second)},
        }
        made = {
            "openapi": draw(st.sampled_from(["3.0.3", "3.1.0", "3.2.0"])),
            "info": {"title": draw(TEXTS)},
            "servers": [{"url": draw(TEXTS)}],
            "paths": {"/things": {"post": post}, "/" + draw(TEXTS): {"get": post}},
            "webhooks": {"thing.created": {"post": post}},
            "components": {"schemas": {"A": first, "B": second}, "securitySchemes": {"k": {"type": "apiKey", "in": "header", "name": "x"}}},
            "security": [{"k": []}],
        }
    else:
        body = {"name": "body", "in": "body", "schema": {"$ref": "#/definitions/A"}}
        post = {"summary": "Create a thing", "parameters": [parameter, body], "responses": {"200": {"description": "", "schema": second}}}
        made = {
            "swagger": "2.0",
            "info": {"title": draw(TEXTS)},
            "host": draw(TEXTS),
            "paths": {"/things": {"post": post}},
            "definitions": {"A": first, "B": second},
            "securityDefinitions": {"k": {"type": "basic"}},
        }
    made = copy.deepcopy(made)
    for _ in range(draw(st.integers(0, 4))):
        _mutate(draw, made)
    return made


def _mutate(draw: st.DrawFn, document: dict[str, Any]) -> None:
    """Put something else at one place, or add what does not belong there."""
    holder: Any = document
    for _ in range(draw(st.integers(0, 7))):
        inner = [value for value in (holder.values() if isinstance(holder, dict) else holder) if isinstance(value, dict | list) and value]
        if not inner:
            break
        holder = inner[draw(st.integers(0, len(inner) - 1))]
    value = draw(st.one_of(ANYTHING, POINTERS.map(lambda pointer: {"$ref": pointer}), SCHEMAS))
    if isinstance(holder, dict):
        holder[draw(st.sampled_from([*map(str, holder), *WORDS, *KEYS]))] = value
    else:
        holder[draw(st.integers(0, len(holder) - 1))] = value


def ask_everything(folder: Path, data: bytes, name: str = "s.json") -> None:
    """Load a document and ask its catalog all that it can be asked; a refusal is right, any other exception is not."""
    (folder / name).write_bytes(data)
    with suppress(DesignerError):
        _ask(folder, name)


def _ask(folder: Path, name: str) -> None:
    catalog = load_catalog([SystemRef(name="S", descriptions=(DescriptionRef(kind="openapi", path=name),))], base=folder)
    system = catalog.systems[0]
    for operation in system.operations:
        for content in (operation.body, operation.success):
            if content is not None:
                for access in ("read", "write"):
                    for field in catalog.fields(content, access=access)[:20]:
                        catalog.field(content, field.path, access=access)
                json.dumps(catalog.schema(content))
        catalog.findings_of(operation)
    for event in system.events:
        catalog.event_fields(event)
    keys, events = [operation.key for operation in system.operations], [event.name for event in system.events]
    json.dumps(catalog.slice("S", keys, events=events))
    catalog.search("S", "create a thing")


def design_with(folder: Path, document: Any) -> None:
    """Run a whole design in which a document is the target."""
    from designer.files.tree import write
    from designer.pipeline.designing import Wanted, design

    (folder / "shop.json").write_text(json.dumps(a_shop_document()))
    (folder / "things.json").write_text(json.dumps(document))
    (folder / "brief.md").write_text("When a customer is created in Shop, create a thing in Things.\n")
    described = {
        name: SystemRef(name=name, descriptions=(DescriptionRef(kind="openapi", path=str(folder / f"{name.lower()}.json")),))
        for name in ("Shop", "Things")
    }
    with suppress(DesignerError):
        write(
            design(
                Wanted(brief=folder / "brief.md", systems=tuple(described.values()), out=folder / "out", force=True), tell=lambda _: None
            ).changes
        )


GOOD = [
    json.dumps(a_shop_document()).encode(),
    json.dumps(a_crm_document(), indent=1).encode(),
    b"openapi: 3.1.0\ninfo: &i {title: T, version: '1'}\nx: [*i, <<, ~]\npaths:\n  /things:\n    post: {summary: |\n      Create\n    }\n",
    b"swagger: '2.0'\npaths:\n  /things:\n    get:\n      responses:\n        200: {description: ok, schema: {type: object}}\n",
    b'id,name,email\n1,"a, b",x@y.example\n',
    b'{"id": 1}\n{"id": 2, "name": null}\n',
]


@st.composite
def torn_bytes(draw: st.DrawFn) -> bytes:
    """Draw a small good document with bytes changed, cut out, doubled or put in."""
    data = bytearray(draw(st.sampled_from(GOOD)))
    for _ in range(draw(st.integers(1, 6))):
        at, length = draw(st.integers(0, len(data))), draw(st.integers(0, 12))
        put = draw(
            st.one_of(
                st.binary(max_size=6),
                st.sampled_from(
                    [
                        b"\x00",
                        b"\xff\xfe",
                        b"{",
                        b"[[[",
                        b"*i",
                        b"&a ",
                        b"<<: ",
                        b"\\ud800",
                        b"\r",
                        b"- ",
                        b"? ",
                        b"!!x ",
                        b'"',
                        b"1e999",
                        b"NaN",
                        b"%TAG",
                        b"---\n",
                        b"$ref: ",
                    ]
                ),
            )
        )
        data[at : at + length] = put if draw(st.booleans()) else bytes(data[at : at + length]) * 2 + put
    return bytes(data)
