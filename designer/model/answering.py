"""Where the answer to a question goes in a design, and whether it is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from designer.model.design import Design
    from designer.model.question import Question

LIFECYCLE = "`action` is `ignore` (nothing happens) or `act` (a step does it; say in `note` what), and `ask` leaves it open"
"""What the values mean that decide a case of a record's life: likely answers are in a person's words."""


def is_answered(design: Design, question: Question) -> bool:
    """Tell whether what a question fills is filled: its setting has a value, its table has rows. Of the others only a person can tell."""
    kind, _, identifier = question.fills.partition(":")
    setting = design.setting(identifier) if kind == "setting" else None
    table = design.table(identifier) if kind == "table" else None
    return bool((setting and setting.value is not None) or (table and table.rows))
