"""The product's own answers to the cases: by the numbers that it ships, and by numbers fitted without the systems that are judged."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unittest.mock import patch

from fit import fitted
from scores import answer_of

from designer.match.fields import matching

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fit import ComparedCase
    from folds import Fold
    from scores import Answer

    from designer.match.fields.weights import Weights


def answered(one: ComparedCase, weights: Weights | None = None) -> Answer:
    """Return the answer of `designer map`, by numbers given or those that are shipped; the pairs are not compared a second time."""
    with patch.object(matching, "compare", return_value=one.pairs):
        matches = matching.match_fields(
            one.case.sources, one.case.targets, source_title=one.case.titles[0], target_title=one.case.titles[1], fitted=weights
        )
    return answer_of(matches)


def cross_validated(known: Sequence[ComparedCase], parts: Sequence[Fold]) -> dict[str, Answer]:
    """Return each case's answer by numbers fitted on the cases of its fold that share no system with what is held in it."""
    by_name = {one.case.id: one for one in known}
    return by_folds(by_name, parts, (fitted([by_name[name] for name in part.trained]) for part in parts))


def by_folds(by_name: dict[str, ComparedCase], parts: Sequence[Fold], weights: Iterable[Weights]) -> dict[str, Answer]:
    """Return each case's answer by the numbers of its fold."""
    return {name: answered(by_name[name], numbers) for part, numbers in zip(parts, weights, strict=True) for name in part.held}


def held_out(held: Sequence[ComparedCase], known: Sequence[ComparedCase]) -> tuple[dict[str, Answer], int]:
    """Return the answers to cases held out, and by how many known cases they are judged: those that share no system with any of them."""
    systems = frozenset(system for one in held for system in one.case.systems)
    apart = [one for one in known if not one.case.systems & systems]
    numbers = fitted(apart)
    return {one.case.id: answered(one, numbers) for one in held}, len(apart)
