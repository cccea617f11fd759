"""What must be said of a schema first: whether it is described at all, and by what the items of its lists are told apart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from designer.names.path import leaf, parent
from designer.names.text import singular, singulars, words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from designer.model.spec import Field

KINDS = frozenset({"type", "kind", "label", "role", "usage", "category"})
"""How the name of such a member ends."""
COMPONENT = re.compile(r"[A-Z][A-Za-z]+(?:Parameter|Param|Header)")
NO_HEADER = "named like a component of the document, not like a header: leave it out unless it is required"
SAID_READ_ONLY = re.compile(r"(?:^|[.(]\s*)read[- ]only\b(?!\s+(?:if|when|unless|for|on|in)\b)", re.IGNORECASE)
FEWEST, MOST = 2, 40
"""Values of such a list: one value tells nothing apart, and hundreds are the world's currencies."""


NOT_DESCRIBED = {
    "request": "the document does not describe this body (free-form)",
    "response": "the document does not describe this answer (free-form)",
    "event": "the document does not describe this delivery (free-form)",
}
"""What is said of a part in place of its fields."""


def is_no_header(parameter: str) -> bool:
    """Tell whether the name of a header parameter is rather that of a component of the document (`AcceptHeaderParameter`)."""
    return COMPONENT.fullmatch(parameter) is not None


def is_said_read_only(field: Field) -> bool:
    """Tell whether the description alone says that a field is read-only, without any condition."""
    return not field.read_only and SAID_READ_ONLY.search(field.description) is not None


def told_apart(fields: Iterable[Field]) -> tuple[Field, ...]:
    """Return the listed members by which the items of lists of objects are told apart."""
    return tuple(field for field in fields if is_kind(field))


def is_described(fields: Iterable[Field]) -> bool:
    """Tell whether a document says of a body more than that there is one."""
    return any(field.path or not (field.free_form or set(field.types) <= {"object"}) for field in fields)


def is_kind(field: Field) -> bool:
    """Tell whether a field says which of the items of a list one is: `type` or, of addresses, `AddressType`, with a list of values."""
    held_in = parent(field.path)
    if not (FEWEST <= len(field.enum) <= MOST and held_in.endswith("[]")):
        return False
    *before, last = words(leaf(field.path)) or ("",)
    return last in KINDS and {singular(word) for word in before} <= singulars(leaf(held_in))
