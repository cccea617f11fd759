"""Fixes that the check only offers: each cures what it is offered for, and repair leaves them to the person."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from designer.check.run import check
from designer.repair import apply_fixes, with_certain_fixes
from tests.unit.check.cases import CASES, Case
from tests.unit.check.designs import catalog

if TYPE_CHECKING:
    from designer.model.finding import Finding

FAMILIES = ("RATE", "NC", "WH")


def _told(case: Case) -> Finding:
    found = check(case.bad, catalog()).findings
    return next(one for one in found if (one.code, one.where, one.message) == (case.code, case.where, case.message))


OFFERED = [case for case in CASES if case.code.startswith(FAMILIES) and (fix := _told(case).fix) is not None and not fix.certain]


@pytest.mark.parametrize("case", OFFERED, ids=lambda case: f"{case.code}-{case.where.removeprefix('$.')}")
def test_what_is_offered_cures(case: Case) -> None:
    """With the offered change the finding is gone, and repair has not made it by itself."""
    told = _told(case)
    assert told.fix is not None
    mended = check(apply_fixes(case.bad, [told.fix]), catalog()).findings
    assert (told.code, told.where) not in {(one.code, one.where) for one in mended}
    _, report = with_certain_fixes(case.bad, lambda design: check(design, catalog()))
    assert told.code not in {one.code for one in report.repaired}


def test_slips_of_the_pen_are_offered() -> None:
    """A name that is nearly one that is there comes with the change, in each family of names."""
    assert {case.code for case in OFFERED} >= {"RATE813", "WH902", "WH905", "WH906", "WH908", "WH927", "WH929", "WH932"}
