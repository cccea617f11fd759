"""The tables of the report: a row for each method, a figure with the bounds that other cases might have given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from intervals import intervals
from measured import APART, COMA, SHIPPED
from scores import MEASURES, outcome, together

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from fit import ComparedCase
    from measured import Fields, Operations
    from operations import Found
    from scores import Outcome

NONE = "-"
DIFFERING = ("R@1", "R@5", "F1")
"""Figures of the ablation."""
WITH_BOUNDS = ("R@1", "R@5", "F1", "precision at half")
BESIDE = ("accepted, precision", "accepted, share", "kind")
"""Figures of the product alone: nobody else tells a confidence or a transform."""
PRODUCT = (APART, SHIPPED)
HEAD = ("by", *WITH_BOUNDS, *BESIDE, "constants right", "extras (accepted)", "decoys filled")


def field_table(fields: Fields, cases: Sequence[ComparedCase]) -> str:
    """Return the table of field matching over some cases."""
    rows = [_field_row(name, [outcome(one.case, fields.answers[name][one.case.id]) for one in cases]) for name in _methods(fields)]
    if fields.why_no_coma:
        rows.append([COMA, fields.why_no_coma, *[""] * (len(HEAD) - 2)])
    return table(HEAD, rows)


def operation_table(operations: Operations, origins: Iterable[str]) -> str:
    """Return the table of operation retrieval over the cases of some origins."""
    wanted = frozenset(origins)
    rows = []
    for name, every in operations.found.items():
        found = [one for one in every if one.origin in wanted]
        rows.append(
            [
                f"designer, {name}" if name in PRODUCT else name,
                *_found_cells(found),
                *(f"{share([one for one in found if one.reads is reads], 'first'):.3f}" for reads in (True, False)),
            ]
        )
    return table(("by", "R@1", "R@5", "R@1, to read", "R@1, to write"), rows)


def ablation_row(name: str, outcomes: Sequence[Outcome], whole: Sequence[Outcome]) -> list[str]:
    """Return the figures without a group of features, each with its difference from those with all; *name* empty: all."""
    if not name:
        return ["all features", *(f"{MEASURES[measure](together(whole)):.3f}" for measure in DIFFERING)]
    return [f"without {name}", *_differences(outcomes, whole)]


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table whose first column is words, the others figures."""
    lines = [_line(head), "|---" + "|---:" * (len(head) - 1) + "|", *map(_line, rows)]
    return "\n".join(lines) + "\n"


def _methods(fields: Fields) -> Iterator[str]:
    """Yield the product first, then the others by how much they find at once."""
    yield from PRODUCT
    yield from (name for name in fields.least if name in fields.answers)


def _field_row(name: str, outcomes: Sequence[Outcome]) -> list[str]:
    whole = together(outcomes)
    own = name in PRODUCT
    counts = whole.counts
    return [
        f"designer, {name}" if own else name,
        *_bounded(outcomes),
        *(f"{MEASURES[measure](whole):.3f}" if own else NONE for measure in BESIDE),
        f"{counts['constants_right']} of {counts['constants']}" if own else NONE,
        f"{counts['extras']} ({counts['extras_accepted']})" if own else str(counts["extras"]),
        f"{counts['decoys_filled']} of {counts['decoys']}",
    ]


def _bounded(outcomes: Sequence[Outcome]) -> list[str]:
    def figures(drawn: Sequence[Outcome]) -> list[float]:
        whole = together(drawn)
        return [MEASURES[measure](whole) for measure in WITH_BOUNDS]

    bounds = intervals(outcomes, figures)
    return [f"{value:.3f} ({low:.2f}-{high:.2f})" for value, (low, high) in zip(figures(outcomes), bounds, strict=True)]


def _differences(outcomes: Sequence[Outcome], whole: Sequence[Outcome]) -> list[str]:
    def figures(drawn: Sequence[tuple[Outcome, Outcome]]) -> list[float]:
        without, before = together(one for one, _ in drawn), together(other for _, other in drawn)
        return [MEASURES[measure](without) - MEASURES[measure](before) for measure in DIFFERING]

    pairs = list(zip(outcomes, whole, strict=True))
    values = [MEASURES[measure](together(outcomes)) for measure in DIFFERING]
    every = zip(values, figures(pairs), intervals(pairs, figures), strict=True)
    return [f"{value:.3f}, {less:+.3f} ({low:+.3f} to {high:+.3f})" for value, less, (low, high) in every]


def _found_cells(found: Sequence[Found]) -> list[str]:
    by_case: dict[str, list[Found]] = {}
    for one in found:
        by_case.setdefault(one.case, []).append(one)

    def figures(drawn: Sequence[list[Found]]) -> list[float]:
        every = [one for own in drawn for one in own]
        return [share(every, what) for what in ("first", "first_five")]

    known = list(by_case.values())
    return [f"{value:.3f} ({low:.2f}-{high:.2f})" for value, (low, high) in zip(figures(known), intervals(known, figures), strict=True)]


def share(found: Sequence[Found], what: str) -> float:
    """Return the share of needs of which `first` or `first_five` holds."""
    return sum(getattr(one, what) for one in found) / len(found) if found else 0.0


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"
