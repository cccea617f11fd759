"""What becomes of a text on its way: its case, its length, its prefix, and what stands between several of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from designer.match.inference.notations import letters, wants_e164
from designer.model.transform import Lower, Part, PhoneE164, Template, Truncate, Upper

if TYPE_CHECKING:
    from designer.match.meaning.profile import Profile
    from designer.model.transform import Transform

SEPARATORS: Final = (
    (re.compile(r"semi.?colon", re.IGNORECASE), ";"),
    (re.compile(r"comma.?(?:separated|delimited)|separated (?:by|with) (?:a )?commas?", re.IGNORECASE), ","),
    (re.compile(r"pipe.?(?:separated|delimited)|separated (?:by|with) (?:a )?(?:pipe|vertical bar)", re.IGNORECASE), "|"),
    (re.compile(r"space.?(?:separated|delimited)|separated (?:by|with) (?:a )?spaces?", re.IGNORECASE), " "),
)
LINES: Final = frozenset({"street", "address_text", "location"})
CUT: Final = frozenset(
    {"body", "description", "note", "subject", "title", "short_description", "biography", "customer_note", "line_description"}
)
"""Texts that are still worth having when their end is missing; a cut address of mail or number would be a wrong one."""
LONGEST_CUT: Final = 1000
SPELLED_ALIKE: Final = frozenset({"currency", "country", "language", "email"})


def joined(wanted: Profile, *, between: str = "") -> str:
    """Return what stands between the parts of a text, as the target's document says or as is usual for what it holds."""
    told = next((separator for pattern, separator in SEPARATORS if pattern.search(wanted.field.description)), "")
    if told:
        return told
    return between or (", " if wanted.meaning.head in LINES else " ")


def reworded(given: Profile, wanted: Profile) -> Transform | None:
    """Return what a text needs beyond its type; `None` if it can stay as it is, or if nothing proves that it must change."""
    if "string" not in given.field.types or "string" not in wanted.field.types:
        return None
    return _address(given, wanted) or _phone(given, wanted) or _case(given, wanted) or _length(given, wanted)


def _phone(given: Profile, wanted: Profile) -> Transform | None:
    is_phone = wanted.kind == "phone" or given.kind == "phone"
    return PhoneE164() if is_phone and wants_e164(wanted.field) and not wants_e164(given.field) else None


def _case(given: Profile, wanted: Profile) -> Transform | None:
    if not {given.kind, wanted.kind} & SPELLED_ALIKE:
        return None
    one, two = letters(given.field), letters(wanted.field)
    if not two or one == two or (not one and wanted.kind != "currency"):
        return Lower() if two == "lower" and wanted.kind == "email" else None
    return Lower() if two == "lower" else Upper() if one else None


def _length(given: Profile, wanted: Profile) -> Transform | None:
    longest, most = wanted.field.max_length, given.field.max_length
    if longest is None or wanted.meaning.head not in CUT or wanted.field.pattern:
        return None
    is_cut = most > longest if most is not None else longest <= LONGEST_CUT and given.meaning.head in CUT - {"subject", "title"}
    return Truncate(length=longest) if is_cut else None


def _address(given: Profile, wanted: Profile) -> Transform | None:
    """A web address is cut to its host, and a host written out as an address, where both documents tell which they hold."""
    ours, theirs = _web(given), _web(wanted)
    if ours == "url" and theirs == "host":
        return Part(separator="/", index=2)
    return Template(text="https://{0}") if ours == "host" and theirs == "url" else None


def _web(one: Profile) -> str:
    if "domain" in one.meaning.leaf or one.meaning.leaf[-1:] in {("host",), ("hostname",)} or one.field.format == "hostname":
        return "host"
    return (
        "url" if one.field.format in {"uri", "url"} or (isinstance(one.field.example, str) and one.field.example.startswith("http")) else ""
    )
