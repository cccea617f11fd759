"""OpenAPI Overlays: what they change, where that is told, and what makes one no overlay."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

import pytest

from designer.errors import DescriptionError
from designer.model.brief import SystemRef
from designer.model.description import DescriptionRef
from designer.specs.catalog import LoadedCatalog, load_catalog
from designer.specs.overlays import selecting
from tests.unit.specs.documents import TEXT, posting

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from designer.model.spec import Field

    Read = Callable[..., LoadedCatalog]

THING = "$.components.schemas.Thing"
ROOT = posting(
    {"$ref": "#/components/schemas/Thing"},
    Thing={
        "type": "object",
        "required": ["name"],
        "properties": {"name": TEXT, "size": {"type": "string", "enum": ["S", "M"]}, "note": {"type": "string", "description": "Any"}},
    },
)


def overlay(*actions: dict[str, Any], version: str = "1.1.0", **rest: Any) -> dict[str, Any]:
    """Return an overlay of these actions."""
    return {"overlay": version, "info": {"title": "Corrections", "version": "1"}, "actions": list(actions), **rest}


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Read:
    """Return a function that reads a document as overlays correct it."""
    monkeypatch.setenv("DESIGNER_CACHE", str(tmp_path / "cache"))

    def corrected(*overlays: Any, root: Any = ROOT, name: str = "shop.json", others: tuple[Any, ...] = ()) -> LoadedCatalog:
        files = [(name, root), *((f"other{number}.json", one) for number, one in enumerate(others))]
        files += [(f"fix{number}.overlay.json", one) for number, one in enumerate(overlays)]
        for file, one in files:
            (tmp_path / file).write_text(one if isinstance(one, str) else json.dumps(one))
        refs = tuple(DescriptionRef(kind="openapi", path=file) for file, _ in files)
        return load_catalog([SystemRef(name="Shop", descriptions=refs)], base=tmp_path)

    return corrected


def field(catalog: LoadedCatalog, path: str) -> Field | None:
    """Return a field of what `POST /things` is sent."""
    operation = catalog.operation("Shop", "POST /things")
    assert operation is not None
    assert operation.body is not None
    return catalog.field(operation.body, path, access="write")


def refusal(read: Read, *overlays: Any, **more: Any) -> DescriptionError:
    """Return why overlays cannot be applied."""
    with pytest.raises(DescriptionError) as caught:
        read(*overlays, **more)
    return caught.value


def test_an_update_is_merged(read: Read) -> None:
    """Objects member by member, lists one after the other, values in the old one's place."""
    update = {"required": ["size"], "properties": {"size": {"enum": ["L"]}, "note": {"description": "A note"}, "colour": TEXT}}
    catalog = read(overlay({"target": THING, "update": update}))
    size, note, colour, name = (field(catalog, path) for path in ("size", "note", "colour", "name"))
    assert size is not None
    assert (size.enum, size.required) == (("S", "M", "L"), True)
    assert note is not None
    assert note.description == "A note"
    assert colour is not None
    assert colour.types == ("string",)
    assert name is not None
    assert [one.proof for one in (size, note, colour, name)] == ["overlay", "overlay", "overlay", ""]


def test_a_value_and_a_list_may_be_the_target(read: Read) -> None:
    """A list is added to, one value at a time or by another list."""
    catalog = read(
        overlay(
            {"target": f"{THING}.properties.size.enum", "update": "L"},
            {"target": f"{THING}.properties.size.enum", "update": ["XL", "XXL"]},
            {"target": f"{THING}.properties.note.type", "update": "integer"},
        )
    )
    size, note = field(catalog, "size"), field(catalog, "note")
    assert size is not None
    assert size.enum == ("S", "M", "L", "XL", "XXL")
    assert note is not None
    assert note.types == ("integer",)


