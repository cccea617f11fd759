"""Fields that a system keeps for itself, which no match fills unasked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.check.evidence.kept import said_of_keeping
from designer.names.path import leaf
from designer.names.text import words

if TYPE_CHECKING:
    from designer.model.brief import Wish
    from designer.model.spec import Field

RUNNING = frozenset({"balance", "outstanding"})
"""Words of what comes of a system's own bookings: another system's figure would be booked once more (an opening balance)."""


def kept_by_system(field: Field, wish: Wish) -> bool:
    """Tell whether a field is the system's own by its document's words, or by what it is and the brief does not speak of it."""
    named = RUNNING & set(words(leaf(field.path)))
    return bool(said_of_keeping(field)) or bool(named and not named & set(words(wish.text)))
