"""The validator run in a process of its own: bounded in time and memory, ended whole, its crash an answer."""

from __future__ import annotations

import contextlib
import hashlib
import json
import math
import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

from designer.errors import DescriptionError
from designer.specs.validation.kept import tool
from designer.specs.validation.verdict import Problem, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

WORKER = "designer.specs.validation.worker"
TOLD_EVERY = 1.0
BACKEND = {"OPENAPI_SPEC_VALIDATOR_SCHEMA_VALIDATOR_BACKEND": "jsonschema-rs", "PYTHONHASHSEED": "0", "PYTHONWARNINGS": "ignore"}
"""What the texts of the validator depend on."""


def judge(path: Path, data: bytes, *, seconds: float, tell: Callable[[str], None], overlays: Sequence[Path] = ()) -> Verdict:
    """Return the verdict on a file that holds *data*, as *overlays* correct it. Raises DescriptionError where it is no OpenAPI document."""
    started = time.monotonic()
    ended, output = _run(path, overlays, seconds=seconds, tell=tell)
    took = round(time.monotonic() - started, 2)
    sha256 = hashlib.sha256(data).hexdigest()
    answer = _answer(output)
    if answer is None:
        fact, step = _without_answer(ended, seconds)
        problem = Problem(pointer="#", message=f"Could not judge: {fact}", next_step=step, judged=False)
        return Verdict(file=str(path), sha256=sha256, outcome="unjudged", problems=(problem,), seconds=took, tool=tool())
    if "refused" in answer:
        refused = answer["refused"]
        raise DescriptionError(refused["place"], refused["fact"], next_step=refused["next_step"])
    return Verdict(
        file=str(path),
        sha256=answer["sha256"],  # of what the worker read, should the file have changed meanwhile
        outcome=answer["outcome"],
        version=answer["version"],
        problems=tuple(Problem(**problem) for problem in answer["problems"]),
        more=answer["more"],
        seconds=took,
        tool=tool(),
        neighbours=tuple((name, digest) for name, digest in answer["neighbours"]),
    )


def _run(path: Path, overlays: Sequence[Path], *, seconds: float, tell: Callable[[str], None]) -> tuple[int | None, bytes]:
    """Run the worker. Return its exit code (nothing: its time was over) and what it wrote."""
    # Imports as in this process, and none from the folder we stand in (-P), which may hold anybody's files.
    environment = os.environ | BACKEND | {"PYTHONPATH": os.pathsep.join(folder for folder in sys.path if folder)}
    process = subprocess.Popen(  # noqa: S603 - this interpreter and a module of ours
        [sys.executable, "-P", "-m", WORKER, str(path.absolute()), str(path), str(math.ceil(seconds)), *map(str, overlays)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        start_new_session=True,
    )
    try:
        return _awaited(process, path, seconds=seconds, tell=tell)
    finally:
        _end(process)


def _awaited(process: subprocess.Popen[bytes], path: Path, *, seconds: float, tell: Callable[[str], None]) -> tuple[int | None, bytes]:
    started = time.monotonic()
    while True:
        passed = time.monotonic() - started
        tell(f"Validating {path}" + (f": {passed:.0f} of at most {seconds:.0f} seconds" if passed > TOLD_EVERY else ""))
        left = seconds - passed
        if left <= 0:
            return None, b""
        with contextlib.suppress(subprocess.TimeoutExpired):
            output, _ = process.communicate(timeout=min(TOLD_EVERY, left))
            return process.returncode, output


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the worker and whatever it started."""
    if process.poll() is None:
        with contextlib.suppress(OSError):
            if hasattr(os, "killpg"):
                os.killpg(process.pid, signal.SIGKILL)
            else:
                process.kill()
    process.wait()
    if process.stdout:
        process.stdout.close()


def _answer(output: bytes) -> dict[str, Any] | None:
    try:
        answer = json.loads(output)
    except ValueError:
        return None
    return answer if isinstance(answer, dict) else None


def _without_answer(ended: int | None, seconds: float) -> tuple[str, str]:
    if ended is None or ended == -getattr(signal, "SIGXCPU", 0):
        return f"it was not done after {seconds:g} s", "Give it more time with --timeout. Other commands read the document all the same."
    return f"the validator broke off (exit code {ended})", "Its memory may have run out. Validate a part of the document."
