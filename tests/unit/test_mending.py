"""Certain fixes of what a model submitted: told where the final design still has them, and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.check.run import check
from designer.model.finding import Fix
from designer.pipeline.mending import Mending
from designer.repair import apply_fixes
from tests.unit.check.cases.planting import step
from tests.unit.check.designs import GOOD, catalog

if TYPE_CHECKING:
    from designer.model.design import Design


def changed(design: Design, **places: object) -> Design:
    """Return a design with values set at places."""
    return apply_fixes(design, [Fix(where=where, words="", value=value) for where, value in places.items()])  # type: ignore[arg-type]


def test_a_fix_is_told_while_its_place_stands_as_it_was_left() -> None:
    """Once, however often the same was submitted; not where the model has changed the place since, or gave the design up."""
    mending = Mending(lambda design: check(design, catalog()))
    slip = changed(GOOD, **step(operation="post /contacts"))
    for _ in range(2):
        mended, report = mending.mend(slip)
        assert mended == GOOD
    assert mending.kept_in(mended) == report.repaired
    assert [one.code for one in report.repaired] == ["OP204"]
    assert mending.kept_in(changed(mended, **step(operation="PUT /contacts/{id}"))) == ()
    assert mending.kept_in(apply_fixes(mended, [Fix(where="$.flows[0]", words="", remove=True)])) == ()


def test_nothing_is_told_where_nothing_was_fixed() -> None:
    """A good design is as it was submitted."""
    mending = Mending(lambda design: check(design, catalog()))
    assert mending.mend(GOOD)[0] == GOOD
    assert mending.kept_in(GOOD) == ()
