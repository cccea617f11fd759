"""The command `specs validate`: the full verdict on documents, with place and next step of each problem."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from designer.cli.completing import complete_system
from designer.cli.looking import Format, FormatOption

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from designer.errors import DescriptionError
    from designer.model.scalars import JsonObject
    from designer.show.console import Line, Tone
    from designer.specs.validation.verdict import Problem, Verdict

VALIDATE_SUMMARY = "Ask whether documents are valid OpenAPI."
VALIDATE_HELP = """Ask whether documents are valid OpenAPI: the full verdict of openapi-spec-validator, with the place of each problem.

Every other command takes only a quick look at a document's shape, and reads what it can of a wrong one. The verdict is kept
by the document's hash; `design` tells of it. References are followed to files in the document's folder, never to the network.

Exit code: 0 valid, 1 invalid, 2 could not be judged or read.

\b
Examples:
  designer specs validate stripe.json
  designer specs validate stripe xero.yaml --timeout 300
"""


def validate(
    documents: Annotated[
        list[str],
        typer.Argument(help="A file, or the name of a system that was added.", metavar="FILE|NAME...", autocompletion=complete_system),
    ],
    *,
    output: FormatOption = Format.text,
    timeout: Annotated[float, typer.Option(min=1, max=3600, help="Seconds that each document may take.", metavar="SECONDS")] = 120,
) -> int:
    """Print a verdict on each document."""
    from designer.cli.answers import print_json  # noqa: PLC0415 - lazy, as in all commands
    from designer.cli.running import tell_error  # noqa: PLC0415 - the same
    from designer.show.console import show  # noqa: PLC0415 - the same

    paths = {path: overlays for document in documents for path, overlays in _paths(document)}
    verdicts, unread = _judged(paths, timeout)
    if output is Format.json:
        print_json({"documents": [_answer(verdict) for verdict in verdicts]})
    else:
        show(_lines(verdicts))
    for fault in unread:
        tell_error(fault)
    return 2 if unread else max((EXIT[verdict.outcome] for verdict in verdicts), default=2)


def _judged(paths: Mapping[Path, Sequence[Path]], seconds: float) -> tuple[list[Verdict], list[DescriptionError]]:
    """Return the verdicts, and what is wrong with documents that cannot be read: one of those costs the others nothing."""
    from designer.errors import DescriptionError  # noqa: PLC0415 - lazy, as in all commands
    from designer.show.console import working  # noqa: PLC0415 - the same
    from designer.specs.validation.verdict import validate_file  # noqa: PLC0415 - the same

    verdicts, unread = [], []
    with working() as tell:
        for path, overlays in paths.items():
            try:
                verdicts.append(validate_file(path, seconds=seconds, tell=tell, overlays=overlays))
            except DescriptionError as fault:
                unread.append(fault)
    return verdicts, unread


def _paths(document: str) -> Iterator[tuple[Path, tuple[Path, ...]]]:
    """Yield the OpenAPI documents that an argument means, with the overlays that correct them. Raises UsageError."""
    from designer.errors import UsageError  # noqa: PLC0415 - lazy, as in all commands
    from designer.specs.registry import system_of  # noqa: PLC0415 - the same

    if document.startswith(("http://", "https://")):
        name = "designer specs add NAME"
        raise UsageError(document, "only files and known systems are validated", next_step=f"Download it first: {name} {document}")
    descriptions = system_of(document).descriptions
    overlays = tuple(Path(one.path) for one in descriptions if one.kind == "overlay")
    paths = [(Path(one.path), overlays) for one in descriptions if one.kind == "openapi" and not one.pointer]
    if not paths:
        raise UsageError(document, "no OpenAPI document describes this system", next_step="Name a file that is one.")
    yield from paths


EXIT = {"valid": 0, "invalid": 1, "unjudged": 2}


def _lines(verdicts: Sequence[Verdict]) -> Iterator[Line]:
    from designer.show.console import Line  # noqa: PLC0415 - lazy, as in all commands

    for number, verdict in enumerate(verdicts):
        if number:
            yield Line("")
        yield Line(f"{verdict.file}: {_outcome(verdict)}", TONES[verdict.outcome])
        for problem in verdict.problems:
            yield from _problem_lines(verdict, problem)
        if verdict.more:
            yield Line(f"  and {verdict.more} more; mend these and look again", "quiet")


TONES: dict[str, Tone] = {"valid": "good", "invalid": "bad", "unjudged": "warning"}


def _outcome(verdict: Verdict) -> str:
    version = f"OpenAPI {verdict.version}" if verdict.version != "2.0" else "Swagger 2.0"
    by = f"({verdict.tool}, {verdict.seconds:.1f} s)"
    errors = verdict.more + sum(problem.more + 1 for problem in verdict.problems if problem.judged)
    unjudged = sum(problem.more + 1 for problem in verdict.problems if not problem.judged)
    if verdict.outcome == "valid":
        return f"valid {version} {by}"
    if verdict.outcome == "unjudged":
        return f"could not be judged {by}"
    rest = f", {unjudged} {'part' if unjudged == 1 else 'parts'} not judged" if unjudged else ""
    return f"not valid {version}: {errors} {'error' if errors == 1 else 'errors'}{rest} {by}"


def _problem_lines(verdict: Verdict, problem: Problem) -> Iterator[Line]:
    from designer.show.console import Line  # noqa: PLC0415 - lazy, as in all commands
    from designer.show.safe import one_line  # noqa: PLC0415 - the same
    from designer.specs.validation.wording import harmless  # noqa: PLC0415 - the same

    file = one_line(str(Path(verdict.file).parent / problem.file) if problem.file else verdict.file)
    place = f"{file}:{problem.line}:{problem.column}" if problem.line else file
    more = f" {problem.more} more {'place is' if problem.more == 1 else 'places are'} like it." if problem.more else ""
    yield Line(f"  {place}  {one_line(harmless(problem.pointer))}", "" if problem.judged else "quiet", hang=4)
    yield Line(f"      {one_line(problem.message)}. {one_line(problem.next_step)}{more}", hang=0)


def _answer(verdict: Verdict) -> JsonObject:
    return {
        "file": verdict.file,
        "sha256": verdict.sha256,
        "outcome": verdict.outcome,
        "version": verdict.version,
        "tool": verdict.tool,
        "seconds": verdict.seconds,
        "problems": [
            {
                "file": problem.file,
                "pointer": problem.pointer,
                "line": problem.line,
                "column": problem.column,
                "message": problem.message,
                "next_step": problem.next_step,
                "more": problem.more,
                "judged": problem.judged,
            }
            for problem in verdict.problems
        ],
        "more": verdict.more,
    }
