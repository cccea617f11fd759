"""Words and names out of other people's text: tokens, singulars, slugs, identifiers."""

from __future__ import annotations

import keyword
import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[A-Z]+s(?![a-z])|[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+")
"""A word of a name: `IDs`, the `API` of `APIKey`, `Key`, `key`, `API`, a number."""
_LATIN_PLURAL = re.compile(r"[^aeiou]uses$")
"""`statuses`, not `houses`."""
_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "Æ": "Ae", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "\u0131": "i"})


@lru_cache(maxsize=100_000)
def words(text: str) -> tuple[str, ...]:
    """Return the lower-case words of a name or sentence: `billingAddress.line1` gives `billing address line 1`."""
    return tuple(map(str.lower, _WORD.findall(_folded(text))))


def singular(word: str) -> str:
    """Return an English noun in the singular, as far as its ending tells, and every other word as it is."""
    if word == "ids":
        return "id"
    if len(word) <= 3 or word.endswith(("ss", "us", "is")):
        return word
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    if word.endswith(("sses", "shes", "ches", "xes")) or _LATIN_PLURAL.search(word):
        return word[:-2]
    return word.removesuffix("s")


def singulars(text: str) -> frozenset[str]:
    """Return the words of a name or sentence, each in the singular: what two of them have in common regardless of number."""
    return frozenset(singular(word) for word in words(text))


def slug(text: str) -> str:
    """Return a name in kebab case for files and folders, `unnamed` if nothing is left."""
    return "-".join(words(text)) or "unnamed"


def identifier(text: str) -> str:
    """Return a Python identifier in snake case: never a keyword, never empty, never beginning with a digit."""
    name = "_".join(words(text)) or "unnamed"
    if name[0].isdigit():
        name = f"n_{name}"
    return f"{name}_" if keyword.iskeyword(name) or keyword.issoftkeyword(name) else name


def _folded(text: str) -> str:
    """Return the text in the letters of ASCII, marks stripped; what has no such letter is left out."""
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return decomposed.encode("ascii", "ignore").decode()
