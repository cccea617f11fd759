"""What must happen to a value so that one field can fill another; `None` where nothing honest can."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from designer.match.inference.notations import NUMERIC, country_notation, is_minor, is_share, time_notation
from designer.match.inference.values import align, counterpart, is_negative, negation, spoken
from designer.match.meaning.kinds import compatible
from designer.match.meaning.lexicon import lexicon
from designer.match.meaning.profile import profile
from designer.match.meaning.references import is_own_id, needs_lookup
from designer.model.transform import (
    BoolMap,
    Cast,
    Copy,
    CountryCode,
    DateFormat,
    EnumMap,
    First,
    Join,
    Lookup,
    Scale,
    SplitName,
    Template,
    Transform,
)

if TYPE_CHECKING:
    from designer.match.meaning.profile import Profile
    from designer.model.scalars import Scalar
    from designer.model.spec import Field

WHOLE_NAMES = frozenset({"full_name", "name", "requester", "assignee", "owner", "manager", "attendee", "organizer"})
OWN_LISTS = frozenset({
    "stage", "pipeline", "status", "payment_status", "fulfillment_status", "priority", "issue_type", "lead_status", "lifecycle_stage",
    "deal_type", "resolution", "visibility", "busy_status", "response_status", "employee_type",
})  # fmt: skip
"""Concepts whose values each system or account names in its own way, so that equal names would be chance."""
SHARED_LISTS = frozenset({"country", "currency", "language", "timezone"})
"""Kinds whose values are the same the world over."""
NEVER_A_FLAG = frozenset({"date", "datetime", "money", "email", "url", "phone", "text"})
TRUE_WORDS = frozenset({"true", "yes", "y", "1", "on", "active", "enabled", "live", "paid", "completed", "done", "exempt"})


def infer_transform(sources: tuple[Field, ...], target: Field, *, entities: frozenset[str] = frozenset()) -> Transform | None:
    """Return the transform that makes the target's value of the sources', or `None` if types or kinds forbid it.

    A Lookup without `using` stands for a table that the planner must make. With the words that name the records on both sides
    (*entities*), a record's own id is carried into the field that is kept for it.
    """
    if not sources:
        return None
    wanted = profile(target, 0)
    if len(sources) > 1:
        return _together(sources, wanted)
    return between(profile(sources[0], 0), wanted, entities=entities)


def between(given: Profile, wanted: Profile, *, entities: frozenset[str]) -> Transform | None:
    """Return the transform of one source whose profile is known, as `infer_transform` does."""
    if not _may_be(given, wanted):
        return None
    if given.arrays > wanted.arrays:
        return _out_of_list(given, wanted)
    if is_own_id(given, wanted, entities):
        return _typed(given.field, wanted.field)
    return _value(given, wanted)


def _may_be(given: Profile, wanted: Profile) -> bool:
    """Tell whether kinds and containers let one stand for the other at all."""
    if given.kind_is_certain and wanted.kind_is_certain and not compatible(given.kind, wanted.kind):
        return False
    if "secret" in {given.kind, wanted.kind} and given.kind != wanted.kind:
        return False
    opened = _is_container(wanted.field)
    return not opened or _is_container(given.field)


def _is_container(field: Field) -> bool:
    return bool(field.types) and not set(field.types) - {"object", "array"}


def _together(sources: tuple[Field, ...], wanted: Profile) -> Transform | None:
    """Texts are put side by side; numbers and flags have no sum that is certain to be meant."""
    types = {kind for field in sources for kind in field.types}
    if types - {"string", "integer"} or (wanted.field.types and "string" not in wanted.field.types):
        return None
    between = ", " if wanted.meaning.head in {"street", "address_text", "location"} else " "
    return Template(text=between.join(f"{{{number}}}" for number in range(len(sources))))


def _out_of_list(given: Profile, wanted: Profile) -> Transform | None:
    """A list of plain values becomes one text where the target is told of in the plural; else the first item is taken."""
    is_text = "string" in given.field.types and "string" in wanted.field.types
    plural = spoken(wanted.keys[-1]).endswith("s") if wanted.keys else False
    if given.path.endswith("[]") and is_text and (plural or given.meaning.head == "tags") and not wanted.arrays:
        return Join(separator=";" if "semicolon" in wanted.field.description.lower() else ", ")
    return First() if _value(given, wanted) is not None else None


def _value(given: Profile, wanted: Profile) -> Transform | None:
    source, target = given.field, wanted.field
    if "boolean" in target.types and "boolean" not in source.types and source.types:
        return _to_flag(given, wanted)
    if source.types == ("boolean",):
        return _from_flag(given, wanted)
    if _is_moment(given) and _is_moment(wanted):
        return _moment(source, target)
    return _told(given, wanted)


def _told(given: Profile, wanted: Profile) -> Transform | None:
    """Return what becomes of a text or a number by what it tells: a name, a country, an id, one of a list, an amount."""
    source, target = given.field, wanted.field
    if given.meaning.head in WHOLE_NAMES and wanted.meaning.head in {"first_name", "last_name"}:
        return SplitName(part="first" if wanted.meaning.head == "first_name" else "last")
    if wanted.kind == "country" or given.kind == "country":
        return _country(given, wanted)
    if needs_lookup(given, wanted):
        return Lookup()
    if wanted.meaning.head in OWN_LISTS and not (source.enum and target.enum) and "string" in target.types:
        return Lookup()
    if source.enum or target.enum:
        listed = _listed(given, wanted)
        if not isinstance(listed, Copy):
            return listed
    scaled = _scaled(source, target) if _is_amount(given) and _is_amount(wanted) else None
    return scaled or _typed(source, target)


def _is_moment(one: Profile) -> bool:
    return one.kind in {"date", "datetime"}


def _is_amount(one: Profile) -> bool:
    return one.kind in {"money", "percent", "number"}


def _to_flag(given: Profile, wanted: Profile) -> Transform | None:
    """A list's value is a yes if it says so, or says what the target is called."""
    if {given.kind, lexicon().kind_endings.get(given.meaning.leaf[-1:], "")} & NEVER_A_FLAG:
        return None
    turned = is_negative(wanted.meaning.leaf)
    name = set(wanted.meaning.leaf)
    yes = tuple(value for value in given.field.enum if set(spoken(value).split()) & (TRUE_WORDS | (set() if turned else name)))
    if given.field.enum:
        return BoolMap(truthy=yes, when_true=not turned, when_false=turned) if yes and len(yes) < len(given.field.enum) else None
    if set(given.field.types) & NUMERIC or "string" in given.field.types:
        return BoolMap(truthy=("true", "1", "yes"), when_true=not turned, when_false=turned) if turned else Cast(to="boolean")
    return None


