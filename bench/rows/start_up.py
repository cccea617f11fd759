"""How long the command takes to say anything at all, beside a bare interpreter."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from comparison import Comparison
from measure import Subject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from comparison import Bench


def compare(bench: Bench) -> Iterator[Comparison]:
    """Yield the comparison of `--version` and `--help` with `python -c pass`."""
    designer = (sys.executable, "-m", "designer")
    yield Comparison(
        title="start-up",
        subjects=(
            Subject(name="bare `python -c pass`", command=(sys.executable, "-c", "pass"), said=_nothing),
            Subject(name="`designer --version`", command=(*designer, "--version"), cache=bench.warm, said=_nothing),
            Subject(name="`designer --help`", command=(*designer, "--help"), cache=bench.warm, said=_lines),
            Subject(name="`designer design --help`", command=(*designer, "design", "--help"), cache=bench.warm, said=_lines),
        ),
    )


def _nothing(printed: str) -> str:
    return printed.strip()


def _lines(printed: str) -> str:
    return f"{len(printed.splitlines())} lines"
