"""A run gone on with: kept replies are given again, the rest is asked anew, and the result is the same."""

from __future__ import annotations

import contextlib
import json
from typing import TYPE_CHECKING

import pytest

from designer.errors import UsageError
from designer.files.folders import data_folder
from designer.files.runs import read_run, run_ids
from designer.plan.claude.replaying import earlier_run
from designer.plan.claude.turn import LostReplyError, ServiceError
from tests.unit.plan.claude.scripted import BRIEF, FINE, LOOK, MENDED, Scripted, a_case, bad, calls, patch, says, worse

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from designer.model.scalars import JsonObject
    from tests.unit.plan.claude.scripted import Case


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Case:
    """Return the small shop and the small CRM, with runs kept in a folder of this test."""
    monkeypatch.setenv("DESIGNER_HOME", str(tmp_path / "home"))
    return a_case(tmp_path)


def _broken(case: Case, *script: object, **settings: object) -> str:
    """Hold a run to its end, and return its id."""
    planner = case.planner(Scripted(list(script)), **settings)  # type: ignore[arg-type]
    with contextlib.suppress(KeyboardInterrupt, ServiceError):
        case.plan(planner)
    return planner.run.id


def test_a_run_goes_on_where_it_was_interrupted(case: Case) -> None:
    """Kept replies cost nothing and are not asked for; the design is that of a run that was never interrupted."""
    whole = case.plan(case.planner(Scripted([calls(LOOK), calls(bad()), calls(MENDED, FINE)])))
    identifier = _broken(case, calls(LOOK), calls(bad()), KeyboardInterrupt())
    transport = Scripted([calls(MENDED, FINE)])
    planner = case.planner(transport, earlier=earlier_run(identifier))
    assert case.plan(planner) == whole
    assert len(transport.turns) == 1
    rounds = planner.run.rounds
    assert [one.note for one in rounds] == [f"reply of the run {identifier}"] * 2 + [""]
    assert [one.is_kept for one in rounds] == [True, True, False]
    assert [one.usd > 0 for one in rounds] == [False, False, True]
    assert planner.run.start.resumes == identifier
    assert read_run(planner.run.id).ending == "clean"


def test_lost_replies_do_not_break_the_order(case: Case) -> None:
    """Only requests that were answered are replayed, and what the others cost is counted all the same."""
    lost = LostReplyError("the connection dropped", output_characters=900)
    identifier = _broken(case, lost, calls(LOOK), lost, lost, calls(bad()), lost, KeyboardInterrupt())
    earlier = earlier_run(identifier)
    assert [one.number for one in earlier.kept] == [2, 5]
    assert earlier.usd == pytest.approx(read_run(identifier).usd)
    transport = Scripted([calls(MENDED)])
    planner = case.planner(transport, earlier=earlier)
    case.plan(planner)
    assert len(transport.turns) == 1
    assert planner.stopped
    assert planner.stopped.ending == "clean"


def test_what_the_earlier_run_took_counts_toward_the_cap(case: Case) -> None:
    """A cap that it has used up is hit at the first new request, not before."""
    identifier = _broken(case, calls(FINE), KeyboardInterrupt())
    earlier = earlier_run(identifier)
    planner = case.planner(Scripted([]), earlier=earlier, max_cost=earlier.usd + 0.05)
    case.plan(planner)
    assert planner.stopped
    assert planner.stopped.ending == "cost"
    assert f"${earlier.usd:.2f} are spent" in planner.stopped.message


def test_a_resumed_run_can_be_resumed(case: Case) -> None:
    """Its log holds the replayed replies too, and the costs of all are counted once."""
    first = _broken(case, calls(LOOK), KeyboardInterrupt())
    middle = case.planner(Scripted([calls(bad()), KeyboardInterrupt()]), earlier=earlier_run(first))
    case.plan(middle)
    earlier = earlier_run(middle.run.id)
    assert earlier.usd == pytest.approx(read_run(first).usd + read_run(middle.run.id).usd)
    last = case.planner(Scripted([calls(MENDED)]), earlier=earlier)
    case.plan(last)
    assert len(last.run.rounds) == 3


