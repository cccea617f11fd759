"""The nouns of a design in a compact notation like TypeScript's, made from their dataclasses."""

from __future__ import annotations

import functools
import inspect
import re
from typing import TYPE_CHECKING, Any, cast, get_args

from designer.files.design_file import design_schema
from designer.model.transform import Copy, Transform
from designer.plan.claude.proposal.holding import unsaid
from designer.plan.claude.proposal.terse import TERSE

if TYPE_CHECKING:
    from designer.model.scalars import Style

HEAD = "// `?`: may be left out. `*`: the default. An `id` is an identifier (letters, digits, `_`). Texts are plain text."
SELF_EXPLAINING = frozenset(
    {
        "action",
        "algorithm",
        "attempts",
        "bi",
        "bi_reason",
        "calls",
        "case",
        "dead_letters",
        "description",
        "event",
        "first_delay_seconds",
        "goal",
        "id",
        "longest_delay_seconds",
        "note",
        "outcome",
        "pattern",
        "personal",
        "product",
        "product_reason",
        "purpose",
        "reason",
        "seconds",
        "steps",
        "system",
        "timeout_seconds",
        "title",
        "to",
        "transform",
        "type",
        "why_not",
    }
)
"""Members whose name tells as much as their description."""
BEYOND = re.compile(r"[.:;] |`")
"""What stands in a description of more than one sentence or clause."""
FLOWS_ALONE = frozenset({"flows", "links", "tables"})
"""Members of a design that a warehouse does not use."""
PLAIN = frozenset({"copy", "trim", "lower", "upper"})
"""Transforms whose name tells what they do."""
TYPES = {"string": "string", "integer": "number", "number": "number", "boolean": "boolean"}
SCALAR = {"string", "integer", "number", "boolean", "null"}
INLINE = 90
"""Characters up to which a noun is written where it is used, if all its members explain themselves there."""
SHORT = 32
"""Characters up to which a member's description tells no more than the noun that it holds."""


@functools.cache
def notation(style: Style) -> str:
    """Return the nouns that a proposal of this style is made of, the design first."""
    schema = cast("dict[str, Any]", design_schema())
    told: dict[str, str] = {}
    waiting = ["Design"]
    while waiting:
        noun = waiting.pop(0)
        if noun not in told:
            told[noun], nouns = _noun(noun, schema, style)
            waiting += nouns
    return "\n".join((HEAD, *told.values(), _transforms(schema)))


def _noun(noun: str, schema: dict[str, Any], style: Style) -> tuple[str, list[str]]:
    """Return a noun, members that need no words on the same line, and the nouns that it names."""
    lines: list[str] = []
    nouns: list[str] = []
    plain: list[str] = []
    entry = schema if noun == "Design" else schema["$defs"][noun]
    for name, member in _members(noun, schema):
        if noun == "Design" and (name in FLOWS_ALONE if style == "warehouse" else name == "warehouse"):
            continue
        written, used = _type(member, schema)
        nouns += used
        comment = _comment(noun, name, member)
        (lines if comment else plain).append(f"{_named(name, entry)}: {written}{comment}")
    about = "" if noun == "Design" else _about(entry["description"])
    told = [*([", ".join(plain)] if plain else []), *lines]
    if len(told) == 1 and not lines:
        return f"{noun} {{{told[0]}}}{about}", nouns
    return "\n".join((f"{noun} {{{about}", *(f"  {line}" for line in told), "}")), nouns


def _about(description: str) -> str:
    """Return what a noun's description tells beyond its name: one plain sentence is no more than that."""
    return f" // {description}" if BEYOND.search(description) else ""


def _members(noun: str, schema: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    entry = schema if noun == "Design" else schema["$defs"][noun]
    return [(name, member) for name, member in entry["properties"].items() if name not in unsaid(noun)]


def _named(name: str, entry: dict[str, Any]) -> str:
    return name if name in entry["required"] else f"{name}?"


def _comment(noun: str, name: str, member: dict[str, Any]) -> str:
    text = TERSE.get(noun, {}).get(name, "" if name in SELF_EXPLAINING else member.get("description", ""))
    holds_noun = any("$ref" in one for one in (member, member.get("items", {}), *member.get("anyOf", ())))
    is_said = holds_noun and len(text) < SHORT and name not in TERSE.get(noun, {})
    return "" if not text or is_said else f" // {text}"


def _type(member: dict[str, Any], schema: dict[str, Any]) -> tuple[str, list[str]]:
    """Return a member's type as written, and the nouns that it names."""
    if "$ref" in member:
        noun = member["$ref"].rpartition("/")[2]
        inline = _inline(noun, schema)
        return (inline, []) if inline else (noun, [noun])
    if "oneOf" in member:
        return "Transform", []
    if "anyOf" in member:
        found = [_type(option, schema) for option in member["anyOf"] if option.get("type") != "null"]
        return " | ".join(written for written, _ in found), [noun for _, nouns in found for noun in nouns]
    if member.get("type") == "array":
        written, nouns = _type(member["items"], schema)
        return f"({written})[]" if "|" in written and not written.startswith("{") else f"{written}[]", nouns
    if "enum" in member:
        return "|".join(f'"{value}"' + "*" * (value == member.get("default")) for value in member["enum"] if value != ""), []
    return _plain(member), []


def _plain(member: dict[str, Any]) -> str:
    kinds = member["type"] if isinstance(member["type"], list) else [member["type"]]
    if set(kinds) == SCALAR:
        return "Scalar"
    default = member.get("default")
    shown = f" = {default:g}" if isinstance(default, int | float) and not isinstance(default, bool) and default else ""
    return "|".join(dict.fromkeys(TYPES[kind] for kind in kinds if kind != "null")) + shown


def _inline(noun: str, schema: dict[str, Any]) -> str:
    """Return a small noun as it is written where it is used, empty for one that needs lines of its own."""
    entry = schema["$defs"][noun]
    members = _members(noun, schema)
    told = [f"{_named(name, entry)}: {_type(member, schema)[0]}" for name, member in members]
    text = f"{{{', '.join(told)}}}"
    nests = any(_type(member, schema)[1] for _, member in members)
    return "" if nests or len(text) > INLINE or len(members) > len(SELF_EXPLAINING & {name for name, _ in members}) + 2 else text


def _transforms(schema: dict[str, Any]) -> str:
    """Return the transforms, one a line with all that its docstring tells; those that their name tells stand together."""
    lines, plain = [], []
    for noun in get_args(Transform):
        properties = schema["$defs"][noun.__name__]["properties"]
        members = [f"{name}?: {_type(member, schema)[0]}" for name, member in properties.items() if name != "name"]
        if not members and noun.name in PLAIN:
            plain.append(f'"{noun.name}"' + "*" * (noun.name == Copy.name))
        else:
            told = ", ".join((f'name: "{noun.name}"', *members))
            forms = [f" {name}: {member['description']}" for name, member in properties.items() if "<" in member.get("description", "")]
            lines.append(f"  {{{told}}} // {' '.join((inspect.getdoc(noun) or '').split())}{''.join(forms)}")
    return "\n".join(("Scalar = string|number|boolean|null", "Transform = // one of:", f"  {{name: {'|'.join(plain)}}}", *lines))
