"""All answers to all cases, from two processes at a time: of the product by folds and as shipped, of the baselines, without features."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import ablation
import baselines
import operations
import product
from briefs import opened, read_brief_cases
from cases import read_cases
from choices import choices_of
from coma import coma
from fit import compared
from folds import folds
from scores import f1, outcome, together

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from briefs import BriefCase
    from choices import Choice
    from fit import ComparedCase
    from folds import Fold
    from operations import Found
    from scores import Answer, Outcome

PROCESSES = 2
APART = "cross-validated"
SHIPPED = "as shipped"
COMA = "COMA (valentine)"
LEAST = tuple(step / 10 for step in range(10))
"""Thresholds that are tried for a baseline."""

Answers = dict[str, "Answer"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    """What was answered to the cases of field matching, by method and case."""

    known: tuple[ComparedCase, ...]
    held: tuple[ComparedCase, ...]
    parts: tuple[Fold, ...]
    answers: dict[str, Answers]
    least: dict[str, float]
    """The threshold of a baseline, the one that suits it best between two APIs."""
    why_no_coma: str
    without: dict[str, list[Outcome]]
    """What the cases between two APIs come to, by what was left out."""
    apart_from_held: int
    """How many known cases share no system with a held one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Operations:
    """What was answered to the briefs, by method."""

    cases: tuple[BriefCase, ...]
    held: tuple[BriefCase, ...]
    parts: tuple[Fold, ...]
    found: dict[str, list[Found]]


class _Work:
    """What the processes share: they are forked once it is there, and are given no more than a number or a name."""

    known: tuple[ComparedCase, ...] = ()
    held: tuple[ComparedCase, ...] = ()
    parts: tuple[Fold, ...] = ()
    briefs: tuple[BriefCase, ...] = ()
    briefs_held: tuple[BriefCase, ...] = ()
    briefs_parts: tuple[Fold, ...] = ()
    choices: tuple[Choice, ...] = ()


def measured(*, held: bool, tell: Callable[[str], None]) -> tuple[Fields, Operations]:
    """Answer all cases by all methods; the held ones only on demand."""
    tell("reading and comparing the cases")
    _read(held=held)
    with ProcessPoolExecutor(PROCESSES, mp_context=multiprocessing.get_context("fork")) as pool:
        alike = pool.submit(_coma)
        bare = pool.submit(ablation.without_dictionary)
        apart = [pool.submit(_fold, number) for number in range(len(_Work.parts))]
        beside = pool.submit(_held)
        without = {name: pool.submit(_without, name) for name in ("", *ablation.groups())}
        found = [pool.submit(_briefs_fold, number) for number in range(len(_Work.briefs_parts))]
        others = pool.submit(_briefs_otherwise)
        waiting: dict[str, list[Future[Any]]] = {
            "COMA": [alike],
            "fields by folds": [*apart, beside],
            "without features": [*without.values(), bare],
            "operations": [*found, others],
        }
        _tell_of(waiting, tell)
        answers, held_by = _answers(apart, beside)
        by_coma, why = alike.result()
        if not why:
            answers[COMA] = by_coma
        left_out = {name: one.result() for name, one in without.items()} | {ablation.NO_DICTIONARY: bare.result()}
        by_search = others.result() | {APART: [one for part in found for one in part.result()] + others.result()[APART]}
    least = {name: _best_threshold(answers[name]) for name in (COMA, *baselines.METHODS) if name in answers}
    answers |= {name: {case: baselines.above(one, least[name]) for case, one in answers[name].items()} for name in least}
    fields = Fields(
        known=_Work.known,
        held=_Work.held,
        parts=_Work.parts,
        answers=answers,
        least=least,
        why_no_coma=why,
        without=left_out,
        apart_from_held=held_by,
    )
    return fields, Operations(cases=_Work.briefs, held=_Work.briefs_held, parts=_Work.briefs_parts, found=by_search)


def _read(*, held: bool) -> None:
    cases = read_cases()
    _Work.known = tuple(compared(case) for case in cases)
    _Work.parts = folds(cases)
    _Work.briefs = read_brief_cases()
    _Work.briefs_parts = folds(_Work.briefs)
    _Work.choices = choices_of(_Work.briefs)
    if held:
        _Work.held = tuple(compared(case) for case in read_cases(["held"]))
        _Work.briefs_held = read_brief_cases(["held"])


def _answers(apart: Sequence[Future[Answers]], beside: Future[tuple[Answers, int]]) -> tuple[dict[str, Answers], int]:
    every = (*_Work.known, *_Work.held)
    held, count = beside.result()
    answers = {APART: {name: one for part in apart for name, one in part.result().items()} | held}
    answers[SHIPPED] = {one.case.id: product.answered(one) for one in every}
    for name, method in baselines.METHODS.items():
        answers[name] = {one.case.id: _ranked(one, method(*baselines.paths_of(one))) for one in every}
    return answers, count


def _ranked(one: ComparedCase, ranking: baselines.Ranking) -> Answer:
    return baselines.answered(ranking, baselines.paths_of(one)[0])


def _best_threshold(answers: Answers) -> float:
    known = [one for one in _Work.known if one.case.group == "api"]

    def figure(least: float) -> float:
        return f1(together(outcome(one.case, baselines.above(answers[one.case.id], least)) for one in known))

    return max(LEAST, key=lambda least: (round(figure(least), 9), least))


def _coma() -> tuple[Answers, str]:
    every = (*_Work.known, *_Work.held)
    found = coma([baselines.paths_of(one) for one in every])
    if isinstance(found, str):
        return {}, found
    return {one.case.id: _ranked(one, alike) for one, alike in zip(every, found, strict=True)}, ""


def _fold(number: int) -> Answers:
    return product.cross_validated(_Work.known, _Work.parts[number : number + 1])


def _held() -> tuple[Answers, int]:
    return product.held_out(_Work.held, _Work.known) if _Work.held else ({}, 0)


def _without(name: str) -> list[Outcome]:
    return ablation.outcomes(_Work.known, _Work.parts, without=ablation.groups().get(name, ()))


def _briefs_fold(number: int) -> list[Found]:
    return operations.cross_validated(_Work.briefs, _Work.briefs_parts[number : number + 1], _Work.choices)


def _briefs_otherwise() -> dict[str, list[Found]]:
    """Return what is found as shipped and by plain searches; of held cases also by numbers that never saw their systems."""
    found: dict[str, list[Found]] = {APART: [], SHIPPED: [], **{name: [] for name in operations.SEARCHES}}
    for case in (*_Work.briefs, *_Work.briefs_held):
        read = opened(case)
        found[SHIPPED] += operations.by_product(case, read)
        for name, scored in operations.SEARCHES.items():
            found[name] += operations.by_words(case, read, scored)
    if _Work.briefs_held:
        systems = frozenset(system for case in _Work.briefs_held for system in case.systems)
        weights = operations.fitted_on(_Work.choices, [case.id for case in _Work.briefs if not case.systems & systems])
        for case in _Work.briefs_held:
            found[APART] += operations.by_product(case, opened(case), weights)
    return found


def _tell_of(waiting: dict[str, list[Future[Any]]], tell: Callable[[str], None]) -> None:
    for name, futures in waiting.items():
        _finish(futures)
        tell(f"{name}: done")


def _finish(futures: Iterable[Future[Any]]) -> None:
    for one in futures:
        one.result()
