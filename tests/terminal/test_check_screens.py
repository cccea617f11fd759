"""`designer check` and `designer rules` in a pseudo-terminal: narrow and wide, with and without colour."""

from __future__ import annotations

import os
import re
import sys
from typing import TYPE_CHECKING

import pexpect
import pytest

from tests.conftest import ROOT
from tests.unit.check.written import with_piece, write_design

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.terminal

WRONG = (
    "- target: body.refrence\n  sources: [trigger:data.emial]\n"
    "- target: body.custom.colour  # designer: ignore MAP309 seen in the sandbox\n  sources: [trigger:data.extra.colour]\n"
)
SEQUENCE = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]")


def shown(folder: Path, *arguments: str, columns: int, **environment: str) -> str:
    """Return what a terminal of so many columns is sent for a design with two errors, from the first line of the answer on."""
    write_design(folder, with_piece(WRONG))
    clean = {key: value for key, value in os.environ.items() if key not in {"NO_COLOR", "COLUMNS"}}
    told = {**clean, "PYTHONPATH": str(ROOT), "TERM": "xterm-256color", **environment}
    child = pexpect.spawn(
        sys.executable,
        ["-m", "designer", *arguments],
        cwd=str(folder),
        env=told,
        dimensions=(40, columns),
        encoding="utf-8",
        timeout=30,
    )
    text = str(child.read()).replace("\r\n", "\n")
    child.close()
    return text.rsplit("\x1b[2K", 1)[-1]


@pytest.mark.parametrize("columns", [40, 100])
@pytest.mark.parametrize("command", [("check", "design.yaml"), ("rules", "MAP301"), ("rules", "AUTH")])
def test_no_line_is_wider_than_the_screen(tmp_path: Path, columns: int, command: tuple[str, ...]) -> None:
    """Only a single long word, such as a pointer, may stand out."""
    text = SEQUENCE.sub("", shown(tmp_path, *command, columns=columns))
    assert len(text.splitlines()) > 3
    for line in text.splitlines():
        assert len(line) <= columns or len(line.split()) == 1, line


def test_the_report_on_a_narrow_screen(tmp_path: Path) -> None:
    """Code, line and place first; what follows is set in below them."""
    lines = SEQUENCE.sub("", shown(tmp_path, "check", "design.yaml", columns=40, NO_COLOR="1")).splitlines()
    assert lines[:14] == [
        "2 errors",
        "  flow customers > step write",
        "    MAP302  design.yaml:52",
        "        body.refrence",
        "        CRM's POST /contacts has no",
        '        "refrence". Did you mean',
        '        "reference"?',
        "        See",
        "            crm.yaml#/paths/~1contacts/post/requestBody/content/application~1json/schema",
        "    MAP301  design.yaml:53",
        "        body.refrence",
        "        Shop's customer.created has no",
        '        "data.emial". Did you mean',
        '        "data.email"?',
    ]
    assert "Waived by comments: 1 unverified claim" in lines


def test_colour_is_for_terminals_that_want_it(tmp_path: Path) -> None:
    """Errors are red and bold; NO_COLOR and a dumb terminal get none."""
    assert "\x1b[1;31m    MAP301\x1b[0m" in shown(tmp_path, "check", "design.yaml", columns=100)
    assert "\x1b[1" not in shown(tmp_path, "check", "design.yaml", columns=100, NO_COLOR="1")
    assert "\x1b" not in shown(tmp_path, "check", "design.yaml", columns=100, TERM="dumb")


@pytest.mark.parametrize("form", ["json", "sarif", "github"])
def test_what_programs_read_is_never_broken_nor_coloured(tmp_path: Path, form: str) -> None:
    """Also on a narrow terminal."""
    text = shown(tmp_path, "check", "design.yaml", "--format", form, columns=40)
    assert "\x1b" not in text
    assert 'CRM\'s POST /contacts has no "refrence". Did you mean "reference"?' in text.replace("\\", "")
