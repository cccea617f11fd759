"""A call that asks for much more than the source has is likely the wrong one: the question that comes before all others."""

from __future__ import annotations

from textwrap import shorten
from typing import TYPE_CHECKING

from designer.model.question import Question
from designer.names.text import identifier

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.model.design import Step
    from designer.plan.offline.target import Target
    from designer.plan.offline.writing import Writing

MANY = 4
"""So many values that nobody has, and more than the source fills, speak against a call."""
OTHERS = 3


def doubted_call(target: Target, writing: Writing) -> tuple[Question, ...]:
    """Return the question whether the chosen call is meant, with the next best ones, where its body is mostly unknown."""
    return tuple(_doubts(target, writing))


def _doubts(target: Target, writing: Writing) -> Iterator[Question]:
    for step in target.steps:
        asked, filled = _counts(step)
        if step.role != "write" or asked < MANY or asked <= filled:
            continue
        others = [found.operation.key for found in writing.ranked if found.operation.key != step.operation][:OTHERS]
        lacks = f"Its body requires {asked} values that no field of the source holds, and {filled} are filled"
        said = shorten(writing.wish.then or writing.wish.text, width=100, placeholder=" …")
        yield Question(
            id=identifier(f"{writing.system.id}_{step.id}_call"),
            about=f"{writing.system.name}: {step.operation}",
            text=f"Is {step.operation} the call of {writing.system.name} that is meant by “{said}”?",
            why=f"{lacks}: if another call is meant, all that is asked about this one is idle.",
            candidates=(*others, f"yes, {step.operation}"),
            line=writing.wish.line,
        )


def _counts(step: Step) -> tuple[int, int]:
    """Return how many values of a body wait for an answer, and how many a source fills."""
    body = [mapping for mapping in step.mappings if mapping.target.startswith("body.") and mapping.sources]
    asked = sum(all(source.startswith("setting:") for source in mapping.sources) for mapping in body)
    return asked, len(body) - asked
