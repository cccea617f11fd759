"""The tree of commands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from designer.cli import adding, catalog, checking, designing, looking

if TYPE_CHECKING:
    from collections.abc import Callable

ABOUT = """From the API documents of two systems and a one-page brief to a checked integration design and a repository that runs.

Start with a blank brief: designer new api > brief.md
"""
PLAIN = {"help_option_names": ["-h", "--help"]}


class Command(NamedTuple):
    """A command with its help, and one line of it for the list of all."""

    name: str
    run: Callable[..., int]
    summary: str
    help: str
    epilog: str = ""


def _commands() -> tuple[Command, ...]:
    """Return the commands in the order in which they are listed."""
    return (
        Command("new", looking.new, looking.NEW_SUMMARY, looking.NEW_HELP),
        Command("design", designing.design, designing.SUMMARY, designing.HELP, designing.EXAMPLES),
        Command("check", checking.check, checking.CHECK_SUMMARY, checking.CHECK_HELP),
        Command("render", checking.render, checking.RENDER_SUMMARY, checking.RENDER_HELP),
        Command("map", looking.map_fields, looking.MAP_SUMMARY, looking.MAP_HELP),
        Command("search", looking.search, looking.SEARCH_SUMMARY, looking.SEARCH_HELP),
        Command("rules", looking.rules, looking.RULES_SUMMARY, looking.RULES_HELP),
        Command("schema", looking.schema, looking.SCHEMA_HELP, looking.SCHEMA_HELP),
        Command("view", checking.view, checking.VIEW_SUMMARY, checking.VIEW_HELP),
    )


def _spec_commands() -> tuple[Command, ...]:
    """Return the commands under `designer specs`."""
    return (
        Command("add", adding.add, adding.ADD_SUMMARY, adding.ADD_HELP),
        Command("list", catalog.list_systems, catalog.LIST_SUMMARY, catalog.LIST_HELP),
        Command("show", catalog.show_system, catalog.SHOW_SUMMARY, catalog.SHOW_HELP),
        Command("remove", adding.remove, adding.REMOVE_SUMMARY, adding.REMOVE_HELP),
        Command("vendors", adding.vendors, adding.VENDORS_SUMMARY, adding.VENDORS_HELP),
        Command("cache", catalog.cache, catalog.CACHE_SUMMARY, catalog.CACHE_HELP),
    )


def command_of(name: str) -> Callable[..., object]:
    """Return the command `designer` with all its commands, or `design` alone."""
    if name == "design":
        alone = typer.Typer(add_completion=True, rich_markup_mode=None, pretty_exceptions_enable=False, context_settings=PLAIN)
        alone.command(help=designing.HELP, epilog=designing.EXAMPLES_ALONE)(designing.design)
        return typer.main.get_command(alone)
    return typer.main.get_command(_whole())


def _whole() -> typer.Typer:
    app = typer.Typer(
        help=ABOUT,
        add_completion=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings=PLAIN,
        invoke_without_command=True,
    )
    app.callback()(_root)
    _add(app, _commands())
    specs = typer.Typer(help=catalog.ABOUT, short_help=catalog.SUMMARY, rich_markup_mode=None, no_args_is_help=True)
    _add(specs, _spec_commands())
    app.add_typer(specs, name="specs")
    return app


def _add(app: typer.Typer, commands: tuple[Command, ...]) -> None:
    for command in commands:
        app.command(command.name, help=command.help, short_help=command.summary, epilog=command.epilog)(command.run)


def _root(
    context: typer.Context, *, version: Annotated[bool, typer.Option("--version", help="Show the version and exit.")] = False
) -> None:
    if version:
        from designer import __version__  # noqa: PLC0415 - beside its only use

        typer.echo(f"designer {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
