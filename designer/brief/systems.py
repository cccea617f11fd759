"""Which systems a text speaks of: those given with documents first, then well-known products, then words for their kind."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from designer.names.text import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ENDINGS = {"crm", "online", "api", "cloud", "app", "test", "sandbox", "live", "prod", "production"}
ARTICLES = r"(?:an?|the|this|that|these|those|sure|it|one|every|each|any|all|new|sense|use|of|with)\b"

# First words of systems' names that mean something else where they stand alone.
COMMON = frozenset(
    words(
        "data business constant active power help service customer open simple smart free blue red green big new quick fresh campaign monday super work project time"
    )
)


@dataclass(frozen=True, slots=True)
class Product:
    """A well-known system: all its names (its own first), the system it is part of, the words for its kind."""

    names: tuple[str, ...]
    whole: str
    kinds: tuple[str, ...]
    everyday: frozenset[str]
    """Names that are also everyday words."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A system named at a place of a text."""

    name: str
    start: int
    end: int
    known: bool = True
    """It was given with the brief; else it is only a product's name."""


class SystemNames:
    """Finds systems in prose."""

    def __init__(self, known: Sequence[str]) -> None:
        """Know these systems by their names, by the products they are, and by the words for their kind."""
        self.known = tuple(known)
        self._kinds = _kinds(known)
        self._named: dict[str, str] = {}
        loose: list[str] = []
        exact: list[str] = []
        for spelling, name, everyday in _spellings(known):
            key = _key(spelling)
            if key in self._named:
                continue
            self._named[key] = name
            (exact if everyday else loose).append(spelling)
        self._loose = _pattern(loose, re.IGNORECASE)
        self._exact = _pattern(exact, re.NOFLAG)

    def mentions(self, text: str, *, kinds: bool = True) -> tuple[Mention, ...]:
        """Return the systems named, in order; words for a kind ("our CRM") count only where one known system is of it."""
        found = [self._mention(match) for match in self._loose.finditer(text)]
        everyday = [self._mention(match) for match in self._exact.finditer(text) if not _is_sentence_word(text, match)]
        found += [mention for mention in everyday if mention.known or not _is_label(text, mention)]
        found = _apart(found)
        if kinds and len({mention.name for mention in found}) < 2:
            named = {mention.name for mention in found}
            found += [mention for mention in self._of_kind(text) if mention.name not in named]
        return tuple(sorted(_apart(found), key=lambda mention: mention.start))

    def is_name(self, text: str) -> str:
        """Return the system that a text names and nothing else, or an empty text."""
        bare = re.sub(r"^(?:our|the|my|your)\s+|[\s.,;:!?*_]+$|^[\s*_]+", "", text, flags=re.IGNORECASE)
        mentions = self.mentions(bare)
        return mentions[0].name if len(mentions) == 1 and mentions[0].start == 0 and mentions[0].end == len(bare) else ""

    def _mention(self, match: re.Match[str]) -> Mention:
        name = self._named[_key(match[0])]
        return Mention(name, match.start(), match.end(), known=name in self.known)

    def _of_kind(self, text: str) -> list[Mention]:
        return [
            Mention(name, match.start(), match.end())
            for kind, name in self._kinds
            for match in re.finditer(rf"\b{re.escape(kind)}\b", text, re.IGNORECASE)
        ]


