"""Whether a field holds personal data, and of which category: read from its name, what it stands in, its format, and its description."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal

from designer.check.personal.words import (
    ADDRESSES,
    BANKS,
    CARDS,
    HOUSES,
    IMPERSONAL,
    IN_A_BANK,
    IN_A_PERSON,
    NAMED,
    PEOPLE,
    PLACES,
    POINTS,
    SILENT,
    TALK,
    THINGS,
    TYPED,
    TYPED_IN_TALK,
    WHOLE,
    listed,
)
from designer.names.path import PathError, parse_path
from designer.names.text import singular, words

if TYPE_CHECKING:
    from designer.model.finding import PersonalCategory
    from designer.model.spec import Field

    Category = PersonalCategory | Literal[""]

Context = Literal["person", "talk", "house", "thing", ""]
"""What a field stands in: a person, something said, a company or place, something else, or nobody can tell."""
LONGEST = 4
"""Words of a name."""
NUMBERED = frozenset({"phone", "birth", "identity document", "bank", "card", "pay", "location", "postal address", "employment", "health"})
"""Categories that a number can tell."""
DATED = frozenset({"birth", "employment", "health", "family", "identity document", "card"})
"""Categories that a day can tell."""
LISTED = frozenset({"gender", "family", "origin", "belief", "health", "employment", "sex life", "conviction", "pay"})
"""Categories that a choice from a list can tell."""
OF_A_HOUSE = frozenset({"phone", "postal address", "photo", "location", "employment"})
"""Categories that tell of nobody where they stand in the record of a company or a place."""
OF_A_THING = frozenset({"photo", "location"})
"""Those that tell of nobody in the record of a thing either; an order's address is its customer's."""
ASKING = frozenset({
    "is", "has", "can", "should", "allow", "show", "hide", "enable", "require", "use", "change", "send", "include", "exclude", "verify",
    "validate", "update", "sync", "skip", "disable", "force", "auto",
})  # fmt: skip
"""Words that begin the name of a flag or a setting: it tells something about what follows, and is not that thing."""
REMARKS = {("note",), ("comment",), ("remark",), ("memo",)}
"""What ends the name of a text that somebody typed, whatever it is about."""
DOCUMENTS = frozenset({"credit", "debit", "delivery", "packing", "promissory", "release", "id", "count"})
"""Words of notes that are papers of a trade."""
WHICH = frozenset({"other", "work", "primary", "secondary", "permanent", "current", "my", "alternate", "physical", "invoice", "company"})
"""Words that tell which address of somebody's is meant."""
FORMATS: dict[str, Category] = {
    "email": "email",
    "idn-email": "email",
    "phone": "phone",
    "ipv4": "online",
    "ipv6": "online",
    "ip": "online",
}
TOLD: tuple[tuple[str, PersonalCategory], ...] = (
    (r"date of birth|birth ?date|birthday", "birth"),
    (r"social (?:security|insurance) number|passport number|national (?:id|identification)|driver'?s licen[cs]e", "identity document"),
    (r"iban\b|bank account number|international bank account", "bank"),
    (r"credit card number|card number", "card"),
    (r"(?:e-?mail) address|email of the", "email"),
    (r"(?:mobile |cell |home |work |tele)?phone number", "phone"),
    (
        r"first name|last name|family name|given name|surname|full name|name of the (?:person|user|customer|contact|employee|patient)",
        "name",
    ),
    (r"home address|(?:postal|mailing|residential|street) address", "postal address"),
    (r"gender\b", "gender"),
    (r"ethnic|nationality\b", "origin"),
    (r"religio", "belief"),
    (r"ip address", "online"),
    (r"salary\b", "pay"),
)
"""What a description begins with, for fields whose names say nothing."""


def category_of(path: str, field: Field, record: tuple[str, ...] = ()) -> Category:
    """Return which personal data stands at *path*; *record* are the words of the record it is part of, the nearest first."""
    types = frozenset(field.types)
    if types == {"boolean"} or field.is_file:
        return ""
    found = _named(path, record, is_list=bool(field.enum))
    if not found and field.format in FORMATS:
        found = FORMATS[field.format] if not _is_impersonal(path) else ""
    if not found and field.description and (not types or types == {"string"}) and not field.enum:
        found = _described(field.description[:80]) if _says_little(path) else ""
    return found if found and can_hold(found, field) else ""


