"""Values that no source gives as such and that stand in parts beside each other: a street, an address, a telephone number, an instant."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from designer.match.fields.matches import FieldMapping
from designer.match.inference.moments import time_notation
from designer.model.transform import Template

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from designer.match.fields.ranking import Pairs
    from designer.match.meaning.profile import Profile

SURE_OF_PARTS: Final = 0.7
"""A person must look: in which order the parts stand, and whether all are wanted, no document tells."""
LINES: Final = ("street", "street_2", "street_3", "street_4")
ADDRESS: Final = (*LINES, "postal_code", "city", "state", "country")
PHONES: Final = frozenset({"phone", "mobile_phone", "work_phone", "home_phone", "other_phone", "fax"})
WHOLES: Final = PHONES | {"street", "address_text"}


def put_together(target: Profile, pairs: Pairs, best: tuple[Profile, float] | None) -> FieldMapping | None:
    """Return the mapping of parts to the whole that the target wants, or `None` if the best source is no part of one.

    *best* is the likeliest source alone: the parts are looked for beside it, so that no other record's are taken.
    """
    if best is None or not _may_be_whole(target) or "string" not in (target.field.types or ("string",)) or target.field.enum:
        return None
    source = best[0]
    beside = [one for one in pairs.sources if one.parent == source.parent and one.arrays == source.arrays]
    within = [one for one in pairs.targets if one.parent == target.parent and one.path != target.path]
    for compose in (_street, _lines, _address, _phone, _instant):
        parts, text, told = compose(target, source, beside, within)
        if len(parts) > 1 and all("string" in part.field.types or "integer" in part.field.types for part in parts):
            return FieldMapping(
                target=target.path,
                sources=tuple(part.path for part in parts),
                transform=Template(text=text.join(f"{{{number}}}" for number in range(len(parts)))),
                confidence=SURE_OF_PARTS,
                reason=told,
            )
    return None


def _may_be_whole(target: Profile) -> bool:
    """Tell whether any of the values composed here could fill the target: most targets are asked no further."""
    meaning = target.meaning
    return meaning.head in WHOLES or meaning.leaf == ("address",) or target.kind == "datetime"


Parts = tuple[list["Profile"], str, str]
NONE: Final[Parts] = ([], "", "")


def _street(target: Profile, source: Profile, beside: Sequence[Profile], within: Iterable[Profile]) -> Parts:
    """House number and street, where the target keeps no house number of its own."""
    if target.meaning.head != "street" or source.meaning.head not in {"street", "house_number"} or _has(within, "house_number"):
        return NONE
    parts = _called(beside, ("house_number", "street"))
    return (parts, " ", "house number and street make the line; which stands first differs by country") if len(parts) == 2 else NONE


def _lines(target: Profile, source: Profile, beside: Sequence[Profile], within: Iterable[Profile]) -> Parts:
    """Several street lines in one text, where the target is a list of lines, or says that it holds several."""
    several = target.path.endswith("[]") or "line" in target.field.description.lower().replace("line 1", "")
    if target.meaning.head != "street" or source.meaning.head != "street" or not several or _has(within, *LINES[1:]):
        return NONE
    return _called(beside, LINES), ", ", "the lines of the street in one text"


def _address(target: Profile, source: Profile, beside: Sequence[Profile], within: Iterable[Profile]) -> Parts:
    """A whole address in one text, where the target keeps no part of it for itself."""
    is_whole = target.meaning.head == "address_text" or target.meaning.leaf == ("address",)
    if not is_whole or source.meaning.head not in {*ADDRESS, "address_text"} or _has(within, "city", "postal_code", "country"):
        return NONE
    if source.meaning.head == "address_text" or source.meaning.leaf == ("address",):
        return NONE
    parts = _called(beside, ADDRESS)
    return (parts, ", ", "street, place and country make the address; no source gives it whole") if len(parts) > 2 else NONE


def _phone(target: Profile, source: Profile, beside: Sequence[Profile], within: Iterable[Profile]) -> Parts:
    """A telephone number out of the country's prefix, the area's and the rest."""
    if target.meaning.head not in PHONES or any(
        {"country", "area"} & set(one.meaning.leaf) and "code" in one.meaning.leaf for one in within
    ):
        return NONE
    if "number" not in source.meaning.leaf or not ({"national", "phone", "telephone", "fax", "mobile"} & source.meaning.words):
        return NONE
    codes = [one for word in ("country", "area") for one in beside if {word, "code"} <= set(one.meaning.leaf) and _is_dialled(one)]
    return [*codes, source], " ", "prefix and number make the telephone number"


def _is_dialled(one: Profile) -> bool:
    """Tell whether a `country_code` is a prefix that is dialled: it stands by a telephone, not in an address."""
    return bool({"phone", "telephone", "fax", "mobile", "calling", "dialing"} & one.meaning.words)


def _instant(target: Profile, source: Profile, beside: Sequence[Profile], within: Iterable[Profile]) -> Parts:
    """A day and a time of day that share all other words of their names (`due_date`, `due_time`)."""
    own = set(source.meaning.leaf)
    if target.kind != "datetime" or "date" not in own or time_notation(source.field) not in {"date", ""} or source.kind != "date":
        return NONE
    if any("time" in one.meaning.leaf and not {"zone"} & set(one.meaning.leaf) and one.meaning.leaf[-1:] == ("time",) for one in within):
        return NONE
    times = [one for one in beside if set(one.meaning.leaf) == (own - {"date"}) | {"time"} and one.field.types == ("string",)]
    return ([source, times[0]], "T", "the day and the time of day beside it make the instant") if times else NONE


def _called(beside: Sequence[Profile], heads: Sequence[str]) -> list[Profile]:
    """Return the first field of each of these concepts, in their order."""
    found = [next((one for one in beside if one.meaning.head == head), None) for head in heads]
    return [one for one in found if one is not None]


def _has(within: Iterable[Profile], *heads: str) -> bool:
    return any(one.meaning.head in heads for one in within)
