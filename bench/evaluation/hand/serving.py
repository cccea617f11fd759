"""The two processes of a run by hand: a stand-in of the service that waits for replies, and `designer design` against it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from evaluation.asking import asked_case, unknown_cases
from evaluation.hand.place import HandPlace, is_alive, tell, told
from evaluation.running import command, environment

if TYPE_CHECKING:
    from collections.abc import Callable

HERE = Path(__file__).resolve().parents[1]
HOW = HERE / "README.md"
STARTING = 90
"""Seconds that the server has to tell its process id."""
AT_ONCE, BY_THE_CLOCK = "at once", "by the clock"
CLOCKS: dict[str, Callable[[], float]] = {AT_ONCE: lambda: 0.0, BY_THE_CLOCK: time.monotonic}
"""What lets go of kept prefixes: nothing, as if each reply came at once, or the minutes that the replies really took."""


def started(folder: Path, case: str, *, model: str, cache: str = AT_ONCE) -> str:
    """Start both in the background; what is returned, if anything, is why not."""
    place = HandPlace(folder=folder)
    if fault := unknown_cases([case]):
        return fault
    if folder.exists() and any(folder.iterdir()):
        return f"{folder}: is not empty; each run takes a folder of its own"
    tell(place.asked, {"case": case, "model": model, "cache": cache})
    shutil.copyfile(HOW, folder / "HOW-TO-ANSWER.md")
    with place.noise.open("wb") as noise:
        server = subprocess.Popen(
            [sys.executable, str(HERE / "by_hand.py"), "serve", "--folder", str(folder)],
            stdin=subprocess.DEVNULL,
            stdout=noise,
            stderr=noise,
            start_new_session=True,
        )
    until = time.monotonic() + STARTING
    while not place.server.exists() and server.poll() is None and time.monotonic() < until:
        time.sleep(0.05)
    return "" if place.server.exists() else f"{place.noise}: tells why the server did not start"


def served(folder: Path) -> int:
    """Serve until the design is done, and leave how it ended."""
    from tests.standin import StandIn  # noqa: PLC0415 - loads the SDK
    from tests.standin.by_hand import ByHand  # noqa: PLC0415 - the same

    place = HandPlace(folder=folder)
    asked = told(place.asked)
    begun = time.monotonic()
    code = -1
    signal.signal(signal.SIGTERM, _interrupted)
    try:
        with StandIn(by=ByHand(folder=folder), clock=CLOCKS[asked.get("cache", BY_THE_CLOCK)]) as service:
            place.server.write_text(str(os.getpid()), encoding="utf-8")
            code = _designed(place, asked, service.url)
    finally:
        tell(place.ended, {"exit_code": code, "seconds": time.monotonic() - begun})
    return 0


def stopped(folder: Path) -> str:
    """End a run; what it has come to is kept and can be scored."""
    place = HandPlace(folder=folder)
    if place.ended.exists() or not is_alive(place.server):
        return "nothing runs here"
    os.kill(int(place.server.read_text(encoding="utf-8")), signal.SIGTERM)
    return "stopped"


def _designed(place: HandPlace, asked: dict[str, str], url: str) -> int:
    """Run the planner against the stand-in: the only process that is told its address, with a key that is none."""
    own = {
        **{name: "" for name in os.environ if name.startswith("ANTHROPIC_")},
        "ANTHROPIC_BASE_URL": url,
        "ANTHROPIC_API_KEY": "answered-by-hand",
        "NO_PROXY": "127.0.0.1",
        "no_proxy": "127.0.0.1",
    }
    wanted = command(asked_case(asked["case"]), place.work, planner="claude", model=asked["model"])
    variables = {name: value for name, value in environment(place.work, own).items() if value or not name.startswith("ANTHROPIC_")}
    with place.work.answer.open("wb") as answer, place.work.said.open("wb") as said:
        child = subprocess.Popen(wanted, stdin=subprocess.DEVNULL, stdout=answer, stderr=said, env=variables)
        try:
            return child.wait()
        except KeyboardInterrupt:
            child.send_signal(signal.SIGINT)
            return child.wait(timeout=30)
        finally:
            if child.poll() is None:
                child.kill()


def _interrupted(*_: object) -> None:
    raise KeyboardInterrupt