@pytest.mark.parametrize(
    ("script", "settings", "ending"),
    [
        ([calls(bad()), calls(bad())], {}, "stalled"),
        ([calls(bad(1)), calls(worse(2))], {"max_repairs": 2}, "repairs"),
        ([calls(LOOK), calls(bad())], {"max_rounds": 2}, "rounds"),
        ([says("Done."), says("Done.")], {}, "silent"),
        ([calls(bad()), *[calls(FINE, reason="max_tokens")] * 3], {"max_cost": 10.0}, "stalled"),
    ],
)
def test_a_run_goes_on_beyond_the_cap_that_ended_it(case: Case, script: list[object], settings: dict[str, object], ending: str) -> None:
    """Whoever resumes it wants more: what ended it is counted anew."""
    identifier = _broken(case, *script, **settings)
    assert read_run(identifier).ending == ending
    transport = Scripted([calls(MENDED)])
    planner = case.planner(transport, earlier=earlier_run(identifier), **settings)
    case.plan(planner)
    assert planner.stopped
    assert planner.stopped.ending == "clean"


def test_a_run_that_turned_in_a_circle_is_told_so_when_it_goes_on(case: Case) -> None:
    """The same request again would bring the same answer."""
    identifier = _broken(case, calls(bad()), calls(bad()))
    transport = Scripted([calls(MENDED)])
    case.plan(case.planner(transport, earlier=earlier_run(identifier)))
    assert "Do not send it again in other words" in str(transport.turns[0].messages[-1])


def test_a_refusal_is_asked_again(case: Case) -> None:
    """A kept refusal would only end the run again."""
    identifier = _broken(case, calls(LOOK), says("", "refusal", category="cyber"))
    transport = Scripted([calls(MENDED)])
    case.plan(case.planner(transport, earlier=earlier_run(identifier)))
    assert len(transport.turns) == 1


def test_a_reply_with_more_room_is_replayed_whatever_the_cap_leaves_now(case: Case) -> None:
    """How long a reply may be is no difference; whether more room was asked for is taken from the log."""
    identifier = _broken(
        case, calls(FINE, reason="max_tokens"), calls(FINE, reason="max_tokens"), calls(bad()), KeyboardInterrupt(), max_cost=9.0
    )
    transport = Scripted([calls(MENDED)])
    planner = case.planner(transport, earlier=earlier_run(identifier), max_cost=2.0)
    case.plan(planner)
    assert len(planner.run.rounds) == 4


def test_a_changed_brief_is_named(case: Case, tmp_path: Path) -> None:
    """Nothing is sent, and the message quotes the first line that differs."""
    identifier = _broken(case, calls(LOOK), KeyboardInterrupt())
    changed = a_case(tmp_path, brief=BRIEF.replace("create a contact", "create or update a contact"))
    planner = changed.planner(Scripted([]), earlier=earlier_run(identifier))
    with pytest.raises(UsageError) as raised:
        changed.plan(planner)
    assert str(raised.value).startswith(f"--resume {identifier}: the run cannot be gone on with: the brief has changed since (then ")
    assert "create or update a contact" in str(raised.value)
    assert "Start the design anew, without --resume." in str(raised.value)


def test_a_run_that_was_refused_is_not_the_last_one(case: Case, tmp_path: Path) -> None:
    """Nothing is lost by it: the same name goes on with the same run, wherever among the replies it was refused."""
    identifier = _broken(case, calls(LOOK), calls(bad()), KeyboardInterrupt())
    changed = a_case(tmp_path, brief=BRIEF.replace("create a contact", "create or update a contact"))
    with pytest.raises(UsageError):
        changed.plan(changed.planner(Scripted([]), earlier=earlier_run("last")))
    file = data_folder() / "runs" / identifier / "002.request.json"
    kept = file.read_text()
    file.write_text(kept.replace("create a contact", "make a contact"))
    with pytest.raises(UsageError):
        case.plan(case.planner(Scripted([]), earlier=earlier_run("last")))
    file.write_text(kept)
    assert run_ids() == (identifier,)
    planner = case.planner(Scripted([calls(MENDED)]), earlier=earlier_run("last"))
    case.plan(planner)
    assert [one.is_kept for one in planner.run.rounds] == [True, True, False]


@pytest.mark.parametrize("left", [0, 1])
def test_a_run_that_was_cut_off_among_the_replies_of_another_loses_none(case: Case, left: int) -> None:
    """Killed while it gave them again, it holds fewer than the other: that one is gone on with, and every cost is counted."""
    identifier = _broken(case, calls(LOOK), calls(bad()), KeyboardInterrupt())
    planner = case.planner(Scripted([KeyboardInterrupt()]), earlier=earlier_run(identifier))
    case.plan(planner)
    cut = data_folder() / "runs" / planner.run.id
    for one in (*cut.glob("*.response.json"), *cut.glob("*.request.json")):
        if int(one.name[:3]) > left:
            one.unlink()
    earlier = earlier_run(planner.run.id)
    assert (earlier.id, len(earlier.kept)) == (identifier, 2)
    assert earlier.usd == pytest.approx(read_run(identifier).usd + planner.run.usd)


