"""The hosts that a text names, as a browser or a client would read it: however they are written, and hidden, in it."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote

DOTS = str.maketrans({"\u3002": ".", "\uff0e": ".", "\uff61": ".", "\u2024": ".", "\\": "/"})
"""Characters that count as a dot in a host (IDNA), and the stroke that browsers read as `/`."""
AUTHORITY = re.compile(r"(?:\b(?:https?|wss?|ftps?|gopher|ldaps?):/*|/{2,})[\t\r\n]*([^\s/?#\"'<>`|]*)", re.IGNORECASE)
"""What stands behind `//`, with a scheme or without, and behind a scheme that browsers read without strokes too."""
MAIL = re.compile(r"[^\s@\"'<>(),;:/]@(\[[^\]\s]*\]|[^\s@/?#\"'<>(),;:|`{}\[\]]+)")
ODATA = re.compile(r"odata\.(?:bind|type|id|etag|context|count|nextlink|deltalink|editlink|readlink|media\w+)", re.IGNORECASE)
"""Annotations of OData, which are written like a mail address: `account@odata.bind`."""
PLACEHOLDER = re.compile(r"\{\d+\}")
DOTTED = r"(?:[\w-]+\.)+"
BARE = re.compile(
    rf"(?<![\w./@-])({DOTTED}(?:com|net|org|io|co|ai|app|dev|cloud|online|xyz|biz|icu|zip|de|uk|fr|nl|pl|ru|ua|cn|jp|kr|hk|tw|eu|au|nz|br|mx"
    rf"|ch|dk|cz|ir|tk|tv|ws|gg)|{DOTTED}[\w-]{{2,}}(?=:\d|/\w)|\d{{1,3}}(?:\.\d{{1,3}}){{3}})(?![\w-]|\.\w)",
    re.IGNORECASE,
)
"""A host without a scheme: by its last label, which no field is called, by a port or path behind it, or by its number."""
WORDS = re.compile(rf"(?<![\w-]){DOTTED}[\w-]{{2,}}")
PLACE = re.compile(r"(?:body|query|path|header)\.|[a-z_][\w.]*:(?!/)")
"""How a source or a target begins, whose dots are no host's."""
UNESCAPED = 3
"""Times that escapes are read, each of which may hide another."""


def hosts_in(text: str) -> tuple[str, ...]:
    """Return the hosts of the URLs and mail addresses of a text, in lower case; one that only data fill (`{0}`) is left out."""
    plain = _plain(text)
    found = [_host(one[1]) for one in AUTHORITY.finditer(plain)]
    found += [_host(one[1]) for one in MAIL.finditer(plain) if not ODATA.match(one[1])]
    return tuple(dict.fromkeys(host for host in found if host and not PLACEHOLDER.fullmatch(host)))


def bare_hosts_in(text: str) -> tuple[str, ...]:
    """Return the hosts that a text names without any scheme, in lower case; a source or target names none."""
    if PLACE.match(text):
        return ()
    return tuple(dict.fromkeys(one[1].lower() for one in BARE.finditer(_plain(text))))


def dotted_words_in(text: str) -> tuple[str, ...]:
    """Return all that could be a host of a text, in lower case."""
    return tuple(dict.fromkeys(one[0].lower() for one in WORDS.finditer(_plain(text))))


def _plain(text: str) -> str:
    """Return a text with its escapes read, in the plain form of its letters, without characters that nobody sees."""
    for _ in range(UNESCAPED):
        text = unquote(text)
    text = unicodedata.normalize("NFKC", text.translate(DOTS)).translate(DOTS)
    return "".join(one for one in text if unicodedata.category(one) != "Cf")


def _host(authority: str) -> str:
    """Return the host of an authority, without who signs in and without the port; of one that has none, the whole."""
    behind = authority.rpartition("@")[2]
    host = behind.partition("]")[0] + "]" if behind.startswith("[") else behind.partition(":")[0]
    return host.lower().strip(".,;!)*_") or authority.lower()