def _from_flag(given: Profile, wanted: Profile) -> Transform | None:
    target = wanted.field
    turned = is_negative(given.meaning.leaf) != is_negative(wanted.meaning.leaf)
    if "boolean" in target.types or not target.types:
        return BoolMap(when_true=False, when_false=True) if turned else Copy()
    if target.enum:
        return _flag_to_value(given, target.enum)
    if "string" in target.types:
        return Cast(to="string")
    return Cast(to="integer") if set(target.types) & NUMERIC else None


def _flag_to_value(given: Profile, among: tuple[Scalar, ...]) -> Transform | None:
    for word in given.meaning.leaf:
        yes, no = counterpart(word, among), negation(word, among)
        if yes is not None and no is not None and yes != no:
            return BoolMap(when_true=yes, when_false=no)
    yes, no = counterpart("true", among), counterpart("false", among)
    return BoolMap(when_true=yes, when_false=no) if yes is not None and no is not None else None


def _moment(source: Field, target: Field) -> Transform | None:
    one, two = time_notation(source), time_notation(target)
    if not two and set(target.types) & NUMERIC:
        two = "unix_s"
    if one == two or not two:
        return Copy() if one == two or not one.startswith("unix") else DateFormat(source=one, target="iso")
    return DateFormat(source=one or "iso", target=two)


def _country(given: Profile, wanted: Profile) -> Transform | None:
    if needs_lookup(given, wanted) or set(wanted.field.types) & NUMERIC:
        return Lookup()
    one, two = country_notation(given.field), country_notation(wanted.field)
    if two and one != two:
        return CountryCode(to=two)
    return _typed(given.field, wanted.field)


def _listed(given: Profile, wanted: Profile) -> Transform | None:
    """Lay two lists beside each other; a list on one side only is the other's as it is, or a table for a person to fill."""
    source, target = given.field, wanted.field
    if not target.enum:
        return Copy()
    shared = given.kind in SHARED_LISTS or wanted.kind in SHARED_LISTS
    if not source.enum:
        return Copy() if shared or "string" not in target.types else Lookup()
    if set(source.enum) - {None} <= set(target.enum):
        return Copy()
    values = align(source.enum, target.enum)
    return EnumMap(values=values) if values else None


def _scaled(source: Field, target: Field) -> Scale | None:
    kind: Literal["number", "integer", "string"] = "string" if target.types == ("string",) else "number"
    one, two = is_minor(source), is_minor(target)
    if one and not two and "integer" not in target.types:
        return Scale(factor="0.01", places=2, to=kind)
    if two and not one and "integer" not in source.types:
        return Scale(factor="100", places=0, to="string" if target.types == ("string",) else "integer")
    if profile(source, 0).kind == "percent" and is_share(source) and not is_share(target):
        return Scale(factor="100", to=kind)
    return None


def _typed(source: Field, target: Field) -> Transform | None:
    given, wanted = set(source.types) - {"object", "array", "null"}, set(target.types) - {"object", "array", "null"}
    if not given or not wanted or given & wanted or (given == {"integer"} and "number" in wanted):
        return Copy()
    if "string" in wanted:
        return Cast(to="string")
    if wanted & NUMERIC:
        return Cast(to="integer" if "number" not in wanted else "number")
    return None
