"""Files of any kind are read the same way by either parser, or refused with place, fact and next step."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from designer.errors import DescriptionError
from designer.model.brief import SystemRef
from designer.model.description import DescriptionRef
from designer.specs.catalog import load_catalog
from designer.specs.documents import parse as parsing
from designer.specs.documents.parse import parse

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SCALARS = {
    "no": "no", "on": "on", "yes": "yes", "010": "010", "12:30:45": "12:30:45", "1e3": 1000.0, "2020-01-01": "2020-01-01", "=": "=",
    "1_000": "1_000", "~": None, "0x1F": 31, "+5": 5, "1.": 1.0, ".5": 0.5, "Null": None, "True": True, "FALSE": False, "'010'": "010",
    '"true"': "true", "-7": -7, "1.5e-3": 0.0015, "v1.0": "v1.0", "1.0.0": "1.0.0",
}  # fmt: skip


@pytest.fixture(params=["ryaml", "PyYAML"])
def either(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read with the fast parser, then as where it is not installed."""
    if request.param == "PyYAML":

        def missing(text: str) -> Any:
            raise ValueError(text)

        monkeypatch.setattr(parsing, "_fast_yaml", missing)


@pytest.mark.usefixtures("either")
@pytest.mark.parametrize("written", SCALARS)
def test_both_parsers_read_the_same_scalars(written: str) -> None:
    """No dates, no `yes`, no octal, no base 60."""
    value = parse(f"a: {written}\n".encode(), file="x.yaml")
    assert value == {"a": SCALARS[written]}
    assert isinstance(value, dict)
    assert type(value["a"]) is type(SCALARS[written])


@pytest.mark.usefixtures("either")
def test_keys_are_texts_and_merges_are_carried_out() -> None:
    """`200:` is a key like any other; a merge gives what the key's own object does not."""
    text = "base: &b {x: 1, y: 2}\nmade:\n  <<: *b\n  y: 3\ncodes: {200: a, true: b, ~: c}\n"
    assert parse(text.encode(), file="x.yaml") == {
        "base": {"x": 1, "y": 2},
        "made": {"x": 1, "y": 3},
        "codes": {"200": "a", "true": "b", "null": "c"},
    }


def test_a_key_given_twice_is_read_all_the_same() -> None:
    """The last one holds, as every YAML tool before has it."""
    assert parse(b"a: 1\nb: 2\na: 3\n", file="x.yaml") == {"a": 3, "b": 2}


def test_an_object_given_twice_is_read_all_the_same() -> None:
    """Of two lists of paths the last one holds, however long what only the first one holds is."""
    paths = [f'"paths": {{"/{name}": {{"summary": "{"x" * 60_000}"}}}}' for name in "ab"]
    found = parse(f"{{{', '.join(paths)}}}".encode(), file="x.json")
    assert isinstance(found, dict)
    assert found["paths"] == {"/b": {"summary": "x" * 60_000}}


def test_what_only_yaml_allows_in_braces() -> None:
    """A comma too many does not make a document unreadable."""
    assert parse(b'{"a": [1, 2,],}', file="x.json") == {"a": [1, 2]}


