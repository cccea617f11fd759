"""Whether the environment holds a credential for a provider: looked up as the SDK and the cloud libraries do, without importing them."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from designer.plan.choosing import Provider

SECRET = re.compile(r"(?:KEY|TOKEN|SECRET|PASSWORD|HEADERS)(?:_BEDROCK)?$|^AWS_SECRET_ACCESS_KEY$")
"""Variables whose value is a secret, not the name of a file or a profile."""
OWNERS = ("ANTHROPIC_", "AWS_", "GOOGLE_", "AZURE_")
AWS_LOGIN = re.compile(r"^\s*(?:aws_access_key_id|sso_\w+|role_arn|credential_process|login_session)\s*=", re.MULTILINE)
"""What a profile in AWS's shared files signs in with; a file may hold a region alone."""
SHORTEST = 6
"""A shorter value is no secret, and hiding it would garble a message."""


def has_credential(provider: Provider) -> bool:
    """Tell whether a credential of the provider is there: in a variable that is not empty, or in a file where its library looks.

    That it works is not told, nor is a credential that only a machine's own metadata service gives: that needs a request.
    """
    return next(credentials_for(provider), "") != ""


def credentials_for(provider: Provider) -> Iterator[str]:
    """Yield where credentials of the provider are, the one that is used first: a variable's name, or a file."""
    look: dict[Provider, Callable[[], Iterator[str]]] = {
        "anthropic": _anthropic,
        "bedrock": _bedrock,
        "vertex": _vertex,
        "foundry": _foundry,
    }
    return look[provider]()


def secrets_in_environment() -> frozenset[str]:
    """Return the values that no message may show."""
    named = (value for name, value in os.environ.items() if name.startswith(OWNERS) and SECRET.search(name))
    parts = (part.strip() for value in named for line in value.splitlines() for part in (line, line.partition(":")[2]))
    return frozenset(part for part in parts if len(part) >= SHORTEST)


def _anthropic() -> Iterator[str]:
    """Look in the order of the SDK (its `lib/credentials/_chain.py`)."""
    yield from _set("ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN")
    if _signs_in(os.environ.get("ANTHROPIC_CUSTOM_HEADERS", "")):
        yield "ANTHROPIC_CUSTOM_HEADERS"
    yield from _set("ANTHROPIC_PROFILE")
    if _all_set("ANTHROPIC_FEDERATION_RULE_ID", "ANTHROPIC_ORGANIZATION_ID"):
        yield from _set("ANTHROPIC_IDENTITY_TOKEN_FILE", "ANTHROPIC_IDENTITY_TOKEN")
    yield from _files(_anthropic_profile())


def _bedrock() -> Iterator[str]:
    yield from _set("AWS_BEARER_TOKEN_BEDROCK")
    if _all_set("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        yield "AWS_ACCESS_KEY_ID"
    yield from _set("AWS_PROFILE", "AWS_DEFAULT_PROFILE")
    if _all_set("AWS_ROLE_ARN", "AWS_WEB_IDENTITY_TOKEN_FILE"):
        yield "AWS_WEB_IDENTITY_TOKEN_FILE"
    yield from _set("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "AWS_CONTAINER_CREDENTIALS_FULL_URI")
    for name, usual in (("AWS_SHARED_CREDENTIALS_FILE", "credentials"), ("AWS_CONFIG_FILE", "config")):
        file = _path(name) or _home() / ".aws" / usual
        if AWS_LOGIN.search(_text(file)):
            yield str(file)


def _vertex() -> Iterator[str]:
    yield from _set("GOOGLE_APPLICATION_CREDENTIALS")
    windows = _path("APPDATA") if sys.platform == "win32" else None
    folder = _path("CLOUDSDK_CONFIG") or (windows / "gcloud" if windows else _home() / ".config" / "gcloud")
    yield from _files(folder / "application_default_credentials.json")


def _foundry() -> Iterator[str]:
    yield from _set("ANTHROPIC_FOUNDRY_API_KEY")
    if _all_set("AZURE_CLIENT_ID", "AZURE_TENANT_ID"):
        yield from _set("AZURE_CLIENT_SECRET", "AZURE_CLIENT_CERTIFICATE_PATH", "AZURE_FEDERATED_TOKEN_FILE")


def _anthropic_profile() -> Path:
    """Return the file of the profile that is active; it need not exist."""
    windows = _path("APPDATA") if sys.platform == "win32" else None
    usual = windows / "Anthropic" if windows else _home() / ".config" / "anthropic"
    folder = _path("ANTHROPIC_CONFIG_DIR") or usual
    active = _text(folder / "active_config").strip() or "default"
    return folder / "configs" / f"{Path(active).name}.json"


def _signs_in(headers: str) -> bool:
    """Tell whether headers that a user adds to each request, one a line, hold a credential, as some gateways want it."""
    names = {line.partition(":")[0].strip().lower() for line in headers.splitlines() if line.partition(":")[2].strip()}
    return bool(names & {"authorization", "x-api-key"})


def _set(*names: str) -> Iterator[str]:
    return (name for name in names if os.environ.get(name))


def _all_set(*names: str) -> bool:
    return all(os.environ.get(name) for name in names)


def _path(name: str) -> Path | None:
    value = os.environ.get(name)
    return Path(value).expanduser() if value else None


def _home() -> Path:
    try:
        return Path.home()
    except RuntimeError:  # a user without a home, as in some containers
        return Path()


def _files(*paths: Path) -> Iterator[str]:
    for path in paths:
        try:
            if path.is_file():
                yield str(path)
        except OSError:  # a folder that may not be looked into
            continue


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
