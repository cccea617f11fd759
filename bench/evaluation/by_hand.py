"""Judge the prompts with no network: a case is designed by Claude's planner, and a person or another model writes Claude's replies.

    python bench/evaluation/by_hand.py start --case NAME --folder DIR    begin; prints the first request's file
    python bench/evaluation/by_hand.py wait --folder DIR                 block until the next request is there; print its file
    python bench/evaluation/by_hand.py score --folder DIR [--record --by "WHO, FROM WHAT"]    judge the finished run
    python bench/evaluation/by_hand.py stop --folder DIR                 give up

How to answer stands in README.md beside this file. What the case knows of a right design is neither in the folder nor shown before the
run has ended. Runs in several folders do not know each other.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

BENCH = Path(__file__).resolve().parents[1]
for _place in (BENCH.parent, BENCH / "matching", BENCH):
    sys.path.insert(0, str(_place))

if TYPE_CHECKING:
    from collections.abc import Sequence

ENDED = 3
"""Exit code of `wait` where no request will come any more; 1 where none has come yet."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what was asked."""
    from evaluation.hand import scoring, serving, waiting  # noqa: PLC0415 - after the paths above

    options = _options(arguments)
    folder, cache = options.folder.resolve(), options.cache.replace("-", " ")
    match options.what:
        case "start":
            told = serving.started(folder, options.case, model=options.model, cache=cache)
            if told:
                return _refused(told)
            return _next(folder, options.seconds)
        case "serve":
            return serving.served(folder)
        case "wait":
            return _next(folder, options.seconds)
        case "stop":
            sys.stdout.write(f"{serving.stopped(folder)}\n")
            return 0
        case _:
            if not waiting.has_ended(folder):
                return _refused("the run has not ended: its score is not shown before")
            sys.stdout.write(
                f"{scoring.scored(folder, by=options.by, day=options.day, cache=cache, records=options.into if options.record else None)}\n"
            )
            return 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("start", "wait", "score", "stop", "serve"))
    parser.add_argument("--folder", type=Path, required=True, help="the folder of the run")
    parser.add_argument("--case", default="", help="of start: the case")
    parser.add_argument("--model", default="", help="of start: the model that is stood in for")
    parser.add_argument(
        "--cache",
        choices=("at-once", "by-the-clock"),
        default="at-once",
        help="of start and score: count reads of the cache as if each reply came at once, or let go of what is kept after the real minutes",
    )
    parser.add_argument("--seconds", type=float, default=540, help="how long to wait at most")
    parser.add_argument("--record", action="store_true", help="of score: keep the row for bench/EVALUATION.md")
    parser.add_argument("--into", type=Path, default=BENCH / "evaluation" / "by_hand_rows", help="of score --record: where rows are kept")
    parser.add_argument("--by", default="", help="of score: who answered, and from what, such as: a person, from the requests alone")
    parser.add_argument("--day", default="", help="of score: the day to write into the row")
    return parser.parse_args(arguments)


def _next(folder: Path, seconds: float) -> int:
    from evaluation.hand import waiting  # noqa: PLC0415 - after the paths above

    found = waiting.awaited(folder, seconds=seconds)
    sys.stdout.write(f"{found.words}\n")
    return 0 if found.request else ENDED if found.ended else 1


def _refused(why: str) -> int:
    sys.stderr.write(f"{why}\n")
    return 2


if __name__ == "__main__":
    sys.exit(main())
