"""The nouns of a design in a compact notation like TypeScript's, made from their dataclasses."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any, cast

from designer.files.design_file import design_schema
from designer.plan.claude.proposal.holding import unsaid

if TYPE_CHECKING:
    from designer.model.scalars import Style

HEAD = "// `?` may be left out; `*` marks the default. Texts are plain text."
LEFT_OUT: dict[str, frozenset[str]] = {
    "Design": frozenset({"version", "name"}),
}
SELF_EXPLAINING = frozenset({"title", "purpose", "pattern", "why_not", "note", "to", "steps", "system", "description", "outcome"})
"""Members whose name tells as much as their description."""
STYLES: dict[str, frozenset[str]] = {
    "flows": frozenset({"nocode", "api"}),
    "links": frozenset({"nocode", "api"}),
    "tables": frozenset({"nocode", "api"}),
    "policies": frozenset({"nocode", "api"}),
    "warehouse": frozenset({"warehouse"}),
}
"""Members of a design that only some styles use."""
TYPES = {"string": "string", "integer": "number", "number": "number", "boolean": "boolean", "null": "null"}
SCALAR = {"string", "integer", "number", "boolean", "null"}


@functools.cache
def notation(style: Style) -> str:
    """Return the nouns that a proposal of this style is made of, the design first."""
    schema = cast("dict[str, Any]", design_schema())
    told: dict[str, str] = {}
    waiting = ["Design"]
    while waiting:
        noun = waiting.pop(0)
        if noun not in told:
            entry = schema if noun == "Design" else schema["$defs"][noun]
            told[noun], nouns = _noun(noun, entry, style)
            waiting += nouns
    return "\n".join((HEAD, *told.values(), _transforms(schema)))


def _noun(noun: str, entry: dict[str, Any], style: Style) -> tuple[str, list[str]]:
    lines, nouns = [], []
    for name, member in entry["properties"].items():
        if name in unsaid(noun) or (noun == "Design" and style not in STYLES.get(name, {style})):
            continue
        written, used = _type(member)
        nouns += used
        optional = "" if name in entry["required"] else "?"
        lines.append(f"  {name}{optional}: {written}{_comment(name, member, used)}")
    about = f" // {entry['description']}" if noun != "Design" else ""
    return "\n".join((f"{noun} {{{about}", *lines, "}")), nouns


def _comment(name: str, member: dict[str, Any], used: list[str]) -> str:
    text = member.get("description", "")
    return "" if not text or name in SELF_EXPLAINING or (used and len(text) < 32) else f" // {text}"


def _type(member: dict[str, Any]) -> tuple[str, list[str]]:
    """Return a member's type as written, and the nouns that it names."""
    if "$ref" in member:
        noun = member["$ref"].rpartition("/")[2]
        return noun, [noun]
    if "oneOf" in member:
        return "Transform", []
    if "anyOf" in member:
        found = [_type(option) for option in member["anyOf"] if option.get("type") != "null"]
        return " | ".join(written for written, _ in found), [noun for _, nouns in found for noun in nouns]
    if member.get("type") == "array":
        written, nouns = _type(member["items"])
        return f"({written})[]" if "|" in written else f"{written}[]", nouns
    if "enum" in member:
        return "|".join(f'"{value}"' + ("*" if value == member.get("default") else "") for value in member["enum"] if value != ""), []
    kinds = member["type"] if isinstance(member["type"], list) else [member["type"]]
    if set(kinds) == SCALAR:
        return "Scalar", []
    default = member.get("default")
    shown = f" = {default}" if isinstance(default, int | float) and not isinstance(default, bool) else ""
    return "|".join(dict.fromkeys(TYPES[kind] for kind in kinds if kind != "null")) + shown, []


def _transforms(schema: dict[str, Any]) -> str:
    """Return the transforms, one a line: each is short, and most have one member."""
    used = schema["$defs"]["Mapping"]["properties"]["transform"]["oneOf"]
    lines = ["Scalar = string|number|boolean|null", "Transform = // one of:"]
    for option in used:
        noun = option["$ref"].rpartition("/")[2]
        entry = schema["$defs"][noun]
        members = [f'name: "{entry["properties"]["name"]["const"]}"']
        members += [f"{name}?: {_parameter(member)}" for name, member in entry["properties"].items() if name != "name"]
        lines.append(f"  {{{', '.join(members)}}} // {entry['description']}")
    return "\n".join(lines)


def _parameter(member: dict[str, Any]) -> str:
    if member.get("items", {}).get("$ref", "").endswith("ValuePair"):
        return "{source: Scalar, target: Scalar}[]"
    written, _ = _type(member)
    return written
