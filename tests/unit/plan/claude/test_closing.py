"""The documents' texts, asked for once the design is done: whatever goes wrong with them never costs the design."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from designer.files.runs import best_of
from designer.plan.claude.closing import untaken
from designer.plan.claude.replaying import earlier_run
from designer.plan.claude.turn import ServiceError
from tests.standin import StandIn
from tests.unit.plan.claude.scripted import CLEAN, FINE, WEAKER, Scripted, a_case, calls, patch, says, worse
from tests.unit.plan.claude.wire import call, transport_to

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.plan.claude.scripted import Case

OVERVIEW = "A customer who is created in the shop becomes a contact."
TEXTS = ("submit_narrative", {"narrative": {"overview": OVERVIEW}})
WRONG = ("submit_narrative", {"narrative": {"overview": 7}})
UNREAL = ("submit_narrative", {"narrative": {"overview": "`POST /nowhere` is called for each customer."}})
PATTERN = "webhook to API"
MORE = patch({"op": "set", "at": "$.architecture.pattern", "value": "webhook to API, at once"})


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Case:
    """Return the small shop and the small CRM."""
    monkeypatch.setenv("DESIGNER_HOME", str(tmp_path / "home"))
    return a_case(tmp_path)


def test_texts_are_asked_for_in_the_message_that_answers_the_last_call(case: Case) -> None:
    """They stand in the design and name their author; the ending stays."""
    transport = Scripted([calls(CLEAN), calls(TEXTS)])
    planner = case.planner(transport, narrative=True)
    design = case.plan(planner)
    blocks: Any = transport.turns[1].messages[-1]["content"]
    assert [block["type"] for block in blocks] == ["tool_result", "text"]
    assert (design.narrative.overview, design.narrative.author) == (OVERVIEW, "claude:claude-opus-5-5")
    assert planner.stopped
    assert planner.stopped.ending == "clean"
    assert planner.run.rounds[-1].tools == ("submit_narrative",)
    assert OVERVIEW in best_of(planner.run.id)


def test_texts_are_laid_into_the_best_design_not_the_last(case: Case) -> None:
    """The model may end after a change that made things worse."""
    planner = case.planner(Scripted([calls(FINE), calls(worse()), says("Done."), calls(TEXTS)]), narrative=True)
    design = case.plan(planner)
    assert design.narrative.overview == OVERVIEW
    assert not case.checker(design).has_errors
    assert planner.stopped
    assert (planner.stopped.ending, planner.stopped.exit_code) == ("accepted", 0)


@pytest.mark.parametrize(
    ("replies", "reason"),
    [
        ([says("No."), says("No.")], "it wrote none"),
        ([calls(("submit_narrative", {"narrative": {"overview": 7}}))] * 2, "they could not be taken"),
        ([calls(TEXTS, reason="max_tokens")] * 3, "3 replies in a row were cut before their end"),
        ([ServiceError("Claude", "is overloaded")], "is overloaded"),
        ([says("", "refusal")], "Claude declined to answer"),
    ],
)
def test_what_goes_wrong_with_the_texts_never_costs_the_design(case: Case, replies: list[Any], reason: str) -> None:
    """Ending and exit code are the design's; the message says what is lacking."""
    planner = case.planner(Scripted([calls(CLEAN), *replies]), narrative=True)
    design = case.plan(planner)
    assert design.flows[0].trigger.registration.kind == "ui"
    assert design.narrative.overview == ""
    assert planner.stopped
    assert (planner.stopped.ending, planner.stopped.exit_code) == ("clean", 0)
    assert f"Its documents have no texts of Claude's: {reason}" in planner.stopped.message
    assert "fault(s)" not in planner.stopped.message


def test_texts_that_cannot_be_taken_may_be_mended(case: Case) -> None:
    """The faults are the tool's answer; the second try counts."""
    planner = case.planner(
        Scripted([calls(CLEAN), calls(("submit_narrative", {"narrative": {"overview": 7}})), calls(TEXTS)]), narrative=True
    )
    assert case.plan(planner).narrative.overview == OVERVIEW
    assert planner.stopped
    assert planner.stopped.message == "Claude's design is done after 3 rounds: nothing is left that it could mend."


def test_a_clean_patch_beside_texts_that_cannot_be_taken_is_not_the_end(case: Case) -> None:
    """Texts are told where they are taken: those that are refused are answered with their faults, and asked for."""
    transport = Scripted([calls(CLEAN, WRONG), calls(TEXTS)])
    planner = case.planner(transport, narrative=True)
    assert case.plan(planner).narrative.overview == OVERVIEW
    blocks: Any = transport.turns[1].messages[-1]["content"]
    assert [(block["type"], block.get("is_error", False)) for block in blocks] == [
        ("tool_result", False),
        ("tool_result", True),
        ("text", False),
    ]
    assert planner.stopped
    assert planner.stopped.message == "Claude's design is done after 2 rounds: nothing is left that it could mend."