def test_what_is_removed_is_gone(read: Read) -> None:
    """Members and items, the later ones of a list first."""
    catalog = read(overlay({"target": f"{THING}.properties.note", "remove": True}, {"target": f"{THING}.required[*]", "remove": True}))
    assert field(catalog, "note") is None
    name = field(catalog, "name")
    assert name is not None
    assert not name.required


def test_a_copy_is_merged_as_an_update_is(read: Read) -> None:
    """Version 1.1 has it."""
    catalog = read(overlay({"target": f"{THING}.properties.note", "copy": f"{THING}.properties.size"}))
    note = field(catalog, "note")
    assert note is not None
    assert (note.enum, note.description) == (("S", "M"), "Any")


def test_actions_build_on_each_other(read: Read) -> None:
    """And overlays on overlays, in the order in which they are given."""
    first = overlay(
        {"target": f"{THING}.properties.note", "remove": True}, {"target": f"{THING}.properties", "update": {"note": {"type": "boolean"}}}
    )
    second = overlay({"target": f"{THING}.properties.note", "update": {"type": "number"}})
    told = field(read(first, second), "note")
    assert told is not None
    assert told.types == ("number",)


def test_a_path_is_found_by_a_filter(read: Read) -> None:
    """As RFC 9535 writes it."""
    catalog = read(overlay({"target": "$..properties[?@.description == 'Any']", "update": {"maxLength": 9}}))
    note = field(catalog, "note")
    assert note is not None
    assert note.max_length == 9


def test_an_operation_may_be_added_and_removed(read: Read) -> None:
    """The index has them as they are now, found by key and by words."""
    added = {"/parcels": {"post": {"summary": "Ship a parcel", "responses": {"200": {"description": ""}}}}}
    catalog = read(overlay({"target": "$.paths", "update": added}, {"target": "$.paths['/things']", "remove": True}))
    assert [operation.key for operation in catalog.systems[0].operations] == ["POST /parcels"]
    assert catalog.operation("Shop", "POST /things") is None
    assert [one.operation.key for one in catalog.search("Shop", "ship parcel")] == ["POST /parcels"]
    assert list(catalog.slice("Shop", ["POST /parcels"])["paths"]) == ["/parcels"]  # type: ignore[arg-type]


def test_cold_and_warm_tell_the_same(read: Read) -> None:
    """Fields, proofs, findings; what JSON text says no more is not read from it."""
    given = overlay({"target": f"{THING}.properties.size", "update": {"enum": ["L"]}}, {"target": "$.nothing", "remove": True})

    def told() -> list[Any]:
        catalog = read(given)
        return [field(catalog, "size"), catalog.findings, catalog.systems[0].enrichments, catalog.systems[0].descriptions]

    cold = told()
    assert cold == told()
    assert cold[0].enum == ("S", "M", "L")
    assert [ref.kind for ref in cold[3]] == ["openapi", "overlay"]
    assert [(one.words, one.changes) for one in cold[2]] == [("an OpenAPI Overlay", 1)]


def test_another_overlay_is_another_reading(read: Read) -> None:
    """Though it bears the same name and the document is the same."""
    for values in (["L"], ["XL"]):
        size = field(read(overlay({"target": f"{THING}.properties.size.enum", "update": values})), "size")
        assert size is not None
        assert size.enum == ("S", "M", *values)


def test_what_is_kept_of_an_overlay_names_files_as_each_run_sees_them(read: Read, tmp_path: Path) -> None:
    """Cold, warm and from another folder the finding says the same, and its place names the file from there."""
    read(overlay({"target": "$.components.schemas.Lost", "update": {}}))
    told = []
    for base, inside in ((tmp_path, ""), (tmp_path, ""), (tmp_path.parent, f"{tmp_path.name}/")):
        refs = tuple(DescriptionRef(kind="openapi", path=f"{inside}{file}") for file in ("shop.json", "fix0.overlay.json"))
        (found,) = load_catalog([SystemRef(name="Shop", descriptions=refs)], base=base).document_findings("Shop")
        assert found.spec is not None
        assert found.spec.file == f"{inside}fix0.overlay.json"
        told.append(found.message)
    assert len(set(told)) == 1
    assert ".json" not in told[0]


