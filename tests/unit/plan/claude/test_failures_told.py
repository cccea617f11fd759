"""What a person reads of failures that are no row of the service's table: a model that is not there, caps, Ctrl-C, a request of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from designer.plan.claude.turn import OurRequestError, ServiceError
from tests.standin import StandIn
from tests.unit.plan.claude.scripted import FINE, a_case
from tests.unit.plan.claude.wire import DONE, LEFT, call, fault, transport_to

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.plan.claude.scripted import Case


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Case:
    """Return the small shop and the small CRM, and a credential that is none."""
    monkeypatch.setenv("DESIGNER_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("ANTHROPIC_API_KEY", "sk-ant-none")
    return a_case(tmp_path)


def test_a_model_that_is_not_there_is_told_with_those_that_are(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    """404: the place is the option, and the next step names what to write."""
    with StandIn([]) as service:
        planner = case.planner(transport_to(service, monkeypatch), model="claude-opus-9")
        with pytest.raises(ServiceError) as raised:
            case.plan(planner)
    assert (raised.value.place, raised.value.exit_code) == ("--model", 2)
    assert "the Anthropic API has no model `claude-opus-9`" in raised.value.fact
    assert raised.value.next_step.startswith("Choose one that exists there with `--model`: ")
    assert "claude-opus-5-5" in raised.value.next_step


@pytest.mark.parametrize(
    ("ending", "settings", "words"),
    [
        ("rounds", {"max_rounds": 1}, ("1 round is over (--max-rounds).", "Raise --max-rounds.")),
        (
            "cost",
            {"max_cost": 0.66},
            ("more than is left of $0.66 (--max-cost)", "Raise --max-cost, or take a cheaper model"),
        ),
    ],
)
def test_a_cap_names_its_option(
    ending: str, settings: dict[str, Any], words: tuple[str, ...], case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was hit, how much of it, and what to raise; the design is handed over with exit code 1."""
    with StandIn([call(FINE, usage={"input_tokens": 1_000, "output_tokens": 29_000}), DONE]) as service:
        planner = case.planner(transport_to(service, monkeypatch), **settings)
        case.plan(planner)
    assert planner.stopped
    assert (planner.stopped.ending, planner.stopped.exit_code) == (ending, 1)
    assert [word for word in (*words, LEFT) if word not in planner.stopped.message] == [], planner.stopped.message


def test_ctrl_c_says_what_is_kept_and_how_to_go_on(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit code 130, the best design, the command that goes on."""

    def tell(line: str) -> None:
        if "Round 2" in line and "changes the design" in line:
            raise KeyboardInterrupt

    with StandIn([call(FINE), DONE]) as service:
        planner = case.planner(transport_to(service, monkeypatch), tell=tell)
        design = case.plan(planner)
    assert design.architecture.reasons == ("Customers must arrive within a minute.",)
    assert planner.stopped
    assert (planner.stopped.ending, planner.stopped.exit_code) == ("interrupted", 130)
    assert planner.stopped.message == f"The run was interrupted. {LEFT}"
    assert planner.stopped.resume.endswith(f"--resume {planner.run.id}")


def test_our_own_wrong_request_names_its_file(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    """A 400 is a bug of ours: the file that holds the request is what a report of it needs."""
    with StandIn([fault("400")]) as service:
        planner = case.planner(transport_to(service, monkeypatch))
        with pytest.raises(OurRequestError, match=r"001\.request\.json"):
            case.plan(planner)
