"""Runs with Claude for a person: the list of them, and one of them round by round."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from designer.model.run import CAPPED, Ending, Round, Run
from designer.show.console import Line, row
from designer.show.costs import counted, is_kept, live_rounds, money, run_words, share_words, usage_of
from designer.show.safe import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from designer.show.console import Tone

ENDINGS: dict[Ending, str] = {
    "": "not ended",
    "clean": "clean",
    "accepted": "done",
    "stalled": "stalled",
    "rounds": "out of rounds",
    "repairs": "out of repairs",
    "cost": "out of money",
    "silent": "no design",
    "refused": "refused",
    "failed": "failed",
    "interrupted": "interrupted",
}
"""Endings for a list, short."""
TOLD: dict[Ending, str] = {
    "": "it was cut off, or is still going on",
    "clean": "nothing is left that could be mended",
    "accepted": "Claude left the warnings that remain as they are",
    "stalled": "the same findings came twice",
    "rounds": "no more rounds (--max-rounds)",
    "repairs": "too many designs with errors",
    "cost": "the next call could have passed the cap (--max-cost)",
    "silent": "Claude ended without a design",
    "refused": "Claude declined",
    "failed": "Claude's service could not be used",
    "interrupted": "Ctrl-C",
}
"""Endings for one run, in words."""
HEADS = ("", "tokens in", "cached", "out", "cost", "time")
LATEST = 15
"""So many runs are listed, unless all are asked for."""


def list_lines(runs: Sequence[Run], folder: Path, *, everything: bool) -> Iterator[Line]:
    """Yield the runs, newest first, with how each ended and what it took."""
    shown = runs if everything else runs[:LATEST]
    for run in shown:
        yield row((run.id, "title"), ("  ", ""), (ENDINGS[run.ending], _tone(run.ending)))
        yield Line(f"  {run_words(run)}, {one_line(run.start.model)}", "quiet", hang=2)
    if len(shown) < len(runs):
        yield Line(f"{len(runs) - len(shown)} older: `designer runs list --all`.", "quiet")
    if runs:
        yield Line("")
        total = sum(run.usd for run in runs)
        yield Line(
            f"{counted(len(runs), 'run')}, about {money(total)}, kept in {folder}. `designer runs show RUN` tells all of one.", "quiet"
        )
    else:
        yield Line(f"No run is kept in {folder}. One is kept when Claude designs: `designer design --from brief.md --planner claude`.")


def run_lines(run: Run, folder: Path, *, resume: str, unread: int = 0) -> Iterator[Line]:
    """Yield a run: what was asked, its rounds, what they took, the prompts, and *resume*, the command that goes on with it.

    *unread* lines of its log tell nothing.
    """
    start = run.start
    yield row((f"Run {run.id}: ", "title"), (ENDINGS[run.ending], _tone(run.ending)))
    yield Line(f"  {TOLD[run.ending]}", hang=2)
    if run.message:
        yield Line(f"  {one_line(run.message)}", hang=2)
    yield Line(f"  {one_line(start.brief)}, {one_line(start.model)} ({one_line(start.provider)}), begun {_moment(start.started)}", "quiet")
    if start.folder and start.folder != str(Path.cwd()):
        yield Line(f"  in {one_line(start.folder)}", "quiet")
    caps = f"  at most {money(start.max_cost)} and {counted(start.max_rounds, 'round')}"
    yield Line(caps + (f", designer {one_line(start.version)}" if start.version else ""), "quiet")
    if start.resumes:
        yield Line(f"  goes on with {one_line(start.resumes)}, whose replies are told as kept", "quiet")
    yield Line("")
    yield from _rounds(run)
    if unread:
        what = f"{counted(unread, 'line')} of {folder / 'run.jsonl'} cannot be read: the figures lack what was told there."
        yield Line(what, "warning")
    yield Line("")
    for prompt in start.prompts:
        yield Line(f"prompt {one_line(prompt.id)}, version {one_line(prompt.version)}, sha256 {one_line(prompt.sha256[:12])}", "quiet")
    yield Line(f"`designer runs show {run.id} --round 1` tells what was said; all of it lies in {folder}", "quiet")
    if resume:
        yield Line(f"Go on with it: `{resume}`")


def _rounds(run: Run) -> Iterator[Line]:
    """Yield a line for each round, its columns aligned, then the sum."""
    if not run.rounds:
        yield Line("Nothing was answered.", "title")
        return
    cells = [HEADS, *(_cells(one) for one in run.rounds)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for told, one in zip(cells, (None, *run.rounds), strict=True):
        columns = "  ".join(text.rjust(width) for text, width in zip(told, widths, strict=True))
        yield Line(columns, "quiet") if one is None else row((columns, ""), (_what(one), ""), _findings(one), (_note(one), "quiet"), hang=4)
    if any(one.estimated for one in run.rounds):
        yield Line("~ is an estimate: the reply was lost before its tokens were told.", "quiet")
    yield Line(f"All: {run_words(run)}", "title")
    rounds = live_rounds(run)
    later = usage_of(rounds[1:])
    if later.all_input_tokens:
        fresh = usage_of(rounds).fresh_tokens
        yield Line(f"     {fresh:,} fresh tokens in; after the first round {share_words(later)} came from the cache", "quiet", hang=0)


def _cells(told: Round) -> tuple[str, ...]:
    about, usage = "~" if told.estimated else "", told.usage
    price = "kept" if is_kept(told) else money(told.usd)
    return (
        str(told.number),
        f"{about}{usage.all_input_tokens:,}",
        share_words(usage),
        f"{about}{usage.output_tokens:,}",
        price,
        f"{told.seconds:.1f} s",
    )


def _note(told: Round) -> str:
    """Return what else happened; that a reply is kept stands in the place of its price."""
    return f"  {one_line(told.note)}" if told.note and not is_kept(told) else ""


def _what(told: Round) -> str:
    """Return the tools of a round, each once with how often, or why it stopped where it called none."""
    tools = [f"{name} x{count}" if count > 1 else name for name, count in Counter(told.tools).items()]
    what = one_line(", ".join(tools) or told.stop_reason)
    return f"  {what}" if what else ""


def _findings(told: Round) -> tuple[str, Tone]:
    if told.errors is None:
        return "", ""
    counts = ((told.errors, "error"), (told.warnings or 0, "warning"))
    words = [counted(count, word) for count, word in counts if count] + ([f"{told.open} open"] if told.open else [])
    return f"  -> {', '.join(words) or 'nothing wrong'}", "error" if told.errors else "warning" if words else "good"


def _moment(started: str) -> str:
    return one_line(started.replace("T", " ").replace("+00:00", " UTC"))


def _tone(ending: Ending) -> Tone:
    if ending in {"clean", "accepted"}:
        return "good"
    return "warning" if ending in CAPPED or ending in {"", "interrupted"} else "bad"
