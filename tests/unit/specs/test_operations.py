"""Paths become operations, whatever shape a document is in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from designer.model.spec import SecurityNeed
from tests.unit.specs.documents import TEXT, answering, document, ref

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.specs.catalog import LoadedCatalog

    Read = Callable[..., LoadedCatalog]


def test_an_operation_has_its_own_parameters_and_those_of_its_path(catalog_of: Read) -> None:
    """Its own win; braces in the path that nobody describes are parameters too."""
    limit = {"name": "limit", "in": "query", "schema": {"type": "integer"}}
    item = {
        "parameters": [{"name": "id", "in": "path", "schema": {"type": "integer"}}, limit],
        "get": {"operationId": "one", "parameters": [{**limit, "schema": {"type": "integer", "maximum": 50}}], "responses": {}},
    }
    operation = catalog_of(document({"/a/{id}/b/{key}": item})).operation("shop", "get /a/{id}/b/{key}")
    assert operation is not None
    assert operation.key == "GET /a/{id}/b/{key}"
    assert [(p.target, p.field.types, p.field.required, p.field.maximum) for p in operation.parameters] == [
        ("path.id", ("integer",), True, None),
        ("query.limit", ("integer",), False, 50),
        ("path.key", ("string",), True, None),
    ]


def test_the_preferred_media_type_comes_first(catalog_of: Read) -> None:
    """JSON, then forms, then the rest."""
    media = {
        name: {"schema": TEXT}
        for name in ("text/csv", "multipart/form-data", "application/vnd.api+json", "application/x-www-form-urlencoded")
    }
    catalog = catalog_of(document({"/a": {"post": {"requestBody": {"required": True, "content": media}, "responses": {}}}}))
    bodies = catalog.systems[0].operations[0].bodies
    assert [body.media_type for body in bodies] == [
        "application/vnd.api+json",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "text/csv",
    ]
    assert bodies[0].required


def test_a_body_without_any_member_is_none(catalog_of: Read) -> None:
    """Some documents give every GET one."""
    media = {"application/x-www-form-urlencoded": {"schema": {"type": "object", "properties": {}, "additionalProperties": False}}}
    catalog = catalog_of(document({"/a": {"get": {"requestBody": {"content": media}, "responses": {}}}}))
    assert catalog.systems[0].operations[0].bodies == ()


def test_statuses_are_written_one_way(catalog_of: Read) -> None:
    """YAML's numbers are texts, `4xx` is `4XX`."""
    statuses = "{200: {description: fine}, 4xx: {description: bad}, default: {description: other}}"
    text = f"openapi: 3.0.0\ninfo: {{title: T, version: 1}}\npaths: {{/a: {{get: {{responses: {statuses}}}}}}}\n"
    operation = catalog_of(text, name="shop.yaml").systems[0].operations[0]
    assert [response.status for response in operation.responses] == ["200", "4XX", "default"]


def test_security_is_inherited_unless_the_operation_names_its_own(catalog_of: Read) -> None:
    """An empty list asks for none; alternatives stay apart, schemes asked together stay together."""
    own = {"security": [{"oauth": ["read", "write"]}, {"key": [], "secret": []}]}
    paths = {"/a": {"get": {"responses": {}}, "put": {**own, "responses": {}}, "post": {"security": [], "responses": {}}}}
    catalog = catalog_of(document(paths, security=[{"key": []}]))
    needs = {operation.method: operation.security for operation in catalog.systems[0].operations}
    assert needs["GET"] == (SecurityNeed(schemes=("key",)),)
    assert needs["PUT"] == (SecurityNeed(schemes=("oauth",), scopes=("read", "write")), SecurityNeed(schemes=("key", "secret")))
    assert needs["POST"] == ()


