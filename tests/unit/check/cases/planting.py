"""How a fault is planted in a good design, and the finding that it must give."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from designer.model.finding import Fix
from designer.repair import apply_fixes
from tests.unit.check.designs import GOOD

if TYPE_CHECKING:
    from designer.model.design import Design
    from designer.model.scalars import Json

STEP = "$.flows[0].steps[0]"
NEW = f"{STEP}.mappings[7]"
"""Where a mapping that is added stands."""
REMOVED = object()
UNFILLED = "Map a source to it, set a constant, or ask for it with a setting and a question."
TOLD_OF_SECRETS = "This looks like a secret. Take it out, put it into an environment variable, and have it replaced where it was issued."


@dataclass(frozen=True)
class Case:
    """A good design, what makes it bad, and the finding."""

    code: str
    changes: dict[str, object]
    where: str
    message: str
    severity: str = "error"
    good: Design = GOOD

    @property
    def bad(self) -> Design:
        """Return the good design with the fault planted."""
        fixes = [
            Fix(where=where, words="", remove=True) if value is REMOVED else Fix(where=where, words="", value=value)  # type: ignore[arg-type]
            for where, value in self.changes.items()
        ]
        return apply_fixes(self.good, fixes)


def added(target: str, *sources: str, **more: Json) -> dict[str, object]:
    """Return the change that adds a mapping."""
    return {NEW: {"target": target, "sources": list(sources), **more}}


def constant(target: str, value: Json) -> dict[str, object]:
    """Return the change that adds a constant."""
    return added(target, transform={"name": "constant", "value": value})


def step(**changes: object) -> dict[str, object]:
    """Return changes of the one step."""
    return {f"{STEP}.{name}": value for name, value in changes.items()}


def trigger(**changes: object) -> dict[str, object]:
    """Return changes of the trigger."""
    return {f"$.flows[0].trigger.{name}": value for name, value in changes.items()}


EXTRACT = "$.warehouse.extracts[0]"
TABLE = "$.warehouse.tables[1]"
READ_BACK: Json = {
    "id": "read",
    "role": "read",
    "system": "shop",
    "operation": "GET /customers/{id}",
    "mappings": [{"target": "path.id", "sources": ["trigger:data.id"]}],
}
