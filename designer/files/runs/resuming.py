"""How a run is gone on with: the command for it, which its log can tell as well as the run itself."""

from __future__ import annotations

import itertools
import shlex
from typing import TYPE_CHECKING

from designer.files.runs.masking import HIDDEN, text_as_logged
from designer.model.run import DONE

if TYPE_CHECKING:
    from designer.model.run import Ending, RunStart

DESIGN = "designer design"
MORE = 2
"""How many times as much a run may cost that goes on after its cap."""
LEAST, MOST = 0.5, 1_000.0
"""US dollars that such a run is allowed at least and at most: a call of the dearest model takes some cents."""


def resume_command(start: RunStart, identifier: str, ending: Ending) -> str:
    """Return the command that goes on with a run; empty if nothing is left to do, nothing was kept of it, or it would end as it did.

    A refusal is such an end: the same words meet the same answer. The log knows the other options. One that holds a secret is not
    kept whole: then all are given again. What ended a run by its cost would end it again, so more is allowed.
    """
    if ending in DONE or ending == "refused" or not identifier:
        return ""
    return continued(start, identifier, max_cost=max(start.max_cost * MORE, LEAST) if ending == "cost" else 0.0)


def continued(start: RunStart, identifier: str, *, max_cost: float = 0.0) -> str:
    """Return the command that goes on with a run, and with *max_cost* (US dollars) lets it cost that much."""
    more = f" --max-cost {min(max_cost, MOST):g}" if max_cost else ""
    return f"{_command(start)} --resume {identifier}{more}"


def is_whole(command: str) -> bool:
    """Tell whether a command can be given again as its log tells it."""
    return bool(command) and HIDDEN not in command and text_as_logged(command) == command


def _command(start: RunStart) -> str:
    if not is_whole(start.command):
        return start.command or shlex.join([*DESIGN.split(), "--from", start.brief])
    return shlex.join(itertools.takewhile(lambda word: not word.startswith("-"), shlex.split(start.command)))
