"""The one interface of all planners: a brief and a catalog in, a Design out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from designer.model.brief import Brief
    from designer.model.design import Design
    from designer.model.finding import Checker, Report
    from designer.model.spec import Catalog


class Planner(Protocol):
    """Whoever proposes a design. Nothing above knows which planner ran."""

    name: str
    """As a design's `planner` tells it: `offline`, `claude:<model>`."""

    def plan(self, brief: Brief, catalog: Catalog, *, checker: Checker) -> Design:
        """Return a first design for everything the brief wishes; what no source supports is a Question in it."""
        ...

    def revise(self, brief: Brief, catalog: Catalog, design: Design, report: Report, *, checker: Checker) -> Design:
        """Return a design that answers the report's errors, or the same design if nothing better is known."""
        ...
