"""Figures of the policies that a proposal may hold: what is beyond them keeps a connector waiting or calling for ever."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.files.faults import Fault

if TYPE_CHECKING:
    from designer.model.design import Design

MOST = {"attempts": 200, "first_delay_seconds": 86_400, "longest_delay_seconds": 604_800, "timeout_seconds": 3_600}
"""By member of the policies: a try an hour for a week is some 170."""


def figure_faults(design: Design, base: Design) -> list[Fault]:
    """Return a fault for each figure that is new and beyond what can be meant."""
    told = ((name, getattr(design.policies, name), getattr(base.policies, name)) for name in MOST)
    return [
        Fault(f"$.policies.{name}", f"{value:g} is more than can be meant: {MOST[name]:,} at most.")
        for name, value, before in told
        if value != before and not 0 <= value <= MOST[name]
    ]
