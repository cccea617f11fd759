"""Where a text holds a secret: what is written as vendors write their keys, and what looks random beside words such as `password`."""

from __future__ import annotations

import math
import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

STRONG = re.compile(
    r"(?<![a-z])(?:pass(?:word|wd|phrase|code|wort)?|pwd|pw|kennwort|secrets?|credentials?|(?:[a-z]+[ _-])?tokens?|bearer|apikey|hapikey"
    r"|(?:api|access|auth|private|signing|secret|service|master|shared|encryption|account|license)[ _-]?keys?)(?![a-z])",
    re.IGNORECASE,
)
"""Words beside which a text that looks random is a secret."""
STEMS = ("pass", "pw", "kennwort", "secret", "credential", "token", "bearer", "key", "login", "auth", "signature")
"""One of them stands in every line in which one of the words does."""
WEAK = re.compile(r"(?<![a-z])(?:key|login|auth|authorization|signature)(?![a-z])", re.IGNORECASE)
"""Words that name a secret only where its value follows at once: many keys are none."""
OTHER_KEYS = re.compile(
    r"(?<![a-z])(?:idempotency|primary|foreign|public|publishable|partition|sort|ordering|unique|match|natural|project|routing|cache"
    r"|registry|next page|page|cursor|sync|continuation)['\")]*[ _-]?$",
    re.IGNORECASE,
)
"""What stands before a `key` or `token` that is none to keep."""
RECORDS = re.compile(
    r"(?<![a-z])(?:ids?|numbers?|bases?|tables?|databases?|spreadsheets?|sheets?|documents?|docs?|folders?|files?|pages?|boards?|lists?|views?"
    r"|forms?|portals?|tenants?|workspaces?|projects?|channels?|records?|calendars?|drives?|realms?|campaigns?|audiences?|templates?|buckets?)"
    r"(?:[ _-]?(?:id|number|no))?\s*(?:\b(?:is|are)\b|[:=(]|->|→)?\s*[\"'`*(]*$",
    re.IGNORECASE,
)
"""What stands before the id of a record, which is no secret however random it looks."""
HASHES = re.compile(r"(?<![a-z])(?:sha-?\d*|hash|digest|checksum|commit|fingerprint|e-?tag)(?![a-z])", re.IGNORECASE)
"""Words beside which what looks random is a hash."""
GIVEN = re.compile(
    r"(?:\s+(?:for|für|of|from|to|on)\s+[\w .-]{2,30}?)?\s*(?:\b(?:is|are|was)\b|=>?|:=?|->|→|\|)\s*(?:is\s+)?[\"'`*_]*"
    r"(?P<secret>[^\s\"'`|,;<>]{6,200})",
    re.IGNORECASE,
)
"""What follows a word such as `password`: a sign or an `is`, then the value."""
MARKED = re.compile(r"\s+[\"'`*_]*(?P<secret>(?=\S*\d)(?=\S*[A-Za-z])[^\s\"'`|,;<>(){}]+[!@#$%^&*+=?~][^\s\"'`|,;<>(){}]+)")
"""What follows a word such as `password` at once, with digits, letters and a mark in its midst."""
RULE = re.compile(r"[\s|:-]*-[\s|:-]*")
"""The line below the heads of a Markdown table."""
TOKEN = re.compile(r"(?<![\w+/=.~%-])[\w+/=.~%-]{16,200}(?![\w+/=.~%-])")
PLACEHOLDER = re.compile(
    r"your|example|sample|dummy|placeholder|redacted|changeme|change[_-]me|todo|tbd|insert|replace|xxx|\*\*\*|\.\.\.|…|^[<\[{$%(]|[>\]})]$|\$\{|\{\{"
    r"|^(?:user(?:name)?|login|me|name):(?:pass(?:word)?|pwd|secret|token)$|([xX*0._-])\1{5}",
    re.IGNORECASE,
)
"""What stands for a secret and is none."""
BEGINNING = 80
"""So much of a secret is looked at for a placeholder: a private key without its end goes on to the end of the text."""
NAME = re.compile(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|[a-z]+(?:[._-][a-z]+)+\d{0,2}|[a-z]+[A-Z][A-Za-z]*\d{0,2}|[A-Za-z]+")
"""Names of variables and fields, and words."""
UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
VENDOR_ID = re.compile(r"[a-z]{1,8}_(?:[a-z]{1,6}_)?[0-9A-Za-z]+")
"""Ids as Stripe and many after it write them: `cus_9s6XKzkNRiz8i3`."""
STEPS = 4
"""Changes between letters and digits, from which a text looks random."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Secret:
    """A secret in a text: what kind it is, and where it stands; `text` is never shown."""

    name: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A way in which secrets are written."""

    name: str
    marks: tuple[str, ...]
    """Texts of which each secret of the shape holds one."""
    pattern: str
    source: str


def secrets_in(text: str) -> tuple[Secret, ...]:
    """Return the secrets of a text in order; none lies in another."""
    found = sorted((*_shaped(text), *_beside_words(text)), key=lambda one: (one.start, -one.end))
    kept: list[Secret] = []
    for secret in found:
        if not kept or secret.start >= kept[-1].end:
            kept.append(secret)
    return tuple(kept)


def masked(text: str) -> str:
    """Return the text with each secret as `***`."""
    found = secrets_in(text)
    for secret in reversed(found):
        text = f"{text[: secret.start]}***{text[secret.end :]}"
    return text


def hidden(text: str, secrets: Iterable[str]) -> str:
    """Return the text with each of the *secrets* as `***`, the longest first: one may begin as another does."""
    for secret in sorted(secrets, key=len, reverse=True):
        text = text.replace(secret, "***")
    return text


def looks_random(text: str) -> bool:
    """Tell whether a text is one that nobody would choose as a name: mixed letters and digits, and no id, hash or word among them."""
    if (
        len(text) < 16
        or text[0] == "/"
        or PLACEHOLDER.search(text)
        or NAME.fullmatch(text)
        or VENDOR_ID.fullmatch(text)
        or UUID.fullmatch(text)
    ):
        return False
    part = max(re.split(r"[._~%-]|//", text), key=len)
    return len(part) >= 16 and _steps(part) >= STEPS and _entropy(part) >= 3


@cache
def shapes() -> tuple[Shape, ...]:
    """Return the shapes of the data file beside this one."""
    told = tomllib.loads(resources.files("designer.secrecy").joinpath("shapes.toml").read_text(encoding="utf-8"))
    return tuple(Shape(name=one["name"], marks=tuple(one["marks"]), pattern=one["pattern"], source=one["source"]) for one in told["shape"])


def _shaped(text: str) -> Iterator[Secret]:
    for shape in shapes():
        if not any(mark in text for mark in shape.marks):
            continue
        for match in _pattern(shape.pattern).finditer(text):
            group = next((name for name, value in match.groupdict().items() if value), 0)
            if not PLACEHOLDER.search(match[group][:BEGINNING]):
                yield Secret(name=shape.name, start=match.start(group), end=match.end(group), text=match[group])


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _beside_words(text: str) -> Iterator[Secret]:
    """Yield what looks like a secret because of the words of its line, or of the line before, if that ends with a colon."""
    for begin in _lines_to_read(text):
        end = _end_of_line(text, begin)
        line = text[begin:end]
        yield from _in_line(line, begin, begin)
        if line.rstrip().endswith(":"):
            after = next((at for at in range(end, len(text)) if not text[at].isspace()), len(text))
            said = f"{line.rstrip()[-60:]} "
            yield from _in_line(said + text[after : _end_of_line(text, after)], after - len(said), after)
        if line.lstrip().startswith("|") and RULE.fullmatch(text[end + 1 : _end_of_line(text, end + 1)]):
            yield from _in_columns(text, line, _end_of_line(text, end + 1) + 1)


def _in_columns(text: str, heads: str, at: int) -> Iterator[Secret]:
    """Yield the secrets of a table's rows, which begin at *at*, in columns whose head is a word such as `API key`."""
    named = {number: word[0] for number, head in enumerate(heads.strip().strip("|").split("|")) if (word := STRONG.search(head))}
    while named and text[at : at + 1] == "|":
        end = _end_of_line(text, at)
        start = at + 1
        for number, cell in enumerate(text[start:end].split("|")):
            value = cell.strip().strip("`*")
            if number in named and " " not in value and len(value) >= 6 and _is_given(value, named[number], is_strong=True):
                begin = text.index(value, start)
                yield Secret(name=named[number].lower(), start=begin, end=begin + len(value), text=value)
            start += len(cell) + 1
        at = end + 1


def _lines_to_read(text: str) -> list[int]:
    """Return where the lines begin in which a word may stand that names secrets."""
    lower = text.lower()
    if len(lower) != len(text):  # a letter of another alphabet whose small form is two
        lower = "".join(one.lower() if len(one.lower()) == 1 else one for one in text)
    found: set[int] = set()
    for stem in STEMS:
        at = lower.find(stem)
        while at >= 0:
            found.add(lower.rfind("\n", 0, at) + 1)
            at = lower.find(stem, _end_of_line(lower, at))
    return sorted(found)


def _end_of_line(text: str, at: int) -> int:
    found = text.find("\n", at)
    return len(text) if found < 0 else found


def _in_line(line: str, offset: int, begin: int) -> Iterator[Secret]:
    """Yield the secrets of a line that begins at *offset* of the text; what lies before *begin* was told with its own line."""
    for words, is_strong in ((STRONG, True), (WEAK, False)):
        for word in words.finditer(line):
            if OTHER_KEYS.search(line[max(0, word.start() - 24) : word.start()]):
                continue
            given = GIVEN.match(line, word.end()) or (MARKED.match(line, word.end()) if _is_password(word[0]) else None)
            if given and _is_given(given["secret"].rstrip(".)"), word[0], is_strong=is_strong):
                value = given["secret"].rstrip(".)")
                start = given.start("secret") + offset
                if start >= begin:
                    yield Secret(name=word[0].lower(), start=start, end=start + len(value), text=value)
    strong = STRONG.search(line)
    if strong and not HASHES.search(line) and not OTHER_KEYS.search(line[: strong.start()]):
        for token in TOKEN.finditer(line):
            before = line[max(0, token.start() - 40) : token.start()]
            if looks_random(token[0]) and not before.endswith(("base64,", "://")) and not RECORDS.search(before):
                yield Secret(name=strong[0].lower(), start=token.start() + offset, end=token.end() + offset, text=token[0])


def _is_given(value: str, word: str, *, is_strong: bool) -> bool:
    """Tell whether what stands behind a word such as `password:` is its value, not a name, a placeholder or a sentence."""
    if PLACEHOLDER.search(value) or NAME.fullmatch(value) or value.startswith("/") or "://" in value or VENDOR_ID.fullmatch(value):
        return False
    has_digit, has_letter = any(one.isdigit() for one in value), any(one.isalpha() for one in value)
    if _is_password(word):
        return has_letter and (has_digit or any(not one.isalnum() and one not in "._-/()" for one in value[:-1]))
    if UUID.fullmatch(value):
        return is_strong
    return has_digit and has_letter and len(value) >= 12 and (looks_random(value) or (is_strong and _steps(value) >= 3))


def _is_password(word: str) -> bool:
    return word.lower().startswith(("pass", "pw", "kenn"))


def _steps(value: str) -> int:
    """Count the changes between letters and digits."""
    return sum(before != after for before, after in pairwise(one.isdigit() for one in value if one.isalnum()))


def _entropy(text: str) -> float:
    """Return Shannon's entropy in bits a letter: words have about 2.5 in their letters, random hexadecimal near 4."""
    counts = Counter(text).values()
    return -sum(count / len(text) * math.log2(count / len(text)) for count in counts)
