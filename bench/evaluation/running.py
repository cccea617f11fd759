"""One case by one planner: `designer design` in a process of its own, and what is left of it on disk."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from unittest.mock import patch
from urllib.parse import urlsplit

from cases import ROOT

from designer.errors import DesignerError
from designer.files.design_file import read_design
from designer.files.runs import read_run, runs
from designer.model.finding import SEVERITIES
from designer.pipeline import check_file

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from designer.model.design import Design
    from designer.model.finding import Severity
    from designer.model.run import Run
    from evaluation.asking import Asked

LIMIT = 1800
"""Seconds after which a run is ended."""
DESIGN = "design.yaml"
KEYS = ("ANTHROPIC_API_KEY", "ANTHROPIC_AUTH_TOKEN")
LOOPBACK = ("127.0.0.1", "::1", "localhost")
SHOWN = 300
"""Characters of a message that a row keeps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What a run left."""

    design: Design | None
    findings: dict[Severity, int]
    """How many of each severity the check has of the design, by `Report.of`; none where there is no design."""
    run: Run | None
    """The log, of a planner that asks a model."""
    exit_code: int
    message: str
    """Why there is no design, or why the run ended early."""
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Workplace:
    """The folder of one run: the brief, what was made of it, its log, and what it said."""

    folder: Path

    @property
    def brief(self) -> Path:
        """Return where the brief lies."""
        return self.folder / "brief.md"

    @property
    def out(self) -> Path:
        """Return where the design is written."""
        return self.folder / "design"

    @property
    def home(self) -> Path:
        """Return the run's own data folder."""
        return self.folder / "home"

    @property
    def answer(self) -> Path:
        """Return where the JSON answer lies."""
        return self.folder / "answer.json"

    @property
    def said(self) -> Path:
        """Return what was said on standard error."""
        return self.folder / "said.txt"


def command(asked: Asked, place: Workplace, *, planner: str, model: str = "", more: tuple[str, ...] = ()) -> list[str]:
    """Return the command of a run, its brief written."""
    place.folder.mkdir(parents=True, exist_ok=True)
    brief = asked.brief_file
    if brief is None:
        brief = place.brief
        brief.write_text(f"{asked.brief.strip()}\n", encoding="utf-8")
    chosen = ["--model", model] if model else []
    wanted = [*asked.options, "--planner", planner, *chosen, *more, "--out", str(place.out), "--format", "json"]
    return [sys.executable, "-m", "designer", "design", "--from", str(brief), *wanted]


def environment(place: Workplace, more: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the environment of a run: the user's own, a data folder of its own, and the designer that lies beside this file."""
    own = {"DESIGNER_HOME": str(place.home), "PYTHONPATH": str(ROOT), "NO_COLOR": "1", "PYTHONUTF8": "1"}
    key = {} if not asks_a_stand_in() or any(map(os.environ.get, KEYS)) else {KEYS[0]: "a-stand-in-takes-any"}
    return {**os.environ, **own, **key, **(more or {})}


def asks_a_stand_in() -> bool:
    """Tell whether the address that is set for the service is one on loopback."""
    return urlsplit(os.environ.get("ANTHROPIC_BASE_URL", "")).hostname in LOOPBACK


def made(
    asked: Asked, place: Workplace, *, planner: str, model: str = "", more: Mapping[str, str] | None = None, limit: float = LIMIT
) -> Made:
    """Make a design and return what it left; *more* is added to the environment."""
    started = time.monotonic()
    wanted = command(asked, place, planner=planner, model=model)
    with place.answer.open("wb") as answer, place.said.open("wb") as said:
        try:
            done = subprocess.run(wanted, stdout=answer, stderr=said, env=environment(place, more), timeout=limit, check=False)
            code = done.returncode
        except subprocess.TimeoutExpired:
            code = -1
            said.write(f"ended after {limit:.0f} s".encode())
    return left(place, exit_code=code, seconds=time.monotonic() - started)


def left(place: Workplace, *, exit_code: int, seconds: float) -> Made:
    """Return what a run left in its folder, however it ended."""
    design, findings, fault = _design(place)
    run = _run(place)
    said = place.said.read_text(encoding="utf-8", errors="replace").strip() if place.said.exists() else ""
    broke = said if _answered(place) is None else ""
    message = _short(fault or broke or (run.message if run and exit_code else ""), place)
    return Made(design=design, findings=findings, run=run, exit_code=exit_code, message=message, seconds=seconds)


def _short(message: str, place: Workplace) -> str:
    """Return a message as a row keeps it: of a traceback what it comes to, and no folder of the machine that it was made on."""
    text = message.splitlines()[-1] if "Traceback (most recent call last)" in message else message
    for folder in (place.folder, ROOT):
        text = text.replace(f"{folder}/", "")
    return " ".join(text.split())[-SHOWN:]


def _design(place: Workplace) -> tuple[Design | None, dict[Severity, int], str]:
    """Return the design as it lies there, how many findings of each severity it has, and what is wrong with the file."""
    path = place.out / DESIGN
    if not path.exists():
        return None, {}, ""
    try:
        design, report = read_design(path).design, check_file(path).report
    except DesignerError as fault:
        return None, {}, str(fault)
    return design, {one: len(report.of(one)) for one in SEVERITIES}, ""


def _answered(place: Workplace) -> dict[str, Any] | None:
    """Return the JSON answer; a run that stopped has written none, even where it left its best design."""
    try:
        told = json.loads(place.answer.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return told if isinstance(told, dict) and "findings" in told else None


def _run(place: Workplace) -> Run | None:
    with patch.dict(os.environ, {"DESIGNER_HOME": str(place.home)}):
        found = runs()
        return read_run(found[0].id) if found else None
