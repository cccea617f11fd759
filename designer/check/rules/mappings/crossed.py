"""Sources that were taken for one another: what types cannot see, and names can."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.check.evidence.crossing import AROUND, HELD, Pair, crossed, differ, fit
from designer.check.evidence.passing import beside, carried, kind_of_value, leaf_words, told_by
from designer.check.rule import Fault, rule
from designer.match.meaning.kinds import compatible
from designer.model.design import source_parts
from designer.model.finding import Fix
from designer.names.path import child, leaf, parent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.check.lookup.view import MappingView, Spot, StepView, View
    from designer.model.scalars import Json

TELLING = frozenset({"email", "phone", "url", "country", "currency", "language", "timezone", "date", "datetime", "money"})
"""Kinds of values that are nothing else: an address of mail is no telephone number."""
SAID = {
    "email": "an e-mail address", "phone": "a telephone number", "url": "a web address", "country": "a country", "currency": "a currency",
    "language": "a language", "timezone": "a time zone", "date": "a day", "datetime": "a point in time", "money": "an amount",
}  # fmt: skip


@rule("MAP317", severity="warning")
def sources_are_not_swapped(view: View) -> Iterator[Fault]:
    """Fill each target from the source of its own name, where two sources would each fit the other's target.

    `first_name` from `last_name` and `last_name` from `first_name`: types agree, and every record is wrong.
    """
    for step in view.steps:
        for one, other in _crossed(step):
            message = (
                f"`{one.mapping.target}` is filled from `{one.mapping.sources[0]}`, and `{other.mapping.target}` "
                f"from `{other.mapping.sources[0]}`. Are they swapped?"
            )
            value: list[Json] = [other.mapping.sources[0]]
            fix = Fix(where=f"{one.where}.sources", words=f"read `{value[0]}`", value=value, certain=False)
            yield Fault(where=one.where, message=message, spec=one.target.place, fix=fix)


def _crossed(step: StepView) -> list[tuple[MappingView, MappingView]]:
    told = [mapping for mapping in step.mappings if told_by(mapping) is not None]
    pairs = [Pair(mapping.sources[0].field.path or mapping.sources[0].path, mapping.target.path) for mapping in told]
    return [(told[one], told[other]) for one, other in crossed(pairs)]


@rule("MAP318", severity="warning")
def value_is_what_the_target_is_called(view: View) -> Iterator[Fault]:
    """Fill a target with what it is: an e-mail address is no telephone number, and a last name no first name.

    It is told where the kinds of both ends are certain and exclude each other, and where both sides have both names and they are crossed.
    """
    for step in view.steps:
        swapped = {id(mapping) for pair in _crossed(step) for mapping in pair}
        told = [(mapping, source) for mapping in step.mappings if (source := told_by(mapping)) is not None]
        used = {source.path for mapping, source in told if fit(source.path, mapping.target.path) >= HELD}
        for mapping, source in told:
            if id(mapping) not in swapped and fit(source.path, mapping.target.path) < HELD:
                yield from _mistaken(view, mapping, source, is_used=source.path in used)


def _mistaken(view: View, mapping: MappingView, source: Spot, *, is_used: bool) -> Iterator[Fault]:
    """Tell of a source that is not what the target is called, where the right one lies beside it, or where kinds exclude each other.

    *is_used*: the same source fills another target, whose name it has.
    """
    better = _named_alike(view, source, mapping.target.path, access="read")
    said = f"`{mapping.mapping.target}` is filled from `{mapping.mapping.sources[0]}`"
    common = fit(source.path, mapping.target.path)
    if better and _named_alike(view, mapping.target, source.field.path or source.path, access="write"):
        yield _fault(mapping, f"{said}, and both sides have both names.", better)
    elif common <= AROUND and is_used and (right := better or _meant(view, source, mapping.target.path)):
        yield _fault(mapping, f"{said}, which also fills the target of its own name.", right)
    elif common <= AROUND and better and differ(source.path, mapping.target.path):
        yield _fault(mapping, f"{said}, which means something else.", better)
    elif carried(mapping) and mapping.target.state == "known" and source.state == "known":
        given, taken = kind_of_value(source.field), kind_of_value(mapping.target.field)
        if given[1] and taken[1] and {given[0], taken[0]} <= TELLING and not compatible(given[0], taken[0]):
            yield _fault(mapping, f"{said}, which is {SAID[given[0]]} and not {SAID[taken[0]]}.", better)


def _fault(mapping: MappingView, told: str, better: str) -> Fault:
    if not better:
        return Fault(where=mapping.where, message=f"{told} Map another source.", spec=mapping.target.place)
    origin, path = source_parts(mapping.mapping.sources[0])
    right = f"{origin}:{child(parent(path), better)}"
    fix = Fix(where=f"{mapping.where}.sources", words=f"read `{right}`", value=[right], certain=False)
    return Fault(where=mapping.where, message=f"{told} Did you mean `{right}`?", spec=mapping.target.place, fix=fix)


def _meant(view: View, spot: Spot, path: str) -> str:
    """Return the name of the field beside a spot that means the same as *path*; it is asked for only where a source looks wrong."""
    if spot.content is None:
        return ""
    inside = parent(spot.field.path)
    beside_it = (field for field in view.catalog.fields(spot.content, access="read") if parent(field.path) == inside and field.is_leaf)
    found = max(beside_it, key=lambda field: fit(field.path, path), default=None)
    return leaf(found.path) if found is not None and fit(found.path, path) >= HELD else ""


def _named_alike(view: View, spot: Spot, path: str, *, access: str) -> str:
    """Return the name of the field beside a spot that is called as *path* is, in whatever way names are written there."""
    spoken = leaf_words(path)
    if not spoken or spoken == leaf_words(spot.field.path):
        return ""
    camel = spoken[0] + "".join(word.capitalize() for word in spoken[1:])
    for name in dict.fromkeys((leaf(path), "_".join(spoken), camel, "".join(word.capitalize() for word in spoken))):
        found = beside(view, spot, name, access=access)  # type: ignore[arg-type]
        if found is not None and (not spot.field.types or set(found.types) & set(spot.field.types)):
            return name
    return ""
