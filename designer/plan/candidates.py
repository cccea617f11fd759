"""The operations that were weighed for each system and role, best first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from designer.match.operations.ranking import rank_operations
from designer.plan.asking import asked_of
from designer.plan.flow import ends_of

if TYPE_CHECKING:
    from designer.model.brief import Brief
    from designer.model.scalars import Role
    from designer.model.spec import Catalog, RankedOperation


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleCandidates:
    """Candidates of one system in one role."""

    system: str
    role: Role
    candidates: tuple[RankedOperation, ...]


def operation_candidates(brief: Brief, catalog: Catalog, *, limit: int = 5) -> tuple[RoleCandidates, ...]:
    """Return what was weighed to read and to write, for each wish whose ends are known."""
    found: dict[tuple[str, Role], RoleCandidates] = {}
    for wish in brief.wishes:
        ends = ends_of(wish, catalog)
        sides: tuple[tuple[str, Role], ...] = ((ends[0], "read"), (ends[1], "write")) if ends is not None else ()
        for system, role in sides:
            text, beside = asked_of(brief, wish, role)
            ranked = rank_operations(catalog, system, text=text, beside=beside, role=role, limit=limit)
            found.setdefault((system, role), RoleCandidates(system=system, role=role, candidates=ranked))
    return tuple(found.values())
