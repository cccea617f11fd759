"""The folder of a run by hand: requests and replies where they are read and written, all else out of the way."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from evaluation.running import Workplace

if TYPE_CHECKING:
    from pathlib import Path

HIDDEN = ".run"


@dataclass(frozen=True, slots=True, kw_only=True)
class HandPlace:
    """One folder."""

    folder: Path

    @property
    def work(self) -> Workplace:
        """Return where the run itself lies."""
        return Workplace(folder=self.folder / HIDDEN)

    @property
    def asked(self) -> Path:
        """Return the file that names the case and the model."""
        return self.folder / HIDDEN / "asked.json"

    @property
    def ended(self) -> Path:
        """Return the file that is there once the run has ended: exit code and seconds."""
        return self.folder / HIDDEN / "ended.json"

    @property
    def server(self) -> Path:
        """Return the file with the server's process id."""
        return self.folder / HIDDEN / "server.pid"

    @property
    def noise(self) -> Path:
        """Return what the server said, which is nothing unless it broke."""
        return self.folder / HIDDEN / "server.txt"

    def requests(self) -> list[str]:
        """Return the numbers of the requests so far, in order."""
        return sorted(file.name[:3] for file in self.folder.glob("[0-9][0-9][0-9].request.md"))

    def reply(self, number: str) -> Path | None:
        """Return the reply to a request."""
        files = (self.folder / f"{number}.reply{suffix}" for suffix in (".yaml", ".yml", ".json"))
        return next((file for file in files if file.exists()), None)

    def problem(self, number: str) -> Path | None:
        """Return the file that says why the reply to a request cannot be sent, if it was written after that reply."""
        told, reply = self.folder / f"{number}.problem.txt", self.reply(number)
        if reply is None or not told.exists():
            return None
        return told if told.stat().st_mtime_ns >= reply.stat().st_mtime_ns else None


def is_alive(pid_file: Path) -> bool:
    """Tell whether the process of a file runs."""
    try:
        os.kill(int(pid_file.read_text(encoding="utf-8")), 0)
    except (OSError, ValueError):
        return False
    return True


def told(path: Path) -> dict[str, Any]:
    """Return what a small JSON file holds."""
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def tell(path: Path, value: dict[str, Any]) -> None:
    """Write a small JSON file, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".new")
    beside.write_text(json.dumps(value) + "\n", encoding="utf-8")
    beside.replace(path)
