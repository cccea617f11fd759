"""The figures of the product beside those of others, measured in one run: medians and their ratios, never absolute promises.

    python bench/run.py [--quick] [--only WORD]… [--date DAY] [--out FILE]

Prints one Markdown table; a whole run also writes bench/RESULTS.md. What is not there (the corpus of vendor documents, Node, a network)
is told in its row. Documents and programs of others are kept in a cache folder of their own; `DESIGNER_BENCH_CACHE` names another.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from comparison import Bench
from machine import described
from measure import ROOT, Budget, in_turn, peak_megabytes
from peers import install
from platformdirs import user_cache_path
from rows import checking, designing, finding, mapping, matching, opening, start_up
from table import Group, markdown, ratio, widest_spread

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from comparison import Comparison

ROWS: dict[str, Callable[[Bench], Iterator[Comparison]]] = {
    "start-up": start_up.compare,
    "opening": opening.compare,
    "finding": finding.compare,
    "designing": designing.compare,
    "checking": checking.compare,
    "mapping": mapping.compare,
    "matching": matching.compare,
}
WHOLE = Budget(runs=7, seconds=5, limit=45)
QUICK = Budget(runs=3, seconds=2, limit=20)
RESULTS = ROOT / "bench" / "RESULTS.md"
HEAD = """# Figures

Made by `make bench`. How well fields and operations are matched: [MATCHING.md](MATCHING.md). What the check finds of planted defects:
[MUTANTS.md](MUTANTS.md).
"""
HOW = """CPU is user and system time. *Whole process* is what the operating system counted for a process with its children, the start of
the interpreter included; *in process* is what the process itself counted for the work alone, all imports done before. Peak memory is the
largest resident size; below {floor:.0f} MB it is that of the bench itself. Each figure is the median of the runs; the subjects of one block
ran in turn (A B C A B C ...), so that a ratio, which is to the first line of its block, holds where the machine's speed drifts. A slow
subject is run fewer times. Cold is with an empty cache folder, warm with the document's index in it.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, write."""
    options = _options(arguments)
    with tempfile.TemporaryDirectory(prefix="designer-bench-") as work:
        bench = _bench(Path(work), options)
        groups = [group for name in options.only or _all(options) for group in _measured(bench, name)]
        report = _report(groups, bench, options)
    sys.stdout.write(report)
    out = options.out or (None if options.quick or options.only else RESULTS)
    if out:
        out.write_text(report, encoding="utf-8")
    return 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="fewer runs of fewer documents, no scores; writes no file")
    parser.add_argument("--only", action="append", choices=tuple(ROWS), default=[], help="these rows alone; writes no file")
    parser.add_argument("--date", default="", help="the day to write above the table; otherwise today")
    parser.add_argument("--out", type=Path, help="write the table to this file")
    return parser.parse_args(arguments)


def _all(options: argparse.Namespace) -> list[str]:
    return [name for name in ROWS if not (options.quick and name == "matching")]


def _bench(work: Path, options: argparse.Namespace) -> Bench:
    given = os.environ.get("DESIGNER_BENCH_CACHE", "")
    cache = Path(given) if given else user_cache_path("designer-bench", appauthor=False)
    cache.mkdir(parents=True, exist_ok=True)
    wanted = set(options.only or ROWS)
    folder, why = install(cache) if "opening" in wanted else (cache / "peers", "")
    budget = QUICK if options.quick else WHOLE
    return Bench(cache=cache, work=work, peers=folder, why_no_peers=why, budget=budget, quick=options.quick, tell=_tell)


def _measured(bench: Bench, name: str) -> Iterator[Group]:
    """Yield the measured comparisons of one file of rows; what goes wrong in it is told in a row of its own."""
    for comparison in ROWS[name](bench):
        _tell(f"--- {comparison.title}")
        yield Group(title=comparison.title, series=tuple(in_turn(comparison.subjects, bench.budget, tell=_tell)))


def _report(groups: Sequence[Group], bench: Bench, options: argparse.Namespace) -> str:
    day = options.date or datetime.now(UTC).date().isoformat()
    spread = widest_spread(groups)
    noise = f"- The slowest run of a subject took at most {ratio(spread)} of its fastest.\n" if spread else ""
    facts = f"- {day}; up to {bench.budget.runs} runs of each, ended after {bench.budget.limit} s\n{described(peers=bench.peers)}{noise}"
    return f"{HEAD}\n{facts}\n{HOW.format(floor=peak_megabytes())}\n{markdown(groups)}"


def _tell(text: str) -> None:
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
