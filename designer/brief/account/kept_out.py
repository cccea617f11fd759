"""Fields that a brief wants left out, and whether a design sends them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from designer.brief.account.held import stems
from designer.brief.field_words import is_field_name
from designer.names.text import singular

if TYPE_CHECKING:
    from designer.brief.account.held import Held

NO_FIELD = re.compile(
    r"^(?:please |but |and )*(?:no|without|do not send|don['’]?t send|never send)\s+(?:the |any |their )?(?P<field>[\w-]+(?: [\w-]+)?)\b",
    re.IGNORECASE,
)


def kept_out(clause: str, held: Held) -> list[str]:
    """Return that a field which a clause leaves out is not sent, where it names one."""
    match = NO_FIELD.match(clause)
    if match is None or not any(is_field_name(singular(word)) for word in match["field"].split()):
        return []
    named = stems(match["field"])
    return [] if any(named & (one.known_by | one.other) for one in held.mappings) else [f"nothing is sent of “{match['field']}”"]
