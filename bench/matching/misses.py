"""What went wrong, case by case: of which class an error is, and which proposals must be read by a person."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cases import normal
from scores import ACCEPTED, decoys_filled, extras

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cases import Told
    from fit import ComparedCase
    from scores import Answer, Proposal

    from designer.match.meaning.profile import Profile

READ = Path(__file__).with_name("read.toml")
"""What people wrote of misses and of proposals that no case tells of: by case and target, in words of their own."""
FEWEST = 4
"""A case of fewer pairs is not ranked among the worst: one error weighs too much in it."""
WORST = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """A told target of which something is wrong: paths, the class of the error, and what was proposed."""

    target: str
    right: tuple[frozenset[str], ...]
    first: str
    """The source that stood first; empty: none."""
    proposal: Proposal | None
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Poor:
    """A case with its misses."""

    case: str
    pairs: int
    misses: tuple[Miss, ...]

    @property
    def share(self) -> float:
        """Return the share of pairs of which something is wrong."""
        return len(self.misses) / self.pairs


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A proposal of which the case tells nothing, or which fills a decoy; *words* are what a person found, if one read it."""

    case: str
    target: str
    sources: tuple[str, ...]
    confidence: float
    is_decoy: bool
    words: str


def misses(one: ComparedCase, answer: Answer) -> Poor:
    """Return what is wrong of a case: the first source, the proposal, or that there is none."""
    scored = [told for told in one.case.told if told.rights and not told.doubtful]
    return Poor(case=one.case.id, pairs=len(scored), misses=tuple(_wrong(one, answer, scored)))


def worst(poor: Sequence[Poor]) -> tuple[Poor, ...]:
    """Return the cases with the largest share of misses."""
    known = [one for one in poor if one.pairs >= FEWEST and one.misses]
    return tuple(sorted(known, key=lambda one: (-one.share, -len(one.misses), one.case))[:WORST])


def to_read(one: ComparedCase, answer: Answer) -> Iterator[Unread]:
    """Yield the extras that are accepted and the decoys that are filled."""
    said = read_words("proposals")
    accepted = {target: proposal for target, proposal in extras(one.case, answer).items() if proposal.confidence >= ACCEPTED}
    for target, proposal in sorted((accepted | decoys_filled(one.case, answer)).items()):
        yield Unread(
            case=one.case.id,
            target=target,
            sources=tuple(sorted(proposal.sources)),
            confidence=proposal.confidence,
            is_decoy=target in one.case.decoys,
            words=said.get(one.case.id, {}).get(target, ""),
        )


def read_words(part: str) -> dict[str, dict[str, str]]:
    """Return what people wrote of `misses` or of `proposals`, by case and target."""
    if not READ.is_file():
        return {}
    known: dict[str, dict[str, str]] = tomllib.loads(READ.read_text(encoding="utf-8")).get(part, {})
    return known


def _wrong(one: ComparedCase, answer: Answer, scored: Sequence[Told]) -> Iterator[Miss]:
    for told in scored:
        proposal, ranked = answer.proposed.get(told.target), answer.ranked.get(told.target, ())
        is_first = bool(ranked) and ranked[0] in told.sources
        if is_first and proposal is not None and proposal.sources in told.rights:
            continue
        first = ranked[0] if ranked else ""
        kind = _held_back(told, proposal) if is_first else kind_of(one, told, first)
        yield Miss(target=told.target, right=told.rights, first=first, proposal=proposal, kind=kind)


def _held_back(told: Told, proposal: Proposal | None) -> str:
    if proposal is None:
        return "first, but too unsure to propose"
    if len(told.rights[0]) > 1:
        return "several sources together"
    return "first, but given to another target"


def kind_of(one: ComparedCase, told: Told, first: str) -> str:
    """Return the class of an error in the ranking, as far as names, places and kinds tell."""
    sources = {normal(source.path): source for source in one.pairs.sources}
    target = next((target for target in one.pairs.targets if normal(target.path) == told.target), None)
    right = [sources[path] for path in sorted(told.sources) if path in sources]
    got = sources.get(first)
    if target is None:
        return "target not among the fields that can be written"
    if not right:
        return "source not among the fields that can be read"
    if got is None:
        return "nothing compared"
    return next((name for name, is_so in KINDS if any(is_so(target, good, got) for good in right)), "other")


def _in_parallel_block(_target: Profile, right: Profile, got: Profile) -> bool:
    return right.meaning.leaf == got.meaning.leaf


def _identifies(target: Profile, right: Profile, _got: Profile) -> bool:
    return "id" in {target.kind, right.kind} or bool({"id", "external_id"} & {target.meaning.head, right.meaning.head})


def _shares_no_word(target: Profile, right: Profile, _got: Profile) -> bool:
    return not target.meaning.words & right.meaning.words


def _is_variant(_target: Profile, right: Profile, got: Profile) -> bool:
    return right.meaning.head == got.meaning.head or bool(set(right.meaning.leaf) & set(got.meaning.leaf))


def _is_homonym(target: Profile, _right: Profile, got: Profile) -> bool:
    return target.meaning.leaf == got.meaning.leaf or target.meaning.head == got.meaning.head


KINDS = (
    ("right leaf, wrong parallel block", _in_parallel_block),
    ("identifier or reference", _identifies),
    ("no word in common", _shares_no_word),
    ("wrong variant of the same concept", _is_variant),
    ("homonym elsewhere", _is_homonym),
)
"""The first that holds names the class."""
