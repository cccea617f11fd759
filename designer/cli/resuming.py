"""A run gone on with by its id alone: the command that began it, as its log keeps it, given again."""

from __future__ import annotations

import contextlib
import os
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import typer

from designer.cli.planning import command_line
from designer.errors import UsageError
from designer.files.runs import is_whole, read_run

if TYPE_CHECKING:
    from designer.model.run import Run


def resumed(context: typer.Context, name: str) -> int:
    """Give the command of a run again; options that are given now stand in the place of those that were given then.

    Raises UsageError where there is no such run, or where its command cannot be given again here.
    """
    run = read_run(name)
    place = f"--resume {run.id}"
    _refuse_elsewhere(run, context, place)
    again = _parsed(run, context, place)
    again.params.update({one: value for one, value in context.params.items() if _is_given(context, one)})
    again.params.update(resume=run.id, model=again.params["model"] or run.start.model or None)
    brief = Path(str(again.params["brief"]))
    if not brief.is_file():
        step = f"Put it back. Where it only lies elsewhere now, name it: `{_command(run, again, 'FILE')}`."
        raise UsageError(place, f"the brief of that run is not there any more: {brief}", next_step=step)
    return cast("int", again.command.invoke(again))


def _parsed(run: Run, context: typer.Context, place: str) -> typer.Context:
    """Return the options of a run's command, as if they had been given now."""
    with contextlib.suppress(ValueError, typer.TyperException, typer.Exit):
        words = shlex.split(run.start.command)
        # The command may have been called by any name: `designer design`, `design`, `python -m designer design`.
        made: Any = context.command.make_context(context.info_name, words[words.index("design") + 1 :], parent=context.parent)
        if is_whole(run.start.command) and made.params["brief"]:
            return cast("typer.Context", made)
    step = f"Give all of it again: `{context.command_path} --from FILE ... --resume {run.id}`."
    raise UsageError(place, "its log does not tell the whole command that began it", next_step=step)


def _is_given(context: typer.Context, name: str) -> bool:
    source = context.get_parameter_source(name)
    return source is not None and source.name == "COMMANDLINE"


def _refuse_elsewhere(run: Run, context: typer.Context, place: str) -> None:
    """Refuse a run that was begun in another folder: its paths would mean other files, or none. One that is gone was moved or renamed."""
    folder = run.start.folder
    if not folder or not Path(folder).is_dir() or os.path.samefile(folder, Path()):  # noqa: PTH121 - told of two names, not of paths that we made
        return
    step = f"Go there: `cd {shlex.quote(folder)} && {context.command_path} --resume {run.id}`."
    raise UsageError(place, f"that run was begun in another folder, {folder}", next_step=step)


def _command(run: Run, again: typer.Context, brief: str) -> str:
    """Return the whole command that goes on with a run, with another brief."""
    again.params["brief"] = brief
    return f"{command_line(again)} --resume {run.id}"
