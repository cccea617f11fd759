"""What commands ask for: a brief designed (`designing`), a design file checked, rendered, mended, held against new documents."""

from __future__ import annotations

import dataclasses
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from designer.errors import DesignFileError, UsageError
from designer.files.design_file import SCHEMA_PATH, design_schema, design_text, nearest_line, parse_design, read_design, update_design
from designer.files.tree import compare
from designer.model.artifact import Artifact
from designer.pipeline.described import catalog_of, fetching, is_absolute

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from designer.files.changes import Changes
    from designer.files.design_file import DesignFile
    from designer.match.fields.matches import FieldMatches
    from designer.model.description import DescriptionRef
    from designer.model.design import Design
    from designer.model.finding import Checker, Report
    from designer.model.scalars import JsonObject
    from designer.model.spec import Catalog, RankedOperation

DESIGN_FILE = "design.yaml"
GENERATED = Path("generated")
MOST_PAIRS = 2_000_000
"""Fields times fields that are compared, some ten seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A design file and what the check says of it."""

    file: DesignFile
    catalog: Catalog
    report: Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """A design file's repository: what writing it changes, nothing if errors stand in the way."""

    checked: Checked
    changes: Changes | None


def check_file(path: Path, *, tell: Callable[[str], None] | None = None) -> Checked:
    """Hold a design file against the descriptions that it names; those at an address are fetched where *tell* can tell of it.

    What comments of the file silence is counted as waived.
    """
    file = read_design(path)
    catalog = catalog_of(file.design, base=path.parent, fetch=fetching(tell) if tell else None)
    report = report_of(file, catalog)
    catalog.remember()
    return Checked(file=file, catalog=catalog, report=report)


def render_file(path: Path, *, out: Path | None, force: bool, tell: Callable[[str], None]) -> Rendered:
    """Render a design file anew; no planner. A design that lies in its own repository is rendered there."""
    tell("Checking")
    checked = check_file(path, tell=tell)
    if checked.report.has_errors and not force:
        return Rendered(checked=checked, changes=None)
    _refuse_secrets(checked)
    folder = out or _home_of(checked.file)
    tell("Rendering")
    artifacts = tuple(with_the_persons_text(repository(checked.file.design, checked.catalog, checked.report), checked.file))
    written_back = {DESIGN_FILE: checked.file.text} if (folder / DESIGN_FILE).resolve() == path.resolve() else {}
    return Rendered(checked=checked, changes=compare(artifacts, folder, bases=written_back))


def view_file(path: Path) -> JsonObject:
    """Return what the templates are given for a design file."""
    from designer.render.view import view_document  # noqa: PLC0415 - beside its only use

    checked = check_file(path)
    _refuse_secrets(checked)
    return view_document(checked.file.design, checked.catalog, checked.report)


def map_addresses(source: str, target: str) -> FieldMatches:
    """Map the fields of one object, schema, operation or event to those of another."""
    from designer.specs.address import resolve_address  # noqa: PLC0415 - beside its only use

    reading, writing = resolve_address(source, base=Path()), resolve_address(target, base=Path())
    sources, targets = reading.fields("read"), writing.fields("write")
    for address, fields in ((source, sources), (target, targets)):
        if not any(field.path for field in fields):
            step = "Give the account's own schema of the object (a JSON Schema), or a record of it as a sample, in its place."
            raise UsageError(address, "no field is named there, so there is nothing to map", next_step=step)
    if len(sources) * len(targets) > MOST_PAIRS:
        fact = f"{len(sources):,} fields and {len(targets):,} are more than can be compared"
        raise UsageError(f"{source} and {target}", fact, next_step="Name a part of them, such as one schema.")
    from designer.match.fields.matching import match_fields  # noqa: PLC0415 - the matcher's data is large; what is refused is refused before

    return match_fields(sources, targets, source_title=reading.title, target_title=writing.title)


def search_operations(spec: str, words: str, *, limit: int, tell: Callable[[str], None]) -> tuple[RankedOperation, ...]:
    """Return the operations of a document, of a registered system or of what lies at an address, that answer to some words, best first."""
    from designer.specs.catalog import load_catalog  # noqa: PLC0415 - beside its only use
    from designer.specs.registry import system_of  # noqa: PLC0415 - the same

    if not words.strip():
        raise UsageError("WORDS", "there are none", next_step='Say what the operation does: "create a customer".')
    from designer.match.operations import searching  # noqa: PLC0415 - the words of the trade are read where they are asked for

    system = system_of(spec, tell=tell)
    return searching.search_operations(load_catalog([system], base=Path()), system.name, text=words, limit=limit)