@lru_cache(maxsize=2_000)
def record_words(name: str, call: str) -> tuple[str, ...]:
    """Return the words of a record from the name of its schema and from the call or event that carries it, the nearest first."""
    parts = [part for part in re.split(r"[/\s]", call) if part and "{" not in part]
    told = [*_reversed(name), *(word for part in reversed(parts) for word in _reversed(part))]
    return tuple(told)


def _reversed(text: str) -> list[str]:
    return [singular(word) for word in reversed(words(text))]


def can_hold(category: PersonalCategory, field: Field) -> bool:
    """Tell whether a value of the field's type, format and list of values can be such data."""
    types = frozenset(field.types)
    if types and (types == {"boolean"} or (types <= {"integer", "number"} and category not in NUMBERED)):
        return False
    if types and "object" in types and "string" not in types and category not in {"postal address", "location", "photo"}:
        return False
    if field.format in {"date", "date-time"} and category not in DATED:
        return False
    return not field.enum or category in LISTED or (category == "postal address" and len(field.enum) > LONGEST)


@lru_cache(maxsize=20_000)
def _named(path: str, record: tuple[str, ...], *, is_list: bool) -> Category:
    try:
        keys = [tuple(map(singular, words(segment.key))) for segment in parse_path(path) if segment.kind == "key"]
    except PathError:
        return ""
    keys = [key for key in keys if key]
    if not keys:
        return ""
    leaf, above = keys[-1], keys[:-1]
    if (leaf[0] in ASKING and len(leaf) > 1) or ("link",) in above:
        return ""
    lead, rest = _without_owner(leaf)
    context = _context([*above, lead] if lead else above, record)
    return (
        _in_bank_or_card(leaf, above)
        or _by_phrase(leaf, above, record)
        or _place(leaf, above, context, is_list=is_list)
        or _in_context(rest, context)
        or _by_container(leaf, above, record, is_list=is_list)
    )


def _by_phrase(leaf: tuple[str, ...], above: list[tuple[str, ...]], record: tuple[str, ...]) -> Category:
    """Return the category of the longest phrase that ends the name, read together with what it stands in."""
    spoken = (*(above[-1] if above else ()), *leaf)
    known = _phrases()
    for length in range(min(LONGEST, len(spoken)), 0, -1):
        joined = "".join(spoken[-length:])
        category = known.get(joined)
        if category is None or (length > len(leaf) and leaf[0] in _names(PEOPLE)):
            continue
        before, is_whole = spoken[:-length], length >= len(leaf)
        context = _context([*above[:-1], before], record)
        if joined in _names(WHOLE) and (not is_whole or context in {"thing", "house"}):
            continue
        if joined == "username" and length > len(leaf):
            return "name"  # `user.name` is the person's; the login's is written as one: `user_name`
        if category in OF_A_HOUSE and (context == "house" or _names(IMPERSONAL) & set(before)):
            return ""
        if category in OF_A_THING and context == "thing":
            return ""
        return "" if category == "email" and _names(IMPERSONAL) & set(before[-2:]) else category
    return ""


def _place(leaf: tuple[str, ...], above: list[tuple[str, ...]], context: Context, *, is_list: bool) -> Category:
    """Return whether a part of an address is of a person's: below an address, or in the record of a person."""
    if context == "house":
        return ""
    is_below = any(_names(ADDRESSES) & set(key) for key in above[-2:]) or bool(_names(ADDRESSES) & set(leaf[:-1]))
    length = next((length for length in range(min(3, len(leaf)), 0, -1) if "".join(leaf[-length:]) in _names(PLACES)), 0)
    if length:
        of_whom = set(leaf[:-length]) <= _names(ADDRESSES) | _names(PEOPLE) | WHICH
        return "postal address" if of_whom and (is_below or (context == "person" and not (is_list and leaf[-1] == "state"))) else ""
    if any("".join(leaf[-length:]) in _names(POINTS) for length in (3, 2, 1)):
        return "location" if context != "thing" and (is_below or context == "person") else ""
    is_address = leaf[-1] == "address" and "email" not in leaf and not _is_digital(above)
    return "postal address" if is_address and context != "talk" else ""


