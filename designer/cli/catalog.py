"""The commands under `designer specs`: the systems that are known, what their documents say, and what is kept of them."""

from __future__ import annotations

from typing import Annotated

import typer

from designer.cli.completing import complete_operation, complete_system
from designer.cli.looking import Format, FormatOption

SUMMARY = "Get to know the documents of systems: add, list, show, validate."
ABOUT = """Get to know the documents of systems.

\b
Examples:
  designer specs add stripe
  designer specs show stripe
  designer specs show stripe "POST /v1/customers"
"""
LIST_SUMMARY = "List the systems that were added."
LIST_HELP = """List the systems that were added, with version, operations and the day on which each was fetched.

\b
Examples:
  designer specs list
  designer specs list --format json
"""
SHOW_SUMMARY = "Show a system, or one operation with all its fields."
SHOW_HELP = """Show a system, or one operation with all its fields.

SYSTEM is the name of a system that was added, a FILE or an https address. OPERATION is "POST /v1/customers", an operation's id,
"EVENT name", or a path or a tag for all operations there; without it, an overview of the system.

\b
Examples:
  designer specs show stripe
  designer specs show stripe.json "POST /v1/customers" --depth 2
  designer specs show stripe.json /v1/customers
  designer specs show stripe.json "EVENT customer.created" --format json
"""
CACHE_SUMMARY = "Tell what is kept in the cache, or clear it."
CACHE_HELP = """Tell where the cache is and how much it holds: indexes of documents, verdicts, downloads,
word lists, compiled templates. All of it can be made again.

\b
Examples:
  designer specs cache
  designer specs cache --clear
"""


def list_systems(
    *,
    output: FormatOption = Format.text,
) -> int:
    """Print the systems that were added."""
    from designer.cli.answers import print_json  # noqa: PLC0415 - lazy, as in all commands
    from designer.cli.spec_answers import systems_answer  # noqa: PLC0415 - the same
    from designer.show.console import show, working  # noqa: PLC0415 - the same
    from designer.show.systems import system_lines  # noqa: PLC0415 - the same
    from designer.specs.known import known_systems  # noqa: PLC0415 - the same

    with working() as tell:
        tell("Reading the systems")
        systems = known_systems()
    print_json(systems_answer(systems)) if output is Format.json else show(system_lines(systems))
    return 0


def show_system(
    system: Annotated[str, typer.Argument(help="A system's name, or a file.", metavar="SYSTEM", autocompletion=complete_system)],
    operation: Annotated[
        str,
        typer.Argument(
            help="One operation, event, path or tag.", metavar="OPERATION", show_default=False, autocompletion=complete_operation
        ),
    ] = "",
    *,
    depth: Annotated[int, typer.Option(min=0, max=50, help="Levels of fields; 0: as fits.", metavar="N")] = 0,
    everything: Annotated[bool, typer.Option("--all", help="Fold nothing.")] = False,
    pointers: Annotated[bool, typer.Option("--pointers", help="Tell where in the document each field stands.")] = False,
    output: FormatOption = Format.text,
) -> int:
    """Print an overview of a system, or one of its parts."""
    from designer.cli.showing import Wanted, shown  # noqa: PLC0415 - lazy, as in all commands

    shown(system, operation, Wanted(depth=depth, everything=everything, pointers=pointers, as_json=output is Format.json))
    return 0


def cache(*, clear: Annotated[bool, typer.Option("--clear", help="Delete what this program put there, nothing else.")] = False) -> int:
    """Print what is kept, after deleting it if asked to."""
    from designer.errors import WritingError  # noqa: PLC0415 - lazy, as in all commands
    from designer.files.cache import clear_cache, kept_in_cache  # noqa: PLC0415 - lazy, as in all commands
    from designer.files.folders import cache_folder  # noqa: PLC0415 - the same
    from designer.show.console import show  # noqa: PLC0415 - the same
    from designer.show.systems import cache_lines  # noqa: PLC0415 - the same

    show(cache_lines(cache_folder(), clear_cache() if clear else kept_in_cache(), cleared=clear))
    left = sum(one.count for one in kept_in_cache()) if clear else 0
    if left:
        raise WritingError(str(cache_folder()), f"{left} of its files could not be deleted", next_step="See that you may write there.")
    return 0
