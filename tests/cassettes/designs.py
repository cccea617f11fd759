"""The designs that are on cassettes, one for each style, and the real command that makes them."""

from __future__ import annotations

import contextlib
import io
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """A design on a cassette."""

    style: str
    example: str
    """Folder in examples/ with its brief and documents."""

    @property
    def cassette(self) -> Path:
        """Return the file of requests and replies."""
        return HERE / f"{self.style}.yaml"

    @property
    def replies(self) -> Path:
        """Return the folder of the kept replies, one file for each round."""
        return HERE / "replies" / self.style

    @property
    def golden(self) -> Path:
        """Return the file of the design that comes of it."""
        return HERE / f"{self.style}.design.yaml"

    @property
    def transcript(self) -> Path:
        """Return the file in which a person reads the conversation."""
        return ROOT / "docs" / "transcripts" / f"{self.style}.md"

    @property
    def report(self) -> Path:
        """Return the file of how the run went and what the check says of the design."""
        return HERE / f"{self.style}.report.txt"


DESIGNS: tuple[Recorded, ...] = (
    Recorded(style="nocode", example="zendesk-to-jira"),
    Recorded(style="api", example="stripe-to-xero"),
    Recorded(style="warehouse", example="shop-warehouse"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """What the command left behind."""

    code: int
    answer: dict[str, Any]
    """Of `--format json`; empty if there was none."""
    told: str
    """On standard error."""
    design: str
    """The design file; empty if there is none."""
    documents: dict[str, str]
    """The Markdown files of the starter, by path."""
    run: dict[str, list[dict[str, Any]]]
    """The run's log: the lines of each `.jsonl` file, and each other `.json` file as the only item of a list."""

    def report(self) -> str:
        """Return how the run went, round by round, and the findings: all that is the same each time."""
        run = self.answer["run"]
        rounds = [line["round"] for line in self.run["run.jsonl"] if "round" in line]
        findings = [f"{one['severity']} {one['code']} {one['stable']}: {one['message']}" for one in self.answer["findings"]]
        return "\n".join([*map(_told, rounds), f"{run['ending']}: {run['message']}", "", *findings, ""])


def make(recorded: Recorded, folder: Path) -> Made:
    """Run `designer design --planner claude` on the brief, in this process. All that it writes goes below *folder*."""
    from designer.cli.running import run

    out, home = folder / "out", folder / "home"
    words = ["design", "--from", f"examples/{recorded.example}/brief.md", "--planner", "claude", "--out", str(out), "--format", "json"]
    printed, told = io.StringIO(), io.StringIO()
    with (
        _environment(DESIGNER_HOME=str(home), DESIGNER_CACHE=str(folder / "cache")),
        contextlib.chdir(ROOT),
        contextlib.redirect_stdout(printed),
        contextlib.redirect_stderr(told),
    ):
        code = run(words, "designer")
    design = out / "design.yaml"
    return Made(
        code=code,
        answer=json.loads(printed.getvalue() or "{}"),
        told=told.getvalue(),
        design=design.read_text(encoding="utf-8") if design.exists() else "",
        documents={file.relative_to(out).as_posix(): file.read_text(encoding="utf-8") for file in sorted(out.rglob("*.md"))},
        run=dict(_log(home / "runs")),
    )


def _told(one: dict[str, Any]) -> str:
    """Return one round in a line; tokens are what the cassette says."""
    usage = one["usage"]
    read, kept, fresh = (usage.get(name, 0) for name in ("cache_read_tokens", "cache_write_tokens", "input_tokens"))
    counted = ", ".join(f"{one[name]} {name}" for name in ("errors", "open", "warnings") if name in one)
    tokens = f"{fresh} fresh, {kept} kept, {read} from the cache, {usage['output_tokens']} out"
    return f"{one['number']}. {', '.join(one.get('tools', ())) or 'words'}: {tokens}{f'; {counted}' if counted else ''}"


def _log(runs: Path) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Yield the files of the only run below a folder."""
    for file in sorted(runs.glob("*/*.json*")):
        lines = file.read_text(encoding="utf-8")
        yield file.name, [json.loads(line) for line in lines.splitlines()] if file.suffix == ".jsonl" else [json.loads(lines)]


@contextlib.contextmanager
def _environment(**values: str) -> Iterator[None]:
    """Set variables for a while, and take out those that would choose another model."""
    before = dict(os.environ)
    os.environ.pop("DESIGNER_MODEL", None)
    os.environ.update(values)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
