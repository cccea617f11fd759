"""How long the check of a large design takes: two hundred mappings over two large documents that were opened before."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from comparison import Comparison
from documents import of_corpus
from measure import ROOT, Subject, run
from peers import probe

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from comparison import Bench
    from documents import Document

MAPPINGS = 200
WARMER = ROOT / "generated" / "stripe-to-xero" / "design.yaml"
"""A small design that every checkout holds: what the check loads late is loaded by checking it."""
PAIRS = (("stripe.json", "datadog-v2.yaml"), ("cloudflare.json", "stripe.json"))


def compare(bench: Bench) -> Iterator[Comparison]:
    """Yield a comparison for each pair of documents."""
    for number, names in enumerate(PAIRS[:1] if bench.quick else PAIRS):
        source, target = (of_corpus(name) for name in names)
        path, why = _design(bench, str(number), source, target, count=MAPPINGS)
        why = source.missing or target.missing or why
        ours = Subject(name="", cache=bench.warm, missing=why)
        command = _command(path)
        yield Comparison(
            title=f"warm: check {MAPPINGS} mappings, {source.title} to {target.title}",
            subjects=(
                replace(
                    ours, name="the check, documents open", command=probe("check-again", path), prepared=probe("check-again", path, WARMER)
                ),
                replace(
                    ours,
                    name="the same check again, after a first one",
                    command=probe("check-again", path, WARMER, "before"),
                    prepared=probe("check-again", path, WARMER, "before"),
                ),
                replace(ours, name="read design.yaml, open, check", command=probe("check", path), prepared=probe("check", path, WARMER)),
                replace(ours, name="`designer check`", command=command, codes=frozenset({0, 1}), said=_verdict),
            ),
        )


def _design(bench: Bench, name: str, source: Document, target: Document, *, count: int) -> tuple[Path, str]:
    """Write a design; return its file, and why there is none."""
    path = bench.work / f"design-{name}.yaml"
    if source.missing or target.missing:
        return path, ""
    bench.tell(f"a design of {count} mappings, {source.name} to {target.name}")
    maker = (sys.executable, str(ROOT / "bench" / "mapped_design.py"), str(source.path), str(target.path), str(count), str(path))
    for command, codes in ((maker, {0}), (_command(path), {0, 1})):  # a check keeps in the index what it has asked for: warm is the second
        done = run(
            Subject(name="", command=command, cache=bench.warm, codes=frozenset(codes), said=str.strip), limit=3 * bench.budget.limit
        )
        if isinstance(done, str):
            return path, done
    return path, ""


def _command(path: Path) -> tuple[str, ...]:
    return (sys.executable, "-m", "designer", "check", str(path))


def _verdict(printed: str) -> str:
    return next((line for line in printed.splitlines() if line.startswith("Check:")), "")
