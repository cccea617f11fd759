"""The way to Microsoft Foundry: its address, its own key, a token of Entra in its place."""

from __future__ import annotations

import sys
import types
from typing import TYPE_CHECKING

from designer.plan.claude.turn import CredentialError, ServiceError
from tests.unit.plan.claude.service.asking import KEY, OFFLINE, Asker, unconnected
from tests.unit.plan.claude.service.serving import Server, hello

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    Serve = Callable[..., Server]


def test_foundry_is_asked_at_its_address_with_its_own_key(serve: Serve, asker: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    """Never with Anthropic's key."""
    server = serve(hello())
    monkeypatch.setenv("ANTHROPIC_FOUNDRY_API_KEY", "foundry-key-of-the-tests")
    monkeypatch.setenv("ANTHROPIC_FOUNDRY_BASE_URL", f"{server.url}/anthropic")
    asker.connect("foundry")
    assert asker.send().stop_reason == "end_turn"
    assert server.requests[0].path == "/anthropic/v1/messages"
    assert server.requests[0].headers["x-api-key"] == "foundry-key-of-the-tests"
    assert KEY not in str(server.requests[0].headers)


def test_foundry_needs_one_address(asker: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    """None and two are told."""
    monkeypatch.setenv("ANTHROPIC_FOUNDRY_API_KEY", "foundry-key-of-the-tests")
    place = "--provider foundry"
    assert unconnected(asker, "foundry") == (ServiceError, place, "no resource is named", f"Set ANTHROPIC_FOUNDRY_RESOURCE, {OFFLINE}")
    for name in ("RESOURCE", "BASE_URL"):
        monkeypatch.setenv(f"ANTHROPIC_FOUNDRY_{name}", "https://one.example")
    fact = "ANTHROPIC_FOUNDRY_RESOURCE and ANTHROPIC_FOUNDRY_BASE_URL are both set"
    assert unconnected(asker, "foundry") == (ServiceError, place, fact, f"Leave one of them, {OFFLINE}")


class FakeEntraError(Exception):
    """As azure-identity raises its own."""


FakeEntraError.__module__ = "azure.core.exceptions"


def entra(monkeypatch: pytest.MonkeyPatch, token: Callable[[], str]) -> list[str]:
    """Put a library in azure-identity's place; return the scopes that it is asked for."""
    scopes: list[str] = []

    def provider(_: object, scope: str) -> Callable[[], str]:
        scopes.append(scope)
        return token

    made = {name: types.ModuleType(name) for name in ("azure", "azure.identity")}
    for name, module in made.items():
        monkeypatch.setitem(sys.modules, name, module)
    made["azure.identity"].DefaultAzureCredential = object  # type: ignore[attr-defined]
    made["azure.identity"].get_bearer_token_provider = provider  # type: ignore[attr-defined]
    return scopes


def test_foundry_is_asked_with_a_token_of_entra_where_no_key_is_set(serve: Serve, asker: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new token for each request, of the scope of the resource; never with Anthropic's key."""
    server = serve(hello())
    tokens = iter(("entra-token-at-once", "entra-token-one", "entra-token-two"))
    scopes = entra(monkeypatch, lambda: next(tokens))
    monkeypatch.setenv("ANTHROPIC_FOUNDRY_BASE_URL", f"{server.url}/anthropic")
    asker.connect("foundry")
    for _ in range(2):
        assert asker.send().stop_reason == "end_turn"
    assert scopes == ["https://cognitiveservices.azure.com/.default"]
    assert [one.headers["authorization"] for one in server.requests] == ["Bearer entra-token-one", "Bearer entra-token-two"]
    assert KEY not in str([one.headers for one in server.requests])


def test_entra_that_gives_no_token_is_told(serve: Serve, asker: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    """As where nobody is signed in: by its first line, and before anything is read or sent."""
    server = serve(hello())

    def none_found() -> str:
        raise FakeEntraError("DefaultAzureCredential failed to retrieve a token\nAttempted credentials: all")

    entra(monkeypatch, none_found)
    monkeypatch.setenv("ANTHROPIC_FOUNDRY_BASE_URL", f"{server.url}/anthropic")
    fact = "no credential for Microsoft Foundry can be had: DefaultAzureCredential failed to retrieve a token"
    step = f"Set ANTHROPIC_FOUNDRY_API_KEY, or sign in with `az login`, {OFFLINE}"
    assert unconnected(asker, "foundry") == (CredentialError, "Claude", fact, step)
    assert server.requests == []
