"""Groups of commands whose options are read only when a command is run: a list of commands needs their names alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import typer
from typer.core import TyperCommand, TyperGroup

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

PLAIN = {"help_option_names": ["-h", "--help"]}
WIDEST = 30
"""Columns of the longest option that has its help beside it; that of a longer one stands below."""


class Command(NamedTuple):
    """A command with its help, and one line of it for the list of all; or a group of commands."""

    name: str
    run: Callable[..., int] | None
    summary: str
    help: str
    epilog: str = ""
    members: tuple[Command, ...] = ()


class GroupedCommand(TyperCommand):
    """A command whose help lists options under the heads of their groups (`rich_help_panel`); those without one come first."""

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write arguments, then each group of options in the order in which the first of each stands."""
        groups: dict[str, list[tuple[str, str]]] = {}
        for parameter in self.get_params(ctx):
            record = parameter.get_help_record(ctx)
            if record is not None:
                usual = "Arguments" if parameter.param_type_name == "argument" else "Options"
                groups.setdefault(getattr(parameter, "rich_help_panel", None) or usual, []).append(record)
        names = [len(name) for records in groups.values() for name, _ in records if len(name) <= WIDEST]
        for head, records in groups.items():
            with formatter.section(head):
                formatter.write_dl([(name.ljust(max(names, default=0)), text) for name, text in records])


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
    alone.command(wanted.name, cls=GroupedCommand, help=wanted.help, short_help=wanted.summary, epilog=wanted.epilog)(wanted.run)
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
