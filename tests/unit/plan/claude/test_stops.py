"""What ends a run from outside: the cost cap, the service, Ctrl-C. The best design is kept, and the message says how to go on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from designer.plan.claude.turn import ServiceError
from tests.unit.plan.claude.scripted import FINE, Scripted, a_case, bad, calls

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.plan.claude.scripted import Case


@pytest.fixture
def case(tmp_path: Path) -> Case:
    """Return the small shop and the small CRM."""
    return a_case(tmp_path)


def test_the_cost_cap_lowers_the_room_of_a_reply_and_then_ends_the_run(case: Case) -> None:
    """No call is made that could pass the cap."""
    transport = Scripted([calls(FINE, usage=_dear(10_000)), calls(bad(), usage=_dear(20_000))])
    planner = case.planner(transport, max_cost=0.66)
    case.plan(planner)
    assert planner.stopped
    assert (planner.stopped.ending, planner.stopped.exit_code) == ("cost", 1)
    assert planner.stopped.message.startswith(
        "The next call could cost more than is left of $0.66 (--max-cost): $0.62 are spent. Claude's best design is kept"
    )
    assert transport.turns[1].max_tokens == 22_000
    assert planner.run.usd < 0.66


def _dear(output: int) -> Any:
    from designer.model.run import Usage

    return Usage(input_tokens=2_000, output_tokens=output)


def test_a_cap_that_is_too_low_is_told_before_the_first_call(case: Case) -> None:
    """Nothing is sent, and nothing was spent."""
    transport = Scripted([])
    planner = case.planner(transport, max_cost=0.01)
    with pytest.raises(ServiceError, match=r"left of \$0\.01 \(--max-cost\): \$0\.00 are spent"):
        case.plan(planner)
    assert transport.turns == []
    assert planner.run.usd == 0


def test_a_service_that_fails_leaves_the_best_design(case: Case) -> None:
    """The message is the service's; the run can be resumed."""
    transport = Scripted([calls(FINE), ServiceError("Claude", "is overloaded", next_step="Try later.")])
    planner = case.planner(transport)
    case.plan(planner)
    assert planner.stopped
    assert (planner.stopped.ending, planner.stopped.exit_code) == ("failed", 2)
    assert planner.stopped.message.startswith("Claude: is overloaded. Claude's best design is kept")
    assert planner.stopped.message.endswith("Try later.")
    assert planner.stopped.resume


def test_a_service_that_fails_without_a_design_is_raised_with_how_to_go_on(case: Case) -> None:
    """Type, place and fact stay; the next step grows by the resuming command."""
    planner = case.planner(Scripted([ServiceError("Claude", "is overloaded", next_step="Try later.")]))
    with pytest.raises(ServiceError) as raised:
        case.plan(planner)
    more = f"Go on with `designer design --resume {planner.run.id}`. Or plan without Claude: `--planner offline`."
    assert raised.value.next_step == f"Try later. {more}"
    assert planner.run.ending == "failed"


def test_an_interruption_leaves_the_best_design(case: Case) -> None:
    """What the request took is counted as an estimate."""
    planner = case.planner(Scripted([calls(FINE), KeyboardInterrupt()]))
    design = case.plan(planner)
    assert design.architecture.reasons == ("Customers must arrive within a minute.",)
    assert planner.stopped
    assert (planner.stopped.ending, planner.stopped.exit_code) == ("interrupted", 130)
    assert planner.stopped.resume
    assert (planner.run.rounds[1].estimated, planner.run.rounds[1].note) == (True, "interrupted")


def test_an_interruption_without_a_design_is_passed_on(case: Case) -> None:
    """The log is closed first."""
    planner = case.planner(Scripted([KeyboardInterrupt()]))
    with pytest.raises(KeyboardInterrupt):
        case.plan(planner)
    assert planner.run.ending == "interrupted"


def test_without_a_log_nothing_is_kept(case: Case) -> None:
    """No id, and no command that goes on."""
    planner = case.planner(Scripted([calls(bad()), KeyboardInterrupt()]), keeps_log=False)
    case.plan(planner)
    assert planner.run.id == ""
    assert planner.stopped
    assert planner.stopped.resume == ""
