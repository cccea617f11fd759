"""A model that goes round in a circle without any change is asked no further; and what the service would not take is not sent back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from designer.plan.claude.rounds import MOST_ALIKE
from designer.plan.claude.turn import Reply, ServiceError
from tests.unit.plan.claude.scripted import CLEAN, FINE, LOOK, USAGE, Case, Scripted, a_case, calls

if TYPE_CHECKING:
    from pathlib import Path

CHECK: tuple[str, Any] = ("check_design", {})


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Case:
    """Return the small shop and the small CRM."""
    monkeypatch.setenv("DESIGNER_HOME", str(tmp_path / "home"))
    return a_case(tmp_path)


@pytest.mark.parametrize("call", [CHECK, LOOK, ("nonsense", {})])
def test_the_same_call_over_and_over_stalls(call: tuple[str, Any], case: Case) -> None:
    """With the best design so far, long before the rounds are over."""
    service = Scripted([calls(FINE), *[calls(call)] * MOST_ALIKE])
    planner = case.planner(service)
    case.plan(planner)
    assert planner.stopped
    assert (planner.stopped.ending, planner.stopped.exit_code) == ("stalled", 1)
    assert planner.stopped.message.startswith("Claude made the same call 4 times in a row and changed nothing")


def test_a_tool_that_is_not_there_counts_by_its_name(case: Case) -> None:
    """Whatever it is called with; without a design the run has come to nothing."""
    planner = case.planner(Scripted([calls(("nonsense", {"n": number})) for number in range(MOST_ALIKE)]))
    with pytest.raises(ServiceError, match="4 times in a row"):
        case.plan(planner)
    assert planner.stopped
    assert planner.stopped.ending == "silent"


def test_other_calls_between_begin_the_count_anew(case: Case) -> None:
    """A model that looks at one thing and another is at work."""
    script = [calls(one) for one in (CHECK, CHECK, CHECK, LOOK, CHECK, CHECK, CHECK, CLEAN)]
    planner = case.planner(Scripted(script))  # type: ignore[arg-type] - replies alone
    case.plan(planner)
    assert planner.stopped
    assert planner.stopped.ending == "clean"


@pytest.mark.parametrize("text", ["", " \n"])
def test_an_empty_text_is_not_sent_back(text: str, case: Case) -> None:
    """The service gives one at times, and refuses it."""
    reply = calls(LOOK)
    service = Scripted([Reply(content=({"type": "text", "text": text}, *reply.content), stop_reason="tool_use", usage=USAGE), calls(CLEAN)])
    case.plan(case.planner(service))
    assert [block["type"] for block in service.turns[1].messages[1]["content"]] == ["thinking", "tool_use"]


def test_a_reply_of_an_empty_text_alone_is_like_none(case: Case) -> None:
    """It is left out, and the model is reminded."""
    service = Scripted([Reply(content=({"type": "text", "text": ""},), stop_reason="end_turn", usage=USAGE), calls(CLEAN)])
    case.plan(case.planner(service))
    assert [message["role"] for message in service.turns[1].messages] == ["user", "user"]
