"""The starter's run-time modules, read as code of this repository: records, requests, schemas, delivery, stand-ins."""

from __future__ import annotations

import contextlib
import json
from typing import Any

import httpx2
import pytest

from designer.render.runtime import runtime
from tests.unit.render.orders import a_shop, an_accounting

records = runtime("records")
requests = runtime("requests")
configuration = runtime("configuration")
NO_SIGN_IN = configuration.SignIn()


def _contract(document: dict[str, Any]) -> Any:
    return runtime("validation").Contract(runtime("openapi").document_of(document))


def _system(**attributes: Any) -> Any:
    given = {"id": "books", "name": "Books", "document": "books.json", "base_url": "https://books.example/v1", **attributes}
    return configuration.System(**given)


def _world(
    document: dict[str, Any], *, system: Any = None, environment: dict[str, str] | None = None, **policy: Any
) -> tuple[Any, Any, list[float]]:
    """Return a delivery to one stand-in, the stand-in, and the waits between attempts."""
    http, mock = runtime("http"), runtime("mock")
    contract = _contract(document)
    stand_in = mock.MockSystem(contract)
    slept: list[float] = []
    used = configuration.Policy(**policy)
    line = http.connect(system or _system(), contract, used, environment or {}, transport=stand_in.transport)
    return http.Delivery({"books": line}, used, runtime("links").Links(), sleep=slept.append), stand_in, slept


def _invoice(**members: Any) -> Any:
    invoice = {"reference": "r1", "contact": {"name": "Jo"}, "series_id": 7, "items": [{"code": "a"}], **members}
    content = requests.Content(body={"invoices": [invoice]})
    return requests.request("books", "POST", "/invoices", content, media_type="application/json")


def test_a_field_is_read_by_its_path() -> None:
    """Members, items by number, by label, and every item; nothing is an answer, never an error."""
    record = {"a": [{"t": "x", "v": 1}, {"t": "y", "v": 2}]}
    assert records.get(record, "a", 1, "v") == 2
    assert records.get(record, "a", records.where("t", "y"), "v") == 2
    assert records.get(record, "a", records.EVERY, "v") == [1, 2]
    assert records.get(record, "a", 9, "v") is None
    assert records.get("text", "a", 0) is None


def test_empty_members_are_left_out() -> None:
    """Null, empty text, empty object and array go; zero and false stay; what is cleared is sent empty."""
    given = {"a": None, "b": "", "c": {}, "d": [], "e": 0, "f": False, "g": records.cleared(None), "h": records.cleared("", "")}
    assert records.compact(given) == {"e": 0, "f": False, "g": None, "h": ""}


def test_a_label_alone_makes_no_item() -> None:
    """An item that would hold its label and nothing else is not sent."""
    assert records.filled([records.labelled({"t": "x"}, {"v": None}), records.labelled({"t": "y"}, {"v": 1})]) == [{"t": "y", "v": 1}]


def test_a_body_of_nothing_is_not_sent() -> None:
    """A record that holds none of the mapped fields makes no call; a call without a body is another thing."""
    with pytest.raises(requests.IncompleteRequest, match="POST /invoices: nothing to send"):
        requests.request("books", "POST", "/invoices", requests.Content(body={}), media_type="application/json")
    assert requests.request("books", "POST", "/invoices", requests.Content()).body is None


def test_addresses_are_encoded() -> None:
    """Path values are quoted, lists repeated or joined as the document says, nested values written with brackets."""
    content = requests.Content(path={"id": "a/b c"}, query={"tag": ["x", "y"], "ids": [1, 2], "created": {"gte": 5}, "none": None})
    made = requests.request("s", "GET", "/things/{id}", content, deep=("created",), joined={"ids": ","})
    assert made.path == "/things/a%2Fb%20c"
    assert made.query == (("tag", "x"), ("tag", "y"), ("ids", "1,2"), ("created[gte]", "5"))


def test_an_address_without_its_part_is_not_called() -> None:
    """An empty id would call another operation."""
    with pytest.raises(requests.IncompleteRequest, match=r"nothing to put in place of \{id\}"):
        requests.request("s", "GET", "/things/{id}", requests.Content(path={"id": None}))


def test_the_same_event_has_the_same_key() -> None:
    """An idempotency key depends on step and event alone."""
    assert requests.key_of("a", "e1") == requests.key_of("a", "e1") != requests.key_of("b", "e1")
    assert requests.once("link", None) is None


