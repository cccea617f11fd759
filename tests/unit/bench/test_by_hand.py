"""Runs whose replies are written by hand: what there is to do next, both processes from start to end, and no word of the gold."""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

BENCH = Path(__file__).resolve().parents[3] / "bench"
CASE = "zendesk-to-jira"
CLIENT = """
import json, os, sys, urllib.request
def ask(messages):
    body = {"model": "claude-opus-5-5", "max_tokens": 1000, "messages": messages}
    headers = {"x-api-key": os.environ["ANTHROPIC_API_KEY"], "anthropic-version": sys.argv[1], "content-type": "application/json"}
    request = urllib.request.Request(os.environ["ANTHROPIC_BASE_URL"] + "/v1/messages", json.dumps(body).encode(), headers)
    return json.load(urllib.request.urlopen(request))["content"][0]["text"]
first = ask([{"role": "user", "content": "Which way?"}])
second = ask([{"role": "user", "content": "Which way?"}, {"role": "assistant", "content": first}, {"role": "user", "content": "And then?"}])
sys.stdout.write(first + " " + second)
sys.exit(1)
"""
"""Stands for the planner: two requests, and an end with errors left."""


@pytest.fixture(autouse=True)
def _package(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Put the folder of the package on the path; a server sets a signal's handler."""
    monkeypatch.syspath_prepend(str(BENCH))
    before = signal.getsignal(signal.SIGTERM)
    yield
    signal.signal(signal.SIGTERM, before)


@pytest.fixture
def place(tmp_path: Path) -> Any:
    """Return the place of a run whose server lives."""
    from evaluation.hand.place import HandPlace, tell

    found = HandPlace(folder=tmp_path / "run")
    tell(found.asked, {"case": CASE, "model": ""})
    found.server.write_text(str(os.getpid()), encoding="utf-8")
    return found


def looked(place: Any, seconds: float = 0) -> Any:
    """Return what there is to do."""
    from evaluation.hand.waiting import awaited

    return awaited(place.folder, seconds=seconds)


def test_a_request_without_a_reply_is_to_be_answered(place: Any) -> None:
    """The last request counts; once it has a reply there is nothing to do until the next."""
    for number in ("001", "002"):
        (place.folder / f"{number}.request.md").write_text("?", encoding="utf-8")
    (place.folder / "001.reply.yaml").write_text("content: []", encoding="utf-8")
    found = looked(place)
    assert (found.request, found.words) == (True, f"ANSWER {place.folder}/002.request.md in {place.folder}/002.reply.yaml")
    (place.folder / "002.reply.json").write_text("{}", encoding="utf-8")
    assert (looked(place).request, looked(place).words) == (False, "NOTHING YET: wait again")


def test_a_reply_that_cannot_be_sent_is_to_be_mended_until_it_is_written_anew(place: Any) -> None:
    """A problem that is older than the reply is about the one before."""
    request, reply, problem = (place.folder / f"001.{name}" for name in ("request.md", "reply.yaml", "problem.txt"))
    for number, file in enumerate((request, reply, problem), start=1):
        file.write_text("?", encoding="utf-8")
        os.utime(file, (number, number))
    assert looked(place).words == f"MEND {reply}: it cannot be sent, {problem} says why"
    os.utime(reply, (9, 9))
    assert not looked(place).request


def test_a_server_that_died_is_not_waited_for(place: Any) -> None:
    """Nor is one that never told its process id."""
    place.server.write_text("no number", encoding="utf-8")
    found = looked(place, 60)
    assert (found.ended, found.request, found.words.split(":")[0]) == (True, False, "DIED")


def test_a_run_goes_from_its_first_request_to_its_end(place: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each reply goes where its request came from; the end tells the exit code; the key is a dummy in that process alone."""
    from anthropic._constants import ANTHROPIC_API_VERSION
    from evaluation.hand import serving

    monkeypatch.setattr(serving, "command", lambda *_, **__: [sys.executable, "-c", CLIENT, ANTHROPIC_API_VERSION])
    place.server.unlink()
    done = []

    def answer() -> None:
        for number, text in (("001", "left"), ("002", "right")):
            until = time.monotonic() + 30
            while not (place.folder / f"{number}.request.md").exists() and time.monotonic() < until:
                time.sleep(0.05)
            done.append(looked(place, 5).words)
            (place.folder / f"{number}.reply.yaml").write_text(f"content: [{{type: text, text: {text}}}]", encoding="utf-8")

    helper = threading.Thread(target=answer)
    helper.start()
    serving.served(place.folder)
    helper.join()
    assert [words.split()[0] for words in done] == ["ANSWER", "ANSWER"]
    assert "And then?" in (place.folder / "002.request.md").read_text(encoding="utf-8")
    assert place.work.answer.read_text(encoding="utf-8") == "left right"
    assert json.loads(place.ended.read_text(encoding="utf-8"))["exit_code"] == 1
    assert looked(place).words.startswith("ENDED with exit code 1")
    assert "ANTHROPIC_API_KEY" not in os.environ


def test_a_run_is_scored_once_it_has_ended_and_not_before(place: Any, capsys: pytest.CaptureFixture[str]) -> None:
    """A run without a design is scored as that; the row is kept only when it is asked for."""
    from evaluation import by_hand
    from evaluation.hand.place import tell

    assert by_hand.main(["score", "--folder", str(place.folder)]) == 2
    assert "has not ended" in capsys.readouterr().err
    tell(place.ended, {"exit_code": 2, "seconds": 4.0})
    assert by_hand.main(["score", "--folder", str(place.folder), "--by", "somebody", "--day", "2026-11-25"]) == 0
    assert "no design" in capsys.readouterr().out


def test_the_folder_tells_nothing_of_what_is_right(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the case knows (a target of its pairs) stands in no file that a start writes."""
    from evaluation.asking import asked_case
    from evaluation.hand import serving

    monkeypatch.setattr(serving, "STARTING", 0)
    monkeypatch.setattr(serving.subprocess, "Popen", lambda *_, **__: SimpleNamespace(poll=lambda: 0))
    serving.started(tmp_path / "run", CASE, model="")
    known = asked_case(CASE).known
    assert known is not None
    text = "".join(file.read_text(encoding="utf-8") for file in sorted((tmp_path / "run").rglob("*")) if file.is_file()).lower()
    assert CASE in text
    assert [one.target for one in known.told if one.target in text] == []


def test_a_folder_is_used_once(tmp_path: Path) -> None:
    """Nor is a case begun that does not exist."""
    from evaluation.hand import serving

    (tmp_path / "something").write_text("?", encoding="utf-8")
    assert "is not empty" in serving.started(tmp_path, CASE, model="")
    assert "no case is called" in serving.started(tmp_path / "new", "no-such-case", model="")
