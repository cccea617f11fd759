"""The command `design`: from a brief to a design and a repository."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path  # noqa: TC003 - typer reads annotations at run time
from typing import TYPE_CHECKING, Annotated

import typer

from designer.cli.looking import Format, FormatOption

if TYPE_CHECKING:
    from designer.pipeline.designing import Outcome

SUMMARY = "Design an integration from a brief and write a repository."
HELP = """Design an integration from a brief, check it against the systems' own documents and write a repository that runs.

The folder gets design.yaml, which you read, edit and render again; edits in other files are kept too.

Exit code: 0 done; 1 the design has errors (only design.yaml is written, unless --force) or an edit of yours is in conflict;
2 the run could not be made.
"""
EXAMPLES = """\b
Examples:
  designer design --from brief.md
  designer design --from brief.md --spec Stripe=stripe.json --spec CRM=crm.yaml
"""
EXAMPLES_ALONE = EXAMPLES.replace("  designer design", "  design")


class StyleWish(StrEnum):
    """The styles, or the designer's choice."""

    auto = "auto"
    nocode = "nocode"
    api = "api"
    warehouse = "warehouse"


def design(  # noqa: PLR0913 - one argument for each option of the command
    brief: Annotated[Path, typer.Option("--from", help="The brief; `designer new STYLE` prints a blank one.", metavar="FILE")],
    *,
    out: Annotated[Path | None, typer.Option(help="Folder to write; generated/<name> if not given.", metavar="DIR")] = None,
    planner: Annotated[str, typer.Option(help="Who proposes: auto or offline.", metavar="NAME")] = "auto",
    style: Annotated[StyleWish, typer.Option(help="Kind of integration; auto chooses by volume, delay and goal.")] = StyleWish.auto,
    spec: Annotated[list[str] | None, typer.Option(help="API document of a system; once for each document.", metavar="NAME=FILE")] = None,
    object_: Annotated[
        list[str] | None,
        typer.Option(
            "--object",
            help="Schema, sample or account metadata of an object; POINTER: a JSON pointer, a call or the object's name.",
            metavar="NAME:POINTER=FILE",
        ),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would be written, write nothing.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Render even if the design has errors.")] = False,
    output: FormatOption = Format.text,
) -> int:
    """Plan, check, repair, render, write."""
    from designer.cli.planners import refuse_other_planners  # noqa: PLC0415 - lazy, as in all commands
    from designer.cli.systems import systems_of  # noqa: PLC0415 - the same
    from designer.files.tree import write  # noqa: PLC0415 - the same
    from designer.pipeline.designing import Wanted  # noqa: PLC0415 - the same
    from designer.pipeline.designing import design as run  # noqa: PLC0415 - the same
    from designer.show.console import tell as message  # noqa: PLC0415 - the same
    from designer.show.console import working  # noqa: PLC0415 - the same

    refuse_other_planners(planner)
    wanted = Wanted(brief=brief, systems=systems_of(spec or [], object_ or []), style=style.value, out=out, force=force)
    with working() as tell:
        outcome = run(wanted, tell=tell, notice=message)
        if not dry_run:
            tell("Writing")
            write(outcome.changes)
    _answer(outcome, output, is_written=not dry_run)
    return 1 if outcome.report.has_errors or outcome.changes.of("conflict") else 0


def _answer(outcome: Outcome, output: Format, *, is_written: bool) -> None:
    from designer.cli.answers import design_answer, print_json  # noqa: PLC0415 - lazy, as in all commands
    from designer.show.console import show  # noqa: PLC0415 - the same
    from designer.show.outcome import outcome_lines  # noqa: PLC0415 - the same

    if output is Format.json:
        print_json(design_answer(outcome))
        return
    show(outcome_lines(outcome.design, outcome.report, outcome.changes, is_written=is_written, is_rendered=outcome.is_rendered))
