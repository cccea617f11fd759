"""The SDK's client for each provider, with tries of its own switched off: they are ours, so that a person sees them."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypedDict

import anthropic
import httpx2

from designer.plan.claude.service.address import NAMES, Address
from designer.plan.claude.service.texts import told
from designer.plan.claude.turn import CredentialError, ServiceError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.plan.choosing import Provider

    Client = anthropic.Anthropic | anthropic.AnthropicBedrock | anthropic.AnthropicVertex | anthropic.AnthropicFoundry

TIMEOUT = httpx2.Timeout(connect=10.0, read=300.0, write=60.0, pool=10.0)
"""Seconds. Between two pieces of a stream the service sends a ping far more often than every five minutes."""


class _Usual(TypedDict):
    timeout: httpx2.Timeout
    max_retries: int


USUAL = _Usual(timeout=TIMEOUT, max_retries=0)


def client_of(provider: Provider, *, credential: str) -> tuple[Client, Address]:
    """Return the client and whom it asks. Raises CredentialError and ServiceError: what the client needs is missing or wrong."""
    with _empty_is_unset():
        try:
            client = _made(provider)
        except anthropic.CredentialsError as error:
            raise CredentialError(credential or "Claude", told(str(error)), next_step=_OTHERWISE) from None
        except (anthropic.AnthropicError, ValueError) as error:
            raise ServiceError(NAMES[provider], told(str(error)), next_step=_OTHERWISE) from None
    address = Address(provider=provider, host=_host(httpx2.URL(str(client.base_url))), credential=credential)
    return client, address


_OTHERWISE = "Mend that, or plan without Claude: `--planner offline`."


def _made(provider: Provider) -> Client:
    match provider:
        case "anthropic":
            return _first_party()
        case "bedrock":
            return _bedrock()
        case "vertex":
            return _vertex()
        case "foundry":
            return _foundry()


def _first_party() -> anthropic.Anthropic:
    client = anthropic.Anthropic(**USUAL)
    named = {str(name).lower() for name, value in client.default_headers.items() if isinstance(value, str) and value}
    if client.api_key is None and client.auth_token is None and client.credentials is None and not named & {"authorization", "x-api-key"}:
        raise anthropic.CredentialsError("the profile that is active cannot be read")
    return client


def _bedrock() -> anthropic.AnthropicBedrock:
    try:
        import boto3  # type: ignore[import-untyped,import-not-found,unused-ignore]  # noqa: PLC0415 - an extra
    except ImportError:
        raise _missing("bedrock") from None
    client = anthropic.AnthropicBedrock(**USUAL)
    if client.api_key is None and boto3.Session().get_credentials() is None:
        raise anthropic.CredentialsError("no credential of AWS is found")
    return client


def _vertex() -> anthropic.AnthropicVertex:
    try:
        import google.auth  # type: ignore[import-untyped,import-not-found,unused-ignore]  # noqa: PLC0415 - an extra
        import google.auth.transport.requests  # type: ignore[import-untyped,import-not-found,unused-ignore]  # noqa: PLC0415 - the same
    except ImportError:
        raise _missing("vertex") from None
    try:
        credentials, project = google.auth.default(scopes=["https://www.googleapis.com/auth/cloud-platform"])
    except google.auth.exceptions.GoogleAuthError as error:
        raise anthropic.CredentialsError(str(error)) from None
    project = os.environ.get("ANTHROPIC_VERTEX_PROJECT_ID") or project
    if not project:
        raise ServiceError(NAMES["vertex"], "no project is named", next_step="Set ANTHROPIC_VERTEX_PROJECT_ID.")
    return anthropic.AnthropicVertex(credentials=credentials, project_id=project, **USUAL)


def _foundry() -> anthropic.AnthropicFoundry:
    if os.environ.get("ANTHROPIC_FOUNDRY_RESOURCE") and os.environ.get("ANTHROPIC_FOUNDRY_BASE_URL"):
        fact = "ANTHROPIC_FOUNDRY_RESOURCE and ANTHROPIC_FOUNDRY_BASE_URL are both set"
        raise ServiceError(NAMES["foundry"], fact, next_step="Leave one of them.")
    return anthropic.AnthropicFoundry(**USUAL)


def _missing(extra: str) -> ServiceError:
    return ServiceError(
        f"--provider {extra}",
        "the library that signs requests is not installed",
        next_step=f'Install it: pip install "integration-designer[{extra}]"',
    )


def _host(url: httpx2.URL) -> str:
    return f"{url.host}:{url.port}" if url.port else url.host


@contextmanager
def _empty_is_unset() -> Iterator[None]:
    """Take empty variables out of the environment for a moment: the SDK would take an empty address for one."""
    empty = [name for name, value in os.environ.items() if not value and name.startswith(("ANTHROPIC_", "AWS_", "CLOUD_ML_", "GOOGLE_"))]
    for name in empty:
        del os.environ[name]
    try:
        yield
    finally:
        os.environ.update(dict.fromkeys(empty, ""))
