"""Conditions of a brief's prose, found again as fields and values of the source."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from designer.brief.verbs import STATEFUL
from designer.match.inference.prose import listed
from designer.match.operations.business import stem
from designer.match.operations.wording import happening_of
from designer.model.design import AllOf, Comparison, Condition
from designer.names.path import leaf
from designer.names.text import words
from designer.plan.offline.bounds import bound_of
from designer.plan.offline.named_values import NEGATIVE, named_values

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.model.scalars import Scalar
    from designer.model.spec import Field

QUOTED = re.compile(r"(?P<field>[\w ]+?)\s*(?:is|=|equals|named|called|:)?\s*[`\"“](?P<value>[^`\"”]+)[`\"”]")
MOST_LIKELY = 3
TELLING = {("status",), ("state",), ("stage",), ("phase",)}
PLAIN = frozenset({"created", "updated"})
"""What happens to records of every kind; it tells nothing of the state that a condition names."""
STATES = {"status", "state", "stage", "type", "priority", "lifecyclestage", "phase", "kind", "category", "role"}


def condition_of(texts: Sequence[str], fields: Sequence[Field], *, at: str) -> tuple[Condition, tuple[str, ...]]:
    """Return the condition that the texts state, and the texts for which no field and value were found.

    *at* is what a source path begins with, such as `trigger:`.
    """
    comparisons: list[Comparison] = []
    unknown: list[str] = []
    for text in texts:
        found = list(named_values(text, fields, at=at)) or [
            one for one in (_turned(_comparison(text, fields, at), text), bound_of(text, fields, at=at)) if one is not None
        ]
        comparisons += [one for one in found if one not in comparisons]
        if not found:
            unknown.append(text)
    groups = (AllOf(all=tuple(comparisons)),) if comparisons else ()
    return Condition(any=groups), tuple(unknown)


def worth_asking(texts: Sequence[str], *, event: str) -> tuple[str, ...]:
    """Return the texts that a person must answer: none that the event itself tells (`incident.resolved`), none that another one holds."""
    told = happening_of(words(event)) - PLAIN
    left = [text for text in texts if not told & happening_of(words(text)) and not (_states(text) and _states(text) <= _stems(event))]
    return tuple(text for text in left if not any(_stems(text) < _stems(other) for other in left))


def likely_conditions(text: str, fields: Sequence[Field]) -> tuple[str, ...]:
    """Return what a text likely means: the state that it names, on the fields nearest to the record's root that tell one."""
    state = next((match["state"].lower() for match in STATEFUL.finditer(text)), "")
    told = [field.path for field in fields if "[]" not in field.path and _tells_state(field)]
    nearest = min((path.count(".") for path in told), default=0)
    return tuple(f"{path} is {state}" for path in told if path.count(".") == nearest)[:MOST_LIKELY] if state else ()


def _tells_state(field: Field) -> bool:
    return words(field.path)[-1:] in TELLING and field.is_leaf and not set(field.types) & {"boolean"}


def _states(text: str) -> set[str]:
    return {stem(match["state"].lower()) for match in STATEFUL.finditer(text)}


def _stems(text: str) -> set[str]:
    return {stem(word) for word in words(text)}


def _turned(comparison: Comparison | None, text: str) -> Comparison | None:
    """Return the comparison that leaves out what the text says to leave out: `except drafts`."""
    if comparison is None or comparison.op != "equals" or not NEGATIVE.search(text):
        return comparison
    return replace(comparison, op="not_equals")


def _comparison(text: str, fields: Sequence[Field], at: str) -> Comparison | None:
    """Return the one comparison a text can mean: an enum value it names, on the field that it names or that tells a state."""
    quoted = QUOTED.search(text)
    if quoted is not None:
        return _quoted(quoted["field"], quoted["value"], fields, at)
    said = set(words(text))
    ranked: list[tuple[int, int, Field, Scalar]] = []
    for field in fields:
        if "[]" in field.path:
            continue
        named = set(words(leaf(field.path)))
        for value in listed(field):
            spoken = set(words(str(value)))
            if spoken and spoken <= said and (named & (said | STATES)):
                ranked.append((len(named & said) * 2 + len(named & STATES) + len(spoken), -field.path.count("."), field, value))
    if not ranked:
        return None
    best = max(ranked, key=lambda entry: (entry[0], entry[1], entry[2].path))
    return Comparison(source=f"{at}{best[2].path}", op="equals", values=(best[3],))


def _quoted(spoken: str, value: str, fields: Sequence[Field], at: str) -> Comparison | None:
    """Return the comparison for a value in quotation marks behind its field's name, such as: with the tag `bug`."""
    name = words(spoken)[-1:]
    for field in fields:
        own = words(leaf(field.path.removesuffix("[]")))
        if name and own[-1:] in {name, (f"{name[0]}s",)} and (field.is_leaf or field.path.endswith("[]")):
            path = field.path.removesuffix("[]")
            op: Literal["contains", "equals"] = "contains" if field.path.endswith("[]") else "equals"
            return Comparison(source=f"{at}{path}", op=op, values=(value,))
    return None
