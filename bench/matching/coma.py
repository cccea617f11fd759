"""COMA, in the Python of valentine, installed into an environment of its own: what it finds alike, or why there is nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_cache_path

if TYPE_CHECKING:
    from collections.abc import Sequence

    from baselines import Ranking

HERE = Path(__file__).resolve().parent
PINNED = HERE / "coma.txt"
PROBE = HERE / "coma_probe.py"
SECONDS = 600


def coma(cases: Sequence[tuple[Sequence[str], Sequence[str]]]) -> list[Ranking] | str:
    """Return for each pair of lists of paths, sources and targets, what COMA finds alike; a text tells why that did not work."""
    python = _python()
    if isinstance(python, str):
        return python
    given = json.dumps([[list(sources), list(targets)] for sources, targets in cases])
    done = _run([str(python), str(PROBE)], given)
    if isinstance(done, str):
        return done
    found: list[Ranking] = json.loads(done.stdout)
    return found


def _python() -> Path | str:
    """Return the interpreter of the environment, made or renewed where the pinned version is not in it."""
    given = os.environ.get("DESIGNER_BENCH_CACHE", "")
    folder = (Path(given) if given else user_cache_path("designer-bench", appauthor=False)) / "coma"
    python, mark = folder / "bin" / "python", folder / "installed.txt"
    wanted = PINNED.read_text(encoding="utf-8")
    if mark.is_file() and mark.read_text(encoding="utf-8") == wanted and python.exists():
        return python
    for command in (
        [sys.executable, "-m", "venv", "--clear", str(folder)],
        [str(python), "-m", "pip", "install", "--quiet", "-r", str(PINNED)],
    ):
        done = _run(command, "")
        if isinstance(done, str):
            return done
    mark.write_text(wanted, encoding="utf-8")
    return python


def _run(command: list[str], given: str) -> subprocess.CompletedProcess[str] | str:
    """Run a command; what it complains of names hosts and folders of the machine, so only its place is told."""
    what = "pip" if "pip" in command else Path(command[-1]).name
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    try:
        done = subprocess.run(command, input=given, capture_output=True, text=True, timeout=SECONDS, check=False, env=environment)
    except subprocess.TimeoutExpired:
        return f"{what} took longer than {SECONDS} s"
    if done.returncode:
        return f"{what} failed, so no network, or no version of valentine for this Python" if what == "pip" else f"{what} failed"
    return done
