"""After a failure: no event is lost in silence, and none is tried for ever."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.check.rule import Fault, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.check.lookup.view import View


@rule("SAFE718", severity="warning")
def no_event_is_lost(view: View) -> Iterator[Fault]:
    """Keep what could not be written: skipped it is lost, retried without end it holds up what comes after it."""
    for where, _, step in view.design.steps():
        if step.role != "write" or step.action != "call":
            continue
        if step.on_error == "skip":
            message = "A write that fails is skipped, and the event is lost without a word. Use `on_error: dead_letter`."
            yield Fault(where=f"{where}.on_error", message=message)
        elif step.on_error == "retry":
            message = "A write that is refused is tried for ever, and what comes after it waits. Use `on_error: dead_letter`."
            yield Fault(where=f"{where}.on_error", message=message, severity="info")
