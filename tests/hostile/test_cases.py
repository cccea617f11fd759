"""Every hostile case, each command a process of its own: one clear error or a harmless result, within time and memory, and no visit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.hostile.cases.all import SUITE
from tests.hostile.running import faults, run

if TYPE_CHECKING:
    from pathlib import Path

    from tests.hostile.cases.case import Case


@pytest.mark.parametrize("case", SUITE, ids=lambda case: case.name)
def test_a_hostile_case_harms_nobody(case: Case, tmp_path: Path, unvisited: int) -> None:
    """No traceback, no half-written folder, nothing read beside the document's folder, no raw escape, no connection."""
    folder = tmp_path / "inside"
    folder.mkdir()
    case.lay(folder, unvisited)
    for command in case.runs:
        ended = run(folder, command, environment=case.environment)
        assert not faults(ended, folder), ended
        assert case.refused in ended.err, ended
        assert case.shown in ended.out, ended
        if case.refused:
            assert ended.code == 2, ended
