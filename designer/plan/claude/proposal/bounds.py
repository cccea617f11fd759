"""Bounds of what a model may send, and its texts without control characters: told before anything else reads them."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

from designer.files.faults import Fault
from designer.files.yaml_reading import child

if TYPE_CHECKING:
    from designer.model.scalars import Json

DEEPEST = 24
MOST_CHARACTERS = 400_000
"""The largest designs have some 60,000."""
MOST_VALUES = 20_000
MOST_ITEMS = 600
"""Items of one list."""
LONGEST_TEXT = 8_000
LONGEST_KEY = 200
LONGEST_PATH = 600
"""Characters of what names a thing: a place, a path, an operation; the deepest of the corpus has some 200."""
NAMING = frozenset(
    {"at", "target", "sources", "source", "for_each", "items", "operation", "record_path", "id", "keys", "system", "scheme", "using"}
    | {"below", "name", "find", "words", "header", "fills", "field", "branch", "media_type"}
)
"""Members that hold one."""
MEMBER = re.compile(r"([a-z_]+)(?:\[[^\[\]]*\])*$")
"""The last member of a place."""
MOST = {"flows": 30, "steps": 40, "questions": 120}
"""Items of lists that each cost a check of their own."""
LARGEST_NUMBER = 10**15
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co"})
"""Categories of Unicode that steer a terminal, are not seen, or stand for no character."""
SEEN = frozenset("\n\t\u200c\u200d")
"""Line feeds and tabs, which separators are made of, and joiners, with which scripts and emoji are written."""


def bound_faults(value: Json, *, root: str = "$") -> list[Fault]:
    """Return what of a value is too much to be read: too deep, too long, too many, or a number that is none."""
    faults: list[Fault] = []
    characters = values = 0
    rest: list[tuple[str, Any, int, int]] = [(root, value, 0, MOST_ITEMS)]
    while rest:
        where, one, depth, most = rest.pop()
        values += 1
        characters += len(one) if isinstance(one, str) else 4
        if depth > DEEPEST:
            return [Fault(root, f"it is nested deeper than {DEEPEST} levels; a design has about ten.")]
        if characters > MOST_CHARACTERS or values > MOST_VALUES:
            return [Fault(root, f"it is too large: {MOST_CHARACTERS:,} characters and {MOST_VALUES:,} values at most.")]
        faults += _of_one(where, one, most)
        if isinstance(one, dict):
            characters += sum(map(len, one))
            rest += [(child(where, key), item, depth + 1, MOST.get(key, MOST_ITEMS)) for key, item in one.items()]
        elif isinstance(one, list):
            rest += [(child(where, number), item, depth + 1, MOST_ITEMS) for number, item in enumerate(one[:most])]
    return faults


def cleaned(value: Json) -> Json:
    """Return a value within bounds without control and unseen characters in its texts and keys."""
    if isinstance(value, str):
        return value if value.isascii() and value.isprintable() else "".join(filter(_is_seen, value))
    if isinstance(value, list):
        return [cleaned(item) for item in value]
    if isinstance(value, dict):
        return {str(cleaned(key)): cleaned(item) for key, item in value.items()}
    return value


def _of_one(where: str, one: Any, most: int) -> list[Fault]:
    if isinstance(one, str) and len(one) > LONGEST_TEXT:
        return [Fault(where, f"the text is too long: {LONGEST_TEXT:,} characters at most.")]
    if isinstance(one, str) and len(one) > LONGEST_PATH and _is_naming(where[-LONGEST_KEY:]):
        return [Fault(where, f"this names nothing: {LONGEST_PATH} characters at most.")]
    if isinstance(one, dict) and isinstance(at := one.get("at"), str) and _is_naming(at[-LONGEST_KEY:]):
        told = one.get("value")
        if any(isinstance(text, str) and len(text) > LONGEST_PATH for text in (told if isinstance(told, list) else [told])):
            return [Fault(child(where, "value"), f"this names nothing: {LONGEST_PATH} characters at most.")]
    if isinstance(one, list) and len(one) > most:
        return [Fault(where, f"the list has {len(one):,} items; {most} at most.")]
    if isinstance(one, int | float) and not isinstance(one, bool) and not abs(one) <= LARGEST_NUMBER:
        return [Fault(where, "this is no number of use: it is too large, or none at all.")]
    if isinstance(one, dict) and any(len(key) > LONGEST_KEY for key in one):
        return [Fault(where, f"a member's name is too long: {LONGEST_KEY} characters at most.")]
    return []


def _is_naming(where: str) -> bool:
    """Tell whether a member names a thing: its text is looked up and held against names that are alike."""
    found = MEMBER.search(where)
    return found is not None and found[1] in NAMING


def _is_seen(character: str) -> bool:
    return character in SEEN or unicodedata.category(character) not in UNSEEN
