"""What an answer to a case is worth, counted as the corpus' own scorer counts.

R@1, R@5: a right source is first, or among the first five, for a told target. F1: of the proposals for told targets, where the whole
set of sources must be right. Accepted: with a confidence of 0.8 or more. The truth is incomplete: a proposal for a target of which the
case tells nothing (an extra) is no proof of an error; one for a target that needs a constant or a person (a decoy) is.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cases import normal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from cases import Case, Told

    from designer.match.fields.matches import FieldMatches

ACCEPTED = 0.8
FILLED = 0.3
SHOWN = 5
KINDS = {
    "none": frozenset({"copy", "trim", "lower", "upper", "truncate", "default", "coalesce", "each"}),
    "type": frozenset({"cast", "scale", "first", "join", "bool_map", "template"}),
    "format": frozenset({"date_format", "scale", "cast", "phone_e164", "country_code", "template", "lower", "upper"}),
    "enum": frozenset({"enum_map", "bool_map"}),
    "lookup": frozenset({"lookup", "enum_map", "country_code"}),
    "const": frozenset({"constant", "default"}),
    "concat": frozenset({"template", "join"}),
    "split": frozenset({"split_name", "part", "split", "first"}),
}
"""For each kind that a case tells, the transforms that are of it; a rename is as good as `none`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What is proposed for one target."""

    sources: frozenset[str]
    """Empty: a constant."""
    confidence: float
    transform: str = "copy"
    value: str = ""
    """Of a constant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a method says of a case, by normalised target: the first sources in their order, and what it proposes."""

    ranked: dict[str, tuple[str, ...]]
    proposed: dict[str, Proposal]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """Counts of one case or of several, and each proposal for a told target with its confidence and whether it is right."""

    counts: Counter[str]
    judged: tuple[tuple[float, bool], ...]


def answer_of(matches: FieldMatches) -> Answer:
    """Return the product's answer; of a constant the transform tells the value."""
    return Answer(
        ranked={normal(one.target): tuple(normal(source.path) for source in one.sources[:SHOWN]) for one in matches.candidates},
        proposed={
            normal(one.target): Proposal(
                sources=frozenset(map(normal, one.sources)),
                confidence=round(one.confidence, 4),
                transform=one.transform.name,
                value=str(getattr(one.transform, "value", "")),
            )
            for one in matches.mappings
        },
    )


def outcome(case: Case, answer: Answer) -> Outcome:
    """Score an answer."""
    counts: Counter[str] = Counter(cases=1)
    judged: list[tuple[float, bool]] = []
    for told in case.told:
        if told.doubtful:
            continue
        proposal = answer.proposed.get(told.target)
        if not told.rights:
            counts.update(constants=1, constants_right=is_right_constant(told, proposal))
            continue
        ranked = answer.ranked.get(told.target, ())
        rank = next((place for place, path in enumerate(ranked) if path in told.sources), len(ranked) + SHOWN)
        counts.update(pairs=1, first=rank < 1, first_five=rank < SHOWN)
        if proposal and proposal.sources:
            right = proposal.sources in told.rights
            judged.append((proposal.confidence, right))
            counts.update(_of_proposal(proposal, told, right=right))
    counts.update(_beside(case, answer))
    return Outcome(counts=counts, judged=tuple(judged))


def is_right_constant(told: Told, proposal: Proposal | None) -> bool:
    """Tell whether a constant is proposed, and the one that the case knows."""
    if proposal is None or proposal.sources or proposal.transform != "constant":
        return False
    return told.constant is None or proposal.value == told.constant


def extras(case: Case, answer: Answer) -> dict[str, Proposal]:
    """Return the proposals for targets of which the case tells nothing."""
    known = {told.target for told in case.told}
    return {target: one for target, one in answer.proposed.items() if target not in known and one.sources}


def decoys_filled(case: Case, answer: Answer) -> dict[str, Proposal]:
    """Return the proposals for targets that no source fills."""
    found = {target: answer.proposed[target] for target in sorted(case.decoys) if target in answer.proposed}
    return {target: one for target, one in found.items() if one.sources and one.confidence >= FILLED}


def together(outcomes: Iterable[Outcome]) -> Outcome:
    """Return the sum of several outcomes."""
    counts: Counter[str] = Counter()
    judged: list[tuple[float, bool]] = []
    for one in outcomes:
        counts.update(one.counts)
        judged.extend(one.judged)
    return Outcome(counts=counts, judged=tuple(judged))


def f1(one: Outcome) -> float:
    """Return the harmonic mean of precision and recall of the proposals for told targets."""
    return _ratio(2 * one.counts["right"], one.counts["proposed"] + one.counts["pairs"])


def precision_at_half(one: Outcome) -> float:
    """Return the precision of the surest proposals for half of the pairs; what is not proposed to make up the half counts as wrong.

    Proposals of the same confidence at the border count by their share.
    """
    wanted = one.counts["pairs"] / 2
    left, right = wanted, 0.0
    by_confidence: dict[float, list[bool]] = {}
    for confidence, hit in one.judged:
        by_confidence.setdefault(confidence, []).append(hit)
    for confidence in sorted(by_confidence, reverse=True):
        hits = by_confidence[confidence]
        taken = min(left, len(hits))
        right += sum(hits) * taken / len(hits)
        left -= taken
        if left <= 0:
            break
    return _ratio(right, wanted)


MEASURES: dict[str, Callable[[Outcome], float]] = {
    "R@1": lambda one: _ratio(one.counts["first"], one.counts["pairs"]),
    "R@5": lambda one: _ratio(one.counts["first_five"], one.counts["pairs"]),
    "F1": f1,
    "precision at half": precision_at_half,
    "accepted, precision": lambda one: _ratio(one.counts["accepted_right"], one.counts["accepted"]),
    "accepted, share": lambda one: _ratio(one.counts["accepted"], one.counts["pairs"]),
    "kind": lambda one: _ratio(one.counts["kind_right"], one.counts["right"]),
}
"""The figures of a table, each between 0 and 1."""


def _of_proposal(proposal: Proposal, told: Told, *, right: bool) -> Counter[str]:
    counts: Counter[str] = Counter(proposed=1, right=right)
    if proposal.confidence >= ACCEPTED:
        counts.update(accepted=1, accepted_right=right)
    if right:
        counts.update(kind_right=proposal.transform in KINDS["none" if told.kind == "rename" else told.kind])
    return counts


def _beside(case: Case, answer: Answer) -> Counter[str]:
    found = extras(case, answer)
    return Counter(
        extras=len(found),
        extras_accepted=sum(one.confidence >= ACCEPTED for one in found.values()),
        decoys=len(case.decoys),
        decoys_filled=len(decoys_filled(case, answer)),
    )


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
