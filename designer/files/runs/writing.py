"""The log as a run writes it: only ever added to, whole after each step, and never a reason for the run to stop."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from designer.files.replacing import put_file
from designer.files.runs.masking import MASKED, as_logged, text_as_logged
from designer.files.runs.places import BEST, LINES, START, request_file, response_file, run_id, runs_folder
from designer.files.text import reason
from designer.model.codec import encode

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.model.run import Ending, PromptUse, Round, RunStart
    from designer.model.scalars import JsonObject

OWNER_ONLY = 0o700
MOST_ALIKE = 1000
"""Runs of one design that can begin in one second."""


class RunLog:
    """The log of one run. What cannot be written is told once; from then on nothing is written, and the run goes on."""

    def __init__(self, identifier: str, folder: Path | None, notice: Callable[[str], None]) -> None:
        """Write to *folder*, or nothing without one."""
        self.id = identifier
        """Empty where nothing is kept."""
        self.folder = folder
        """None where nothing is kept: the run cannot be resumed."""
        self._notice = notice
        self._requests = 0

    def request(self, body: JsonObject) -> int:
        """Keep a request before it is sent, and return its number, from 1."""
        self._requests += 1
        self._put(request_file(self._requests), _json(as_logged(body)))
        return self._requests

    def response(self, number: int, body: JsonObject) -> None:
        """Keep the whole reply to a request, and whether a secret was left out of it; one that was lost is not kept."""
        logged = as_logged(body)
        self._put(response_file(number), _json(logged if logged == body else {**logged, MASKED: True}))

    def reply(self, told: Round) -> None:
        """Keep what a reply took as soon as it is there: its round may never come to its end."""
        self._add({"reply": encode(told)})

    def round(self, told: Round) -> None:
        """Keep what a round took and gave."""
        self._add({"round": encode(told)})

    def prompt(self, use: PromptUse) -> None:
        """Keep that a prompt was sent that the start did not name yet."""
        self._add({"prompt": encode(use)})

    def best(self, text: str) -> None:
        """Keep the best design so far, in the place of the one before."""
        self._put(BEST, text_as_logged(text))

    def ended(self, ending: Ending, message: str) -> None:
        """Keep how the run ended."""
        self._add({"ending": ending, "message": message})

    def discard(self) -> None:
        """Delete the log, and keep nothing from now on; what cannot be deleted stays."""
        if self.folder:
            shutil.rmtree(self.folder, ignore_errors=True)
        self.folder = None
        self.id = ""

    def path_of(self, number: int) -> Path | None:
        """Return the file that holds a request, None where nothing is kept."""
        return self.folder / request_file(number) if self.folder else None

    def _put(self, name: str, text: str) -> None:
        if self.folder:
            try:
                put_file(self.folder / name, _bytes(text), is_lasting=False)
            except OSError as fault:
                self._give_up(fault)

    def _add(self, entry: JsonObject) -> None:
        if self.folder:
            line = json.dumps(as_logged(entry), ensure_ascii=False, separators=(",", ":")) + "\n"
            try:
                _append(self.folder / LINES, _bytes(line))
            except OSError as fault:
                self._give_up(fault)

    def _give_up(self, fault: OSError) -> None:
        self._notice(f"{self.folder}: the log of the run cannot be written: {reason(fault)}. The run goes on, but cannot be resumed.")
        self.folder = None
        self.id = ""


def open_run(start: RunStart, *, keeps: bool = True, notice: Callable[[str], None] = lambda _: None) -> RunLog:
    """Begin the log of a run; without *keeps* it keeps nothing. *notice* hears it once where the log cannot be written."""
    if not keeps:
        return RunLog("", None, notice)
    started = start.started or datetime.now(UTC).isoformat(timespec="seconds")
    try:
        identifier, folder = _new_folder(run_id(started, start.name))
    except OSError as fault:
        notice(f"{runs_folder()}: the log of the run cannot be written: {reason(fault)}. The run goes on, but cannot be resumed.")
        return RunLog("", None, notice)
    log = RunLog(identifier, folder, notice)
    told = encode(replace(start, started=started, folder=start.folder or _here()))
    log._put(START, _json(as_logged(told)))  # noqa: SLF001 - the first entry of the same log
    return log


def _here() -> str:
    with contextlib.suppress(OSError):  # a folder that was deleted meanwhile
        return str(Path.cwd())
    return ""


def _new_folder(wanted: str) -> tuple[str, Path]:
    """Make the folder of a run that is the first of its id; of several in one second the later ones are numbered."""
    home = runs_folder()
    home.mkdir(parents=True, exist_ok=True, mode=OWNER_ONLY)
    home.chmod(OWNER_ONLY)
    for number in range(1, MOST_ALIKE):
        identifier = wanted if number == 1 else f"{wanted}-{number}"
        try:
            (home / identifier).mkdir(mode=OWNER_ONLY)
        except FileExistsError:
            continue
        return identifier, home / identifier
    raise FileExistsError(wanted)


def _append(path: Path, data: bytes) -> None:
    """Add to a file in one write, so that a killed run leaves at most one line that is cut."""
    handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        if os.write(handle, data) < len(data):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    finally:
        os.close(handle)


def _bytes(text: str) -> bytes:
    """Encode JSON; half a character, of which no file can be made, stands in it as JSON writes one: escaped."""
    return text.encode(errors="backslashreplace")


def _json(value: JsonObject) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
