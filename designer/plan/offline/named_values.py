"""Values that a brief names behind their field (`service Checkout and Payments only`), as comparisons of the source."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from designer.match.inference.prose import listed
from designer.model.design import Comparison
from designer.names.path import leaf, parent
from designer.names.text import singular, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from designer.model.spec import Field

NEGATIVE = re.compile(
    r"^\W*(?:please |and |but )?(?:unless|except|excluding|exclude|leave out|skip|ignore|without|not|no|never|ohne|keine\w*|außer)\b"
    r"|\b(?:is|are) not\b|n't\b",
    re.IGNORECASE,
)
"""A text that names what is left out."""
_VALUE = r"(?:[\"“„`][^\"“”„`]{1,40}[\"”“`]|[A-Z][\w&-]*(?: [A-Z][\w&-]*){0,2})"
_BETWEEN = r"(?:\s*,\s*|\s+)(?:(?:and|or|&)\s+)?"
NAMED = re.compile(
    rf"\b(?P<field>(?-i:[a-z])[\w-]*(?: (?-i:[a-z])[\w-]*)?)\s+(?:is |are |named |called |= ?)?(?:either )?"
    rf"(?P<values>{_VALUE}(?:{_BETWEEN}{_VALUE})*)"
)
EACH = re.compile(_VALUE)
TELLING = {"name", "summary", "title", "label", "value", "key", "display", "text"}
"""Leaves under which an object says what a person calls it."""


def named_values(text: str, fields: Sequence[Field], *, at: str) -> Iterator[Comparison]:
    """Yield the comparisons with the values that stand behind a field's name; *at* is what a source path begins with.

    Several values are one comparison, or one for each where the text leaves them out.
    """
    for match in NAMED.finditer(text):
        field = _field(match["field"], fields)
        values = [value.strip('"“”„` ') for value in EACH.findall(match["values"])]
        if field is None or len(values) < 2:
            continue
        known = [next((one for one in listed(field) if words(str(one)) == words(value)), value) for value in values]
        if NEGATIVE.search(text):
            yield from (Comparison(source=f"{at}{field.path}", op="not_equals", values=(value,)) for value in known)
        else:
            yield Comparison(source=f"{at}{field.path}", op="in", values=tuple(known))
        return


def qualified(when: str, fields: Sequence[Field]) -> tuple[str, ...]:
    """Return what a When says of its record by a listed value before its field's name: `a high urgency incident is triggered`."""
    found = [
        match[0]
        for field in fields
        if "[]" not in field.path and field.is_leaf and (name := words(leaf(field.path))[-1:])
        for value in listed(field)
        if value is not None and (match := re.search(rf"\b{re.escape(str(value))}[ -]{re.escape(name[0])}\b", when, re.IGNORECASE))
    ]
    return tuple(dict.fromkeys(found))


def _field(said: str, fields: Sequence[Field]) -> Field | None:
    """Return the field that a text names by its last word: one of that name, or what an object of that name is called."""
    name = singular(said.rsplit(maxsplit=1)[-1].lower())
    found = [
        (field.path.count("."), field.path, field)
        for field in fields
        if "[]" not in field.path and field.is_leaf and _is_called(field, name)
    ]
    return min(found, key=lambda entry: entry[:2])[2] if found else None


def _is_called(field: Field, name: str) -> bool:
    own = words(leaf(field.path))
    above = words(leaf(parent(field.path))) if parent(field.path) else ()
    return own == (name,) or (bool(above) and singular(above[-1]) == name and len(own) == 1 and own[0] in TELLING)
