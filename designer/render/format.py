"""Generated Python laid out by ruff; what does not parse is refused, not written."""

from __future__ import annotations

import ast
import subprocess
import sys
import sysconfig
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from designer.errors import RenderError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from designer.model.artifact import Artifact

LINE_LENGTH = 140


def formatted_python(artifacts: Iterable[Artifact]) -> list[Artifact]:
    """Return the artifacts with every `.py` file parsed and laid out. Raises RenderError where one does not parse."""
    given = list(artifacts)
    python = [artifact for artifact in given if artifact.path.endswith(".py")]
    for artifact in python:
        _parse(artifact)
    laid_out = dict(zip(python, _laid_out(python), strict=True))
    return [replace(artifact, text=laid_out.get(artifact, artifact.text)) for artifact in given]


def _laid_out(artifacts: Sequence[Artifact]) -> list[str]:
    """Return the texts as `ruff format` lays them out: one run for all, since starting it takes longer than what it does."""
    if not artifacts:
        return []
    with tempfile.TemporaryDirectory(prefix="designer-format-") as name:
        paths = [Path(name) / f"{number:03}.py" for number in range(len(artifacts))]
        for path, artifact in zip(paths, artifacts, strict=True):
            path.write_bytes(artifact.text.encode())
        options = ["--preview", "--isolated", "--no-cache", "--line-length", str(LINE_LENGTH), "--target-version", "py311"]
        command = [str(_ruff()), "format", *options, *(path.name for path in paths)]
        done = subprocess.run(  # noqa: S603 - our own program
            command, capture_output=True, text=True, encoding="utf-8", check=False, cwd=name
        )
        if done.returncode:
            at_fault = next((a.path for a, path in zip(artifacts, paths, strict=True) if path.name in done.stderr), artifacts[0].path)
            raise RenderError(at_fault, f"ruff cannot lay out the generated code: {done.stderr.strip()}")
        return [path.read_bytes().decode() for path in paths]


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