def test_sign_in_declared_and_never_asked_for_is_asked_for(catalog_of: Read) -> None:
    """Documents that forget `security` altogether still mean it; one that says it anywhere means what it says."""
    schemes = {"securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}}}
    paths: dict[str, Any] = {"/a": {"get": {"responses": {}}}, "/b": {"get": {"responses": {}}}}
    forgotten = catalog_of(document(paths, components=schemes)).systems[0].operations
    assert [operation.security for operation in forgotten] == [(SecurityNeed(schemes=("bearer",)),)] * 2
    paths["/a"]["get"]["security"] = [{"bearer": []}]
    said = catalog_of(document(paths, components=schemes)).systems[0].operations
    assert [operation.security for operation in said] == [(SecurityNeed(schemes=("bearer",)),), ()]
    assert catalog_of(document({"/a": {"get": {"responses": {}}}}, components=schemes, security=[])).systems[0].operations[0].security == ()


def test_flows_of_one_server_asked_together_are_a_choice(catalog_of: Read) -> None:
    """Two OAuth schemes in one entry are two ways to get the same token; the one that needs a browser comes last."""
    flow = {"authorizationUrl": "https://a", "tokenUrl": "https://t", "scopes": {"s": ""}}
    schemes = {"one": {"type": "oauth2", "flows": {"implicit": flow}}, "two": {"type": "oauth2", "flows": {"authorizationCode": flow}}}
    paths = {"/a": {"get": {"security": [{"one": ["s"], "two": ["s"]}], "responses": {}}}}
    operation = catalog_of(document(paths, components={"securitySchemes": schemes})).systems[0].operations[0]
    assert operation.security == (SecurityNeed(schemes=("two",), scopes=("s",)), SecurityNeed(schemes=("one",), scopes=("s",)))


SCHEMES = {
    "bearer": {"type": "http", "scheme": "Bearer"},
    "basic": {"type": "http", "scheme": "basic"},
    "api_key": {"type": "apiKey", "in": "header", "name": "X-Key"},
    "oauth2": {"type": "oauth2", "flows": {"clientCredentials": {"tokenUrl": "https://t", "scopes": {"a": "", "b": ""}}}},
    "openid": {"type": "openIdConnect", "openIdConnectUrl": "https://o"},
    "other": {"type": "mutualTLS"},
}


@pytest.mark.parametrize("kind", SCHEMES)
def test_kinds_of_sign_in(kind: str, catalog_of: Read) -> None:
    """Each kind is called by one name."""
    catalog = catalog_of(document({}, components={"securitySchemes": {"it": SCHEMES[kind]}}))
    assert catalog.systems[0].schemes[0].kind == kind


def test_a_bearer_token_declared_as_a_key_is_a_bearer_token(catalog_of: Read) -> None:
    """Many documents write it so; the description tells."""
    scheme = {"type": "apiKey", "in": "header", "name": "Authorization", "description": "Send `Bearer TOKEN`."}
    catalog = catalog_of(document({}, components={"securitySchemes": {"it": scheme}}))
    assert catalog.systems[0].schemes[0].kind == "bearer"


URLS = {
    "https://api.shop.test/v1/": ("https://api.shop.test/v1", {}),
    "/api/v3": ("/api/v3", {}),
    "https://{region}.shop.test": ("https://eu.shop.test", {"region": {"default": "eu", "enum": ["eu", "us"]}}),
    "https://{domain}.shop.test": ("https://{domain}.shop.test", {"domain": {"default": "your-domain"}}),
    "https://{tenant}.shop.test": ("https://{tenant}.shop.test", {}),
    "https://{site}.shop.test": ("https://{site}.shop.test", {"site": {"default": "demo"}}),
    "https://shop.test/{version}": ("https://shop.test/v2", {"version": {"default": "v2"}}),
}


@pytest.mark.parametrize("url", URLS)
def test_base_urls(url: str, catalog_of: Read) -> None:
    """Defaults that hold for everybody are filled in; what only the account knows stays in braces."""
    wanted, variables = URLS[url]
    catalog = catalog_of(document({}, servers=[{"url": url, "variables": variables}]))
    assert catalog.systems[0].base_urls == (wanted,)


THING = {"type": "object", "properties": {"id": TEXT}}
THINGS = {"type": "array", "items": THING}


def paged(names: str, answer: Any, **more: Any) -> dict[str, Any]:
    """Return a document with one list operation that takes these parameters."""
    parameters = [{"name": name, "in": "query", "schema": {"type": "integer", "maximum": 100}} for name in names.split()]
    return document({"/things": {"get": answering(answer, parameters=parameters, **more)}})


PAGES = {
    "cursor": (
        "limit starting_after",
        {"properties": {"data": THINGS, "has_more": {"type": "boolean"}}},
        "starting_after",
        "has_more",
        "data[]",
        "limit",
    ),
    "page": ("page per_page", THINGS, "page", "", "[]", "per_page"),
    "offset": ("startAt maxResults", {"properties": {"values": THINGS, "isLast": TEXT}}, "startAt", "", "values[]", "maxResults"),
    "link": ("$top", {"properties": {"@odata.nextLink": TEXT, "value": THINGS}}, "", '"@odata.nextLink"', "value[]", "$top"),
}


@pytest.mark.parametrize("kind", PAGES)
def test_paging_styles(kind: str, catalog_of: Read) -> None:
    """Parameter, records, next page and page size are told by their names and places."""
    names, answer, parameter, following, items, size = PAGES[kind]
    paging = catalog_of(paged(names, answer)).systems[0].operations[0].paging
    assert paging is not None
    assert (paging.kind, paging.parameter, paging.next_path, paging.items_path) == (kind, parameter, following, items)
    assert (paging.size_parameter, paging.max_size) == (size, 100)


def test_the_records_are_the_array_named_like_the_path(catalog_of: Read) -> None:
    """Other arrays of the answer are not the records."""
    answer = {"properties": {"warnings": THINGS, "items": THINGS, "things": THINGS, "meta": {"properties": {"next_cursor": TEXT}}}}
    paging = catalog_of(paged("cursor", answer)).systems[0].operations[0].paging
    assert paging is not None
    assert (paging.items_path, paging.next_path) == ("things[]", "meta.next_cursor")


def test_a_single_record_is_not_paged(catalog_of: Read) -> None:
    """Without an array there are no pages, whatever the parameters are called."""
    assert catalog_of(paged("page", THING)).systems[0].operations[0].paging is None


def test_idempotency_header(catalog_of: Read) -> None:
    """It is known by its name, or by what is said of it."""
    headers = [{"name": "Shop-Request-Id", "in": "header", "description": "Makes the call idempotent.", "schema": TEXT}]
    catalog = catalog_of(document({"/a": {"post": {"parameters": headers, "responses": {}}}}))
    assert catalog.systems[0].operations[0].idempotency_header == "Shop-Request-Id"


def test_one_broken_part_costs_only_itself(catalog_of: Read) -> None:
    """A broken operation, path, parameter or reference is a finding with its place; the rest is read."""
    paths = {
        "/good": {"get": answering(ref("Thing"))},
        "/text": "nothing",
        "/list": {"get": ["nothing"]},
        "/lost": {"get": {"$ref": "missing.yaml"}},
        "/nameless": {"get": {"parameters": [{"in": "query"}], "responses": {"200": {"$ref": "#/components/responses/None"}}}},
    }
    catalog = catalog_of(document(paths, components={"schemas": {"Thing": {"properties": {"a": ref("Gone")}}}}))
    assert [operation.key for operation in catalog.systems[0].operations] == ["GET /good", "GET /list", "GET /lost", "GET /nameless"]
    found = {(finding.code, finding.spec.pointer) for finding in catalog.findings if finding.spec and finding.code != "SPEC107"}
    assert found == {
        ("SPEC102", "#/paths/~1text"),
        ("SPEC102", "#/paths/~1list/get"),
        ("SPEC101", "#/paths/~1lost/get"),
        ("SPEC103", "#/paths/~1nameless/get/parameters/0"),
        ("SPEC101", "#/paths/~1nameless/get/responses/200"),
        ("SPEC101", "#/components/schemas/Thing/properties/a"),
    }
    assert {finding.severity for finding in catalog.findings} == {"warning"}


def test_what_is_wrong_with_one_operation(catalog_of: Read) -> None:
    """Broken references that its schemas reach count, those of other operations do not."""
    schemas = {
        "Thing": {"properties": {"a": ref("Other")}},
        "Other": {"properties": {"b": ref("Gone")}},
        "Fine": {"properties": {"c": TEXT}},
    }
    catalog = catalog_of(document({"/a": {"get": answering(ref("Thing")), "put": answering(ref("Fine"))}}, components={"schemas": schemas}))
    broken, fine = (catalog.operation("Shop", key) for key in ("GET /a", "PUT /a"))
    assert broken is not None
    assert fine is not None
    assert [finding.spec.pointer for finding in catalog.findings_of(broken) if finding.spec] == ["#/components/schemas/Other/properties/b"]
    assert catalog.findings_of(fine) == ()


def test_files_beside_the_document_are_read_and_no_others(catalog_of: Read) -> None:
    """A reference may lead down from the folder, not out of it, and not to the network."""
    paths = {
        "/a": {"get": {"$ref": "parts/a.json"}},
        "/b": {"get": answering({"$ref": "../outside.json#/Thing"})},
        "/c": {"get": answering({"$ref": "https://shop.test/c.json#/Thing"})},
    }
    catalog = catalog_of(document(paths), parts__a_json=answering({"$ref": "b.json#/Thing"}), parts__b_json={"Thing": THING})
    operation = catalog.operation("Shop", "GET /a")
    assert operation is not None
    assert operation.success is not None
    assert (operation.success.file, operation.success.name) == ("parts/a.json", "")
    assert [field.path for field in catalog.fields(operation.success, access="read")] == ["id"]
    assert [finding.spec.pointer.split("/")[2] for finding in catalog.findings if finding.code == "SPEC101" and finding.spec] == [
        "~1b",
        "~1c",
    ]


def test_a_table_of_contents_alone_is_told_once(catalog_of: Read) -> None:
    """The first finding says what to give instead; the operations are still known by name."""
    paths = {f"/{name}": {"get": {"$ref": f"parts/{name}.yaml"}} for name in "abc"}
    catalog = catalog_of(document(paths))
    codes = [finding.code for finding in catalog.findings]
    assert [code for code in codes if code != "SPEC107"] == ["SPEC104", "SPEC101", "SPEC101", "SPEC101"]
    assert catalog.findings[0].message.startswith("3 of 3 operations stand in files that are not there.")
    assert len(catalog.systems[0].operations) == 3


def test_documents_of_one_system_are_merged(catalog_of: Read) -> None:
    """Operations, addresses and ways to sign in of all; of two alike the first holds."""
    first = document({"/a": {"get": {"summary": "first", "responses": {}}}}, servers=[{"url": "https://one.test"}])
    second = document(
        {"/a": {"get": {"summary": "second", "responses": {}}}, "/b": {"get": {"responses": {}}}}, servers=[{"url": "https://two.test"}]
    )
    system = catalog_of(first, second).systems[0]
    assert [(operation.key, operation.summary) for operation in system.operations] == [("GET /a", "first"), ("GET /b", "")]
    assert system.base_urls == ("https://one.test", "https://two.test")
    assert [len(description.sha256) for description in system.descriptions] == [64, 64]


def test_absence_is_an_answer(catalog_of: Read) -> None:
    """Names are compared without case; what is not there is None."""
    catalog = catalog_of(document({"/a": {"get": {"responses": {}}}}))
    assert catalog.system("SHOP") is catalog.systems[0]
    assert catalog.system("other") is None
    assert catalog.operation("other", "GET /a") is None
    assert catalog.operation("shop", "GET /b") is None
    assert catalog.event("shop", "x") is None


def test_what_is_said_of_a_parameter(catalog_of: Read) -> None:
    """Its own words are nearer than its schema's; an example may stand in three places."""
    said = [
        {
            "name": "a",
            "in": "query",
            "description": "own",
            "deprecated": True,
            "example": 1,
            "schema": {"description": "schema's", "example": 2},
        },
        {"name": "b", "in": "query", "schema": {"description": "schema's", "example": 2}},
        {"name": "c", "in": "query", "examples": {"one": {"summary": "no value"}, "two": {"value": 3}}, "schema": TEXT},
        {"name": "d", "in": "header", "content": {"application/json": {"schema": {"type": "object", "properties": {"x": TEXT}}}}},
        {"name": "e", "in": "nowhere"},
    ]
    parameters = catalog_of(document({"/a": {"get": {"parameters": said, "responses": {}}}})).systems[0].operations[0].parameters
    told = [(one.name, one.field.description, one.field.deprecated, one.field.example, one.field.types) for one in parameters]
    assert told == [
        ("a", "own", True, 1, ()),
        ("b", "schema's", False, 2, ()),
        ("c", "", False, 3, ("string",)),
        ("d", "", False, None, ("object",)),
    ]


def test_the_system_and_its_schemas_have_names(catalog_of: Read) -> None:
    """A list is called after its items."""
    catalog = catalog_of(
        document({"/a": {"get": answering({"type": "array", "items": ref("Thing")})}}, components={"schemas": {"Thing": THING}})
    )
    system = catalog.systems[0]
    assert (system.name, system.id, system.title) == ("Shop", "shop", "Shop")
    success = system.operations[0].success
    assert success is not None
    assert success.name == "Thing"


def test_a_single_record_that_holds_a_list_is_not_paged(catalog_of: Read) -> None:
    """Whatever its envelope holds for lists."""
    answer = {"properties": {"data": {"properties": {"lines": THINGS}}, "links": {"properties": {"next": TEXT}}}}
    catalog = catalog_of(document({"/things/{id}": {"get": answering(answer)}}))
    assert catalog.systems[0].operations[0].paging is None


CURSORS: dict[str, tuple[str, dict[str, Any], str | None, str, str]] = {
    "a token in the answer": ("page_token", {"next_page_token": TEXT}, "cursor", "page_token", "next_page_token"),
    "named alike": ("scroll_id", {"scroll_id": TEXT, "cursor": TEXT}, "cursor", "scroll_id", "scroll_id"),
    "the next of its kind": ("marker", {"offset": {"type": "integer"}, "next_marker": TEXT}, "cursor", "marker", "next_marker"),
    "an object called next": ("after", {"paging": {"properties": {"next": {"properties": {"after": TEXT, "link": TEXT}}}}}, "cursor",
                              "after", "paging.next.after"),
    "the last record's id": ("starting_after", {"has_more": {"type": "boolean"}}, "cursor", "starting_after", "has_more"),
    "an address beside a cursor": ("page[cursor]", {"links": {"properties": {"next": {"type": "string", "format": "uri"}}}}, "link", "",
                                   "links.next"),
    "a page that is a cursor": ("page", {"next_page": TEXT}, "cursor", "page", "next_page"),
    "a page that is a number": ("page", {"meta": {"properties": {"next_page": {"type": "integer"}}}}, "page", "page", "meta.next_page"),
    "an offset that is told back": ("offset", {"offset": {"type": "integer"}}, "offset", "offset", ""),
    "a moment": ("after", {"cursor": TEXT}, None, "", ""),
}  # fmt: skip


@pytest.mark.parametrize("case", CURSORS)
def test_parameter_and_answer_pair_up(case: str, catalog_of: Read) -> None:
    """What an answer gives for the next page is found by the name of the parameter that takes it."""
    name, members, kind, parameter, following = CURSORS[case]
    kinds = {"offset": {"type": "integer"}, "after": {**TEXT, "format": "date-time"} if kind is None else TEXT}
    query = [{"name": name, "in": "query", "schema": kinds.get(name, TEXT)}]
    answer = {"properties": {"data": THINGS, **members}}
    paging = catalog_of(document({"/things": {"get": answering(answer, parameters=query)}})).systems[0].operations[0].paging
    assert (paging and (paging.kind, paging.parameter, paging.next_path)) == (kind and (kind, parameter, following))


COUNT = {"type": "integer", "maximum": 200}
SEARCHES: dict[str, tuple[dict[str, Any], str, str | None, str | None]] = {
    "cursor": ({"filter": THING, "after": TEXT, "limit": COUNT}, "/things/search", "body.after", "limit"),
    "in a member": ({"pagination": {"properties": {"starting_after": TEXT, "per_page": COUNT}}}, "/things/search",
                    "body.pagination.starting_after", "pagination.per_page"),
    "offset": ({"startAt": {"type": "integer"}, "maxResults": COUNT}, "/search", "body.startAt", "maxResults"),
    "a start without a size": ({"start": {"type": "integer"}}, "/search", None, None),
    "a creation": ({"after": TEXT, "limit": COUNT}, "/things", None, None),
    "nothing that pages": ({"limit": COUNT}, "/things/search", None, None),
}  # fmt: skip


@pytest.mark.parametrize("case", SEARCHES)
def test_a_search_is_paged_in_its_body(case: str, catalog_of: Read) -> None:
    """A POST that reads has its cursor and its size where its filter is."""
    members, path, target, size = SEARCHES[case]
    body = {"content": {"application/json": {"schema": {"type": "object", "properties": members}}}}
    answer = {"properties": {"results": THINGS, "paging": {"properties": {"next": {"properties": {"after": TEXT}}}}}}
    paging = catalog_of(document({path: {"post": answering(answer, requestBody=body)}})).systems[0].operations[0].paging
    told = paging and (paging.location, paging.target, paging.size_parameter, paging.max_size, paging.items_path)
    assert told == (target and ("body", target, size, 200, "results[]"))


def test_a_search_may_be_paged_in_its_query(catalog_of: Read) -> None:
    """Its parameters hold before its body."""
    query = [{"name": name, "in": "query", "schema": TEXT} for name in ("page", "page_size")]
    catalog = catalog_of(document({"/search-things": {"post": answering({"properties": {"items": THINGS}}, parameters=query)}}))
    paging = catalog.systems[0].operations[0].paging
    assert paging is not None
    assert (paging.kind, paging.target, paging.size_parameter) == ("page", "query.page", "page_size")
