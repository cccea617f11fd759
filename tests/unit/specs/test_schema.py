"""A content's schema stands by itself, in the words of draft 2020-12."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from tests.unit.specs.documents import TEXT, posting, ref

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.specs.catalog import LoadedCatalog

    Read = Callable[..., LoadedCatalog]


@pytest.fixture
def exported(catalog_of: Read) -> Callable[..., Any]:
    """Return a function that gives the exported schema of a body."""

    def export(schema: Any, **schemas: Any) -> Any:
        catalog = catalog_of(posting(schema, **schemas))
        operation = catalog.systems[0].operations[0]
        assert operation.body is not None
        made = catalog.schema(operation.body)
        jsonschema.Draft202012Validator.check_schema(made)
        return made

    return export


WORDS = {
    "nullable": ({"type": "string", "nullable": True}, {"type": ["string", "null"]}),
    "nullable enum": ({"type": "string", "nullable": True, "enum": ["a"]}, {"type": ["string", "null"], "enum": ["a", None]}),
    "exclusive": ({"minimum": 1, "exclusiveMinimum": True, "maximum": 9, "exclusiveMaximum": False}, {"exclusiveMinimum": 1, "maximum": 9}),
    "exclusive now": ({"exclusiveMinimum": 1}, {"exclusiveMinimum": 1}),
    "example": ({"type": "string", "example": "x", "examples": ["y"], "x-secret": 1, "xml": {}}, {"type": "string"}),
    "tuple": ({"type": "array", "items": [{"type": "string"}]}, {"type": "array", "prefixItems": [{"type": "string"}]}),
    "choice written as items": ({"items": [{"type": "string"}, {"type": "null"}]}, {"anyOf": [{"type": "string"}, {"type": "null"}]}),
    "nothing": ({"type": [], "items": []}, {}),
    "file": ({"type": "file"}, {"type": "string"}),
    "required as a flag": ({"type": "string", "required": True}, {"type": "string"}),
    "bad pattern": ({"pattern": "(", "type": "string"}, {"type": "string"}),
    "odd brace": ({"pattern": "a{1-5}", "type": "string"}, {"type": "string"}),
    "counts": ({"type": "string", "minLength": 1, "maxLength": 9}, {"minLength": 1, "maxLength": 9, "type": "string"}),
    "counts that are none": ({"type": "string", "minLength": True, "maxLength": "9"}, {"type": "string"}),
    "false": (False, False),
    "no schema": (None, True),
    "good pattern": ({"pattern": r"^\p{L}{1,5}\{$".replace(r"\p{L}", "a")}, {"pattern": r"^a{1,5}\{$"}),
    "defaults stay": ({"type": "string", "default": "x", "description": "d"}, {"default": "x", "description": "d", "type": "string"}),
}


@pytest.mark.parametrize("word", WORDS)
def test_words_of_other_dialects(word: str, exported: Callable[..., Any]) -> None:
    """Each is said in the newer words, or left out where they have none."""
    given, wanted = WORDS[word]
    assert exported({"properties": {"a": given}})["properties"]["a"] == wanted


def test_members_may_be_called_example_or_default(exported: Callable[..., Any]) -> None:
    """Only words of the schema are stripped, never members."""
    schema = exported({"type": "object", "properties": {"example": TEXT, "default": TEXT, "x-a": TEXT, "nullable": TEXT}})
    assert sorted(schema["properties"]) == ["default", "example", "nullable", "x-a"]


def test_references_stand_under_defs_and_cycles_stay(exported: Callable[..., Any]) -> None:
    """A value of any depth is checked."""
    node = {"type": "object", "required": ["name"], "properties": {"name": TEXT, "next": ref("Node/1")}}
    schema = exported(
        ref("Node/1").copy() | {"$ref": "#/components/schemas/Node~11"},
        **{"Node/1": node | {"properties": {"name": TEXT, "next": {"$ref": "#/components/schemas/Node~11"}}}},
    )
    assert list(schema["$defs"]) == ["Node_1"]
    validator = jsonschema.Draft202012Validator(schema)
    assert validator.is_valid({"name": "a", "next": {"name": "b"}})
    assert not validator.is_valid({"name": "a", "next": {"name": "b", "next": {}}})


def test_a_nullable_reference_takes_null(exported: Callable[..., Any]) -> None:
    """OpenAPI 3.0 documents write `nullable` beside it and mean it."""
    schema = exported({"type": "object", "properties": {"a": {"allOf": [ref("Thing")], "nullable": True}}}, Thing={"type": "object"})
    validator = jsonschema.Draft202012Validator(schema)
    assert [validator.is_valid({"a": value}) for value in (None, {}, 1)] == [True, True, False]


def test_what_one_side_sends_is_not_required_of_the_other(exported: Callable[..., Any]) -> None:
    """A read-only id is required of answers alone, so the schema cannot require it."""
    schema = exported(
        {"type": "object", "required": ["id", "name", "at"], "properties": {"id": {"readOnly": True}, "name": TEXT, "at": ref("At")}},
        At={"type": "string", "readOnly": True},
    )
    assert schema["required"] == ["name"]


def test_a_broken_reference_allows_anything(exported: Callable[..., Any]) -> None:
    """What nobody describes cannot be refused."""
    assert exported({"properties": {"a": ref("Gone")}})["properties"]["a"] == {}
