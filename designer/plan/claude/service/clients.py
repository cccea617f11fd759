"""The SDK's client for each provider, with tries of its own switched off: they are ours, so that a person sees them."""

from __future__ import annotations

import logging
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypedDict

import anthropic
import httpx2

from designer.plan.claude.service.address import NAMES, Address
from designer.plan.claude.service.bounding import hooks
from designer.plan.claude.service.connecting import OFFLINE, no_credential
from designer.plan.claude.service.texts import is_of_a_library, told, unhad
from designer.plan.claude.turn import CredentialError, ServiceError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from designer.plan.choosing import Provider

    Client = anthropic.Anthropic | anthropic.AnthropicBedrock | anthropic.AnthropicVertex | anthropic.AnthropicFoundry

TIMEOUT = httpx2.Timeout(connect=10.0, read=300.0, write=60.0, pool=10.0)
"""Seconds. Between two pieces of a stream the service sends a ping far more often than every five minutes."""
PREFIXES = ("ANTHROPIC_", "AWS_", "CLOUD_ML_", "GOOGLE_")
"""Of the variables that the SDK and the clouds' libraries read."""
SCOPE = "https://www.googleapis.com/auth/cloud-platform"
ENTRA_SCOPE = "https://cognitiveservices.azure.com/.default"
"""Of the resource that holds the models."""

# What the libraries warn of is told by us, or is seen with their own ANTHROPIC_LOG; without a handler it would break into the status line.
for _library in ("anthropic", "azure"):
    logging.getLogger(_library).addHandler(logging.NullHandler())


class _Usual(TypedDict):
    timeout: httpx2.Timeout
    max_retries: int


USUAL = _Usual(timeout=TIMEOUT, max_retries=0)


def _http() -> httpx2.Client:
    """Return what carries the requests: its answers are bounded, and it asks no other host than the one that was given."""
    return anthropic.DefaultHttpxClient(timeout=TIMEOUT, follow_redirects=False, event_hooks=hooks())


def client_of(provider: Provider, *, credential: str) -> tuple[Client, Address]:
    """Return the client and whom it asks. Raises CredentialError and ServiceError: what the client needs is missing or wrong."""
    with _empty_is_unset():
        try:
            client = _made(provider)
        except ServiceError:
            raise
        except Exception as error:
            if isinstance(error, anthropic.CredentialsError) or is_of_a_library(error):
                raise no_credential(provider, unhad(provider, error), credential=credential) from None
            if not isinstance(error, anthropic.AnthropicError | ValueError | httpx2.InvalidURL):
                raise
            raise _unset(provider, told(str(error)), f"Mend the variables of {NAMES[provider]}") from None
    url = httpx2.URL(str(client.base_url))
    host = f"{url.host}:{url.port}" if url.port else url.host
    return client, Address(provider=provider, scheme=url.scheme, host=host, credential=credential)


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
    client = anthropic.Anthropic(http_client=_http(), **USUAL)
    named = {str(name).lower() for name, value in client.default_headers.items() if isinstance(value, str) and value}
    if client.api_key is None and client.auth_token is None and client.credentials is None and not named & {"authorization", "x-api-key"}:
        message = "the profile that is active cannot be read"
        raise anthropic.CredentialsError(message)
    return client


def _bedrock() -> anthropic.AnthropicBedrock:
    try:
        import boto3  # type: ignore[import-untyped,import-not-found,unused-ignore]  # noqa: PLC0415 - an extra
    except ImportError:
        raise _missing("bedrock") from None
    session = boto3.Session()
    if not (os.environ.get("AWS_REGION") or session.region_name):
        raise _unset("bedrock", "no region is named", "Set AWS_REGION")
    if not os.environ.get("AWS_BEARER_TOKEN_BEDROCK") and session.get_credentials() is None:
        message = "none is set, and this machine gives none"
        raise anthropic.CredentialsError(message)
    return anthropic.AnthropicBedrock(http_client=_http(), **USUAL)


def _vertex() -> anthropic.AnthropicVertex:
    try:
        import google.auth  # type: ignore[import-untyped,import-not-found,unused-ignore]  # noqa: PLC0415 - an extra
        import google.auth.transport.requests  # type: ignore[import-untyped,import-not-found,unused-ignore]  # noqa: PLC0415 - the same
    except ImportError:
        raise _missing("vertex") from None
    if not os.environ.get("CLOUD_ML_REGION"):
        raise _unset("vertex", "no region is named", "Set CLOUD_ML_REGION")
    credentials, project = google.auth.default(scopes=[SCOPE])
    project = os.environ.get("ANTHROPIC_VERTEX_PROJECT_ID") or project
    if not project:
        raise _unset("vertex", "no project is named", "Set ANTHROPIC_VERTEX_PROJECT_ID")
    return anthropic.AnthropicVertex(credentials=credentials, project_id=project, http_client=_http(), **USUAL)


def _foundry() -> anthropic.AnthropicFoundry:
    tokens = None if os.environ.get("ANTHROPIC_FOUNDRY_API_KEY") else _entra_tokens()
    named = [name for name in ("ANTHROPIC_FOUNDRY_RESOURCE", "ANTHROPIC_FOUNDRY_BASE_URL") if os.environ.get(name)]
    if not named:
        raise _unset("foundry", "no resource is named", "Set ANTHROPIC_FOUNDRY_RESOURCE")
    if len(named) > 1:
        raise _unset("foundry", f"{' and '.join(named)} are both set", "Leave one of them")
    return anthropic.AnthropicFoundry(azure_ad_token_provider=tokens, http_client=_http(), **USUAL)


def _entra_tokens() -> Callable[[], str]:
    """Return what gives a token of Microsoft Entra, as the machine or its user is signed in. Raises CredentialError without the library."""
    try:
        from azure.identity import (  # type: ignore[import-untyped,import-not-found,unused-ignore]  # noqa: PLC0415 - an extra
            DefaultAzureCredential,
            get_bearer_token_provider,
        )
    except ImportError:
        step = 'Set ANTHROPIC_FOUNDRY_API_KEY, or sign in with Microsoft Entra: pip install "integration-designer[foundry]"'
        raise CredentialError("Claude", f"no credential for {NAMES['foundry']} is set", next_step=f"{step}, {OFFLINE}.") from None
    tokens: Callable[[], str] = get_bearer_token_provider(DefaultAzureCredential(), ENTRA_SCOPE)
    tokens()  # nobody who is not signed in shall read a document first; the library keeps it for the first request
    return tokens


def _missing(extra: str) -> ServiceError:
    fact = "the library that signs requests is not installed"
    return ServiceError(f"--provider {extra}", fact, next_step=f'Install it: pip install "integration-designer[{extra}]"')


def _unset(provider: Provider, fact: str, step: str) -> ServiceError:
    return ServiceError(f"--provider {provider}", fact, next_step=f"{step}, {OFFLINE}.")


@contextmanager
def _empty_is_unset() -> Iterator[None]:
    """Take empty variables out of the environment for a moment: the SDK would take an empty address for one."""
    empty = [name for name, value in os.environ.items() if not value and name.startswith(PREFIXES)]
    for name in empty:
        del os.environ[name]
    try:
        yield
    finally:
        os.environ.update(dict.fromkeys(empty, ""))
