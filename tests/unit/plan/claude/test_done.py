"""When a design of Claude's is done, and which is the best: errors, warnings, points that no question asks about, repairs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from designer.errors import UsageError
from designer.files.runs import best_of
from designer.model.finding import Finding
from designer.plan.claude.replaying import earlier_run
from tests.unit.plan.claude.scripted import CLEAN, FINE, LOOK, Scripted, a_case, calls, patch, says

if TYPE_CHECKING:
    from pathlib import Path

    from designer.model.design import Design
    from designer.model.finding import Report
    from designer.model.scalars import JsonObject
    from tests.unit.plan.claude.scripted import Case

SETTING: JsonObject = {"op": "set", "at": "$.settings[id=team]", "value": {"id": "team", "system": "crm"}}
CLEAN_WITH_SETTING = patch(*CLEAN[1]["patches"], SETTING)  # type: ignore[misc]
TEXTS = ("submit_narrative", {"narrative": {"overview": "A customer becomes a contact."}})


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Case:
    """Return the small shop and the small CRM, with a check that finds each setting open, asked about or not."""
    monkeypatch.setenv("DESIGNER_HOME", str(tmp_path / "home"))
    plain = a_case(tmp_path)

    def checker(design: Design) -> Report:
        report = plain.checker(design)
        found = tuple(finding for finding in report.findings if not finding.where.startswith("$.settings"))
        places = range(len(design.settings))
        is_open = (Finding(code="TST002", severity="open", where=f"$.settings[{one}]", message="It has no value.") for one in places)
        return replace(report, findings=(*found, *is_open))

    return replace(plain, checker=checker)


def _question(name: str, fills: str) -> JsonObject:
    return {"op": "set", "at": f"$.questions[id={name}]", "value": {"about": "CRM", "text": "Which team is it?", "fills": fills}}


def test_a_point_that_no_question_asks_about_keeps_a_design_from_being_done(case: Case) -> None:
    """The model is asked on until one does."""
    transport = Scripted([calls(CLEAN_WITH_SETTING), calls(patch(_question("team", "setting:team")))])
    planner = case.planner(transport)
    case.plan(planner)
    assert len(transport.turns) == 2
    assert planner.stopped
    assert planner.stopped.ending == "clean"


def test_a_question_about_something_else_does_not_ask_for_a_setting(case: Case) -> None:
    """Only one that fills it does: a run cannot end with a value that nobody is asked for."""
    other = patch(_question("other", ""), SETTING)
    planner = case.planner(Scripted([calls(CLEAN_WITH_SETTING), calls(other), calls(patch(_question("team", "setting:team")))]))
    case.plan(planner)
    assert planner.stopped
    assert planner.stopped.ending == "clean"


def test_who_ends_while_a_point_is_not_asked_about_is_reminded(case: Case) -> None:
    """Once; a second end is taken."""
    transport = Scripted([calls(CLEAN_WITH_SETTING), says("Done."), says("Done.")])
    planner = case.planner(transport)
    case.plan(planner)
    assert "whose `fills` names what the answer fills" in str(transport.turns[2].messages[-1])
    assert planner.stopped
    assert planner.stopped.ending == "accepted"


def test_a_design_whose_points_are_asked_about_is_better(case: Case) -> None:
    """Of two that are alike but for that, a later one does not take its place by being later."""
    asked = patch(*CLEAN[1]["patches"], SETTING, _question("team", "setting:team"))  # type: ignore[misc]
    unasked = patch({"op": "remove", "at": "$.questions[id=team]"})
    planner = case.planner(Scripted([calls(asked), calls(unasked)]), narrative=True, max_rounds=2)
    design = case.plan(planner)
    assert [question.fills for question in design.questions if question.id == "team"] == ["setting:team"]
    assert "setting:team" in best_of(planner.run.id)


def test_submissions_without_errors_are_no_repairs(case: Case) -> None:
    """However many there are, they do not use up what may be repaired."""
    more = [patch({"op": "set", "at": "$.architecture.pattern", "value": f"webhook to API, {word}"}) for word in ("soon", "at once", "now")]
    planner = case.planner(Scripted([calls(FINE), *map(calls, more), says("The warnings are no faults.")]), max_repairs=2)
    case.plan(planner)
    assert planner.stopped
    assert planner.stopped.ending == "accepted"


def test_a_run_that_cannot_be_gone_on_with_is_told_even_where_only_texts_are_missing(case: Case) -> None:
    """What failed is the resuming, not the texts: nothing is handed over as if it had succeeded."""
    first = case.planner(Scripted([calls(CLEAN), calls(LOOK), KeyboardInterrupt()]), narrative=True)
    case.plan(first)
    earlier = earlier_run(first.run.id)
    body: Any = earlier.kept[1].body
    changed = {**body, "messages": [*body["messages"][:-1], {"role": "user", "content": [{"type": "text", "text": "Other."}]}]}
    earlier = replace(earlier, kept=(earlier.kept[0], replace(earlier.kept[1], body=changed)))
    again = case.planner(Scripted([]), earlier=earlier, narrative=True)
    with pytest.raises(UsageError, match="cannot be gone on with"):
        case.plan(again)


def test_each_line_while_waiting_tells_the_round_and_the_cost_so_far(case: Case) -> None:
    """What was spent, of what may be spent."""
    lines: list[str] = []
    planner = case.planner(Scripted([calls(LOOK), calls(CLEAN)]), tell=lines.append, max_cost=3.0)
    case.plan(planner)
    first = planner.run.rounds[0].usd
    assert first > 0.01
    assert lines[:2] == ["Round 1, $0.00 of $3.00: Claude reads", "Round 1, $0.00 of $3.00: Claude thinks: It ponders."]
    assert lines[2:] == [f"Round 2, ${first:.2f} of $3.00: Claude reads", f"Round 2, ${first:.2f} of $3.00: Claude thinks: It ponders."]
