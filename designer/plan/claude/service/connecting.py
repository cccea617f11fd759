"""The way to a provider's service: its credential is checked first, then the SDK's client for it is made."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from designer.plan.claude.service.credentials import credentials_for, has_credential
from designer.plan.claude.turn import CredentialError

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.plan.choosing import Provider
    from designer.plan.claude.service.sending import Service

OFFLINE = "or plan without Claude: `--planner offline`"
SIGN_IN: dict[Provider, str] = {
    "anthropic": "Set ANTHROPIC_API_KEY to a key of yours",
    "bedrock": "Set AWS_BEARER_TOKEN_BEDROCK, or sign in as the AWS command line does (`aws configure`, `aws sso login`)",
    "vertex": "Sign in with `gcloud auth application-default login`, or set GOOGLE_APPLICATION_CREDENTIALS",
    "foundry": "Set ANTHROPIC_FOUNDRY_API_KEY, or sign in with `az login`",
}
"""How a person comes by a credential."""
MISSING: dict[Provider, str] = {"anthropic": "no credential for the Anthropic API is set"}
"""Providers without whose credential no request is tried. For the others a machine may give one by itself."""


def connect(
    provider: Provider,
    *,
    tell: Callable[[str], None],
    sleep: Callable[[float], None] = time.sleep,
    now: Callable[[], float] = time.time,
) -> Service:
    """Return a transport to the provider's service; nothing is sent yet.

    *tell* takes a line that a user should know of, such as an address that is not the vendor's. *sleep* and *now* (seconds since
    1970) time the tries. Raises CredentialError where no credential is, ServiceError where a region, an address or a library is missing.
    """
    if provider in MISSING and not has_credential(provider):
        raise no_credential(provider, MISSING[provider])
    from designer.plan.claude.service.clients import client_of  # noqa: PLC0415 - imports the SDK
    from designer.plan.claude.service.sending import Service  # noqa: PLC0415 - the same

    client, address = client_of(provider, credential=next(credentials_for(provider), ""))
    if address.is_open:
        tell(f"Claude is asked at {address.host} in the clear: whoever listens on the way can read the credential")
    elif address.is_foreign:
        tell(f"Claude is asked at {address.host}")
    return Service(client, address, tell=tell, sleep=sleep, now=now)


def no_credential(provider: Provider, fact: str, *, credential: str = "") -> CredentialError:
    """Return what is told where no credential is, or where the one that is named can be read or renewed no more."""
    step = "Mend it" if credential else SIGN_IN[provider]
    return CredentialError(credential or "Claude", fact, next_step=f"{step}, {OFFLINE}.")
