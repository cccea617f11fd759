"""The figures of the product, measured side by side in one run: ratios of medians, never absolute promises.

`python bench/run.py [--quick]` prints a Markdown table. What needs real vendor documents is left out where no corpus is found.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CORPUS = Path(os.environ.get("DESIGNER_CORPUS", ROOT.parent / "shared" / "corpus"))


def cpu_seconds(command: list[str], *, runs: int) -> float:
    """Return the median processor time of a whole process, in seconds; output is thrown away."""
    times = []
    for _ in range(runs):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return statistics.median(times)


def start_up(runs: int) -> list[tuple[str, str]]:
    """Compare the command's start with a bare interpreter's."""
    bare = cpu_seconds([sys.executable, "-c", "pass"], runs=runs)
    rows = [("bare `python -c pass`", f"{bare * 1000:.0f} ms")]
    for option in ("--version", "--help"):
        taken = cpu_seconds([sys.executable, "-m", "designer", option], runs=runs)
        rows.append((f"`designer {option}`", f"{taken / bare:.1f} x bare"))
    return rows


def reading(runs: int) -> list[tuple[str, str]]:
    """Compare opening a document as a catalog with `json.load` of the same file, each as a whole process."""
    rows = []
    for name in ("stripe.json", "cloudflare.json"):
        path = str(CORPUS / "specs" / name)
        plain = cpu_seconds([sys.executable, "-c", "import json,sys; json.load(open(sys.argv[1]))", path], runs=runs)
        ours = cpu_seconds([sys.executable, "-c", OPEN, path], runs=runs)
        rows.append((f"open {name} as a catalog", f"{ours / plain:.1f} x `json.load`"))
    return rows


OPEN = """
import sys
from pathlib import Path
from designer.model.brief import SystemRef
from designer.model.description import DescriptionRef
from designer.specs.catalog import load_catalog
load_catalog([SystemRef(name="A", descriptions=(DescriptionRef(kind="openapi", path=sys.argv[1]),))], base=Path("."))
"""


def one_shot(runs: int) -> list[tuple[str, str]]:
    """Time one whole offline design of two real documents, to a written repository."""
    with tempfile.TemporaryDirectory() as folder:
        brief = Path(folder) / "brief.md"
        brief.write_text("Import Stripe customers into Invoice Ninja as clients with one contact each.\n")
        command = [sys.executable, "-m", "designer", "design", "--from", str(brief), "--planner", "offline", "--out", f"{folder}/out"]
        command += ["--spec", f"Stripe={CORPUS}/specs/stripe.json", "--spec", f"Invoice Ninja={CORPUS}/specs/invoiceninja.yaml"]
        return [("one-shot design, Stripe to Invoice Ninja, to a repository", f"{cpu_seconds(command, runs=runs):.2f} s of CPU")]


def scores() -> list[tuple[str, str]]:
    """Run the corpus' own scorer on the mapping cases and the briefs."""
    rows = []
    for what in ("map", "design"):
        command = [sys.executable, str(CORPUS / "score.py"), what, "--json", "--designer", f"{sys.executable} -m designer"]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode:
            rows.append((f"score {what}", done.stderr.strip().splitlines()[-1][:80]))
            continue
        for group, figures in json.loads(done.stdout).items():
            told = ", ".join(f"{name} {value:.3f}" if isinstance(value, float) else f"{name} {value}" for name, value in figures.items())
            rows.append((f"score {what}, {group}", told))
    return rows


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="three runs of each instead of eleven, no scores")
    options = parser.parse_args()
    runs = 3 if options.quick else 11
    rows = start_up(runs)
    if (CORPUS / "specs").is_dir():
        rows += reading(runs) + one_shot(3)
        rows += [] if options.quick else scores()
    print("| what | median |\n|---|---|")  # noqa: T201 - a script's own output
    for what, figure in rows:
        print(f"| {what} | {figure} |")  # noqa: T201 - the same
    return 0


if __name__ == "__main__":
    sys.exit(main())
