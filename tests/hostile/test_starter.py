"""A pair of documents whose every text is meant to break out: the starter passes its own checks, Markdown and terminal stay calm."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pexpect
import pytest

from tests.hostile.cases.texts import lay_nasty
from tests.hostile.running import PACKAGE, STEERING, faults, run

if TYPE_CHECKING:
    from collections.abc import Callable

BIN = Path(sys.executable).parent
DESIGN = (
    "design",
    "--from",
    "brief.md",
    "--spec",
    "Shop=shop.json",
    "--spec",
    "Things=s.json",
    "--out",
    "out",
    "--force",
    "--style",
    "api",
)
PROGRAMS = (
    ("ruff", "format", "--check", "--no-cache", "src", "tests"),
    ("ruff", "check", "--no-cache", "src", "tests"),
    ("mypy", "--cache-dir", os.devnull),
    ("pytest", "-q", "-p", "no:cacheprovider"),
)
COLOURS = re.compile(r"\x1b\[(?:[0-9;]*m|[0-9]*[A-HJK]|\?25[hl])")
"""What the command itself writes to a terminal: colour, the turning sign, the cursor hidden and shown."""


@pytest.fixture(scope="module")
def nasty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the pair with the starter made of it."""
    folder = tmp_path_factory.mktemp("nasty")
    lay_nasty(folder, 0)
    ended = run(folder, DESIGN)
    # One document's header bears a line end in its name: an error, in spite of which `--force` writes the starter.
    assert ended.code == 1, ended
    assert re.findall(r"^1 error\n  (\w+)", ended.out, re.MULTILINE) == ["SAFE737"]
    assert not faults(ended, folder)
    return folder


@pytest.mark.runs
@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: " ".join(program[:2]))
def test_the_starter_of_hostile_texts_passes_its_own_checks(nasty: Path, program: tuple[str, ...]) -> None:
    """It compiles, is formatted, linted, typed, and its tests end, though a pattern would keep Python's engine for years."""
    environment = {**os.environ, "PYTHONPATH": "src", "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [str(BIN / program[0]), *program[1:]], cwd=nasty / "out", capture_output=True, text=True, check=False, env=environment, timeout=100
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_nothing_that_a_text_tells_was_done(nasty: Path) -> None:
    """No file outside the starter, none that a shell in a description would have made."""
    assert sorted(path.name for path in nasty.iterdir()) == [".cache", "brief.md", "out", "s.json", "shop.json"]
    assert not list(nasty.parent.rglob("*owned*"))


def test_markdown_holds_the_texts_as_texts(nasty: Path) -> None:
    """No live link, picture, script, heading or raw escape outside of code; templates stand as they were written."""
    for path in (nasty / "out").rglob("*.md"):
        text = path.read_text("utf-8")
        plain = re.sub(r"^```.*?^```|(?<!`)(`+)(?!`)[^\n]*?(?<!`)\1(?!`)", "", text, flags=re.DOTALL | re.MULTILINE)
        assert not re.search(r"(?<!\\)<(script|img|details)|(?<!\\)\]\(javascript:|(?<!\\)!\[x\]\(http", plain, re.IGNORECASE), path
        assert "49" not in re.findall(r"\{\{[^}]*\}\}|\b49\b", plain), path
        assert not STEERING.search(text), (path, STEERING.search(text))


@pytest.mark.terminal
@pytest.mark.parametrize(
    "arguments",
    [
        (*DESIGN, "--dry-run"),
        ("check", "out/design.yaml"),
        ("search", "s.json", "create a contact"),
        ("search", "s.json", "create a contact", "--format", "json"),
        ("map", "shop.json::EVENT customer.created", "s.json::POST /contacts"),
    ],
    ids=lambda arguments: arguments[0],
)
def test_a_terminal_is_given_no_escape_of_a_document(nasty: Path, arguments: tuple[str, ...]) -> None:
    """In a pseudo-terminal: only the command's own colours; the design has its one error."""
    environment = {**os.environ, "PYTHONPATH": str(PACKAGE), "TERM": "xterm-256color", "DESIGNER_CACHE": str(nasty / ".cache")}
    child = pexpect.spawn(sys.executable, ["-m", "designer", *arguments], cwd=str(nasty), env=environment, encoding="utf-8", timeout=60)
    shown = COLOURS.sub("", child.read()).replace("\r", "")
    child.close()
    assert child.exitstatus == (1 if arguments[0] in {"design", "check"} else 0)
    assert not STEERING.search(shown), repr(shown[max(0, STEERING.search(shown).start() - 60) :][:120])  # type: ignore[union-attr]


ESCAPES: dict[str, Callable[[Path], tuple[str, ...]]] = {
    "a system's name": lambda _: ("--spec", "../../x=s.json"),
    "a system's name of 5,000 characters": lambda _: ("--spec", f"{'n' * 5000}=s.json"),
    "a system's name of a device": lambda _: ("--spec", "con=s.json", "--spec", "C:\\x=shop.json"),
    "a folder of 5,000 characters": lambda _: ("--out", "o" * 5000),
    "a folder with a NUL in its name": lambda _: ("--out", "a\nb"),
    "an empty folder": lambda _: ("--out", ""),
    "a file that is there": lambda folder: ("--out", str(folder / "brief.md")),
    "a device": lambda _: ("--out", "/dev/null"),
}


@pytest.mark.parametrize("name", ESCAPES)
def test_names_lead_nowhere(name: str, tmp_path: Path, unvisited: int) -> None:
    """Whatever a system, a folder or a document is called, nothing is written beside the folder that was asked for."""
    folder = tmp_path / "deep" / "inside"
    folder.mkdir(parents=True)
    lay_nasty(folder, unvisited)
    before = {path.name for path in tmp_path.rglob("*")}
    ended = run(folder, ("design", "--from", "brief.md", "--spec", "Shop=shop.json", "--spec", "Things=s.json", *ESCAPES[name](folder)))
    assert not faults(ended, folder), ended
    assert sorted(path.name for path in tmp_path.iterdir()) == ["deep"]
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["inside"]
    made = {path.name for path in folder.iterdir()} - before
    assert made <= {".cache", "generated", "a\nb", "out"}, made
    assert json.loads((folder / "s.json").read_text())["openapi"]
