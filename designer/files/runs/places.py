"""Where runs lie, and what their folders and files are called."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from designer.files.folders import data_folder

if TYPE_CHECKING:
    from pathlib import Path

START = "start.json"
LINES = "run.jsonl"
BEST = "best.yaml"
ID = re.compile(r"\d{8}-\d{6}-[a-z0-9-]+")
"""Day, time (UTC) and name of the design."""
LONGEST_NAME = 40


def runs_folder() -> Path:
    """Return the folder of all runs; it need not exist."""
    return data_folder() / "runs"


def run_id(started: str, name: str) -> str:
    """Return the id of a run: `2026-11-25T04:36:06+00:00` and `shop-to-erp` make `20261125-043606-shop-to-erp`."""
    digits = re.sub(r"\D", "", started)[:14].ljust(14, "0")
    words = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:LONGEST_NAME].strip("-")
    return f"{digits[:8]}-{digits[8:]}-{words or 'design'}"


def request_file(number: int) -> str:
    """Return the name of the file of a request."""
    return f"{number:03}.request.json"


def response_file(number: int) -> str:
    """Return the name of the file of the reply to a request."""
    return f"{number:03}.response.json"
