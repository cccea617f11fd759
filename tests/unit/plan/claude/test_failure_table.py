"""Each failure of the service's table, from the wire to the best design: through the real client against the stand-in.

Each row: what happens after a design was there; how the run ends, how many requests went out, how many rounds are an estimate, and
that going on with it comes to the same design.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from designer.plan.claude.replaying import earlier_run
from tests.standin import StandIn
from tests.unit.plan.claude.scripted import FINE, a_case
from tests.unit.plan.claude.wire import DONE, LEFT, call, fault, transport_to

if TYPE_CHECKING:
    from pathlib import Path

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
    words: tuple[str, ...] = ()
    """Of the message at the end: the place where the failure names one, the fact, the next step."""
    is_hopeless: bool = False
    """The same request would meet the same answer: nothing says that the run can be gone on with."""
    seen: tuple[str, ...] = ()
    """Of what a person sees meanwhile, or reads of the rounds afterwards."""


TOO_LONG = "prompt is too long: 210000 tokens > 200000 maximum"
OFFLINE = "or plan without Claude: `--planner offline`."
HOST = "Anthropic API (127.0.0.1:"
TRIED = ("trying again in 1 s (try 2 of 5)",)


def stopped(*turns: dict[str, Any], words: tuple[str, ...], requests: int, **more: Any) -> Row:
    """Return the row of a failure that ends the run."""
    return Row(**{"turns": turns, "ending": "failed", "code": 2, "requests": requests, "words": words, **more})


def passing(*turns: dict[str, Any], requests: int, seen: tuple[str, ...], **more: Any) -> Row:
    """Return the row of a failure that passes: the design is done after it."""
    return Row(turns=(*turns, DONE), ending="clean", code=0, requests=requests, seen=seen, words=("Claude's design is done after",), **more)


ROWS = {
    "401": stopped(
        fault("401"),
        requests=2,
        words=("ANTHROPIC_API_KEY: ", "does not take this credential", "(request req_", "Set one that is valid", OFFLINE),
    ),
    "402": stopped(
        fault("402"), requests=2, words=(HOST, "the account may not spend more", "(request req_", "See to the account's credit", OFFLINE)
    ),
    "403": stopped(
        fault("403"),
        requests=2,
        words=("ANTHROPIC_API_KEY: ", "does not allow this", "(request req_", "Ask whoever gave out the credential", OFFLINE),
    ),
    "404": stopped(fault("404"), requests=2, words=(HOST, "nothing there answers", "(request req_", "Mend the address", OFFLINE)),
    "400 is ours": stopped(
        fault("400"),
        requests=2,
        is_hopeless=True,
        words=(
            HOST,
            "it calls the request wrong (400)",
            "(request req_",
            "The request is kept in ",
            ".request.json",
            "a bug of the designer",
        ),
    ),
    "429 passes": passing(fault("429", retry_after="1"), requests=3, seen=("takes no more requests for now (429)", *TRIED)),
    "429 stays": stopped(
        fault("429", times=5), requests=6, words=(HOST, "takes no more requests for now (429) after 5 tries", "Wait a while", OFFLINE)
    ),
    "429 asks for too long": stopped(
        fault("429", retry_after="600"), requests=2, words=(HOST, "it asks to wait 10 min", "Wait that long", OFFLINE)
    ),
    "529 passes": passing(fault("529", times=4), requests=6, seen=("is overloaded (529)", "trying again in 45 s (try 5 of 5)")),
    "529 stays": stopped(fault("529", times=5), requests=6, words=(HOST, "is overloaded (529) after 5 tries", "Wait a while", OFFLINE)),
    "500 stays": stopped(fault("500", times=5), requests=6, words=(HOST, "has a fault (500) after 5 tries", "Wait a while", OFFLINE)),
    "connection closed, passes": passing(fault("disconnect"), requests=3, seen=("broke the connection off", *TRIED)),
    "connection closed, stays": stopped(
        fault("disconnect", times=5), requests=6, words=(HOST, "broke the connection off", "after 5 tries", "Check the network")
    ),
    "drop, passes": passing(fault("drop", times=2), requests=4, estimated=2, seen=("the connection was cut",)),
    "drop, stays": stopped(
        fault("drop", times=3),
        requests=4,
        estimated=3,
        words=("Claude: ", "broke off, three times in a row: the connection was cut", "Try again later."),
    ),
    "early end, passes": passing(fault("eof"), requests=3, estimated=1, seen=("the reply ended before its end",)),
    "early end, stays": stopped(
        fault("eof", times=3),
        requests=4,
        estimated=3,
        words=("Claude: ", "broke off, three times in a row: the reply ended before its end", "Try again later."),
    ),
    "error in the stream, passes": passing(
        fault("sse_error"), requests=3, estimated=1, seen=("the service broke the reply off: Overloaded", "trying again in 2 s")
    ),
    "error in the stream, stays": stopped(
        fault("sse_error", times=3),
        requests=4,
        estimated=3,
        words=("Claude: ", "three times in a row: the service broke the reply off: Overloaded", "Try again later."),
    ),
    "cut, then whole": passing(fault("max_tokens"), requests=3, seen=("cut; sent for again with more room",)),
    "cut three times": stopped(
        fault("max_tokens", times=3),
        ending="stalled",
        code=1,
        requests=4,
        words=("3 replies in a row were cut before their end.", "Say more in the brief"),
        seen=("cut; sent for again with more room", "cut; parts asked for"),
    ),
    "refusal": stopped(
        {"fault": "refusal", "stop_details": {"type": "refusal", "category": "cyber", "explanation": "Not this."}},
        ending="refused",
        is_hopeless=True,
        requests=2,
        words=("Claude declined to answer (cyber): Not this.", "would meet the same answer: reword the brief", OFFLINE),
    ),
    "conversation too long, begun anew": passing(fault("context_window"), requests=3, seen=("conversation too long; begun anew",)),
    "conversation too long, twice": stopped(
        fault("context_window", times=2),
        requests=3,
        words=("The conversation grew twice beyond what the model can read", "Wish for fewer flows or systems at once"),
    ),
    "400 prompt too long, begun anew": passing(
        fault("400", message=TOO_LONG), requests=3, unpaid=1, seen=("conversation too long; begun anew",)
    ),
    "400 prompt too long, twice": stopped(
        fault("400", message=TOO_LONG, times=2),
        requests=3,
        unpaid=1,
        words=(HOST, f"the request is too large: {TOO_LONG}", "Wish for fewer flows or systems at once", OFFLINE),
    ),
    "413, begun anew": passing(fault("413"), requests=3, unpaid=1, seen=("conversation too long; begun anew",)),
    "pause": passing({"fault": "pause_turn", "content": [{"type": "text", "text": "Wait."}]}, requests=3, seen=()),
    "tool input is no JSON, passes": passing(fault("bad_tool_input"), requests=3, estimated=1, seen=("is no JSON",)),
    "tool input is no JSON, stays": stopped(
        fault("bad_tool_input", times=2),
        requests=3,
        estimated=2,
        words=("Claude: ", "could not be read, twice in a row: the input of a tool that the model called is no JSON", "Try again later."),
    ),
    "bad arguments": passing(call(("patch_design", {"patches": 7})), requests=3, seen=()),
    "unknown tool": passing(call(("fly", {})), requests=3, seen=()),
    "end without a word": Row(
        turns=({"content": [{"type": "text", "text": "Done."}]},),
        ending="accepted",
        code=0,
        requests=2,
        words=("Claude's design has no errors after 2 rounds; it let 2 warnings stand.",),
    ),
}


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Case:
    """Return the small shop and the small CRM, and a credential that is none."""
    monkeypatch.setenv("DESIGNER_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("ANTHROPIC_API_KEY", "sk-ant-none")
    return a_case(tmp_path)


def _said(row: Row, told: str) -> list[str]:
    """Return the words of a row that are not told."""
    return [word for word in row.words if word not in told]


@pytest.mark.parametrize("name", ROWS)
def test_a_failure_of_the_table(name: str, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    """The best design is kept, ending, exit code and words are the table's, and going on comes to the same design."""
    row = ROWS[name]
    lines: list[str] = []
    with StandIn([call(FINE), *row.turns]) as service:
        planner = case.planner(transport_to(service, monkeypatch), tell=lines.append, max_cost=9.0)
        design = case.plan(planner)
    told = planner.stopped
    assert told
    assert (told.ending, told.exit_code, len(service.requests)) == (row.ending, row.code, row.requests), told.message
    assert design.architecture.reasons == ("Customers must arrive within a minute.",)
    assert _said(row, told.message) == [], told.message
    assert (LEFT in told.message) == bool(row.code)
    rounds = planner.run.rounds
    seen = "\n".join((*lines, *(one.note for one in rounds)))
    assert [word for word in row.seen if word not in seen] == [], seen
    assert sum(one.estimated for one in rounds) == row.estimated
    assert sum(one.usd == 0 for one in rounds) == row.unpaid
    if row.code:
        assert told.resume.endswith("" if row.is_hopeless else f"--resume {planner.run.id}")
        assert bool(told.resume) is not row.is_hopeless
        with StandIn([DONE]) as service:
            again = case.planner(transport_to(service, monkeypatch), earlier=earlier_run(planner.run.id), max_cost=9.0)
            finished = case.plan(again)
        assert again.stopped
        assert (again.stopped.ending, len(service.requests)) == ("clean", 1)
        assert finished.architecture.reasons == design.architecture.reasons
        assert finished.flows[0].trigger.registration.kind == "ui"


@pytest.mark.parametrize("name", [name for name, row in ROWS.items() if row.ending in {"failed", "refused"}])
def test_a_failure_before_any_design_is_an_error(name: str, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is returned as Claude's, and the error says what helps: going on where that may, the other planner."""
    from designer.errors import DesignerError

    with StandIn(list(ROWS[name].turns)) as service:
        planner = case.planner(transport_to(service, monkeypatch), max_cost=9.0)
        with pytest.raises(DesignerError) as raised:
            case.plan(planner)
    assert raised.value.exit_code == 2
    error = raised.value
    assert _said(ROWS[name], f"{error.place}: {error.fact}. {error.next_step}") == []
    assert ("--resume" in error.next_step) is not ROWS[name].is_hopeless
    assert error.next_step.count("plan without Claude: `--planner offline`") == 1
    assert planner.run.ending == ROWS[name].ending
