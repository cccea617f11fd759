"""Calls of npm, whose absence or failure is told, not raised."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

QUIET = ("--no-audit", "--no-fund", "--no-update-notifier", "--ignore-scripts", "--fetch-retries=0", "--fetch-timeout=30000")
SECONDS = 180


def npm(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str] | str:
    """Run npm in a folder; a text tells why that did not work."""
    program = shutil.which("npm")
    if program is None:
        return "npm is not installed"
    try:
        done = subprocess.run([program, *arguments, *QUIET], cwd=folder, capture_output=True, text=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return f"npm {arguments[0]} took longer than {SECONDS} s"
    if done.returncode:
        return f"npm {arguments[0]} failed, so no network or no such version: {_reason(done.stderr)}"
    return done


def last_line(text: str) -> str:
    """Return the last line that holds anything."""
    return next((line.strip() for line in reversed(text.splitlines()) if line.strip()), "")


def _reason(stderr: str) -> str:
    """Return npm's error code, such as `ENOTFOUND`; its other lines name hosts and files of the machine."""
    return next((line.split()[-1] for line in stderr.splitlines() if " code " in line), "no reason given")
