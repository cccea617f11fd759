"""The least scopes over all alternatives of all calls."""

from __future__ import annotations

import pytest

from designer.model.spec import Operation, SecurityNeed, SecurityScheme
from designer.specs.scopes import choice_of, is_enough, least_scopes, may_include

GOOGLE = "https://www.googleapis.com/auth/calendar"
PEOPLE = ("employee", "employee:name", "employee:job", "employee:pay")


def choice(*alternatives: str) -> tuple[frozenset[str], ...]:
    """Return a choice between sets of scopes, each written with `+`."""
    return tuple(frozenset(one.split("+")) for one in alternatives)


@pytest.mark.parametrize(
    ("choices", "least"),
    [
        ([choice("a", "b"), choice("b", "c"), choice("b", "d")], ("b",)),
        ([choice("deals.read", "deals")], ("deals.read",)),
        ([choice("deals.write", "deals")], ("deals.write",)),
        ([choice(GOOGLE, f"{GOOGLE}.events", f"{GOOGLE}.events.owned")], (f"{GOOGLE}.events",)),
        ([choice(GOOGLE, f"{GOOGLE}.readonly", f"{GOOGLE}.events")], (f"{GOOGLE}.readonly",)),
        ([choice("admin.all", "read+list")], ("list", "read")),
        ([choice("a"), choice("a", "b")], ("a",)),
        ([choice("first", "second")], ("first",)),
        ([], ()),
    ],
)
def test_the_narrowest_set_is_chosen(choices: list[tuple[frozenset[str], ...]], least: tuple[str, ...]) -> None:
    """Reading before writing, a part before the whole, one for several calls, what has no restriction of its own, then the first."""
    assert least_scopes(choices) == least


def test_many_alternatives_are_settled_in_time() -> None:
    """A hundred alternatives of thirty calls: the shared one is found."""
    choices = [choice(*(f"x{call}.read{number}" for number in range(100)), "shared.read") for call in range(30)]
    assert least_scopes(choices) == ("shared.read",)


def test_slices_of_a_record_are_not_enough_for_it() -> None:
    """With one of three and more parts a call answers with that part alone."""
    scheme = SecurityScheme(name="login", kind="oauth2", scopes=PEOPLE)
    needs = tuple(SecurityNeed(schemes=("login",), scopes=(scope,)) for scope in PEOPLE)
    operation = Operation(system="HR", method="GET", path="/people", security=needs)
    assert choice_of(operation, scheme) == choice("employee")


def test_a_name_in_braces_stands_for_the_accounts_own() -> None:
    """`manage:{projectKey}` is granted by `manage:acme`, and by no scope of another thing."""
    assert is_enough(choice("manage:{projectKey}"), ["manage:acme"])
    assert not is_enough(choice("manage:{projectKey}"), ["view:acme"])


def test_a_wider_scope_of_the_same_thing_may_hold_a_narrower_one() -> None:
    """No document says so; only the vendor knows."""
    assert may_include("contacts", "contacts.read")
    assert may_include("contacts.write", "contacts.read")
    assert not may_include("contacts.read", "contacts.write")
    assert not may_include("deals.write", "contacts.read")


@pytest.mark.parametrize(
    ("method", "scopes", "alternatives"),
    [
        ("POST", ("chat:write:user", "chat:write:bot"), choice("chat:write:bot", "chat:write:user")),
        ("GET", ("contacts", "contacts.read"), choice("contacts.read", "contacts")),
        ("POST", ("contacts", "contacts.read"), choice("contacts+contacts.read")),
        ("GET", ("contacts.read", "deals.read"), choice("contacts.read+deals.read")),
    ],
)
def test_a_list_of_scopes_that_nobody_grants_together_means_either(
    method: str, scopes: tuple[str, ...], alternatives: tuple[frozenset[str], ...]
) -> None:
    """A token is a bot's or a user's; a call that only reads is open to the reading scope and to the wider one."""
    scheme = SecurityScheme(name="login", kind="oauth2", scopes=scopes)
    operation = Operation(system="Chat", method=method, path="/x", security=(SecurityNeed(schemes=("login",), scopes=scopes),))
    assert set(choice_of(operation, scheme)) == set(alternatives)
