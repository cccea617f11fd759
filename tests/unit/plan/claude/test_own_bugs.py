"""A bug of the designer's own costs neither the run nor what it has come to, and is named in one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from designer.plan.claude.tools import Workbench
from designer.plan.claude.turn import BugError
from tests.unit.plan.claude.scripted import CLEAN, LOOK, Case, Scripted, a_case, calls

if TYPE_CHECKING:
    from pathlib import Path

TITLE = ("patch_design", {"patches": [{"op": "set", "at": "$.title", "value": "Best so far"}]})


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Case:
    """Return the small shop and the small CRM."""
    monkeypatch.setenv("DESIGNER_HOME", str(tmp_path / "home"))
    return a_case(tmp_path)


def test_a_tool_that_breaks_is_answered_as_an_error(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    """The model goes on; the round and a notice at the end name the bug."""

    def broken(_bench: Workbench, _arguments: Any) -> None:
        raise ZeroDivisionError("nothing by nothing")

    monkeypatch.setattr(Workbench, "_search", broken)
    service = Scripted([calls(LOOK), calls(LOOK), calls(CLEAN)])
    planner = case.planner(service)
    told: list[str] = []
    planner._notice = told.append
    case.plan(planner)
    result: Any = service.turns[1].messages[-1]["content"]
    assert result[0]["is_error"]
    assert (
        "the designer itself failed at this call (ZeroDivisionError: nothing by nothing in test_own_bugs.py, line" in result[0]["content"]
    )
    assert planner.stopped
    assert planner.stopped.ending == "clean"
    assert "ZeroDivisionError" in planner.run.rounds[0].note
    assert [line.partition(":")[0] for line in told] == ["The designer itself failed at a call of Claude's, and the run went on"]


def test_a_bug_elsewhere_hands_the_best_design_over(case: Case) -> None:
    """With the exit code of a failure, and the command that goes on."""
    planner = case.planner(Scripted([calls(TITLE), RuntimeError("a bug")]))
    assert case.plan(planner).title == "Best so far"
    assert planner.stopped
    assert (planner.stopped.ending, planner.stopped.exit_code) == ("failed", 2)
    assert planner.stopped.message.startswith("The designer itself failed, which is a bug of ours: RuntimeError: a bug in ")
    assert planner.stopped.resume


def test_a_bug_before_any_design_is_one_message(case: Case) -> None:
    """No traceback; the message says how to go on, and shows no secret."""
    planner = case.planner(Scripted([RuntimeError("sk-ant-api03-" + "Zq81Xw21Pp" * 4)]))
    with pytest.raises(BugError) as raised:
        case.plan(planner)
    assert "--resume" in raised.value.next_step
    assert "Zq81Xw21Pp" not in str(raised.value)
