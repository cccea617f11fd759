"""What a description says in words that no schema keyword says: the values of a list, and what each of them means."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from designer.names.text import words

if TYPE_CHECKING:
    from designer.model.scalars import Scalar
    from designer.model.spec import Field

READ: Final = 3000
"""Letters of a description that are read."""
MOST: Final = 60
"""A longer list is no list of values."""
LEAD: Final = re.compile(
    r"""(?:possible|allowed|accepted|valid|supported|permitted|available|legal|the)\ (?:values|options|choices|statuses|types)
            (?:\ here)?(?:\ are|\ include|\ is)?
        | (?:must|can|may|should|will)\ be\ (?:either|one\ of|any\ of)
        | one\ of(?:\ the\ following|\ these)?(?:\ values|\ options)?
        | (?:values|options|choices|enum)\ ?(?=:)
        | \beither(?=\ [`"']) | \bmust\ be(?=\ [`"']) | \bcan\ be(?=\ [`"'])""",
    re.IGNORECASE | re.VERBOSE,
)
"""What stands before a list of all values."""
QUOTED: Final = re.compile(r"`([^`\n]{1,40})`|\"([^\"\n]{1,40})\"|(?<!\w)'([^'\n]{1,40})'(?!\w)|<code>([^<]{1,40})</code>")
BARE: Final = re.compile(r"[A-Za-z][\w-]{0,39}")
EXAMPLES: Final = re.compile(
    r"such as|for example|e\.g\.|for instance|examples?\b|like\b|\betc\b|\.\.\.|default(?:s)? (?:value )?(?:is|to)", re.IGNORECASE
)
"""What stands before a few values out of many, or before one of those already told."""
BULLET: Final = re.compile(r"(?:^|\n| {2}) {0,8}[-*•] {1,4}[`\"']?(\w[\w -]{0,39}?)[`\"']? {0,4}(?:[-:\u2013] |\n|$)")
LABELLED: Final = re.compile(
    r"""(?<![\w.])[`"']?(\d{1,3})[`"']?\ {0,3}
        (?:[-=:\u2013]|=>|means|is|for)\ {0,3}
        [`"']?([A-Za-z][A-Za-z\ -]{1,30}?)[`"']?
        (?=\ {0,3}(?:[,;.)\n|]|$|\d|and\b|or\b))""",
    re.VERBOSE,
)
"""A number and what it means: `1 - Low`, `2 = Open`."""
FREE: Final = frozenset(
    {
        "the",
        "a",
        "an",
        "and",
        "or",
        "of",
        "is",
        "are",
        "one",
        "following",
        "values",
        "value",
        "null",
        "empty",
        "any",
        "all",
        "not",
        "if",
        "to",
        "in",
    }
)


def told(field: Field) -> str:
    """Return all that the document says of a field in words."""
    return _told(field.description, field.title)


@lru_cache(maxsize=10_000)
def _told(description: str, title: str) -> str:
    """Join both once: what is asked of a text is remembered by the text, and found faster if it is the same one."""
    return f"{description[:READ]} {title}"


def listed(field: Field) -> tuple[Scalar, ...]:
    """Return the values that a field may have: by its schema, else those that its description tells."""
    if field.enum or "string" not in field.types:
        return field.enum
    return listed_in(field.description[:READ])


@lru_cache(maxsize=5_000)
def listed_in(text: str) -> tuple[str, ...]:
    """Return the values that a text lists after words such as "possible values are"; none where it only gives examples."""
    lead = LEAD.search(text)
    if lead is None:
        return ()
    rest = text[lead.end() :]
    bullets = tuple(dict.fromkeys(BULLET.findall(rest)))
    if len(bullets) > 1:
        return _several(bullets)
    sentence = _first_sentence(rest)
    if (example := EXAMPLES.search(sentence)) is not None:
        sentence = sentence[: example.start()]
    quoted = tuple(dict.fromkeys(next(filter(None, found)) for found in QUOTED.findall(sentence)))
    return _several(quoted) if quoted else _several(_bare(sentence))


def labels(field: Field) -> dict[str, str]:
    """Return what the description says that numbers mean: `1 - Low, 2 - Medium` gives {"1": "Low", "2": "Medium"}."""
    found = dict(LABELLED.findall(field.description[:READ]))
    return found if len(found) > 1 else {}


def _first_sentence(text: str) -> str:
    """Return what follows up to the end of the sentence; a full stop inside quotes or a number does not end it."""
    return re.split(r"\.(?:\s|$)|\n\s*\n|;\s", text, maxsplit=1)[0][:1000]


def _bare(sentence: str) -> tuple[str, ...]:
    """Return the words of a list without quotes, if each item is one word: `free, busy or tentative`."""
    items = [item.strip(" :.()[]") for item in re.split(r",|\bor\b|\band\b|\||/", sentence)]
    plain = [item for item in items if item]
    if len(plain) < 2 or any(BARE.fullmatch(item) is None or item.lower() in FREE for item in plain):
        return ()
    return tuple(dict.fromkeys(plain))


def _several(values: tuple[str, ...]) -> tuple[str, ...]:
    kept = tuple(value.strip() for value in values if words(value) and value.lower() not in FREE)
    return kept if 2 <= len(kept) <= MOST else ()
