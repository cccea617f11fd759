"""What is told of one change, before it is known where the design uses what has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from designer.model.drift import ChangeKind, ChangeSeverity


class Told(NamedTuple):
    """One change in a sentence of its own; `next_step` is empty where there is nothing to do."""

    kind: ChangeKind
    severity: ChangeSeverity
    message: str
    next_step: str = ""
    before: str = ""
    after: str = ""
