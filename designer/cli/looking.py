"""Commands that look something up: new, map, search, rules, schema."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from designer.cli.completing import complete_rule, complete_system

NEW_SUMMARY = "Print a blank brief."
NEW_HELP = "Print a blank brief: designer new api > brief.md"
MAP_SUMMARY = "Map the fields of one object to those of another."
MAP_HELP = """Map the fields of one object to those of another.

SOURCE and TARGET are a FILE (JSON Schema, sample, CSV), FILE#/json/pointer (a schema in it), "FILE::METHOD /path" (an
operation: its answer as a source, its request body as a target) or "FILE::EVENT name". The name of a system that was
added (`designer specs list`) may stand for FILE.

\b
Examples:
  designer map order.schema.json invoice.csv
  designer map stripe.json#/components/schemas/customer "ninja.yaml::POST /api/v1/clients"
"""
SEARCH_SUMMARY = "Find operations in an API document by words."
SEARCH_HELP = """Find operations in an API document by words.

SPEC is a FILE, an https address, or the name of a system that was added (`designer specs list`).

\b
Examples:
  designer search stripe.json "create a customer"
  designer search stripe "refund a charge" --limit 3
"""
RULES_SUMMARY = "List the rules of the check, or explain one."
RULES_HELP = """List the rules of the check by family, or explain one: advice, a wrong piece of a design, the message, the right piece.

\b
Examples:
  designer rules
  designer rules MAP
  designer rules MAP301
"""
SCHEMA_HELP = "Print the JSON Schema of design.yaml."


class StyleName(StrEnum):
    """The styles that have a brief form."""

    nocode = "nocode"
    api = "api"
    warehouse = "warehouse"


class Format(StrEnum):
    """How an answer is printed."""

    text = "text"
    json = "json"


FormatOption = Annotated[Format, typer.Option("--format", help="How the answer is printed.")]


def new(style: Annotated[StyleName, typer.Argument(help="Which kind of integration the brief is for.", metavar="STYLE")]) -> int:
    """Print a blank brief form."""
    from designer.brief.forms import form  # noqa: PLC0415 - `--help` reads no form
    from designer.show.console import show_raw  # noqa: PLC0415 - the same

    show_raw(form(style.value))
    return 0


def map_fields(
    source: Annotated[str, typer.Argument(help="What is read.", metavar="SOURCE")],
    target: Annotated[str, typer.Argument(help="What is filled.", metavar="TARGET")],
    *,
    output: FormatOption = Format.text,
) -> int:
    """Print field mappings, best source first."""
    from designer.cli.answers import match_answer, print_json  # noqa: PLC0415 - lazy, as in all commands
    from designer.pipeline import map_addresses  # noqa: PLC0415 - the same
    from designer.show.answers import match_lines  # noqa: PLC0415 - the same
    from designer.show.console import show, working  # noqa: PLC0415 - the same

    with working() as tell:
        tell("Matching fields")
        matches = map_addresses(source, target)
    if output is Format.json:
        print_json(match_answer(matches))
    else:
        show(match_lines(matches))
    return 0


def search(
    spec: Annotated[str, typer.Argument(help="An API document, or a system's name.", metavar="SPEC", autocompletion=complete_system)],
    words: Annotated[str, typer.Argument(help="What the operation does, in words.", metavar="WORDS")],
    *,
    limit: Annotated[int, typer.Option(min=1, max=100, help="So many at most.")] = 10,
    output: FormatOption = Format.text,
) -> int:
    """Print the operations found, best first."""
    from designer.cli.answers import print_json, search_answer  # noqa: PLC0415 - lazy, as in all commands
    from designer.pipeline import search_operations  # noqa: PLC0415 - the same
    from designer.show.answers import search_lines  # noqa: PLC0415 - the same
    from designer.show.console import room, show, working  # noqa: PLC0415 - the same

    with working() as tell:
        tell(f"Reading {spec}")
        found = search_operations(spec, words, limit=limit, tell=tell)
    if output is Format.json:
        print_json(search_answer(found))
    else:
        show(search_lines(found, columns=room()))
    return 0


def rules(
    code: Annotated[
        str, typer.Argument(help="One rule's code, or what codes begin with.", metavar="CODE", autocompletion=complete_rule)
    ] = "",
    *,
    output: FormatOption = Format.text,
) -> int:
    """Print the list of rules, or one rule's advice."""
    from designer.cli.answers import print_json  # noqa: PLC0415 - lazy, as in all commands
    from designer.cli.rulebook import rules_answer, rules_text  # noqa: PLC0415 - the same
    from designer.show.console import show  # noqa: PLC0415 - the same

    if output is Format.json:
        print_json(rules_answer(code))
    else:
        show(rules_text(code))
    return 0


def schema() -> int:
    """Print the schema."""
    from designer.cli.answers import print_json  # noqa: PLC0415 - lazy, as in all commands
    from designer.files.design_file import design_schema  # noqa: PLC0415 - the same

    print_json(design_schema())
    return 0
