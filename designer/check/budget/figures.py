"""Figures, counts and spans as a person reads them."""

from __future__ import annotations


def figure(number: float) -> str:
    """Return a figure without false precision: `1,440`, `0.71`, `3.3`."""
    if number == int(number) or number >= 100:
        return f"{round(number):,}"
    return f"{number:.1f}".removesuffix(".0") if number >= 1 else f"{number:.2g}"


def counted(number: float, word: str) -> str:
    """Return so many of something: `1 call`, `2,400 calls`."""
    return f"{figure(number)} {word}{'' if number == 1 else 's'}"


def span(hours: float) -> str:
    """Return a span in the unit that a person would say: `40 seconds`, `12 minutes`, `5 hours`, `3.5 days`."""
    for most, size, word in ((1 / 60, 1 / 3600, "second"), (2, 1 / 60, "minute"), (72, 1, "hour")):
        if hours < most:
            number = hours / size
            return counted(round(number, 1) if 1 <= number < 10 else max(1, round(number)), word)
    return counted(round(hours / 24, 1), "day")
