"""The certain fixes that were made to what a model submitted, and those among them that the final design still has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.model.codec import encode
from designer.repair import value_at, with_certain_fixes

if TYPE_CHECKING:
    from designer.model.design import Design
    from designer.model.finding import Checker, Repaired, Report
    from designer.model.scalars import Json


class Mending:
    """Makes certain fixes, and remembers them."""

    def __init__(self, checker: Checker) -> None:
        """Hold designs against *checker*."""
        self._checker = checker
        self._made: dict[tuple[str, str], tuple[Repaired, Json]] = {}
        """By code and place: the last fix there, and what stood there after it."""

    def mend(self, design: Design) -> tuple[Design, Report]:
        """Return a design with its certain fixes made, and what the check says of it."""
        mended, report = with_certain_fixes(design, self._checker)
        tree = encode(mended) if report.repaired else {}
        for one in report.repaired:
            self._made[one.code, one.where] = one, value_at(tree, one.where)
        return mended, report

    def kept_in(self, design: Design) -> tuple[Repaired, ...]:
        """Return the fixes whose places stand in the design as they were left: what was changed since, or given up, is no news."""
        tree = encode(design) if self._made else {}
        return tuple(one for one, value in self._made.values() if value_at(tree, one.where) == value)
