"""How a run with Claude ends, by what the model does: the best design, the exit code, the words, the number of requests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from designer.files.runs import best_of, read_run
from designer.plan.claude.turn import ServiceError
from tests.unit.plan.claude.scripted import (
    CLEAN,
    FINE,
    LOOK,
    MENDED,
    WEAKER,
    Scripted,
    a_case,
    bad,
    calls,
    patch,
    says,
    with_finding,
    worse,
)

if TYPE_CHECKING:
    from pathlib import Path

    from designer.model.scalars import JsonObject
    from tests.unit.plan.claude.scripted import Case


@pytest.fixture
def case(tmp_path: Path) -> Case:
    """Return the small shop and the small CRM."""
    return a_case(tmp_path)


def _results(transport: Scripted, turn: int) -> list[JsonObject]:
    """Return the tool results of a request's last message."""
    blocks: Any = transport.turns[turn].messages[-1]["content"]
    return [block for block in blocks if block["type"] == "tool_result"]


def test_a_clean_design_ends_the_run_without_another_call(case: Case) -> None:
    """Nothing is asked once nothing is left to mend."""
    transport = Scripted([calls(LOOK), calls(CLEAN)])
    planner = case.planner(transport)
    design = case.plan(planner)
    assert planner.stopped
    assert (planner.stopped.ending, planner.stopped.exit_code, planner.stopped.resume) == ("clean", 0, "")
    assert planner.stopped.message == "Claude's design is done after 2 rounds: nothing is left that it could mend."
    assert design.planner == "claude:claude-opus-5-5"
    assert design.flows[0].trigger.registration.kind == "ui"
    assert [(one.tools, one.errors, one.open, one.warnings) for one in planner.run.rounds] == [
        (("search_operations",), None, None, None),
        (("patch_design",), 0, 1, 0),
    ]


def test_warnings_may_stand_where_the_model_says_so(case: Case) -> None:
    """The model ends its turn with warnings left: that is taken."""
    planner = case.planner(Scripted([calls(FINE), says("The warnings are no faults.")]))
    case.plan(planner)
    assert planner.stopped
    assert (planner.stopped.ending, planner.stopped.exit_code) == ("accepted", 0)
    assert planner.stopped.message == "Claude's design has no errors after 2 rounds; it let 2 warnings stand."


def test_a_change_under_the_same_warnings_does_not_end_the_run(case: Case) -> None:
    """The model may still improve what no finding is about; it ends its turn itself."""
    again = patch({"op": "set", "at": "$.architecture.pattern", "value": "webhook to API, at once"})
    last = patch({"op": "set", "at": "$.architecture.reasons", "value": ["Within a minute, says the brief."]})
    planner = case.planner(Scripted([calls(FINE), calls(again), calls(last), says("The warnings are no faults.")]))
    design = case.plan(planner)
    assert planner.stopped
    assert planner.stopped.ending == "accepted"
    assert design.architecture.reasons == ("Within a minute, says the brief.",)


def test_the_same_errors_after_two_changes_end_the_run(case: Case) -> None:
    """The model turns in a circle: its best design is kept, and the exit code says that it is not done."""
    again = [patch({"op": "set", "at": "$.architecture.pattern", "value": f"webhook to API, {words}"}) for words in ("soon", "at once")]
    transport = Scripted([calls(bad()), *map(calls, again)])
    planner = case.planner(transport)
    design = case.plan(planner)
    assert planner.stopped
    assert (planner.stopped.ending, planner.stopped.exit_code) == ("stalled", 1)
    assert planner.stopped.message.startswith("The same findings came three times in a row, so Claude was asked no further. ")
    assert planner.stopped.resume == f"designer design --resume {planner.run.id}"
    assert "webhook to API, at once" in best_of(planner.run.id)
    assert design.planner == "offline"


def test_errors_may_be_mended_part_by_part(case: Case) -> None:
    """A change elsewhere between an error and its mending is no circle."""
    elsewhere = patch({"op": "set", "at": "$.architecture.pattern", "value": "webhook to API, at once"})
    planner = case.planner(Scripted([calls(bad()), calls(elsewhere), calls(MENDED)]))
    case.plan(planner)
    assert planner.stopped
    assert planner.stopped.ending == "clean"


def test_the_same_patch_twice_ends_the_run(case: Case) -> None:
    """What changes nothing is no step forward, and errors are left."""
    planner = case.planner(Scripted([calls(bad()), calls(bad())]))
    case.plan(planner)
    assert planner.stopped
    assert (planner.stopped.ending, planner.stopped.exit_code) == ("stalled", 1)
    assert planner.stopped.message.startswith("The same findings came twice in a row")


