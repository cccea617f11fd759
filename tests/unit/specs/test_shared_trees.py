"""Bodies and answers that only refer to one schema share its tree; each value keeps the place where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.unit.specs.documents import posting

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.specs.catalog import LoadedCatalog


def _answering(schema: Any) -> dict[str, Any]:
    document = posting({"$ref": "#/components/schemas/Thing"}, Thing=schema)
    answer = {"description": "", "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}}
    document["paths"]["/things"]["post"]["responses"] = {"200": answer, "201": answer}
    return document


def _contents(catalog: LoadedCatalog) -> list[Any]:
    operation = catalog.operation("Shop", "POST /things")
    assert operation is not None
    return [response.content for response in operation.responses]


def test_two_answers_of_one_schema_have_one_tree(catalog_of: Callable[..., LoadedCatalog]) -> None:
    """The tree is grown once, whatever number of answers refer to it."""
    catalog = catalog_of(_answering({"type": "object", "properties": {"id": {"type": "string"}}}))
    first, second = (catalog.fields(content, access="read") for content in _contents(catalog))
    assert [field.path for field in first] == ["id"]
    assert first is second


def test_a_bare_value_stands_where_it_is_used(catalog_of: Callable[..., LoadedCatalog]) -> None:
    """A root that is a value has the pointer of the answer, not of another answer of the same schema."""
    catalog = catalog_of(_answering({"type": "string"}))
    contents = _contents(catalog)
    assert [catalog.fields(content, access="read")[0].pointer for content in contents] == [content.pointer for content in contents]


def test_writing_and_reading_share_nothing(catalog_of: Callable[..., LoadedCatalog]) -> None:
    """What is required when it is sent may be only read: the two trees differ."""
    schema = {"type": "object", "required": ["id"], "properties": {"id": {"type": "string", "readOnly": True}}}
    catalog = catalog_of(_answering(schema))
    content = _contents(catalog)[0]
    assert [catalog.fields(content, access=access)[0].required for access in ("write", "read")] == [False, True]
