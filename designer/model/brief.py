"""The nouns of a brief: what a person wants, as far as it could be read, with the line it stands on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from designer.model.description import DescriptionRef
    from designer.model.question import Question
    from designer.model.scalars import Scalar, StyleWish


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemRef:
    """A system that the brief or `--spec` names, and the documents that describe it."""

    name: str
    descriptions: tuple[DescriptionRef, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class WishedPair:
    """A field pair in the person's own words: names as written, not yet paths."""

    sources: tuple[str, ...]
    target: str
    note: str = ""
    """What was written beside it: a format, a value map, a condition."""
    constant: Scalar = None
    """Set when the target shall hold a fixed value; `sources` is then empty."""
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """One thing that shall happen: when this, then that."""

    text: str
    """The sentence or block as written."""
    when: str = ""
    then: str = ""
    source: str = ""
    """Name of the system it starts in, if the text tells."""
    target: str = ""
    """Name of the system it ends in, if the text tells."""
    pairs: tuple[WishedPair, ...] = ()
    conditions: tuple[str, ...] = ()
    lookups: tuple[str, ...] = ()
    two_way: bool = False
    fields: tuple[str, ...] = ()
    """The only fields that shall be carried, in the person's words; empty: the brief does not limit them."""
    create_only: bool = False
    """What is already there in the target must stay as it is."""
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """A team of a warehouse brief and what it may see."""

    name: str
    needs: str = ""
    hidden: tuple[str, ...] = ()
    only: bool = False
    """It may see what it needs and nothing else."""
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class WarehouseWish:
    """What only the warehouse form asks."""

    teams: tuple[Team, ...] = ()
    data_kinds: tuple[str, ...] = ()
    scale: str = ""
    growth: str = ""
    budget: str = ""
    budget_usd_month: float | None = None
    product: str = ""
    """snowflake, bigquery, redshift or duckdb, lower case; empty: not said."""
    goals: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenSetting:
    """The value of a setting that the brief states beforehand."""

    id: str
    value: Scalar
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A line of the brief that could not be used, and why."""

    line: int
    text: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Accounted:
    """A sentence or a line of the brief beside a design: what came of it, and what of it asks for something that is not there."""

    line: int
    text: str
    facts: tuple[str, ...] = ()
    """What the design holds of it, in words."""
    asks: int = 0
    """So many parts of it ask for something."""
    unused: tuple[str, ...] = ()
    """The parts of which nothing came."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """Everything a person asked for. Prose stays prose; numbers are read out only where the text states them."""

    name: str
    """Short name in kebab case, from the title or the systems."""
    title: str = ""
    style: StyleWish = "auto"
    platform: str = ""
    """zapier, make or n8n, lower case; empty: not said."""
    systems: tuple[SystemRef, ...] = ()
    goal: str = ""
    wishes: tuple[Wish, ...] = ()
    frequency: str = ""
    max_delay_seconds: int | None = None
    volume: str = ""
    volume_per_day: int | None = None
    current_state: str = ""
    authentication: str = ""
    data_format: str = ""
    rate_limits: str = ""
    errors: tuple[str, ...] = ()
    """Wishes for what happens when something fails."""
    warehouse: WarehouseWish | None = None
    settings: tuple[GivenSetting, ...] = ()
    """Settings answered beforehand, by their id as written."""
    unread: tuple[Unread, ...] = ()
    questions: tuple[Question, ...] = ()
    """What is missing or contradicts itself."""
    path: str = ""
    text: str = ""
    """The brief as written, for planners that read prose."""
