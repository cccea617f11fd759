"""What the page of endpoints says of a call beside its fields."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from designer.render.documents.endpoints import system_endpoints
from tests.unit.check.designs import GOOD, catalog

if TYPE_CHECKING:
    from designer.model.spec import Catalog, Operation

ELSEWHERE = {
    "base_urls": ("https://upload.shop.test",),
    "rate_limits": ("burst 1/s",),
    "rate_limit_headers": ("X-RateLimit-Remaining", "Retry-After"),
}


class Changed:
    """A catalog whose operations say more."""

    def __init__(self, **attributes: Any) -> None:
        """Lay *attributes* over every operation."""
        self._catalog, self._attributes = catalog(), attributes

    def operation(self, system: str, key: str) -> Operation | None:
        """Return the operation with what is laid over it."""
        found = self._catalog.operation(system, key)
        return replace(found, **self._attributes) if found else None

    def __getattr__(self, name: str) -> Any:
        """Answer all else as the catalog does."""
        return getattr(self._catalog, name)


def notes(**attributes: Any) -> str:
    """Return all notes of all endpoints."""
    told = system_endpoints(GOOD, cast("Catalog", Changed(**attributes)))
    return "\n".join(note for system in told for endpoint in system.endpoints for note in endpoint.notes)


def test_address_and_quota_of_a_call() -> None:
    """They are told where the document gives them, and only there."""
    told = notes(**ELSEWHERE)
    assert "**Served at `https://upload.shop.test`**" in told
    assert "Quota: `burst 1/s`." in told
    assert "Its answers tell of the quota in `X-RateLimit-Remaining`, `Retry-After`." in told
    assert not [word for word in ("Served at", "Quota", "answers tell") if word in notes()]
