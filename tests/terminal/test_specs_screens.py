"""`designer specs` and `search` on real screens: 40, 80 and 160 columns, without colour, without Unicode, hostile text."""

from __future__ import annotations

import json
import os
import re
import sys
from typing import TYPE_CHECKING, Any

import pexpect
import pytest

from tests.conftest import ROOT
from tests.unit.described import a_large_document, a_parcel_document

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.terminal

CODES = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]")
COMMANDS = {
    "overview": ["specs", "show", "parcels.json"],
    "large": ["specs", "show", "large.json"],
    "operation": ["specs", "show", "parcels.json", "POST /parcels"],
    "list": ["specs", "show", "parcels.json", "listParcels"],
    "event": ["specs", "show", "parcels.json", "EVENT parcel.delivered"],
    "path": ["specs", "show", "parcels.json", "/parcels"],
    "search": ["search", "parcels.json", "put a label on a parcel"],
    "none": ["specs", "list"],
}


@pytest.fixture
def screen(tmp_path: Path) -> Callable[..., str]:
    """Return a function that runs the command on a screen and returns what is seen at the end."""
    (tmp_path / "parcels.json").write_text(json.dumps(a_parcel_document()))
    (tmp_path / "large.json").write_text(json.dumps(a_large_document(60, 3)))

    def seen(*arguments: str, columns: int, code: int = 0, **environment: str) -> str:
        clean = {key: value for key, value in os.environ.items() if key not in {"NO_COLOR", "COLUMNS"}}
        told = {**clean, "PYTHONPATH": str(ROOT), "TERM": "xterm-256color", "DESIGNER_HOME": str(tmp_path / "home"), **environment}
        child: Any = pexpect.spawn(
            sys.executable,
            ["-m", "designer", *arguments],
            cwd=str(tmp_path),
            env=told,
            dimensions=(40, columns),
            encoding=environment.get("PYTHONIOENCODING", "utf-8"),
            timeout=30,
        )
        text = str(child.read())
        child.close()
        assert child.exitstatus == code, text
        return text.rsplit("\x1b[2K", 1)[-1].replace("\r", "")

    return seen


@pytest.mark.parametrize("columns", [40, 80, 160])
@pytest.mark.parametrize("name", COMMANDS)
def test_no_screen_is_overrun(screen: Callable[..., str], name: str, columns: int) -> None:
    """Lines are cut or broken between words; only a place in a document, which is one long word, may stand out."""
    shown = screen(*COMMANDS[name], columns=columns, NO_COLOR="1")
    assert "\x1b[1m" not in shown
    for line in CODES.sub("", shown).splitlines():
        assert len(line) <= columns or len(line.split()) == 1, line


def test_a_screen_without_unicode_gets_plain_guides(screen: Callable[..., str]) -> None:
    """No question mark stands in for a guide."""
    shown = screen(*COMMANDS["operation"], columns=80, PYTHONIOENCODING="ascii", TERM="dumb")
    assert "  |-street  string\n  `-land    object\n    |-code  string\n    `-name  string\n" in shown
    assert "?" not in shown


def test_colour_tells_names_types_and_marks_apart(screen: Callable[..., str]) -> None:
    """On a terminal that has it; a dumb one gets none."""
    shown = screen(*COMMANDS["operation"], columns=80)
    assert "\x1b[32mPOST\x1b[0m" in shown
    assert "\x1b[1;31m*\x1b[0m" in shown
    assert "\x1b[36mstring(uuid)" in shown
    assert "\x1b" not in screen(*COMMANDS["operation"], columns=80, TERM="dumb")


def test_hostile_text_cannot_steer_the_terminal(screen: Callable[..., str]) -> None:
    """Escape codes and marks that reorder are left out; what else it says is text."""
    for name in ("operation", "overview", "search"):
        shown = screen(*COMMANDS[name], columns=80)
        assert "\x1b]" not in shown
        assert "owned" not in shown
        assert "\u202e" not in shown
        assert "\x1b[2J" not in shown


def test_what_is_not_there_is_said(screen: Callable[..., str]) -> None:
    """With code 2 and no traceback."""
    shown = screen("specs", "show", "parcels.json", "createParcels", columns=60, code=2)
    assert (
        CODES.sub("", shown)
        == "error: createParcels: parcels.json has no such operation\nDid you mean one of these?\n  createParcel\n  listParcels\n"
    )
