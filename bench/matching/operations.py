"""How well the operations that a brief means are found: by the product, and by BM25 and TF-IDF over the same documents."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING
from unittest.mock import patch

from briefs import opened
from fit_operations import fitted

from designer.errors import DesignerError
from designer.match.operations import ranking
from designer.match.operations.weights import operation_weights
from designer.names.text import singular, words
from designer.pipeline import checker_of
from designer.plan.offline import ends
from designer.plan.offline.candidates import operation_candidates
from designer.plan.offline.planner import OfflinePlanner
from designer.repair import repair

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from briefs import BriefCase, Key, Need
    from choices import Choice
    from folds import Fold

    from designer.match.operations.weights import OperationWeights
    from designer.model.brief import Brief
    from designer.model.design import Design
    from designer.model.spec import Operation
    from designer.specs.catalog import LoadedCatalog

SHOWN = 5
K1, B = 1.2, 0.75
"""The usual numbers of BM25."""

Opened = tuple["Brief", "LoadedCatalog"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was answered to one need: whether the operation chosen is right, and whether one of five candidates is."""

    case: str
    origin: str
    reads: bool
    first: bool
    first_five: bool


def by_product(case: BriefCase, read: Opened, weights: OperationWeights | None = None) -> list[Found]:
    """Return what `designer design` chooses and offers, by numbers given or those that are shipped; what it refuses is not found."""
    numbers = weights or operation_weights()
    with patch.object(ranking, "operation_weights", new=lambda: numbers), patch.object(ends, "operation_weights", new=lambda: numbers):
        try:
            design, offered = _planned(*read)
        except DesignerError:
            return [_judged(case, need, [], []) for need in case.needs]
    return [_judged(case, need, _chosen(design, need), _offered(offered, need)) for need in case.needs]


def by_words(case: BriefCase, read: Opened, scored: Callable[[Sequence[Counter[str]], Counter[str]], list[float]]) -> list[Found]:
    """Return what a search over each system's operations finds for the brief: of those that read, or of those that write."""
    query = Counter(map(singular, words(case.text)))
    found = []
    for need in case.needs:
        operations = [one for one in _operations(read[1], need) if (one.method == "GET") == need.reads]
        scores = scored([_told(one) for one in operations], query)
        order = sorted(range(len(operations)), key=lambda at: (-round(scores[at], 9), len(operations[at].path), at))
        ranked = [(operations[at].method, operations[at].path) for at in order[:SHOWN]]
        found.append(_judged(case, need, ranked[:1], ranked))
    return found


def bm25(texts: Sequence[Counter[str]], query: Counter[str]) -> list[float]:
    """Return the scores of BM25."""
    found_in = Counter(word for text in texts for word in text)
    mean = sum(text.total() for text in texts) / max(len(texts), 1)
    rarity = {word: math.log(1 + (len(texts) - found_in[word] + 0.5) / (found_in[word] + 0.5)) for word in query}
    return [
        sum(rarity[word] * text[word] * (K1 + 1) / (text[word] + K1 * (1 - B + B * text.total() / mean)) for word in query if word in text)
        for text in texts
    ]


def rare_words(texts: Sequence[Counter[str]], query: Counter[str]) -> list[float]:
    """Return the cosines of TF-IDF vectors."""
    found_in = Counter(word for text in texts for word in text)
    rarity = {word: math.log(1 + len(texts) / times) for word, times in found_in.items()}
    scores = []
    for text in texts:
        length = math.sqrt(sum((times * rarity[word]) ** 2 for word, times in text.items()))
        shared = sum(times * text[word] * rarity[word] ** 2 for word, times in query.items() if word in text)
        scores.append(shared / length if length else 0.0)
    return scores


SEARCHES: dict[str, Callable[[Sequence[Counter[str]], Counter[str]], list[float]]] = {"BM25": bm25, "TF-IDF": rare_words}


def cross_validated(cases: Sequence[BriefCase], parts: Sequence[Fold], choices: Sequence[Choice]) -> list[Found]:
    """Return what the product finds by numbers fitted, for each fold, on cases that share no system with what is held in it."""
    by_name = {case.id: case for case in cases}
    found: list[Found] = []
    for part in parts:
        weights = fitted_on(choices, part.trained)
        for name in part.held:
            found += by_product(by_name[name], opened(by_name[name]), weights)
    return found


def fitted_on(choices: Sequence[Choice], names: Sequence[str]) -> OperationWeights:
    """Return the numbers fitted on some cases."""
    known = frozenset(names)
    return fitted([choice for choice in choices if choice.case in known])


def _planned(brief: Brief, catalog: LoadedCatalog) -> tuple[Design, list[tuple[str, str, list[Key]]]]:
    planner, checker = OfflinePlanner(), checker_of(catalog)
    design, _ = repair(planner.plan(brief, catalog, checker=checker), brief, catalog, planner=planner, checker=checker)
    offered = operation_candidates(brief, catalog)
    return design, [(one.system, one.role, [(it.operation.method, it.operation.path) for it in one.candidates]) for one in offered]


def _chosen(design: Design, need: Need) -> list[Key]:
    """Return the first operation of the system in one of the roles; a backfill by the trigger's own operation is not told twice."""
    told = {(system, key) for _, system, key, purpose in design.operations() if purpose == "trigger"}
    for _, system, key, purpose in design.operations():
        known = design.system(system)
        name = known.name if known else system
        role = "read" if purpose == "backfill" else purpose
        repeated = purpose == "backfill" and (system, key) in told
        if key and not repeated and name.lower() == need.system.lower() and role in need.roles:
            method, _, path = key.partition(" ")
            return [(method, path)]
    return []


def _offered(offered: Sequence[tuple[str, str, list[Key]]], need: Need) -> list[Key]:
    keys = [key for system, role, keys in offered if system.lower() == need.system.lower() and role in need.roles for key in keys[:SHOWN]]
    return keys[:SHOWN]


def _judged(case: BriefCase, need: Need, chosen: Sequence[Key], offered: Sequence[Key]) -> Found:
    return Found(
        case=case.id,
        origin=case.origin,
        reads=need.reads,
        first=not need.right.isdisjoint(chosen),
        first_five=not need.right.isdisjoint(offered),
    )


def _operations(catalog: LoadedCatalog, need: Need) -> Sequence[Operation]:
    spec = catalog.system(need.system)
    return spec.operations if spec else ()


def _told(operation: Operation) -> Counter[str]:
    """Return the words of an operation: of its path, its name, its tags, its summary and its description."""
    return Counter(singular(word) for text in _texts(operation) for word in words(text))


def _texts(operation: Operation) -> Iterator[str]:
    yield from (operation.path, operation.operation_id, operation.summary, operation.description)
    yield from operation.tags
