"""What a flow does in each case of a record's life, and the question about the cases that nobody decided."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from designer.model.design import LifecycleRow
from designer.model.question import Question
from designer.names.text import identifier, words

if TYPE_CHECKING:
    from designer.model.brief import Wish

CREATED = {"new", "create", "created", "creates", "added", "add", "each", "every", "becomes", "placed", "opened"}
CHANGED = {"update", "updated", "updates", "change", "changed", "changes", "moves", "edited", "modified"}
DELETED = {"delete", "deleted", "deletes", "remove", "removed", "archived", "cancelled", "canceled"}

ENDED = DELETED | {
    *("deactivate", "deactivated", "disable", "disabled", "suspend", "suspended", "revoke", "terminated", "inactive"),
    *("unsubscribe", "unsubscribed", "vanish", "archive", "close", "cancel"),
}
"""Words of a wish that ends something itself."""
MESSAGES = frozenset({"message", "sms", "mail", "email", "notification", "comment", "reply", "note", "alert", "post", "reaction"})
"""What was said stays said: nobody takes it back because the record it speaks of is gone."""
UNDECIDED: tuple[Literal["delete", "merge"], ...] = ("delete", "merge")
UNSAID = {
    "delete": "the brief does not say; nothing is deleted until it is decided",
    "merge": "the brief does not say; a merged record counts as a change until it is decided",
    "leaves_filter": "the brief does not say; nothing is taken back until it is decided",
}


def lifecycle(wish: Wish, *, updates: bool, filtered: bool, noun: str, shared: bool, settled: str = "") -> tuple[LifecycleRow, ...]:
    """Return one row for each case; what the brief does not decide is `ask`, never a silent choice.

    *shared* tells that another wish of the brief goes between the same systems; *settled* why there is nothing to decide.
    """
    said, only = set(words(wish.when or wish.text)), changes_only(wish)
    rows = [_create_row(noun, only=only, shared=shared), _update_row(acts=updates or only, shared=shared)]
    if only and shared:
        decided = "decided in the flow that writes new records"
        return (*rows, *(LifecycleRow(case=case, action="ignore", note=decided) for case in UNDECIDED))
    if settled:
        cases: tuple[Literal["delete", "merge", "leaves_filter"], ...] = (*UNDECIDED, "leaves_filter") if filtered else UNDECIDED
        return (*rows, *(LifecycleRow(case=case, action="ignore", note=settled) for case in cases))
    told = "the brief speaks of deletions but not of what shall follow" if said & DELETED else UNSAID["delete"]
    rows.append(LifecycleRow(case="delete", action="ask", note=told))
    rows.append(LifecycleRow(case="merge", action="ask", note=UNSAID["merge"]))
    if filtered:
        rows.append(LifecycleRow(case="leaves_filter", action="ask", note=UNSAID["leaves_filter"]))
    return tuple(rows)


def stays_as_it_is(wish: Wish, *, made: str, writes: bool) -> str:
    """Return why the end of a record leaves the other side alone, empty where a person must decide.

    *made* is the noun of what the flow writes, *writes* tells that it makes or changes a record of its own there.
    """
    said = set(words(wish.then or wish.text))
    if not writes or said & ENDED or set(words(wish.when)) & ENDED:
        return "the flow acts once on what is there already and keeps no record of its own"
    return f"a {made} that was sent stays sent" if words(made)[-1:] and words(made)[-1] in MESSAGES else ""


def changes_only(wish: Wish) -> bool:
    """Tell whether a wish speaks of records that change, and not of new ones."""
    said = set(words(wish.when or wish.text))
    return bool(said & CHANGED) and not said & CREATED


def _create_row(noun: str, *, only: bool, shared: bool) -> LifecycleRow:
    if not only:
        return LifecycleRow(case="create", action="act", note=f"a new {noun} is written")
    note = "another flow of this design acts on it" if shared else "the brief speaks of changes only"
    return LifecycleRow(case="create", action="ignore", note=note)


def _update_row(*, acts: bool, shared: bool) -> LifecycleRow:
    if acts:
        return LifecycleRow(case="update", action="act", note="the record on the other side is changed")
    note = "another flow of this design acts on it" if shared else "the brief speaks of new records only"
    return LifecycleRow(case="update", action="ignore", note=note)


def lifecycle_question(flow: str, *, noun: str, source: str, target: str) -> Question:
    """Return the one question about the undecided cases of a record; flows between the same systems share it."""
    return Question(
        id=identifier(f"{source}_{noun}_in_{target}_lifecycle"),
        about=f"flow {flow}: lifecycle",
        text=f"What shall happen in {target} when {with_article(noun)} is deleted or merged in {source}?",
        why="Until it is decided the connector leaves what it once wrote as it is, so the two systems drift apart.",
        candidates=("leave it", "archive it", "delete it", "tell a person"),
        fills=f"lifecycle:{flow}",
    )


def with_article(noun: str) -> str:
    """Return the noun with its indefinite article: `a customer`, `an employee`."""
    return f"{'an' if noun[:1] in 'aeiou' and noun[:3] not in {'use', 'uni', 'one'} else 'a'} {noun}"
