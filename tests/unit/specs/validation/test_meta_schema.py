"""The fast pass: what OpenAPI's meta-schemas find wrong, in words that a person can act on."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from designer.specs.validation.meta_schema import meta_findings

INFO = {"title": "Orders", "version": "1"}
FLOAT = '"float" is none of "array", "boolean", "integer", "number", "object", "string". Write one of them.'
ANSWER = {"200": {"description": "done"}}


def a_document(version: str = "3.0.3", **members: Any) -> dict[str, Any]:
    """Return a small right document of OpenAPI 3."""
    return {"openapi": version, "info": dict(INFO), "paths": {"/orders": {"get": {"responses": copy.deepcopy(ANSWER)}}}} | members


def a_swagger(**members: Any) -> dict[str, Any]:
    """Return a small right document of Swagger 2.0."""
    return {"swagger": "2.0", "info": dict(INFO), "paths": {"/orders": {"get": {"responses": copy.deepcopy(ANSWER)}}}} | members


def told(document: Any) -> list[tuple[str, str]]:
    """Return pointer and message of each finding."""
    findings = meta_findings(document, file="orders.json")
    assert all(finding.code == "SPEC107" and finding.severity == "warning" for finding in findings)
    assert all(finding.spec is not None and finding.spec.file == "orders.json" for finding in findings)
    return [(finding.spec.pointer if finding.spec else "", finding.message) for finding in findings]


@pytest.mark.parametrize("document", [a_swagger(), *(a_document(version) for version in ("3.0.0", "3.0.3", "3.1.0", "3.1.1", "3.2.0"))])
def test_a_right_document_gives_no_finding(document: dict[str, Any]) -> None:
    """Each version is held against its own meta-schema."""
    assert told(document) == []


CASES: dict[str, tuple[dict[str, Any], list[tuple[str, str]]]] = {
    "a member is missing": (
        a_document(info={"title": "Orders"}),
        [("#/info", "info: `info` needs `version`. Add `version`.")],
    ),
    "a member is misspelled": (
        a_document(components={"reponses": {}}),
        [("#/components/reponses", "components.reponses: `reponses` is no member of `components`. Did you mean `responses`?")],
    ),
    "a range is not in capitals": (
        a_document(paths={"/orders": {"get": {"responses": {"4xx": {"description": "no"}}}}}),
        [
            (
                "#/paths/~1orders/get/responses/4xx",
                "GET /orders responses.4xx: `4xx` is no member of `responses`. Did you mean `4XX`?",
            )
        ],
    ),
    "a choice is dug into": (
        a_document(paths={"/orders/{id}": {"get": {"parameters": [{"name": "id", "in": "path", "schema": {}}], "responses": ANSWER}}}),
        [
            (
                "#/paths/~1orders~1{id}/get/parameters/0",
                "GET /orders/{id} parameters.0: a parameter needs `required`. Add `required: true`.",
            )
        ],
    ),
    "a type deep in schemas": (
        a_document(components={"schemas": {"Order": {"properties": {"total": {"oneOf": [{"type": "float"}, {"type": "string"}]}}}}}),
        [
            (
                "#/components/schemas/Order/properties/total/oneOf/0/type",
                f"components.schemas.Order.properties.total.oneOf.0.type: {FLOAT}",
            )
        ],
    ),
    "3.1 looks into schemas too": (
        a_document("3.1.0", components={"schemas": {"Order": {"properties": {"total": {"minimum": "0"}}}}}),
        [
            (
                "#/components/schemas/Order/properties/total/minimum",
                'components.schemas.Order.properties.total.minimum: "0" stands where a number must stand. Write a number here.',
            )
        ],
    ),
    "3.1 wants something to describe": (
        {"openapi": "3.1.0", "info": INFO},
        [("#", "One of `paths`, `components`, `webhooks` is needed. Add one of them.")],
    ),
    "Swagger's parameters": (
        a_swagger(paths={"/orders": {"get": {"parameters": [{"name": "q", "in": "query"}], "responses": ANSWER}}}),
        [("#/paths/~1orders/get/parameters/0", "GET /orders parameters.0: a parameter needs `type`. Add `type`.")],
    ),
    "a reference for an operation": (
        a_document(paths={"/orders": {"get": {"$ref": "get.yaml"}}}),
        [
            ("#/paths/~1orders/get", "GET /orders: an operation needs `responses`. Add `responses`."),
            ("#/paths/~1orders/get/$ref", "GET /orders $ref: an operation can be no reference. Write out what it refers to."),
        ],
    ),
    "members that exclude each other": (
        a_document(components={"parameters": {"q": {"name": "q", "in": "query", "schema": {}, "example": 1, "examples": {}}}}),
        [("#/components/parameters/q", "components.parameters.q: `example`, `examples` exclude each other. Keep one of them.")],
    ),
    "a version that is not known": (
        a_document("4.0.0"),
        [("#", '"4.0.0" is no version of OpenAPI that is known. Known are 2.0, 3.0, 3.1, 3.2.')],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_fault_is_told_with_place_and_next_step(case: str) -> None:
    """The message names place, fact and next step; the pointer leads there."""
    document, expected = CASES[case]
    assert told(document) == expected


def test_like_faults_are_told_once_with_their_number() -> None:
    """A slip that a generator made everywhere is one finding."""
    paths = {f"/orders/{number}": {"get": {"responses": {"200": {}}}} for number in range(300)}
    message = "GET /orders/0 responses.200: a response needs `description`. Add `description`. 299 more places are like it."
    assert told(a_document(paths=paths)) == [("#/paths/~1orders~10/get/responses/200", message)]


def test_twenty_findings_at_most_and_the_number_of_the_rest() -> None:
    """A document that is wrong throughout is not told in full; nothing is left uncounted."""
    paths = {f"/orders/{number}": {"get": {"responses": ANSWER, f"odd{number}": 1}} for number in range(2_500)}
    findings = told(a_document(paths=paths))
    assert len(findings) == 21
    assert findings[-1] == ("#", "2480 more places are not written as OpenAPI asks. Mend those told here and look again.")


def test_schemas_of_a_foreign_dialect_are_not_judged() -> None:
    """A document may say that its schemas follow rules of their own."""
    wrong = {"schemas": {"Order": {"minimum": "0"}}}
    assert told(a_document("3.1.0", components=wrong))
    assert told(a_document("3.1.0", components=wrong, jsonSchemaDialect="https://example.com/own")) == []


def test_formats_do_not_count() -> None:
    """A contact without a right address harms nobody who reads the operations."""
    assert told(a_document(info=INFO | {"contact": {"email": "nobody", "url": "no address"}})) == []


@pytest.mark.parametrize(
    "value", [None, 3, [], "x", {"openapi": "3.0.0"}, {"openapi": 3.0}, {"swagger": 2.0}, {"openapi": {}}, {"paths": []}]
)
def test_whatever_stands_in_a_document_it_never_raises(value: Any) -> None:
    """Oddities are told, not raised."""
    document = value if isinstance(value, dict) else a_document(paths=value)
    assert told(document)


def nested(levels: int, innermost: dict[str, Any]) -> dict[str, Any]:
    """Return a schema of lists of lists."""
    for _ in range(levels):
        innermost = {"type": "array", "items": innermost, "odd": 1}
    return innermost


@pytest.mark.parametrize("version", ["2.0", "3.0.3", "3.1.0"])
@pytest.mark.parametrize("levels", [300, 1_500, 50_000])
def test_deep_nesting_ends(version: str, levels: int) -> None:
    """However deep a document nests, it is told in a moment and little memory."""
    schemas = {"Deep": nested(levels, {"type": "oops"})}
    document = a_swagger(definitions=schemas) if version == "2.0" else a_document(version, components={"schemas": schemas})
    assert told(document)


def test_copies_of_a_large_part_at_each_level_are_not_made() -> None:
    """An error holds a copy of what it is about; a large part below hundreds of wrong levels would fill the memory."""
    document = a_document(components={"schemas": {"Deep": nested(150, {"enum": [str(number) for number in range(100_000)]})}})
    message = "The document is not written as OpenAPI asks, and too large or too deep to tell where. Mend it in parts."
    assert told(document) == [("#", message)]


def test_a_schema_that_holds_itself_ends() -> None:
    """Aliases can make a value hold itself."""
    schema: dict[str, Any] = {"type": "object"}
    schema["properties"] = {"self": schema}
    told(a_document(components={"schemas": {"Loop": schema}}))