def test_texts_refused_twice_beside_patches_end_the_run(case: Case) -> None:
    """A patch in the same reply does not hide that the texts could not be taken."""
    planner = case.planner(Scripted([calls(CLEAN), calls(FINE, WRONG), calls(MORE, WRONG)]), narrative=True)
    assert case.plan(planner).architecture.pattern == "webhook to API, at once"
    assert planner.stopped
    assert (planner.stopped.ending, planner.stopped.exit_code) == ("clean", 0)
    assert "they could not be taken" in planner.stopped.message


def test_words_alone_in_place_of_the_texts_are_answered_once(case: Case) -> None:
    """The model may have forgotten them: it is asked once more, and what it then writes counts."""
    transport = Scripted([calls(CLEAN), says("All is well."), calls(TEXTS)])
    planner = case.planner(transport, narrative=True)
    assert case.plan(planner).narrative.overview == OVERVIEW
    assert "The prose of the documents is still missing" in str(transport.turns[2].messages[-1])
    assert [one.note for one in planner.run.rounds] == ["", "ended without texts; asked once more", ""]
    assert planner.stopped
    assert planner.stopped.ending == "clean"


def test_texts_forgotten_after_a_later_change_are_asked_for_too(case: Case) -> None:
    """The model ends with a change that brought a warning back: that design is the one that gets them."""
    planner = case.planner(Scripted([calls(CLEAN), calls(WEAKER), says("Done."), calls(TEXTS)]), narrative=True)
    design = case.plan(planner)
    assert (design.narrative.overview, design.flows[0].trigger.verification.scheme) == (OVERVIEW, "none")  # type: ignore[union-attr]
    assert planner.stopped
    assert (planner.stopped.ending, planner.stopped.message.count("no texts")) == ("accepted", 0)


@pytest.mark.parametrize("first", [[says("No.")], [calls(WRONG)], [calls(MORE)], [calls(TEXTS, reason="max_tokens")], [calls(UNREAL)]])
def test_texts_of_a_design_with_warnings_are_asked_for_once_more(case: Case, first: list[Any]) -> None:
    """Whatever came in their place: words, faults, another change, a reply that was cut, texts about what is not there."""
    transport = Scripted([calls(FINE), says("The warnings are no faults."), *first, calls(TEXTS)])
    planner = case.planner(transport, narrative=True)
    design = case.plan(planner)
    assert (design.narrative.overview, design.architecture.pattern) == (OVERVIEW, PATTERN)
    assert planner.stopped
    assert (planner.stopped.ending, planner.stopped.message) == (
        "accepted",
        "Claude's design has no errors after 2 rounds; it let 2 warnings stand. The documents' texts took 2 rounds more.",
    )


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ([says("No.")] * 2, "it wrote none"),
        ([calls(WRONG)] * 2, "they could not be taken"),
        ([calls(UNREAL)] * 2, "they name what the design does not have"),
        ([says("", "refusal", category="cyber")], "Claude declined to answer (cyber)"),
    ],
)
def test_a_design_with_warnings_outlives_texts_that_never_come(case: Case, told: list[Any], reason: str) -> None:
    """They are asked for twice; none is taken that makes the design worse, and the message says why there are none."""
    planner = case.planner(Scripted([calls(FINE), says("The warnings are no faults."), *told]), narrative=True)
    design = case.plan(planner)
    assert design.narrative.overview == ""
    assert not case.checker(design).has_errors
    assert planner.stopped
    assert (planner.stopped.ending, planner.stopped.exit_code) == ("accepted", 0)
    more = "1 round" if len(told) == 1 else "2 rounds"
    assert f"Its documents have no texts of Claude's, which were asked for in {more} more: {reason}" in planner.stopped.message
    assert "fault(s)" not in planner.stopped.message


def test_the_first_fault_of_texts_is_told_and_the_others_counted() -> None:
    """The head of a tool's answer speaks to the model, not to a person."""
    head = "Nothing was done. The input of submit_narrative has 2 fault(s):"
    assert untaken(f"{head}\n$.a: wrong.\n$.b: wrong.") == "they could not be taken ($.a: wrong, and 1 fault more)"
    assert untaken("Names a secret.") == "they could not be taken (Names a secret)"


@pytest.mark.parametrize(
    "first", [call(WRONG), call(MORE), call(TEXTS, fault="max_tokens"), {"content": [{"type": "text", "text": "No."}]}, call(UNREAL)]
)
def test_the_service_takes_the_requests_that_ask_once_more(case: Case, monkeypatch: pytest.MonkeyPatch, first: dict[str, Any]) -> None:
    """By its known rules: each call is answered, and nothing of a reply that was cut goes back."""
    words = {"content": [{"type": "text", "text": "The warnings are no faults."}]}
    monkeypatch.setenv("ANTHROPIC_API_KEY", "sk-ant-none")
    with StandIn([call(FINE), words, first, call(TEXTS)]) as service:
        planner = case.planner(transport_to(service, monkeypatch), narrative=True, max_cost=9.0)
        assert case.plan(planner).narrative.overview == OVERVIEW
    assert service.refused == []
    assert len(service.requests) == 4