def test_a_form_is_read_back_as_it_was() -> None:
    """Objects, arrays, numbers and booleans survive the way through a form."""
    schema = {
        "type": "object",
        "properties": {
            "name": {"type": "string"},
            "count": {"type": "integer"},
            "ok": {"type": "boolean"},
            "lines": {"type": "array", "items": {"type": "object", "properties": {"price": {"type": "number"}}}},
        },
    }
    body = {"name": "12", "count": 3, "ok": True, "lines": [{"price": 1.5}, {"price": 2.0}]}
    from urllib.parse import urlencode

    assert runtime("forms").read_form(urlencode(requests.pairs(body)), schema, runtime("openapi").document_of({"openapi": "3.1.0"})) == body


@pytest.mark.parametrize(
    ("schema", "good", "bad"),
    [
        ({"type": "object", "properties": {"a": {"type": "string", "nullable": True}}}, {"a": None}, {"b": 1}),
        ({"type": "object", "properties": {"a": {"type": "string"}}, "additionalProperties": True}, {"b": 1}, {"a": 1}),
        ({"allOf": [{"properties": {"a": {}}}, {"properties": {"b": {"type": "integer"}}}]}, {"a": 1, "b": 2}, {"c": 1}),
        ({"oneOf": [{"properties": {"a": {}}, "required": ["a"]}, {"properties": {"b": {}}, "required": ["b"]}]}, {"a": 1}, {"c": 1}),
        ({"type": "object", "properties": {"a": {"readOnly": True}, "b": {}}, "required": ["a", "b"]}, {"b": 1}, {"a": 1, "b": 1}),
        ({"type": "integer", "minimum": 3, "exclusiveMinimum": True}, 4, 3),
        ({"type": "string", "pattern": "^a{,2}(?<!b)$", "maxLength": 3}, "aa", "aaaa"),
        ({"type": "object"}, {"anything": 1}, []),
        ({"type": "object", "properties": {"default": {"type": "string"}, "example": {}}}, {"default": "x", "example": 1}, {"default": 1}),
    ],
)
def test_a_schema_is_read_strictly(schema: dict[str, Any], good: Any, bad: Any) -> None:
    """Each dialect's words count; what a schema does not name is refused unless it lets others in."""
    from jsonschema_rs import Draft202012Validator

    standard = runtime("schemas").standard(runtime("openapi").document_of({"openapi": "3.0.0"}), schema, direction="request")
    assert Draft202012Validator(standard).is_valid(good)
    assert not Draft202012Validator(standard).is_valid(bad)


def test_references_may_go_round() -> None:
    """A schema that holds itself is validated and sampled without end."""
    node = {"type": "object", "properties": {"name": {"type": "string"}, "parent": {"$ref": "#/components/schemas/Node"}}}
    document = runtime("openapi").document_of({"openapi": "3.0.0", "components": {"schemas": {"Node": node}}})
    schema = {"$ref": "#/components/schemas/Node"}
    assert runtime("schemas").standard(document, schema, direction="request")["$defs"]
    assert runtime("samples").Sampler(document, "answer").sample(schema) == {"name": "sample name"}


@pytest.mark.parametrize("document", [a_shop(), an_accounting()], ids=["shop", "books"])
def test_samples_fit_their_schemas(document: dict[str, Any]) -> None:
    """Whatever a stand-in answers is what the document says."""
    from jsonschema_rs import Draft202012Validator

    read = runtime("openapi").document_of(document)
    for operation in read.operations:
        _, schema = operation.success
        standard = runtime("schemas").standard(read, schema, direction="answer")
        Draft202012Validator(standard).validate(runtime("samples").Sampler(read, "answer").sample(schema))


def test_swagger_is_read_too() -> None:
    """Body and form parameters of Swagger 2.0 become bodies."""
    form = [{"in": "formData", "name": "a", "type": "integer", "required": True}]
    body = [{"in": "body", "name": "b", "required": True, "schema": {"type": "object"}}]
    paths = {
        "/f": {"post": {"parameters": form}},
        "/b": {"put": {"parameters": body, "responses": {"200": {"schema": {"type": "string"}}}}},
    }
    found = {o.path: o for o in runtime("openapi").document_of({"swagger": "2.0", "paths": paths}).operations}
    assert found["/f"].bodies["application/x-www-form-urlencoded"]["required"] == ["a"]
    assert found["/b"].bodies == {"application/json": {"type": "object"}}
    assert found["/b"].success == (200, {"type": "string"})


