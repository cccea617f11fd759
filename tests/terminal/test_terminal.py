"""The real command in a pseudo-terminal: Ctrl-C, narrow screens, colour, progress."""

from __future__ import annotations

import json
import os
import re
import sys
from typing import TYPE_CHECKING, Any

import pexpect
import pytest

from tests.builders import a_crm_document, a_shop_document
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.terminal

DESIGN = ["design", "--from", "brief.md", "--spec", "Shop=shop.json", "--spec", "CRM=crm.json", "--out", "out"]
SLOWLY = """
import sys, time
from designer.files import placing
real = placing.{name}
def slow(*arguments, **named):
    print("AT {name}", flush=True)
    time.sleep(0.7)
    return real(*arguments, **named)
placing.{name} = slow
from designer.cli import main
main()
"""


@pytest.fixture
def spawn(tmp_path: Path) -> Callable[..., Any]:
    """Return a function that starts a Python program in a pseudo-terminal, in a folder with a brief and two documents."""
    (tmp_path / "brief.md").write_text("When a customer is created in Shop, create a contact in CRM.\n")
    (tmp_path / "shop.json").write_text(json.dumps(a_shop_document()))
    (tmp_path / "crm.json").write_text(json.dumps(a_crm_document()))

    def start(*arguments: str, columns: int = 100, **environment: str) -> Any:
        clean = {key: value for key, value in os.environ.items() if key not in {"NO_COLOR", "COLUMNS"}}
        told = {**clean, "PYTHONPATH": str(ROOT), "TERM": "xterm-256color", **environment}
        return pexpect.spawn(
            sys.executable, list(arguments), cwd=str(tmp_path), env=told, dimensions=(40, columns), encoding="utf-8", timeout=30
        )

    return start


def finished(child: Any) -> tuple[str, int | None]:
    """Return all that is still printed and the exit code."""
    rest = child.read()
    child.close()
    return str(rest), child.exitstatus


@pytest.mark.parametrize("name", ["_put", "_move_tree"])
def test_ctrl_c_while_writing_leaves_all_or_nothing(spawn: Callable[..., Any], tmp_path: Path, name: str) -> None:
    """One line, code 130: while files are staged nothing is left, once they are renamed the tree is whole."""
    child = spawn("-c", SLOWLY.format(name=name), *DESIGN)
    child.expect_exact(f"AT {name}")
    child.sendintr()
    rest, code = finished(child)
    assert code == 130
    assert "Interrupted: nothing was left half-written." in rest
    assert "Traceback" not in rest
    left = sorted(path.name for path in tmp_path.iterdir())
    if name == "_put":
        assert left == ["brief.md", "crm.json", "shop.json"]
    else:
        assert left == ["brief.md", "crm.json", "out", "shop.json"]
        assert (tmp_path / "out/README.md").exists()
        assert (tmp_path / "out/.designer/base/README.md").exists()


def test_ctrl_c_while_rendering_again_keeps_the_old_tree(spawn: Callable[..., Any], tmp_path: Path) -> None:
    """A person's edit and every file as they were."""
    assert finished(spawn("-m", "designer", *DESIGN))[1] == 0
    (tmp_path / "out/README.md").write_text("mine\n")
    before = {path: path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file()}
    child = spawn("-c", SLOWLY.format(name="_put"), "render", "out/design.yaml")
    child.expect_exact("AT _put")
    child.sendintr()
    assert finished(child)[1] == 130
    assert {path: path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("columns", [40, 200])
def test_a_narrow_screen_is_not_overrun(spawn: Callable[..., Any], columns: int) -> None:
    """Lines are broken between words; only a single long word may stand out."""
    text, code = finished(spawn("-m", "designer", *DESIGN, columns=columns, NO_COLOR="1"))
    assert code == 0
    shown = re.sub(r"\x1b\[[0-?]*[ -/]*[@-~]", "", text.rsplit("\x1b[2K", 1)[-1])
    for line in shown.splitlines():
        assert len(line) <= columns or len(line.split()) == 1, line


def test_colour_and_progress_are_for_terminals(spawn: Callable[..., Any]) -> None:
    """NO_COLOR takes the colour away, a dumb terminal both."""
    assert "\x1b[1m" in finished(spawn("-m", "designer", *DESIGN))[0]
    plain = finished(spawn("-m", "designer", *DESIGN, TERM="dumb"))[0]
    assert "\x1b" not in plain


def test_a_finding_from_a_hostile_document_cannot_steer_the_terminal(spawn: Callable[..., Any], tmp_path: Path) -> None:
    """Escape codes in a vendor's summary are not passed on."""
    document = a_crm_document()
    document["paths"]["/contacts"]["post"]["summary"] = "Create\x1b[2J\x1b]0;owned\x07 a contact"
    (tmp_path / "crm.json").write_text(json.dumps(document))
    text, code = finished(spawn("-m", "designer", "search", "crm.json", "create contact", TERM="dumb"))
    assert code == 0
    assert "Create a contact" in text
    assert "\x1b" not in text
