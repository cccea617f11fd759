"""What a service says, as one short line that holds no secret."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from designer.plan.claude.service.address import NAMES
from designer.plan.claude.service.credentials import secrets_in_environment
from designer.secrecy.looking import hidden, masked

if TYPE_CHECKING:
    import anthropic

    from designer.plan.choosing import Provider

LONGEST = 400
"""Characters of what a service says."""
SIGNING = ("authorization", "proxy-authorization", "x-api-key", "api-key", "x-amz-security-token", "x-goog-api-key")
"""Headers of a request that hold a credential."""
LIBRARIES = frozenset({"azure", "botocore", "boto3", "google"})
MARKUP = re.compile(r"<(?:script|style)\b.*?</(?:script|style)>|<[^>]{0,500}>", re.DOTALL | re.IGNORECASE)


def told(text: str, *, also: frozenset[str] = frozenset()) -> str:
    """Return a text on one line, cut, without the secrets of the environment, those given and what looks like one."""
    line = " ".join(MARKUP.sub(" ", text).split())
    line = masked(hidden(line, secrets_in_environment() | also))
    return line if len(line) <= LONGEST else f"{line[:LONGEST].rstrip()} …"


def is_of_a_library(error: Exception) -> bool:
    """Tell whether a library of a cloud raised this: one that signs requests or reads its streams."""
    return type(error).__module__.partition(".")[0] in LIBRARIES


def unhad(provider: Provider, error: Exception) -> str:
    """Say that no credential can be had, and why, with the first line of what a library tells: some tell all that they tried."""
    return f"no credential for {NAMES[provider]} can be had: {told(next(iter(str(error).splitlines()), ''))}"


def said(error: anthropic.APIError) -> str:
    """Return what the service says is wrong; empty where it says nothing."""
    return told(_message(error.body), also=signing_secrets(error))


def signing_secrets(error: anthropic.APIError) -> frozenset[str]:
    """Return the credentials that the request went out with: a service or a gateway may echo them."""
    values = (error.request.headers.get(name, "") for name in SIGNING)
    return frozenset(part for value in values for part in (value, value.partition(" ")[2]) if len(part) > 5)


def _message(body: object) -> str:
    """Return the message of a body: Anthropic and Google write `{"error": {"message"}}`, AWS `{"message"}`, gateways bare text."""
    if isinstance(body, list) and body:  # Google wraps some errors in a list
        return _message(body[0])
    if isinstance(body, dict):
        for key in ("error", "message", "Message", "detail", "error_description"):
            if body.get(key):
                return _message(body[key])
        return ""
    return body if isinstance(body, str) else ""
