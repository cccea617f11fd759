"""Claude designs in a pseudo-terminal: what a person sees while waiting, Ctrl-C in the middle of a reply, going on with a run."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import pexpect
import pytest

from tests.builders import a_crm_document, a_shop_document
from tests.conftest import ROOT
from tests.standin import StandIn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

pytestmark = pytest.mark.terminal

DESIGN = ["-m", "designer", "design", "--from", "brief.md", "--spec", "Shop=shop.json", "--spec", "CRM=crm.json", "--out", "out"]
KEY = "sk-ant-api03-" + "Zq81Xw21Pp" * 4
OTHER_KEY = "horse-battery-staple-42"
"""A gateway's key, which no vendor's shape tells."""
TITLE = "New customers become contacts"
THOUGHT = "A contact for each new customer of the shop, so the webhook is right. "
PATCH = {
    "content": [
        {"type": "thinking", "thinking": THOUGHT},
        {"type": "tool_use", "name": "patch_design", "input": {"patches": [{"op": "set", "at": "$.title", "value": TITLE}]}},
    ]
}
DONE = {"content": [{"type": "thinking", "thinking": THOUGHT}, {"type": "text", "text": "The design stands."}]}
TEXTS = {
    "content": [
        {"type": "tool_use", "name": "submit_narrative", "input": {"narrative": {"overview": "New customers of the shop become contacts."}}}
    ]
}


LINGER = 0.3
"""Seconds before a reply: the status line is drawn some twelve times a second, and what lasts shorter may never be seen."""


def reply(body: dict[str, Any]) -> dict[str, Any]:
    """Answer as Claude could, and after a while: a change first, then done, then the texts where they are asked for."""
    time.sleep(LINGER)
    last = body["messages"][-1]["content"]
    if any("submit_narrative" in str(block.get("text", "")) for block in last if isinstance(block, dict)):
        return TEXTS
    return PATCH if len(body["messages"]) == 1 else DONE


def hanging(at: int) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """Return a rule that answers, but for one request whose reply stands still in its midst."""

    def rule(body: dict[str, Any]) -> dict[str, Any]:
        said = reply(body)
        return {**said, "fault": "hang", "after": 4} if len(body["messages"]) == 2 * at - 1 else said

    return rule


class Terminal:
    """A folder with a brief and two documents, and a pseudo-terminal for the real command."""

    def __init__(self, folder: Path) -> None:
        """Write brief and documents."""
        self.folder = folder
        (folder / "brief.md").write_text("When a customer is created in Shop, create a contact in CRM.\n")
        (folder / "shop.json").write_text(json.dumps(a_shop_document()))
        (folder / "crm.json").write_text(json.dumps(a_crm_document()))

    def environment(self, url: str) -> dict[str, str]:
        """Return the variables: a key, the stand-in's address, folders of the test's own."""
        clean = {key: value for key, value in os.environ.items() if key != "COLUMNS" and not key.startswith("ANTHROPIC_")}
        own = {
            "DESIGNER_HOME": str(self.folder / "home"),
            "DESIGNER_CACHE": str(self.folder / "cache"),
            "PYTHONPATH": str(ROOT),
            "HOME": str(self.folder),
        }
        asked = {"ANTHROPIC_API_KEY": KEY, "ANTHROPIC_CUSTOM_HEADERS": f"x-gateway: {OTHER_KEY}", "ANTHROPIC_BASE_URL": url}
        return {**clean, **own, **asked, "TERM": "xterm-256color", "NO_COLOR": "1"}

    def start(self, url: str, *options: str, columns: int = 110) -> Any:
        """Start the command."""
        return pexpect.spawn(
            sys.executable, [*DESIGN, *options], cwd=str(self.folder), env=self.environment(url), dimensions=(40, columns),
            encoding="utf-8", timeout=40,
        )  # fmt: skip

    def files_with(self, text: str) -> list[str]:
        """Return the files of the folder that hold a text, a header of a request among them."""
        return [str(one) for one in self.folder.rglob("*") if one.is_file() and text.encode() in one.read_bytes()]


@pytest.fixture
def terminal(tmp_path: Path) -> Terminal:
    """Return a terminal in a folder of its own."""
    return Terminal(tmp_path)


@pytest.fixture
def service() -> Iterator[StandIn]:
    """Return a service that answers."""
    with StandIn(reply) as stand_in:
        yield stand_in


def finished(child: Any) -> tuple[str, int | None]:
    """Return all that is still printed, without escape codes and with words that a line's end parted by one space, and the exit code."""
    rest = str(child.read())
    child.close()
    return " ".join(re.sub(r"\x1b\[[0-?]*[ -/]*[@-~]", "", rest).split()), child.exitstatus


def test_a_person_sees_what_claude_does_and_what_it_took(terminal: Terminal, service: StandIn) -> None:
    """Model and caps at the start, round, cost and thoughts while it runs, rounds, tokens and cost at the end."""
    child = terminal.start(service.url)
    child.expect_exact("Claude (claude-opus-5-5) designs, for at most $2.00 and 20 rounds.")
    child.expect_exact("Round 1, $0.00 of $2.00: Claude reads")
    child.expect(r"Round \d, \$0\.\d\d of \$2\.00: Claude (thinks: |changes the design)")
    rest, code = finished(child)
    assert code == 0
    assert f"{TITLE} (" in rest
    assert re.search(r"Claude: \d rounds, [\d,]+ tokens in \(\d+ % from the cache\), [\d,]+ out, about \$0\.\d\d", rest)


