"""Judge the planners: each brief of which it is known what a right design holds, designed and scored, planners side by side.

    python bench/evaluation [--case NAME]… [--planner offline|kept|claude]… [--model ID] [--limit N] [--keep DIR] [--format text|json]

A whole run writes bench/EVALUATION.md; one of some cases or planners only prints. Claude is asked where a credential is, or where
ANTHROPIC_BASE_URL names a stand-in. The rows that people answered by hand (by_hand.py) are kept in bench/evaluation/by_hand_rows and
shown beside. Needs the corpus (`DESIGNER_CORPUS` names its folder) for all but the project's own examples.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

BENCH = Path(__file__).resolve().parents[1]
sys.path[0] = str(BENCH)  # the package is imported by its name, as the tests import it
sys.path[1:1] = [str(BENCH / "matching"), str(BENCH.parent)]

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evaluation.rows import Row

REPORT = BENCH / "EVALUATION.md"
OFFLINE, KEPT, CLAUDE = PLANNERS = ("offline", "kept", "claude")
"""`kept`: Claude's planner with the replies that tests/cassettes keeps, for the examples that have any."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Design, judge, write."""
    from evaluation.asking import unknown_cases  # noqa: PLC0415 - after the paths above
    from evaluation.report import replaced, summary  # noqa: PLC0415 - the same

    options = _options(arguments)
    if fault := unknown_cases(options.case):
        sys.stderr.write(f"{fault}\n")
        return 2
    with tempfile.TemporaryDirectory(prefix="designer-eval-") as folder:
        rows = [*_judged(options, Path(options.keep or folder)), *_kept(options)]
    if options.format == "json":
        sys.stdout.write(json.dumps([asdict(row) for row in rows], indent=2, ensure_ascii=False) + "\n")
    else:
        sys.stdout.write(f"{summary(rows)}\n")
    if not (options.case or options.planner or options.limit):
        REPORT.write_text(replaced(REPORT.read_text(encoding="utf-8") if REPORT.exists() else "", rows), encoding="utf-8")
    return 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="evaluation", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--case", action="append", default=[], help="this case alone; writes no file")
    parser.add_argument("--planner", action="append", choices=PLANNERS, default=[], help="this planner alone; writes no file")
    parser.add_argument("--model", default="", help="the model that Claude's rows are made with")
    parser.add_argument("--limit", type=int, default=0, help="the first so many cases; writes no file")
    parser.add_argument("--keep", type=Path, help="keep the design and the log of each run in this folder")
    parser.add_argument("--format", choices=("text", "json"), default="text")
    return parser.parse_args(arguments)


def _judged(options: argparse.Namespace, folder: Path) -> list[Row]:
    from evaluation.asking import BY_NAME, case_names  # noqa: PLC0415 - after the paths above
    from evaluation.kept import replies_of  # noqa: PLC0415 - the same

    planners = options.planner or [OFFLINE, KEPT, *([CLAUDE] if _can_ask() else [])]
    rows = []
    cases = [one for one in case_names(BY_NAME) if one in options.case] if options.case else case_names()
    for case in cases[: options.limit or None]:
        for planner in planners:
            if planner == KEPT and replies_of(case) is None:
                continue
            row = _row(case, planner, options.model, folder / case / planner)
            sys.stderr.write(f"{case}, {row.planner}: {row.ending} {row.message}\n")
            sys.stderr.flush()
            rows.append(row)
    return rows


def _row(case: str, planner: str, model: str, folder: Path) -> Row:
    """Return the row of a case by a planner, whatever breaks."""
    from evaluation.asking import asked_case  # noqa: PLC0415 - after the paths above
    from evaluation.kept import kept_row, replies_of  # noqa: PLC0415 - the same
    from evaluation.rows import How, broken, row_of  # noqa: PLC0415 - the same
    from evaluation.running import Workplace, asks_a_stand_in, made  # noqa: PLC0415 - the same

    how = How(kind={OFFLINE: "computed", KEPT: "by hand"}.get(planner, "stand-in" if asks_a_stand_in() else "live"))
    asked = None
    try:
        asked = asked_case(case)
        if planner == KEPT and (replies := replies_of(case)):
            return kept_row(asked, replies, folder, model=model)
        return row_of(asked, made(asked, Workplace(folder=folder), planner=planner, model=model), planner=planner, how=how)
    except Exception as fault:  # noqa: BLE001 - one broken case must not cost the others
        return broken(case, asked, fault, planner=planner, how=how)


def _kept(options: argparse.Namespace) -> list[Row]:
    from evaluation.rows import read_rows  # noqa: PLC0415 - after the paths above

    rows = read_rows(BENCH / "evaluation" / "by_hand_rows")
    return [row for row in rows if not (options.planner or options.limit) and (not options.case or row.case in options.case)]


def _can_ask() -> bool:
    from designer.plan.claude.service import has_credential  # noqa: PLC0415 - beside its only use

    return bool(os.environ.get("ANTHROPIC_BASE_URL")) or has_credential("anthropic")


if __name__ == "__main__":
    sys.exit(main())
