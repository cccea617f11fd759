"""The report as Markdown: nothing in it hangs on the day, the machine or the order of work; of held cases it tells sums alone."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from intervals import DRAWS, LEVEL
from measured import APART
from misses import misses, read_words, to_read, worst
from reliability import bins, drawn, far_off
from scores import MEASURES, outcome, together
from tables import DIFFERING, ablation_row, field_table, operation_table, share, table

from designer.names.markdown import markdown_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from briefs import BriefCase
    from cases import Case
    from fit import ComparedCase
    from folds import Fold
    from measured import Fields, Operations
    from misses import Miss, Poor, Unread

CURVE = "matching-reliability.svg"
ALTERNATES = 2
"""So many right sets of sources are shown of a miss."""
HEAD = """# Matching

Made by `make bench` where the corpus is (by itself: `python bench/matching/run.py`); the same cases give the same bytes.

A case is a pair of objects of two systems, or a brief, with what is known to be right; see `bench/matching/cases.py` and `briefs.py`.
Cases *of the corpus* were taken from connectors that people run, *ours* were written for this project from what the vendors document.
On both the product was looked at and fitted while it was made. **Cross-validated** figures are of the whole product (candidates,
assignment, confidence, transforms) with numbers fitted on the other folds; whole systems never stand on both sides of a fold (see the
end). They still flatter: the dictionary and the rules were written by people who saw these cases. *As shipped* figures are by the
numbers of the data files, which were fitted on these very cases: they are no promise. {held}

