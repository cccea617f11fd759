"""Run hostile cases and print what each gives: `python tests/hostile/table.py [WORD]` (cases whose name holds the word)."""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.hostile.cases.all import CASES
from tests.hostile.running import faults, run


def main(word: str) -> None:
    """Print one row for each command of each case."""
    sys.stdout.write("| case | command | end | CPU s | MB | told |\n|---|---|---|---|---|---|\n")
    for case in CASES:
        if word not in case.name:
            continue
        with TemporaryDirectory() as made:
            folder = Path(made) / "inside"
            folder.mkdir()
            case.lay(folder, 9)
            for command in case.runs:
                ended = run(folder, command, environment=case.environment)
                told = ended.told.replace("|", "\\|")[:150]
                wrong = " **" + "; ".join(faults(ended, folder)) + "**" if faults(ended, folder) else ""
                sys.stdout.write(
                    f"| {case.name} | {command[0]} | {ended.code} | {ended.seconds:.1f} | {ended.megabytes:.0f} | {told}{wrong} |\n",
                )


if __name__ == "__main__":
    main(" ".join(sys.argv[1:]))
