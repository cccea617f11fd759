"""Confidence against what is right: how a confidence is kept, as numbers and as a drawing."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

EDGES = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 1.0)
LEFT, TOP, SIDE = 70, 30, 420
"""Where the drawing's square begins, and its length."""
LOWEST = 0.3
RIGHT = 220
"""Room for the legend."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """Proposals of like confidence: how many, their mean confidence, and the share that is right."""

    low: float
    high: float
    count: int
    said: float
    right: float


def bins(judged: Sequence[tuple[float, bool]]) -> tuple[Bin, ...]:
    """Return the bins that hold any proposal."""
    found = []
    for low, high in pairwise(EDGES):
        own = [(said, right) for said, right in judged if low <= said < high or (high == EDGES[-1] and said >= high)]
        if own:
            said, right = sum(said for said, _ in own) / len(own), sum(right for _, right in own) / len(own)
            found.append(Bin(low=low, high=high, count=len(own), said=said, right=right))
    return tuple(found)


def far_off(found: Sequence[Bin]) -> float:
    """Return the mean distance of confidence from what is right, weighed by how many proposals each bin holds."""
    return sum(abs(one.said - one.right) * one.count for one in found) / max(sum(one.count for one in found), 1)


def drawn(found: Sequence[Bin], title: str) -> str:
    """Return a drawing: a dot for each bin, as large as the bin is full; on the dashed line a confidence is kept exactly."""
    parts = [*_frame(title), *_ticks()]
    points = [(_x(one.said), _y(one.right)) for one in found]
    parts.append(f'<polyline points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in points)}" fill="none" stroke="#1f5fa8" stroke-width="2"/>')
    most = max((one.count for one in found), default=1)
    for one, (x, y) in zip(found, points, strict=True):
        parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{4 + 8 * (one.count / most) ** 0.5:.1f}" fill="#1f5fa8" fill-opacity="0.75"/>')
    parts += _legend(found)
    width, height = LEFT + SIDE + RIGHT, TOP + SIDE + 60
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    return "\n".join([f'{head} font-family="sans-serif" font-size="13" role="img">', *parts, "</svg>"]) + "\n"


def _x(said: float) -> float:
    return LEFT + SIDE * (said - LOWEST) / (1 - LOWEST)


def _y(right: float) -> float:
    return TOP + SIDE * (1 - right)


def _frame(title: str) -> Iterator[str]:
    yield f"<title>{title}</title>"
    yield '<rect width="100%" height="100%" fill="#ffffff"/>'
    yield f'<text x="{LEFT}" y="{TOP - 10}" font-weight="bold">{title}</text>'
    yield f'<rect x="{LEFT}" y="{TOP}" width="{SIDE}" height="{SIDE}" fill="none" stroke="#555555"/>'
    corner = f'x1="{_x(LOWEST):.1f}" y1="{_y(LOWEST):.1f}" x2="{_x(1):.1f}" y2="{_y(1):.1f}"'
    yield f'<line {corner} stroke="#999999" stroke-dasharray="6 4"/>'
    yield f'<text x="{LEFT + SIDE / 2}" y="{TOP + SIDE + 45}" text-anchor="middle">confidence that was told</text>'
    across = TOP + SIDE / 2
    yield f'<text x="20" y="{across}" text-anchor="middle" transform="rotate(-90 20 {across})">share of the proposals that is right</text>'


def _ticks() -> Iterator[str]:
    for step in range(3, 11):
        x = _x(step / 10)
        yield f'<line x1="{x:.1f}" y1="{TOP + SIDE}" x2="{x:.1f}" y2="{TOP + SIDE + 5}" stroke="#555555"/>'
        yield f'<text x="{x:.1f}" y="{TOP + SIDE + 21}" text-anchor="middle">{step / 10:.1f}</text>'
    for step in range(0, 11, 2):
        y = _y(step / 10)
        yield f'<line x1="{LEFT}" y1="{y:.1f}" x2="{LEFT + SIDE}" y2="{y:.1f}" stroke="#e5e5e5"/>'
        yield f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{step / 10:.1f}</text>'


def _legend(found: Sequence[Bin]) -> Iterator[str]:
    x = LEFT + SIDE + 20
    yield f'<text x="{x}" y="{TOP + 14}" font-weight="bold">confidence: right of all</text>'
    for number, one in enumerate(found):
        told = f"{one.low:.2f}-{one.high:.2f}: {one.right:.2f} of {one.count}"
        yield f'<text x="{x}" y="{TOP + 38 + 22 * number}">{told}</text>'
