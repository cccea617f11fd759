"""The request that `--dry-run` prices is the first one that a run sends, to the byte."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import pytest

from designer.pipeline.designing import Wanted, design
from designer.pipeline.foreseeing import first_turn
from designer.plan.choosing import PlannerWish
from designer.plan.claude.turn import ServiceError
from tests.standin import StandIn
from tests.unit.plan.claude.scripted import CLEAN, a_case

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("style", ["api", "warehouse"])
def test_the_request_that_is_priced_is_the_one_that_is_sent(style: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Model, effort, room, prompts, tools, context: nothing is guessed of it."""
    a_case(tmp_path)
    if style == "warehouse":
        text = (tmp_path / "brief.md").read_text(encoding="utf-8").replace("style: api", "style: warehouse")
        (tmp_path / "brief.md").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for name, value in (("DESIGNER_HOME", "home"), ("DESIGNER_CACHE", "cache")):
        monkeypatch.setenv(name, str(tmp_path / value))
    wish = PlannerWish(name="claude", model="claude-sonnet-5-5", effort="high", max_cost=9.0, max_rounds=1)
    wanted = Wanted(brief=tmp_path / "brief.md", out=tmp_path / "out", planner=wish)
    foreseen = first_turn(wanted, tell=lambda _: None)
    with StandIn([{"content": [{"type": "tool_use", "name": CLEAN[0], "input": CLEAN[1]}]}]) as service:
        monkeypatch.setenv("ANTHROPIC_BASE_URL", service.url)
        monkeypatch.setenv("ANTHROPIC_API_KEY", "any")
        with contextlib.suppress(ServiceError):  # whatever comes of it
            design(wanted, tell=lambda _: None)
    assert [one.body for one in service.requests] == [{**foreseen.body(), "stream": True}]
