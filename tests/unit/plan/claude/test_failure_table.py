"""Each failure of the service's table, from the wire to the best design: through the real client against the stand-in.

Each row: what happens after a design was there; how the run ends, how many requests went out, how many rounds are an estimate, and
that going on with it comes to the same design.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from designer.plan.claude.replaying import earlier_run
from designer.plan.claude.service import connect
from tests.standin import StandIn
from tests.unit.plan.claude.scripted import CLEAN, FINE, a_case

if TYPE_CHECKING:
    from pathlib import Path

    from designer.plan.claude.turn import Transport
    from tests.unit.plan.claude.scripted import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A failure, and what comes of it."""

    turns: tuple[dict[str, Any], ...]
    ending: str
    code: int
    requests: int
    """In all, the one before the failure included."""
    estimated: int = 0
    unpaid: int = 0
    """Requests that the service did not take, which cost nothing."""
    words: str = ""


def call(told: tuple[str, Any], **more: Any) -> dict[str, Any]:
    """Return a turn of the stand-in that calls a tool."""
    return {"content": [{"type": "tool_use", "name": told[0], "input": told[1]}], **more}


def fault(name: str, **more: Any) -> dict[str, Any]:
    """Return a turn that fails; what it holds would change the design."""
    return call(CLEAN, fault=name, **more)


