"""The tree of commands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from designer.cli import checking, designing, looking

if TYPE_CHECKING:
    from collections.abc import Callable

ABOUT = """From the API documents of two systems and a one-page brief to a checked integration design and a repository that runs.

Start with a blank brief: designer new api > brief.md
"""
PLAIN = {"help_option_names": ["-h", "--help"]}


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
    app.command("new", help=looking.NEW_HELP)(looking.new)
    app.command("design", help=designing.HELP, epilog=designing.EXAMPLES)(designing.design)
    app.command("check", help=checking.CHECK_HELP)(checking.check)
    app.command("render", help=checking.RENDER_HELP)(checking.render)
    app.command("map", help=looking.MAP_HELP)(looking.map_fields)
    app.command("search", help=looking.SEARCH_HELP)(looking.search)
    app.command("rules", help=looking.RULES_HELP)(looking.rules)
    app.command("schema", help=looking.SCHEMA_HELP)(looking.schema)
    app.command("view", help=checking.VIEW_HELP)(checking.view)
    return app


def _root(
    context: typer.Context, *, version: Annotated[bool, typer.Option("--version", help="Show the version and exit.")] = False
) -> None:
    if version:
        from designer import __version__  # noqa: PLC0415 - beside its only use

        typer.echo(f"designer {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
