"""What must happen to a value so that one field can fill another; `None` where nothing honest can."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.match.inference.amounts import scaled
from designer.match.inference.flags import from_flag, to_flag
from designer.match.inference.listed import by_list
from designer.match.inference.moments import NUMERIC, RFC_2822, is_local, is_part_of_date, time_notation
from designer.match.inference.notations import country_notation
from designer.match.inference.prose import listed
from designer.match.inference.texts import joined, reworded
from designer.match.meaning.kinds import compatible
from designer.match.meaning.lexicon import spelled
from designer.match.meaning.profile import profile
from designer.match.meaning.references import KEPT_FOR_OTHERS, is_own_id, needs_lookup
from designer.model.transform import Cast, Copy, CountryCode, DateFormat, EnumMap, First, Join, Lookup, SplitName, Template, Transform
from designer.names.text import singular, words

if TYPE_CHECKING:
    from designer.match.meaning.profile import Profile
    from designer.model.spec import Field

WHOLE_NAMES = frozenset({"full_name", "name", "requester", "assignee", "owner", "manager", "attendee", "organizer"})

RECORDS = frozenset({
    "user", "contact", "lead", "org", "organization", "organisation", "group", "team", "agent", "member", "person", "account", "client",
    "owner", "region", "field", "status", "stage", "list", "tag", "project", "board", "queue", "teammate", "responder", "segment",
})  # fmt: skip
"""Records that an account keeps beside the one that is sent: under the same name, each system has its own ids for them."""
PEOPLE = frozenset({"assignee", "owner", "requester", "manager"})
LABELS = frozenset({"tags", "category"})
"""Records of their own in one system, and mere words in another."""
ADDRESSES = frozenset({"email", "phone", "url"})
POINTING = frozenset({"id", "gid", "guid", "uuid", "uid", "key", "login", "email", "name", "title", "username"})


def infer_transform(sources: tuple[Field, ...], target: Field, *, entities: frozenset[str] = frozenset()) -> Transform | None:
    """Return the transform that makes the target's value of the sources', or `None` if types or kinds forbid it.

    A Lookup without `using` and an EnumMap without rows stand for a table that the planner must make. With the words that name the
    records on both sides (*entities*), a record's own id is carried into the field that is kept for it.
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
    if given.arrays > wanted.arrays or _is_one_of_many(given, wanted):
        return _out_of_list(given, wanted)
    if is_own_id(given, wanted, entities):
        return _typed(given.field, wanted.field)
    return _value(given, wanted)


def inner(given: Profile, wanted: Profile) -> Transform | None:
    """Return the transform between an item of a list and a single value, without the choice of the item."""
    return _value(given, wanted)


def needs_table(transform: Transform) -> bool:
    """Tell whether a person must still say which value belongs to which."""
    return (isinstance(transform, Lookup) and not transform.using) or (isinstance(transform, EnumMap) and not transform.values)


def _may_be(given: Profile, wanted: Profile) -> bool:
    """Tell whether kinds and containers let one stand for the other at all."""
    if given.kind_is_certain and wanted.kind_is_certain and not compatible(given.kind, wanted.kind):
        return False
    if "secret" in {given.kind, wanted.kind} and given.kind != wanted.kind:
        return False
    if _is_told_by_no_id(given, wanted):
        return False
    if _is_moment(given) and _is_moment(wanted) and is_part_of_date(given.field) != is_part_of_date(wanted.field):
        return False
    opened = _is_container(wanted.field)
    return not opened or _is_container(given.field)


def _is_told_by_no_id(given: Profile, wanted: Profile) -> bool:
    """Tell whether one is an id and the other what no id can be or tell: an address, a person's name, a yes or no."""
    ids = [one.meaning.leaf[-1:] == ("id",) for one in (given, wanted)]
    if ids[0]:
        return not ids[1] and (
            (wanted.kind in ADDRESSES and wanted.kind_is_certain)
            or wanted.field.types == ("boolean",)
            or (wanted.meaning.leaf[-1:] in {("name",), ("email",)} and len(wanted.keys) > 1)
        )
    return ids[1] and given.kind == "url" and given.kind_is_certain


def _is_container(field: Field) -> bool:
    return bool(field.types) and not set(field.types) - {"object", "array"}


def _together(sources: tuple[Field, ...], wanted: Profile) -> Transform | None:
    """Texts are put side by side; numbers and flags have no sum that is certain to be meant."""
    types = {kind for field in sources for kind in field.types}
    if types - {"string", "integer"} or (wanted.field.types and "string" not in wanted.field.types):
        return None
    return Template(text=joined(wanted).join(f"{{{number}}}" for number in range(len(sources))))


def _is_one_of_many(given: Profile, wanted: Profile) -> bool:
    """Tell whether a record's list (`phone[].value`) meets a single value of it (`contacts[].phone`) in a list of whole records."""
    if not given.arrays or given.arrays != wanted.arrays or len(given.keys) < 2 or wanted.path.endswith("[]"):
        return False
    listed_in = given.path.rpartition("[]")[0].rpartition(".")[2].rpartition("]")[2]
    within = wanted.path.rpartition("[]")[0].rpartition(".")[2].rpartition("]")[2]
    named = singular(listed_in.lower())
    return named in {singular(word) for word in wanted.meaning.leaf} and named != singular(within.lower())