DONE = call(CLEAN)
TOO_LONG = "prompt is too long: 210000 tokens > 200000 maximum"
ROWS = {
    "401": Row(turns=(fault("401"),), ending="failed", code=2, requests=2),
    "402": Row(turns=(fault("402"),), ending="failed", code=2, requests=2),
    "403": Row(turns=(fault("403"),), ending="failed", code=2, requests=2),
    "404 model": Row(turns=(fault("404"),), ending="failed", code=2, requests=2),
    "400 is ours": Row(turns=(fault("400"),), ending="failed", code=2, requests=2, words="002.request.json"),
    "429 passes": Row(turns=(fault("429", retry_after="1"), DONE), ending="clean", code=0, requests=3),
    "429 stays": Row(turns=(fault("429", times=5),), ending="failed", code=2, requests=6),
    "429 asks for too long": Row(turns=(fault("429", retry_after="600"),), ending="failed", code=2, requests=2),
    "529 passes": Row(turns=(fault("529", times=4), DONE), ending="clean", code=0, requests=6),
    "529 stays": Row(turns=(fault("529", times=5),), ending="failed", code=2, requests=6),
    "500 stays": Row(turns=(fault("500", times=5),), ending="failed", code=2, requests=6),
    "connection closed, passes": Row(turns=(fault("disconnect"), DONE), ending="clean", code=0, requests=3),
    "connection closed, stays": Row(turns=(fault("disconnect", times=5),), ending="failed", code=2, requests=6),
    "drop, passes": Row(turns=(fault("drop", times=2), DONE), ending="clean", code=0, requests=4, estimated=2),
    "drop, stays": Row(turns=(fault("drop", times=3),), ending="failed", code=2, requests=4, estimated=3, words="three times in a row"),
    "early end, passes": Row(turns=(fault("eof"), DONE), ending="clean", code=0, requests=3, estimated=1),
    "early end, stays": Row(turns=(fault("eof", times=3),), ending="failed", code=2, requests=4, estimated=3),
    "error in the stream, passes": Row(turns=(fault("sse_error"), DONE), ending="clean", code=0, requests=3, estimated=1),
    "error in the stream, stays": Row(turns=(fault("sse_error", times=3),), ending="failed", code=2, requests=4, estimated=3),
    "cut, then whole": Row(turns=(fault("max_tokens"), DONE), ending="clean", code=0, requests=3),
    "cut three times": Row(turns=(fault("max_tokens", times=3),), ending="stalled", code=1, requests=4, words="cut before their end"),
    "refusal": Row(
        turns=({"fault": "refusal", "stop_details": {"type": "refusal", "category": "cyber", "explanation": "Not this."}},),
        ending="refused",
        code=2,
        requests=2,
        words="(cyber): Not this.",
    ),
    "conversation too long, begun anew": Row(turns=(fault("context_window"), DONE), ending="clean", code=0, requests=3),
    "conversation too long, twice": Row(turns=(fault("context_window", times=2),), ending="failed", code=2, requests=3),
    "400 prompt too long, begun anew": Row(turns=(fault("400", message=TOO_LONG), DONE), ending="clean", code=0, requests=3, unpaid=1),
    "400 prompt too long, twice": Row(turns=(fault("400", message=TOO_LONG, times=2),), ending="failed", code=2, requests=3, unpaid=1),
    "413, begun anew": Row(turns=(fault("413"), DONE), ending="clean", code=0, requests=3, unpaid=1),
    "pause": Row(turns=({"fault": "pause_turn", "content": [{"type": "text", "text": "Wait."}]}, DONE), ending="clean", code=0, requests=3),
    "tool input is no JSON, passes": Row(turns=(fault("bad_tool_input"), DONE), ending="clean", code=0, requests=3, estimated=1),
    "tool input is no JSON, stays": Row(
        turns=(fault("bad_tool_input", times=2),), ending="failed", code=2, requests=3, estimated=2, words="twice in a row"
    ),
    "bad arguments": Row(turns=(call(("patch_design", {"patches": 7})), DONE), ending="clean", code=0, requests=3),
    "unknown tool": Row(turns=(call(("fly", {})), DONE), ending="clean", code=0, requests=3),
    "end without a word": Row(turns=({"content": [{"type": "text", "text": "Done."}]},), ending="accepted", code=0, requests=2),
}


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Case:
    """Return the small shop and the small CRM, and a credential that is none."""
    monkeypatch.setenv("DESIGNER_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("ANTHROPIC_API_KEY", "sk-ant-none")
    return a_case(tmp_path)


def _transport(service: StandIn, monkeypatch: pytest.MonkeyPatch) -> Transport:
    monkeypatch.setenv("ANTHROPIC_BASE_URL", service.url)
    return connect("anthropic", tell=lambda _: None, sleep=lambda _: None)


@pytest.mark.parametrize("name", ROWS)
def test_a_failure_of_the_table(name: str, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    """The best design is kept, ending, exit code and words are the table's, and going on comes to the same design."""
    row = ROWS[name]
    with StandIn([call(FINE), *row.turns]) as service:
        planner = case.planner(_transport(service, monkeypatch), max_cost=9.0)
        design = case.plan(planner)
    told = planner.stopped
    assert told
    assert (told.ending, told.exit_code, len(service.requests)) == (row.ending, row.code, row.requests), told.message
    assert design.architecture.reasons == ("Customers must arrive within a minute.",)
    assert row.words in told.message
    rounds = planner.run.rounds
    assert sum(one.estimated for one in rounds) == row.estimated
    assert sum(one.usd == 0 for one in rounds) == row.unpaid
    if row.code:
        assert told.resume.endswith(f"--resume {planner.run.id}")
        with StandIn([DONE]) as service:
            again = case.planner(_transport(service, monkeypatch), earlier=earlier_run(planner.run.id), max_cost=9.0)
            finished = case.plan(again)
        assert again.stopped
        assert (again.stopped.ending, len(service.requests)) == ("clean", 1)
        assert finished.architecture.reasons == design.architecture.reasons
        assert finished.flows[0].trigger.registration.kind == "ui"


@pytest.mark.parametrize("name", [name for name, row in ROWS.items() if row.ending in {"failed", "refused"}])
def test_a_failure_before_any_design_is_an_error(name: str, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is returned as Claude's, and the error says how to go on."""
    from designer.errors import DesignerError

    with StandIn(list(ROWS[name].turns)) as service:
        planner = case.planner(_transport(service, monkeypatch), max_cost=9.0)
        with pytest.raises(DesignerError) as raised:
            case.plan(planner)
    assert raised.value.exit_code == 2
    assert f"--resume {planner.run.id}" in raised.value.next_step
    assert planner.run.ending == ROWS[name].ending


def test_our_own_wrong_request_names_its_file(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    """A 400 is a bug of ours: the file that holds the request is what a report of it needs."""
    from designer.plan.claude.turn import OurRequestError

    with StandIn([fault("400")]) as service:
        planner = case.planner(_transport(service, monkeypatch))
        with pytest.raises(OurRequestError, match=r"001\.request\.json"):
            case.plan(planner)
