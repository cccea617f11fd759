"""The way to each provider: what is missing is told before anything is sent, and what is sent goes to the right place."""

from __future__ import annotations

import json
import logging
import os
import sys
import types
from typing import TYPE_CHECKING, Any

import pytest

from designer.plan.claude.turn import CredentialError, ServiceError
from tests.unit.plan.claude.service.asking import KEY, OFFLINE, TURN, Asker, unconnected
from tests.unit.plan.claude.service.serving import Answer, Server, hello

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from designer.plan.choosing import Provider

    Serve = Callable[..., Server]


@pytest.mark.parametrize(
    ("provider", "fact", "step"),
    [
        ("anthropic", "no credential for the Anthropic API is set", "Set ANTHROPIC_API_KEY to a key of yours"),
        (
            "foundry",
            "no credential for Microsoft Foundry is set",
            'Set ANTHROPIC_FOUNDRY_API_KEY, or sign in with Microsoft Entra: pip install "integration-designer[foundry]"',
        ),
    ],
)
def test_no_credential_is_told_before_any_work(
    asker: Asker, monkeypatch: pytest.MonkeyPatch, provider: Provider, fact: str, step: str
) -> None:
    """A key that is set but empty is none."""
    monkeypatch.setitem(sys.modules, "azure.identity", None)
    monkeypatch.setenv("ANTHROPIC_FOUNDRY_API_KEY", "")
    assert unconnected(asker, provider) == (CredentialError, "Claude", fact, f"{step}, {OFFLINE}")


@pytest.mark.parametrize(("provider", "module"), [("bedrock", "boto3"), ("vertex", "google.auth")])
def test_a_missing_extra_is_told_with_the_command_that_installs_it(
    asker: Asker, monkeypatch: pytest.MonkeyPatch, provider: Provider, module: str
) -> None:
    """One clear line instead of an import that fails."""
    monkeypatch.setitem(sys.modules, module, None)
    step = f'Install it: pip install "integration-designer[{provider}]"'
    assert unconnected(asker, provider) == (
        ServiceError,
        f"--provider {provider}",
        "the library that signs requests is not installed",
        step,
    )


