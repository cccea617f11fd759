"""The operations that were weighed for each system and role, best first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from designer.model.brief import Wish
from designer.plan.offline.asking import SHORT
from designer.plan.offline.ends import ranked_ends
from designer.plan.offline.flow import ends_of

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
    """Return what was weighed to read and to write, for each wish whose ends are known; what a *design* chose stands first.

    Where no sentence was read as a wish, the brief as a whole is one, if it is about two systems.
    """
    found: dict[tuple[str, Role], RoleCandidates] = {}
    for wish in brief.wishes or _as_a_whole(brief):
        ends = ends_of(wish, catalog)
        if ends is None or {(ends[0], "read"), (ends[1], "write")} <= found.keys():
            continue
        ranked = ranked_ends(brief, wish, catalog, ends)
        sides: tuple[tuple[str, Role, tuple[RankedOperation, ...]], ...] = (
            (ends[0], "read", ranked.reads),
            (ends[1], "write", ranked.writes),
        )
        for system, role, candidates in sides:
            if (system, role) not in found:
                chosen = _chosen(design, catalog, system, role) if design else ""
                first = _first(chosen, candidates[: 2 * limit])[:limit]
                found[system, role] = RoleCandidates(system=system, role=role, candidates=first)
    return tuple(found.values())


def _as_a_whole(brief: Brief) -> tuple[Wish, ...]:
    return (Wish(text=brief.text[:SHORT]),) if brief.warehouse is None and brief.text else ()


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
