"""The command `check`: a design held against its documents, the answer in one of four forms."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from designer.cli.completing import complete_rule

if TYPE_CHECKING:
    from designer.model.finding import Report
    from designer.pipeline import Checked

CHECK_SUMMARY = "Hold a design against the documents it names."
CHECK_HELP = """Hold a design against the documents it names: operations, fields, types, required values, sign-in, safety, limits.

Each finding names its rule (`designer rules CODE` explains it), its line and place, and what to do. A comment in the design
silences one for its place and all below it, and is counted: `# designer: ignore CODE reason`, at the end of a line or above it.

Exit code: 0 no errors, or none at or above --fail-on; 1 there are; 2 the design or a document cannot be read.
"""
CHECK_EXAMPLES = """\b
Examples:
  designer check design.yaml
  designer check design.yaml --select MAP,TYPE --ignore MAP311
  designer check design.yaml --fix
  designer check design.yaml --write-baseline baseline.json
  designer check design.yaml --baseline baseline.json --fail-on warning
  designer check design.yaml --format sarif > design.sarif
"""
ALIKE = 10
"""So many findings of one rule and severity are told without --all."""
DesignArgument = Annotated[Path, typer.Argument(help="A design file, design.yaml.", metavar="DESIGN")]


class CheckFormat(StrEnum):
    """How findings are printed."""

    text = "text"
    json = "json"
    sarif = "sarif"
    github = "github"


class FailOn(StrEnum):
    """The mildest finding that ends with code 1."""

    error = "error"
    open = "open"
    warning = "warning"


def check(  # noqa: PLR0913 - one argument for each option of the command
    design: DesignArgument,
    *,
    output: Annotated[CheckFormat, typer.Option("--format", help="How the answer is printed.")] = CheckFormat.text,
    select: Annotated[
        list[str] | None,
        typer.Option(help="Rules that count, by code or its beginning: MAP, TYPE4.", metavar="CODES", autocompletion=complete_rule),
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option(help="Rules that do not count.", metavar="CODES", autocompletion=complete_rule)
    ] = None,
    baseline: Annotated[Path | None, typer.Option(help="Findings of before, which do not count.", metavar="FILE")] = None,
    write_baseline: Annotated[Path | None, typer.Option(help="Write what is found now, for --baseline.", metavar="FILE")] = None,
    fail_on: Annotated[FailOn, typer.Option(help="The mildest finding that ends with code 1.")] = FailOn.error,
    fix: Annotated[bool, typer.Option("--fix", help="Make the certain fixes in the file; its comments stay.")] = False,
    everything: Annotated[bool, typer.Option("--all", help="Tell long lists whole.")] = False,
) -> int:
    """Print findings and coverage."""
    from designer.check.reporting.choosing import choice_of, chosen  # noqa: PLC0415 - lazy, as in all commands
    from designer.cli.baselines import compared, written  # noqa: PLC0415 - the same
    from designer.pipeline import check_file  # noqa: PLC0415 - the same
    from designer.pipeline.fixing import fix_file  # noqa: PLC0415 - the same
    from designer.show.console import working  # noqa: PLC0415 - the same

    choice = choice_of(select or [], ignore or [])
    with working() as tell:
        tell("Checking")
        checked = fix_file(design, choice, tell=tell) if fix else check_file(design, tell=tell)
    if write_baseline:
        return written(checked, write_baseline)
    _tell_of_stale_lock(checked)
    report = chosen(compared(checked, baseline), choice)
    code = exit_code(report, fail_on)
    _print(checked, report, output, everything=everything, code=code)
    return code


def _tell_of_stale_lock(checked: Checked) -> None:
    """Say on standard error that the lock beside the design is older than what the design uses."""
    from designer.pipeline.drifting import is_lock_stale  # noqa: PLC0415 - lazy, as in all commands
    from designer.show.console import tell  # noqa: PLC0415 - the same

    if is_lock_stale(checked.file):
        step = "`designer render` or `designer drift --accept` renews it."
        tell(f"note: design.lock was written before {checked.file.path} was changed; {step}")


def exit_code(report: Report, fail_on: FailOn) -> int:
    """Return 1 if a finding is as bad as *fail_on* or worse."""
    from designer.model.finding import SEVERITIES  # noqa: PLC0415 - lazy, as in all commands

    counted = SEVERITIES[: SEVERITIES.index(fail_on.value) + 1]
    return 1 if any(finding.severity in counted for finding in report.findings) else 0


def _print(checked: Checked, report: Report, output: CheckFormat, *, everything: bool, code: int) -> None:
    from designer.cli.answers import print_json  # noqa: PLC0415 - lazy, as in all commands
    from designer.cli.check_answers import check_answer  # noqa: PLC0415 - the same
    from designer.pipeline.fixing import text_edits  # noqa: PLC0415 - the same
    from designer.show.annotations import annotation_text  # noqa: PLC0415 - the same
    from designer.show.console import show, show_raw  # noqa: PLC0415 - the same
    from designer.show.sarif import Run, sarif_log  # noqa: PLC0415 - the same

    file = checked.file
    match output:
        case CheckFormat.json:
            print_json(check_answer(file, report))
        case CheckFormat.sarif:
            run = Run(file=file, exit_code=code, edits=text_edits(file, report))
            print_json(sarif_log(report, run))
        case CheckFormat.github:
            show_raw(annotation_text(report, file.design, file=str(file.path)))
        case CheckFormat.text:
            from designer.show.checked import checked_lines  # noqa: PLC0415 - the same

            show(checked_lines(report, file.design, file=str(file.path), alike=0 if everything else ALIKE))
