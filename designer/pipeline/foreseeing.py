"""The first request of a run with Claude, as it would be sent: all that comes before it is done, nothing is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.pipeline import checker_of
from designer.pipeline.designing import read
from designer.pipeline.planning import settings_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.pipeline.designing import Wanted
    from designer.plan.claude.turn import Turn


def first_turn(wanted: Wanted, *, tell: Callable[[str], None]) -> Turn:
    """Return the first request for a brief; neither a key nor the service is needed, *tell* hears how far it is."""
    from designer.plan.claude.opened import opened  # noqa: PLC0415 - planning loads the matcher
    from designer.repair import with_certain_fixes  # noqa: PLC0415 - the same

    brief, catalog = read(wanted, tell=tell)
    checker = checker_of(catalog)
    tell("Planning, and writing the prompt")
    begins = opened(brief, catalog, checker=checker, mend=lambda design: with_certain_fixes(design, checker))
    catalog.remember()
    settings = settings_of(wanted.planner)
    return begins.conversation().turn(settings, max_tokens=settings.max_tokens)