def test_submissions_that_leave_errors_are_counted(case: Case) -> None:
    """After so many the run ends; what is kept is the best of them."""
    transport = Scripted([calls(worse(1)), calls(bad(2)), calls(worse(3))])
    planner = case.planner(transport, max_repairs=3)
    case.plan(planner)
    assert planner.stopped
    assert (planner.stopped.ending, planner.stopped.exit_code) == ("repairs", 1)
    assert planner.stopped.message.startswith("3 submissions left errors, so Claude was asked no further. ")
    assert [one.errors for one in planner.run.rounds] == [2, 2, 2]
    assert "trigger:customer.nothing3" in best_of(planner.run.id)


def test_the_best_design_outlives_a_worse_one(case: Case) -> None:
    """A later design with more errors does not take its place."""
    planner = case.planner(Scripted([calls(bad(1)), calls(worse(2)), calls(worse(3))]), max_rounds=3)
    case.plan(planner)
    assert planner.stopped
    assert planner.stopped.ending == "rounds"
    assert "trigger:customer.nothing1" in best_of(planner.run.id)
    assert "nowhere" not in best_of(planner.run.id)


def test_who_ends_with_a_design_means_it(case: Case) -> None:
    """A later one without errors takes the place of one with fewer warnings, where the model ends of itself."""
    transport = Scripted([calls(CLEAN), calls(WEAKER), *[says("Done.")] * 2])
    planner = case.planner(transport, narrative=True)
    design = case.plan(planner)
    assert planner.run.rounds[1].warnings
    assert design.flows[0].trigger.verification
    assert design.flows[0].trigger.verification.scheme == "none"
    assert planner.stopped
    assert planner.stopped.ending == "accepted"


def test_a_design_worse_than_the_draft_is_not_handed_over_in_silence(case: Case) -> None:
    """Where a run is cut short, the better one is: message and log say which; Claude's stays with the run, and can be gone on with."""
    planner = case.planner(Scripted([calls(bad())]), max_rounds=1)
    design = case.plan(planner)
    assert design.planner == "offline"
    assert not case.checker(design).has_errors
    told = planner.stopped
    assert told
    assert (told.ending, told.exit_code, told.is_draft, bool(told.resume)) == ("rounds", 1, True, True)
    assert told.message == (
        "1 round is over (--max-rounds). Claude's best design has 1 error, 1 open point and 3 warnings, the offline draft 1 open point and "
        "2 warnings: the draft is the better one and is handed over. Claude's is kept with the run. Raise --max-rounds."
    )
    assert read_run(planner.run.id).message == told.message
    assert "customer.nothing1" in best_of(planner.run.id)


def test_a_design_as_good_as_the_draft_is_handed_over_where_the_run_is_cut_short(case: Case) -> None:
    """Of two that are alike it is Claude's; what a question asks about counts against neither."""
    asks: JsonObject = {"op": "set", "at": "$.questions[id=who]", "value": {"about": "CRM", "text": "Who is told when it fails?"}}
    planner = case.planner(Scripted([calls(patch(*FINE[1]["patches"], asks))]), max_rounds=1)  # type: ignore[misc]
    assert case.plan(planner).planner == "claude:claude-opus-5-5"
    assert planner.stopped
    assert (planner.stopped.ending, planner.stopped.is_draft) == ("rounds", False)
    assert "Claude's best design is kept; it has" in planner.stopped.message


def test_fewer_warnings_are_better(case: Case) -> None:
    """Of two designs without errors the later is not the best by being later."""
    planner = case.planner(Scripted([calls(CLEAN), calls(WEAKER)]), narrative=True, max_rounds=2)
    design = case.plan(planner)
    assert [one.warnings for one in planner.run.rounds] == [0, 1]
    assert design.flows[0].trigger.verification
    assert design.flows[0].trigger.verification.scheme == "token"


def test_a_design_that_does_nothing_is_no_better_than_one_with_errors(case: Case) -> None:
    """What has no flow has few findings."""
    transport = Scripted([calls(bad()), calls(patch({"op": "set", "at": "$.flows", "value": []}))])
    planner = case.planner(transport, max_rounds=2)
    assert case.plan(planner).flows
    assert "flows:" in best_of(planner.run.id)
    assert planner.run.rounds[1].errors is not None


def test_rounds_are_counted(case: Case) -> None:
    """Where the last one is over and no design came, that is an error that tells how to go on."""
    transport = Scripted([calls(LOOK), calls(LOOK)])
    planner = case.planner(transport, max_rounds=2)
    with pytest.raises(ServiceError) as raised:
        case.plan(planner)
    resume = f"Go on with `designer design --resume {planner.run.id}`. Or plan without Claude: `--planner offline`."
    assert str(raised.value) == f"Claude: 2 rounds are over (--max-rounds)\nRaise --max-rounds. {resume}"
    assert planner.stopped
    assert (planner.stopped.ending, planner.stopped.exit_code) == ("rounds", 2)


def test_ending_without_a_design_is_reminded_of_once(case: Case) -> None:
    """The reminder is one message, and what follows it counts."""
    transport = Scripted([says("I would write a contact."), calls(CLEAN)])
    planner = case.planner(transport)
    case.plan(planner)
    assert [message["role"] for message in transport.turns[1].messages] == ["user", "assistant", "user"]
    assert "patch_design" in str(transport.turns[1].messages[2])
    assert planner.stopped
    assert planner.stopped.ending == "clean"
    assert planner.run.rounds[0].note == "ended early; reminded"


