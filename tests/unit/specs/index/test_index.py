"""A document is parsed once: after that its index answers, the same to the last noun, until the document or the code changes."""

from __future__ import annotations

import json
import ntpath
import os
import sqlite3
import subprocess
import sys
from pathlib import PureWindowsPath
from typing import TYPE_CHECKING, Any, cast

import pytest

from designer.errors import DescriptionError
from designer.model.brief import SystemRef
from designer.model.description import DescriptionRef
from designer.specs.catalog import LoadedCatalog, load_catalog
from designer.specs.documents import library as reading
from designer.specs.documents.library import Library
from designer.specs.documents.limits import LARGEST
from designer.specs.index import database, fingerprint
from designer.specs.index.layout import Described
from designer.specs.objects import objects as reading_objects

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAGE = {"name": "page", "in": "query", "schema": {"type": "integer", "maximum": 50}}
ORDER = {
    "type": "object",
    "required": ["number"],
    "properties": {
        "number": {"type": "string", "maxLength": 9, "example": ["odd", {"x": 1}]},
        "lines": {"type": "array", "items": {"$ref": "#/components/schemas/Line"}},
        "state": {"enum": ["open", "paid", None]},
    },
}
ANSWER = {"200": {"description": "ok", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Order"}}}}}
SHOP: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "Shop", "version": "1"},
    "servers": [{"url": "https://shop.example/v1"}],
    "paths": {
        "/orders": {
            "get": {"operationId": "listOrders", "summary": "List orders", "parameters": [PAGE], "responses": ANSWER},
            "post": {
                "operationId": "createOrder",
                "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Order"}}}},
                "responses": ANSWER,
            },
        },
        "/orders/{id}": {"get": {"summary": "One order", "responses": {"200": {"$ref": "#/components/responses/Lost"}}}},
    },
    "webhooks": {"order.paid": {"post": {"requestBody": {"content": {"application/json": {"schema": ORDER}}}, "responses": {}}}},
    "components": {
        "schemas": {
            "Order": ORDER,
            "Line": {"type": "object", "properties": {"sku": {"type": "string"}, "again": {"$ref": "#/components/schemas/Order"}}},
        },
        "securitySchemes": {
            "key": {"type": "oauth2", "flows": {"clientCredentials": {"tokenUrl": "https://t.example", "scopes": {"a": "", "b": ""}}}}
        },
    },
}
FORMS: dict[str, Any] = {
    "swagger": "2.0",
    "info": {"title": "Forms", "version": "1"},
    "host": "forms.example",
    "paths": {
        "/send": {
            "post": {
                "parameters": [
                    {"name": "to", "in": "formData", "type": "string", "required": True},
                    {"name": "file", "in": "formData", "type": "file"},
                ],
                "responses": {"200": {"description": "ok"}},
            }
        }
    },
}


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a cache of its own for each test."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("DESIGNER_CACHE", str(folder))
    return folder


def written(folder: Path, document: Any, name: str = "shop.json") -> Path:
    """Write a document."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(document if isinstance(document, str) else json.dumps(document), encoding="utf-8")
    return path


def read(path: Path, *more: DescriptionRef, system: str = "Shop") -> LoadedCatalog:
    """Open a system of one document, and of objects laid into it."""
    first = DescriptionRef(kind="openapi", path=path.name)
    return load_catalog([SystemRef(name=system, descriptions=(first, *more))], base=path.parent)


def told(catalog: LoadedCatalog) -> dict[str, Any]:
    """Return all that a catalog says of its only system."""
    spec = catalog.systems[0]
    contents = [content for one in spec.operations for content in (*one.bodies, *(r.content for r in one.responses)) if content]
    return {
        "spec": (spec.name, spec.id, spec.title, spec.base_urls, spec.schemes, spec.descriptions),
        "operations": tuple(spec.operations),
        "events": tuple(spec.events),
        "findings": catalog.findings,
        "of operations": [catalog.findings_of(one) for one in spec.operations],
        "fields": [catalog.fields(content, access=access) for content in contents for access in ("read", "write")],  # type: ignore[arg-type]
        "event fields": [catalog.event_fields(event) for event in spec.events],
        "schemas": [catalog.schema(content) for content in contents],
        "slice": catalog.slice(spec.name, [one.key for one in spec.operations], events=[event.name for event in spec.events]),
        "search": [(found.operation.key, found.score) for found in catalog.search(spec.name, "create an order line")],
        "pointers": catalog.schema_pointers(spec.name),
    }


def refuse(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let any parsing of a document fail from here on."""

    def parsed(*_: Any, **__: Any) -> Any:
        message = "a document was parsed"
        raise AssertionError(message)

    monkeypatch.setattr(reading, "parsed", parsed)
    monkeypatch.setattr(reading_objects, "parsed", parsed)


