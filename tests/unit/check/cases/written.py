"""Cases written as YAML: what is changed in a good design, and the finding that it must give.

Members of an entry: `code`, `base` (a name in designs.py; none: GOOD), `changes` (place to value, `REMOVED` takes away what stands there),
`where`, `severity` (none: error), `says`.
"""

from __future__ import annotations

from pathlib import Path

import yaml

from tests.unit.check import designs
from tests.unit.check.cases.planting import REMOVED, Case

FOLDER = Path(__file__).parent / "planted"


def written(family: str) -> tuple[Case, ...]:
    """Return the cases of a family's file."""
    entries = yaml.safe_load((FOLDER / f"{family}.yaml").read_text(encoding="utf-8"))
    return tuple(
        Case(
            entry["code"],
            {where: REMOVED if value == "REMOVED" else value for where, value in entry["changes"].items()},
            entry["where"],
            entry["says"],
            entry.get("severity", "error"),
            getattr(designs, entry.get("base", "GOOD")),
        )
        for entry in entries
    )
