"""What is said to the model between its replies: blocks of `prompts/repair.md`, and the closing one for the documents' texts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from designer.plan.claude.prompts import prompt
from designer.plan.claude.proposal.drafting import draft_text
from designer.plan.claude.proposal.findings import findings_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from designer.model.design import Design
    from designer.model.finding import Report
    from designer.model.run import PromptUse
    from designer.model.scalars import JsonObject
    from designer.plan.claude.best import Standing

LOOKUPS = frozenset({"search_operations", "read_schema"})
MOST_LOOKUPS = 40


class Wording:
    """Fills in prompts, and tells of each that is sent."""

    def __init__(self, sent: Callable[[PromptUse], None]) -> None:
        """Tell *sent* of each prompt."""
        self._sent = sent

    def nudge(self, best: Standing | None) -> str:
        """Return the reminder for a turn that ended too early."""
        if best is None:
            return self._text("repair/nudge")
        left = [self._text("repair/left", findings=findings_text(best.design, best.report))] if best.must_go_on else []
        return "\n".join((*left, *([self.missing(best)] if best.missing else [])))

    def missing(self, standing: Standing) -> str:
        """Return what of the style's list the design lacks."""
        told = (f"- {demand.item}: {', '.join(f'`{place}`' for place in demand.design)}" for demand in standing.missing)
        return self._text("repair/missing", missing="\n".join(told))

    def parts(self) -> str:
        """Return what asks for a design in parts, after replies that were cut."""
        return self._text("repair/cut")

    def stalled(self, standing: Standing) -> str:
        """Return what is said when a run is gone on with that had ended with the same findings twice."""
        return self._text("repair/stalled", findings=findings_text(standing.design, standing.report))

    def restart(self, design: Design, report: Report, calls: Sequence[JsonObject]) -> str:
        """Return what a conversation goes on from that took another one's place: the design, its findings and what was looked up."""
        looked_up = [f"{call['name']} {json.dumps(call.get('input'), ensure_ascii=False)}" for call in calls if call["name"] in LOOKUPS]
        told = "\n".join(dict.fromkeys(looked_up[-MOST_LOOKUPS:])) or "nothing"
        return self._text("repair/restart", draft=draft_text(design), findings=findings_text(design, report), looked_up=told)

    def texts(self) -> str:
        """Return what asks once more for the documents' texts."""
        return self._text("repair/texts")

    def narrative(self, *, may_change: bool) -> str:
        """Return what asks for the documents' texts; *may_change*: the design may still be changed instead."""
        return self._text("narrative", may_change=may_change)

    def _text(self, identifier: str, **values: object) -> str:
        found = prompt(identifier, **values)
        self._sent(found.use)
        return found.text
