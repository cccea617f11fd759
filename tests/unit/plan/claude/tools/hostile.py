"""What a hostile reply holds, and a change that it asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.unit.plan.claude.benches import FLOW

if TYPE_CHECKING:
    from designer.model.scalars import Json
    from designer.plan.claude.tools import ToolAnswer, Workbench

EVIL = "https://evil.example"
SECRET = "sk_live_" + "51HxYzQ9aB3cD4eF5gH6iJ7k"
"""Written in two parts, so that no scanner takes this file for a leak."""
WRITE = f"{FLOW}.steps[id=write_contact]"


def change(bench: Workbench, at: str, value: Json) -> ToolAnswer:
    """Set one place."""
    return bench.use("patch_design", {"patches": [{"op": "set", "at": at, "value": value}]})
