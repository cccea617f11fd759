"""What each group of features is worth: both models and the confidence fitted without it, and judged on systems never seen."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from cases import read_cases
from fit import compared, fitted_apart
from folds import folds
from product import by_folds
from scores import Outcome, outcome

from designer.match.fields.features import FEATURES
from designer.match.fields.neighbourhood import SECOND

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fit import ComparedCase
    from folds import Fold

GROUPS: dict[str, tuple[str, ...]] = {
    "the spelling of the names": ("same_leaf", "same_path", "leaf_fuzzy", "token_cosine", "digits_differ"),
    "words by their rarity": ("word_cosine", "leaf_cosine", "source_covered"),
    "concepts of the dictionary": (
        "same_concept", "same_bare_concept", "near_concept", "other_concept", "generic_unsaid", "generic_extra",
        "own_id", "own_id_nested",
    ),
    "senses of words": ("leaf_sense", "path_sense", "target_meant", "source_meant"),
    "opposites and words that tell like things apart": (
        "opposites", "target_qualified", "source_qualified", "source_marked", "target_marked",
    ),
    "containers, lists and depth": (
        "parent_cosine", "list_cosine", "source_depth", "target_depth", "root_to_root", "deeper_array",
        "wider_array", "into_list_from_root", "late",
    ),
    "kinds, types and values": (
        "same_kind", "kinds_clash", "same_type", "castable", "values_shared", "both_references", "one_reference",
        "notation_differs",
    ),
    "descriptions": ("target_in_description", "source_in_description"),
    "what stands around the pair": tuple(name for name in SECOND if name != "first_score"),
}  # fmt: skip
OTHERS = "others"
NO_DICTIONARY = "the dictionary itself: no concept is known, neither to find candidates nor to judge them"


def groups() -> dict[str, tuple[str, ...]]:
    """Return the features by group; those that stand in none come last."""
    named = {name for group in GROUPS.values() for name in group}
    rest = tuple(name for name in FEATURES if name not in named)
    return {**GROUPS, OTHERS: rest} if rest else GROUPS


def outcomes(known: Sequence[ComparedCase], parts: Sequence[Fold], *, without: Sequence[str] = ()) -> list[Outcome]:
    """Return what the cases between two APIs come to without some features; all folds are fitted in one go (see `fitted_apart`)."""
    by_name = {one.case.id: one for one in known}
    answers = by_folds(by_name, parts, fitted_apart(known, parts, without=without))
    return [outcome(one.case, answers[one.case.id]) for one in known if one.case.group == "api"]


def without_dictionary() -> list[Outcome]:
    """Return the same where no concept is known, from a process of its own: what words mean is read once in a process."""
    script = Path(__file__).with_name("no_dictionary.py")
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=True)
    told = json.loads(done.stdout)
    return [Outcome(counts=Counter(one["counts"]), judged=tuple((sure, right) for sure, right in one["judged"])) for one in told]


def main() -> None:
    """Print the outcomes of all known cases as JSON."""
    cases = read_cases()
    found = outcomes([compared(case) for case in cases], folds(cases))
    sys.stdout.write(json.dumps([{"counts": one.counts, "judged": one.judged} for one in found]))


if __name__ == "__main__":
    main()