def _out_of_list(given: Profile, wanted: Profile) -> Transform | None:
    """A list of plain values becomes one text where the target is told of in the plural; else the first item is taken."""
    is_text = "string" in given.field.types and "string" in wanted.field.types
    last = wanted.keys[-1].lower() if wanted.keys else ""
    plural = last.endswith("s") and singular(last) != last
    plain = given.path.endswith("[]") or (
        plural and given.meaning.leaf[-1:] in {("name",), ("value",), ("title",), ("label",), ("tag",), ("text",)}
    )
    if plain and is_text and (plural or given.meaning.head == "tags") and not wanted.arrays:
        return Join(separator=joined(wanted, between=", "))
    return First() if _value(given, wanted) is not None else None


def _value(given: Profile, wanted: Profile) -> Transform | None:
    source, target = given.field, wanted.field
    if "boolean" in target.types and "boolean" not in source.types and source.types:
        return to_flag(given, wanted)
    if source.types == ("boolean",):
        return from_flag(given, wanted)
    if _are_moments(given, wanted):
        return _moment(given, wanted)
    return _told(given, wanted)


def _told(given: Profile, wanted: Profile) -> Transform | None:
    """Return what becomes of a text or a number by what it tells: a name, a country, an id, one of a list, an amount."""
    source, target = given.field, wanted.field
    if given.meaning.head in WHOLE_NAMES and wanted.meaning.head in {"first_name", "last_name"}:
        return SplitName(part="first" if wanted.meaning.head == "first_name" else "last")
    if wanted.kind == "country" or given.kind == "country":
        return _country(given, wanted)
    if _names_another_record(given, wanted) or (needs_lookup(given, wanted) and not _is_code(given, wanted)):
        return Lookup()
    found, is_settled = by_list(given, wanted)
    if is_settled:
        return found
    return scaled(given, wanted) or _typed(source, target, otherwise=reworded(given, wanted))


def _names_another_record(given: Profile, wanted: Profile) -> bool:
    """Tell whether the target points at a record that each system numbers for itself, and the source at the same in its own way."""
    leaf, ours = set(wanted.meaning.leaf), given.meaning.leaf[-1:]
    if not ours or leaf & KEPT_FOR_OTHERS:
        return False
    is_id, was_id = wanted.meaning.leaf[-1:] == ("id",), ours[0] == "id"
    if wanted.meaning.head in LABELS and was_id != is_id and (was_id or is_id):
        return True
    if (
        is_id
        and ours[0] not in {*POINTING, "number", "reference"}
        and set(wanted.field.types) <= NUMERIC
        and given.field.types == ("string",)
    ):
        return True
    if ours[0] not in POINTING:
        return False
    if is_id:
        named = leaf - {"id"} or set(spelled(wanted.keys[-2]) if len(wanted.keys) > 1 else ())
        return bool(RECORDS & named)
    if was_id and leaf <= RECORDS and not set(wanted.field.enum):
        return True
    return leaf <= PEOPLE and ours[0] not in {"name", "title"} and "string" in wanted.field.types


def _is_code(given: Profile, wanted: Profile) -> bool:
    """Tell whether a reference (`CurrencyRef.value`) is a code that is the same the world over."""
    return given.kind == wanted.kind == "currency" and words(wanted.keys[-1])[-1:] != ("id",)


def _is_moment(one: Profile) -> bool:
    return one.kind in {"date", "datetime"}


def _are_moments(given: Profile, wanted: Profile) -> bool:
    """Tell whether both hold a day or an instant: by their kinds, or one by its kind and the other by how it is written."""
    times = [one for one in (given, wanted) if _is_moment(one) and not is_part_of_date(one.field)]
    if len(times) != 1:
        return bool(times)
    other = given if times[0] is wanted else wanted
    is_open = not other.kind_is_certain and set(other.field.types) <= {"string"} and not listed(other.field)
    return is_open and bool(time_notation(other.field))


def _moment(given: Profile, wanted: Profile) -> Transform | None:
    source, target = given.field, wanted.field
    one, two = time_notation(source), time_notation(target)
    if not two:
        two = _expected(one, wanted)
    if one == two or not two or (not one and two == "iso" and given.kind == "datetime"):
        # An instant whose notation is not told is ISO 8601 in nearly every API of today; only a day alone is worth normalising.
        return Copy()
    read = "iso" if not one or is_local(one) else one
    return DateFormat(source=read, target=two)


def _expected(one: str, wanted: Profile) -> str:
    """Return the notation that a target without one most likely takes, by its type, its name and what it would be given as it is."""
    if set(wanted.field.types) & NUMERIC:
        return "unix_s"
    if one.startswith("unix") or one == RFC_2822:
        return "date" if wanted.kind == "date" else "iso"
    return "date" if one == "iso" and wanted.kind == "date" and wanted.meaning.leaf[-1:] == ("date",) else ""


def _country(given: Profile, wanted: Profile) -> Transform | None:
    if needs_lookup(given, wanted) or set(wanted.field.types) & NUMERIC:
        return Lookup()
    one, two = country_notation(given.field), country_notation(wanted.field)
    if two and one != two and (one or two != "name"):
        # A field for names takes whatever is written; only a code refuses what is none.
        return CountryCode(to=two)
    return _typed(given.field, wanted.field)


def _typed(source: Field, target: Field, *, otherwise: Transform | None = None) -> Transform | None:
    """Return the cast that the types ask for, else what the text asks for."""
    given, wanted = set(source.types) - {"object", "array", "null"}, set(target.types) - {"object", "array", "null"}
    if not given or not wanted or given & wanted or (given == {"integer"} and "number" in wanted):
        return otherwise or Copy()
    if "string" in wanted:
        return Cast(to="string")
    if wanted & NUMERIC:
        return Cast(to="integer" if "number" not in wanted else "number")
    return None