def _bomb() -> bytes:
    """Return a few lines of YAML that stand for hundreds of millions of values."""
    lines = ["a0: &a0 [x,x,x,x,x,x,x,x,x]"] + [f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
    return "\n".join(lines).encode()


REFUSED = {
    "empty": (b"  \n", "s.yaml", "an empty file"),
    "page": (b"<!DOCTYPE html><html></html>", "s.yaml", "an HTML page"),
    "xml": (b'<?xml version="1.0"?><wsdl/>', "s.yaml", "an XML document"),
    "binary": (b"PK\x03\x04\x00\x00", "s.yaml", "a binary file"),
    "tab": (b"openapi: 3.0.0\npaths:\n\t/a: {}\n", "s.yaml, line 3, column 1", "a tab stands where YAML indents"),
    "json": (b'{\n  "a": [1,\n}', "s.yaml, line 3, column 1", "not valid JSON"),
    "yaml": (b"a: [1, 2\nb: 3\n", "s.yaml, line 2", "not valid YAML"),
    "latin": (b"a: 1\nb: \xe9\n", "s.yaml, line 2", "not UTF-8 text"),
    "tag": (b"a: !!python/object:os.system x\nb: [", "s.yaml", "not valid YAML"),
    "postman": (b'{"info": {"_postman_id": "1"}, "item": []}', "s.yaml", "a Postman collection"),
    "asyncapi": (b"asyncapi: 3.0.0\nchannels: {}\n", "s.yaml", "an AsyncAPI document"),
    "graphql": (b'{"data": {"__schema": {}}}', "s.yaml", "a GraphQL introspection"),
    "old": (b"swagger: 1.2\npaths: {}\n", "s.yaml", "version '1.2' is not read"),
    "aliases": (_bomb(), "s.yaml", "aliases that multiply"),
    "own alias": (b"a: &a\n  b: *a\n", "s.yaml", "aliases that multiply"),
    "depth": (b"[" * 50_000, "s.yaml", "nested too deeply"),
    "number": (b"42\n", "s.yaml", "a single int"),
    "no paths": (b"openapi: 3.0.0\ninfo: {}\n", "s.yaml", "without any path"),
    "no records": (b"[1, 2]", "s.yaml", "a list without any record"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_told(name: str, tmp_path: Path) -> None:
    """The message names the file (and line where there is one) and what stands there."""
    data, place, fact = REFUSED[name]
    (tmp_path / "s.yaml").write_bytes(data)
    with pytest.raises(DescriptionError) as caught:
        load_catalog([SystemRef(name="S", descriptions=(DescriptionRef(kind="openapi", path="s.yaml"),))], base=tmp_path)
    assert caught.value.place.startswith(place)
    assert fact in caught.value.fact
    assert caught.value.next_step


def test_a_missing_file_names_its_neighbours(tmp_path: Path) -> None:
    """A slip of the pen is shown the file that was meant."""
    (tmp_path / "stripe.json").write_text("{}")
    with pytest.raises(DescriptionError, match="no such file") as caught:
        load_catalog([SystemRef(name="S", descriptions=(DescriptionRef(kind="openapi", path="strpe.json"),))], base=tmp_path)
    assert caught.value.next_step == "In that folder: stripe.json."


def test_a_missing_file_without_neighbours_has_a_next_step_too(tmp_path: Path) -> None:
    """No message ends with the fact alone."""
    with pytest.raises(DescriptionError, match="no such file") as caught:
        load_catalog([SystemRef(name="S", descriptions=(DescriptionRef(kind="openapi", path="shop.json"),))], base=tmp_path)
    assert caught.value.next_step == "See that the path is right, seen from the folder you are in."


def test_an_address_is_not_fetched(tmp_path: Path) -> None:
    """Only local files are read, and the message says how to get one."""
    with pytest.raises(DescriptionError, match="only local files") as caught:
        load_catalog([SystemRef(name="S", descriptions=(DescriptionRef(kind="openapi", path="https://shop.test/o.json"),))], base=tmp_path)
    assert "curl" in caught.value.next_step


LOST = (
    "#/components/schemas/Lost One",
    "#/paths/~1x~1{id}/get",
    "#/components/schemas/Jack's",
    "#/components/schemas/A,B",
    "parts/lost.json",
)
WRITTEN: dict[str, Callable[[Any], Any]] = {
    "plain": json.dumps,
    "slashes escaped, as PHP writes": lambda document: json.dumps(document).replace("/", "\\/"),
    "UTF-16": lambda document: json.dumps(document).encode("utf-16"),
    "indented": lambda document: json.dumps(document, indent=2).replace(": ", " : "),
    "a hidden name": lambda document: json.dumps(document).replace("$ref", "\\u0024ref"),
    "YAML": yaml.safe_dump,
    "YAML, folded": lambda document: json.dumps(document).replace("{", "{ # braces\n", 1).replace('"$ref": ', '"$ref":\n '),
}


@pytest.mark.parametrize("written", WRITTEN)
@pytest.mark.parametrize("lost", LOST)
def test_a_reference_that_leads_nowhere_is_told_however_it_is_written(lost: str, written: str, tmp_path: Path) -> None:
    """One that a schema holds: with spaces, braces, quotes and commas, escaped, and in any encoding."""
    answer = {"200": {"description": "", "content": {"application/json": {"schema": {"properties": {"a": {"$ref": lost}}}}}}}
    document = {"openapi": "3.0.0", "info": {"title": "x", "version": "1"}, "paths": {"/a": {"get": {"responses": answer}}}}
    data = WRITTEN[written](document)
    (tmp_path / "x.yaml").write_bytes(data if isinstance(data, bytes) else data.encode())
    system = SystemRef(name="Shop", descriptions=(DescriptionRef(kind="openapi", path="x.yaml"),))
    catalog = load_catalog([system], base=tmp_path)
    assert [lost in finding.message for finding in catalog.findings if finding.code == "SPEC101"] == [True]
