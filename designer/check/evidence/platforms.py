"""What the no-code platforms charge and cannot do: dated facts from a file, and what a design would use of them."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from designer.model.design import Design

FACTS = Path(__file__).parent / "data" / "platforms.toml"
DAYS = 30
"""Days of a month that prices are reckoned for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Platform:
    """A platform in facts; what is 0 or empty is not limited, or nobody tells."""

    id: str
    title: str
    unit: str
    """What is counted and paid: `task`."""
    tiers: tuple[tuple[int, int], ...]
    """Units and US dollars a month, the smallest first."""
    tiers_source: str
    poll_minutes_free: int = 0
    """The shortest interval between two polls on the free plan."""
    poll_minutes_paid: int = 0
    """The same on the smallest paid plan."""
    held_records: int = 0
    """So many new records of one poll are held until a person confirms them."""
    call_seconds: int = 0
    """A call that takes longer is ended."""
    run_minutes: int = 0
    """A run that takes longer is ended."""
    checks_signatures: bool = True
    paths_are_last: bool = False
    """Nothing may follow a branch but what lies in it."""
    mixes_and_with_or: bool = True
    """Whether one filter may join some comparisons by and, others by or."""
    loop_holds_the_rest: bool = False
    """Everything behind a loop runs once for each item."""
    poll_sign_in: tuple[str, ...] = ()
    """The only ways in which its own poller signs in; empty: any."""
    formats_phones: bool = True
    self_hosted: bool = False
    store: str = ""
    """Where it keeps what must outlive a run."""


@functools.cache
def platforms() -> dict[str, Platform]:
    """Return all platforms by their id."""
    told = tomllib.loads(FACTS.read_text(encoding="utf-8"))
    known = {field.name for field in fields(Platform)}
    return {
        name: Platform(id=name, **{key: _frozen(value) for key, value in facts.items() if key in known}) for name, facts in told.items()
    }


def _frozen(value: Any) -> Any:
    return tuple(_frozen(one) for one in value) if isinstance(value, list) else value


def meant(design: Design) -> tuple[Platform, ...]:
    """Return the platform that the design is made for; all where it names none that is known."""
    known = platforms()
    return (known[design.platform],) if design.platform in known else tuple(known.values())


def units(design: Design) -> dict[str, int]:
    """Return the units that a record costs on each platform if all steps run: Zapier counts steps, Make modules, n8n runs."""
    steps, flows = sum(len(flow.steps) for flow in design.flows), len(design.flows)
    return {"zapier": steps, "make": steps + flows, "n8n": flows}
