"""From a brief to a design and its repository: plan, check and repair, render, compare; writing is the caller's."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from designer.errors import DesignerError, DesignFileError
from designer.files.design_file import read_design
from designer.files.placing import refuse_unwritable
from designer.files.tree import compare, refuse_foreign
from designer.files.yaml_reading import read_yaml
from designer.pipeline import DESIGN_FILE, GENERATED, design_alone, holds_secrets, repository, with_lines
from designer.pipeline.described import brief_of, fetching
from designer.pipeline.planning import planned, reached
from designer.plan.choosing import PlannerWish

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from designer.files.changes import Changes
    from designer.model.brief import Accounted, Brief, SystemRef
    from designer.model.design import Design
    from designer.model.design import Mapping as FieldMapping
    from designer.model.finding import Report
    from designer.model.run import Run
    from designer.model.scalars import StyleWish
    from designer.model.spec import Catalog
    from designer.pipeline.planning import Planned
    from designer.plan.claude.stopping import Stopped
    from designer.plan.offline.candidates import RoleCandidates
    from designer.specs.catalog import LoadedCatalog


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the user asked of a design."""

    brief: Path
    systems: tuple[SystemRef, ...] = ()
    """Of `--spec` and `--object`; paths as seen from the working folder."""
    style: StyleWish = "auto"
    out: Path | None = None
    force: bool = False
    planner: PlannerWish = PlannerWish(name="offline")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A design that was made: what it rests on, what the check says, and what writing it changes."""

    brief: Brief
    catalog: Catalog
    design: Design
    report: Report
    changes: Changes
    is_rendered: bool
    """False: the design has errors or decides nothing yet, and only design.yaml is written."""
    run: Run | None = None
    """What the run with Claude took; None: it was planned offline."""
    stopped: Stopped | None = None
    """How that run ended."""

    @property
    def candidates(self) -> tuple[RoleCandidates, ...]:
        """Return the operations that were weighed; ranked when asked for, since only the JSON answer tells them."""
        from designer.plan.offline.candidates import operation_candidates  # noqa: PLC0415 - beside its only use

        return operation_candidates(self.brief, self.catalog, design=self.design)

    @property
    def account(self) -> tuple[Accounted, ...]:
        """Return the brief sentence by sentence, with what the design holds of each; only the JSON answer tells all of it."""
        from designer.brief.account import account_of  # noqa: PLC0415 - beside its only use

        return account_of(self.brief, self.design)

    @property
    def left_out(self) -> tuple[tuple[str, FieldMapping], ...]:
        """Return what the offline matcher would surely fill and Claude did not, by step; nothing where Claude was not asked."""
        if self.run is None:
            return ()
        from designer.plan.claude.agreement import left_out  # noqa: PLC0415 - beside its only use

        return left_out(self.design, self.brief, self.catalog)


def design(
    wanted: Wanted,
    *,
    tell: Callable[[str], None],
    notice: Callable[[str], None] | None = None,
    lost: Callable[[Run, Stopped | None], None] | None = None,
) -> Outcome:
    """Plan an integration, hold it against the descriptions, repair what can be repaired; `write` is the caller's.

    *tell* hears how far the run is, *notice* what a person should know afterwards, *lost* of a run with Claude of which
    no design comes.
    """
    if wanted.out:
        refuse_foreign(wanted.out)
    claude = reached(wanted.planner, tell=notice or tell)
    if claude:
        refuse_unwritable(wanted.out or GENERATED)
    brief, catalog = read(wanted, tell=tell, notice=notice)
    made = planned(claude, brief, catalog, tell=tell, notice=notice or tell, lost=lost)
    try:
        catalog.remember()
        tell("Rendering")
        return _rendered(wanted, brief, catalog, made)
    except BaseException:
        if made.run and lost:
            lost(made.run, made.stopped)
        raise


def read(wanted: Wanted, *, tell: Callable[[str], None], notice: Callable[[str], None] | None = None) -> tuple[Brief, LoadedCatalog]:
    """Return the brief and what its systems' documents say; *tell* hears how far it is, *notice* what is fetched."""
    from designer.specs.catalog import load_catalog  # noqa: PLC0415 - `designer schema` reads no documents

    tell("Reading the brief")
    brief = brief_of(wanted.brief, systems=wanted.systems, style=wanted.style)
    tell("Reading " + ", ".join(system.name for system in brief.systems))
    return brief, load_catalog(brief.systems, base=Path(), fetch=fetching(tell, notice=notice))


def _rendered(wanted: Wanted, brief: Brief, catalog: Catalog, made: Planned) -> Outcome:
    """Return what is written of a design: a repository, or the design alone."""
    final = made.design
    folder = wanted.out or GENERATED / final.name
    report = _with_the_persons_waivers(made.report, final, folder / DESIGN_FILE)
    is_decided = bool(final.flows) or final.warehouse is not None
    is_rendered = (wanted.force and not holds_secrets(report)) or (is_decided and not report.has_errors)
    artifacts = repository(final, catalog, report) if is_rendered else design_alone(final, folder)
    changes = compare(artifacts, folder, complete=is_rendered)
    return Outcome(
        brief=brief,
        catalog=catalog,
        design=final,
        report=with_lines(report, _lines_of(changes)),
        changes=changes,
        is_rendered=is_rendered,
        run=made.run,
        stopped=made.stopped,
    )


def _with_the_persons_waivers(report: Report, design: Design, path: Path) -> Report:
    """Count as waived what comments of the design file silence into which a design goes; one that cannot be read silences nothing."""
    from designer.check.reporting.waivers import waived_as_before  # noqa: PLC0415 - with the rules

    with contextlib.suppress(DesignerError):
        return waived_as_before(report, design, read_design(path)) if path.is_file() else report
    return report


def _lines_of(changes: Changes) -> Mapping[str, int]:
    """Return the lines of the design file as it will stand in the folder; as it was generated where it cannot be read there."""
    change = next(change for change in changes.files if change.path == DESIGN_FILE)
    for data in (change.new, change.generated):
        with contextlib.suppress(DesignFileError, UnicodeDecodeError):
            return read_yaml((data or b"").decode(), place=DESIGN_FILE)[1]
    return {}