def test_an_object_schema_stands_for_two_operations() -> None:
    """A system of which only an object is known takes and gives it at an endpoint that a person names."""
    document = runtime("openapi").document_of({"type": "object", "properties": {"a": {"type": "string"}}})
    assert document.find("POST", "/Account").bodies == {"application/json": {"$ref": "#"}}
    assert _contract({"properties": {"a": {"type": "string"}}}).body_problems("POST", "/{endpoint}", "application/json", {"a": 1})


def test_a_created_record_is_found_again() -> None:
    """The stand-in gives ids, finds records by their fields, changes and forgets them."""
    delivery, stand_in, _ = _world(an_accounting())
    made = delivery.send(_invoice())
    assert (made["id"], made["reference"]) == ("1", "r1")
    by = lambda value: requests.request("books", "GET", "/invoices", requests.Content(query={"reference": value, "limit": 5}))  # noqa: E731
    assert [found["id"] for found in delivery.send(by("r1"))["invoices"]] == ["1"]
    assert delivery.send(by("other")) == {"invoices": []}
    change = requests.request(
        "books", "PATCH", "/invoices/{id}", requests.Content(path={"id": "1"}, body={"note": "n"}), media_type="application/json"
    )
    assert delivery.send(change)["note"] == "n"
    assert delivery.send(by("r1"))["invoices"][0]["note"] == "n"
    assert stand_in.taken[0] == "POST /invoices"


@pytest.mark.parametrize(
    ("method", "path", "body", "media_type", "status"),
    [
        ("GET", "/nothing", None, "", 404),
        ("DELETE", "/invoices", None, "", 404),
        ("POST", "/invoices", {"invoices": [{"reference": "r"}]}, "application/json", 422),
        ("POST", "/invoices", {"invoices": [], "stranger": 1}, "application/json", 422),
        ("POST", "/invoices", {"invoices": []}, "text/csv", 415),
        ("POST", "/invoices", None, "", 400),
    ],
)
def test_the_stand_in_refuses_what_the_document_forbids(method: str, path: str, body: Any, media_type: str, status: int) -> None:
    """Unknown path or method, wrong media type, missing or forbidden members: refused with the reason."""
    _, stand_in, _ = _world(an_accounting())
    client = httpx2.Client(base_url="https://books.example/v1", transport=stand_in.transport)
    headers = {"Content-Type": media_type} if media_type else {}
    answer = client.request(method, path, content=json.dumps(body).encode() if body else None, headers=headers)
    assert answer.status_code == status
    assert len(stand_in.refusals) == 1
    assert stand_in.taken == []


def test_a_missing_parameter_is_refused() -> None:
    """A required query parameter that is not sent."""
    document = an_accounting()
    document["paths"]["/invoices"]["get"]["parameters"][0]["required"] = True
    delivery, _, _ = _world(document)
    with pytest.raises(runtime("http").DeliveryError, match="query parameter reference is missing"):
        delivery.send(requests.request("books", "GET", "/invoices", requests.Content()))


def test_an_invalid_body_never_leaves() -> None:
    """A body that the document forbids is held back with the place of each problem, or sent with a warning."""
    delivery, stand_in, _ = _world(an_accounting())
    with pytest.raises(runtime("validation").InvalidBody, match=r"\$\.invoices\[0\]\.series_id: \"x\" is not of type"):
        delivery.send(_invoice(series_id="x"))
    assert stand_in.calls == []
    lenient, stand_in, _ = _world(an_accounting(), enforce=False)
    with pytest.raises(runtime("http").DeliveryError, match="422"):
        lenient.send(_invoice(series_id="x"))
    assert len(stand_in.calls) == 1


def test_patience_is_bounded_and_obedient() -> None:
    """Waits double up to the longest one; a wait that the answer names counts first; other refusals are final."""
    http = runtime("http")
    delivery, stand_in, slept = _world(an_accounting(), attempts=5, first_delay_seconds=1.0, longest_delay_seconds=3.0)
    stand_in.failures += [
        httpx2.Response(503),
        httpx2.Response(429, headers={"Retry-After": "9"}),
        httpx2.Response(500),
        httpx2.Response(502),
    ]
    delivery.send(_invoice())
    assert slept == [1.0, 9.0, 3.0, 3.0]
    delivery, stand_in, slept = _world(an_accounting())
    stand_in.failures += [httpx2.Response(403, json={"error": {"message": "no scope"}})]
    with pytest.raises(http.DeliveryError, match="403: no scope"):
        delivery.send(_invoice())
    assert slept == []


