"""A person's whole name made of its parts, where no source gives it whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.match.matches import FieldMapping
from designer.match.transforms import infer_transform
from designer.match.weights import confidence

if TYPE_CHECKING:
    from designer.match.profile import Profile
    from designer.match.ranking import Pairs

WHOLE = frozenset({"full_name", "name"})
PERSON_WORDS = frozenset(
    {"address", "contact", "customer", "user", "employee", "person", "lead", "guest", "member", "billing", "shipping", "recipient",
     "attendee", "client", "candidate", "worker", "staff", "subscriber", "buyer", "patient", "student", "card"}
)  # fmt: skip
SURE_OF_WHOLE = 0.83
SURE_OF_PLAIN = 0.7


def whole_name(target: Profile, pairs: Pairs, best: tuple[Profile, float] | None) -> FieldMapping | None:
    """Return the mapping of first and last name to a whole one, unless a source already holds it whole."""
    head = target.meaning.head
    if head not in WHOLE or (best is not None and best[0].meaning.head in WHOLE and confidence(best[1]) > 0.5):
        return None
    if not _is_a_persons(target, pairs.at.entities):
        return None
    parts = _parts(target, pairs)
    transform = infer_transform(tuple(part.field for part in parts), target.field) if parts else None
    if parts is None or transform is None:
        return None
    return FieldMapping(
        target=target.path,
        sources=tuple(part.path for part in parts),
        transform=transform,
        confidence=SURE_OF_WHOLE if head == "full_name" else SURE_OF_PLAIN,
        reason="first and last name make the whole name; no source gives it whole",
    )


def _is_a_persons(target: Profile, entities: frozenset[str]) -> bool:
    """Tell whether the name is a person's, by what it stands in, else by the record; a `display name` of the record itself is."""
    around = target.meaning.words.difference(target.meaning.leaf)
    if around:
        return bool(PERSON_WORDS & around)
    return target.meaning.head == "full_name" or bool(PERSON_WORDS & (target.meaning.words | entities))


def _parts(target: Profile, pairs: Pairs) -> tuple[Profile, Profile] | None:
    """Return first and last name that stand together, those whose container shares most words with the target's."""
    first = {one.parent: one for one in reversed(pairs.sources) if one.meaning.head == "first_name" and one.arrays <= target.arrays}
    last = {one.parent: one for one in reversed(pairs.sources) if one.meaning.head == "last_name" and one.arrays <= target.arrays}
    together = sorted(
        (parent for parent in first if parent in last),
        key=lambda parent: (-len(first[parent].meaning.words & target.meaning.words), len(parent), first[parent].position),
    )
    return (first[together[0]], last[together[0]]) if together else None
