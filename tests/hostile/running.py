"""The command run as a process of its own, held to a time and a memory bound; what every end of it must look like."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING

import designer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SECONDS = 10
"""Of CPU."""
MEGABYTES = 1024
"""Of address space."""
WALL = 120
"""Seconds on the clock, on a machine that does other things too."""
SECRET = "outside_secret"  # noqa: S105 - a word to look for
"""Stands in every file outside the folder of the documents."""
LONGEST_MESSAGE = 3000
PACKAGE = Path(designer.__file__).resolve().parent.parent
LAUNCH = Path(__file__).with_name("launch.py")
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]")
"""What no terminal must be given: controls, C1 controls, marks that reorder or hide."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How a run ended: exit code (below 0: the signal that ended it), what it printed, CPU seconds, peak megabytes."""

    code: int
    out: str
    err: str
    seconds: float
    megabytes: float

    @property
    def told(self) -> str:
        """Return the error, or what was printed last."""
        if self.code == 2:
            return next((line for line in self.err.splitlines() if line.startswith("error: ")), "")
        return self.out.strip().rpartition("\n")[2]


def run(
    folder: Path,
    arguments: Sequence[str],
    *,
    seconds: int = SECONDS,
    megabytes: int = MEGABYTES,
    environment: Mapping[str, str] | None = None,
    given: bytes = b"",
) -> Ended:
    """Run `designer` with these arguments in *folder*."""
    reading, writing = os.pipe()
    limits = map(str, (seconds, megabytes, WALL, writing))
    command = [sys.executable, "-S", "-E", str(LAUNCH), *limits, sys.executable, "-m", "designer", *arguments]
    first = (environment or {}).get("WITHOUT", "")
    told = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (first, str(PACKAGE)))), "DESIGNER_CACHE": str(folder / ".cache")}
    told |= environment or {}
    with TemporaryFile() as out, TemporaryFile() as err, TemporaryFile() as stdin:
        stdin.write(given)
        stdin.seek(0)
        process = subprocess.Popen(command, cwd=folder, env=told, stdin=stdin, stdout=out, stderr=err, pass_fds=[writing])
        os.close(writing)
        with os.fdopen(reading) as ended:
            code, used, peak = json.loads(ended.read())
        process.wait()
        out.seek(0)
        err.seek(0)
        printed, messages = (stream.read().decode("utf-8", "replace") for stream in (out, err))
    return Ended(code=code, out=printed, err=messages, seconds=used, megabytes=peak)


def faults(ended: Ended, folder: Path) -> list[str]:
    """Return what is wrong with an end: nothing for one clear error, or for a result that harms nobody."""
    found = []
    if ended.code not in (0, 1, 2):
        found.append(f"ended with {ended.code}")
    if "Traceback" in ended.err:
        found.append(f"a traceback: {ended.err[-600:]}")
    if ended.code == 2 and "error: " not in ended.err and not ended.out.strip():
        found.append(f"no error told: {ended.err[:300]!r}")
    if len(ended.err) > LONGEST_MESSAGE:
        found.append(f"a message of {len(ended.err)} characters: {ended.err[:300]!r}")
    if SECRET in ended.out + ended.err or any(SECRET in text for text in _written(folder / "out")):
        found.append("something outside the folder was read")
    if steering := STEERING.search(ended.out + ended.err):
        found.append(f"the terminal was given {steering.group()!r}")
    left = [path.name for path in folder.rglob("*") if path.name.startswith(".designer-staging")]
    if left:
        found.append(f"left behind: {left}")
    out = folder / "out"
    if out.exists() and not (out / "design.yaml").is_file():
        found.append(f"half written: {sorted(path.name for path in out.iterdir())}")
    return found


def _written(folder: Path) -> list[str]:
    return [path.read_text("utf-8", "replace") for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]