def test_another_model_or_effort_is_named_with_the_option_that_mends_it(case: Case) -> None:
    """The user has forgotten an option of the first call."""
    identifier = _broken(case, calls(LOOK), KeyboardInterrupt(), model="claude-sonnet-5-5", effort="high")
    earlier = earlier_run(identifier)
    with pytest.raises(UsageError, match="Add `--model claude-sonnet-5-5`"):
        case.plan(case.planner(Scripted([]), earlier=earlier, effort="high"))
    with pytest.raises(UsageError, match="Add `--effort high`"):
        case.plan(case.planner(Scripted([]), earlier=earlier, model="claude-sonnet-5-5"))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda body: body["system"][0].update(text="Other."), "this version of the designer has other instructions"),
        (lambda body: body["tools"].pop(), "this version of the designer has other tools"),
        (lambda body: body["messages"][-1]["content"][0].update(content="Other."), "the designer answers another way than it did then"),
    ],
)
def test_another_designer_is_named(case: Case, change: Callable[[JsonObject], None], words: str) -> None:
    """Prompts, tools or answers are not those of the run; its version is told where it is another one."""
    identifier = _broken(case, calls(LOOK), calls(bad()), KeyboardInterrupt())
    file = data_folder() / "runs" / identifier / "002.request.json"
    body = json.loads(file.read_text())
    change(body)
    file.write_text(json.dumps(body))
    start = file.with_name("start.json")
    start.write_text(json.dumps({**json.loads(start.read_text()), "version": "0.0.1"}))
    with pytest.raises(UsageError, match=words) as raised:
        case.plan(case.planner(Scripted([]), earlier=earlier_run(identifier)))
    assert "(it was made by version 0.0.1)" in str(raised.value)


def test_a_log_that_is_damaged_counts_up_to_there(case: Case) -> None:
    """What follows is asked anew."""
    identifier = _broken(case, calls(LOOK), calls(bad()), KeyboardInterrupt())
    (data_folder() / "runs" / identifier / "002.response.json").write_text('{"content": 7, "stop_reason": "tool_use", "usage": {}}')
    assert len(earlier_run(identifier).kept) == 1


@pytest.mark.parametrize("change", [{"content": [{"type": "tool_use", "name": "check_design", "input": {}}]}, {}, {"content": [7]}])
def test_a_reply_that_was_edited_is_asked_for_again(case: Case, change: JsonObject) -> None:
    """So is what followed it."""
    identifier = _broken(case, calls(LOOK), calls(bad()), KeyboardInterrupt())
    file = data_folder() / "runs" / identifier / "001.response.json"
    file.write_text(json.dumps({**json.loads(file.read_text()), **change}) if change else "")
    planner = case.planner(Scripted([calls(MENDED)]), earlier=earlier_run(identifier))
    case.plan(planner)
    assert [one.is_kept for one in planner.run.rounds] == [False]


def test_a_reply_that_is_gone_is_asked_for_again(case: Case) -> None:
    """It is not taken for one that was lost on the way, whose request was sent again."""
    identifier = _broken(case, calls(LOOK), calls(LOOK), calls(bad()), KeyboardInterrupt())
    (data_folder() / "runs" / identifier / "002.response.json").unlink()
    assert [one.number for one in earlier_run(identifier).kept] == [1]


def test_a_reply_whose_secret_was_left_out_is_asked_for_again(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    """The service sealed the whole one, and the tools answered the whole one."""
    monkeypatch.setenv("GATEWAY_TOKEN", "horse-battery-staple-42")
    secret = patch({"op": "set", "at": "$.title", "value": "With horse-battery-staple-42"})
    identifier = _broken(case, calls(LOOK), calls(secret), calls(bad()), KeyboardInterrupt())
    transport = Scripted([calls(MENDED)])
    planner = case.planner(transport, earlier=earlier_run(identifier))
    case.plan(planner)
    assert [one.is_kept for one in planner.run.rounds] == [True, False]
    assert "***" not in str(transport.turns[0].body()["messages"])


def test_a_run_that_is_not_there_is_told(case: Case) -> None:
    """The message is that of the log."""
    _broken(case, calls(MENDED))
    with pytest.raises(UsageError, match="is no run"):
        earlier_run("20200101-000000-nothing")