def indexes(cache: Path) -> list[Path]:
    """Return the indexes that are kept."""
    return sorted((cache / "indexes").glob("*"))


@pytest.mark.parametrize("name", ["shop.json", "shop.yaml"])
@pytest.mark.parametrize("document", [SHOP, FORMS], ids=["3.1", "2.0"])
def test_a_warm_start_says_the_same_and_parses_nothing(
    document: dict[str, Any], name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Operations, events, findings, fields, schemas, slices and search, asked for at the second and the third start."""
    from designer.files.yaml_text import yaml_text

    path = written(tmp_path, document if name.endswith("json") else yaml_text(document), name)
    cold = told(read(path))
    refuse(monkeypatch)
    assert told(read(path)) == cold
    assert told(read(path)) == cold


def test_what_is_asked_first_does_not_matter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One operation can be read before all are, cold or warm, and is the same noun."""
    path = written(tmp_path, SHOP)
    first = read(path).operation("Shop", "post /orders")
    refuse(monkeypatch)
    again = read(path)
    assert again.operation("Shop", "POST /orders") == first
    assert first in again.systems[0].operations
    assert again.operation("Shop", "POST /orders") == first
    assert again.operation("Shop", "PUT /orders") is None
    assert len(again.systems[0].operations) == 3


def test_a_form_made_of_parameters_is_there_at_the_second_start(tmp_path: Path) -> None:
    """Its schema stands nowhere in the document, and is known from the index alone."""
    path = written(tmp_path, FORMS)
    assert len(read(path).systems[0].operations) == 1
    catalog = read(path)
    [operation] = catalog.systems[0].operations
    assert operation.body is not None
    assert [field.path for field in catalog.fields(operation.body, access="write")] == ["to", "file"]


def test_the_name_of_system_and_file_is_the_readers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same contents under other names use the same index and are told under these names."""
    told(read(written(tmp_path, SHOP)))
    other = written(tmp_path / "elsewhere", SHOP, "store.json")
    refuse(monkeypatch)
    catalog = read(other, system="Store")
    operation = catalog.operation("Store", "POST /orders")
    assert operation is not None
    assert operation.body is not None
    assert (operation.system, operation.file, operation.body.system, operation.body.file) == ("Store", "store.json", "Store", "store.json")
    assert {finding.spec.file for finding in catalog.findings if finding.spec} == {"store.json"}
    assert catalog.systems[0].name == "Store"
    assert len(catalog.systems[0].operations) == 3
    again = read(other, system="Store").systems[0]
    assert {one.system for one in (*again.operations, *again.events)} == {"Store"}


def test_an_object_without_a_title_is_called_after_its_own_file(tmp_path: Path) -> None:
    """The same record under another file's name is another object: neither its vendor's events nor its words come from the first."""
    record = {"id": 3, "email": "a@b.example"}
    names = ("stripe.json", "note.json")
    alone = [told(read(written(tmp_path / name, record, name))) for name in reversed(names)]
    for index in indexes(tmp_path / "cache"):
        index.unlink()
    both = [told(read(written(tmp_path / name, record, name))) for name in names]
    assert both == alone[::-1]
    assert [len(one["events"]) > 0 for one in both] == [True, False]


def test_several_descriptions_keep_their_order(tmp_path: Path) -> None:
    """Objects beside a document stand where they were named, warm as cold, even two of the same title."""
    written(tmp_path, SHOP)
    for name in ("one.json", "two.json"):
        written(tmp_path, {"title": "Thing", "type": "object", "properties": {name: {"type": "string"}}}, name)
    more = [DescriptionRef(kind="openapi", path=name) for name in ("shop.json", "two.json")]
    cold = told(read(tmp_path / "one.json", *more))
    assert [one.in_spec for one in cold["operations"]] == [False, False, True, True, True, False, False]
    assert told(read(tmp_path / "one.json", *more)) == cold


def test_a_neighbour_that_is_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even for its hash; once it is of a size to be read, it is."""
    shop = json.loads(json.dumps(SHOP))
    shop["components"]["schemas"]["Line"] = {"$ref": "line.json"}
    path = written(tmp_path, shop)
    near = written(tmp_path, {"type": "object", "properties": {"ean": {"type": "string"}}}, "line.json")
    small = near.stat().st_size
    with near.open("r+b") as file:
        file.truncate(LARGEST + 1)
    with monkeypatch.context() as context:
        whole = type(near).read_bytes
        context.setattr(type(near), "read_bytes", lambda self: pytest.fail("it was read") if self == near else whole(self))
        for _ in range(2):
            assert any("more than is read" in finding.message for finding in told(read(path))["findings"])
    with near.open("r+b") as file:
        file.truncate(small)
    assert "lines[].ean" in [field.path for fields in told(read(path))["fields"] for field in fields]


def test_a_change_of_the_document_is_seen(tmp_path: Path, cache: Path) -> None:
    """Even one that keeps its length."""
    path = written(tmp_path, SHOP)
    read(path)
    written(tmp_path, json.dumps(SHOP).replace("/orders", "/orderz"))
    assert [one.path for one in read(path).systems[0].operations] == ["/orderz", "/orderz", "/orderz/{id}"]
    assert len(indexes(cache)) == 2


def test_a_hash_is_trusted_only_for_a_file_that_has_settled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that was just written is hashed again; one that was written long ago is not read."""
    path = written(tmp_path, SHOP)
    first = fingerprint.file_hash(path)
    written(tmp_path, json.dumps(SHOP).replace("/orders", "/orderz"))
    os.utime(path, ns=(path.stat().st_atime_ns, path.stat().st_mtime_ns - 1))
    second = fingerprint.file_hash(path)
    assert second != first
    later = path.stat().st_mtime_ns + 10 * fingerprint.SETTLED
    monkeypatch.setattr(fingerprint.time, "time_ns", lambda: later)
    assert fingerprint.file_hash(path) == second
    with monkeypatch.context() as context:
        context.setattr(fingerprint.hashlib, "file_digest", None)
        assert fingerprint.file_hash(path) == second
    written(tmp_path, SHOP)
    assert fingerprint.file_hash(path) == first


def test_a_change_of_the_code_makes_the_index_anew(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What other code has read is not trusted."""
    path = written(tmp_path, SHOP)
    read(path)
    monkeypatch.setattr(fingerprint, "code_stamp", lambda: "other")
    read(path)
    assert len(indexes(cache)) == 2


def test_a_neighbour_belongs_to_the_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file beside the document is indexed with it; when it changes, comes or goes, both are read again."""
    shop = json.loads(json.dumps(SHOP))
    shop["components"]["schemas"]["Line"] = {"$ref": "parts/line.yaml#/Line"}
    path = written(tmp_path, shop)
    lost = told(read(path))
    assert any("line.yaml" in finding.message for finding in lost["findings"])
    near = written(tmp_path, "Line: {type: object, properties: {ean: {type: string}}}", "parts/line.yaml")
    found = told(read(path))
    assert "lines[].ean" in [field.path for fields in found["fields"] for field in fields]
    near.write_text("Line: {type: object, properties: {gtin: {type: string}}}", encoding="utf-8")
    changed = told(read(path))
    assert "lines[].gtin" in [field.path for fields in changed["fields"] for field in fields]
    with monkeypatch.context() as context:
        refuse(context)
        assert told(read(path)) == changed
    near.unlink()
    assert told(read(path)) == lost


@pytest.mark.parametrize("name", ["shop.json", "shop.yaml"])
def test_laid_objects_belong_to_the_index(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same object at two places, and the document without it, are three different systems."""
    path = written(tmp_path, SHOP, name)
    plain = told(read(path))
    written(tmp_path, {"type": "object", "properties": {"ean": {"type": "string"}}}, "line.json")
    laid = [DescriptionRef(kind="json-schema", path="line.json", pointer=f"#/components/schemas/{one}") for one in ("Line", "Order")]
    one, both = told(read(path, laid[0])), told(read(path, *laid))
    assert "lines[].ean" in [field.path for fields in one["fields"] for field in fields]
    assert "ean" in [field.path for fields in both["fields"] for field in fields]
    refuse(monkeypatch)
    assert (told(read(path)), told(read(path, laid[0])), told(read(path, *laid))) == (plain, one, both)


@pytest.mark.parametrize("harm", ["empty", "short", "garbage", "other", "folder", "middle"])
def test_a_broken_index_is_made_anew(harm: str, tmp_path: Path, cache: Path) -> None:
    """However it is broken, the answers are those of the document."""
    path = written(tmp_path, SHOP)
    before = told(read(path))
    [index] = indexes(cache)
    data = index.read_bytes()
    if harm == "folder":
        index.unlink()
        index.mkdir()
    elif harm == "other":
        index.unlink()
        sqlite3.connect(index).executescript("CREATE TABLE memo (name TEXT PRIMARY KEY, text BLOB)").connection.close()
    else:
        damaged = {"empty": b"", "short": data[: len(data) // 2], "garbage": b"no database" * 999}
        index.write_bytes(damaged.get(harm, data[:8192] + b"\xff" * 8192 + data[16384:]))
    assert told(read(path)) == before
    assert told(read(path)) == before


def test_an_index_that_breaks_while_it_is_read_is_replaced(tmp_path: Path, cache: Path) -> None:
    """The run goes on from the document."""
    path = written(tmp_path, SHOP)
    before = told(read(path))
    catalog = read(path)
    [index] = indexes(cache)
    with index.open("r+b") as file:
        file.truncate(4096)
    assert told(catalog) == before


def test_an_index_that_is_broken_inside_is_broken_once(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It can be opened, and its parts cannot be read: the run that finds out makes another one, and the next parses nothing."""
    path = written(tmp_path, SHOP)
    before = told(read(path))
    [index] = indexes(cache)
    data = index.read_bytes()
    index.write_bytes(data[:8192] + b"\xff" * 8192 + data[16384:])
    assert told(read(path)) == before
    assert indexes(cache) == [index]
    refuse(monkeypatch)
    assert told(read(path)) == before


def test_what_was_read_later_is_not_kept_as_what_was_hashed(tmp_path: Path, cache: Path) -> None:
    """The document is changed, and the index breaks, while a run goes on: the next index of the first contents is not of the second."""
    path = written(tmp_path, SHOP)
    before = told(read(path))
    catalog = read(path)
    [index] = indexes(cache)
    with index.open("r+b") as file:
        file.truncate(4096)
    written(tmp_path, json.dumps(SHOP).replace("/orders", "/orderz"))
    assert catalog.operation("Shop", "POST /orderz") is not None
    written(tmp_path, SHOP)
    assert told(read(path)) == before


def test_a_journal_of_an_index_that_is_gone_is_not_played_into_the_next(tmp_path: Path, cache: Path) -> None:
    """A run was killed while it wrote, and its index was let go of: what it wanted to put back is not that of the new one."""
    path = written(tmp_path, SHOP)
    told(read(path))
    [index] = indexes(cache)
    writing = sqlite3.connect(index)
    writing.executescript("PRAGMA cache_size = 1; INSERT INTO memo VALUES ('old', zeroblob(99999)); BEGIN")
    writing.execute("UPDATE memo SET text = zeroblob(9999)")
    journal = index.with_name(f"{index.name}-journal")
    left = journal.read_bytes()
    writing.close()
    index.unlink()
    journal.write_bytes(left)
    read(path)
    with sqlite3.connect(index) as made:
        assert made.execute("SELECT count(*) FROM memo WHERE name = 'old'").fetchone() == (0,)
        assert made.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@pytest.mark.parametrize("place", ["read-only", "a file", "cleared"])
def test_without_a_place_for_the_index_all_works(place: str, tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The cache only makes it faster."""
    path = written(tmp_path, SHOP)
    before = told(read(path))
    if place == "cleared":
        catalog = read(path)
        for index in indexes(cache):
            index.unlink()
        assert told(catalog) == before
    else:
        taken = written(tmp_path, "", "taken")
        taken.chmod(0o444)
        monkeypatch.setenv("DESIGNER_CACHE", str(taken if place == "a file" else "/proc/nowhere"))
    assert told(read(path)) == before


def test_several_processes_may_index_at_once(tmp_path: Path, cache: Path) -> None:
    """Each gives the right answer, one index is left, and no temporary file."""
    path = written(tmp_path, SHOP)
    code = (
        "import sys; from pathlib import Path; from designer.model.brief import SystemRef\n"
        "from designer.model.description import DescriptionRef; from designer.specs.catalog import load_catalog\n"
        "ref = SystemRef(name='Shop', descriptions=(DescriptionRef(kind='openapi', path=sys.argv[1]),))\n"
        "for _ in range(5):\n"
        "    catalog = load_catalog([ref], base=Path())\n"
        "    print(len(list(catalog.systems[0].operations)), len(catalog.systems[0].events), len(catalog.search('Shop', 'orders')))\n"
    )
    running = [subprocess.Popen([sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE, text=True) for _ in range(4)]
    assert {line for one in running for line in one.communicate()[0].splitlines()} == {"3 1 3"}
    assert len(indexes(cache)) == 1


def test_documents_on_two_drives(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows has no relative path from one to the other."""
    paths = PureWindowsPath("C:/a/shop.json"), PureWindowsPath("D:/b/shop.json"), PureWindowsPath("D:/c/shop.json")
    monkeypatch.setattr("designer.specs.index.fingerprint.os.path", ntpath)

    def where(*chosen: PureWindowsPath) -> Path:
        refs = [Described(DescriptionRef(kind="openapi", path=str(one)), cast("Path", one), "0" * 64) for one in chosen]
        return fingerprint.index_path(refs)

    assert where(*paths[:2]) == where(*paths[:2]) != where(paths[0], paths[2])
    assert where(*paths[:2]).parent == cache / "indexes"


def test_odd_names_are_kept(tmp_path: Path) -> None:
    """NUL, quotes, halves of surrogate pairs (replaced: no file can hold them) and names given twice are read warm as they are cold."""
    odd = json.dumps({"/a": {"get": {"summary": "\ud800 odd", "responses": {}}}, "/b\ud801\x00'\"": {"get": {"responses": {}}}})
    text = f'{{"openapi": "3.0.0", "info": {{"title": "x", "version": "1"}}, "paths": {{"/z": {{}}}}, "paths": {odd}}}'
    path = written(tmp_path, text)
    cold = told(read(path))
    assert [one.path for one in cold["operations"]] == ["/a", "/b\ufffd\x00'\""]
    assert told(read(path)) == cold


def test_what_cannot_be_read_leaves_no_index(tmp_path: Path, cache: Path) -> None:
    """A refused document is refused again."""
    path = written(tmp_path, '{"openapi": "3.0.0", "paths": {"/a": ')
    for _ in range(2):
        with pytest.raises(DescriptionError, match="not valid"):
            read(path)
    assert indexes(cache) == []


def test_the_least_recently_used_index_goes_first(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When there is no more room, the index that was opened longest ago makes it; what else lies there stays."""
    paths = [written(tmp_path, json.dumps(SHOP).replace("orders", f"orders{number}"), f"{number}.json") for number in range(3)]
    for path in paths[:2]:
        read(path)
    first, second = indexes(cache)
    foreign = written(cache, "mine", "indexes/notes.txt")
    for age, index in enumerate((first, second)):
        os.utime(index, ns=(0, age))
    kept = read(paths[0]).systems[0].operations[0].path, read(paths[1]).systems[0].operations[0].path
    assert kept == ("/orders0", "/orders1")
    used = sorted(indexes(cache), key=lambda index: index.stat().st_mtime_ns)
    monkeypatch.setattr(database, "MOST_KEPT", 2 * first.stat().st_size)
    read(paths[2])
    assert len([index for index in indexes(cache) if index.suffix == ".sqlite"]) == 2
    assert [index.exists() for index in used if index != foreign] == [False, True]
    assert foreign.exists()


def test_what_was_asked_is_kept_for_the_next_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Operations, trees, single fields and findings that one run asked for are read by the next without looking into a schema."""
    monkeypatch.setenv("DESIGNER_CACHE", str(tmp_path / "cache"))
    (tmp_path / "shop.json").write_text(json.dumps(SHOP))
    first, again = ([*_asked(tmp_path, monkeypatch, is_kept=is_kept)] for is_kept in (False, True))
    assert first == again
    assert any(isinstance(found, tuple) and len(found) > 3 for found in first)


def _asked(folder: Path, monkeypatch: pytest.MonkeyPatch, *, is_kept: bool) -> Iterator[Any]:
    catalog = load_catalog([SystemRef(name="Shop", descriptions=(DescriptionRef(kind="openapi", path="shop.json"),))], base=folder)
    if is_kept:
        monkeypatch.setattr(Library, "_walk", lambda *_: pytest.fail("a schema was looked into"))
    for key in ("POST /orders", "GET /orders/{id}"):
        operation = catalog.operation("Shop", key)
        assert operation is not None
        yield operation
        yield catalog.findings_of(operation)
        if operation.body is not None:
            yield catalog.fields(operation.body, access="write")
            yield catalog.members(operation.body, access="write")
            yield [catalog.field(operation.body, path, access="write") for path in ("lines[].sku", "lines[0].again.number", "nothing")]
    catalog.remember()