In brackets: between which bounds {level:.0%} of the figures lie when as many whole cases are drawn again ({draws} draws). R@1, R@5: a
right source is first, among the first five, for a target of which the case tells. F1: of the proposals for these targets; the whole set
of sources must be right. Precision at half: of the surest proposals for half of the pairs. Accepted: confidence of 0.8 or more. Kind:
the transform of a right proposal is of the right kind. Extras: proposals for targets of which the case tells nothing (cases are
incomplete: an extra is no proof of an error). Decoys: required targets that need a constant or a person. The others are given the same
lists of fields and assign each source and each target once; each is given the threshold that suits it best over the cases between two
APIs: {least}.
"""
WITH_HELD = """Cases *held out* were never looked at, only counted; there the cross-validated row is by numbers fitted on the {count} known
cases that share no system with any of them."""


def report(fields: Fields, operations: Operations) -> str:
    """Return the whole report."""
    held = WITH_HELD.format(count=fields.apart_from_held) if fields.held else ""
    least = ", ".join(f"{name} {value:.1f}" for name, value in fields.least.items())
    parts = [
        HEAD.format(held=held, level=LEVEL, draws=DRAWS, least=least),
        *_field_parts(fields),
        *_operation_parts(operations),
        *_reliability(fields),
        *_ablation(fields),
        *_worst(fields),
        *_classes(fields),
        *_to_read(fields),
        *_folds("fields", fields.parts, [one.case for one in fields.known]),
        *_folds("operations", operations.parts, operations.cases),
    ]
    return "\n".join(parts)


def curve(fields: Fields) -> str:
    """Return the reliability curve as SVG."""
    return drawn(bins(_judged(fields)), "API to API, cross-validated")


def summary(fields: Fields, operations: Operations) -> str:
    """Return the figures that matter most in a line."""
    whole = together(outcome(one.case, fields.answers[APART][one.case.id]) for one in _between_apis(fields))
    found = [one for one in operations.found[APART] if one.origin != "held"]
    figures = [f"{name} {MEASURES[name](whole):.3f}" for name in ("R@1", "R@5", "F1", "precision at half", "kind")]
    rates = [f"{name} {share(found, what):.3f}" for name, what in (("R@1", "first"), ("R@5", "first_five"))]
    return f"cross-validated, API to API: fields {', '.join(figures)}; operations {', '.join(rates)}; see MATCHING.md"


def _field_parts(fields: Fields) -> Iterator[str]:
    for title, group, origins in (
        ("API to API, all known cases", "api", ("corpus", "ours")),
        ("API to API, of the corpus", "api", ("corpus",)),
        ("API to API, ours", "api", ("ours",)),
        ("API to API, held out", "api", ("held",)),
        ("API to warehouse, of the corpus", "warehouse", ("corpus",)),
        ("API to warehouse, ours", "warehouse", ("ours",)),
        ("API to warehouse, held out", "warehouse", ("held",)),
    ):
        cases = [one for one in (*fields.known, *fields.held) if one.case.group == group and one.case.origin in origins]
        if cases:
            pairs = sum(bool(told.rights) and not told.doubtful for one in cases for told in one.case.told)
            yield f"## Fields: {title} ({len(cases)} cases, {pairs} pairs)\n"
            yield field_table(fields, cases)


def _operation_parts(operations: Operations) -> Iterator[str]:
    """Yield the tables of operations; both sides of a case are counted as far as a document has the operation."""
    for title, origins in (
        ("all known briefs", ("corpus", "ours")),
        ("of the corpus", ("corpus",)),
        ("ours", ("ours",)),
        ("held out", ("held",)),
    ):
        cases = [one for one in (*operations.cases, *operations.held) if one.origin in origins]
        if cases:
            yield f"## Operations: {title} ({len(cases)} briefs, {sum(len(one.needs) for one in cases)} operations)\n"
            yield operation_table(operations, origins)
    yield (
        "The system is given. R@1: the operation that `designer design` chose; R@5: `operation_candidates`. The searches are over path,\n"
        "name, tags, summary and description of the operations, those that read (GET) apart from those that write, and ask with the whole\n"
        "brief. What helps to choose among operations from the matching of fields is by the numbers shipped in both rows.\n"
    )


def _reliability(fields: Fields) -> Iterator[str]:
    found = bins(_judged(fields))
    yield "## What a confidence is worth (API to API, cross-validated)\n"
    yield f"![Reliability curve]({CURVE})\n"
    rows = [(f"{one.low:.2f} to {one.high:.2f}", str(one.count), f"{one.said:.3f}", f"{one.right:.3f}") for one in found]
    yield table(("confidence", "proposals", "told in the mean", "right"), rows)
    yield f"In the mean a confidence is {far_off(found):.3f} off.\n"


def _judged(fields: Fields) -> tuple[tuple[float, bool], ...]:
    return together(outcome(one.case, fields.answers[APART][one.case.id]) for one in _between_apis(fields)).judged


def _ablation(fields: Fields) -> Iterator[str]:
    yield "## Without a group of features (API to API, all known cases)\n"
    yield (
        "Both models and the confidence are fitted anew without the group, in one go for all folds, which flatters a little against the\n"
        "tables above. Candidates, vetoes and transforms stay. In brackets: the bounds of the difference over the same cases drawn again;\n"
        "where 0 lies between them, the cases do not tell whether the group helps.\n"
    )
    rows = [ablation_row(name, outcomes, fields.without[""]) for name, outcomes in fields.without.items()]
    yield table(("", *(f"{name}, difference" for name in DIFFERING)), rows)


def _worst(fields: Fields) -> Iterator[str]:
    yield "## The ten worst cases (API to API, cross-validated)\n"
    words = read_words("misses")
    for poor in worst(_poor(fields)):
        yield f"### {poor.case}: {len(poor.misses)} of {poor.pairs} wrong\n"
        yield "| target | right | proposed | class | why |\n|---|---|---|---|---|"
        for miss in poor.misses:
            said = words.get(poor.case, {}).get(miss.target, "")
            shown = (
                _named(sorted(miss.proposal.sources)) + f" ({miss.proposal.confidence:.2f})"
                if miss.proposal
                else f"none; first {_named([miss.first])}"
            )
            yield f"| {_named([miss.target])} | {' or '.join(_named(sorted(one)) for one in miss.right)} | {shown} | {miss.kind} | {said} |"
        yield ""


def _shown(miss: Miss) -> str:
    if miss.proposal is None:
        return f"nothing; first is {_named([miss.first])}" if miss.first else "nothing"
    return f"{_named(sorted(miss.proposal.sources))} ({miss.proposal.confidence:.2f})"


def _classes(fields: Fields) -> Iterator[str]:
    """Yield how often each class of error occurs."""
    count = Counter(miss.kind for poor in _poor(fields) for miss in poor.misses)
    pairs = sum(poor.pairs for poor in _poor(fields))
    yield f"## Classes of errors (API to API, cross-validated: {count.total()} of {pairs} pairs)\n"
    yield table(("class", "pairs"), [(name, str(times)) for name, times in sorted(count.items(), key=lambda entry: (-entry[1], entry[0]))])


def _to_read(fields: Fields) -> Iterator[str]:
    found = [one for case in _between_apis(fields) for one in to_read(case, fields.answers[APART][case.case.id])]
    verdicts = Counter(one.words.partition(":")[0] for one in found if one.words)
    yield "## Extras that were accepted and decoys that were filled (API to API, cross-validated)\n"
    told = ", ".join(f"{times} {verdict}" for verdict, times in sorted(verdicts.items()))
    yield f"{len(found)} proposals that no case tells of; read by a person: {told or 'none yet'}.\n"
    yield "<details><summary>All of them</summary>\n"
    yield "| case | target | proposed | | found |\n|---|---|---|---|---|"
    yield from map(_unread_line, found)
    yield "\n</details>\n"


def _unread_line(one: Unread) -> str:
    shown = f"{_named(one.sources)} ({one.confidence:.2f})"
    return f"| {one.case} | {_named([one.target])} | {shown} | {'decoy' if one.is_decoy else 'extra'} | {one.words} |"


def _folds(title: str, parts: Sequence[Fold], cases: Sequence[Case] | Sequence[BriefCase]) -> Iterator[str]:
    systems = {case.id: case.systems for case in cases}
    yield f"## Folds of the {title}\n"
    yield "Judged together; fitted on all cases that share no system with them.\n"
    for number, part in enumerate(parts, start=1):
        held = ", ".join(sorted({system for name in part.held for system in systems[name]}))
        yield f"{number}. {', '.join(part.held)} (systems: {held}; fitted on {len(part.trained)})"
    yield ""


def _between_apis(fields: Fields) -> list[ComparedCase]:
    return [one for one in fields.known if one.case.group == "api"]


def _poor(fields: Fields) -> list[Poor]:
    return [misses(one, fields.answers[APART][one.case.id]) for one in _between_apis(fields)]


def _named(paths: Sequence[str]) -> str:
    """Return paths as Markdown shows them: no name of a vendor's is markup."""
    return " + ".join(markdown_text(path) for path in paths if path) or "nothing"
