"""The scripts of bench/matching are imported by their names, as they import each other."""

from __future__ import annotations

from pathlib import Path

import pytest

MATCHING = Path(__file__).resolve().parents[3] / "bench" / "matching"


@pytest.fixture(autouse=True)
def _scripts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the folder of the scripts on the path."""
    monkeypatch.syspath_prepend(str(MATCHING))