def test_a_profile_that_is_not_there_is_told(asker: Asker, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Whoever names a profile wants that one."""
    monkeypatch.setenv("ANTHROPIC_CONFIG_DIR", str(tmp_path))
    monkeypatch.setenv("ANTHROPIC_PROFILE", "work")
    kind, place, fact, step = unconnected(asker, "anthropic")
    assert (kind, place, step) == (CredentialError, "ANTHROPIC_PROFILE", f"Mend it, {OFFLINE}")
    assert fact.startswith("no credential for the Anthropic API can be had: ")


def test_a_profile_that_cannot_be_read_is_told(asker: Asker, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The SDK would pass it over and fail at the first request."""
    profile = tmp_path / ".config" / "anthropic" / "configs" / "default.json"
    profile.parent.mkdir(parents=True)
    profile.write_text("{ no JSON")
    for name in ("HOME", "APPDATA"):
        monkeypatch.setenv(name, str(tmp_path))
    if sys.platform == "win32":
        pytest.skip("the folders of Linux and macOS")
    kind, place, fact, _ = unconnected(asker, "anthropic")
    assert (kind, place) == (CredentialError, str(profile))
    assert fact == "no credential for the Anthropic API can be had: the profile that is active cannot be read"


class Session:
    """AWS's session, as much of it as is asked for."""

    region_name = None

    def get_credentials(self) -> object:
        """Return none."""
        return None


def test_bedrock_needs_a_region_and_a_credential(asker: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    """The library is asked, since a machine may give a credential by itself."""
    library = types.ModuleType("boto3")
    library.Session = Session  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "boto3", library)
    assert unconnected(asker, "bedrock") == (ServiceError, "--provider bedrock", "no region is named", f"Set AWS_REGION, {OFFLINE}")
    monkeypatch.setenv("AWS_REGION", "eu-central-1")
    fact = "no credential for Amazon Bedrock can be had: none is set, and this machine gives none"
    step = "Set AWS_BEARER_TOKEN_BEDROCK, or sign in as the AWS command line does (`aws configure`, `aws sso login`)"
    assert unconnected(asker, "bedrock") == (CredentialError, "Claude", fact, f"{step}, {OFFLINE}")


class FakeAuthError(Exception):
    """As google-auth raises its own."""


FakeAuthError.__module__ = "google.auth.exceptions"


def google_auth(monkeypatch: pytest.MonkeyPatch, default: Callable[..., Any]) -> None:
    """Put a library in google-auth's place."""
    names = ("google", "google.auth", "google.auth.transport", "google.auth.transport.requests")
    made = {name: types.ModuleType(name) for name in names}
    for name, module in made.items():
        monkeypatch.setitem(sys.modules, name, module)
        parent, _, last = name.rpartition(".")
        if parent:
            setattr(made[parent], last, module)
    made["google.auth"].default = default  # type: ignore[attr-defined]


def test_vertex_needs_a_region_a_credential_and_a_project(asker: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each that is missing has its own step."""

    def none_found(**_: object) -> None:
        raise FakeAuthError("Your default credentials were not found")

    google_auth(monkeypatch, none_found)
    assert unconnected(asker, "vertex") == (ServiceError, "--provider vertex", "no region is named", f"Set CLOUD_ML_REGION, {OFFLINE}")
    monkeypatch.setenv("CLOUD_ML_REGION", "europe-west1")
    fact = "no credential for Google Vertex AI can be had: Your default credentials were not found"
    step = "Sign in with `gcloud auth application-default login`, or set GOOGLE_APPLICATION_CREDENTIALS"
    assert unconnected(asker, "vertex") == (CredentialError, "Claude", fact, f"{step}, {OFFLINE}")
    google_auth(monkeypatch, lambda **_: (object(), None))
    step = f"Set ANTHROPIC_VERTEX_PROJECT_ID, {OFFLINE}"
    assert unconnected(asker, "vertex") == (ServiceError, "--provider vertex", "no project is named", step)


def test_vertex_is_asked_with_the_credential_that_was_found(serve: Serve, asker: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the project and region of the environment."""
    server = serve(hello())
    google_auth(monkeypatch, lambda **_: (types.SimpleNamespace(token="google-token", expired=False), "found"))  # noqa: S106 - of the test
    monkeypatch.setenv("CLOUD_ML_REGION", "europe-west1")
    monkeypatch.setenv("ANTHROPIC_VERTEX_BASE_URL", server.url)
    asker.connect("vertex")
    assert asker.send().stop_reason == "end_turn"
    assert server.requests[0].headers["authorization"] == "Bearer google-token"
    path = "/projects/found/locations/europe-west1/publishers/anthropic/models/claude-opus-5-5:streamRawPredict"
    assert server.requests[0].path == path


def test_a_credential_that_a_cloud_takes_back_is_told(serve: Serve, asker: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    """As a sign-in that ran out, found at the first request."""
    server = serve(hello())

    class Expired:
        expired = True
        token = ""

        def refresh(self, _: object) -> None:
            raise FakeAuthError("Reauthentication is needed")

    google_auth(monkeypatch, lambda **_: (Expired(), "found"))
    sys.modules["google.auth.transport.requests"].Request = object  # type: ignore[attr-defined]
    monkeypatch.setenv("CLOUD_ML_REGION", "europe-west1")
    monkeypatch.setenv("ANTHROPIC_VERTEX_BASE_URL", server.url)
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", "/key.json")
    asker.connect("vertex")
    with pytest.raises(CredentialError) as raised:
        asker.send()
    assert raised.value.place == "GOOGLE_APPLICATION_CREDENTIALS"
    assert raised.value.fact == "no credential for Google Vertex AI can be had: Reauthentication is needed"
    assert server.requests == []


def test_an_address_of_somebody_else_is_told(serve: Serve, asker: Asker) -> None:
    """By its host alone."""
    server = serve(hello())
    asker.connect()
    assert asker.told == [f"Claude is asked at {server.host}"]


@pytest.mark.parametrize(
    ("address", "lines"),
    [
        ("", []),
        ("https://api.anthropic.com", []),
        ("https://user:gateway-pass-77@gate.example:8443/anthropic", ["Claude is asked at gate.example:8443"]),
        ("https://anthropic.com.example", ["Claude is asked at anthropic.com.example"]),
        (
            "http://gate.example",
            ["Claude is asked at gate.example in the clear: whoever listens on the way can read the credential"],
        ),
    ],
)
def test_the_vendors_own_address_is_no_news(asker: Asker, monkeypatch: pytest.MonkeyPatch, address: str, lines: list[str]) -> None:
    """An empty variable names no address; a user and password in one are not told."""
    monkeypatch.setenv("ANTHROPIC_API_KEY", KEY)
    monkeypatch.setenv("ANTHROPIC_BASE_URL", address)
    asker.connect()
    assert asker.told == lines
    assert os.environ["ANTHROPIC_BASE_URL"] == address


def test_the_sdks_own_warnings_do_not_break_into_the_terminal(
    serve: Serve, asker: Asker, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """As that of two credentials at once."""
    serve(hello())
    monkeypatch.setenv("ANTHROPIC_AUTH_TOKEN", "another")
    monkeypatch.setattr(logging.root, "handlers", [])
    asker.send()
    assert capfd.readouterr().err == ""


def test_bedrock_says_in_a_400_that_a_model_is_not_there(serve: Serve, asker: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    """That is no bug of ours; with the real library of AWS."""
    server = serve(
        Answer(status=400, headers={"x-amzn-requestid": "aws-1"}, body=json.dumps({"message": "The model ID is wrong"}).encode())
    )
    monkeypatch.setenv("AWS_REGION", "eu-central-1")
    monkeypatch.setenv("AWS_BEARER_TOKEN_BEDROCK", "bedrock-token-of-the-tests")
    monkeypatch.setenv("ANTHROPIC_BEDROCK_BASE_URL", server.url)
    asker.connect("bedrock")
    with pytest.raises(ServiceError) as raised:
        asker.send()
    assert raised.value.fact == f"Amazon Bedrock has no model `{TURN.model}`: The model ID is wrong (request req_1)"
