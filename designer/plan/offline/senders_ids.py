"""Ids that the sender makes: where a call asks for the record's own id, an id of the source stands for itself and needs no table."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from designer.match.inference.transform import needs_table
from designer.model.transform import Cast, Copy, Lookup
from designer.names.path import leaf
from designer.names.text import words
from designer.plan.offline.records import envelope, identifier_field, relative

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.model.design import Mapping
    from designer.model.spec import Field

OWN = frozenset({"id", "uuid", "guid"})
UNTOLD = "; which value belongs to which is not told"
"""What the matcher says of ids that each side makes for itself."""
ISSUED = frozenset({"existing", "exists", "exist"})
"""Words of a document that say of an id that the target knows it already."""


def takes_senders_ids(targets: Sequence[Field]) -> bool:
    """Tell whether the record that a call makes is called by an id of its sender: a text without a format that must be sent."""
    own = identifier_field(relative(targets, envelope(targets)))
    return own is not None and own.required and set(words(own.path)) <= OWN and own.types == ("string",) and not own.format


def with_senders_id(mapping: Mapping, target: Field, sources: Sequence[Field]) -> Mapping:
    """Return the mapping of an id with the id itself in place of a table that only a person could fill.

    Which orders, customers and products there are is then known by the source's ids alone: the target has none of its own.
    """
    if not (isinstance(mapping.transform, Lookup) and needs_table(mapping.transform)) or len(sources) != 1:
        return mapping
    is_id = words(leaf(target.path))[-1:] == ("id",) and words(leaf(sources[0].path))[-1:] == ("id",)
    is_free = target.types == ("string",) and not (target.enum or target.format or ISSUED & set(words(target.description)))
    if not is_id or not is_free:
        return mapping
    transform = Copy() if sources[0].types == ("string",) else Cast(to="string")
    reason = mapping.reason.removesuffix(UNTOLD)
    return replace(mapping, transform=transform, reason=f"{reason}; the call takes the ids that its sender makes")
