"""How much of a design was checked, and how much waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.check.needs import missing_of, needed_by
from designer.model.finding import Count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.check.view import View
    from designer.model.finding import Finding
    from designer.model.question import Question


def coverage(view: View, findings: Sequence[Finding]) -> tuple[Count, ...]:
    """Return the counts: what the documents could decide, what is required and filled, what is still asked."""
    mappings = [mapping for _, mapping in view.mappings]
    untold = {finding.where.partition("].sources")[0] for finding in findings if finding.severity == "unverified"}
    unverified = sum(1 for mapping in mappings if mapping.where in untold or any(place.startswith(f"{mapping.where}.") for place in untold))
    named = [view.operation(system, key) for _, system, key, _ in view.operations]
    needed = sum(needed_by(view, step) for step in view.steps)
    missing = sum(len(missing_of(view, step)) for step in view.steps)
    questions = view.design.questions
    told = sum("account" in {spot.field.proof for spot in (*mapping.sources, mapping.target)} for mapping in mappings)
    by_account = (Count(name="mappings checked by account metadata", done=told, total=len(mappings)),) if told else ()
    return (
        Count(name="mappings checked", done=len(mappings) - unverified, total=len(mappings)),
        *by_account,
        Count(name="required targets filled", done=needed - missing, total=needed),
        Count(name="mappings unverified", done=unverified, total=len(mappings)),
        Count(name="operations in the documents", done=sum(1 for one in named if one and one.in_spec), total=len(named)),
        Count(name="questions open", done=sum(1 for question in questions if _is_open(view, question)), total=len(questions)),
    )


def _is_open(view: View, question: Question) -> bool:
    kind, _, name = question.fills.partition(":")
    if kind == "setting":
        setting = view.design.setting(name)
        return setting is None or setting.value is None
    if kind == "table":
        table = view.design.table(name)
        return table is None or not table.rows
    return True
