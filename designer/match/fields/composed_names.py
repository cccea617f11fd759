"""Names that no source gives as such: a whole name made of its parts, a login that is the address of mail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.match.fields.matches import FieldMapping
from designer.match.inference.transform import infer_transform
from designer.match.meaning.lexicon import lexicon, spelled
from designer.model.transform import SplitName

if TYPE_CHECKING:
    from designer.match.fields.ranking import Pairs
    from designer.match.meaning.profile import Profile

WHOLE = frozenset({"full_name", "name"})
PARTS = frozenset({"first_name", "last_name"})
PERSON_WORDS = frozenset(
    {"address", "contact", "customer", "user", "employee", "person", "lead", "guest", "member", "bill", "billing", "ship", "shipping",
     "recipient", "attendee", "client", "candidate", "worker", "staff", "subscriber", "buyer", "patient", "student", "card"}
)  # fmt: skip
SURE_OF_WHOLE = 0.83
SURE_OF_PLAIN = 0.7
SURE_OF_LOGIN = 0.6
LOGIN_MAILS = ("work_email", "email")


def whole_name(target: Profile, pairs: Pairs, best: tuple[Profile, float] | None) -> FieldMapping | None:
    """Return the mapping of first and last name to a whole one, unless a source already holds it whole."""
    head = target.meaning.head
    if head not in WHOLE or (best is not None and best[0].meaning.head in WHOLE and best[1] > 0.5):
        return None
    if not _is_a_persons(target, pairs.at.entities):
        return None
    parts = _parts(target, pairs)
    if parts is not None and _is_held_whole(parts[0], pairs):
        return None
    transform = infer_transform(tuple(part.field for part in parts), target.field) if parts else None
    if parts is None or transform is None:
        return None
    return FieldMapping(
        target=target.path,
        sources=tuple(part.path for part in parts),
        transform=transform,
        confidence=SURE_OF_WHOLE if head == "full_name" and parts[0].arrays == target.arrays else SURE_OF_PLAIN,
        reason="first and last name make the whole name; no source gives it whole",
    )


def part_of_name(target: Profile, pairs: Pairs) -> FieldMapping | None:
    """Return the mapping of a person's whole name to the first or last one, where no source gives them apart: the outermost, best named."""
    if target.meaning.head not in PARTS or any(one.meaning.head in PARTS for one in pairs.sources):
        return None
    wholes = sorted(
        (
            one
            for one in pairs.sources
            if one.meaning.head in WHOLE and one.arrays <= target.arrays and _is_a_persons(one, pairs.at.entities)
        ),
        key=lambda one: (len(one.keys), one.meaning.head != "full_name", one.position),
    )
    transform = infer_transform((wholes[0].field,), target.field) if wholes else None
    if not isinstance(transform, SplitName):
        return None
    reason = "a part of the whole name; no source gives the parts"
    return FieldMapping(target=target.path, sources=(wholes[0].path,), transform=transform, confidence=SURE_OF_PLAIN, reason=reason)


def mail_as_login(target: Profile, pairs: Pairs) -> FieldMapping | None:
    """Return the mapping of an address of mail to a login: of a work address before any other, the outermost first."""
    if target.meaning.head != "username":
        return None
    mails = sorted(
        (one for one in pairs.sources if one.meaning.head in LOGIN_MAILS and one.arrays <= target.arrays),
        key=lambda one: (LOGIN_MAILS.index(one.meaning.head), len(one.keys), one.position),
    )
    transform = infer_transform((mails[0].field,), target.field) if mails else None
    if transform is None:
        return None
    reason = "no source names a login; most systems take the address of mail"
    return FieldMapping(target=target.path, sources=(mails[0].path,), transform=transform, confidence=SURE_OF_LOGIN, reason=reason)


def _is_a_persons(target: Profile, entities: frozenset[str]) -> bool:
    """Tell whether the name is a person's, by what it stands in, else by the record; a `display name` of the record itself is.

    Only the innermost container that says anything counts: an account's dimension inside an address has no person's name.
    """
    transparent = lexicon().transparent_containers
    containers = [words - transparent for key in reversed(target.parent) if (words := frozenset(spelled(key))) - transparent]
    if containers:
        return bool(PERSON_WORDS & containers[0])
    told = target.meaning.words - {"name"}  # what a `domain name` or a `legal entity name` says besides is no person
    return target.meaning.head == "full_name" or bool(PERSON_WORDS & told) or (not told - entities and bool(PERSON_WORDS & entities))


def _is_held_whole(part: Profile, pairs: Pairs) -> bool:
    """Tell whether the object that holds a first name inside the record holds the whole one too."""
    return bool(part.parent) and any(one.parent == part.parent and one.meaning.head in WHOLE for one in pairs.sources)


def _parts(target: Profile, pairs: Pairs) -> tuple[Profile, Profile] | None:
    """Return first and last name that stand together, those whose container shares most words with the target's."""
    first = {one.parent: one for one in reversed(pairs.sources) if one.meaning.head == "first_name" and one.arrays <= target.arrays}
    last = {one.parent: one for one in reversed(pairs.sources) if one.meaning.head == "last_name" and one.arrays <= target.arrays}
    together = sorted(
        (parent for parent in first if parent in last),
        key=lambda parent: (-len(first[parent].meaning.words & target.meaning.words), len(parent), first[parent].position),
    )
    return (first[together[0]], last[together[0]]) if together else None
