"""Groups of commands whose options are read only when a command is run: a list of commands needs their names alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import typer
from typer.core import TyperGroup

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

PLAIN = {"help_option_names": ["-h", "--help"]}


class Command(NamedTuple):
    """A command with its help, and one line of it for the list of all; or a group of commands."""

    name: str
    run: Callable[..., int] | None
    summary: str
    help: str
    epilog: str = ""
    members: tuple[Command, ...] = ()


def group(commands: Sequence[Command], *, about: str, callback: Callable[..., None], add_completion: bool = False) -> Callable[..., Any]:
    """Return a group that makes a command when it is asked for; *callback* is called before it, or without one."""
    made = _app(cls=_group_class(commands), help=about, invoke_without_command=True, add_completion=add_completion)
    made.callback()(callback)
    return typer.main.get_command(made)


def command(wanted: Command, *, add_completion: bool = False) -> Callable[..., Any]:
    """Return one command with its options, or one group with its commands not yet made."""
    if wanted.run is None:
        return group(wanted.members, about=wanted.help, callback=show_help)
    alone = _app(add_completion=add_completion)
    alone.command(wanted.name, help=wanted.help, short_help=wanted.summary, epilog=wanted.epilog)(wanted.run)
    return typer.main.get_command(alone)


def show_help(context: typer.Context) -> None:
    """Print the list of commands where none is named."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


def _app(*, add_completion: bool, **settings: Any) -> typer.Typer:
    return typer.Typer(
        add_completion=add_completion, rich_markup_mode=None, pretty_exceptions_enable=False, context_settings=PLAIN, **settings
    )


def _group_class(commands: Sequence[Command]) -> type[TyperGroup]:
    known = {one.name: one for one in commands}

    class Group(TyperGroup):
        """These commands, made one at a time."""

        def __init__(self, **attributes: Any) -> None:
            super().__init__(**attributes)
            self.commands = dict.fromkeys(known)  # type: ignore[assignment] # names to choose from; `get_command` makes the rest

        def get_command(self, ctx: Any, cmd_name: str) -> Any:
            """Return a command; it is made now."""
            del ctx
            return command(known[cmd_name]) if cmd_name in known else None

        def format_commands(self, ctx: Any, formatter: Any) -> None:
            """Write the list of commands, for which none has to be made."""
            del ctx
            with formatter.section("Commands"):
                formatter.write_dl([(one.name, one.summary) for one in commands])

    return Group
