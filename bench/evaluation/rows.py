"""A row of the table: what a design of a case is worth, what it took, how it was made. Rows made by hand are kept as files."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from designer.model.finding import SEVERITIES
from evaluation.judging import SCORED, judged

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from designer.model.run import Round
    from evaluation.asking import Asked
    from evaluation.running import Made


@dataclass(frozen=True, slots=True, kw_only=True)
class How:
    """How the replies of a row came to be."""

    kind: str
    """`computed` (offline), `live`, `stand-in` (scripted replies) or `by hand`."""
    by: str = ""
    """Who answered, and from what, where it was done by hand."""
    cache: str = ""
    """Whether reads of the cache were counted as if replies came `at once`, or `by the clock`, where it was done by hand."""
    day: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One case by one planner; tokens of anything but a live run are estimates."""

    case: str
    group: str
    planner: str
    how: How
    counts: dict[str, int]
    """As bench/evaluation/judging.py names them."""
    findings: dict[str, int]
    """By severity."""
    questions: int = 0
    rounds: int = 0
    fresh_tokens: int = 0
    cached_tokens: int = 0
    output_tokens: int = 0
    by_round: list[dict[str, Any]] = field(default_factory=list)
    """Of each request its tools, and its tokens: `input`, `cache_write`, `cache_read`, `output`."""
    usd: float = 0.0
    seconds: float = 0.0
    ending: str = ""
    message: str = ""
    """Why there is no design, or why it ended early."""
    prompts: list[dict[str, str]] = field(default_factory=list)
    """Id, version and sha256 of each prompt, as it was sent."""

    @property
    def has_design(self) -> bool:
        """Tell whether there is a design to judge."""
        return self.ending != "no design"


def row_of(asked: Asked, made: Made, *, planner: str, how: How) -> Row:
    """Judge what a run left."""
    run = made.run
    return Row(
        case=asked.id,
        group=asked.group,
        planner=run.start.planner if run else planner,
        how=how,
        counts=judged(made.design, asked),
        findings={one: made.findings.get(one, 0) for one in SEVERITIES},
        questions=len(made.design.questions) if made.design else 0,
        rounds=len(run.rounds) if run else 0,
        fresh_tokens=run.usage.fresh_tokens if run else 0,
        cached_tokens=run.usage.cache_read_tokens if run else 0,
        output_tokens=run.usage.output_tokens if run else 0,
        by_round=[_round(one) for one in run.rounds] if run else [],
        usd=round(run.usd, 4) if run else 0.0,
        seconds=round(made.seconds, 1),
        ending=_ending(made),
        message=made.message,
        prompts=[asdict(one) for one in run.start.prompts] if run else [],
    )


def broken(case: str, asked: Asked | None, fault: Exception, *, planner: str, how: How) -> Row:
    """Return the row of a case that could not be read, run or judged: nothing found, and why."""
    return Row(
        case=case,
        group=asked.group if asked else "api",
        planner=planner,
        how=how,
        counts=judged(None, asked) if asked else dict.fromkeys(SCORED, 0),
        findings=dict.fromkeys(SEVERITIES, 0),
        ending="no design",
        message=f"{type(fault).__name__}: {' '.join(str(fault).split())[:200]}",
    )


def write_row(row: Row, folder: Path) -> Path:
    """Keep a row; one that was kept of the same case, planner and person gives way."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{row.case}.{row.planner.replace(':', '-')}.{_word(row.how.by or row.how.kind)}.json"
    path.write_text(json.dumps(asdict(row), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def read_rows(folder: Path) -> tuple[Row, ...]:
    """Return the rows that are kept."""
    return tuple(_row(json.loads(path.read_text(encoding="utf-8"))) for path in sorted(folder.glob("*.json")))


def added(rows: Iterable[Row]) -> Counter[str]:
    """Return the counts of several rows together."""
    total: Counter[str] = Counter()
    for row in rows:
        total.update(row.counts)
    return total


def _round(one: Round) -> dict[str, Any]:
    return {
        "tools": list(one.tools),
        "input": one.usage.input_tokens,
        "cache_write": one.usage.cache_write_tokens,
        "cache_read": one.usage.cache_read_tokens,
        "output": one.usage.output_tokens,
    }


def _row(told: dict[str, Any]) -> Row:
    return Row(**{**told, "how": How(**told["how"]), "counts": {**dict.fromkeys(SCORED, 0), **told["counts"]}})


def _ending(made: Made) -> str:
    if made.design is None:
        return "no design"
    if made.run is not None:
        return made.run.ending or "cut off"
    return "errors left" if made.findings.get("error") else "done"


def _word(text: str) -> str:
    return "-".join("".join(sign if sign.isalnum() else " " for sign in text).split()).lower()[:40] or "kept"
