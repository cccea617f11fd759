"""A field as the matcher sees it: its words, what they mean, and what kind of value stands there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from designer.match.meaning.compounds import JOINING
from designer.match.meaning.kinds import kind_of
from designer.match.meaning.lexicon import lexicon, spelled
from designer.names.path import parse_path
from designer.names.text import words

if TYPE_CHECKING:
    from designer.model.spec import Field

CONTAINERS_READ = 3
"""A phrase may begin so many containers above the leaf."""
DESCRIPTION_WORDS = 40
FEWER_THAN_PROVINCES = 40
"""A list of states of a record is shorter than one of the states of a country."""
SAYING = frozenset({"is", "has", "are", "was"})
ASKING = SAYING | {"can", "should", "allow", "show", "hide", "enable"}
"""Words that begin the name of a flag: it tells something about what follows, and is not that thing."""
UNITS = frozenset({"cent"})
"""Words behind a name that tell how its value is counted."""
MOMENT_WORDS = frozenset({"at", "on", "date", "time", "timestamp", "utc", "gmt"})
MOMENTS = frozenset({"date", "datetime"})
BOUNDS: dict[tuple[str, ...], tuple[str, ...]] = {("from",): ("start_date", "sender"), ("to",): ("end_date", "recipient")}
"""What a leaf means where it is a moment, and where not."""
SPANS = frozenset({"period", "range", "date", "time", "validity", "interval", "window", "span", "leave", "absence", "schedule"})
"""Words of containers whose `from` and `to` are days or hours."""
WHOLE_NAMES = frozenset({("display", "name"), ("full", "name"), ("public", "name")})
"""Leaves that say no more than `name` in a container of which a name is known."""
COUNTING = frozenset({("number",), ("code",), ("no",)})
"""Leaves that say which of its like a container is."""
REFERENCE_LEAVES = frozenset({("value",), ("id",), ("key",), ("name",), ("uuid",)})


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What the words of a path say."""

    head: str
    """What the field is: a concept's id, else its last word."""
    is_concept: bool
    leaf: tuple[str, ...]
    """Words of the leaf's own name."""
    tokens: tuple[str, ...]
    """All words of the path, a phrase that names a concept as one token (the concept's id in angle brackets)."""
    qualifiers: frozenset[str]
    """Words that tell whose or which: all but the head."""
    words: frozenset[str]
    """All words of the path, nothing replaced."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """All that is compared of one field, computed once."""

    field: Field
    path: str
    position: int
    meaning: Meaning
    keys: tuple[str, ...]
    parent: tuple[str, ...]
    """The keys above the leaf."""
    arrays: int
    kind: str
    kind_is_certain: bool
    values: frozenset[str]
    described: frozenset[str]
    title: frozenset[str]


def profile(field: Field, position: int) -> Profile:
    """Return the profile of a field; *position* is its place in the document's order."""
    segments = parse_path(field.path)
    keys = tuple(segment.key for segment in segments if segment.kind == "key")
    meaning = _by_type(_by_values(meaning_of(keys), field), field)
    kind, certain = kind_of(field, meaning.head if meaning.is_concept else "", meaning.leaf)
    return Profile(
        field=field,
        path=field.path,
        position=position,
        meaning=meaning,
        keys=keys,
        parent=keys[:-1],
        arrays=sum(segment.is_item for segment in segments),
        kind=kind,
        kind_is_certain=certain,
        values=frozenset(" ".join(words(str(value))) for value in field.enum if value is not None),
        described=described_words(field.description),
        title=frozenset(spelled(field.title)) if field.title else frozenset(),
    )


def _by_values(meaning: Meaning, field: Field) -> Meaning:
    """Read a `state` with a short list of values, outside of an address, as a status: `open`, `closed` are no provinces."""
    known = lexicon()
    if meaning.head != "state" or meaning.leaf[-1:] != ("state",) or not 0 < len(field.enum) <= FEWER_THAN_PROVINCES:
        return meaning
    if meaning.words & known.address_words or all(len(str(value)) <= len("NSW") for value in field.enum):
        return meaning
    return replace(meaning, head="status", tokens=(*meaning.tokens[:-1], "<status>"))


def _by_type(meaning: Meaning, field: Field) -> Meaning:
    """Read a bare `from` or `to` as a moment where its format or what it stands in says so, else as who writes to whom."""
    heads = BOUNDS.get(meaning.leaf, ())
    if meaning.head not in heads:
        return meaning
    dated = lexicon().kind_formats.get(field.format, "") in MOMENTS or not meaning.words.isdisjoint(SPANS)
    head = heads[0] if dated else heads[1]
    return meaning if head == meaning.head else replace(meaning, head=head, tokens=(*meaning.tokens[:-1], f"<{head}>"))


