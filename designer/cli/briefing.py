"""The options that say what is designed, and where it is written."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from designer.errors import UsageError

INPUT, WRITING = "What is designed", "What is written"
"""The heads of the options' groups."""


class StyleWish(StrEnum):
    """The styles, or the designer's choice."""

    auto = "auto"
    nocode = "nocode"
    api = "api"
    warehouse = "warehouse"


BriefOption = Annotated[
    Path | None,
    typer.Option(
        "--from",
        help="The brief; `designer new STYLE` prints a blank one. Needed unless a run is resumed.",
        metavar="FILE",
        rich_help_panel=INPUT,
    ),
]
SpecOption = Annotated[
    list[str] | None, typer.Option(help="API document of a system; once for each document.", metavar="NAME=FILE", rich_help_panel=INPUT)
]
ObjectOption = Annotated[
    list[str] | None,
    typer.Option(
        "--object",
        help="Schema, sample or account metadata of an object; POINTER: a JSON pointer, a call or the object's name.",
        metavar="NAME:POINTER=FILE",
        rich_help_panel=INPUT,
    ),
]
StyleOption = Annotated[StyleWish, typer.Option(help="Kind of integration; auto chooses by volume, delay and goal.", rich_help_panel=INPUT)]
OutOption = Annotated[
    Path | None, typer.Option(help="Folder to write; generated/<name> if not given.", metavar="DIR", rich_help_panel=WRITING)
]
DryRunOption = Annotated[bool, typer.Option("--dry-run", help="Write nothing; with Claude, send nothing either.", rich_help_panel=WRITING)]
ForceOption = Annotated[bool, typer.Option("--force", help="Render even if the design has errors.", rich_help_panel=WRITING)]


def refuse_stream(brief: Path) -> None:
    """Raise UsageError for `-`: a run is gone on with by its brief's path, and a report names its lines."""
    if str(brief) == "-" and not brief.exists():
        step = "Write it to a file first, then name that: `... > brief.md`, `--from brief.md`."
        raise UsageError("--from -", "a brief is read from a file, not from standard input", next_step=step)
