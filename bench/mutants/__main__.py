"""Plant defects in good designs and count which of them the check finds.

    python bench/mutants [--most N] [--only WORD]… [--print]

Writes bench/MUTANTS.md and what is told of it in bench/RESULTS.md. Where there is a corpus of vendor documents (`DESIGNER_CORPUS` names its
folder), designs over them count as well.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

BENCH = Path(__file__).resolve().parents[1]
sys.path[0] = str(BENCH)  # the package is imported by its name, as the tests import it
REPORT = BENCH / "MUTANTS.md"


def main() -> int:
    """Plant, count, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--most", type=int, default=2, help="mutants of a kind in one design, at most")
    parser.add_argument("--only", action="append", default=[], help="designs whose name or origin holds this; writes no file")
    parser.add_argument("--processes", type=int, default=0, help="so many at once; otherwise one for each core")
    parser.add_argument("--print", action="store_true", help="print the report and write nothing")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="designer-bench-") as cache:
        os.environ["DESIGNER_CACHE"] = cache  # changed documents are indexed, too, and would fill the user's own
        return _run(options)


def _run(options: argparse.Namespace) -> int:
    from mutants import kinds  # noqa: F401, PLC0415 - which loads what reads the variable above
    from mutants.grounds import CORPUS, found  # noqa: PLC0415 - the same
    from mutants.readings import readings  # noqa: PLC0415 - the same
    from mutants.report import figures, report  # noqa: PLC0415 - the same
    from mutants.running import cores, outcomes  # noqa: PLC0415 - the same

    designs = [one for one in found() if not options.only or any(word in one.name or word == one.origin for word in options.only)]
    done = list(outcomes(designs, most=options.most, processes=options.processes or cores(), tell=_tell))
    text = report(done, readings(), without_corpus=not (CORPUS / "specs").is_dir())
    if options.print or options.only:
        sys.stdout.write(text)
    else:
        REPORT.write_text(text, encoding="utf-8")
    sys.stdout.write(f"{figures(done)}\n")
    return 0


def _tell(text: str) -> None:
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
