"""What vendors change, what drift says of it, and the same done to what the design does not use, of which it says nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.unit.drift.pair import Documents

    Alter = Callable[[Documents], object]

DEAL = "POST /v1/deals"
PAID = "event order.paid"
STEP = "$.flows[0].steps[0]"


@dataclass(frozen=True)
class Case:
    """One change; `told` are kind, severity, subject, message and broken rules of what is said; the twin is silent."""

    name: str
    change: Alter
    told: tuple[tuple[str, str, str, str, tuple[str, ...]], ...]
    where: str
    twin: Alter | None = None


def _in_order(name: str, **keywords: Any) -> Alter:
    """Return what changes keywords of a field of the order; `None` takes one out."""
    return lambda documents: _set(documents.order["properties"][name], keywords)


def _in_deal(name: str, **keywords: Any) -> Alter:
    return lambda documents: _set(documents.deal["properties"][name], keywords)


def _set(schema: dict[str, Any], keywords: dict[str, Any]) -> None:
    schema.update(keywords)
    for key in [key for key, value in keywords.items() if value is None]:
        del schema[key]


def _renamed(schema: dict[str, Any], old: str, new: str) -> None:
    schema["properties"][new] = schema["properties"].pop(old)
    schema["required"] = [one for one in schema["required"] if one != old]


def _moved(holder: dict[str, Any], old: str, new: str) -> None:
    holder[new] = holder.pop(old)


def _parameter(operation: dict[str, Any], name: str, *, required: bool) -> None:
    operation["parameters"].append({"name": name, "in": "query", "required": required, "schema": {"type": "string"}})


def _order_field(name: str) -> str:
    return f"`order.{name}` in Shop's event order.paid"


def _deal_field(name: str) -> str:
    return f"`body.{name}` of CRM's POST /v1/deals"


CASES = (
    Case(
        "an operation moves to another version",
        lambda d: _moved(d["crm"]["paths"], "/v1/deals", "/v2/deals"),
        (("operation-removed", "error", DEAL, "CRM no longer has POST /v1/deals. 10 places of the design rest on it.", ("OP201",)),),
        f"{STEP}.operation",
        lambda d: _moved(d["shop"]["paths"], "/unused", "/moved"),
    ),
    Case(
        "a path takes another method",
        lambda d: _moved(d["crm"]["paths"]["/v1/deals/{id}/note"], "put", "post"),
        (
            (
                "operation-removed",
                "error",
                "PUT /v1/deals/{id}/note",
                "CRM no longer has PUT /v1/deals/{id}/note. 2 places of the design rest on it.",
                ("OP202",),
            ),
        ),
        "$.flows[0].steps[1].operation",
        lambda d: _moved(d["shop"]["paths"]["/unused"], "get", "post"),
    ),
    Case(
        "an operation is deprecated, with a day",
        lambda d: _set(d.make_deal, {"deprecated": True, "description": "Use v2. It will be removed on 2027-03-01."}),
        (
            (
                "operation-deprecated",
                "warning",
                DEAL,
                "CRM's POST /v1/deals is now marked as deprecated; its document names 2027-03-01.",
                ("SPEC105",),
            ),
        ),
        f"{STEP}.operation",
        lambda d: _set(d["shop"]["paths"]["/unused"]["get"], {"deprecated": True}),
    ),
    Case(
        "a field that is read has another name",
        lambda d: _renamed(d.order, "email", "email_address"),
        (("field-removed", "error", f"{PAID} order.email", f"{_order_field('email')} is gone.", ("MAP301",)),),
        f"{STEP}.mappings[0]",
        lambda d: _renamed(d.order, "spare", "spare_address"),
    ),
    Case(
        "a field that is sent is gone",
        lambda d: d.deal["properties"].pop("title"),
        (("field-removed", "error", f"{DEAL} body.title", f"{_deal_field('title')} is gone.", ("MAP302",)),),
        f"{STEP}.mappings[1]",
        lambda d: d.deal["properties"].pop("spare"),
    ),
    Case(
        "what a delivery holds moves as a whole",
        lambda d: _renamed(
            d["shop"]["webhooks"]["order.paid"]["post"]["requestBody"]["content"]["application/json"]["schema"], "order", "record"
        ),
        (
            (
                "field-removed",
                "error",
                f"{PAID} order",
                "`order` in Shop's event order.paid is gone, with 10 fields that the design uses.",
                ("MAP301",),
            ),
            (
                "event-changed",
                "warning",
                PAID,
                "Shop's event order.paid delivers otherwise: payload full, record in record, and was: payload full, record in order.",
                (),
            ),
        ),
        f"{STEP}.mappings[0]",
    ),
    Case(
        "a field becomes required",
        lambda d: _set(d.deal, {"required": ["mail", "stage", "spare"]}),
        (("field-required", "error", f"{DEAL} body.spare", f"{_deal_field('spare')} is now required, and nothing fills it.", ("MAP305",)),),
        STEP,
    ),
    Case(
        "a parameter becomes required",
        lambda d: _parameter(d.make_deal, "region", required=True),
        (
            (
                "field-required",
                "error",
                f"{DEAL} query.region",
                "`query.region` of CRM's POST /v1/deals is now required, and nothing fills it.",
                ("OP207",),
            ),
        ),
        STEP,
        lambda d: _parameter(d.make_deal, "region", required=False),
    ),
    Case(
        "a field becomes required whose source may be empty",
        lambda d: _set(d.deal, {"required": ["mail", "stage", "title"]}),
        (("field-required", "warning", f"{DEAL} body.title", f"{_deal_field('title')} is now required.", ("MAP313",)),),
        f"{STEP}.mappings[1]",
    ),
    Case(
        "a source has another type",
        _in_order("total", type="string", maximum=None),
        (("type-changed", "error", f"{PAID} order.total", f"{_order_field('total')} is now string, and was integer.", ("TYPE403",)),),
        f"{STEP}.mappings[3]",
        _in_order("spare", type="integer", format=None, maxLength=None),
    ),
    Case(
        "a target has another type",
        _in_deal("amount", type="boolean", maximum=None),
        (("type-changed", "error", f"{DEAL} body.amount", f"{_deal_field('amount')} is now boolean, and was integer.", ("TYPE403",)),),
        f"{STEP}.mappings[3]",
        _in_deal("spare_amount", type="boolean", maximum=None),
    ),
    Case(
        "a target takes more types than before",
        _in_deal("amount", type="number"),
        (("type-changed", "info", f"{DEAL} body.amount", f"{_deal_field('amount')} is now number, and was integer.", ()),),
        f"{STEP}.mappings[3]",
    ),
    Case(
        "a source has another format",
        _in_order("email", format="uri"),
        (
            (
                "format-changed",
                "error",
                f"{PAID} order.email",
                f"{_order_field('email')} has the format uri now, and had email.",
                ("TYPE404",),
            ),
        ),
        f"{STEP}.mappings[0]",
        _in_order("spare", format="uri"),
    ),
    Case(
        "a value goes that is sent",
        _in_deal("stage", enum=["new", "lost"]),
        (("value-removed", "error", f"{DEAL} body.stage", f"{_deal_field('stage')} no longer takes won.", ("TYPE407",)),),
        f"{STEP}.mappings[2]",
        _in_deal("spare_kind", enum=["new", "lost"]),
    ),
    Case(
        "a value goes that is never sent",
        _in_deal("stage", enum=["new", "won"]),
        (("value-removed", "info", f"{DEAL} body.stage", f"{_deal_field('stage')} no longer takes lost.", ()),),
        f"{STEP}.mappings[2]",
    ),
    Case(
        "a value comes that has no row",
        _in_order("state", enum=["open", "paid", "void"]),
        (("value-added", "warning", f"{PAID} order.state", f"{_order_field('state')} may now be void.", ("TYPE409",)),),
        f"{STEP}.mappings[2]",
        _in_order("spare_kind", enum=["a", "b", "c"]),
    ),
    Case(
        "a value goes that a condition waits for",
        _in_order("kind", enum=["b2c"]),
        (("value-removed", "error", f"{PAID} order.kind", f"{_order_field('kind')} is no longer b2b.", ("OP223",)),),
        "$.flows[0].trigger.condition.any[0].all[0]",
        _in_order("spare_kind", enum=["a"]),
    ),
    Case(
        "null is refused where it is sent",
        _in_deal("city", nullable=None),
        (("null-refused", "error", f"{DEAL} body.city", f"{_deal_field('city')} may no longer be null.", ("TYPE406",)),),
        f"{STEP}.mappings[6]",
        _in_deal("spare", nullable=None),
    ),
    Case(
        "a source may be null",
        _in_order("email", type=["string", "null"]),
        (("null-allowed", "warning", f"{PAID} order.email", f"{_order_field('email')} may now be null.", ("MAP313",)),),
        f"{STEP}.mappings[0]",
        _in_order("spare", type=["string", "null"]),
    ),
    Case(
        "a source may be missing",
        lambda d: d.order["required"].remove("email"),
        (("field-optional", "warning", f"{PAID} order.email", f"{_order_field('email')} may now be missing.", ("MAP313",)),),
        f"{STEP}.mappings[0]",
        lambda d: d.order["required"].append("spare"),
    ),
    Case(
        "a field is now read-only",
        _in_deal("title", readOnly=True),
        (
            (
                "read-only",
                "error",
                f"{DEAL} body.title",
                f"{_deal_field('title')} is now read-only: what is sent there is refused or lost.",
                ("MAP303",),
            ),
        ),
        f"{STEP}.mappings[1]",
        _in_deal("spare", readOnly=True),
    ),
    Case(
        "a field is no longer returned",
        _in_order("email", writeOnly=True),
        (
            (
                "write-only",
                "error",
                f"{PAID} order.email",
                f"{_order_field('email')} is now write-only: it is not returned any more.",
                ("MAP304",),
            ),
        ),
        f"{STEP}.mappings[0]",
        _in_order("spare", writeOnly=True),
    ),
    Case(
        "a text must be shorter",
        _in_deal("title", maxLength=10),
        (
            (
                "limit-tightened",
                "warning",
                f"{DEAL} body.title",
                f"{_deal_field('title')} is now at most 10 characters, and was at most 40 characters.",
                ("TYPE411",),
            ),
        ),
        f"{STEP}.mappings[1]",
        _in_deal("spare", maxLength=10),
    ),
    Case(
        "a text must fit a pattern",
        _in_deal("title", pattern="^[A-Z]+$"),
        (
            (
                "limit-tightened",
                "warning",
                f"{DEAL} body.title",
                f"{_deal_field('title')} is now at most 40 characters, pattern ^[A-Z]+$, and was at most 40 characters.",
                (),
            ),
        ),
        f"{STEP}.mappings[1]",
        _in_deal("spare", pattern="^[A-Z]+$"),
    ),
    Case(
        "a source may be longer than its target",
        _in_order("name", maxLength=90),
        (
            (
                "limit-loosened",
                "warning",
                f"{PAID} order.name",
                f"{_order_field('name')} is now at most 90 characters, and was at most 40 characters.",
                ("TYPE411",),
            ),
        ),
        f"{STEP}.mappings[1]",
        _in_order("spare", maxLength=90),
    ),
    Case(
        "another default is taken",
        _in_deal("origin", default="shop"),
        (
            (
                "default-changed",
                "warning",
                f"{DEAL} body.origin",
                f'{_deal_field("origin")} has another default, which is taken where nothing is sent: it is now "shop", and was "web".',
                (),
            ),
        ),
        f"{STEP}.mappings[5]",
        _in_deal("spare", default="shop"),
    ),
    Case(
        "a body is sent in another media type",
        lambda d: _moved(d.make_deal["requestBody"]["content"], "application/json", "application/x-www-form-urlencoded"),
        (
            (
                "media-type-changed",
                "error",
                DEAL,
                "CRM's POST /v1/deals does not take application/json any more; it takes application/x-www-form-urlencoded.",
                ("OP205",),
            ),
        ),
        STEP,
        lambda d: _moved(d["shop"]["paths"]["/hooks"]["post"]["responses"], "201", "200"),
    ),
    Case(
        "what an answer holds is gone",
        lambda d: d.deal["properties"].pop("id"),
        (("field-removed", "error", f"{DEAL} id", "`id` in CRM's POST /v1/deals is gone.", ("MAP301",)),),
        "$.flows[0].steps[1].mappings[0]",
    ),
    Case(
        "an event has another name",
        lambda d: _moved(d["shop"]["webhooks"], "order.paid", "order.payed"),
        (("event-removed", "error", PAID, 'Shop no longer tells of the event "order.paid".', ("TRG501",)),),
        "$.flows[0].trigger.event",
        lambda d: _moved(d["shop"]["webhooks"], "order.sent", "order.shipped"),
    ),
    Case(
        "a delivery is no longer described",
        lambda d: d["shop"]["webhooks"]["order.paid"]["post"].pop("requestBody"),
        (("event-changed", "warning", PAID, "Shop's event order.paid is no longer described: what it delivers is not told.", ()),),
        "$.flows[0].trigger",
    ),
    Case(
        "a call needs another scope",
        lambda d: _set(d.make_deal, {"security": [{"login": ["deals.admin"]}]}),
        (("scopes-changed", "error", DEAL, "CRM's POST /v1/deals needs the scope deals.admin now.", ("AUTH603",)),),
        "$.systems[1].auth",
        lambda d: _set(d["shop"]["paths"]["/unused"]["get"], {"security": [{"token": ["admin"]}]}),
    ),
    Case(
        "the way of signing in is gone",
        lambda d: (
            _set(d["shop"]["components"], {"securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "X-Key"}}}),
            _set(d["shop"], {"security": [{"key": []}]}),
        ),
        (("sign-in-changed", "error", "sign-in token", 'Shop no longer declares "token", by which the design signs in.', ("AUTH601",)),),
        "$.systems[0].auth",
        lambda d: _set(d["shop"]["components"]["securitySchemes"], {"key": {"type": "apiKey", "in": "header", "name": "X-Key"}}),
    ),
    Case(
        "a token is fetched elsewhere",
        lambda d: _set(
            d["crm"]["components"]["securitySchemes"]["login"]["flows"]["clientCredentials"], {"tokenUrl": "https://id.crm.example/token"}
        ),
        (
            (
                "sign-in-changed",
                "warning",
                "sign-in login",
                (
                    'CRM\'s "login" is now oauth2, token from https://id.crm.example/token, '
                    "and was oauth2, token from https://login.crm.example/token."
                ),
                ("AUTH613",),
            ),
        ),
        "$.systems[1].auth",
    ),
    Case(
        "the API is served elsewhere",
        lambda d: _set(d["shop"], {"servers": [{"url": "https://shop.example/v2"}]}),
        (
            (
                "address-changed",
                "warning",
                "address",
                "Shop is served at https://shop.example/v2 now; https://shop.example/v1 is no longer told of.",
                ("AUTH615",),
            ),
        ),
        "$.systems[0].base_url",
        lambda d: _set(d["shop"], {"servers": [{"url": "https://shop.example/v1/", "description": "Live"}]}),
    ),
    Case(
        "pages are asked for otherwise",
        lambda d: _set(d.list_orders["parameters"][1], {"name": "page", "schema": {"type": "integer"}}),
        (
            (
                "paging-changed",
                "warning",
                "GET /orders",
                (
                    "Shop's GET /orders hands out its pages otherwise: page, by query.page, next in next_cursor, records in data[], "
                    "and was: cursor, by query.cursor, next in next_cursor, records in data[]."
                ),
                (),
            ),
        ),
        "$.flows[1].trigger.operation",
    ),
    Case(
        "a poller's parameter is gone",
        lambda d: d.list_orders["parameters"].pop(0),
        (("field-removed", "error", "GET /orders query.since", "`query.since` of Shop's GET /orders is gone.", ("TRG506",)),),
        "$.flows[1].trigger.cursor.parameter",
        lambda d: _parameter(d.list_orders, "sort", required=False),
    ),
    Case(
        "a key against doubles is no longer taken",
        lambda d: d.make_deal["parameters"].pop(0),
        (
            (
                "idempotency-changed",
                "warning",
                DEAL,
                "CRM's POST /v1/deals no longer takes a key against doubles in Idempotency-Key.",
                (),
            ),
        ),
        STEP,
    ),
    Case(
        "a quota is told of",
        lambda d: _set(d.list_orders, {"x-rate-limit": {"steady": "60/m"}}),
        (("rate-limit-changed", "warning", "GET /orders", "Shop's GET /orders has other limits now: steady 60/m.", ()),),
        "$.flows[1].trigger.operation",
        lambda d: _set(d["shop"]["paths"]["/unused"]["get"], {"x-rate-limit": {"steady": "60/m"}}),
    ),
    Case(
        "a field is deprecated",
        _in_order("city", deprecated=True),
        (("field-deprecated", "warning", f"{PAID} order.city", f"{_order_field('city')} is now marked as deprecated.", ()),),
        f"{STEP}.mappings[6]",
        _in_order("spare", deprecated=True),
    ),
    Case(
        "a field is returned only on request",
        _in_order("city", **{"x-ms-navigationProperty": True}),
        (
            (
                "on-request",
                "warning",
                f"{PAID} order.city",
                f"{_order_field('city')} is now returned only if `$expand` asks for it.",
                ("MAP308",),
            ),
        ),
        f"{STEP}.mappings[6]",
        _in_order("spare", **{"x-ms-navigationProperty": True}),
    ),
    Case(
        "anything may stand in a list",
        _in_order("lines", items=None),
        (
            (
                "field-untold",
                "warning",
                f"{PAID} order.lines[].sku",
                f"{_order_field('lines[].sku')} is no longer described: anything may stand there.",
                (),
            ),
        ),
        f"{STEP}.mappings[7]",
        lambda d: d["shop"]["paths"]["/unused"]["get"]["responses"].pop("200"),
    ),
)
