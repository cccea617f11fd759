"""Sources that were taken for one another: what types cannot see, and names can."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from designer.check.passing import beside, carried, keys_of, kind_of_value, leaf_words, told_by
from designer.check.rule import Fault, rule
from designer.model.design import source_parts
from designer.model.finding import Fix
from designer.names.path import child, leaf, parent
from designer.names.text import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.check.view import MappingView, Spot, StepView, View

TELLING = frozenset({"email", "phone", "url", "country", "currency", "language", "timezone", "date", "datetime", "money"})
"""Kinds of values that are nothing else: an address of mail is no telephone number."""
SAID = {
    "email": "an e-mail address", "phone": "a telephone number", "url": "a web address", "country": "a country", "currency": "a currency",
    "language": "a language", "timezone": "a time zone", "date": "a day", "datetime": "a point in time", "money": "an amount",
}  # fmt: skip


class _End(NamedTuple):
    """A mapping of one source that carries a value, and the words of both its ends."""

    mapping: MappingView
    source: frozenset[str]
    target: frozenset[str]


@rule("MAP317", severity="warning")
def sources_are_not_swapped(view: View) -> Iterator[Fault]:
    """Fill each target from the source of its own name, where two sources would each fit the other's target.

    `first_name` from `last_name` and `last_name` from `first_name`: types agree, and every record is wrong.
    """
    for step in view.steps:
        for one, other in _crossed(step):
            message = (
                f"`{one.mapping.mapping.target}` is filled from `{one.mapping.mapping.sources[0]}`, and `{other.mapping.mapping.target}` "
                f"from `{other.mapping.mapping.sources[0]}`. Are they swapped?"
            )
            value = list(other.mapping.mapping.sources)
            fix = Fix(where=f"{one.mapping.where}.sources", words=f"read `{value[0]}`", value=value, certain=False)  # type: ignore[arg-type]
            yield Fault(where=one.mapping.where, message=message, spec=one.mapping.target.place, fix=fix)


def _crossed(step: StepView) -> Iterator[tuple[_End, _End]]:
    """Yield each two mappings whose words, or whose concepts, fit crosswise and not as they are."""
    ends = [end for mapping in step.mappings if (end := _end(mapping)) is not None]
    by_word: dict[str, list[int]] = {}
    for at, end in enumerate(ends):
        for word in end.source - end.target:
            by_word.setdefault(word, []).append(at)
    seen: set[tuple[int, int]] = set()
    for at, end in enumerate(ends):
        for other in {other for word in end.target - end.source for other in by_word.get(word, ())}:
            pair = (min(at, other), max(at, other))
            if at != other and pair not in seen and _fit_crosswise(end, ends[other]):
                seen.add(pair)
                yield ends[pair[0]], ends[pair[1]]
    yield from _by_concept([end for at, end in enumerate(ends) if not any(at in pair for pair in seen)])


def _end(mapping: MappingView) -> _End | None:
    source = told_by(mapping)
    return None if source is None else _End(mapping, _words(source.field.path), _words(mapping.target.path))


def _words(path: str) -> frozenset[str]:
    return frozenset(word for key in keys_of(path) for word in words(key))


def _fit_crosswise(one: _End, other: _End) -> bool:
    """Tell whether what sets the two targets apart sets their sources apart the other way round."""
    mine, theirs = one.target - other.target, other.target - one.target
    return bool(mine) and bool(theirs) and mine <= other.source - one.source and theirs <= one.source - other.source


def _by_concept(ends: list[_End]) -> Iterator[tuple[_End, _End]]:
    """Yield mappings that are crossed by meaning: a phone filled from `mail`, an e-mail from `tel`."""
    strange = [end for end in ends if not set(leaf_words(end.mapping.target.path)) & set(leaf_words(end.mapping.sources[0].field.path))]
    if len(strange) < 2:
        return
    known: dict[tuple[str, str], list[_End]] = {}
    for end in strange:
        given, taken = (_concept(path) for path in (end.mapping.sources[0].field.path, end.mapping.target.path))
        if given and taken and given != taken:
            for other in known.get((taken, given), []):
                yield other, end
            known.setdefault((given, taken), []).append(end)


def _concept(path: str) -> str:
    """Return the concept that a path's last words surely name; nothing for an `id`, a `name`, a `status`."""
    from designer.match.meaning.lexicon import lexicon  # noqa: PLC0415 - the dictionary costs some 30 ms
    from designer.match.meaning.profile import meaning_of  # noqa: PLC0415

    meaning = meaning_of(keys_of(path))
    return meaning.head if meaning.is_concept and meaning.head not in lexicon().generic else ""


@rule("MAP318", severity="warning")
def value_is_what_the_target_is_called(view: View) -> Iterator[Fault]:
    """Fill a target with what it is: an e-mail address is no telephone number, and a last name no first name.

    It is told where the kinds of both ends are certain and exclude each other, and where both sides have both names and they are crossed.
    """
    for step in view.steps:
        crossed = {id(end.mapping) for pair in _crossed(step) for end in pair}
        for mapping in step.mappings:
            source = told_by(mapping)
            if source is None or id(mapping) in crossed:
                continue
            if set(leaf_words(source.field.path)) != set(leaf_words(mapping.target.path)):
                yield from _mistaken(view, mapping, source)


def _mistaken(view: View, mapping: MappingView, source: Spot) -> Iterator[Fault]:
    better = _named_alike(view, source, mapping.target.path, access="read")
    both = better and _named_alike(view, mapping.target, source.field.path, access="write")
    said = f"`{mapping.mapping.target}` is filled from `{mapping.mapping.sources[0]}`"
    if both:
        yield _fault(mapping, f"{said}, and both sides have both names.", better)
        return
    if not carried(mapping):
        return
    given, taken = kind_of_value(source.field), kind_of_value(mapping.target.field)
    if given[1] and taken[1] and {given[0], taken[0]} <= TELLING:
        from designer.match.meaning.kinds import compatible  # noqa: PLC0415 - the dictionary costs some 30 ms

        if not compatible(given[0], taken[0]):
            yield _fault(mapping, f"{said}, which is {SAID[given[0]]} and not {SAID[taken[0]]}.", better)


def _fault(mapping: MappingView, told: str, better: str) -> Fault:
    if not better:
        return Fault(where=mapping.where, message=f"{told} Map another source.", spec=mapping.target.place)
    origin, path = source_parts(mapping.mapping.sources[0])
    right = f"{origin}:{child(parent(path), better)}"
    fix = Fix(where=f"{mapping.where}.sources", words=f"read `{right}`", value=[right], certain=False)
    return Fault(where=mapping.where, message=f"{told} Did you mean `{right}`?", spec=mapping.target.place, fix=fix)


def _named_alike(view: View, spot: Spot, path: str, *, access: str) -> str:
    """Return the name of the field beside a spot that is called as *path* is, in whatever way names are written there."""
    spoken = leaf_words(path)
    if not spoken or spoken == leaf_words(spot.field.path):
        return ""
    camel = spoken[0] + "".join(word.capitalize() for word in spoken[1:])
    for name in dict.fromkeys((leaf(path), "_".join(spoken), camel, "".join(word.capitalize() for word in spoken))):
        found = beside(view, spot, name, access=access)  # type: ignore[arg-type]
        if found is not None and set(found.types) & set(spot.field.types):
            return name
    return ""
