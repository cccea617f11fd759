"""The commands under `designer runs`: what the runs with Claude took, said and came to, and letting go of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from designer.cli.completing import complete_run
from designer.cli.looking import Format, FormatOption

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.model.run import Run
    from designer.model.scalars import JsonObject

SUMMARY = "Look at the runs in which Claude designed: list, show, clear."
ABOUT = """Look at the runs in which Claude designed: tokens, cost, rounds, what was said, how to go on.

\b
Examples:
  designer runs list
  designer runs show last
  designer runs show last --round 2
"""
LIST_SUMMARY = "List the runs, newest first."
LIST_HELP = """List the runs, newest first, with how each ended, its tokens, the share of them that the cache held, and about what it cost.

\b
Examples:
  designer runs list
  designer runs list --format json
"""
SHOW_SUMMARY = "Show a run round by round, or one round of it."
SHOW_HELP = """Show a run: tokens, cost and findings round by round, why it stopped, its prompts, and how to go on with it.

RUN is an id as `designer runs list` tells it, what only its id begins with, or `last`. With --round, what was sent in that
round and what Claude thought, said and asked for.

\b
Examples:
  designer runs show
  designer runs show 20261125-0436 --round 2
  designer runs show last --format json
"""
CLEAR_SUMMARY = "Delete runs that are no longer needed."
CLEAR_HELP = """Delete runs: what was asked and answered, their figures, and the best design of each. Designs that were written stay.

A run without an ending that was written to within the last hour is kept: it may be going on.

\b
Examples:
  designer runs clear --older-than 30d
  designer runs clear --yes
"""
MOST_UNREAD = 3
"""So many logs that cannot be read are named."""
RunArgument = Annotated[str, typer.Argument(help="A run's id, or `last`.", metavar="RUN", autocompletion=complete_run)]


def list_runs(
    *,
    everything: Annotated[bool, typer.Option("--all", help="All of them, not the latest alone.")] = False,
    output: FormatOption = Format.text,
) -> int:
    """Print the runs."""
    from designer.cli.answers import print_json  # noqa: PLC0415 - lazy, as in all commands
    from designer.files.runs import runs, runs_folder  # noqa: PLC0415 - the same
    from designer.show.console import show  # noqa: PLC0415 - the same
    from designer.show.runs import list_lines  # noqa: PLC0415 - the same

    found = runs()
    if output is Format.json:
        print_json([run_answer(run) for run in found])
    else:
        show(list_lines(found, runs_folder(), everything=everything))
    _tell_of_unread(found)
    return 0


def _tell_of_unread(found: Sequence[Run]) -> None:
    """Say on standard error which runs are not among those that were *found*, since their logs cannot be read."""
    from designer.files.runs import run_ids  # noqa: PLC0415 - lazy, as in all commands
    from designer.show.console import tell  # noqa: PLC0415 - the same

    known = {run.id for run in found}
    for identifier in [one for one in run_ids() if one not in known][:MOST_UNREAD]:
        tell(f"note: the log of {identifier} cannot be read; `designer runs show {identifier}` says why", tone="warning")


def show_run(
    run: RunArgument = "last",
    *,
    number: Annotated[int | None, typer.Option("--round", min=1, help="One round: what was sent and what came.", metavar="N")] = None,
    output: FormatOption = Format.text,
) -> int:
    """Print one run, or one round of it."""
    from designer.cli.answers import print_json  # noqa: PLC0415 - lazy, as in all commands
    from designer.files.runs import read_run, resume_command, runs_folder, unread_lines  # noqa: PLC0415 - the same
    from designer.show.console import show  # noqa: PLC0415 - the same
    from designer.show.runs import run_lines  # noqa: PLC0415 - the same

    found = read_run(run)
    if number is not None:
        _show_round(found, number, as_json=output is Format.json)
    elif output is Format.json:
        print_json(run_answer(found))
    else:
        resume = resume_command(found.start, found.id, found.ending)
        show(run_lines(found, runs_folder() / found.id, resume=resume, unread=unread_lines(found.id)))
    return 0


def clear(
    *,
    older_than: Annotated[str, typer.Option("--older-than", help="Only runs begun longer ago: 12h, 30d, 8w.", metavar="TIME")] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> int:
    """Delete runs after asking."""
    from designer.cli.clearing import clear_after_asking  # noqa: PLC0415 - lazy, as in all commands

    return clear_after_asking(older_than, is_sure=yes)


def run_answer(run: Run) -> JsonObject:
    """Return a run as JSON: all that its log tells, with the sums."""
    from designer.files.runs import resume_command  # noqa: PLC0415 - lazy, as in all commands
    from designer.model.codec import encode  # noqa: PLC0415 - the same

    return {
        "id": run.id,
        "ending": run.ending,
        "message": run.message,
        "start": encode(run.start),
        "rounds": [encode(one) for one in run.rounds],
        "usage": usage_answer(run),
        "cost_usd": round(run.usd, 6),
        "resume": resume_command(run.start, run.id, run.ending),
    }


def usage_answer(run: Run) -> JsonObject:
    """Return the tokens that a run took itself, and the share of those in that the cache held."""
    from designer.show.costs import live_rounds, usage_of  # noqa: PLC0415 - lazy, as in all commands

    usage = usage_of(live_rounds(run))
    return {
        "input_tokens": usage.input_tokens,
        "cache_write_tokens": usage.cache_write_tokens,
        "cache_read_tokens": usage.cache_read_tokens,
        "output_tokens": usage.output_tokens,
        "cache_share": round(usage.cache_share, 4),
    }


def _show_round(run: Run, number: int, *, as_json: bool) -> None:
    from designer.cli.answers import print_json  # noqa: PLC0415 - lazy, as in all commands
    from designer.errors import UsageError  # noqa: PLC0415 - the same
    from designer.files.runs import exchanges  # noqa: PLC0415 - the same
    from designer.show.console import show  # noqa: PLC0415 - the same
    from designer.show.costs import counted  # noqa: PLC0415 - the same
    from designer.show.exchange import exchange_lines  # noqa: PLC0415 - the same

    found = exchanges(run.id)
    told = next((one for one in found if one.number == number), None)
    if told is None:
        fact = f"of the run {run.id}, {counted(len(found), 'request')} can be read"
        raise UsageError(f"--round {number}", fact, next_step=f"`designer runs show {run.id}` tells all of them.")
    if as_json:
        print_json({"run": run.id, "number": told.number, "request": told.request, "response": told.response})
    else:
        show(exchange_lines(told))
