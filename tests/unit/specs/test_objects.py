"""Systems known by an object alone, and objects laid into a document."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from designer.errors import DescriptionError
from designer.model.brief import SystemRef
from designer.model.description import DescriptionRef
from designer.specs.catalog import load_catalog
from tests.unit.specs.documents import TEXT, posting

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from designer.specs.catalog import LoadedCatalog

    Read = Callable[..., LoadedCatalog]

SCHEMA = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "Contact",
    "type": "object",
    "properties": {"Email": TEXT, "Owner": {"$ref": "#/$defs/Owner"}},
    "$defs": {"Owner": {"properties": {"Id": TEXT}}},
}


def test_a_json_schema_makes_two_operations_at_an_unknown_endpoint(catalog_of: Read) -> None:
    """They are not in any document, so what is said of them stays unverified."""
    catalog = catalog_of(SCHEMA)
    system = catalog.systems[0]
    assert [(operation.key, operation.in_spec) for operation in system.operations] == [
        ("GET /{endpoint}", False),
        ("POST /{endpoint}", False),
    ]
    assert system.title == "Contact"
    read, write = system.operations
    assert read.success == write.body
    assert write.body is not None
    assert [field.path for field in catalog.fields(write.body, access="write")] == ["Email", "Owner", "Owner.Id"]
    assert [parameter.target for parameter in write.parameters] == ["path.endpoint"]
    assert catalog.slice("Shop", ["POST /{endpoint}"])["title"] == "Contact"


def test_two_objects_have_two_endpoints(catalog_of: Read) -> None:
    """Each is called after its object."""
    operations = catalog_of(SCHEMA, {**SCHEMA, "title": "Sales Order"}).systems[0].operations
    assert [operation.path for operation in operations][::2] == ["/{contact_endpoint}", "/{sales_order_endpoint}"]


RECORDS = [
    {"id": 1, "name": "A", "total": 1, "at": "2024-01-31T10:00:00Z", "tags": ["x"], "owner": {"email": "a@b.test"}},
    {
        "id": 2,
        "name": None,
        "total": 1.5,
        "at": "2024-02-01T10:00:00+01:00",
        "tags": [],
        "owner": {"email": "c@d.test", "born": "2000-01-01"},
        "more": {},
    },
]


def test_a_sample_is_the_schema_of_its_records(catalog_of: Read) -> None:
    """Types of all records together, formats that all values have; nothing is called required."""
    catalog = catalog_of(json.dumps(RECORDS))
    body = catalog.systems[0].operations[1].body
    assert body is not None
    fields = {field.path: field for field in catalog.fields(body, access="write")}
    assert {path: (field.types, field.format, field.nullable) for path, field in fields.items()} == {
        "id": (("integer",), "", False),
        "name": (("string",), "", True),
        "total": (("number",), "", False),
        "at": (("string",), "date-time", False),
        "tags": (("array",), "", False),
        "tags[]": (("string",), "", False),
        "owner": (("object",), "", False),
        "owner.email": (("string",), "email", False),
        "owner.born": (("string",), "date", False),
        "more": (("object",), "", False),
    }
    assert not any(field.required for field in fields.values())
    assert fields["more"].free_form


def test_one_record_that_looks_like_a_schema_is_still_a_record(catalog_of: Read) -> None:
    """A member called `properties` that holds values, or a `type` that is no schema's, describes nothing."""
    catalog = catalog_of({"id": "1", "type": "invoice", "properties": {"email": "a@b.test"}})
    body = catalog.systems[0].operations[1].body
    assert body is not None
    assert [field.path for field in catalog.fields(body, access="write")] == ["id", "type", "properties", "properties.email"]


def test_one_record_a_line(catalog_of: Read) -> None:
    """An export of JSON lines is a list of records."""
    catalog = catalog_of('{"a": 1}\n\n{"a": null, "b": "x"}\n', name="export.jsonl")
    body = catalog.systems[0].operations[1].body
    assert body is not None
    assert [(field.path, field.nullable) for field in catalog.fields(body, access="write")] == [("a", True), ("b", False)]


def test_a_broken_line_is_named(catalog_of: Read) -> None:
    """The message says which."""
    with pytest.raises(DescriptionError, match="not valid JSON") as caught:
        catalog_of('{"a": 1}\n{"a": \n', name="export.jsonl")
    assert caught.value.place.startswith("export.jsonl, line 2")