def test_a_target_that_selects_nothing_is_told(read: Read) -> None:
    """The rest is applied."""
    catalog = read(overlay({"target": "$.components.schemas.Lost", "update": {}}, {"target": THING, "update": {"required": ["note"]}}))
    found = [finding for finding in catalog.document_findings("Shop") if finding.code == "SPEC109"]
    assert len(found) == 1
    assert found[0].message == (
        "This overlay changes nothing by its action 1: `$.components.schemas.Lost` selects no place of the document. "
        "See whether the vendor has mended or moved what it corrects."
    )
    assert found[0].spec is not None
    assert (found[0].spec.file, found[0].spec.pointer) == ("fix0.overlay.json", "#/actions/0")
    note = field(catalog, "note")
    assert note is not None
    assert note.required


def test_a_slice_keeps_the_proof(read: Read, tmp_path: Path) -> None:
    """A starter's document is corrected already, and says by what."""
    catalog = read(overlay({"target": f"{THING}.properties.size", "update": {"enum": ["L"]}}))
    (tmp_path / "slice.json").write_text(json.dumps(catalog.slice("Shop", ["POST /things"])))
    sliced = load_catalog([SystemRef(name="Shop", descriptions=(DescriptionRef(kind="openapi", path="slice.json"),))], base=tmp_path)
    size, name = field(sliced, "size"), field(sliced, "name")
    assert size is not None
    assert name is not None
    assert (size.enum, size.proof, name.proof) == (("S", "M", "L"), "overlay", "")


def test_documents_in_yaml_are_corrected(read: Read) -> None:
    """Values that an alias names twice are changed once."""
    root = """
openapi: 3.1.0
info: {title: Things, version: "1"}
paths:
  /things:
    post:
      requestBody: {content: {application/json: {schema: {type: object, properties: {a: &text {type: string}, b: *text}}}}}
      responses: {"200": {description: ""}}
"""
    target = "$.paths['/things'].post.requestBody.content['application/json'].schema.properties.a"
    catalog = read(
        "overlay: 1.0.0\ninfo: {title: x, version: '1'}\nactions: [{target: \"" + target + '", update: {maxLength: 3}}]',
        root=root,
        name="shop.yaml",
    )
    a, b = field(catalog, "a"), field(catalog, "b")
    assert a is not None
    assert b is not None
    assert (a.max_length, b.max_length) == (3, None)


def test_it_may_name_the_document_that_it_is_for(read: Read) -> None:
    """Of several, by the name of its file; a copy under another name is meant where it is the only one."""
    update = {"target": "$.info", "update": {"version": "9"}}
    assert read(overlay(update, extends="https://shop.example/api/other0.json"), others=(ROOT,)).systems[0].version == "1"
    assert read(overlay(update, extends="./shop.json"), others=(ROOT,)).systems[0].version == "9"
    assert read(overlay(update, extends="https://shop.example/v3.yaml")).systems[0].version == "9"
    wrong = refusal(read, overlay(update, extends="nobody.json"), others=(ROOT,))
    assert wrong.fact == "extends nobody.json, which is none of shop.json, other0.json"


