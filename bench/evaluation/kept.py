"""The designs whose replies the project keeps for its cassettes, made anew: written once by a model outside the service."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

from evaluation.hand.serving import AT_ONCE
from evaluation.rows import How, row_of
from evaluation.running import Workplace, made

if TYPE_CHECKING:
    from pathlib import Path

    from evaluation.asking import Asked
    from evaluation.rows import Row


def replies_of(case: str) -> Path | None:
    """Return the folder of the replies that are kept for a case; none for most."""
    from tests.cassettes.designs import DESIGNS  # noqa: PLC0415 - the tests' own, for a whole run alone

    return next((one.replies for one in DESIGNS if one.example == case), None)


def kept_row(asked: Asked, replies: Path, folder: Path, *, model: str = "") -> Row:
    """Return the row of a case, designed by the real command against a stand-in that says the kept replies."""
    from tests.standin import StandIn  # noqa: PLC0415 - loads the SDK

    told = tomllib.loads((replies / "made.toml").read_text(encoding="utf-8"))
    how = How(kind="by hand", by=f"{told['by']}, from the requests alone", day=told["on"], cache=AT_ONCE)
    with StandIn(replies, clock=lambda: 0.0) as service:
        own = {"ANTHROPIC_BASE_URL": service.url, "ANTHROPIC_API_KEY": "kept-replies"}
        found = made(asked, Workplace(folder=folder), planner="claude", model=model, more=own)
    return row_of(asked, found, planner="claude", how=how)
