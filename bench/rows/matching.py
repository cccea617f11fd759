"""How well fields are matched and operations found, on the cases that lie beside the corpus; no time is measured."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from comparison import Comparison
from documents import CORPUS
from measure import Subject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from comparison import Bench

GROUPS = {"map": "field matching", "design": "operations of a brief"}


def compare(bench: Bench) -> Iterator[Comparison]:
    """Yield what the corpus' own scorer says."""
    scorer = CORPUS / "score.py"
    missing = "" if scorer.is_file() else "no corpus with cases here"
    for what, title in GROUPS.items():
        command = (sys.executable, str(scorer), what, "--json", "--designer", f"{sys.executable} -m designer")
        yield Comparison(
            title=f"{title}, all cases of the corpus",
            subjects=(Subject(name=f"`designer {what}`", command=command, cache=bench.warm, said=told, missing=missing, once=True),),
        )


def told(printed: str) -> str:
    """Return the figures of the scorer's JSON in words."""
    groups = json.loads(printed[printed.index("{") : printed.rindex("}") + 1])
    return "; ".join(
        f"{group}: "
        + ", ".join(f"{name} {value:.3f}" if isinstance(value, float) else f"{name} {value}" for name, value in figures.items())
        for group, figures in groups.items()
    )