def checker_of(catalog: Catalog) -> Checker:
    """Return the check with its catalog in hand."""
    from designer.check.run import check  # noqa: PLC0415 - the rules load the matcher's types

    return lambda design: check(design, catalog)


def report_of(file: DesignFile, catalog: Catalog) -> Report:
    """Return what the check says of a design file, with lines, and with what its comments silence counted as waived."""
    from designer.check.reporting.hiding import with_commented_secrets  # noqa: PLC0415 - with the rules
    from designer.check.reporting.waivers import waived  # noqa: PLC0415 - the same

    report = with_lines(checker_of(catalog)(file.design), file.lines)
    return waived(with_commented_secrets(report, file.text), file.text, file.lines)


def repository(design: Design, catalog: Catalog, report: Report) -> tuple[Artifact, ...]:
    """Render the starter, with what it uses of each document beside the design."""
    from designer.drift.lock_file import LOCK_FILE, lock_text  # noqa: PLC0415 - only where something is rendered
    from designer.drift.locking import lock_of  # noqa: PLC0415 - the same
    from designer.render.run import render  # noqa: PLC0415 - the same: it loads templates

    lock = Artifact(path=LOCK_FILE, text=lock_text(lock_of(design, catalog)))
    return tuple(sorted((*render(design, catalog, report), lock), key=lambda artifact: artifact.path))


def design_alone(design: Design, folder: Path) -> tuple[Artifact, ...]:
    """Return the design file without a repository; its documents stay where they are, seen from *folder*."""
    systems = tuple(
        dataclasses.replace(system, descriptions=tuple(_seen_from(ref, folder) for ref in system.descriptions)) for system in design.systems
    )
    return Artifact(path=DESIGN_FILE, text=design_text(dataclasses.replace(design, systems=systems))), _schema_file()


def holds_secrets(report: Report) -> bool:
    """Tell whether the check found a secret: that goes into no file and onto no screen, not even by force."""
    from designer.check.reporting.hiding import SECRET  # noqa: PLC0415 - with the rules

    return any(finding.code == SECRET for finding in report.findings)


def _refuse_secrets(checked: Checked) -> None:
    if holds_secrets(checked.report):
        fact = "holds what looks like a secret, and is not rendered, not even by force"
        raise DesignFileError(str(checked.file.path), fact, next_step="Take it out; `designer check` tells where it stands.")


def with_lines(report: Report, lines: Mapping[str, int]) -> Report:
    """Return the report with the line of each place that it names in the design file."""
    findings = tuple(dataclasses.replace(finding, line=nearest_line(lines, finding.where)) for finding in report.findings)
    personal = tuple(dataclasses.replace(flow, line=nearest_line(lines, flow.where)) for flow in report.personal)
    return dataclasses.replace(report, findings=findings, personal=personal)


def _schema_file() -> Artifact:
    import json  # noqa: PLC0415 - beside its only use

    return Artifact(path=SCHEMA_PATH, text=json.dumps(design_schema(), indent=2, ensure_ascii=False) + "\n")


def with_the_persons_text(artifacts: Sequence[Artifact], file: DesignFile) -> Iterator[Artifact]:
    """Write the design file back with the person's comments and order."""
    for artifact in artifacts:
        if artifact.path == DESIGN_FILE:
            design = parse_design(artifact.text, path=Path(DESIGN_FILE)).design
            yield dataclasses.replace(artifact, text=update_design(file.text, design))
        else:
            yield artifact


def _home_of(file: DesignFile) -> Path:
    """A design file beside the last rendering lies in its own repository."""
    folder = file.path.parent
    return folder if (folder / ".designer").is_dir() else GENERATED / file.design.name


def _seen_from(ref: DescriptionRef, folder: Path) -> DescriptionRef:
    return ref if is_absolute(ref.path) else dataclasses.replace(ref, path=Path(os.path.relpath(ref.path, folder)).as_posix())
