"""The commands `designer runs list` and `show`, and what a shell offers for a run."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from designer.cli.completing import complete_run
from designer.cli.running import run
from designer.model.run import Round, Usage
from tests.unit.logged import a_run

if TYPE_CHECKING:
    from pathlib import Path

LIST = """\
20261126-010203-shop-to-erp  out of money
  4 rounds, 40,000 tokens in (48 % from the cache), 1,200 out, about $0.12, claude-opus-5-5
20261125-043606-shop-to-erp  clean
  4 rounds, 40,000 tokens in (48 % from the cache), 1,200 out, about $0.12, claude-opus-5-5

2 runs, about $0.25, kept in {folder}. `designer runs show RUN` tells all of one.
"""
SHOWN = """\
Run 20261126-010203-shop-to-erp: out of money
  the next call could have passed the cap (--max-cost)
  It stopped.
  brief.md, claude-opus-5-5 (anthropic), begun 2026-11-26 01:02:03 UTC
  at most $2.00 and 20 rounds, designer 0.1.0

   tokens in  cached  out    cost   time
1      9,000     0 %  400  $0.053  4.2 s  read_schema x2
2     10,000    90 %  600  $0.019  8.0 s  patch_design  -> 2 errors, 1 open
3    ~10,500     0 %   ~0  $0.042  1.0 s  the connection broke
4     10,500    95 %  200  $0.009  2.0 s  patch_design  -> nothing wrong
~ is an estimate: the reply was lost before its tokens were told.
All: 4 rounds, 40,000 tokens in (48 % from the cache), 1,200 out, about $0.12
     21,000 fresh tokens in; after the first round 61 % came from the cache

prompt system, version 3, sha256 0123456789ab
`designer runs show 20261126-010203-shop-to-erp --round 1` tells what was said; all of it lies in {folder}/20261126-010203-shop-to-erp
Go on with it: `designer design --resume 20261126-010203-shop-to-erp --max-cost 4`
"""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of the runs, in a home of the test's own."""
    monkeypatch.setenv("DESIGNER_HOME", str(tmp_path / "home"))
    return tmp_path / "home" / "runs"


def test_runs_are_listed_newest_first(capsys: pytest.CaptureFixture[str], home: Path) -> None:
    """With ending, tokens, cache share, cost and the sum."""
    a_run()
    a_run("2026-11-26T01:02:03+00:00", ending="cost")
    assert run(["runs", "list"], "designer") == 0
    assert capsys.readouterr().out == LIST.format(folder=home)


def test_no_runs_are_said_so(capsys: pytest.CaptureFixture[str], home: Path) -> None:
    """With what makes one."""
    assert run(["runs", "list"], "designer") == 0
    told = capsys.readouterr().out
    assert told == f"No run is kept in {home}. One is kept when Claude designs: `designer design --from brief.md --planner claude`.\n"


def test_many_runs_are_cut_to_the_latest(capsys: pytest.CaptureFixture[str]) -> None:
    """`--all` tells the others."""
    for number in range(20):
        a_run(f"2026-11-01T00:00:{number:02}+00:00")
    assert run(["runs", "list"], "designer") == 0
    assert "5 older: `designer runs list --all`." in capsys.readouterr().out
    assert run(["runs", "list", "--all"], "designer") == 0
    assert capsys.readouterr().out.count("  clean\n") == 20


def test_a_run_is_shown_round_by_round(capsys: pytest.CaptureFixture[str], home: Path) -> None:
    """Its figures, findings, prompts, and the command that goes on with it."""
    a_run("2026-11-26T01:02:03+00:00", ending="cost")
    assert run(["runs", "show"], "designer") == 0
    assert capsys.readouterr().out == SHOWN.format(folder=home)


def test_a_run_that_is_done_has_nothing_to_go_on_with(capsys: pytest.CaptureFixture[str]) -> None:
    """Neither for a person nor in the JSON."""
    log = a_run()
    assert run(["runs", "show", "last"], "designer") == 0
    assert "--resume" not in capsys.readouterr().out
    assert run(["runs", "show", log.id, "--format", "json"], "designer") == 0
    assert json.loads(capsys.readouterr().out)["resume"] == ""


