"""Events come from webhooks, callbacks and lists to subscribe to; the delivery's schema shows what is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.unit.specs.documents import TEXT, document, ref

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.model.spec import Event
    from designer.specs.catalog import LoadedCatalog

    Read = Callable[..., LoadedCatalog]

ORDER = {"type": "object", "properties": {"id": TEXT, "total": {"type": "number"}, "customer": {"properties": {"email": TEXT}}}}


def hook(schema: Any, **more: Any) -> dict[str, Any]:
    """Return a path item that is sent *schema*."""
    return {"post": {"requestBody": {"content": {"application/json": {"schema": schema}}}, "responses": {}, **more}}


def only(catalog: LoadedCatalog) -> Event:
    """Return the one event of the one system."""
    (event,) = catalog.systems[0].events
    return event


def test_a_record_in_an_envelope(catalog_of: Read) -> None:
    """Where the record stands, the delivery's own id, and the header that proves the sender."""
    signature = [{"name": "X-Shop-Signature", "in": "header", "schema": TEXT}]
    schema = {"properties": {"id": TEXT, "type": TEXT, "data": {"properties": {"object": ref("Order")}}}}
    catalog = catalog_of(
        document(
            {},
            webhooks={"order.paid": hook(schema, parameters=signature, summary="An order was paid")},
            components={"schemas": {"Order": ORDER}},
        )
    )
    event = only(catalog)
    assert (event.name, event.origin, event.summary, event.payload) == ("order.paid", "webhook", "An order was paid", "full")
    assert (event.record_path, event.event_id_path, event.items) == ("data.object", "id", "")
    assert event.verification is not None
    assert event.verification.header == "X-Shop-Signature"
    assert [field.path for field in catalog.event_fields(event)][-3:] == [
        "data.object.total",
        "data.object.customer",
        "data.object.customer.email",
    ]
    assert catalog.event_field(event, "data.object.customer.email") is not None
    assert catalog.event_field(event, "data.object.customer.phone") is None


def test_a_thin_delivery_names_the_record_only(catalog_of: Read) -> None:
    """Ids, types and times are nothing of the record; the id is the one called like the event's noun."""
    data = {"properties": {"companyId": TEXT, "employeeId": TEXT, "changedFields": {"type": "array", "items": TEXT}}}
    event = only(
        catalog_of(document({}, webhooks={"employee.updated": hook({"properties": {"type": TEXT, "timestamp": TEXT, "data": data}})}))
    )
    assert (event.payload, event.id_path, event.record_path) == ("id", "data.employeeId", "data")


def test_many_events_in_one_delivery(catalog_of: Read) -> None:
    """Paths are those of one item, whether the list is the root or stands in a member."""
    item = {"properties": {"event": TEXT, "order": ORDER}}
    for schema, items in (
        ({"type": "array", "items": item}, "[]"),
        ({"properties": {"live": TEXT, "events": {"type": "array", "items": item}}}, "events[]"),
    ):
        catalog = catalog_of(document({}, webhooks={"order.paid": hook(schema)}))
        event = only(catalog)
        assert (event.items, event.record_path) == (items, "order")
        assert next(field.path for field in catalog.event_fields(event)) == "event"


def test_a_record_without_envelope_is_the_delivery(catalog_of: Read) -> None:
    """An object inside a record is no envelope."""
    event = only(catalog_of(document({}, **{"x-webhooks": {"order.paid": hook(ORDER)}})))
    assert (event.record_path, event.payload) == ("", "full")


def test_a_callback_is_registered_by_its_operation(catalog_of: Read) -> None:
    """The operation that takes the address is how one subscribes."""
    operation = {"callbacks": {"orderPaid": {"{$request.body#/url}": hook(ORDER), "x-note": "no path"}}, "responses": {}}
    event = only(catalog_of(document({"/hooks": {"post": operation}})))
    assert (event.name, event.origin, event.registration) == ("orderPaid", "callback", "POST /hooks")


