"""`designer drift` in a pseudo-terminal: narrow and wide; what a document says cannot steer the screen."""

from __future__ import annotations

import json
import os
import re
import sys
from typing import TYPE_CHECKING

import pexpect
import pytest

from designer.files.design_file import design_text
from tests.conftest import ROOT
from tests.unit.drift.pair import DESIGN, Documents

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.terminal
SEQUENCE = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]")
HOSTILE = "\x1b]0;owned\x07\x1b[2J\u202e\n::error::owned"


def shown(folder: Path, *arguments: str, columns: int) -> tuple[str, int]:
    """Return what a terminal of so many columns is sent by a run over documents of which one has changed, and the exit code."""
    documents = Documents()
    for name, document in documents.items():
        (folder / f"{name}.json").write_text(json.dumps(document))
    (folder / "design.yaml").write_text(design_text(DESIGN))
    documents.deal["properties"]["stage"]["enum"] = ["new", HOSTILE]
    documents.order["properties"]["email_address"] = documents.order["properties"].pop("email")
    for name, document in documents.items():
        (folder / f"new-{name}.json").write_text(json.dumps(document))
    clean = {key: value for key, value in os.environ.items() if key not in {"NO_COLOR", "COLUMNS"}}
    child = pexpect.spawn(
        sys.executable,
        ["-m", "designer", "drift", "design.yaml", "--spec", "Shop=new-shop.json", "--spec", "CRM=new-crm.json", *arguments],
        cwd=str(folder),
        env={**clean, "PYTHONPATH": str(ROOT), "TERM": "xterm-256color"},
        dimensions=(40, columns),
        encoding="utf-8",
        timeout=30,
    )
    text = str(child.read()).replace("\r\n", "\n")
    child.close()
    return text.rsplit("\x1b[2K", 1)[-1], int(child.exitstatus or 0)


@pytest.mark.parametrize("columns", [40, 100])
def test_no_line_is_wider_than_the_screen(tmp_path: Path, columns: int) -> None:
    """Only a single long word, such as a pointer, may stand out; the worst comes first, the counts last."""
    text, code = shown(tmp_path, columns=columns)
    lines = SEQUENCE.sub("", text).rstrip("\n").split("\n")
    assert code == 1
    assert all(len(line) <= columns or len(line.split()) <= 2 for line in lines)
    assert next(line for line in lines if line.strip()).startswith("2 errors: will fail or lose data")
    assert "Nothing else has changed in CRM's document." in " ".join(" ".join(lines).split())


@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_a_document_cannot_steer_the_screen(tmp_path: Path, form: str) -> None:
    """No sequence, no unseen mark, no command of its own."""
    text, _ = shown(tmp_path, "--format", form, columns=100)
    plain = SEQUENCE.sub("", text)
    assert not {"\x1b", "\x07", "\u202e"} & set(plain)
    assert not any(line.startswith("::error::owned") for line in plain.split("\n"))
    assert "[2J" not in text or form == "json"
