"""Fuzz for as long as told: `python tests/hostile/fuzz.py --minutes 10 [--seed N]`."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
import traceback
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.hostile.documents import ask_everything, design_with, documents, torn_bytes

SLOW = 5.0
"""Seconds of CPU that no example may take."""
ROUND = 100
DESIGN_EACH = 40


class Run:
    """What was run and what was found."""

    def __init__(self) -> None:
        self.count = self.designs = 0
        self.found: dict[str, str] = {}

    def tried(self, name: str, work: Any, given_: Any) -> None:
        """Run one example and keep the first of each kind of fault."""
        self.count += 1
        started = time.process_time()
        try:
            work()
        except Exception as wrong:  # noqa: BLE001 - any exception is what is looked for
            last = traceback.extract_tb(wrong.__traceback__)[-1]
            self._keep(f"{name}: {type(wrong).__name__} at {Path(last.filename).name}:{last.lineno}: {str(wrong)[:80]}", given_)
        if time.process_time() - started > SLOW:
            self._keep(f"{name}: slow", given_)

    def _keep(self, fault: str, given_: Any) -> None:
        if fault not in self.found:
            self.found[fault] = repr(given_)
            sys.stdout.write(f"FOUND {fault}\n  {repr(given_)[:1500]}\n")
            sys.stdout.flush()


def main(minutes: float, first: int) -> int:
    """Run rounds of examples until the time is over."""
    run, until, number = Run(), time.monotonic() + minutes * 60, first
    with TemporaryDirectory() as made:
        folder = Path(made)
        os.environ["DESIGNER_CACHE"] = str(folder / "cache")
        while time.monotonic() < until:
            number += 1
            _round(run, folder, number)
    sys.stdout.write(f"{run.count} examples, {run.designs} of them whole designs, {len(run.found)} faults\n")
    return 1 if run.found else 0


def _round(run: Run, folder: Path, number: int) -> None:
    bounded = settings(max_examples=ROUND, deadline=None, database=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])

    @seed(number)
    @bounded
    @given(documents())
    def read(document: dict[str, Any]) -> None:
        data = json.dumps(document).encode("utf-8", "surrogatepass")
        run.tried("document", lambda: ask_everything(folder, data), document)
        if run.count % DESIGN_EACH == 0:
            run.designs += 1
            with TemporaryDirectory() as made:
                run.tried("design", lambda: design_with(Path(made), document), document)

    @seed(number)
    @bounded
    @given(torn_bytes())
    def torn(data: bytes) -> None:
        for name in ("s.json", "s.yaml", "s.csv", "s.jsonl"):
            run.tried(f"bytes as {name}", lambda name=name: ask_everything(folder, data, name), data)  # type: ignore[misc]

    read()
    torn()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=0)
    told = parser.parse_args()
    sys.exit(main(told.minutes, told.seed))
