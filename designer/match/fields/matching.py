"""Which source field fills which target field."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import takewhile
from typing import TYPE_CHECKING

from designer.match.fields.another import (
    GIVEN_BY_THE_SYSTEM,
    holders,
    is_a_persons_name,
    is_a_setting,
    is_given_by_its_system,
    is_mark_of_another,
    is_open,
)
from designer.match.fields.composed_names import mail_as_login, part_of_name, whole_name
from designer.match.fields.composed_values import put_together
from designer.match.fields.constants import fills, with_constants
from designer.match.fields.features import TOLD_APART, contradicts, is_about_another, is_linked, is_of_the_keeper, means_the_same
from designer.match.fields.matches import Candidates, FieldMapping, FieldMatches, Scored
from designer.match.fields.ranking import compare, rank
from designer.match.fields.reasons import reason
from designer.match.fields.required import unmapped_required
from designer.match.inference.doubts import doubt
from designer.match.inference.listed import without_counterpart
from designer.match.inference.transform import between
from designer.model.transform import Copy, EnumMap, SplitName

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.match.fields.another import Holders
    from designer.match.fields.ranking import Pairs, Ranked
    from designer.match.fields.weights import Weights
    from designer.match.meaning.profile import Profile
    from designer.model.spec import Field
    from designer.model.transform import Transform

REVIEW = 0.3
"""Below this confidence nothing is proposed."""
LOOKED_AT = 0.79
"""Confidence of what a person must look at: just below what is accepted."""
BEYOND_DOUBT = 0.9
DOUBT = 0.2
"""What is left of a chance where the words say the opposite (`created` for `updated`)."""
SHOWN = 10
"""So many candidates are kept for each target."""
TESTED = 14
"""So many sources of each target are tested for a transform: those that are shown, and some more where types forbid a few."""
TRIED = 5
"""So many candidates may follow when the first is better used elsewhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One source for one target, with its transform."""

    target: Profile
    source: Profile
    transform: Transform
    chance: float


def match_fields(
    sources: Sequence[Field],
    targets: Sequence[Field],
    *,
    source_title: str = "",
    target_title: str = "",
    into_columns: bool = False,
    fitted: Weights | None = None,
) -> FieldMatches:
    """Return what fills the targets that can be written, the best sources of each, and the required targets left empty.

    The titles (schema names, summaries) tell what the records are: the `id` of a customer is a `customer_id` elsewhere. Columns of a
    table hold what they are given, the marks of a record's history too; a system mostly writes its own. Other numbers than those of the
    data file may be given: those that never saw the systems they are judged on.
    """
    pairs = compare(sources, targets, (source_title, target_title))
    ranked = [_first(row, TESTED) for row in rank(pairs, fitted)]
    options = [_options(row, pairs.at.entities) for row in ranked]
    mappings = _mappings(pairs, ranked, options, targets, into_columns=into_columns)
    proposed = {mapping.target: mapping for mapping in mappings}
    return FieldMatches(
        mappings=mappings,
        candidates=tuple(_candidates(row, found, proposed.get(row.target.path)) for row, found in zip(ranked, options, strict=True)),
        unmapped_required=unmapped_required(targets, frozenset(mapping.target for mapping in mappings if fills(mapping))),
        open_sources=_open(sources),
        open_targets=_open(targets),
    )


def _open(fields: Sequence[Field]) -> tuple[str, ...]:
    return tuple(field.path for field in fields if field.path and field.free_form and "object" in field.types and not field.read_only)


def propose_mappings(
    sources: Sequence[Field], targets: Sequence[Field], *, source_title: str = "", target_title: str = "", into_columns: bool = False
) -> tuple[FieldMapping, ...]:
    """Return the mappings of `match_fields` alone: a planner shows nobody the other candidates, and most of them cost a transform each."""
    pairs = compare(sources, targets, (source_title, target_title))
    ranked = rank(pairs)
    options = [_options(_likely(row), pairs.at.entities) for row in ranked]
    return _mappings(pairs, ranked, options, targets, into_columns=into_columns)


def _mappings(
    pairs: Pairs, ranked: Sequence[Ranked], options: Sequence[tuple[Option, ...]], targets: Sequence[Field], *, into_columns: bool
) -> tuple[FieldMapping, ...]:
    entities = pairs.at.entities
    given_freely = GIVEN_BY_THE_SYSTEM - {"id"} if into_columns else frozenset[str]()
    records = holders(pairs.sources)
    chosen = {option.target.path: _mapping(option, entities, given_freely, records) for option in _chosen(options, entities)}
    for row in ranked:
        composed = whole_name(row.target, pairs, row.best) or put_together(row.target, pairs, row.best)
        if composed is not None:
            chosen[row.target.path] = composed
        elif row.target.path not in chosen and (made := part_of_name(row.target, pairs) or mail_as_login(row.target, pairs)) is not None:
            chosen[row.target.path] = made
    found = [chosen[row.target.path] for row in ranked if row.target.path in chosen]
    return with_constants(found, targets, {source.path: source for source in pairs.sources}, entities=entities)


def _likely(row: Ranked) -> Ranked:
    """Leave out the sources of which nothing could be proposed."""
    return replace(row, sources=tuple(takewhile(lambda entry: entry[1] >= REVIEW, row.sources)))


def _first(row: Ranked, count: int) -> Ranked:
    return replace(row, sources=row.sources[:count])


def _options(row: Ranked, entities: frozenset[str]) -> tuple[Option, ...]:
    """Return the sources that can be converted, best first: all that are shown, no more than are needed to know them."""
    found: list[Option] = []
    for source, chance in row.sources:
        if len(found) >= SHOWN and sum(option.chance >= chance for option in found) >= SHOWN:
            break  # sources come with falling chances: no further one can be among those that are shown
        transform = between(source, row.target, entities=entities)
        if transform is not None:
            doubt = DOUBT if contradicts(source, row.target) else 1.0
            found.append(Option(target=row.target, source=source, transform=transform, chance=chance * doubt))
    return tuple(sorted(found, key=lambda option: -option.chance))


def _chosen(options: Sequence[tuple[Option, ...]], entities: frozenset[str]) -> list[Option]:
    """Take the surest options first; a source serves one target of a family, unless both mean the same or parts of it."""
    waiting = sorted(
        (
            option
            for found in options
            for option in found[:TRIED]
            if option.chance >= REVIEW and is_linked(option.source, option.target, entities)
        ),
        key=lambda option: (-option.chance, option.target.position, option.source.position),
    )
    taken: dict[str, Option] = {}
    used: dict[tuple[tuple[str, ...], str], list[Option]] = {}
    for option in waiting:
        if option.target.path in taken:
            continue
        place = (option.target.parent, option.source.path)
        others = used.setdefault(place, [])
        if all(_may_share(option, other) for other in others):
            taken[option.target.path] = _once_more(option) if others else option
            others.append(option)
    return list(taken.values())


def _may_share(one: Option, two: Option) -> bool:
    """Tell whether one source may fill both targets: parts of a name, the same thing said twice, a login that is an address."""
    if isinstance(one.transform, SplitName) or isinstance(two.transform, SplitName):
        return one.transform != two.transform
    heads = {one.target.meaning.head, two.target.meaning.head}
    return len(heads) == 1 or heads == {"email", "username"} or min(one.chance, two.chance) > 0.5


def _once_more(option: Option) -> Option:
    """Doubt a source that fills a second target beside the first (a price for the retail and the sale price), parts of a name apart."""
    return option if isinstance(option.transform, SplitName) else replace(option, chance=min(option.chance, LOOKED_AT))


def _mapping(option: Option, entities: frozenset[str], given_freely: frozenset[str], records: Holders) -> FieldMapping:
    open_point = doubt(option.source, option.target, option.transform)
    sure = min(option.chance, LOOKED_AT) if open_point or _needs_a_look(option, entities, given_freely, records) else option.chance
    why = reason(option.source, option.target, changed=not isinstance(option.transform, Copy))
    return FieldMapping(
        target=option.target.path,
        sources=(option.source.path,),
        transform=option.transform,
        confidence=round(sure, 4),
        reason="; ".join(filter(None, (why, open_point))),
        unmapped=without_counterpart(option.transform, option.source.field) if isinstance(option.transform, EnumMap) else (),
    )


def _needs_a_look(option: Option, entities: frozenset[str], given_freely: frozenset[str], records: Holders) -> bool:
    """Tell whether a person must look, however well the names agree.

    Ids and the marks of a record's history (made, changed) are mostly its system's to give; a field about somebody or something else may
    be wrong, and a single value that fills each item of a list: a user's contacts are not the user. So may, unless all else speaks for
    it, a concept that only stands in for another (a phone for a mobile phone); of ids, numbers, names and amounts there are too many.
    """
    source, target = option.source, option.target
    own = is_given_by_its_system(target) and target.meaning.head not in given_freely
    other = is_about_another(source, target, entities) or is_of_the_keeper(source, target)
    other = other or is_mark_of_another(source, target, entities, records) or is_a_persons_name(source, target, entities) or is_open(target)
    other = other or is_a_setting(source, target)
    spread = target.arrays > source.arrays
    stands_in = not isinstance(option.transform, SplitName) and not means_the_same(source, target, entities)
    if option.chance >= BEYOND_DOUBT:
        stands_in = stands_in and target.kind in TOLD_APART
    return ((own or spread) and not target.field.required) or stands_in or other


def _candidates(row: Ranked, options: tuple[Option, ...], proposed: FieldMapping | None) -> Candidates:
    """List first what is proposed, then what can be converted, then what the types forbid: a person may know better."""
    first = [Scored(path=path, score=proposed.confidence) for path in proposed.sources] if proposed and _is_composed(proposed) else []
    fitting = [Scored(path=option.source.path, score=round(option.chance, 4)) for option in options]
    others = [Scored(path=source.path, score=0.0) for source, _ in row.sources]
    once = {one.path: one for one in reversed([*first, *fitting, *others])}
    order = dict.fromkeys(one.path for one in (*first, *fitting, *others))
    return Candidates(target=row.target.path, sources=tuple(once[path] for path in order)[:SHOWN])


def _is_composed(mapping: FieldMapping) -> bool:
    return len(mapping.sources) > 1 or isinstance(mapping.transform, SplitName)
