"""Logs of runs of four rounds, whose figures the commands under `designer runs` tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.files.runs import open_run
from designer.model.run import PromptUse, Round, RunStart, Usage

if TYPE_CHECKING:
    from designer.files.runs import RunLog
    from designer.model.run import Ending

PROMPT = PromptUse(id="system", version="3", sha256="0123456789abcdef")
FIRST = Round(
    number=1,
    stop_reason="tool_use",
    usage=Usage(cache_write_tokens=9_000, output_tokens=400),
    usd=0.053,
    seconds=4.2,
    tools=("read_schema", "read_schema"),
)
SECOND = Round(
    number=2,
    usage=Usage(input_tokens=100, cache_write_tokens=900, cache_read_tokens=9_000, output_tokens=600),
    usd=0.019,
    seconds=8.0,
    tools=("patch_design",),
    errors=2,
    open=1,
    warnings=0,
)
LOST = Round(number=3, usage=Usage(input_tokens=10_500), usd=0.042, estimated=True, seconds=1.0, note="the connection broke")
LAST = Round(
    number=4,
    usage=Usage(cache_read_tokens=10_000, cache_write_tokens=500, output_tokens=200),
    usd=0.0086,
    seconds=2.0,
    tools=("patch_design",),
    errors=0,
    open=0,
    warnings=0,
)


def a_run(started: str = "2026-11-25T04:36:06+00:00", *, ending: Ending = "clean", message: str = "It stopped.") -> RunLog:
    """Return the log of a run of four rounds."""
    log = open_run(
        RunStart(
            brief="brief.md", name="shop-to-erp", planner="claude:claude-opus-5-5", provider="anthropic", model="claude-opus-5-5",
            started=started, version="0.1.0", max_cost=2.0, max_rounds=20, prompts=(PROMPT,),
            command="designer design --from brief.md --spec Shop=shop.json",
        )
    )  # fmt: skip
    for one in (FIRST, SECOND, LOST, LAST):
        log.round(one)
    if ending:
        log.ended(ending, message)
    return log
