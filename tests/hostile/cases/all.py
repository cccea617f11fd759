"""All hostile cases."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from tests.hostile.cases import aliases, depth, designs, files, laid, references, sizes, specs, texts

if TYPE_CHECKING:
    from tests.hostile.cases.case import Case

CASES: tuple[Case, ...] = (
    *aliases.CASES,
    *depth.CASES,
    *references.CASES,
    *files.CASES,
    *sizes.CASES,
    *designs.CASES,
    *laid.CASES,
    *texts.CASES,
    *specs.CASES,
)
SUITE: tuple[Case, ...] = tuple(case for case in CASES if not case.extra or os.environ.get("DESIGNER_HOSTILE") == "all")
"""What every run of the tests runs; all with DESIGNER_HOSTILE=all."""
