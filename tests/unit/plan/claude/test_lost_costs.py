"""What is counted of a reply that never came whole: what was heard of it, an estimate, and nothing where nothing was under way."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from designer.files.runs import read_run
from designer.plan.claude.turn import LostReplyError
from tests.unit.plan.claude.scripted import CLEAN, FINE, LOOK, Scripted, a_case, calls

if TYPE_CHECKING:
    from pathlib import Path

    from designer.model.run import Round
    from designer.plan.claude.turn import Hear, Heard, Reply, Turn
    from tests.unit.plan.claude.scripted import Case


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Case:
    """Return the small shop and the small CRM, with runs kept in a folder of this test."""
    monkeypatch.setenv("DESIGNER_HOME", str(tmp_path / "home"))
    return a_case(tmp_path)


@dataclass(slots=True)
class Breaking:
    """Says some pieces of a reply, then breaks off."""

    said: list[tuple[Heard, str]]
    fault: BaseException = field(default_factory=KeyboardInterrupt)

    def send(self, turn: Turn, *, hear: Hear) -> Reply:  # noqa: ARG002 - whatever is asked
        """Say the pieces, and raise."""
        for kind, text in self.said:
            hear(kind, text)
        raise self.fault


def _counted(case: Case, *said: tuple[Heard, str]) -> Round:
    planner = case.planner(Breaking(list(said)))
    with pytest.raises(KeyboardInterrupt):
        case.plan(planner)
    (told,) = planner.run.rounds
    assert read_run(planner.run.id).rounds == (told,)
    return told


@pytest.mark.parametrize(
    ("said", "tokens"),
    [
        ([("text", "x" * 300)], 100),
        ([("tool", "patch_design"), ("input", "x" * 3_000)], 1_000),
        ([("thinking", "x" * 300)], 400),
        ([("thinking", "x" * 300), ("text", "x" * 300), ("input", "x" * 300)], 600),
        ([("thinking", "x" * 3_000_000)], 32_000),
        ([], 0),
    ],
)
def test_what_was_heard_before_an_interruption_is_counted(case: Case, said: list[tuple[Heard, str]], tokens: int) -> None:
    """Text and what a tool is called with as they are, thinking as longer than its summary; never more than a reply may have."""
    told = _counted(case, *said)
    assert (told.usage.output_tokens, told.estimated, told.note) == (tokens, True, "interrupted")
    assert told.usage.input_tokens > 5_000
    assert told.usd > 0.04


def test_a_pause_between_two_tries_costs_nothing(case: Case) -> None:
    """The service did not take the request, and the next try is yet to come."""
    told = _counted(case, ("waiting", "It is overloaded (529); trying again in 2 s (try 2 of 5)"))
    assert (told.usd, told.usage.all_input_tokens, told.note) == (0.0, 0, "interrupted while nothing was under way")


def test_a_request_that_goes_out_again_after_a_pause_is_counted(case: Case) -> None:
    """It may be paid for, though nothing was heard of its reply yet."""
    assert _counted(case, ("waiting", "trying again in 1 s"), ("sent", "")).usd > 0.04


def test_of_a_lost_reply_the_larger_count_holds(case: Case) -> None:
    """What the service's client counted, or what was heard."""
    lost = LostReplyError("the connection dropped", output_characters=30)
    planner = case.planner(Breaking([("text", "x" * 3_000)], lost))
    with pytest.raises(Exception, match="three times in a row"):
        case.plan(planner)
    assert [one.usage.output_tokens for one in planner.run.rounds] == [1_000] * 3


def test_a_reply_is_in_the_log_before_anything_is_made_of_it(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that is killed at its work has told what the reply took."""
    planner = case.planner(Scripted([calls(LOOK), calls(CLEAN)]))
    known: list[tuple[int, float]] = []

    def mend(design):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202 - as the planner hands it on
        if planner.run.id:
            logged = read_run(planner.run.id)
            known.append((len(logged.rounds), logged.usd))
        return case.mend(design)

    monkeypatch.setattr(planner, "_mend", mend)
    case.plan(planner)
    assert [count for count, _ in known] == [2]
    assert known[0][1] == pytest.approx(planner.run.usd)
    assert read_run(planner.run.id).rounds == planner.run.rounds


def test_thinking_that_holds_a_secret_does_not_keep_a_run_from_going_on(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    """The log masks it, and the service would take back no other thinking than its own: that reply is asked for again."""
    secret = "a-value-that-nobody-knows-4711"  # noqa: S105 - a made-up one
    monkeypatch.setitem(os.environ, "SHOP_API_KEY", secret)
    from dataclasses import replace

    from designer.plan.claude.replaying import earlier_run

    reply = calls(FINE)
    thought = replace(reply, content=({"type": "thinking", "thinking": f"The key is {secret}.", "signature": "c2ln"}, *reply.content[1:]))
    first = case.planner(Scripted([calls(LOOK), thought, KeyboardInterrupt()]))
    case.plan(first)
    transport = Scripted([calls(CLEAN)])
    again = case.planner(transport, earlier=earlier_run(first.run.id))
    case.plan(again)
    assert again.stopped
    assert again.stopped.ending == "clean"
    assert [one.is_kept for one in again.run.rounds] == [True, False]
    assert "***" not in str(transport.turns[0].messages[1:])