def test_a_conversation_begun_anew_asks_for_the_texts_again(case: Case) -> None:
    """What was asked in the one before is not seen in the new one."""
    transport = Scripted([calls(CLEAN), says("", "model_context_window_exceeded"), calls(TEXTS)])
    planner = case.planner(transport, narrative=True)
    assert case.plan(planner).narrative.overview == OVERVIEW
    assert "submit_narrative" in str(transport.turns[2].messages[0]["content"][-1])  # type: ignore[index]


def test_a_clean_design_may_still_be_changed(case: Case) -> None:
    """No finding is no proof that it is what the brief wants: the model goes on, and the texts end the run."""
    planner = case.planner(Scripted([calls(CLEAN), calls(FINE), calls(TEXTS)]), narrative=True)
    design = case.plan(planner)
    assert design.architecture.reasons == ("Customers must arrive within a minute.",)
    assert design.narrative.overview == OVERVIEW
    assert planner.stopped
    assert planner.stopped.ending == "clean"


def test_a_clean_design_outlives_what_is_made_of_it_later(case: Case) -> None:
    """A change after it that makes errors, and a cap: the run is clean, without texts."""
    planner = case.planner(Scripted([calls(CLEAN), calls(worse())]), narrative=True, max_rounds=2)
    design = case.plan(planner)
    assert not case.checker(design).has_errors
    assert planner.stopped
    assert (planner.stopped.ending, planner.stopped.exit_code) == ("clean", 0)
    assert "2 rounds are over (--max-rounds)" in planner.stopped.message


def test_texts_given_under_warnings_end_the_run(case: Case) -> None:
    """Whoever writes the texts while only warnings stand has let them stand."""
    planner = case.planner(Scripted([calls(FINE), calls(TEXTS)]), narrative=True)
    assert case.plan(planner).narrative.overview == OVERVIEW
    assert planner.stopped
    assert (planner.stopped.ending, planner.stopped.exit_code) == ("accepted", 0)


def test_texts_that_name_what_is_not_there_are_not_the_end(case: Case) -> None:
    """What the check says of them is answered first."""
    transport = Scripted([calls(CLEAN), calls(UNREAL), calls(TEXTS)])
    planner = case.planner(transport, narrative=True)
    assert case.plan(planner).narrative.overview == OVERVIEW
    assert "OP250" in str(transport.turns[2].messages[-1])


def test_no_texts_are_asked_for_beyond_a_cap(case: Case) -> None:
    """Rounds and cost bound them too."""
    planner = case.planner(Scripted([calls(CLEAN)]), narrative=True, max_rounds=1)
    case.plan(planner)
    assert planner.stopped
    assert planner.stopped.ending == "clean"
    assert "1 round is over (--max-rounds)" in planner.stopped.message


@pytest.mark.parametrize(
    ("replies", "settings", "more"),
    [
        ([calls(CLEAN)], {"max_rounds": 1}, ""),
        ([calls(CLEAN)], {"max_cost": 0.15}, " --max-cost 0.5"),
        ([calls(FINE), says("Done.")], {"max_rounds": 2}, ""),
        ([calls(CLEAN), ServiceError("Claude", "is overloaded")], {}, ""),
    ],
)
def test_texts_that_a_cap_or_the_service_prevented_can_be_had_later(
    case: Case, replies: list[Any], settings: dict[str, Any], more: str
) -> None:
    """The design is done, and the message says which command asks for its texts: what was answered is not asked again."""
    planner = case.planner(Scripted(replies), narrative=True, **settings)
    case.plan(planner)
    assert planner.stopped
    assert planner.stopped.ending in {"clean", "accepted"}
    assert planner.stopped.message.endswith(f" `designer design --resume {planner.run.id}{more}` asks for them.")
    transport = Scripted([calls(TEXTS)])
    later = case.planner(transport, narrative=True, earlier=earlier_run(planner.run.id))
    assert case.plan(later).narrative.overview == OVERVIEW
    assert len(transport.turns) == 1
    assert later.stopped
    assert "asks for them" not in later.stopped.message


def test_an_interruption_of_the_texts_keeps_the_design(case: Case) -> None:
    """The exit code is that of an interruption."""
    planner = case.planner(Scripted([calls(CLEAN), KeyboardInterrupt()]), narrative=True)
    assert case.plan(planner).flows[0].trigger.registration.kind == "ui"
    assert planner.stopped
    assert (planner.stopped.ending, planner.stopped.exit_code) == ("interrupted", 130)
