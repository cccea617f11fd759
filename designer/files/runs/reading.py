"""Runs as their logs tell them; what a killed run left half-written is left out."""

from __future__ import annotations

import contextlib
import difflib
import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from designer.errors import UsageError
from designer.files.runs.places import BEST, ID, LINES, START, request_file, response_file, runs_folder
from designer.model.codec import decode
from designer.model.run import PromptUse, Round, Run, RunStart

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from designer.model.scalars import JsonObject

LAST = "last"
MOST_CLOSE = 3
"""Runs that are named where one that is not there was meant."""
UNREADABLE = (OSError, ValueError, TypeError, KeyError, AttributeError)
"""What reading a file raises that another program, or another version of this one, wrote."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A request as it was logged, and its reply; None: none came."""

    number: int
    request: JsonObject
    response: JsonObject | None


def runs() -> tuple[Run, ...]:
    """Return all runs, the newest first; a folder that holds none is passed over."""
    return tuple(run for identifier in run_ids() if (run := _run(identifier)))


def run_ids() -> tuple[str, ...]:
    """Return the ids of all runs, the newest first."""
    with contextlib.suppress(OSError):
        return tuple(sorted((one.name for one in runs_folder().iterdir() if ID.fullmatch(one.name) and one.is_dir()), reverse=True))
    return ()


def read_run(name: str) -> Run:
    """Return a run by its id, by what its id alone begins with, or the `last` one. Raises UsageError if there is none."""
    identifier = found_id(name)
    run = _run(identifier)
    if run is None:
        raise UsageError(str(runs_folder() / identifier), "holds no run that could be read", next_step="Start the design anew.")
    return run


def found_id(name: str) -> str:
    """Return the id of the run that is meant. Raises UsageError if there is none, or more than one."""
    known = run_ids()
    if not known:
        raise UsageError(name, "no run is kept yet", next_step="A run is kept when Claude designs: `designer design --planner claude`.")
    if name == LAST:
        return known[0]
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
        return (runs_folder() / identifier / BEST).read_text(encoding="utf-8")
    return ""


def written_to(identifier: str) -> float:
    """Return when a run was last written to, in seconds since 1970; 0 if that cannot be told."""
    with contextlib.suppress(OSError):
        return max((one.stat().st_mtime for one in (runs_folder() / identifier).iterdir()), default=0.0)
    return 0.0


def _run(identifier: str) -> Run | None:
    folder = runs_folder() / identifier
    try:
        start = decode(RunStart, json.loads((folder / START).read_text(encoding="utf-8")))
        entries = tuple(_entries(folder / LINES))
        rounds = tuple(decode(Round, one["round"]) for one in entries if "round" in one)
        later = tuple(decode(PromptUse, one["prompt"]) for one in entries if "prompt" in one)
        last: dict[str, Any] = next((one for one in reversed(entries) if "ending" in one), {})
        start = replace(start, prompts=(*start.prompts, *later))
        return Run(id=identifier, start=start, rounds=rounds, ending=last.get("ending", ""), message=str(last.get("message", "")))
    except UNREADABLE:
        return None


def _entries(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the lines; the last one may be cut, and a run that was killed before its first round has none."""
    with contextlib.suppress(FileNotFoundError):
        for line in path.read_bytes().split(b"\n"):
            with contextlib.suppress(ValueError):
                entry = json.loads(line)
                if isinstance(entry, dict):
                    yield entry


def _exchanges(folder: Path) -> Iterator[Exchange]:
    number = 1
    while (request := _json(folder / request_file(number))) is not None:
        yield Exchange(number=number, request=request, response=_json(folder / response_file(number)))
        number += 1


def _json(path: Path) -> JsonObject | None:
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except UNREADABLE:
        return None
    return told if isinstance(told, dict) else None