def _is_digital(above: list[tuple[str, ...]]) -> bool:
    return bool(above) and bool(
        {"email", "mail", "ip", "mac", "web", "wallet", "token", "network", "host", "from", "to", "sender"} & set(above[-1])
    )


def _in_context(rest: tuple[str, ...], context: Context) -> Category:
    joined = "".join(rest)
    if joined in _names(TYPED) or (rest[-1:] in REMARKS and not DOCUMENTS & set(rest)):
        return "free text"
    if context == "person":
        return _of_persons().get(joined, "")
    return "free text" if context == "talk" and joined in _names(TYPED_IN_TALK) else ""


def _in_bank_or_card(leaf: tuple[str, ...], above: list[tuple[str, ...]]) -> Category:
    around = {word for key in above[-2:] for word in key} | {"".join(key) for key in above[-2:]}
    joined = "".join(leaf)
    if around & _names(CARDS) and joined in _names(IN_A_BANK["card"]):
        return "card"
    return "bank" if around & _names(BANKS) and joined in _names(IN_A_BANK["bank"]) else ""


def _by_container(leaf: tuple[str, ...], above: list[tuple[str, ...]], record: tuple[str, ...], *, is_list: bool) -> Category:
    """Read what stands around a leaf that says nothing of its own: `emails[].value`."""
    if not above or "".join(leaf) not in _names(SILENT):
        return ""
    return _named(".".join("_".join(key) for key in above), record, is_list=is_list)


def _without_owner(leaf: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Part a name into whose it is and what: `assignee name` is the assignee's."""
    at = next((at for at, word in enumerate(leaf[:-1], start=1) if word in _names(PEOPLE) | _names(HOUSES) | _names(THINGS)), 0)
    return leaf[:at], leaf[at:]


def _context(above: list[tuple[str, ...]], record: tuple[str, ...]) -> Context:
    """Return what the nearest word that tells says."""
    for word in (*(word for key in reversed(above) for word in reversed(key)), *record):
        if word in _names(PEOPLE):
            return "person"
        if word in _names(TALK):
            return "talk"
        if word in _names(HOUSES):
            return "house"
        if word in _names(THINGS):
            return "thing"
    return ""


def _says_little(path: str) -> bool:
    """Tell whether a name leaves open what stands there: one word, a number, a custom field."""
    leaf = words(path.rpartition(".")[2])
    return len(leaf) < 2 or leaf[-1].isdigit() or leaf[0] in {"custom", "field", "cf", "udf"}


def _is_impersonal(path: str) -> bool:
    return bool(_names(IMPERSONAL) & set(words(path)))


@lru_cache(maxsize=5_000)
def _described(text: str) -> Category:
    return next((category for told, category in _told() if told.match(text)), "")


@cache
def _told() -> tuple[tuple[re.Pattern[str], PersonalCategory], ...]:
    before = r"(?:the |an? |optional |required |[\w.-]+'s |their |your |his |her )*"
    return tuple((re.compile(rf"{before}(?:{told})(?!\w*['\u2019])", re.IGNORECASE), category) for told, category in TOLD)


@cache
def _phrases() -> dict[str, PersonalCategory]:
    return {_joined(phrase): category for category, told in NAMED.items() for phrase in listed(told)}


@cache
def _of_persons() -> dict[str, PersonalCategory]:
    return {_joined(phrase): category for category, told in IN_A_PERSON.items() for phrase in listed(told)}


@cache
def _names(told: str) -> frozenset[str]:
    """Return the names of a list, each written as one word."""
    return frozenset(map(_joined, listed(told)))


def _joined(phrase: str) -> str:
    return "".join(map(singular, words(phrase)))
