"""The command `drift`: what a new document of a system breaks in a design."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from designer.cli.checking import DesignArgument  # noqa: TC001 - the same

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.model.brief import SystemRef
    from designer.model.scalars import JsonObject
    from designer.pipeline.drifting import Accepted, Drifted

SUMMARY = "Tell what a vendor's new document breaks in a design."
HELP = """Tell what a vendor's new document breaks in a design, and nothing else: designer drift design.yaml --spec Stripe=new.json

What the design uses is kept in design.lock beside it: calls, fields, values, sign-in, with what the documents said of each.
Without --spec the documents that the design names are held against it as they are now. What else a document changed is counted.

Exit code: 0 nothing breaks (warnings and notes are listed), 1 the design breaks, 2 the run could not be made.
"""
EXAMPLES = """\b
Examples:
  designer drift design.yaml --spec Stripe=stripe-2026.json
  designer drift design.yaml --spec Stripe              # its document again, from where it came
  designer drift design.yaml --spec CRM=new.yaml --old CRM=old.yaml
  designer drift design.yaml --spec CRM=new.yaml --accept
"""


class DriftFormat(StrEnum):
    """How an answer is printed."""

    text = "text"
    json = "json"
    github = "github"


def drift(
    design: DesignArgument,
    *,
    spec: Annotated[
        list[str] | None,
        typer.Option(help="New document of a system; its name alone: from where the old one came.", metavar="NAME[=NEW]"),
    ] = None,
    object_: Annotated[
        list[str] | None, typer.Option("--object", help="New schema or sample of an object.", metavar="NAME:POINTER=FILE")
    ] = None,
    old: Annotated[list[str] | None, typer.Option(help="Document to compare with, instead of design.lock.", metavar="NAME=OLD")] = None,
    accept: Annotated[
        bool, typer.Option("--accept", "--write", help="Take the new documents: write design.yaml, its slices and design.lock anew.")
    ] = False,
    output: Annotated[DriftFormat, typer.Option("--format", help="How the answer is printed.")] = DriftFormat.text,
) -> int:
    """Print what has changed; take it if asked."""
    from designer.cli.systems import systems_of  # noqa: PLC0415 - lazy, as in all commands
    from designer.pipeline.drifting import accepted, drift_file  # noqa: PLC0415 - the same
    from designer.show.console import tell as message  # noqa: PLC0415 - the same
    from designer.show.console import working  # noqa: PLC0415 - the same

    with working() as tell:
        drifted = drift_file(
            design, specs=_systems(spec or [], object_ or []), earlier=systems_of(old or [], []), tell=tell, is_accepting=accept
        )
        taken = accepted(drifted, tell=tell) if accept else None
        if taken is not None:
            tell("Writing")
            _write(taken)
    _answer(drifted, taken, output)
    if taken is not None and taken.is_refused:
        message(f"Not accepted: mend {design} first, so that it fits the new document.", tone="bad")
    in_conflict = taken is not None and taken.changes is not None and bool(taken.changes.of("conflict"))
    return 1 if drifted.report.breaks or in_conflict or (taken is not None and taken.is_refused) else 0


def _systems(specs: Sequence[str], objects: Sequence[str]) -> tuple[SystemRef, ...]:
    """Return the systems that the options name; one that is named alone has no description."""
    from designer.cli.systems import systems_of  # noqa: PLC0415 - lazy, as in all commands
    from designer.model.brief import SystemRef  # noqa: PLC0415 - the same

    alone = tuple(SystemRef(name=text.strip()) for text in specs if "=" not in text and text.strip())
    return (*alone, *systems_of([text for text in specs if "=" in text or not text.strip()], objects))


def _write(taken: Accepted) -> None:
    from designer.files.replacing import replace_file  # noqa: PLC0415 - lazy, as in all commands
    from designer.files.tree import write  # noqa: PLC0415 - the same

    if taken.changes is not None:
        write(taken.changes)
    for path, text in taken.files:
        replace_file(path, text.encode())


def _answer(drifted: Drifted, taken: Accepted | None, output: DriftFormat) -> None:
    from designer.cli.answers import print_json  # noqa: PLC0415 - lazy, as in all commands
    from designer.show.changes import change_lines  # noqa: PLC0415 - the same
    from designer.show.console import Line, show, show_raw  # noqa: PLC0415 - the same
    from designer.show.drift import drift_annotations, drift_lines  # noqa: PLC0415 - the same

    if output is DriftFormat.json:
        print_json(_json(drifted))
        return
    lines = drift_lines(drifted.report, drifted.file.design, file=str(drifted.file.path))
    if output is DriftFormat.github:
        show_raw(drift_annotations(drifted.report, lines, file=str(drifted.file.path)))
        return
    show(lines)
    if taken is not None and taken.changes is not None:
        show(change_lines(taken.changes, is_written=True))
    elif taken is not None and taken.files:
        show([Line("Written: " + ", ".join(str(path) for path, _ in taken.files), "good")])


def _json(drifted: Drifted) -> JsonObject:
    from designer.cli.drift_answer import drift_answer  # noqa: PLC0415 - lazy, as in all commands

    return drift_answer(drifted.file.path, drifted.report)
