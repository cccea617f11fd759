"""Of what other record, or of whose system, a field tells: what makes a person look however well the names agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.match.meaning.lexicon import lexicon, spelled
from designer.match.meaning.references import KEPT_FOR_OTHERS
from designer.match.meaning.synonyms import senses

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.match.meaning.profile import Profile

Holders = frozenset[tuple[str, ...]]
"""Containers (without the marks of lists) whose fields have an id among them: records of their own inside the record."""

MARKS = frozenset({"flag", "date", "datetime", "status", "number", "money"})
"""Kinds that every record has of its own: two objects that stand together are seldom archived, due, priced or numbered alike."""
NUMBERS = frozenset({"number", "code", "reference"})
"""Concepts of what numbers the record that they stand in; an article's number is the article's wherever it stands."""
COMPANIES = frozenset({
    "company", "organization", "organisation", "account", "business", "supplier", "vendor", "customer", "client", "debtor", "creditor",
    "party", "partner", "employer", "merchant", "tenant",
})  # fmt: skip
"""Words for records that are mostly, or may well be, companies."""
SETTINGS = frozenset({"setting", "preference", "configuration", "config"})
GIVEN_BY_THE_SYSTEM = frozenset({"id", "created_at", "updated_at", "created_by", "updated_by", "deleted_at", "version"})


def holders(sources: Sequence[Profile]) -> Holders:
    """Return the containers that are records of their own, as each has its own id."""
    return frozenset(one.parent for one in sources if one.parent and one.meaning.leaf == ("id",))


def is_mark_of_another(source: Profile, target: Profile, entities: frozenset[str], records: Holders) -> bool:
    """Tell whether the source marks a record inside the record of which the target says nothing.

    The due date of an issue's milestone, the width of a product's picture, the number of a payment's invoice.
    """
    if (source.kind not in MARKS and target.meaning.head not in NUMBERS) or source.parent not in records or source.parent == target.parent:
        return False
    own = frozenset(spelled(source.parent[-1])) - entities
    if not own or own <= lexicon().transparent_containers:
        return False
    return senses(own).isdisjoint(senses(target.meaning.words)) and own.isdisjoint(target.meaning.words)


def is_a_persons_name(source: Profile, target: Profile, entities: frozenset[str]) -> bool:
    """Tell whether a plain `name` may be a person's while the target asks for that of a company."""
    return source.meaning.head == "name" and target.meaning.head == "company_name" and entities.isdisjoint(COMPANIES)


def is_a_setting(source: Profile, target: Profile) -> bool:
    """Tell whether the target is how the record is dealt with, not what it is: the address in a client's settings is the sender's."""
    return any(SETTINGS.intersection(spelled(key)) for key in target.parent) and SETTINGS.isdisjoint(source.meaning.words)


def is_open(target: Profile) -> bool:
    """Tell whether a whole object is carried over: what an account keeps in its custom fields, the other names otherwise."""
    return set(target.field.types) - {"null"} == {"object"}


def is_given_by_its_system(target: Profile) -> bool:
    """Tell whether the target is an id that its own system gives, or a mark of the record's history.

    That is the record's own id, and any inside its containers (`variants[].product_id`, `organizer.id`) that is not kept for others.
    """
    meaning = target.meaning
    if len(target.keys) == 1 or meaning.head in GIVEN_BY_THE_SYSTEM:
        return meaning.head in GIVEN_BY_THE_SYSTEM
    return meaning.leaf[-1:] == ("id",) and meaning.head != "external_id" and not KEPT_FOR_OTHERS.intersection(meaning.leaf)
