"""Schemas whose alternatives multiply: each named one by itself is small, and no validator comes to an end with all of them."""

from __future__ import annotations

from typing import Any

MOST_CHOICES = 10_000
"""Schemas that may have to be tried for one value. Real documents come to some hundreds."""
DEEPEST = 200
"""Steps in place that are followed; real documents have ten."""
LISTS = ("oneOf", "anyOf", "allOf")
ONES = ("not", "if", "then", "else")
LEFT_OUT = "Left out: its alternatives multiply beyond what can be tried."


def with_bounded_choices(root: dict[str, Any]) -> dict[str, Any]:
    """Open, in a document that is ours, the named schemas of which more would have to be tried than a validator can."""
    components = root.get("components")
    homes = [("#/definitions/", root.get("definitions")), ("#/components/schemas/", components)]
    for prefix, holder in homes:
        named = holder.get("schemas") if prefix.startswith("#/components") and isinstance(holder, dict) else holder
        if isinstance(named, dict):
            _bound(named, prefix)
    return root


def _bound(named: dict[str, Any], prefix: str) -> None:
    known: dict[str, int] = {}

    def choices(schema: Any, depth: int) -> int:
        if not isinstance(schema, dict) or depth > DEEPEST:
            return 1
        below = [part for word in LISTS if isinstance(schema.get(word), list) for part in schema[word]]
        below += [schema[word] for word in ONES if word in schema]
        found = 1 + sum(choices(part, depth + 1) for part in below)
        reference = schema.get("$ref")
        return found + (of(reference, depth + 1) if isinstance(reference, str) else 0)

    def of(reference: str, depth: int) -> int:
        name = reference.removeprefix(prefix).replace("~1", "/").replace("~0", "~")
        if name not in named:
            return 1
        if name not in known:
            known[name] = 1  # a schema that refers to itself in place is counted once
            known[name] = choices(named[name], depth)
            if known[name] > MOST_CHOICES:
                named[name], known[name] = {"description": LEFT_OUT}, 1
        return known[name]

    for name in tuple(named):
        of(prefix + name.replace("~", "~0").replace("/", "~1"), 0)
