"""Secrets: none may stand in a design, which is kept in git and sent about."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Any, NamedTuple

from designer.check.rule import Fault, rule
from designer.names.text import words
from designer.secrecy.looking import secrets_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.check.lookup.view import View
    from designer.model.design import Design

SECRET_WORDS = frozenset({"password", "passwd", "secret", "token", "apikey", "credential", "credentials"})
MIXED = re.compile(r"(?=.*\d)(?=.*[A-Za-z])[\w+/=.~-]{16,}")
LEAST_MIXED = 16
SHORTEST = 6
"""Characters of a text from which it can be a secret."""
NO_SECRETS = re.compile(r"\.(sha256|token_url|environment(\[\d+\])?|text|title|why|reason|found|note|fills|about|purpose|goal)$")
SETTING = re.compile(r"\$\.settings\[(\d+)\]\.(value|sample)$")
MAPPING = re.compile(r"\$\.flows\[(\d+)\]\.steps\[(\d+)\]\.mappings\[(\d+)\]\.(transform\.value|default)$")


class Found(NamedTuple):
    """A secret of a design: where it stands, what kind it is (empty: its place tells), and itself, to be hidden everywhere."""

    where: str
    name: str
    text: str


@rule("AUTH608")
def no_secret_in_the_file(view: View) -> Iterator[Fault]:
    """Keep secrets out of the design: name an environment variable instead.

    A value that looks like a key, a token or a password is an error wherever it stands. The message never shows it, and a design that
    holds one is not rendered, not even by force. Have it replaced: whoever could read the file knows it.
    """
    for where, name, _ in found_secrets(view.design):
        kind = f" ({name})" if name else ""
        fact = (
            f"This looks like a secret{kind}. Take it out, put it into an environment variable, and have it replaced where it was issued."
        )
        yield Fault(where=where, message=fact)


def found_secrets(design: Design) -> tuple[Found, ...]:
    """Return every secret of a design, each place once."""
    texts = _texts(design, "$", [])
    found = {one.where: one for one in (*_by_name(design, texts), *_by_look(texts))}
    return tuple(found[where] for where in sorted(found))


def _by_look(texts: list[tuple[str, str, str]]) -> Iterator[Found]:
    """Yield what looks like a secret: all texts are read as one, each that is not there yet a line of its own."""
    places: dict[str, list[str]] = {}
    for where, _, text in texts:
        places.setdefault(text, []).append(where)
    starts, at = [], 0
    for text in places:
        starts.append(at)
        at += len(text) + 2
    told = list(places)
    for secret in secrets_in("\n\n".join(told)):
        for where in places[told[bisect_right(starts, secret.start) - 1]]:
            if not where.endswith(".sha256"):
                yield Found(where, secret.name, secret.text)


def _by_name(design: Design, texts: list[tuple[str, str, str]]) -> Iterator[Found]:
    for where, name, value in texts:
        is_mixed = len(value) >= LEAST_MIXED and MIXED.fullmatch(value)
        if is_mixed and not NO_SECRETS.search(where) and _is_secret_by_name(design, where, name):
            yield Found(where, "", value)


def _is_secret_by_name(design: Design, where: str, name: str) -> bool:
    """Tell whether the place of a value is one where a secret would be: a setting or target of such a name."""
    if setting := SETTING.match(where):
        name = design.settings[int(setting[1])].id
    elif mapping := MAPPING.match(where):
        name = design.flows[int(mapping[1])].steps[int(mapping[2])].mappings[int(mapping[3])].target
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
