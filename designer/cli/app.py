"""The tree of commands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from designer.cli import adding, catalog, checking, designing, drifting, enriching, looking, rendering, runs, validating
from designer.cli.groups import Command, command, group, show_help

if TYPE_CHECKING:
    from collections.abc import Callable

ABOUT = """From the API documents of two systems and a one-page brief to a checked integration design and a repository that runs.

Start with a blank brief: designer new api > brief.md
"""


def _commands() -> tuple[Command, ...]:
    """Return the commands in the order in which they are listed."""
    return (
        Command("new", looking.new, looking.NEW_SUMMARY, looking.NEW_HELP),
        Command("design", designing.design, designing.SUMMARY, designing.HELP, designing.EXAMPLES),
        Command("check", checking.check, checking.CHECK_SUMMARY, checking.CHECK_HELP, checking.CHECK_EXAMPLES),
        Command("render", rendering.render, rendering.RENDER_SUMMARY, rendering.RENDER_HELP),
        Command("drift", drifting.drift, drifting.SUMMARY, drifting.HELP, drifting.EXAMPLES),
        Command("map", looking.map_fields, looking.MAP_SUMMARY, looking.MAP_HELP),
        Command("search", looking.search, looking.SEARCH_SUMMARY, looking.SEARCH_HELP),
        Command("specs", None, catalog.SUMMARY, catalog.ABOUT, members=_spec_commands()),
        Command("runs", None, runs.SUMMARY, runs.ABOUT, members=_run_commands()),
        Command("rules", looking.rules, looking.RULES_SUMMARY, looking.RULES_HELP),
        Command("schema", looking.schema, looking.SCHEMA_HELP, looking.SCHEMA_HELP),
        Command("view", rendering.view, rendering.VIEW_SUMMARY, rendering.VIEW_HELP),
    )


def _spec_commands() -> tuple[Command, ...]:
    """Return the commands under `designer specs`."""
    return (
        Command("add", adding.add, adding.ADD_SUMMARY, adding.ADD_HELP),
        Command("enrich", enriching.enrich, enriching.SUMMARY, enriching.HELP),
        Command("list", catalog.list_systems, catalog.LIST_SUMMARY, catalog.LIST_HELP),
        Command("show", catalog.show_system, catalog.SHOW_SUMMARY, catalog.SHOW_HELP),
        Command("validate", validating.validate, validating.VALIDATE_SUMMARY, validating.VALIDATE_HELP),
        Command("remove", adding.remove, adding.REMOVE_SUMMARY, adding.REMOVE_HELP),
        Command("vendors", adding.vendors, adding.VENDORS_SUMMARY, adding.VENDORS_HELP),
        Command("cache", catalog.cache, catalog.CACHE_SUMMARY, catalog.CACHE_HELP),
    )


def _run_commands() -> tuple[Command, ...]:
    """Return the commands under `designer runs`."""
    return (
        Command("list", runs.list_runs, runs.LIST_SUMMARY, runs.LIST_HELP),
        Command("show", runs.show_run, runs.SHOW_SUMMARY, runs.SHOW_HELP),
        Command("clear", runs.clear, runs.CLEAR_SUMMARY, runs.CLEAR_HELP),
    )


def command_of(name: str) -> Callable[..., object]:
    """Return the command `designer` with all its commands, or `design` alone."""
    if name == "design":
        alone = Command("design", designing.design, designing.SUMMARY, designing.HELP, designing.EXAMPLES_ALONE)
        return command(alone, add_completion=True)
    return group(_commands(), about=ABOUT, callback=_root, add_completion=True)


def _root(
    context: typer.Context, *, version: Annotated[bool, typer.Option("--version", help="Show the version and exit.")] = False
) -> None:
    if version:
        from designer import __version__  # noqa: PLC0415 - beside its only use

        typer.echo(f"designer {__version__}")
        raise typer.Exit
    show_help(context)
