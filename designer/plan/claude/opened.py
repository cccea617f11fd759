"""What a run with Claude begins with: the offline draft after the certain fixes, and the first request about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from designer.plan.claude.best import Standing
from designer.plan.claude.conversation import begun
from designer.plan.claude.tools import TOOLS
from designer.plan.offline.candidates import operation_candidates
from designer.plan.offline.planner import OfflinePlanner

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.model.brief import Brief
    from designer.model.design import Design
    from designer.model.finding import Checker, Report
    from designer.model.spec import Catalog
    from designer.plan.claude.context.opening import Opening
    from designer.plan.claude.conversation import Conversation


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A draft and what is said of it."""

    draft: Standing
    opening: Opening

    def conversation(self, *more: str) -> Conversation:
        """Return the conversation at its beginning; *more* is said behind the task, where it is begun anew."""
        return begun(self.opening.system, TOOLS, (self.opening.context, self.opening.task, *more))


def opened(brief: Brief, catalog: Catalog, *, checker: Checker, mend: Callable[[Design], tuple[Design, Report]]) -> Opened:
    """Return what a run over a brief begins with; nothing is sent, and the same input gives the same bytes."""
    from designer.plan.claude.context.opening import opening  # noqa: PLC0415 - it loads the matcher's dictionaries

    draft, report = mend(OfflinePlanner().plan(brief, catalog, checker=checker))
    first = opening(brief, catalog, draft, report, candidates=operation_candidates(brief, catalog, design=draft))
    return Opened(draft=Standing(design=draft, report=report), opening=first)
