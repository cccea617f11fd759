"""The nouns that matching returns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from designer.model.scalars import Scalar
    from designer.model.transform import Transform


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldMapping:
    """A proposal: what fills a target, what happens on the way, and how sure that is (0 to 1, calibrated)."""

    target: str
    sources: tuple[str, ...]
    transform: Transform
    confidence: float
    reason: str
    unmapped: tuple[Scalar, ...] = ()
    """Values that the source's document lists and that have no counterpart among the target's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """A source that might fill a target, and the chance that it is the right one."""

    path: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidates:
    """What might fill one target, best first."""

    target: str
    sources: tuple[Scored, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldMatches:
    """Everything that was found between two lists of fields, in the order of the targets."""

    mappings: tuple[FieldMapping, ...] = ()
    candidates: tuple[Candidates, ...] = ()
    unmapped_required: tuple[str, ...] = ()
    open_sources: tuple[str, ...] = ()
    """Objects of the source that may hold anything: the document names no field in them, so none can be proposed."""
    open_targets: tuple[str, ...] = ()
    """The same of the target."""
