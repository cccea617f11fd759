"""Values that a wish states of what it makes (`create a bug story`, `it should be a bug`, `state "Done"`), on the field that takes them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from designer.match.inference.prose import listed
from designer.model.design import Mapping
from designer.model.transform import Constant
from designer.names.path import leaf
from designer.names.text import singular, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Mapping as Table

    from designer.model.scalars import Scalar
    from designer.model.spec import Field

KINDS = {"type", "kind", "priority", "status", "state", "severity", "category", "urgency", "impact"}
SHALL_BE = re.compile(
    r"\b(?:should|must|shall) (?:always )?be (?:an? |of type |marked (?:as )?)?[\"“]?(?P<value>[\w-]+)[\"”]?(?=\s*(?:[.,;)]|$|and\b))",
    re.IGNORECASE,
)
MADE = re.compile(
    r"\b(?:create|add|open|raise|file|make|log|post)s?\s+(?:an?|the|one)\s+(?:new )?(?P<value>[\w-]+)\s+(?P<noun>[\w-]+)",
    re.IGNORECASE,
)
_KIND = r"type|kind|priority|status|state|severity|category"
AFTER = re.compile(rf"\b(?P<kind>{_KIND})\s+(?:is |to |as |= ?|of )?[\"“]?(?P<value>[\w-]+(?: [A-Z][\w-]*)?)", re.IGNORECASE)
BEFORE = re.compile(rf"(?P<value>[\w-]+)[\"”]?\s+(?P<kind>{_KIND})\b", re.IGNORECASE)


def stated_values(said: str, targets: Sequence[Field], *, noun: str) -> Iterator[Mapping]:
    """Yield a constant for each field at the body's root whose listed values hold what *said* states; *noun* is what is made."""
    for field in targets:
        kind = words(leaf(field.path))[-1:]
        if not kind or kind[0] not in KINDS or field.read_only or "[]" in field.path or not field.is_leaf:
            continue
        values = {words(str(value)): value for value in listed(field) if value is not None}
        if (value := _stated(said, kind[0], values, noun=noun)) is not None:
            yield Mapping(
                target=f"body.{field.path}",
                transform=Constant(value=value),
                reason="asked for in the brief; the document lists the value",
                proof="spec",
            )


def _stated(said: str, kind: str, values: Table[tuple[str, ...], Scalar], *, noun: str) -> Scalar:
    found = [match["value"] for match in MADE.finditer(said) if singular(match["noun"].lower()) == noun]
    found += [match["value"] for match in SHALL_BE.finditer(said)]
    for pattern in (AFTER, BEFORE):
        found += [match["value"] for match in pattern.finditer(said) if match["kind"].lower() == kind]
    return next((values[words(value)] for value in found if words(value) in values), None)
