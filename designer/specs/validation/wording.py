"""A fault of a document's shape in plain words: what is wrong, and what to do about it."""

from __future__ import annotations

import difflib
import json
import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from designer.specs.validation.openapi_schemas import schema_at

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

LONGEST_VALUE = 60
NAMES_TOLD = 5
TYPES = {"object": "an object", "array": "a list", "string": "text", "integer": "a whole number", "number": "a number",
         "boolean": "true or false", "null": "null"}  # fmt: skip
OBJECTS = {
    "parameter location": "parameter",
    "non body parameter": "parameter",
    "json reference": "reference",
    "mixed reference": "reference",
    "primitives items": "items",
    "document": "OpenAPI document",
}
"""Names inside the meta-schemas that a person does not know, and the word for them."""
WRITE_OUT = "Write out what it refers to."
CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""What would steer a terminal, or hide what comes after it in the same line."""


class Words(NamedTuple):
    """What is wrong, the next step, and the steps below the place at which it is wrong."""

    fact: str
    next_step: str
    below: tuple[str, ...] = ()


def worded(error: Any, *, location: str) -> Words:
    """Return the words for an error of jsonschema-rs whose keyword stands at *location* of a meta-schema."""
    told = KINDS.get(error.kind.name)
    holder = schema_at(location.rpartition("/")[0])
    return told(error, object_at(location), holder) if told else _unfit(error, object_at(location), holder)


def object_at(location: str) -> str:
    """Return what a place of a meta-schema describes, as OpenAPI calls it: `path item`, `response`."""
    steps = location.partition("#")[2].split("/")
    names = [name for kind, name in pairwise(steps) if kind in ("definitions", "$defs")]
    if "json-schema.org" in location or "/dialect/" in location:
        return "schema"
    words = CAMEL.sub(" ", names[-1]).replace("-", " ").lower() if names else "document"
    words = words.removesuffix(" or reference").removesuffix(" sub schema")
    words = "parameter" if words.endswith(" parameter") else words
    return OBJECTS.get(words, words)


def shown(value: Any) -> str:
    """Return a value of the document as JSON, cut to a length that a line can hold."""
    try:
        text = json.dumps(value, ensure_ascii=False)
    except (ValueError, RecursionError):
        text = type(value).__name__
    return text if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE]}…"


def harmless(text: str) -> str:
    """Return a line that holds names of a document, with nothing in it that could hide the rest of the line."""
    return CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text)


def named(names: Sequence[str]) -> str:
    """Return some names in back quotes; the first few of many."""
    told = [f"`{name[:LONGEST_VALUE]}`" for name in names[:NAMES_TOLD]]
    more = f" and {len(names) - NAMES_TOLD} more" if len(names) > NAMES_TOLD else ""
    return ", ".join(told) + more


def a(word: str) -> str:
    """Put the article in front of what can be counted."""
    if word.endswith("s") or word in ("info", "items"):
        return f"`{word}`"
    return f"{'an' if word[:1] in 'aeioO' else 'a'} {word}"


def _required(error: Any, thing: str, holder: Any) -> Words:
    name = error.kind.property
    member = holder.get("properties", {}).get(name) if isinstance(holder, dict) else None
    only = member.get("enum") if isinstance(member, dict) else None
    return Words(f"{a(thing)} needs `{name}`", f"Add `{name}: {shown(only[0])}`." if only and len(only) == 1 else f"Add `{name}`.")


def _unexpected(error: Any, thing: str, holder: Any) -> Words:
    names = list(error.kind.unexpected)
    below = (names[0],) if len(names) == 1 else ()
    if thing == "reference" and "$ref" not in names:
        stand = "stands" if len(names) == 1 else "stand"
        return Words(f"{named(names)} {stand} beside `$ref`, which replaces all beside it", "Keep the reference or what is beside it.")
    if names == ["$ref"]:
        return Words(f"{a(thing)} can be no reference", WRITE_OUT, below)
    known = list(holder.get("properties", ())) if isinstance(holder, dict) else []
    close = difflib.get_close_matches(names[0], known, n=1, cutoff=0.7) or _cased(names[0], holder)
    fact = f"{named(names)} {'is no member' if len(names) == 1 else 'are no members'} of {a(thing)}"
    if thing == "responses" and not close:
        return Words(fact, "Name a response by its status (`200`), a range (`4XX`) or `default`.", below)
    return Words(
        fact, f"Did you mean `{close[0]}`?" if close else f"Remove {'it' if below else 'them'}, or begin the name with `x-`.", below
    )


def _cased(name: str, holder: Any) -> list[str]:
    """Return the name in capitals where only that fits a pattern of the members' names (`4xx`)."""
    patterns = list(holder.get("patternProperties", ())) if isinstance(holder, dict) else []
    return [name.upper()] if any(_fits(pattern, name.upper()) for pattern in patterns if pattern != "^x-") else []


