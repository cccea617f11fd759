"""Runs as their logs tell them; what a killed run left half-written is left out."""

from __future__ import annotations

import contextlib
import difflib
import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, get_args

from designer.errors import UsageError
from designer.files.runs.decoding import UNREADABLE, decoded
from designer.files.runs.opening import bytes_of, text_of
from designer.files.runs.places import BEST, ID, LINES, START, request_file, response_file, runs_folder
from designer.files.text import reason
from designer.model.run import Ending, PromptUse, Round, Run, RunStart

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from designer.model.scalars import JsonObject

LAST = "last"
MOST_CLOSE = 3
"""Runs that are named where one that is not there was meant."""
ENDINGS = frozenset(get_args(Ending))


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of a run's log: one of its members."""

    round: Round | None = None
    reply: Round | None = None
    """What a reply took, told as soon as it was there; its round comes later, unless the run was cut off."""
    prompt: PromptUse | None = None
    ending: Ending = ""
    message: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A request as it was logged, and its reply; None: none came; empty: it cannot be read."""

    number: int
    request: JsonObject
    response: JsonObject | None


def runs() -> tuple[Run, ...]:
    """Return all runs that can be read, the newest first."""
    return tuple(run for identifier in run_ids() if (run := _run(identifier)))


def run_ids() -> tuple[str, ...]:
    """Return the ids of all runs, the newest first, of those too that cannot be read."""
    with contextlib.suppress(OSError):
        return tuple(sorted((one.name for one in runs_folder().iterdir() if ID.fullmatch(one.name) and one.is_dir()), reverse=True))
    return ()


def read_run(name: str) -> Run:
    """Return a run by its id, by what its id alone begins with, or the `last` one that can be read. Raises UsageError if there is none."""
    identifier = found_id(name)
    run = _run(identifier)
    if run is None:
        folder = runs_folder() / identifier
        best = f"Its best design lies in {folder / BEST}. " if (folder / BEST).is_file() else ""
        step = f"{best}Design anew, without --resume; the folder {folder} can be deleted."
        raise UsageError(str(folder / START), start_fault(identifier), next_step=step)
    return run


def start_fault(identifier: str) -> str:
    """Return what is wrong with the file that tells what a run was asked for; empty: nothing."""
    file = runs_folder() / identifier / START
    try:
        decoded(RunStart, json.loads(text_of(file)))
    except FileNotFoundError:
        return "is not there, so nothing can be told of that run"
    except OSError as fault:
        return f"cannot be read: {reason(fault)}"
    except json.JSONDecodeError as fault:
        return "is cut off, or was edited: it is no JSON" if fault.doc.strip() else "is empty, so nothing can be told of that run"
    except UNREADABLE:
        return "is not what this version of the designer writes: another program or version wrote it, or it was edited"
    return ""


def unread_lines(identifier: str) -> int:
    """Return how many lines of a run's rounds cannot be read, though they are whole: the figures lack what they told."""
    return sum(1 for entry in _entries(runs_folder() / identifier / LINES) if entry is None)


def found_id(name: str) -> str:
    """Return the id of the run that is meant. Raises UsageError if there is none, or more than one."""
    known = run_ids()
    if not known:
        raise UsageError(name, "no run is kept yet", next_step="A run is kept when Claude designs: `designer design --planner claude`.")
    if name == LAST:
        return next((one for one in known if not start_fault(one)), known[0])
    found = [one for one in known if one == name] or [one for one in known if one.startswith(name)]
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(name, f"{len(found)} runs begin so", next_step=f"Write more of the id, such as {found[0]}.")
    close = [one for one in known if name.lower() in one][:MOST_CLOSE] or difflib.get_close_matches(name, known, n=MOST_CLOSE, cutoff=0.7)
    step = f"Did you mean {' or '.join(close)}? " if close else ""
    raise UsageError(name, "is no run", next_step=f"{step}`designer runs list` names all that are kept.")


def exchanges(identifier: str) -> tuple[Exchange, ...]:
    """Return the requests of a run with their replies, in order, up to the first that cannot be read."""
    return tuple(_exchanges(runs_folder() / identifier))


def best_of(identifier: str) -> str:
    """Return the text of the best design of a run, empty if there is none."""
    with contextlib.suppress(OSError, UnicodeDecodeError):
        return text_of(runs_folder() / identifier / BEST)
    return ""


def written_to(identifier: str) -> float:
    """Return when a run was last written to, in seconds since 1970; 0 if that cannot be told."""
    with contextlib.suppress(OSError):
        return max((one.stat().st_mtime for one in (runs_folder() / identifier).iterdir()), default=0.0)
    return 0.0


def _run(identifier: str) -> Run | None:
    folder = runs_folder() / identifier
    try:
        start = decoded(RunStart, json.loads(text_of(folder / START)))
        entries = tuple(_entries(folder / LINES))
    except UNREADABLE:
        return None
    prompts = tuple(one.prompt for one in entries if one and one.prompt)
    last = next((one for one in reversed(entries) if one and one.ending), Entry())
    return Run(
        id=identifier,
        start=replace(start, prompts=(*start.prompts, *prompts)),
        rounds=tuple(_rounds([one for one in entries if one])),
        ending=last.ending,
        message=last.message,
    )


def _rounds(entries: Sequence[Entry]) -> Iterator[Round]:
    """Yield the rounds; of one that was cut off before its end, what its reply took."""
    whole = {one.round.number for one in entries if one.round}
    for one in entries:
        if one.round:
            yield one.round
        elif one.reply and one.reply.number not in whole:
            yield one.reply


def _entries(path: Path) -> Iterator[Entry | None]:
    """Yield the lines, None for one that cannot be read; the last one may be cut, and a run that was killed early has none."""
    try:
        lines = bytes_of(path).splitlines(keepends=True)
    except FileNotFoundError:
        return
    except OSError:
        lines = [b"unread\n"]
    for line in lines:
        try:
            yield _entry(json.loads(line))
        except UNREADABLE:
            if line.endswith(b"\n") and line.strip():
                yield None


def _entry(told: Any) -> Entry:
    if "round" in told:
        return Entry(round=decoded(Round, told["round"]))
    if "reply" in told:
        return Entry(reply=decoded(Round, told["reply"]))
    if "prompt" in told:
        return Entry(prompt=decoded(PromptUse, told["prompt"]))
    if told["ending"] not in ENDINGS:
        raise ValueError(told["ending"])
    return Entry(ending=told["ending"], message=str(told.get("message", "")))


def _exchanges(folder: Path) -> Iterator[Exchange]:
    number = 1
    while (request := _json(folder / request_file(number))) is not None:
        response = _json(folder / response_file(number))
        is_there = (folder / response_file(number)).exists()
        yield Exchange(number=number, request=request, response={} if response is None and is_there else response)
        number += 1


def _json(path: Path) -> JsonObject | None:
    try:
        told = json.loads(text_of(path))
    except UNREADABLE:
        return None
    return told if isinstance(told, dict) else None