def test_a_killed_run_can_be_gone_on_with(capsys: pytest.CaptureFixture[str]) -> None:
    """It has no ending."""
    log = a_run(ending="")
    assert run(["runs", "show", log.id[:15]], "designer") == 0
    told = capsys.readouterr().out
    assert "it was cut off, or is still going on" in told
    assert f"--resume {log.id}" in told


def test_a_run_as_json_is_all_of_it_with_sums(capsys: pytest.CaptureFixture[str]) -> None:
    """One document; what was kept of an earlier run is not counted again."""
    log = a_run(ending="stalled")
    log.round(Round(number=5, usage=Usage(input_tokens=7), note="reply of the run x"))
    log.round(Round(number=6, usage=Usage(input_tokens=7), is_kept=True))
    log.round(Round(number=7))
    assert run(["runs", "show", "--format", "json"], "designer") == 0
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert list(answer) == ["id", "ending", "message", "start", "rounds", "usage", "cost_usd", "resume"]
    assert answer["usage"] == {
        "input_tokens": 10_600,
        "cache_write_tokens": 10_400,
        "cache_read_tokens": 19_000,
        "output_tokens": 1_200,
        "cache_share": 0.475,
    }
    assert (answer["cost_usd"], len(answer["rounds"]), answer["rounds"][1]["errors"]) == (0.1226, 7, 2)
    assert run(["runs", "list", "--format", "json"], "designer") == 0
    assert json.loads(capsys.readouterr().out) == [answer]
    assert run(["runs", "list"], "designer") == 0
    assert "  5 rounds after 2 kept of an earlier run, 40,000 tokens in" in capsys.readouterr().out


def test_what_was_said_in_a_round_is_shown_harmlessly(capsys: pytest.CaptureFixture[str]) -> None:
    """The system's text the first time, the last message, thoughts, words, calls; escape codes are left out."""
    log = a_run()
    first = {
        "system": [{"type": "text", "text": "You design."}],
        "messages": [{"role": "user", "content": [{"type": "text", "text": "Do it."}]}],
    }
    reply = {
        "content": [
            {"type": "thinking", "thinking": "Which field?\x1b[2J", "signature": "s"},
            {"type": "tool_use", "id": "t1", "name": "read_schema", "input": {"system": "Shop"}},
        ],
        "stop_reason": "tool_use",
    }
    log.response(log.request(first), reply)
    answer = {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "t1", "is_error": True, "content": "There is none."}]}
    log.request({**first, "messages": [*first["messages"], {"role": "assistant", "content": reply["content"]}, answer]})
    assert run(["runs", "show", "--round", "1"], "designer") == 0
    assert capsys.readouterr().out == (
        "System\n[text]\n  You design.\n\nRequest 1\n[text]\n  Do it.\n\n"
        'Reply 1\n[thinks (a summary)]\n  Which field?\n\n[calls read_schema]\n  {\n    "system": "Shop"\n  }\n\nstopped: tool_use\n'
    )
    assert run(["runs", "show", "--round", "2"], "designer") == 0
    told = capsys.readouterr().out
    assert told == "Request 2, with 2 messages before\n[answer of a tool: an error]\n  There is none.\n\nNo reply came.\n"
    assert run(["runs", "show", "--round", "3"], "designer") == 2
    assert "--round 3: of the run" in capsys.readouterr().err
    assert run(["runs", "show", "--round", "2", "--format", "json"], "designer") == 0
    assert json.loads(capsys.readouterr().out)["response"] is None


def test_a_shell_is_offered_ids_and_last() -> None:
    """The newest first; nothing where there is none."""
    assert complete_run("") == []
    old, new = a_run(), a_run("2026-11-26T01:02:03+00:00")
    assert complete_run("") == ["last", new.id, old.id]
    assert complete_run("20261125") == [old.id]
    assert complete_run("la") == ["last"]
