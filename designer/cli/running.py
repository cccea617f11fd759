"""One run of a command: what stops it is caught here, once, and becomes a message and an exit code."""

from __future__ import annotations

import os
import sys
from io import TextIOWrapper
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.errors import DesignerError

REFUSED = 2
INTERRUPTED = 130
LONGEST = 1200
"""Characters of each part of an error's message."""
BROKEN_PIPE = 141
"""As a shell tells of a program whose reader went away."""


class Told(int):
    """An exit code of a run that has told all itself, though it is one that otherwise comes of Ctrl-C."""


def run(arguments: Sequence[str], command: str) -> int:
    """Run a command and return its exit code: 0 done, 1 the design has errors, 2 refused, 130 interrupted."""
    from designer.errors import DesignerError  # noqa: PLC0415 - beside its only use

    for stream in (sys.stdout, sys.stderr):
        # A terminal without Unicode shows a question mark for what it cannot show.
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        code = _called(arguments, command)
        sys.stdout.flush()
    except DesignerError as error:
        tell_error(error)
        return error.exit_code
    except (RecursionError, MemoryError) as exhausted:
        _tell(f"error: {command}: {_spent(exhausted)}\nA document, brief or design is too much to be read. Nothing was left half-written.")
        return REFUSED
    except KeyboardInterrupt:
        _tell("Interrupted: nothing was left half-written.")
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our output went away (`designer rules | head`); nobody is left to tell.
        _give_up_output()
        return BROKEN_PIPE
    except OSError as unwritten:
        if unwritten.filename is not None:  # of a file that somebody should have told of: a bug
            raise
        _give_up_output()
        _tell(f"error: standard output: {unwritten.strerror}\nThe answer could not be written whole. Write it where there is room.")
        return REFUSED
    return code


def _give_up_output() -> None:
    """Let what is still buffered go nowhere: the interpreter would try to write it once more at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _called(arguments: Sequence[str], command: str) -> int:
    import typer  # noqa: PLC0415 - most of the time of `--help`

    from designer.cli.app import command_of  # noqa: PLC0415 - loads typer

    try:
        answer = command_of(command)(list(arguments), prog_name=command, standalone_mode=False)
    except SystemExit as end:
        # typer ends the program itself, with the code of a design that has errors, where the reader went away.
        if isinstance(end.__context__, BrokenPipeError):
            raise end.__context__ from None
        raise
    except typer.TyperException as error:
        return _misused(error, command)
    except typer.Abort:
        raise KeyboardInterrupt from None
    if answer == INTERRUPTED and not isinstance(answer, Told):
        # typer turns Ctrl-C into this code before we see it.
        raise KeyboardInterrupt
    return cast("int", answer or 0)


def _misused(error: Any, command: str) -> int:
    path = error.ctx.command_path if getattr(error, "ctx", None) else command
    _tell(f"error: {path}: {error.format_message().replace('Value error, ', '')}\nSee `{path} --help`.")
    return REFUSED


def tell_error(error: DesignerError) -> None:
    """Print place, fact and next step on standard error."""
    _tell(f"error: {_short(error.place)}: {_short(error.fact)}" + (f"\n{_short(error.next_step)}" if error.next_step else ""))


def _short(text: str) -> str:
    """Leave out the middle of what is too long for a message: it may quote a document."""
    half = LONGEST // 2
    return text if len(text) <= LONGEST else f"{text[:half]} […] {text[-half:]}"


def _spent(exhausted: Exception) -> str:
    return "something is nested too deeply to be worked on" if isinstance(exhausted, RecursionError) else "the memory does not suffice"


def _tell(text: str) -> None:
    from designer.show.console import tell  # noqa: PLC0415 - `--help` prints by itself

    tell(text)
