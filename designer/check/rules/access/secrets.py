"""Secrets: none may stand in a design, which is kept in git and sent about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from designer.check.rule import Fault, rule
from designer.names.text import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.check.view import View

SHAPES = re.compile(
    r"(sk|rk|pk)_(live|test)_\w{8,}|whsec_\w{8,}|xox[abeoprs]-[\w-]{8,}|gh[opsur]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{16,}"
    r"|AKIA[0-9A-Z]{16}|AIza[\w-]{30,}|SG\.[\w-]{16,}\.[\w-]{16,}|shp(at|ca|pa|ss)_[0-9a-fA-F]{16,}|ey[\w-]{12,}\.ey[\w-]{8,}\.[\w-]{8,}"
    r"|-----BEGIN [A-Z ]*PRIVATE KEY-----|\b(Bearer|Basic)\s+[\w+/=.-]{16,}|pat-[a-z]{2}\d-[0-9a-f-]{20,}|://[^/\s:@]+:[^/\s:@]{3,}@"
)
"""How well-known vendors write their keys, and the ways in which any secret is sent."""
SECRET_WORDS = frozenset({"password", "passwd", "secret", "token", "apikey", "credential", "credentials"})
MIXED = re.compile(r"(?=.*\d)(?=.*[A-Za-z])[\w+/=.~-]{16,}")
SHORTEST = 12
"""Characters of a text from which it can be a secret."""
NO_SECRETS = re.compile(r"\.(sha256|token_url|environment(\[\d+\])?|text|title|why|reason|found|note|fills|about|purpose|goal)$")


@rule("AUTH608")
def no_secret_in_the_file(view: View) -> Iterator[Fault]:
    """Keep secrets out of the design: name an environment variable instead.

    A value that looks like a key, a token or a password is an error wherever it stands. The message never shows it. Have it replaced:
    whoever could read the file knows it.
    """
    for where, name, value in _texts(view.design, "$", []):
        if SHAPES.search(value) or (_is_secret_by_name(view, where, name) and not NO_SECRETS.search(where) and MIXED.fullmatch(value)):
            message = (
                "This looks like a secret. Take it out, put it into an environment variable, and have it replaced where it was issued."
            )
            yield Fault(where=where, message=message)


def _is_secret_by_name(view: View, where: str, name: str) -> bool:
    """Tell whether the place of a value is one where a secret would be: a setting or target of such a name."""
    setting = re.match(r"\$\.settings\[(\d+)\]\.(value|sample)$", where)
    mapping = re.match(r"\$\.flows\[(\d+)\]\.steps\[(\d+)\]\.mappings\[(\d+)\]\.(transform\.value|default)$", where)
    if setting:
        name = view.design.settings[int(setting[1])].id
    elif mapping:
        name = view.design.flows[int(mapping[1])].steps[int(mapping[2])].mappings[int(mapping[3])].target
    told = words(name)
    return bool(told) and (told[-1] in SECRET_WORDS or told[-2:] == ("api", "key") or "authorization" in told)


def _texts(noun: Any, where: str, found: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Gather every text of a noun with its place and the name it stands under; short ones are no secrets."""
    for name in noun.__slots__:
        value = getattr(noun, name)
        for place, item in (
            ((f"{where}.{name}[{at}]", one) for at, one in enumerate(value)) if type(value) is tuple else ((f"{where}.{name}", value),)
        ):
            if isinstance(item, str):
                if len(item) >= SHORTEST:
                    found.append((place, name, item))
            elif hasattr(item, "__slots__"):
                _texts(item, place, found)
    return found
