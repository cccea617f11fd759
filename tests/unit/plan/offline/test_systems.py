"""The way to sign in: what the brief states, then what the calls accept."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest

from designer.model.spec import Catalog, Operation, SecurityNeed, SecurityScheme, SystemSpec
from designer.plan.offline.systems import design_systems, with_scopes

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


LOGIN = SecurityScheme(name="login", kind="oauth2", scopes=("deals", "deals.readonly", "deals.items"))
BASIC = SecurityScheme(name="basic", kind="basic")
TEAM = SystemSpec(name="Team", id="team", schemes=(BASIC, LOGIN))


def _operation(path: str, *needs: SecurityNeed) -> Operation:
    return Operation(system="Team", method="GET", path=path, security=needs)


def _alternatives(*scopes: str) -> tuple[SecurityNeed, ...]:
    return tuple(SecurityNeed(schemes=("login",), scopes=(scope,)) for scope in scopes)


@pytest.mark.parametrize(
    ("operations", "scopes"),
    [
        ([_operation("/deals", *_alternatives("deals", "deals.readonly"))], ("deals.readonly",)),
        ([_operation("/deals", *_alternatives("deals", "deals.readonly")), _operation("/deal", *_alternatives("deals"))], ("deals",)),
        ([_operation("/items", *_alternatives("deals", "deals.items"))], ("deals.items",)),
        ([_operation("/who", SecurityNeed(schemes=("login",)))], ()),
    ],
    ids=["reading", "one for both", "a part", "none told"],
)
def test_the_narrowest_scopes_that_are_enough_are_asked_for(operations: list[Operation], scopes: tuple[str, ...]) -> None:
    """Over all alternatives of all calls together: the check would warn of any wider set."""
    system = design_systems(cast("Catalog", _Only(TEAM)), authentication="OAuth 2 for Team")[0]
    assert with_scopes(system, tuple(operations), spec=TEAM).auth.scopes == scopes


def test_the_sign_in_is_one_that_all_calls_accept() -> None:
    """A scheme that most operations of a system accept is no use to a design whose calls are others."""
    system = design_systems(cast("Catalog", _Only(TEAM)), authentication="OAuth 2 for Team")[0]
    called = (_operation("/files", SecurityNeed(schemes=("basic",))),)
    auth = with_scopes(system, called, spec=TEAM).auth
    assert (auth.scheme, auth.kind, auth.environment) == ("basic", "basic", ("TEAM_USERNAME", "TEAM_PASSWORD"))


class _Only:
    """A catalog of one system, as far as signing in asks."""

    def __init__(self, spec: SystemSpec) -> None:
        self.systems = (spec,)