@cache
def products() -> tuple[Product, ...]:
    """Return the well-known products, from the table beside this module."""
    found: list[Product] = []
    kinds: tuple[str, ...] = ()
    for line in Path(__file__).with_name("products.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            kinds = tuple(kind.strip() for kind in line.strip("[]").split(","))
        elif line and not line.startswith("#"):
            own, _, others = line.partition("=")
            name, _, whole = own.strip().partition(" (")
            written = [name, *(other.strip() for other in others.split(",") if other.strip())]
            everyday = frozenset(entry.removeprefix("!") for entry in written if entry.startswith("!"))
            found.append(Product(tuple(entry.removeprefix("!") for entry in written), whole.rstrip(")"), kinds, everyday))
    return tuple(found)


def reads_only(name: str) -> bool:
    """Tell whether a product only stores what others hold: a warehouse is no source of records."""
    return any(name in product.names and "data warehouse" in product.kinds for product in products())


def _spellings(known: Sequence[str]) -> Iterable[tuple[str, str, bool]]:
    """Yield spelling, the system it means and whether it is an everyday word; known systems first."""
    common = {name for product in products() for name in product.everyday}
    for name in known:
        yield name, name, name in common
        first = name.split()[0]
        if len(name.split()) > 1 and _is_brand(first) and sum(first in other.split() for other in known) == 1:
            yield first, name, True
        kept = [word for word in name.split() if word.lower() not in ENDINGS]
        if kept and len(kept) < len(name.split()):
            yield " ".join(kept), name, " ".join(kept) in common
    for product in products():
        owner = _owner(product, known)
        for spelling in product.names:
            yield spelling, owner or _longer(spelling, known) or product.names[0], spelling in product.everyday


def _is_brand(word: str) -> bool:
    """Tell whether the first word of a system's name may stand for it alone: no word of daily use, no word for a kind of system."""
    return (
        len(word) > 3
        and word[0].isupper()
        and word.lower() not in COMMON
        and not any(word.lower() in kind.split() for kind in _kind_words())
    )


@cache
def _kind_words() -> frozenset[str]:
    return frozenset(kind for product in products() for kind in product.kinds)


def _owner(product: Product, known: Sequence[str]) -> str:
    """Return the known system that is this product, or the whole that the product is part of."""
    keys = {_key(spelling) for spelling in product.names}
    for name in known:
        if _key(name) in keys or _key(" ".join(word for word in name.split() if word.lower() not in ENDINGS)) in keys:
            return name
    if product.whole:
        return next((_owner(whole, known) for whole in products() if whole.names[0] == product.whole), "")
    return ""


def _longer(spelling: str, known: Sequence[str]) -> str:
    """Return the only known system whose name holds all words of a spelling: `Jira` where Jira Service Management is given."""
    said = set(words(spelling))
    longer = [name for name in known if said < set(words(name))]
    return longer[0] if len(longer) == 1 else ""


def _kinds(known: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """Return the words for a kind of system together with the only known system of that kind."""
    members: dict[str, set[str]] = {}
    for product in products():
        owner = _owner(product, known)
        for kind in product.kinds:
            members.setdefault(kind, set()).update({owner} - {""})
    for name in known:
        last = words(name)[-1:] if len(words(name)) > 1 else ()
        for kind, of_kind in members.items():
            if last and kind in {last[0], f"{last[0]}s"}:
                of_kind.add(name)
    return tuple((kind, next(iter(names))) for kind, names in members.items() if len(names) == 1)


def _pattern(spellings: list[str], flags: re.RegexFlag) -> re.Pattern[str]:
    ordered = sorted(spellings, key=lambda spelling: (-len(spelling), spelling))
    joined = "|".join(_spelled(spelling) for spelling in ordered) or r"(?!)"
    return re.compile(rf"(?<![\w@/.-])(?:{joined})(?![\w@]|\.\w)", flags)


def _spelled(spelling: str) -> str:
    """Return a pattern that takes a name with blanks, hyphens or nothing between its words."""
    parts = [re.escape(part) for part in re.split(r"[\s_-]+", spelling.strip()) if part]
    return r"[\s_-]?".join(parts)


def _key(spelling: str) -> str:
    return re.sub(r"[\s_-]+", "", spelling).lower()


def _is_sentence_word(text: str, match: re.Match[str]) -> bool:
    """Tell whether an everyday word stands at the start of a sentence, as the verb or adverb that it also is."""
    return _begins(text, match.start()) and re.match(rf"\s+{ARTICLES}", text[match.end() :]) is not None


def _is_label(text: str, mention: Mention) -> bool:
    """Tell whether an everyday word only heads what follows, as in `Teams: finance, support`."""
    return _begins(text, mention.start) and re.match(r"[\s*_]*:", text[mention.end :]) is not None


def _begins(text: str, position: int) -> bool:
    before = text[:position].rstrip(" *_-\t")
    return not before or before[-1] in ".!?:\n"


def _apart(mentions: list[Mention]) -> list[Mention]:
    """Keep the longest of mentions that overlap."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda one: (one.start - one.end, one.start)):
        if all(mention.end <= other.start or mention.start >= other.end for other in kept):
            kept.append(mention)
    return kept
