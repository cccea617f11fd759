"""Replies that break off, are cut, cannot be read, pause or find no room: sent for again, asked for in parts, begun anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from designer.plan.claude.turn import LostReplyError, MalformedReplyError
from tests.unit.plan.claude.scripted import CLEAN, FINE, LOOK, Scripted, a_case, bad, calls, says

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.plan.claude.scripted import Case


@pytest.fixture
def case(tmp_path: Path) -> Case:
    """Return the small shop and the small CRM."""
    return a_case(tmp_path)


def test_a_reply_that_breaks_off_is_sent_for_again_twice(case: Case) -> None:
    """The same turn goes out three times at most; what was lost is counted as an estimate."""
    lost = LostReplyError("the connection dropped", output_characters=3_000)
    transport = Scripted([lost, lost, calls(CLEAN)])
    planner = case.planner(transport)
    case.plan(planner)
    assert len({str(turn.body()) for turn in transport.turns}) == 1
    rounds = planner.run.rounds
    assert [(one.estimated, one.note) for one in rounds] == [(True, "the connection dropped")] * 2 + [(False, "")]
    assert rounds[0].usage.output_tokens == 1_000
    assert rounds[0].usage.input_tokens > 5_000
    assert rounds[0].usd > 0.04
    assert [one.number for one in rounds] == [1, 2, 3]


def test_three_lost_replies_in_a_row_end_the_run(case: Case) -> None:
    """The best design is kept; without one the run fails and says how to go on."""
    transport = Scripted([calls(FINE), *[LostReplyError("the connection dropped")] * 3])
    planner = case.planner(transport)
    case.plan(planner)
    assert planner.stopped
    assert (planner.stopped.ending, planner.stopped.exit_code) == ("failed", 2)
    assert planner.stopped.message.startswith("Claude: the reply broke off, three times in a row: the connection dropped. ")
    assert len(transport.turns) == 4


def test_a_reply_that_cannot_be_read_is_sent_for_again_once(case: Case) -> None:
    """The second one ends the run."""
    transport = Scripted([calls(FINE), MalformedReplyError("no JSON", output_characters=30), MalformedReplyError("no JSON")])
    planner = case.planner(transport)
    case.plan(planner)
    assert planner.stopped
    assert planner.stopped.ending == "failed"
    assert planner.stopped.message.startswith("Claude: the reply could not be read, twice in a row: no JSON. ")
    assert len(transport.turns) == 3


def test_the_tools_of_a_cut_reply_are_never_run(case: Case) -> None:
    """The turn is sent again with more room, and nothing of the cut reply goes back."""
    transport = Scripted([calls(FINE, reason="max_tokens"), calls(CLEAN)])
    planner = case.planner(transport, max_cost=10.0)
    design = case.plan(planner)
    assert [turn.max_tokens for turn in transport.turns] == [32_000, 128_000]
    assert transport.turns[0].messages == transport.turns[1].messages
    assert design.architecture.reasons != ("Customers must arrive within a minute.",)
    assert planner.run.rounds[0].note == "cut; sent for again with more room"


def test_more_room_stays_within_the_cost_cap(case: Case) -> None:
    """What is left of the cap bounds the second try."""
    transport = Scripted([calls(FINE, reason="max_tokens"), calls(CLEAN)])
    case.plan(case.planner(transport, max_cost=1.0))
    assert 32_000 < transport.turns[1].max_tokens < 50_000


def test_a_reply_that_is_cut_again_is_asked_for_in_parts(case: Case) -> None:
    """The third one in a row ends the run."""
    transport = Scripted([calls(FINE), *[calls(FINE, reason="max_tokens")] * 3])
    planner = case.planner(transport, max_cost=10.0)
    case.plan(planner)
    assert [turn.max_tokens for turn in transport.turns] == [32_000, 32_000, 128_000, 32_000]
    assert "Submit in parts" in str(transport.turns[3].messages[-1])
    assert planner.stopped
    assert (planner.stopped.ending, planner.stopped.exit_code) == ("stalled", 1)


def test_without_room_for_more_parts_are_asked_for_at_once(case: Case) -> None:
    """A cap that is near leaves no longer reply."""
    transport = Scripted([calls(FINE, reason="max_tokens"), calls(CLEAN)])
    case.plan(case.planner(transport, max_cost=0.6))
    assert transport.turns[1].max_tokens <= transport.turns[0].max_tokens < 32_000
    assert "Submit in parts" in str(transport.turns[1].messages[-1])


def test_a_conversation_that_grew_too_long_is_begun_anew(case: Case) -> None:
    """The opening stays the same; the design so far and what was looked up follow it."""
    transport = Scripted([calls(LOOK, bad()), says("", "model_context_window_exceeded"), calls(FINE), says("Done."), says("Done.")])
    planner = case.planner(transport)
    case.plan(planner)
    first, anew = transport.turns[0], transport.turns[2]
    opening: Any = first.messages[0]["content"]
    blocks: Any = anew.messages[0]["content"]
    assert len(anew.messages) == 1
    assert [block["text"] for block in blocks[:2]] == [block["text"] for block in opening]
    assert "trigger:customer.nothing1" in blocks[2]["text"]
    assert "MAP301" in blocks[2]["text"]
    assert 'search_operations {"system": "CRM"' in blocks[2]["text"]
    assert planner.run.rounds[1].note == "conversation too long; begun anew"


def test_a_second_conversation_that_grows_too_long_ends_the_run(case: Case) -> None:
    """It is begun anew once."""
    transport = Scripted([calls(FINE), *[says("", "model_context_window_exceeded")] * 2])
    planner = case.planner(transport)
    case.plan(planner)
    assert planner.stopped
    assert (planner.stopped.ending, planner.stopped.exit_code) == ("failed", 2)


def test_a_paused_reply_goes_back_unchanged(case: Case) -> None:
    """It is the last message of the next request, and nothing is added to it."""
    paused = says("Still thinking.", "pause_turn")
    transport = Scripted([paused, calls(CLEAN)])
    case.plan(case.planner(transport))
    assert transport.turns[1].messages[-1] == {"role": "assistant", "content": list(paused.content)}
