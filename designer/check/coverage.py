"""How much of a design was checked, and how much waits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from designer.check.lookup.needs import missing_of, needed_by
from designer.model.answering import is_answered
from designer.model.finding import Count

if TYPE_CHECKING:
    from designer.check.lookup.view import State, View
    from designer.model.design import Design

LOOKED_UP: frozenset[State] = frozenset({"known", "missing"})
"""What is known of a place once its document has been looked into: what stands there, or that nothing does."""

AGREEMENT: tuple[Literal["agreed", "disputed", "alone"], ...] = ("agreed", "disputed", "alone")
"""What an offline matcher says of the mappings and columns of another planner."""

BRIEF_UNUSED = "parts of the brief not used"


def coverage(view: View) -> tuple[Count, ...]:
    """Return the counts: what the documents could decide, what is required and filled, what is still asked.

    A mapping is checked when both its ends could be looked up, and unverified when a document leaves one of them open. One whose call or
    step is itself at fault is neither.
    """
    mappings = [mapping for _, mapping in view.mappings]
    states = [{spot.state for spot in (*mapping.sources, mapping.target)} for mapping in mappings]
    checked = sum(found <= LOOKED_UP for found in states)
    unverified = sum("unknown" in found for found in states)
    named = [view.operation(system, key) for _, system, key, _ in view.operations]
    needed = sum(needed_by(view, step) for step in view.steps)
    missing = sum(len(missing_of(view, step)) for step in view.steps)
    questions = view.design.questions
    told = sum("account" in {spot.field.proof for spot in (*mapping.sources, mapping.target)} for mapping in mappings)
    judged = [mapping.agreement for _, _, _, mapping in view.design.mappings()]
    judged += [column.agreement for table in (view.design.warehouse.tables if view.design.warehouse else ()) for column in table.columns]
    asked = sum(map(bool, judged))
    by_planners = tuple(Count(name=f"mappings {word}", done=judged.count(word), total=asked) for word in AGREEMENT) if asked else ()
    by_account = (Count(name="mappings checked by account metadata", done=told, total=len(mappings)),) if told else ()
    return (
        Count(name="mappings checked", done=checked, total=len(mappings)),
        *by_account,
        *by_planners,
        Count(name="required targets filled", done=needed - missing, total=needed),
        Count(name="mappings unverified", done=unverified, total=len(mappings)),
        Count(name="operations in the documents", done=sum(1 for one in named if one and one.in_spec), total=len(named)),
        Count(name="questions open", done=sum(not is_answered(view.design, question) for question in questions), total=len(questions)),
        *brief_count(view.design),
    )


def brief_count(design: Design) -> tuple[Count, ...]:
    """Return how many of the parts of the brief that ask for something came to nothing; none where no brief was accounted for."""
    return (Count(name=BRIEF_UNUSED, done=len(design.brief.unused), total=design.brief.parts),) if design.brief.parts else ()
