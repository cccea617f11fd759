"""What a log may hold of a request or a reply: the same JSON, each secret in it as `***`."""

from __future__ import annotations

import functools
import os
import re
from typing import TYPE_CHECKING

from designer.secrecy.looking import STRONG, hidden, masked

if TYPE_CHECKING:
    from designer.model.scalars import Json, JsonObject

HIDDEN = "***"
"""Stands where a secret stood."""
MASKED = "is_masked"
"""The member of a reply that is not in the log as it came: a secret was left out of it."""
SECRET_VARIABLE = re.compile(r"KEY|TOKEN|SECRET|PASS|CREDENTIAL|HEADERS", re.IGNORECASE)
"""Names of environment variables whose values are hidden wherever they stand, however they are written."""
SHORTEST = 12
"""Characters of the shortest value of such a variable that cannot stand in a text by chance."""
SEALED = {"thinking": "signature", "redacted_thinking": "data"}
"""What the service sealed and wants back as it was: it looks random, and is no secret of the user's."""


def as_logged(body: JsonObject) -> JsonObject:
    """Return a request's or a reply's body as the log holds it: two that were alike stay alike."""
    own = _own_secrets()
    return {_name(key, own): _logged(value, key, own) for key, value in body.items()}


def text_as_logged(text: str) -> str:
    """Return a text as the log holds it."""
    return hidden(_masked(text), _own_secrets())


def _logged(value: Json, key: str, own: frozenset[str]) -> Json:
    if isinstance(value, str):
        return hidden(_beside(key, value) if STRONG.search(key) else _masked(value), own)
    if isinstance(value, list):
        return [_logged(item, key, own) for item in value]
    if isinstance(value, dict):
        sealed = SEALED.get(str(value.get("type")))
        return {_name(name, own): item if name == sealed else _logged(item, name, own) for name, item in value.items()}
    return value


def _name(name: str, own: frozenset[str]) -> str:
    """Return a member's name, which a model can write a secret into like any other text."""
    return hidden(_masked(name), own) if len(name) >= SHORTEST else name


def _beside(key: str, value: str) -> str:
    """Mask a value whose member's name says that it is secret: `{"password": "hunter2!"}`."""
    told = f"{key}: "
    whole = _masked(told + value)
    return whole.removeprefix(told) if whole.startswith(told) else HIDDEN


@functools.lru_cache(maxsize=1024)
def _masked(text: str) -> str:
    """Histories only grow: most texts of a request were masked for the one before."""
    return masked(text)


def _own_secrets() -> frozenset[str]:
    return frozenset(
        part
        for name, value in os.environ.items()
        if SECRET_VARIABLE.search(name)
        for part in (value, *value.split())
        if len(part) >= SHORTEST and "/" not in part[:1]
    )