def test_a_system_without_document_is_known_by_name(tmp_path: Path) -> None:
    """It has no operations, and no slice."""
    catalog = load_catalog([SystemRef(name="Legacy ERP"), SystemRef(name="legacy-erp")], base=tmp_path)
    assert [(system.name, system.id, system.operations) for system in catalog.systems] == [
        ("Legacy ERP", "legacy_erp", ()),
        ("legacy-erp", "legacy_erp_2", ()),
    ]
    assert catalog.slice("Legacy ERP", ["GET /a"]) == {}
    assert catalog.search("Legacy ERP", "order") == ()


def test_a_table_is_the_schema_of_its_rows(catalog_of: Read) -> None:
    """Numbers with a leading zero are codes, an empty cell makes a column nullable, a column may hold a comma or a dot."""
    text = 'Id;Postal Code;"Total; net";Active;Since;Note\n1;01234;1.50;true;2024-01-31;\n2;99999;2;FALSE;2024-02-01;x\n'
    catalog = catalog_of(text, name="export.csv")
    body = catalog.systems[0].operations[1].body
    assert body is not None
    told = {field.path: (field.types, field.format, field.nullable, field.example) for field in catalog.fields(body, access="write")}
    assert told == {
        "Id": (("integer",), "", False, 1),
        "Postal Code": (("string",), "", False, "01234"),
        "Total; net": (("number",), "", False, 1.5),
        "Active": (("boolean",), "", False, True),
        "Since": (("string",), "date", False, "2024-01-31"),
        "Note": (("string",), "", True, "x"),
    }


@pytest.mark.parametrize(("text", "fact"), [("\n1,2\n", "no column names"), ("a,b,a\n1,2,3\n", "stands twice")])
def test_a_table_without_proper_names_is_refused(text: str, fact: str, catalog_of: Read) -> None:
    """The message names the line."""
    with pytest.raises(DescriptionError, match=fact) as caught:
        catalog_of(text, name="export.csv")
    assert caught.value.place == "export.csv, line 1"


def laid(folder: Path, document: Any, pointer: str) -> LoadedCatalog:
    """Read a document with the Contact schema laid at *pointer*."""
    (folder / "shop.json").write_text(json.dumps(document))
    (folder / "contact.json").write_text(json.dumps(SCHEMA))
    descriptions = (
        DescriptionRef(kind="openapi", path="shop.json"),
        DescriptionRef(kind="json-schema", path="contact.json", pointer=pointer),
    )
    return load_catalog([SystemRef(name="Shop", descriptions=descriptions)], base=folder)


OPEN = posting(
    {"$ref": "#/components/schemas/Input"}, Input={"type": "object", "properties": {"properties": {"type": "object"}, "kind": TEXT}}
)


def test_an_object_replaces_the_schema_at_its_pointer(tmp_path: Path) -> None:
    """What a document leaves open becomes known; the slice carries it along."""
    catalog = laid(tmp_path, OPEN, "#/components/schemas/Input/properties/properties")
    body = catalog.systems[0].operations[0].body
    assert body is not None
    paths = ["properties", "properties.Email", "properties.Owner", "properties.Owner.Id", "kind"]
    assert [field.path for field in catalog.fields(body, access="write")] == paths
    (tmp_path / "part.json").write_text(json.dumps(catalog.slice("Shop", ["POST /things"])))
    part = load_catalog([SystemRef(name="Shop", descriptions=(DescriptionRef(kind="openapi", path="part.json"),))], base=tmp_path)
    body = part.systems[0].operations[0].body
    assert body is not None
    assert [field.path for field in part.fields(body, access="write")] == paths
    assert [len(one.sha256) for one in catalog.systems[0].descriptions] == [64, 64]


def test_a_pointer_to_nowhere_is_refused(tmp_path: Path) -> None:
    """The message lists what there is."""
    with pytest.raises(DescriptionError, match="no such place") as caught:
        laid(tmp_path, OPEN, "#/components/schemas/Output")
    assert caught.value.place == "shop.json#/components/schemas/Output"
    assert caught.value.next_step == "At #/components/schemas there are: Input."
