"""A starter of a design with a model's prose and with disputed mappings passes its own tests, linter and type check."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from designer.files.design_file import parse_design
from designer.model.design import Narrative, Trouble
from designer.model.finding import Report
from designer.render.run import render
from tests.unit.render.orders import an_order_design

if TYPE_CHECKING:
    from designer.model.design import Design, Mapping

pytestmark = pytest.mark.runs
BIN = Path(sys.executable).parent
BREAKING = 'Ends a """ docstring, \\N{BULLET} {x} %s `code`\n# and a line'
SAID = ("agreed", "disputed", "alone", "")


def judged(design: Design) -> Design:
    """Return the design with every kind of agreement on its mappings, and with prose."""
    trouble = Trouble(symptom=BREAKING, cause=BREAKING, action=BREAKING)
    flows = tuple(
        replace(
            flow, steps=tuple(replace(step, mappings=tuple(map(_said, range(len(step.mappings)), step.mappings))) for step in flow.steps)
        )
        for flow in design.flows
    )
    narrative = Narrative(
        author="claude:example", overview=BREAKING, troubles=(trouble,), monitoring=(BREAKING,), testing=(BREAKING, "Plain.")
    )
    return replace(design, planner="claude:example", flows=flows, narrative=narrative)


def _said(number: int, mapping: Mapping) -> Mapping:
    said = SAID[number % len(SAID)]
    rivals = (f"trigger:{BREAKING}",) if said == "disputed" else ()
    status = "proposed" if said in {"disputed", "alone"} else mapping.status
    return replace(mapping, agreement=said, rivals=rivals, status=status, reason=BREAKING)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def starter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the starter."""
    folder = tmp_path_factory.mktemp("starter")
    design, catalog = an_order_design(tmp_path_factory.mktemp("documents"))
    for artifact in render(judged(design), catalog, Report()):
        path = folder / artifact.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(artifact.text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    "command",
    [
        ("ruff", "format", "--check", "--no-cache", "src", "tests"),
        ("ruff", "check", "--no-cache", "src", "tests"),
        ("mypy", "--cache-dir", os.devnull),
        ("pytest", "-q", "-p", "no:cacheprovider"),
    ],
    ids=lambda command: " ".join(command[:2]),
)
def test_the_starter_passes_its_own_checks(starter: Path, command: tuple[str, ...]) -> None:
    """Nothing of the prose reaches code."""
    settings = {**os.environ, "PYTHONPATH": "src", "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run([str(BIN / command[0]), *command[1:]], cwd=starter, capture_output=True, text=True, check=False, env=settings)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_design_is_read_back_as_it_was(tmp_path: Path, starter: Path) -> None:
    """design.yaml holds prose, agreement and rivals, and gives the same design again."""
    made = judged(an_order_design(tmp_path)[0])
    read = parse_design((starter / "design.yaml").read_text(encoding="utf-8"), path=starter / "design.yaml").design
    assert read.narrative == made.narrative
    assert [(m.agreement, m.rivals) for *_, m in read.mappings()] == [(m.agreement, m.rivals) for *_, m in made.mappings()]