@pytest.mark.parametrize(
    ("given", "place", "fact"),
    [
        (overlay(version="2.0.0"), "", "is an overlay of version '2.0.0'; 1.0 and 1.1 are read"),
        (overlay(), "", "holds no `actions`, so it changes nothing"),
        (overlay({"update": {}}), "#/actions/0", "has no `target` that begins with `$`"),
        (overlay({"target": "$.info"}), "#/actions/0", "says neither `update` nor `remove` nor `copy`"),
        (overlay({"target": "$.info", "update": 1, "copy": "$.x"}), "#/actions/0", "says both `update` and `copy`"),
        (overlay({"target": "$.info", "remove": "yes"}), "#/actions/0", "`remove` is neither true nor false"),
        (overlay({"target": "$.paths[", "update": {}}), "#/actions/0", "holds no JSONPath of RFC 9535: $.paths[: "),
        (
            overlay({"target": "$.info", "update": ["x"]}),
            "#/actions/0",
            "cannot change #/info: there stands an object, and the overlay has a list",
        ),
        (
            overlay({"target": "$.info", "update": {"title": {"a": 1}}}),
            "#/actions/0",
            "cannot change #/info/title: there stands a text, and the overlay has an object",
        ),
        (overlay({"target": "$['info','paths','openapi']", "update": {}}), "#/actions/0", "selects objects, lists and values at once"),
        (overlay({"target": "$", "remove": True}), "#/actions/0", "removes the whole document"),
        (overlay({"target": "$.openapi", "remove": True}), "", "leaves no OpenAPI document of shop.json"),
        (
            overlay({"target": "$.info", "copy": "$.paths.*.*.*"}),
            "#/actions/0",
            "`copy` selects 2 places, and must select one: $.paths.*.*.*",
        ),
    ],
)
def test_what_is_no_overlay_is_one_error(read: Read, given: Any, place: str, fact: str) -> None:
    """With the action at fault and the next step."""
    wrong = refusal(read, given)
    assert wrong.place == f"fix0.overlay.json{place}"
    assert wrong.fact.startswith(fact)
    assert wrong.next_step


def deep(levels: int) -> dict[str, Any]:
    """Return objects in objects."""
    value: dict[str, Any] = {"b": [{"c": [{}]} for _ in range(300)]}
    for _ in range(levels):
        value = {"a": value}
    return value


@pytest.mark.parametrize("target", ["$..a..a..a..a", "$..[?count(@..*..*) > 9000000]", "$." + "a" * 5000, "$" + "[0]" * 1300 + "["])
def test_a_query_cannot_take_all_day(read: Read, target: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """However it multiplies, it ends in one error."""
    monkeypatch.setattr(selecting, "MOST_SECONDS", 0.5)
    root = {"openapi": "3.1.0", "info": {}, "paths": {"/p": deep(110)}}
    started = time.process_time()
    wrong = refusal(read, overlay({"target": target, "update": {"x": 1}}), root=root)
    assert time.process_time() - started < 3
    assert wrong.place == "fix0.overlay.json#/actions/0"
    assert "JSONPath" in wrong.fact


def test_a_regular_expression_cannot_either(read: Read) -> None:
    """It is given a fifth of a second for each text."""
    root = {**ROOT, "info": {"title": "a" * 5000, "version": "1"}}
    started = time.process_time()
    wrong = refusal(read, overlay({"target": "$.info[?match(@, '(.*a){20}c')]", "update": "x"}), root=root)
    assert time.process_time() - started < 5
    assert "too much work" in wrong.fact


def test_regular_expressions_are_those_of_the_standard(read: Read) -> None:
    """`match` holds the whole text, `search` a part of it; a dot is any letter."""
    for query, is_found in (
        ("match(@, 'Th.ngs')", True),
        ("match(@, 'hing')", False),
        ("search(@, 'h.n')", True),
        ("search(@, '[.]')", False),
        ("match(@, '[T')", False),
    ):
        catalog = read(overlay({"target": f"$.info[?{query}]", "update": "Found"}))
        assert (catalog.systems[0].title == "Found") is is_found, query


def test_an_overlay_alone_describes_nothing(read: Read, tmp_path: Path) -> None:
    """It needs the document that it corrects."""
    (tmp_path / "fix.json").write_text(json.dumps(overlay({"target": "$.info", "update": {}})))
    ref = DescriptionRef(kind="overlay", path="fix.json")
    with pytest.raises(DescriptionError) as caught:
        load_catalog([SystemRef(name="Shop", descriptions=(ref,))], base=tmp_path)
    assert caught.value.fact == "corrects a document, and none is given"
    del read
