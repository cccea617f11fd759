"""How lists and objects are written into parameters, forms and multipart bodies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from designer.model.spec import Encoding
from tests.unit.specs.documents import TEXT, document
from tests.unit.specs.test_swagger import swagger

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.model.spec import Operation
    from designer.specs.catalog import LoadedCatalog

    Read = Callable[..., LoadedCatalog]

LIST = {"type": "array", "items": TEXT}
OBJECT = {"type": "object", "properties": {"gte": {"type": "integer"}}}


def first(catalog: LoadedCatalog) -> Operation:
    """Return the first operation."""
    return catalog.systems[0].operations[0]


PARAMETERS: dict[str, tuple[dict[str, Any], tuple[str, bool]]] = {
    "a single value": ({"in": "query", "schema": TEXT}, ("", False)),
    "a single value with a style": ({"in": "query", "style": "form", "explode": True, "schema": TEXT}, ("", False)),
    "a list in the query is repeated": ({"in": "query", "schema": LIST}, ("form", True)),
    "one value for the list": ({"in": "query", "explode": False, "schema": LIST}, ("form", False)),
    "a list in a header": ({"in": "header", "schema": LIST}, ("simple", False)),
    "a list in a cookie": ({"in": "cookie", "schema": LIST}, ("form", True)),
    "a list in the path": ({"in": "path", "schema": LIST}, ("simple", False)),
    "pipes": ({"in": "query", "style": "pipeDelimited", "schema": LIST}, ("pipeDelimited", False)),
    "an object by its members": ({"in": "query", "style": "deepObject", "explode": True, "schema": OBJECT}, ("deepObject", True)),
    "an object or a value": ({"in": "query", "style": "deepObject", "schema": {"anyOf": [OBJECT, TEXT]}}, ("deepObject", True)),
    "a style that nobody knows": ({"in": "query", "style": "fancy", "schema": LIST}, ("form", True)),
    "a style, and no type": ({"in": "query", "style": "spaceDelimited", "schema": {}}, ("spaceDelimited", False)),
}


@pytest.mark.parametrize("case", PARAMETERS)
def test_lists_and_objects_in_parameters(case: str, catalog_of: Read) -> None:
    """The document's word holds, else the default of the place; a single value needs none."""
    said, wanted = PARAMETERS[case]
    parameter = first(catalog_of(document({"/a/{p}": {"get": {"parameters": [{"name": "p", **said}], "responses": {}}}}))).parameters[0]
    assert (parameter.style, parameter.explode) == wanted


COLLECTIONS: dict[str, tuple[dict[str, Any], tuple[str, bool]]] = {
    "nothing": ({"in": "query"}, ("form", False)),
    "csv": ({"in": "query", "collectionFormat": "csv"}, ("form", False)),
    "multi": ({"in": "query", "collectionFormat": "multi"}, ("form", True)),
    "multi in a header": ({"in": "header", "collectionFormat": "multi"}, ("simple", False)),
    "tsv": ({"in": "query", "collectionFormat": "tsv"}, ("tabDelimited", False)),
    "pipes": ({"in": "query", "collectionFormat": "pipes"}, ("pipeDelimited", False)),
}


@pytest.mark.parametrize("case", COLLECTIONS)
def test_lists_in_swagger(case: str, catalog_of: Read) -> None:
    """Commas, unless it says otherwise: there the name is not repeated by default."""
    said, wanted = COLLECTIONS[case]
    parameter = first(catalog_of(swagger(parameters=[{"name": "p", **LIST, **said}]))).parameters[0]
    assert (parameter.style, parameter.explode) == wanted


def test_a_parameter_may_hold_json(catalog_of: Read) -> None:
    """Its `content` says so; then no style applies. Reserved characters may be let through."""
    parameters = [
        {"name": "filter", "in": "query", "content": {"application/json": {"schema": OBJECT}}},
        {"name": "url", "in": "query", "allowReserved": True, "schema": TEXT},
    ]
    found = first(catalog_of(document({"/a": {"get": {"parameters": parameters, "responses": {}}}}))).parameters
    assert [(one.media_type, one.style, one.reserved, one.field.types) for one in found] == [
        ("application/json", "", False, ("object",)),
        ("", "", True, ("string",)),
    ]


def sending(media_type: str, media: Any) -> dict[str, Any]:
    """Return a document whose one operation sends this."""
    return document({"/a": {"post": {"requestBody": {"content": {media_type: media}}, "responses": {}}}})


def test_members_of_a_form(catalog_of: Read) -> None:
    """Each with the style that its encoding gives; one that says nothing of it has none."""
    encoding = {
        "expand": {"style": "deepObject", "explode": True},
        "tags": {"explode": False},
        "raw": {"allowReserved": True},
        "note": {"contentType": "text/plain"},
        "broken": "deepObject",
    }
    body = first(catalog_of(sending("application/x-www-form-urlencoded", {"schema": OBJECT, "encoding": encoding}))).body
    assert body is not None
    assert body.encodings == (
        Encoding(member="expand", style="deepObject", explode=True),
        Encoding(member="tags", style="form"),
        Encoding(member="raw", style="form", explode=True, reserved=True),
        Encoding(member="note", media_types=("text/plain",)),
    )


FILES = {
    "3.0": {"type": "string", "format": "binary"},
    "3.1": {"type": "string", "contentMediaType": "application/octet-stream"},
    "bare": {"contentMediaType": "image/png"},
    "encoded": {"type": "string", "contentEncoding": "binary"},
}
NO_FILES = {
    "base64": {"type": "string", "contentEncoding": "base64", "contentMediaType": "image/png"},
    "json": {"type": "string", "contentMediaType": "application/json"},
    "text": TEXT,
}


def test_parts_of_a_multipart_body(catalog_of: Read) -> None:
    """Files are told from texts however the document says it; a part has its media types and headers."""
    schema = {"type": "object", "properties": {**FILES, **NO_FILES}}
    encoding = {"3.0": {"contentType": "image/png, image/jpeg", "headers": {"X-Name": {"schema": TEXT}}}}
    catalog = catalog_of(sending("multipart/form-data", {"schema": schema, "encoding": encoding}))
    body = first(catalog).body
    assert body is not None
    assert body.encodings == (Encoding(member="3.0", media_types=("image/png", "image/jpeg"), headers=("X-Name",)),)
    fields = catalog.fields(body, access="write")
    assert [field.is_file for field in fields] == [True] * len(FILES) + [False] * len(NO_FILES)
    base64 = fields[len(FILES)]
    assert (base64.content_encoding, base64.content_media_type) == ("base64", "image/png")


def test_a_form_of_swagger(catalog_of: Read) -> None:
    """Lists are written by their collection format; `file` is a file."""
    form = [
        {"name": "tags", "in": "formData", **LIST, "collectionFormat": "multi"},
        {"name": "codes", "in": "formData", **LIST},
        {"name": "photo", "in": "formData", "type": "file"},
    ]
    catalog = catalog_of(swagger(parameters=form))
    body = first(catalog).body
    assert body is not None
    assert body.encodings == (Encoding(member="tags", style="form", explode=True), Encoding(member="codes", style="form"))
    assert [(field.path, field.is_file) for field in catalog.fields(body, access="write")][-1] == ("photo", True)