def test_ctrl_c_in_the_midst_of_a_reply_keeps_the_best_design_and_the_run_goes_on(terminal: Terminal) -> None:
    """Code 130, the design is written, the message says how to go on; what was answered before is not asked again."""
    with StandIn(hanging(2)) as service:
        child = terminal.start(service.url)
        child.expect_exact("Round 2")
        child.sendintr()
        rest, code = finished(child)
    assert code == 130
    assert TITLE in (terminal.folder / "out/design.yaml").read_text()
    assert re.search(r"Claude: 2 rounds, .* about \$0\.\d\d", rest)
    assert re.search(r"Go on with it: `designer design --resume \d{8}-\d{6}-", rest)
    assert "Traceback" not in rest
    with StandIn(reply) as service:
        rest, code = finished(terminal.start(service.url, "--resume", "last"))
        assert code == 0
        assert min(len(body["messages"]) for body in service.bodies) > 1, "the first reply was kept"
    assert re.search(r"after 1 kept of an earlier run", rest)


def test_a_killed_run_goes_on_too(terminal: Terminal) -> None:
    """SIGKILL in the second round: the first is in the log, and is not asked again."""
    with StandIn(hanging(2)) as service:
        child = terminal.start(service.url)
        child.expect_exact("Round 2")
        child.kill(signal.SIGKILL)
        child.wait()
    with StandIn(reply) as service:
        rest, code = finished(terminal.start(service.url, "--resume", "last"))
        assert code == 0
        assert min(len(body["messages"]) for body in service.bodies) > 1
    assert "after 1 kept of an earlier run" in rest


def test_ctrl_c_before_there_is_a_design_says_how_to_go_on(terminal: Terminal) -> None:
    """Nothing is written but the log."""
    with StandIn(hanging(1)) as service:
        child = terminal.start(service.url)
        child.expect_exact("thinks: ")
        child.sendintr()
        rest, code = finished(child)
    assert code == 130
    assert re.search(r"Go on with it: `designer design --resume \d{8}-\d{6}-", rest)
    assert "Interrupted: nothing was left half-written." in rest
    assert not (terminal.folder / "out").exists()
    with StandIn(reply) as service:
        assert finished(terminal.start(service.url, "--resume", "last"))[1] == 0


def test_a_wait_is_counted_down(terminal: Terminal) -> None:
    """An overloaded service: a person sees when the next try is."""
    with StandIn([{"fault": "529", "retry_after": "2"}, reply, reply, reply, reply]) as service:
        child = terminal.start(service.url)
        child.expect_exact("trying again in 2 s")
        child.expect_exact("trying again in 1 s")
        assert finished(child)[1] == 0


def test_a_narrow_screen_is_not_overrun(terminal: Terminal, service: StandIn) -> None:
    """Forty columns: lines are broken between words, and a status never stays."""
    child = terminal.start(service.url, columns=40)
    text = str(child.read())
    child.close()
    assert child.exitstatus == 0
    shown = re.sub(r"\x1b\[[0-?]*[ -/]*[@-~]", "", text.rsplit("\x1b[2K", 1)[-1])
    for line in shown.splitlines():
        assert len(line) <= 40 or len(line.split()) == 1, line


def test_a_program_gets_the_answer_and_two_lines(terminal: Terminal, service: StandIn) -> None:
    """No progress where nobody looks: where the service is, the start line, the end line; the JSON tells tokens, cost and the run."""
    environment = terminal.environment(service.url)
    done = subprocess.run(
        [sys.executable, *DESIGN, "--format", "json"],
        cwd=terminal.folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    lines = done.stderr.splitlines()
    assert [line.split(" ")[0] for line in lines] == ["Claude", "Claude", "Claude:"], done.stderr
    answer = json.loads(done.stdout)
    assert answer["planner"] == "claude:claude-opus-5-5"
    assert answer["cost_usd"] > 0
    assert list(answer["run"]) == ["id", "model", "rounds", "usage", "ending", "message", "resume"]
    assert answer["run"]["rounds"] == len(service.bodies)
    assert answer["run"]["usage"]["output_tokens"] > 0


def test_no_key_is_ever_on_the_disk(terminal: Terminal) -> None:
    """Neither the service's key nor a gateway's, though Claude repeats both in thoughts, texts and the design."""
    told = f"the keys are {KEY} and {OTHER_KEY}"
    patch = {"type": "tool_use", "name": "patch_design", "input": {"patches": [{"op": "set", "at": "$.goal", "value": told}]}}

    def talkative(body: dict[str, Any]) -> dict[str, Any]:
        said = reply(body)
        return {
            "content": [{"type": "thinking", "thinking": told}, {"type": "text", "text": told}, *said["content"], patch][
                : 4 if said is PATCH else 3
            ]
        }

    with StandIn(talkative) as service:
        rest, code = finished(terminal.start(service.url))
        assert len(service.bodies) >= 2
        assert code in {0, 1}, rest
    assert KEY not in rest
    assert len(list((terminal.folder / "home/runs").glob("*/*.response.json"))) >= 2
    assert terminal.files_with(KEY) == []
    assert [one for one in terminal.files_with(OTHER_KEY) if "/home/" in one] == []


def test_without_a_log_nothing_is_kept_and_nothing_to_go_on_with_is_told(terminal: Terminal) -> None:
    """`--no-log`."""
    with StandIn(hanging(2)) as service:
        child = terminal.start(service.url, "--no-log")
        child.expect_exact("Round 2")
        child.sendintr()
        rest, code = finished(child)
    assert code == 130
    assert "Go on with it" not in rest
    assert (terminal.folder / "out/design.yaml").exists()
    assert not (terminal.folder / "home").exists()
