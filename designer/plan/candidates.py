"""The operations that were weighed for each system and role, best first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from designer.match.operations.ranking import rank_operations
from designer.plan.asking import asked_of
from designer.plan.flow import ends_of

if TYPE_CHECKING:
    from designer.model.brief import Brief
    from designer.model.design import Design
    from designer.model.scalars import Role
    from designer.model.spec import Catalog, RankedOperation


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleCandidates:
    """Candidates of one system in one role."""

    system: str
    role: Role
    candidates: tuple[RankedOperation, ...]


def operation_candidates(brief: Brief, catalog: Catalog, *, design: Design | None = None, limit: int = 5) -> tuple[RoleCandidates, ...]:
    """Return what was weighed to read and to write, for each wish whose ends are known; what a *design* chose stands first."""
    found: dict[tuple[str, Role], RoleCandidates] = {}
    for wish in brief.wishes:
        ends = ends_of(wish, catalog)
        sides: tuple[tuple[str, Role], ...] = ((ends[0], "read"), (ends[1], "write")) if ends is not None else ()
        for system, role in sides:
            if (system, role) not in found:
                text, beside = asked_of(brief, wish, role)
                ranked = rank_operations(catalog, system, text=text, beside=beside, role=role, limit=2 * limit)
                chosen = _chosen(design, catalog, system, role) if design else ""
                found[system, role] = RoleCandidates(system=system, role=role, candidates=_first(chosen, ranked)[:limit])
    return tuple(found.values())


def _chosen(design: Design, catalog: Catalog, system: str, role: Role) -> str:
    """Return the key of the call that a design reads or writes by first; empty if it calls nothing for it."""
    spec = catalog.system(system)
    purposes = {"trigger", "read", "backfill"} if role == "read" else {role}
    uses = (use.key for use in design.operations() if spec and use.key and use.system == spec.id and use.purpose in purposes)
    return next(uses, "")


def _first(chosen: str, ranked: tuple[RankedOperation, ...]) -> tuple[RankedOperation, ...]:
    """Return the ranking with the chosen call first, if it is among those that were weighed; scores fall from the first on."""
    own = [one for one in ranked if one.operation.key == chosen]
    best = [replace(one, score=ranked[0].score) for one in own]
    return (*best, *(one for one in ranked if one.operation.key != chosen))
