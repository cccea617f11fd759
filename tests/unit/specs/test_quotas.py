"""What a document says of rate limits, of addresses of single operations, and of what scopes allow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from designer.model.spec import Scope
from tests.unit.specs.documents import TEXT, document
from tests.unit.specs.test_swagger import swagger

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.specs.catalog import LoadedCatalog

    Read = Callable[..., LoadedCatalog]


def test_headers_that_tell_of_the_quota(catalog_of: Read) -> None:
    """Those of any answer, each once, whatever the vendor calls them; other headers are not among them."""
    names = ("X-RateLimit-Remaining", "RateLimit-Policy", "X-Shopify-Shop-Api-Call-Limit", "Sforce-Limit-Info", "X-Rate-Limit-Reset")
    headers = {name: {"schema": {"type": "integer"}} for name in (*names, "Location", "X-Request-Id", "Content-Limitation")}
    shared = {"headers": {"x-ratelimit-remaining": {"schema": TEXT}, "Retry-After": {"schema": TEXT}}, "description": ""}
    responses = {"200": {"description": "", "headers": headers}, "429": {"$ref": "#/components/responses/Busy"}}
    catalog = catalog_of(document({"/a": {"get": {"responses": responses}}}, components={"responses": {"Busy": shared}}))
    assert catalog.systems[0].operations[0].rate_limit_headers == (*names, "Retry-After")


QUOTAS: dict[str, tuple[Any, tuple[str, ...]]] = {
    "x-shop-ratelimit": ({"burst": "1/s", "steady": "15/m"}, ("burst 1/s", "steady 15/m")),
    "x-rate-limit": ("100 per minute", ("100 per minute",)),
    "x-ratelimit": ([{"limit": 10, "window": "1s"}, {"limit": 500, "window": "1h"}], ("limit 10", "window 1s", "limit 500", "window 1h")),
    "x-throttling-tier": ("Gold", ("Gold",)),
    "x-rate-limited": (True, ()),
    "x-quota": (True, ()),
    "x-corporate-limit": (5, ()),
}


@pytest.mark.parametrize("name", QUOTAS)
def test_quotas_in_extensions(name: str, catalog_of: Read) -> None:
    """They are told as the document writes them; a switch tells no quota."""
    given, wanted = QUOTAS[name]
    catalog = catalog_of(document({"/a": {"get": {"responses": {}, name: given}}, "/b": {name: given, "get": {"responses": {}}}}))
    assert [operation.rate_limits for operation in catalog.systems[0].operations] == [wanted, wanted]


STATED = {
    "This endpoint is rate limited to `300` requests per hour.": ("300 requests per hour",),
    "Lists views. This API endpoint is rate-limited to 100 requests per minute per account.": ("100 requests per minute",),
    "The rate limit is three requests every 2 seconds.": ("3 requests every 2 seconds",),
    "When making requests beyond page 100, you can make 5 requests every 1 minute.": (),
    "This endpoint is rate limited to 5 requests per minute, per view, per agent": (),
    "If you are on a trial, you can make 10 requests per hour.": (),
    "Read about [rate limits](/docs/limits) in 2 minutes.": (),
}


@pytest.mark.parametrize("description", STATED)
def test_quotas_that_a_description_states(description: str, catalog_of: Read) -> None:
    """Only a sentence that sets one figure for every call of the operation tells a quota; a condition or a share makes it unsure."""
    catalog = catalog_of(document({"/a": {"get": {"responses": {}, "description": description}}}))
    assert catalog.systems[0].operations[0].rate_limits == STATED[description]


def test_an_operation_may_be_served_elsewhere(catalog_of: Read) -> None:
    """Its own address holds before its path's; that of the document is not repeated."""
    up, other, main = ({"url": f"https://{name}.shop.test"} for name in ("upload", "other", "api"))
    item = {
        "servers": [other],
        "get": {"responses": {}},
        "post": {"servers": [up], "responses": {}},
        "put": {"servers": [main], "responses": {}},
    }
    catalog = catalog_of(document({"/a": item, "/b": {"get": {"responses": {}}}}, servers=[main]))
    assert catalog.systems[0].base_urls == ("https://api.shop.test",)
    assert {operation.key: operation.base_urls for operation in catalog.systems[0].operations} == {
        "GET /a": ("https://other.shop.test",),
        "POST /a": ("https://upload.shop.test",),
        "PUT /a": (),
        "GET /b": (),
    }


def test_scopes_say_what_they_allow(catalog_of: Read) -> None:
    """With the flows that grant them, each once."""
    flows = {
        "authorizationCode": {"authorizationUrl": "https://a", "tokenUrl": "https://t", "scopes": {"read": "Read all", "write": None}},
        "clientCredentials": {"tokenUrl": "https://t", "scopes": {"read": "Other words", "admin": "Do all", "x-internal": "none"}},
    }
    scheme = catalog_of(document({}, components={"securitySchemes": {"it": {"type": "oauth2", "flows": flows}}})).systems[0].schemes[0]
    assert scheme.scopes == ("read", "write", "admin")
    assert scheme.granted == (
        Scope(name="read", description="Read all", flows=("authorizationCode", "clientCredentials")),
        Scope(name="write", flows=("authorizationCode",)),
        Scope(name="admin", description="Do all", flows=("clientCredentials",)),
    )
    old = catalog_of(swagger()).systems[0].schemes[0]
    assert old.granted == (Scope(name="read", flows=("authorizationCode",)),)