@lru_cache(maxsize=20_000)
def meaning_of(keys: tuple[str, ...]) -> Meaning:
    """Return what a path's keys mean, read from the leaf outwards."""
    known = lexicon()
    parts = _without_reference([_plain(spelled(key)) for key in keys])
    leaf = parts[-1] if parts else ()
    above = [part for part in parts[:-1] if not set(part) <= known.transparent_containers]
    spoken = _named_as_whole(_merged(above[-CONTAINERS_READ:], leaf, adjacent=above[-1:] == parts[-2:-1]), leaf)
    tokens = _phrased(spoken, leaf)
    if leaf == ("name",) and tokens[-1:] == ("<username>",):
        tokens = (*tokens[:-1], "<full_name>")  # `user.name` is the person's; the login's is written as one: `user_name`
    head = tokens[-1] if tokens else ""
    everything = frozenset(word for part in (*above, leaf) for word in part)
    outer = frozenset(word for part in above[:-CONTAINERS_READ] for word in part)
    return Meaning(
        head=head.strip("<>"),
        is_concept=head.startswith("<"),
        leaf=leaf,
        tokens=tokens,
        qualifiers=frozenset(tokens[:-1]) | outer,
        words=everything,
    )


def _plain(spoken: tuple[str, ...]) -> tuple[str, ...]:
    """Drop a vendor's own prefix and the `is` of a flag, unless nothing else is left."""
    known = lexicon()
    kept = tuple(word for word in spoken if word not in known.vendors)
    if len(kept) > 1 and kept[0] in SAYING and _says_a_flag(kept[1:]):
        kept = kept[1:]
    if len(kept) > 1 and kept[-1] == "flag":
        kept = kept[:-1]
    return _id_last(kept) if any(len(word) > len("id") for word in kept) else spoken


def _says_a_flag(spoken: tuple[str, ...]) -> bool:
    """Tell whether a name without its `is` still means a flag: `active`, no `organizer`; what is unknown may be one."""
    known = lexicon()
    asked = known.phrases.get(("is", *spoken), "")
    if asked and asked != known.phrases.get(spoken, ""):
        return False  # `is person` is a concept of its own
    concept = next((known.phrases[spoken[at:]] for at in range(len(spoken)) if spoken[at:] in known.phrases), "")
    return not concept or known.concepts[concept].kind == "flag" or "is" in known.phrase_words(concept)


def _id_last(spoken: tuple[str, ...]) -> tuple[str, ...]:
    """Read `idBoard` as `board id`, where that names something and the other order does not."""
    known = lexicon().phrases
    turned = (*spoken[1:], "id")
    return turned if spoken[0] == "id" and len(spoken) > 1 and turned in known and spoken not in known else spoken