def test_ending_twice_without_a_design_is_silence(case: Case) -> None:
    """Nothing is returned as Claude's where it gave nothing: the offline draft is not its design."""
    transport = Scripted([says("Done."), says("")])
    planner = case.planner(transport)
    with pytest.raises(ServiceError, match="Claude ended without a design, though it was reminded"):
        case.plan(planner)
    assert planner.stopped
    assert (planner.stopped.ending, planner.stopped.exit_code) == ("silent", 2)
    assert len(transport.turns) == 2


def test_ending_with_errors_is_reminded_of_once(case: Case) -> None:
    """The findings are told again; a second end is taken, and the design is not done."""
    transport = Scripted([calls(bad()), says("Good enough."), says("It is.")])
    planner = case.planner(transport)
    case.plan(planner)
    assert "MAP301" in str(transport.turns[2].messages[-1])
    assert planner.stopped
    assert (planner.stopped.ending, planner.stopped.exit_code) == ("stalled", 1)
    assert planner.stopped.message.startswith("Claude ended although errors are left, and said so twice. ")


def test_bad_arguments_and_unknown_tools_are_answered_and_count_as_rounds(case: Case) -> None:
    """Each fault is the tool's answer; both are counted."""
    transport = Scripted([calls(("patch_design", {"patches": "all"}), ("fly_to_moon", {})), calls(CLEAN)])
    planner = case.planner(transport, max_rounds=2)
    case.plan(planner)
    results = _results(transport, 1)
    assert [(result["tool_use_id"], result["is_error"]) for result in results] == [("toolu_1", True), ("toolu_2", True)]
    assert "$.patches" in str(results[0]["content"])
    assert "There is no tool `fly_to_moon`" in str(results[1]["content"])
    assert len(planner.run.rounds) == 2


def test_all_calls_of_a_reply_are_answered_in_one_message_in_order(case: Case) -> None:
    """The service refuses anything else."""
    transport = Scripted([calls(LOOK, FINE, ("check_design", {})), calls(CLEAN)])
    case.plan(case.planner(transport))
    assert [result["tool_use_id"] for result in _results(transport, 1)] == ["toolu_1", "toolu_2", "toolu_3"]
    assert [message["role"] for message in transport.turns[1].messages] == ["user", "assistant", "user"]


def test_a_refusal_tells_its_category_and_explanation(case: Case) -> None:
    """The best design is kept, and the exit code tells of a failure all the same."""
    transport = Scripted([calls(FINE), says("", "refusal", category="cyber", explanation="The text looks harmful.")])
    planner = case.planner(transport)
    design = case.plan(planner)
    assert design.architecture.reasons == ("Customers must arrive within a minute.",)
    assert planner.stopped
    assert (planner.stopped.ending, planner.stopped.exit_code) == ("refused", 2)
    assert planner.stopped.message.startswith("Claude declined to answer (cyber): The text looks harmful. Claude's best design is kept")


DOCUMENT = "$.systems[0].descriptions[0].sha256"
FIXED = f"1 error stands where brief and documents decide, for a person to mend: {DOCUMENT}: It is not what was read."


def test_errors_that_nobody_here_can_mend_do_not_keep_a_design_from_being_done(case: Case) -> None:
    """They stand where documents decide: the run ends like any that is done, and message and exit code tell of them."""
    planner = with_finding(case, DOCUMENT).planner(Scripted([calls(CLEAN)]), max_repairs=1)
    case.plan(planner)
    assert planner.stopped
    assert (planner.stopped.ending, planner.stopped.exit_code, planner.stopped.resume) == ("accepted", 1, "")
    assert planner.stopped.message == f"Claude's design is done after 1 round: nothing is left that it could mend. {FIXED}"


def test_who_ends_under_such_errors_is_not_reminded(case: Case) -> None:
    """Nothing could come of it; warnings that stand are counted as always."""
    planner = with_finding(case, DOCUMENT).planner(Scripted([calls(FINE), says("The rest is yours.")]))
    case.plan(planner)
    assert planner.stopped
    assert (planner.stopped.ending, planner.stopped.exit_code) == ("accepted", 1)
    told = f"Claude's design has no errors that it could mend after 2 rounds; it let 2 warnings stand. {FIXED}"
    assert planner.stopped.message == told


def test_an_error_that_can_be_mended_beside_one_that_cannot_is_asked_for(case: Case) -> None:
    """Only those count that a change of the design could answer."""
    planner = with_finding(case, DOCUMENT).planner(Scripted([calls(bad()), says("Done."), calls(MENDED)]))
    case.plan(planner)
    assert planner.stopped
    assert (planner.stopped.ending, planner.stopped.exit_code) == ("accepted", 1)
