"""Which vendor a system's name means: the vendor's own name or an alias of it, alone or at the beginning."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from designer.names.text import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

PLAIN = {"api", "rest", "admin", "online", "cloud", "platform", "webhooks", "webhook", "events", "public", "app", "crm", "the"}
"""Words beside a vendor's name that do not make it another vendor's."""
SPACES = re.compile(r"[^\w]+|_")


def names_known(vendors: Iterable[tuple[str, Iterable[str]]]) -> dict[str, str]:
    """Return the vendor of each name, squeezed; of each vendor its name and aliases are given."""
    return {"".join(_said(alias)): name for name, aliases in vendors for alias in (name, *aliases)}


def vendor_meant(text: str, known: Mapping[str, str]) -> str:
    """Return the vendor whose name a text begins with, empty if none.

    A name means a vendor when it is the vendor's (`QBO`) or begins with it (`Stripe test account`, not `StripeLike`);
    the longest name wins, so that `Twilio SendGrid` is not Twilio.
    """
    said = _said(text)
    beginnings = {"".join(said[:count]) for count in range(1, len(said) + 1)}
    return max(((len(name), vendor) for name, vendor in known.items() if name in beginnings), default=(0, ""))[1]


def _said(text: str) -> tuple[str, ...]:
    """Return the parts of a name as it is spaced, each squeezed (`HubSpot CRM` is `hubspot`), without words that name no vendor."""
    parts = ["".join(words(part)) for part in SPACES.split(text)]
    return tuple(part for part in parts if part and part not in PLAIN)
