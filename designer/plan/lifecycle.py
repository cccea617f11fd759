"""What a flow does in each case of a record's life, and the question about the cases that nobody decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.model.design import LifecycleRow
from designer.model.question import Question
from designer.names.text import words

if TYPE_CHECKING:
    from designer.model.brief import Wish

DELETED = {"delete", "deleted", "deletes", "remove", "removed", "archived", "cancelled", "canceled"}


def lifecycle(wish: Wish, *, updates: bool, filtered: bool, noun: str) -> tuple[LifecycleRow, ...]:
    """Return one row for each case; what the brief does not decide is `ask`, never a silent choice."""
    said = set(words(wish.text))
    rows = [
        LifecycleRow(case="create", action="act", note=f"a new {noun} is written"),
        LifecycleRow(case="update", action="act", note="the record that was found is changed")
        if updates
        else LifecycleRow(case="update", action="ignore", note="the brief speaks of new records only"),
        LifecycleRow(case="delete", action="ask", note="the brief speaks of deletions but not of what shall follow")
        if said & DELETED
        else LifecycleRow(case="delete", action="ask", note="the brief does not say; nothing is deleted until it is decided"),
        LifecycleRow(case="merge", action="ask", note="the brief does not say; a merged record is treated as a change until it is decided"),
    ]
    if filtered:
        rows.append(
            LifecycleRow(case="leaves_filter", action="ask", note="the brief does not say; nothing is taken back until it is decided")
        )
    return tuple(rows)


def lifecycle_question(flow: str, *, noun: str, source: str, target: str) -> Question:
    """Return the one question about the undecided cases of a flow."""
    return Question(
        id=f"{flow}_lifecycle",
        about=f"flow {flow}: lifecycle",
        text=f"What shall happen in {target} when a {noun} is deleted or merged in {source}?",
        why="Until it is decided the connector leaves what it once wrote as it is, so the two systems drift apart.",
        candidates=("leave it", "archive it", "delete it", "tell a person"),
        fills=f"lifecycle:{flow}",
    )
