"""What a wrong name was probably meant to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

LIKELY = 65.0
"""Likeness, out of 100, from which a name is worth suggesting."""

SURE = 86.0
"""Likeness from which a name that an open object could also hold is more likely a slip of the pen."""


def nearest(wrong: str, known: Iterable[str], *, at_least: float = LIKELY) -> str:
    """Return the known name most like *wrong*, or an empty text when none is alike enough."""
    from rapidfuzz import fuzz, process, utils  # noqa: PLC0415 - a design without faults never needs it

    names = list(dict.fromkeys(known))
    found = process.extractOne(wrong, names, scorer=fuzz.ratio, processor=utils.default_process, score_cutoff=at_least)
    return str(found[0]) if found else ""


def did_you_mean(wrong: str, known: Iterable[str], *, otherwise: str = "") -> str:
    """Return ` Did you mean ...?` or what to do otherwise, with a space in front; nothing if there is neither."""
    near = nearest(wrong, known)
    if near:
        return f' Did you mean "{near}"?'
    return f" {otherwise}" if otherwise else ""


def listed(names: Iterable[object], *, most: int = 5) -> str:
    """Return a few names in one line, and how many more there are."""
    told = [str(name) for name in names]
    rest = f" and {len(told) - most} more" if len(told) > most else ""
    return ", ".join(told[:most]) + rest