def _without_reference(parts: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Read `customerRef.value` as the customer's id and `customerRef.name` as its name."""
    if len(parts) < 2 or len(parts[-2]) < 2 or parts[-2][-1] != "reference" or parts[-1] not in REFERENCE_LEAVES:
        return parts
    leaf = ("id",) if parts[-1] in {("value",), ("key",)} else parts[-1]
    return [*parts[:-2], parts[-2][:-1], leaf]


def _named_as_whole(spoken: tuple[str, ...], leaf: tuple[str, ...]) -> tuple[str, ...]:
    """Read `assignee.displayName` as the assignee's name, where that is a concept of its own."""
    if leaf not in WHOLE_NAMES or spoken[-2:] != leaf:
        return spoken
    short = (*spoken[:-2], "name")
    length = _ends_a_phrase(short)
    return short if length and lexicon().phrases[short[-length:]] != "username" else spoken


def _merged(above: list[tuple[str, ...]], leaf: tuple[str, ...], *, adjacent: bool) -> tuple[str, ...]:
    """Return the words from container to leaf; a leaf that says nothing is left out, a word said twice in a row said once.

    An *adjacent* container may make something of such a leaf: a `deal`'s `value` is an amount.
    """
    known = lexicon()
    spoken = [word for part in above for word in part]
    says_nothing = " ".join(leaf) in known.transparent_leaves or tuple(spoken[-len(leaf) :]) == leaf
    says_something = adjacent and _ends_a_phrase((*spoken, *leaf)) - len(leaf) >= max(_ends_a_phrase(tuple(spoken)), 1)
    if not (says_nothing and spoken) or says_something:
        spoken.extend(leaf)
    result: list[str] = []
    for word in spoken:
        if not result or result[-1] != word:
            result.append(word)
    return tuple(result)


def _phrased(spoken: tuple[str, ...], leaf: tuple[str, ...]) -> tuple[str, ...]:
    """Replace phrases by concepts, the longest first and from the end, where the head of an English name stands."""
    known = lexicon()
    if len(leaf) > 1 and leaf[0] in ASKING and leaf not in known.phrases:
        return (*_phrased(spoken[: -len(leaf)], ()), " ".join(leaf)) if spoken[-len(leaf) :] == leaf else spoken
    result: list[str] = []
    end = len(spoken)
    moment, begin = _moment(spoken, leaf)
    if moment:
        result.append(f"<{moment}>")
        end = begin
    elif end > 1 and (spoken[-1].isdigit() or spoken[-1] in UNITS) and not _ends_a_phrase(spoken):
        tokens = _phrased(spoken[:-1], leaf[:-1])
        return (spoken[-1], *tokens)
    elif (joined := _before_of(leaf)) and not _ends_a_phrase(spoken):
        return (*spoken[: -len(leaf)], *leaf[joined:], *_phrased(leaf[:joined], leaf[:joined]))
    while end > 0:
        for length in range(min(known.longest, end), 0, -1):
            phrase = spoken[end - length : end]
            concept = known.phrases.get(phrase)
            if concept and (phrase not in known.alone or (end == len(spoken) and _is_whole(phrase, spoken, leaf))):
                result.append(f"<{concept}>")
                end -= length
                break
        else:
            result.append(spoken[end - 1])
            end -= 1
    return tuple(reversed(result))


def _moment(spoken: tuple[str, ...], leaf: tuple[str, ...]) -> tuple[str, int]:
    """Return the concept of a moment told by what happens then, and where its phrase begins: `last activity at`, `deleted date utc`.

    A phrase that holds such a word itself (`start time`) is found without this, unless more words tell what happens.
    """
    known = lexicon()
    end = len(spoken)
    while end > 1 and spoken[end - 1] in MOMENT_WORDS:
        end -= 1
    if end == len(spoken):
        return "", 0
    shortest = _ends_a_phrase(spoken) - (len(spoken) - end)  # a longer phrase that holds the word itself says more
    core, own = spoken[:end], leaf[: end - len(spoken)]
    for length in range(min(known.longest, end), max(shortest, 0), -1):
        phrase = core[-length:]
        for told in ((*phrase, "at"), phrase):
            concept = known.phrases.get(told, "")
            if concept and known.concepts[concept].kind in MOMENTS and (told not in known.alone or _is_whole(phrase, core, own)):
                return concept, end - length
    return "", 0


def _before_of(leaf: tuple[str, ...]) -> int:
    """Return how many words stand before an `of` or `for`: there the head stands in `reason for leave`."""
    return next((at for at in range(1, len(leaf) - 1) if leaf[at] in {"of", "for"}), 0)


def _ends_a_phrase(spoken: tuple[str, ...]) -> int:
    """Return the length of the phrase of two words and more that the last word belongs to: the `1` of `address 1`; 0 if there is none."""
    known = lexicon().phrases
    return next((length for length in range(min(lexicon().longest, len(spoken)), 1, -1) if spoken[-length:] in known), 0)


def _is_whole(phrase: tuple[str, ...], spoken: tuple[str, ...], leaf: tuple[str, ...]) -> bool:
    """Tell whether a phrase is all that a name says, whose it is left aside: `position`, `current position`, a container's `position`."""
    if not leaf or spoken[-len(leaf) :] != leaf:
        return True  # the leaf says nothing of its own: its container's name is read
    if leaf in COUNTING and len(phrase) > len(leaf) and phrase[-len(leaf) :] == leaf:
        return phrase == spoken or phrase[0] not in JOINING  # it begins in a container: an `account`'s `number`
    before = leaf[: -len(phrase)] if leaf[-len(phrase) :] == phrase else None
    return before is not None and lexicon().owners.issuperset(before)


@lru_cache(maxsize=20_000)
def described_words(text: str) -> frozenset[str]:
    """Return the words of a description's beginning."""
    return frozenset(spelled(" ".join(text.split()[:DESCRIPTION_WORDS]))) if text else frozenset()
