"""Commands that make something of a design file: render, view."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - typer reads annotations at run time
from typing import TYPE_CHECKING, Annotated

import typer

from designer.cli.checking import DesignArgument  # noqa: TC001 - typer reads annotations at run time

if TYPE_CHECKING:
    from designer.pipeline import Rendered

RENDER_SUMMARY = "Render a design's repository anew, your edits kept."
RENDER_HELP = """Render a design's repository anew, your edits kept: designer render design.yaml

A design that lies in its own repository is rendered there, any other into generated/<name>. No planner, no network.

Exit code: 0 done; 1 the design has errors (nothing is written, unless --force) or an edit of yours is in conflict;
2 the run could not be made.
"""
VIEW_SUMMARY = "Print what the templates are given for a design."
VIEW_HELP = "Print what the templates are given for a design: designer view design.yaml"


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
    from designer.show.covered import count_lines  # noqa: PLC0415 - the same
    from designer.show.report import report_lines  # noqa: PLC0415 - the same

    report = rendered.checked.report
    if rendered.changes is None:
        file = rendered.checked.file
        show(report_lines(report, file.design, file=str(file.path), severities=("error",)))
        show(count_lines(report))
        show([Line("Not rendered: mend the errors first, or render with --force.", "bad")])
        return
    if dry_run and rendered.changes.has_effect:
        show_raw(difference(rendered.changes))
    show(change_lines(rendered.changes, is_written=not dry_run))
    show(count_lines(report))