def test_names_that_a_subscription_lists(catalog_of: Read) -> None:
    """The longest list of an operation about webhooks; a described event takes its registration from there."""
    listed = {"type": "array", "items": {"enum": ["*", "order.paid", "order.made", "order.gone"]}}
    body = {"properties": {"url": TEXT, "enabled_events": listed, "event_mode": {"enum": ["a", "b"]}}}
    catalog = catalog_of(document({"/webhook_endpoints": hook(body)}, webhooks={"order.made": hook(ORDER)}))
    told = {event.name: (event.origin, event.registration) for event in catalog.systems[0].events}
    assert told == {
        "order.made": ("webhook", "POST /webhook_endpoints"),
        "order.paid": ("subscription_enum", "POST /webhook_endpoints"),
        "order.gone": ("subscription_enum", "POST /webhook_endpoints"),
    }


def test_kinds_of_things_are_no_events(catalog_of: Read) -> None:
    """An operation that is not about webhooks lists no events, whatever its members are called."""
    assert catalog_of(document({"/tickets": hook({"properties": {"event": {"enum": ["a", "b", "c", "d"]}}})})).systems[0].events == ()


def delivery(name: str) -> dict[str, Any]:
    """Return an operation that is sent an object with one member of this name."""
    schema = {"type": "object", "properties": {name: {"type": "string"}}}
    return {"requestBody": {"content": {"application/json": {"schema": schema}}}, "responses": {}}


def test_callbacks_of_one_name(catalog_of: Read) -> None:
    """One that several operations share is one event; two that deliver different things are two, named after their operations."""
    shared = {"$ref": "#/components/callbacks/Done"}
    own = {"{$request.body#/url}": {"post": delivery("other")}}
    paths = {
        "/a": {"post": {"callbacks": {"done": shared}, "responses": {}}},
        "/b": {"post": {"callbacks": {"done": shared}, "responses": {}}},
        "/c": {"post": {"callbacks": {"done": own}, "responses": {}}},
    }
    catalog = catalog_of(document(paths, components={"callbacks": {"Done": {"{$request.body#/url}": {"post": delivery("result")}}}}))
    events = catalog.systems[0].events
    assert [(event.name, event.registration) for event in events] == [("done", "POST /a"), ("done of POST /c", "POST /c")]
    assert [[field.path for field in catalog.event_fields(event)] for event in events] == [["result"], ["other"]]


def test_a_webhook_is_what_is_posted(catalog_of: Read) -> None:
    """Another method beside it, for a handshake, tells nothing of the delivery."""
    hooks = {"order.made": {"get": {"responses": {}}, "post": delivery("order")}}
    catalog = catalog_of(document({}, webhooks=hooks))
    event = catalog.event("Shop", "order.made")
    assert event is not None
    assert [field.path for field in catalog.event_fields(event)] == ["order"]


def test_an_event_is_called_as_deliveries_call_it(catalog_of: Read) -> None:
    """An extension gives that name; a slice keeps it."""
    hooks = {"orderMade": {"post": {**delivery("order"), "x-shop-event-type": "shop.order.made"}}}
    catalog = catalog_of({**document({}), "x-webhooks": hooks})
    assert [event.name for event in catalog.systems[0].events] == ["shop.order.made"]
    part = catalog_of(catalog.slice("Shop", [], events=["shop.order.made"]))
    assert [event.name for event in part.systems[0].events] == ["shop.order.made"]


def test_a_schema_may_say_of_which_event_it_is(catalog_of: Read) -> None:
    """Its delivery is read from it, from a slice as well."""
    schema = {
        "type": "object",
        "description": "An order was made.",
        "x-webhook": {"event": "order.made"},
        "properties": {
            "event_id": {"type": "string"},
            "type": {"type": "string"},
            "data": {"type": "object", "properties": {"total": {"type": "integer"}}},
        },
    }
    catalog = catalog_of(document({"/a": {"get": {"responses": {}}}}, components={"schemas": {"OrderMade": schema, "Other": {}}}))
    for one in (catalog, catalog_of(catalog.slice("Shop", [], events=["order.made"]))):
        event = one.event("Shop", "order.made")
        assert event is not None
        assert (event.record_path, event.event_id_path, event.payload) == ("data", "event_id", "full")
        assert [field.path for field in one.event_fields(event)] == ["event_id", "type", "data", "data.total"]
