"""Generated Python laid out by ruff; what does not parse is refused, not written."""

from __future__ import annotations

import ast
import subprocess
import sys
import sysconfig
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from designer.errors import RenderError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from designer.model.artifact import Artifact

LINE_LENGTH = 140


def formatted_python(artifacts: Iterable[Artifact]) -> list[Artifact]:
    """Return the artifacts with every `.py` file parsed and laid out. Raises RenderError where one does not parse."""
    given = list(artifacts)
    for artifact in given:
        if artifact.path.endswith(".py"):
            _parse(artifact)
    return [replace(a, text=format_text(a.text, path=a.path)) if a.path.endswith(".py") else a for a in given]


def format_text(text: str, *, path: str) -> str:
    """Return Python source laid out by `ruff format`."""
    command = [
        str(_ruff()),
        "format",
        "--preview",
        "--isolated",
        "--line-length",
        str(LINE_LENGTH),
        "--target-version",
        "py311",
        "--stdin-filename",
        path,
        "-",
    ]
    # The formatter refuses to run in a folder that is gone, so it gets one that is there.
    done = subprocess.run(  # noqa: S603 - our own program
        command, input=text, capture_output=True, text=True, encoding="utf-8", check=False, cwd=_ruff().parent
    )
    if done.returncode:
        raise RenderError(path, f"ruff cannot lay out the generated code: {done.stderr.strip()}")
    return done.stdout


def _parse(artifact: Artifact) -> None:
    try:
        ast.parse(artifact.text)
    except SyntaxError as error:
        lines = artifact.text.splitlines()
        line = lines[(error.lineno or 1) - 1].strip() if lines else ""
        raise RenderError(
            f"{artifact.path}:{error.lineno}",
            f"generated code does not parse: {error.msg}: {line[:120]}",
            next_step="This is a fault of the template or its view, not of your design: please report it.",
        ) from error


def _ruff() -> Path:
    """Return the formatter that was installed with this program."""
    name = "ruff.exe" if sys.platform == "win32" else "ruff"
    for folder in (Path(sys.executable).parent, Path(sysconfig.get_path("scripts"))):
        if (folder / name).is_file():
            return folder / name
    raise RenderError("ruff", "the formatter is not installed beside this program", next_step="Install `ruff` into the same environment.")