def test_retry_after_may_be_a_date() -> None:
    """A date in the past means now; nonsense means that nothing was said."""
    retry_after = runtime("http").retry_after
    assert retry_after(httpx2.Response(429, headers={"Retry-After": "Wed, 21 Oct 2015 07:28:00 GMT"})) == 0.0
    assert retry_after(httpx2.Response(429, headers={"Retry-After": "soon"})) is None
    assert retry_after(httpx2.Response(429, headers={"Retry-After": "Wed, 21 Oct 2195 07:28:00 GMT"})) > 1e9


def test_no_answer_is_tried_again_and_told() -> None:
    """A connection that breaks is a failure like another."""
    http = runtime("http")

    def broken(request: httpx2.Request) -> httpx2.Response:
        raise httpx2.ConnectError("refused", request=request)

    policy = configuration.Policy(attempts=2)
    line = http.connect(_system(), _contract(an_accounting()), policy, {}, transport=httpx2.MockTransport(broken))
    slept: list[float] = []
    delivery = http.Delivery({"books": line}, policy, runtime("links").Links(), sleep=slept.append)
    with pytest.raises(http.DeliveryError, match=r"after 2 attempts: no answer \(ConnectError\)"):
        delivery.send(_invoice())
    assert slept == [1.0]


def test_failures_inside_a_success_are_read() -> None:
    """`ok: false` and lists of failed items are failures, whatever the status."""
    http = runtime("http")
    delivery, stand_in, _ = _world(an_accounting())
    stand_in.failures += [httpx2.Response(200, json={"ok": False}), httpx2.Response(200, json={"errors": [{"item": 1}]})]
    with pytest.raises(http.DeliveryError, match="the answer says that it failed"):
        delivery.send(_invoice().of_step("write", success=("ok",)))
    with pytest.raises(http.DeliveryError, match="items failed"):
        delivery.send(_invoice().of_step("write", item_errors=("errors",)))


@pytest.mark.parametrize(("rows", "failed"), [([{}], False), ([{"errors": []}, {"errors": None}], False), ([{}, {"errors": ["no"]}], True)])
def test_failures_of_each_item_are_read(rows: list[dict[str, object]], failed: bool) -> None:  # noqa: FBT001 - a case
    """A list of failures in each item of an answer is a failure as soon as one holds any."""
    http = runtime("http")
    delivery, stand_in, _ = _world(an_accounting())
    stand_in.failures.append(httpx2.Response(200, json={"rows": rows}))
    told = pytest.raises(http.DeliveryError, match="items failed") if failed else contextlib.nullcontext()
    with told:
        delivery.send(_invoice().of_step("write", item_errors=("rows", runtime("records").EVERY, "errors")))


def test_a_call_is_made_once_for_its_key() -> None:
    """The second call with the same link and key is answered from what was kept."""
    delivery, stand_in, _ = _world(an_accounting())
    first = delivery.send(_invoice().of_step("write", once=requests.once("link", "r1")))
    assert delivery.send(_invoice().of_step("write", once=requests.once("link", "r1"))) == first
    assert len(stand_in.calls) == 1
    delivery.send(_invoice().of_step("write", once=requests.once("link", "r2")))
    assert len(stand_in.calls) == 2


def test_every_gap_is_told_at_once() -> None:
    """Settings and tables without an answer, and answers that cannot be read, stop the start together."""
    settings = [
        configuration.Setting(name="series", title="Series", environment="SERIES", type="integer", found="Settings."),
        configuration.Setting(name="count", title="Count", environment="COUNT", type="integer"),
        configuration.Setting(name="known", title="Known", value="x"),
    ]
    tables = [configuration.Table(name="table:a", title="A", needed=True), configuration.Table(name="table:b", title="B")]
    with pytest.raises(configuration.Unanswered) as stop:
        configuration.read_settings(settings, {"COUNT": "many"}, tables=tables)
    assert [gap.split(":")[0] for gap in stop.value.gaps] == ["Series is not answered", "COUNT", "A has no rows"]
    assert configuration.read_settings(settings, {"SERIES": "7", "COUNT": "2"}) == {"series": 7, "count": 2, "known": "x"}


@pytest.mark.parametrize(
    ("name", "value", "other", "holds"),
    [
        ("equals", 5, "5", True), ("equals", "5.0", 5, True), ("equals", True, 1, False), ("equals", "true", True, True),
        ("equals", None, "", True), ("equals", [], "x", False), ("greater", "10", 9, True), ("greater", "2026-02-01", "2026-01-31", True),
        ("greater", None, 1, False), ("less", 1, "2", True), ("contains", ["a", "b"], "b", True), ("contains", "Hello", "hell", True),
        ("contains", None, "x", False),
    ],
)  # fmt: skip
def test_comparisons_forgive_notation_alone(name: str, value: Any, other: Any, *, holds: bool) -> None:
    """A number written as text is that number; true is not 1; nothing is neither greater nor less."""
    assert getattr(runtime("conditions"), name)(value, other) is holds