def _fits(pattern: str, name: str) -> bool:
    try:
        return re.search(pattern, name) is not None
    except re.error:
        return False


def _type(error: Any, _: str, __: Any) -> Words:
    if error.instance_path[-1:] == ["$ref"] or (isinstance(error.instance, dict) and "$ref" in error.instance):
        return Words("no reference can stand here", WRITE_OUT)
    wanted = " or ".join(TYPES.get(name, name) for name in error.kind.types)
    return Words(f"{_what(error.instance)} stands where {wanted} must stand", f"Write {wanted} here.")


def _what(value: Any) -> str:
    if isinstance(value, dict):
        return "an object"
    return "a list" if isinstance(value, list) else shown(value)


def _enum(error: Any, _: str, __: Any) -> Words:
    options = list(error.kind.options)
    close = difflib.get_close_matches(str(error.instance), [option for option in options if isinstance(option, str)], n=1, cutoff=0.6)
    listed = ", ".join(shown(option) for option in options)
    return Words(f"{shown(error.instance)} is none of {listed}", f"Did you mean {shown(close[0])}?" if close else "Write one of them.")


def _constant(error: Any, _: str, __: Any) -> Words:
    return Words(f"{shown(error.instance)} stands where only {shown(error.kind.expected_value)} may stand", "Write that.")


def _pattern(error: Any, thing: str, _: Any) -> Words:
    form = f"the form that {a(thing)} asks here: `{error.kind.pattern}`"
    return Words(f"{shown(error.instance)} has not {form}", "Write it in that form.")


def _name(error: Any, thing: str, _: Any) -> Words:
    inner = error.kind.error
    form = f" of the form `{inner.kind.pattern}`" if inner.kind.name == "pattern" else ""
    return Words(f"{shown(inner.instance)} is no name that {thing} may hold", f"Choose a name{form}.")


def _excluded(error: Any, thing: str, _: Any) -> Words:
    wrong = error.kind.schema
    together = wrong.get("required", ()) if isinstance(wrong, dict) else ()
    if len(together) > 1:
        return Words(f"{named(together)} exclude each other", "Keep one of them.")
    if together:
        return Words(f"`{together[0]}` is not allowed here", "Remove it.", (together[0],))
    return _unfit(error, thing, None)


def _forbidden(_: Any, __: str, ___: Any) -> Words:
    return Words("this member is not allowed beside its neighbours", "Remove it, or what excludes it.")


def _unfit(error: Any, thing: str, _: Any) -> Words:
    value = getattr(error.kind, "value", None)
    bound = f" (`{error.kind.name}`: {shown(value)})" if isinstance(value, int | float | str) else f" (`{error.kind.name}`)"
    return Words(f"{shown(error.instance)} is not what {a(thing)} may hold here{bound}", "Write it as OpenAPI asks.")


KINDS: dict[str, Callable[[Any, str, Any], Words]] = {
    "required": _required,
    "additionalProperties": _unexpected,
    "unevaluatedProperties": _unexpected,
    "type": _type,
    "enum": _enum,
    "const": _constant,
    "pattern": _pattern,
    "propertyNames": _name,
    "not": _excluded,
    "falseSchema": _forbidden,
}
"""The errors with words of their own, by the name that jsonschema-rs gives their kind."""
