"""A way to sign in that the vendor's server takes otherwise than its document declares."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.unit.specs.documents import document

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.specs.catalog import LoadedCatalog

    Read = Callable[..., LoadedCatalog]

CASES = {
    "the vendor's address": ("https://api.hubapi.com", "private-app", "header", "bearer", "Authorization"),
    "another vendor": ("https://api.shop.test", "private-app", "header", "api_key", "private-app"),
    "a name that only ends alike": ("https://nothubapi.com", "private-app", "header", "api_key", "private-app"),
    "another key of the vendor": ("https://api.hubapi.com", "hapikey", "query", "api_key", "hapikey"),
}


@pytest.mark.parametrize("case", CASES)
def test_a_key_that_is_a_bearer_token(case: str, catalog_of: Read) -> None:
    """Only at the vendor's own address and for the header that is known; the description says what was changed and by whose word."""
    url, name, location, kind, parameter = CASES[case]
    schemes = {"it": {"type": "apiKey", "in": location, "name": name}}
    catalog = catalog_of(document({}, servers=[{"url": url}], components={"securitySchemes": schemes}))
    scheme = catalog.systems[0].schemes[0]
    assert (scheme.kind, scheme.parameter) == (kind, parameter)
    assert ("Bearer TOKEN" in scheme.description) == (kind == "bearer")
