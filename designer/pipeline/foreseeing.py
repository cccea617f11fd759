"""The first request of a run with Claude, as it would be sent: all that comes before it is done, nothing is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.pipeline import checker_of
from designer.pipeline.designing import read
from designer.pipeline.planning import offline, settings_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.pipeline.designing import Wanted
    from designer.plan.claude.turn import Turn


def first_turn(wanted: Wanted, *, tell: Callable[[str], None]) -> Turn:
    """Return the first request for a brief; neither a key nor the service is needed, *tell* hears how far it is."""
    from designer.plan.claude.context.opening import opening  # noqa: PLC0415 - planning loads the matcher
    from designer.plan.claude.conversation import begun  # noqa: PLC0415 - the same
    from designer.plan.claude.tools import TOOLS  # noqa: PLC0415 - the same
    from designer.plan.offline.candidates import operation_candidates  # noqa: PLC0415 - the same
    from designer.repair import with_certain_fixes  # noqa: PLC0415 - the same

    brief, catalog = read(wanted, tell=tell)
    checker = checker_of(catalog)
    tell("Planning")
    draft, report = with_certain_fixes(offline().plan(brief, catalog, checker=checker), checker)
    tell("Writing the prompt")
    first = opening(brief, catalog, draft, report, candidates=operation_candidates(brief, catalog, design=draft))
    catalog.remember()
    settings = settings_of(wanted.planner)
    return begun(first.system, TOOLS, (first.context, first.task)).turn(settings, max_tokens=settings.max_tokens)
