"""Commands that start from a design file: check, render, view."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from designer.cli.looking import Format, FormatOption

if TYPE_CHECKING:
    from designer.pipeline import Rendered

CHECK_SUMMARY = "Hold a design against the documents it names."
CHECK_HELP = """Hold a design against the documents it names: designer check design.yaml

Exit code: 0 no errors (open points, warnings and unverified claims are listed), 1 errors, 2 the design or a document cannot be read.
"""
RENDER_SUMMARY = "Render a design's repository anew, your edits kept."
RENDER_HELP = """Render a design's repository anew, your edits kept: designer render design.yaml

A design that lies in its own repository is rendered there, any other into generated/<name>. No planner, no network.

Exit code: 0 done; 1 the design has errors (nothing is written, unless --force) or an edit of yours is in conflict;
2 the run could not be made.
"""
VIEW_SUMMARY = "Print what the templates are given for a design."
VIEW_HELP = "Print what the templates are given for a design: designer view design.yaml"
DesignArgument = Annotated[Path, typer.Argument(help="A design file, design.yaml.", metavar="DESIGN")]


def check(design: DesignArgument, *, output: FormatOption = Format.text) -> int:
    """Print findings and coverage."""
    from designer.cli.answers import check_answer, print_json  # noqa: PLC0415 - lazy, as in all commands
    from designer.pipeline import check_file  # noqa: PLC0415 - the same
    from designer.show.console import show, working  # noqa: PLC0415 - the same
    from designer.show.report import question_lines, report_lines  # noqa: PLC0415 - the same

    with working() as tell:
        tell("Checking")
        checked = check_file(design, tell=tell)
    if output is Format.json:
        print_json(check_answer(checked))
    else:
        show(question_lines(checked.file.design.questions))
        show(report_lines(checked.report, file=str(design)))
    return 1 if checked.report.has_errors else 0


def render(
    design: DesignArgument,
    *,
    out: Annotated[Path | None, typer.Option(help="Folder to write.", metavar="DIR")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show the difference, write nothing.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Render even if the design has errors.")] = False,
) -> int:
    """Check, render, compare, write."""
    from designer.files.tree import write  # noqa: PLC0415 - lazy, as in all commands
    from designer.pipeline import render_file  # noqa: PLC0415 - the same
    from designer.show.console import working  # noqa: PLC0415 - the same

    with working() as tell:
        rendered = render_file(design, out=out, force=force, tell=tell)
        if rendered.changes is not None and not dry_run:
            tell("Writing")
            write(rendered.changes)
    _show_rendered(rendered, dry_run=dry_run)
    return 1 if rendered.checked.report.has_errors or (rendered.changes and rendered.changes.of("conflict")) else 0


def view(design: DesignArgument) -> int:
    """Print the view."""
    from designer.cli.answers import print_json  # noqa: PLC0415 - lazy, as in all commands
    from designer.pipeline import view_file  # noqa: PLC0415 - the same

    print_json(view_file(design))
    return 0


def _show_rendered(rendered: Rendered, *, dry_run: bool) -> None:
    from designer.show.changes import change_lines, difference  # noqa: PLC0415 - lazy, as in all commands
    from designer.show.console import Line, show, show_raw  # noqa: PLC0415 - the same
    from designer.show.report import count_line, report_lines  # noqa: PLC0415 - the same

    report = rendered.checked.report
    if rendered.changes is None:
        show(report_lines(report, file=str(rendered.checked.file.path), severities=("error",)))
        show([Line("Not rendered: mend the errors first, or render with --force.", "bad")])
        return
    if dry_run and rendered.changes.has_effect:
        show_raw(difference(rendered.changes))
    show(change_lines(rendered.changes, is_written=not dry_run))
    show([Line(count_line(report), "bad" if report.has_errors else "good")])