def test_a_delivery_is_taken_apart_into_events() -> None:
    """Each event has its own id, or one made of its content."""
    flow = runtime("flows").Flow(id="f", title="f", steps=None, items=("data",), event_id=("id",))
    taken = flow.incoming({"data": [{"id": "e1"}, {"x": 1}, {"x": 1}]}, {"X-Key": "k"})
    assert [event.run.event_id == "e1" for event in taken] == [True, False, False]
    assert taken[1].run.event_id == taken[2].run.event_id
    assert taken[0].headers == {"x-key": "k"}


def test_a_flow_goes_on_without_the_answer_of_a_step_that_may_fail() -> None:
    """Where the step says `skip`; any other failure ends the event."""
    http = runtime("http")
    answers: list[Any] = []

    def steps(on_error: str) -> Any:
        answers.append((yield _invoice().of_step("enrich", on_error=on_error)))
        answers.append((yield _invoice().of_step("write")))

    def send(request: Any) -> Any:
        if request.step == "enrich":
            raise http.DeliveryError(request, "gone", status=404)
        return {"id": "1"}

    made = runtime("flows").drive(steps("skip"), send)
    assert [request.step for request in made] == ["enrich", "write"]
    assert answers == [None, {"id": "1"}]
    with pytest.raises(http.DeliveryError):
        runtime("flows").drive(steps("dead_letter"), send)


def test_the_first_answer_kept_for_a_key_stays() -> None:
    """A second one would lead later events to another record."""
    links = runtime("links").Links()
    links.keep("pair", "r1", {"id": "1"})
    links.keep("pair", "r1", {"id": "2"})
    assert links.answer("pair", "r1") == ({"id": "1"},)


@pytest.mark.parametrize(
    ("answer", "record"),
    [
        ({"id": 1, "owner": {"id": 2}}, {"id": 1, "owner": {"id": 2}}),
        ({"data": {"id": 1}, "ok": True}, {"id": 1}),
        ({"data": [{"id": 1}]}, {"id": 1}),
        ({"data": {"result": {"id": 1}}}, {"id": 1}),
        ({f"f{at}": at for at in range(8)} | {"address": {"city": "B"}}, {f"f{at}": at for at in range(8)} | {"address": {"city": "B"}}),
        ([], {}),
    ],
)
def test_a_record_is_found_in_its_envelope(answer: Any, record: dict[str, Any]) -> None:
    """An object with an id, or with many members, is the record itself, whatever else stands in it."""
    assert runtime("envelopes").record_of(answer) == record


def test_a_kept_pair_is_found_again() -> None:
    """An id of one system leads to the other's, once a call that keeps the pair was made."""
    delivery, _, _ = _world(an_accounting())
    links = delivery._links
    find = links.finder("link:pair", ("id",))
    assert find("r1") is None
    delivery.send(_invoice().of_step("write", remember=requests.once("link:pair", "r1")))
    assert find("r1") == "1"


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "string", "pattern": "^[0-9]{13,19}$"},
        {"type": "string", "pattern": "^MG[0-9a-fA-F]{32}$", "minLength": 34, "maxLength": 34},
        {"type": "string", "pattern": "^[a-zA-Z0-9_-]{1,64}$"},
        {"type": "string", "format": "email", "maxLength": 254},
        {"type": "integer", "minimum": 100, "maximum": 105, "multipleOf": 5},
        {"type": "number", "exclusiveMaximum": True, "maximum": 1},
        {"type": "array", "minItems": 2, "items": {"enum": [None, "a"]}},
        {"type": "object", "required": ["unnamed"]},
        {"anyOf": [{"enum": [""]}, {"type": "object", "properties": {"a": {"type": "string"}}}]},
        {"allOf": [{"properties": {"a": {}}, "additionalProperties": False}, {"properties": {"b": {}}, "additionalProperties": False}]},
    ],
)
def test_a_sample_fits_its_schema(schema: dict[str, Any]) -> None:
    """Patterns, lengths, bounds, steps, alternatives: the sample is one that the schema allows."""
    from jsonschema_rs import Draft202012Validator

    document = runtime("openapi").document_of({"openapi": "3.0.0"})
    standard = runtime("schemas").standard(document, schema, direction="answer")
    Draft202012Validator(standard).validate(runtime("samples").Sampler(document, "answer").sample(schema))
