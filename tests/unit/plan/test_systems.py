"""The way to sign in: what the brief states, then what the calls accept."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest

from designer.model.spec import Catalog, Operation, SecurityNeed, SecurityScheme, SystemSpec
from designer.plan.systems import design_systems, with_scopes

OAUTH = SecurityScheme(name="OAuth2", kind="oauth2")
KEY = SecurityScheme(name="Key", kind="api_key", location="header", parameter="X-Key")
READ = Operation(system="CRM", method="GET", path="/a", security=(SecurityNeed(schemes=("OAuth2",), scopes=("read",)),))
CRM = SystemSpec(name="CRM", id="crm", schemes=(KEY, OAUTH), operations=(READ,))
SHOP = SystemSpec(name="Shop", id="shop", schemes=(KEY, OAUTH))

if TYPE_CHECKING:
    from designer.model.design import System


class Systems:
    """A catalog of two systems, as far as signing in asks."""

    systems = (CRM, SHOP)


def chosen(authentication: str) -> list[str]:
    """Return the schemes of both systems."""
    return [system.auth.scheme for system in _designed(authentication)]


def _designed(authentication: str) -> tuple[System, ...]:
    return design_systems(cast("Catalog", Systems()), authentication=authentication)


@pytest.mark.parametrize(
    ("authentication", "schemes"),
    [
        ("", ["OAuth2", "OAuth2"]),
        ("restricted API key for Shop, OAuth 2 for CRM", ["OAuth2", "Key"]),
        ("CRM: API key", ["Key", "OAuth2"]),
        ("an API key for CRM and Shop", ["OAuth2", "OAuth2"]),
        ("user name and password for Shop", ["OAuth2", "OAuth2"]),
    ],
)
def test_the_stated_way_goes_first(authentication: str, schemes: list[str]) -> None:
    """A clause speaks for the one system it names, and only for a way that the document offers."""
    assert chosen(authentication) == schemes


def test_scopes_are_those_of_the_calls_used() -> None:
    """No scope is asked for that no call needs."""
    system = _designed("")[0]
    assert with_scopes(system, (READ,), spec=CRM).auth.scopes == ("read",)
    assert with_scopes(system, (), spec=CRM).auth.scopes == ()
