"""A call that was made in part: the design may be done by it, but what the model wanted beside is not there yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.unit.plan.claude.scripted import CLEAN, FLOW, Scripted, a_case, calls, patch

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.plan.claude.scripted import Case


@pytest.fixture
def case(tmp_path: Path) -> Case:
    """Return a case of a shop and a CRM."""
    return a_case(tmp_path)


def test_a_run_does_not_end_by_a_call_that_was_made_in_part(case: Case) -> None:
    """Nothing is left to mend after the first call, and the title that was refused comes with the second."""
    right = CLEAN[1]["patches"]
    wrong = {"op": "set", "at": "$.title", "value": ["Contacts"]}
    transport = Scripted([calls(patch(*right, wrong)), calls(patch({"op": "set", "at": f"{FLOW}.title", "value": "Contacts"}))])  # type: ignore[misc]
    planner = case.planner(transport)
    assert case.plan(planner).flows[0].title == "Contacts"
    assert len(transport.turns) == 2
    assert "Not made" in str(transport.turns[1].messages[-1])
