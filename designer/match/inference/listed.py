"""One of a list of values: laid beside the other side's list by meaning, or left for a person to fill."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from designer.match.inference.prose import labels, listed
from designer.match.inference.values import align
from designer.model.transform import EnumMap, Lookup

if TYPE_CHECKING:
    from designer.match.meaning.profile import Profile
    from designer.model.scalars import Scalar
    from designer.model.spec import Field
    from designer.model.transform import Transform

OWN_LISTS: Final = frozenset({
    "stage", "status", "payment_status", "fulfillment_status", "priority", "issue_type", "lead_status", "lifecycle_stage",
    "deal_type", "resolution", "visibility", "busy_status", "response_status", "employee_type", "carrier", "customer_type",
})  # fmt: skip
"""Concepts whose values each system or account names in its own way, so that equal names would be chance."""
KINDS: Final = frozenset({"type", "kind", "status"})
"""Last words of names whose values are a list by nature."""
OWN_RECORDS: Final = frozenset({"pipeline"})
"""The same where the value names a record that the account keeps."""
SHARED_LISTS: Final = frozenset({"country", "currency", "language", "timezone"})
"""Kinds whose values are the same the world over."""
NEVER_LISTED: Final = frozenset({"email", "phone", "url", "money", "date", "datetime", "text", "number"})
FREE_TEXTS: Final = frozenset({
    "first_name", "last_name", "middle_name", "full_name", "name", "username", "company_name", "product_name", "street", "street_2",
    "street_3", "city", "postal_code", "house_number", "subject", "title", "description", "body", "note", "sku", "id", "job_title",
})  # fmt: skip
"""Concepts whose values are as many as there are records."""
PLACES: Final = frozenset({"street", "street_2", "street_3", "city", "postal_code", "house_number"})
PICKED: Final = re.compile(r"pick.?list|drop.?down|(?:pre-?)?defined (?:options|values|list)|options to (?:select|choose)", re.IGNORECASE)


def by_list(given: Profile, wanted: Profile) -> tuple[Transform | None, bool]:
    """Return what becomes of one of a list, and whether that settles it: a value free on both sides is none of this rule's.

    An EnumMap without rows stands for a list that a person must fill: what values one side has, its document does not tell.
    """
    source, target = given.field, wanted.field
    ours, theirs = listed(source), listed(target)
    if ours and theirs:
        return _beside(given, wanted)
    shared = bool({given.kind, wanted.kind} & SHARED_LISTS) and not _has_own_spelling(theirs, wanted)
    is_own = _is_own_list(given, wanted, listed_by_source=bool(ours))
    if theirs:
        if shared or "string" not in target.types:
            return None, False
        return (None if _is_free_text(given, wanted) else EnumMap()), True
    if wanted.meaning.head in OWN_RECORDS and "string" in target.types:
        return Lookup(), True
    if is_own and (source.types != target.types or "string" in target.types) and not set(source.types) <= {"boolean"}:
        return EnumMap(), True
    if given.meaning.head == wanted.meaning.head and (PICKED.search(source.description) or PICKED.search(target.description)):
        return EnumMap(), True
    return None, False


def without_counterpart(transform: EnumMap, source: Field) -> tuple[Scalar, ...]:
    """Return the values that the source's document lists and that have no row."""
    if not transform.values:
        return ()
    known = {row.source for row in transform.values}
    return tuple(value for value in listed(source) if value is not None and value not in known)


def _beside(given: Profile, wanted: Profile) -> tuple[Transform | None, bool]:
    source, target = given.field, wanted.field
    ours, theirs = listed(source), listed(target)
    if set(ours) - {None} <= set(theirs):
        return None, False
    rows = align(_meant(source, ours), _meant(target, theirs))
    if rows:
        return EnumMap(values=rows), True
    # Two lists of the schemas that share nothing are two different things; what prose lists may be incomplete.
    return (None if source.enum and target.enum else EnumMap()), True


def _meant(field: Field, values: tuple[Scalar, ...]) -> dict[Scalar, str]:
    """Return each value with what it means in words: numbers by the labels of the description."""
    by_number = labels(field)
    return {value: by_number.get(str(value), str(value)) for value in values}


def _is_own_list(given: Profile, wanted: Profile, *, listed_by_source: bool) -> bool:
    """Tell whether the target's values are its own, by its concept or as a `type` of what the source has a list for."""
    if wanted.meaning.head in OWN_LISTS:
        return True
    ours, last = set(given.meaning.leaf[-1:]), set(wanted.meaning.leaf[-1:])
    return bool(last & KINDS) and (listed_by_source or given.meaning.head in OWN_LISTS or bool(ours & KINDS))


def _is_free_text(given: Profile, wanted: Profile) -> bool:
    """Tell whether the source holds a text of its own kind, which no list of values could hold: a street, an address of mail."""
    if given.kind in NEVER_LISTED:
        return True
    return given.meaning.head in FREE_TEXTS and (given.meaning.head != wanted.meaning.head or given.meaning.head in PLACES)


def _has_own_spelling(values: tuple[Scalar, ...], wanted: Profile) -> bool:
    """Tell whether a list of time zones is none of IANA's, which alone are the same the world over."""
    return wanted.kind == "timezone" and bool(values) and not any(isinstance(value, str) and "/" in value for value in values)
