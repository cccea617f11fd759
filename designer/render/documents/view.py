"""Everything that the documents of a starter print, made from the design, the documents of its systems and the report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from designer.render.diagrams import sequence_diagram
from designer.render.documents.architecture import ArchitectureView, architecture_view
from designer.render.documents.checklist import checklist
from designer.render.documents.endpoints import SystemEndpoints, system_endpoints
from designer.render.documents.environment import EnvironmentLine, environment_lines
from designer.render.documents.fieldmap import StepMap, TableView, step_maps, table_views
from designer.render.documents.files import file_rows
from designer.render.documents.flows import FlowView, flow_facts, flow_title, lifecycle_rows, starts_words, step_rows
from designer.render.documents.narrative import NarrativeView, narrative_view
from designer.render.documents.openpoints import QuestionView, finding_rows, not_verified, question_views, waived_rows
from designer.render.documents.practice import practice
from designer.render.documents.runbook import RunbookView, runbook_view
from designer.render.documents.setup import SystemSetup, WebhookSetup, setting_rows, system_setups, webhook_setups, worksheet_rows
from designer.render.documents.summary import does, planner_words, summary
from designer.render.documents.unused import unused_views
from designer.render.documents.words import code, prose, sentence

if TYPE_CHECKING:
    from designer.model.design import Design, Flow
    from designer.model.finding import Report
    from designer.model.spec import Catalog
    from designer.render.documents.grid import Grid, Section
    from designer.render.documents.nocode.view import NocodeView
    from designer.render.documents.warehouse.view import WarehouseView


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentsView:
    """What the templates print as `documents`; every text is Markdown that is safe where it stands."""

    title: str
    style: str
    summary: tuple[str, ...]
    """Sentences: what it is for."""
    does: tuple[str, ...]
    """Sentences: what it does, one for each flow."""
    planner: str
    start: tuple[str, ...]
    """What to do first, in order."""
    missing: tuple[str, ...]
    """What the design wants and this starter does not do yet."""
    questions: tuple[QuestionView, ...]
    unused: tuple[str, ...]
    """What the brief asks for and the design does not hold."""
    not_verified: tuple[str, ...]
    errors: Grid
    warnings: Grid
    waived: Grid
    """What a comment in the design silences."""
    flows: tuple[FlowView, ...]
    field_maps: tuple[StepMap, ...]
    tables: tuple[TableView, ...]
    systems: tuple[SystemEndpoints, ...]
    setups: tuple[SystemSetup, ...]
    settings: Grid
    worksheet: Grid
    environment: tuple[EnvironmentLine, ...]
    webhooks: tuple[WebhookSetup, ...]
    checklist: tuple[Section, ...]
    runbook: RunbookView
    architecture: ArchitectureView
    narrative: NarrativeView
    files: Grid
    nocode: NocodeView | None
    warehouse: WarehouseView | None


def documents_view(design: Design, catalog: Catalog, report: Report) -> DocumentsView:
    """Return the view of all documents."""
    return DocumentsView(
        title=prose(design.title or design.name, limit=120).rstrip("."),
        style=design.style,
        summary=summary(design),
        does=does(design),
        planner=planner_words(design.planner),
        start=practice(design).start,
        missing=practice(design).missing,
        questions=question_views(design),
        unused=unused_views(design),
        not_verified=not_verified(design, catalog, report),
        errors=finding_rows(report, "error"),
        warnings=finding_rows(report, "warning"),
        waived=waived_rows(report),
        flows=tuple(_flow_view(design, catalog, flow) for flow in design.flows),
        field_maps=step_maps(design, catalog),
        tables=table_views(design.tables),
        systems=system_endpoints(design, catalog),
        setups=system_setups(design, catalog),
        settings=setting_rows(design),
        worksheet=worksheet_rows(design),
        environment=environment_lines(design),
        webhooks=webhook_setups(design),
        checklist=checklist(design, catalog),
        runbook=runbook_view(design, catalog),
        architecture=architecture_view(design, catalog),
        narrative=narrative_view(design),
        files=file_rows(design),
        nocode=_nocode(design, catalog),
        warehouse=_warehouse(design, catalog),
    )


def _nocode(design: Design, catalog: Catalog) -> NocodeView | None:
    if design.style != "nocode":
        return None
    from designer.render.documents.nocode.view import nocode_view  # noqa: PLC0415 - two of three styles never need it

    return nocode_view(design, catalog)


def _warehouse(design: Design, catalog: Catalog) -> WarehouseView | None:
    if design.warehouse is None:
        return None
    from designer.render.documents.warehouse.view import warehouse_view  # noqa: PLC0415 - two of three styles never need it

    return warehouse_view(design, design.warehouse, catalog)


def _flow_view(design: Design, catalog: Catalog, flow: Flow) -> FlowView:
    return FlowView(
        id=code(flow.id),
        title=flow_title(flow),
        starts=sentence(starts_words(design, flow)),
        facts=flow_facts(design, catalog, flow),
        steps=step_rows(design, flow),
        lifecycle=lifecycle_rows(flow),
        sequence=sequence_diagram(design, flow),
    )
