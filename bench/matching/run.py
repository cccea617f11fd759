"""Measure how well fields are matched and operations found, beside others, on systems that the numbers were not fitted on.

    python bench/matching/run.py [--held] [--print]

Writes bench/MATCHING.md and its drawing. Needs the corpus (`DESIGNER_CORPUS` names its folder); COMA is installed into a cache folder on
the first run. Cases that are held out are counted only with --held, and never shown.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

BENCH = Path(__file__).resolve().parents[1]
REPORT = BENCH / "MATCHING.md"


def main() -> int:
    """Measure and write, or print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--held", action="store_true", help="count the cases held out, too")
    parser.add_argument("--print", action="store_true", help="print the report and write nothing")
    options = parser.parse_args()
    os.environ["OPENBLAS_NUM_THREADS"] = "1"  # two processes for two cores, and sums in one order
    from cases import CORPUS  # noqa: PLC0415 - loads what reads that variable
    from measured import measured  # noqa: PLC0415 - the same
    from report import CURVE, curve, report, summary  # noqa: PLC0415 - the same

    if not CORPUS.is_dir():
        sys.stderr.write("no corpus with cases here; DESIGNER_CORPUS names its folder\n")
        return 1
    fields, operations = measured(held=options.held, tell=_tell)
    text = report(fields, operations)
    if options.print:
        sys.stdout.write(text)
    else:
        REPORT.write_text(text, encoding="utf-8")
        (BENCH / CURVE).write_text(curve(fields), encoding="utf-8")
        sys.stdout.write(f"{summary(fields, operations)}\n")
    return 0


def _tell(text: str) -> None:
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
