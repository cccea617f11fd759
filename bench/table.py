"""Medians and their ratios as one Markdown table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from measure import Series, median

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

NONE = "-"
"""Not measured."""
HEAD = ("measured", "by", "CPU in process", "ratio", "CPU whole process", "ratio", "peak memory", "runs", "what it did")


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """What was compared with what; the first series is what the others' ratios are to."""

    title: str
    series: tuple[Series, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The medians of one series and their ratios to the first of its group; seconds and megabytes, `None` where not measured."""

    title: str
    name: str
    runs: int
    inside: float | None
    whole: float | None
    megabytes: float | None
    inside_ratio: float | None
    whole_ratio: float | None
    said: str


def rows_of(group: Group) -> tuple[Row, ...]:
    """Return a row for each series of a group, in order."""
    basis = group.series[0] if group.series else None
    return tuple(_row(group.title, series, basis or series) for series in group.series)


def _row(title: str, series: Series, basis: Series) -> Row:
    inside, whole = _inside(series), _whole(series)
    return Row(
        title=title,
        name=series.subject.name,
        runs=len(series.runs),
        inside=inside,
        whole=whole,
        megabytes=median([run.megabytes for run in series.runs]),
        inside_ratio=_ratio(inside, _inside(basis)),
        whole_ratio=_ratio(whole, _whole(basis)),
        said=series.failure or (series.runs[-1].said if series.runs else ""),
    )


def markdown(groups: Sequence[Group]) -> str:
    """Return all groups as one table."""
    lines = [_line(HEAD), "|" + "|".join("---:" if name not in {"measured", "by", "what it did"} else "---" for name in HEAD) + "|"]
    for group in groups:
        for number, row in enumerate(rows_of(group)):
            lines.append(_line((row.title if number == 0 else "", row.name, *_figures(row), _cell(row.said))))
    return "\n".join(lines) + "\n"


def widest_spread(groups: Iterable[Group]) -> float | None:
    """Return the largest ratio of a subject's slowest run to its fastest: how quiet the machine was."""
    spreads = [
        max(run.whole for run in series.runs) / min(run.whole for run in series.runs)
        for group in groups
        for series in group.series
        if len(series.runs) > 1 and min(run.whole for run in series.runs) > 0
    ]
    return max(spreads, default=None)


def seconds(value: float | None) -> str:
    """Return a time with three figures at most."""
    if value is None:
        return NONE
    if value < 0.01:
        return f"{value * 1000:.1f} ms"
    return f"{value * 1000:.0f} ms" if value < 1 else f"{value:.2f} s"


def ratio(value: float | None) -> str:
    """Return a ratio with two figures or so."""
    if value is None:
        return NONE
    return f"{value:.2f} x" if value < 10 else f"{value:.0f} x"


def _figures(row: Row) -> tuple[str, ...]:
    memory = f"{row.megabytes:.0f} MB" if row.megabytes is not None else NONE
    return seconds(row.inside), ratio(row.inside_ratio), seconds(row.whole), ratio(row.whole_ratio), memory, str(row.runs)


def _inside(series: Series) -> float | None:
    return median([run.inside for run in series.runs if run.inside is not None])


def _whole(series: Series) -> float | None:
    return median([run.whole for run in series.runs])


def _ratio(value: float | None, basis: float | None) -> float | None:
    return value / basis if value is not None and basis else None


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")
