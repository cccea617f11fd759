"""What a tool answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from designer.model.design import Design
    from designer.model.finding import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class ToolAnswer:
    """The text for the model, and the design with its report where the call has changed it."""

    text: str
    is_error: bool = False
    design: Design | None = None
    report: Report | None = None
