"""How well fields are matched and operations found; no time is measured here, and the figures stand in a report of their own."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from comparison import Comparison
from documents import CORPUS
from measure import ROOT, Subject
from npm import last_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from comparison import Bench

PROGRAM = ROOT / "bench" / "matching" / "run.py"
SECONDS = 1800


def compare(bench: Bench) -> Iterator[Comparison]:
    """Yield the run that writes bench/MATCHING.md, the cases held out counted in."""
    yield Comparison(
        title="fields and operations, all cases",
        subjects=(
            Subject(
                name="bench/matching/run.py",
                command=(sys.executable, str(PROGRAM), "--held"),
                cache=bench.cache / "matching",
                said=last_line,
                missing="" if (CORPUS / "cases").is_dir() else "no corpus with cases here; DESIGNER_CORPUS names its folder",
                once=True,
                limit=SECONDS,
            ),
        ),
    )
