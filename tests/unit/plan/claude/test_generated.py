"""The lesson's "Generate:" list held against designs: Claude is asked for what is missing, and the offline drafts have all of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from designer.model.design import Design
from designer.model.question import Question
from designer.model.scalars import STYLES
from designer.pipeline import checker_of
from designer.pipeline.described import brief_of
from designer.plan.claude.demands import lacking
from designer.plan.claude.prompts import prompt_file
from designer.plan.offline.planner import OfflinePlanner
from designer.specs.catalog import load_catalog
from tests.unit.plan.claude.scripted import CLEAN, FLOW, Scripted, a_case, calls, patch, says

if TYPE_CHECKING:
    from tests.unit.plan.claude.scripted import Case

ROOT = Path(__file__).resolve().parents[4]
EXAMPLES = {"api": "stripe-to-xero", "nocode": "zendesk-to-jira", "warehouse": "shop-warehouse"}
IN_DOCUMENTS_ALONE = {
    "api": ("data validation", "error handling and retry", "documentation"),
    "nocode": (),
    "warehouse": (),
}
"""Items that no rule can find in a design: what is validated, tried again and told follows from members that have a default, and the
documents are rendered of every design. They are held against the documents of starters (tests/cassettes, test_prompts.py)."""
NO_ALERTS = patch(*CLEAN[1]["patches"], {"op": "set", "at": "$.policies.alerts", "value": []})  # type: ignore[misc]
ALERTS = patch({"op": "set", "at": "$.policies.alerts", "value": [{"when": "a customer waits for an hour", "to": "the shop's owner"}]})
LACK = "monitoring and alerting: `policies.alerts[].when`"


@pytest.fixture
def case(tmp_path: Path) -> Case:
    """Return the small shop and the small CRM."""
    return a_case(tmp_path)


def _draft(name: str) -> Design:
    brief = brief_of(ROOT / "examples" / name / "brief.md", systems=(), style="auto")
    catalog = load_catalog(brief.systems, base=ROOT)
    return OfflinePlanner().plan(brief, catalog, checker=checker_of(catalog))


@pytest.mark.parametrize("style", STYLES)
def test_the_offline_draft_has_each_item(style: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """As far as a design alone tells; what Claude starts from lacks nothing."""
    monkeypatch.chdir(ROOT)
    assert [demand.item for demand in lacking(_draft(EXAMPLES[style]))] == []


@pytest.mark.parametrize("style", STYLES)
def test_each_item_is_looked_for_in_the_design_or_said_not_to_be(style: str) -> None:
    """An item that is added to a list must be given a place, or be named here with the reason."""
    bare = tuple(demand.item for demand in prompt_file(f"styles/{style}").generate if not demand.design)
    assert bare == IN_DOCUMENTS_ALONE[style]


def test_a_design_without_events_needs_no_set_up_of_webhooks(case: Case) -> None:
    """What a list asks of events alone is asked of nothing else."""
    draft = OfflinePlanner().plan(case.brief, case.catalog, checker=case.checker)
    (flow,) = draft.flows
    bare = replace(flow.trigger, registration=type(flow.trigger.registration)())
    assert [one.item for one in lacking(replace(draft, flows=(replace(flow, trigger=bare),)))] == ["webhook set-up"]
    assert lacking(replace(draft, flows=(replace(flow, trigger=replace(bare, kind="manual", event="")),))) == ()


def test_what_is_missing_is_told_in_the_answer_and_keeps_the_design_from_being_done(case: Case) -> None:
    """The check has nothing against a design without alerts: the list has."""
    transport = Scripted([calls(NO_ALERTS), calls(ALERTS)])
    planner = case.planner(transport)
    design = case.plan(planner)
    assert (planner.run.rounds[0].errors, planner.run.rounds[0].warnings) == (0, 0)
    assert LACK in str(transport.turns[1].messages[-1]["content"][-1])  # type: ignore[index]
    assert [alert.to for alert in design.policies.alerts] == ["the shop's owner"]
    assert planner.stopped
    assert (planner.stopped.ending, planner.stopped.exit_code) == ("clean", 0)


def test_it_is_told_once_while_other_things_are_changed(case: Case) -> None:
    """It is paid for again in each round."""
    other = patch({"op": "set", "at": "$.architecture.pattern", "value": "webhook to API, at once"})
    transport = Scripted([calls(NO_ALERTS), calls(other), calls(ALERTS)])
    case.plan(case.planner(transport))
    assert str(transport.turns[2].messages).count(LACK) == 1


def test_who_ends_without_it_is_reminded_once_and_then_taken_at_his_word(case: Case) -> None:
    """The end says what the design holds nothing for."""
    transport = Scripted([calls(NO_ALERTS), says("Nobody needs telling."), says("Nobody.")])
    planner = case.planner(transport)
    case.plan(planner)
    assert LACK in str(transport.turns[2].messages[-1])
    assert planner.stopped
    assert (planner.stopped.ending, planner.stopped.exit_code) == ("accepted", 0)
    assert planner.stopped.message.endswith("It holds nothing for: monitoring and alerting.")


def test_of_two_designs_the_one_that_lacks_less_is_better(case: Case) -> None:
    """A later one without errors, cut short, does not take the place of one that has all."""
    other = patch({"op": "set", "at": f"{FLOW}.title", "value": "Customers become contacts"})
    planner = case.planner(Scripted([calls(other), calls(patch({"op": "set", "at": "$.policies.alerts", "value": []}))]), max_rounds=2)
    assert case.plan(planner).policies.alerts


def test_a_question_that_is_asked_stands_in_for_its_item() -> None:
    """A brief that names no teams gets no invented access rules: the open question who may see what is what can be had."""
    teams = Question(id="teams", about="brief: teams", text="Who may see what?")
    design = Design(name="shop-warehouse", style="warehouse", questions=(teams,))
    assert "security and access control" not in {demand.item for demand in lacking(design)}
    assert "security and access control" in {demand.item for demand in lacking(replace(design, questions=()))}
