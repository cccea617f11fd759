"""The field map: every mapping with its reason and proof, what stays unmapped and is worth knowing, and the tables used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from designer.model.design import target_parts
from designer.names.path import join, normal
from designer.render.diagrams import field_map_diagram
from designer.render.documents.agreements import agreement_words
from designer.render.documents.flows import flow_title, step_call, step_words
from designer.render.documents.grid import Grid
from designer.render.documents.places import body_content, source_words, target_field, target_words
from designer.render.documents.transforming import what_happens
from designer.render.documents.words import NONE, code, codes, prose, value

if TYPE_CHECKING:
    from designer.model.design import Design, Flow, Mapping, Step, Table
    from designer.model.spec import Catalog, Field

UNMAPPED_SHOWN = 15
PLAIN_FORMATS = frozenset(("", "int32", "int64", "double", "float", "decimal", "integer", "number", "string"))
"""Formats that say no more than the type."""
WRITES = {"create_only": "only when the record is created", "if_empty": "only where the target is empty"}
PROOFS = {
    "spec": "vendor's document",
    "account": "account metadata",
    "sample": "sample record",
    "sandbox": "sandbox account",
    "none": "**nothing yet**",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class StepMap:
    """The field map of one step."""

    title: str
    call: str
    rows: Grid
    unmapped: Grid
    unmapped_more: int
    """How many further optional target fields are not listed."""
    diagram: str
    """Mermaid; empty where there is too little to draw."""


def step_maps(design: Design, catalog: Catalog) -> tuple[StepMap, ...]:
    """Return the field map of every step that fills something."""
    return tuple(_step_map(design, catalog, flow, step) for flow in design.flows for step in flow.steps if step.mappings)


def _step_map(design: Design, catalog: Catalog, flow: Flow, step: Step) -> StepMap:
    header: tuple[str, ...] = ("Target", "Type", "Source", "What happens", "Sure", "Why", "Checked against")
    rows = tuple(_row(mapping, design=design, catalog=catalog, flow=flow, step=step) for mapping in step.mappings)
    if any(mapping.agreement for mapping in step.mappings):
        header = (*header, "Agreement")
        rows = tuple((*row, agreement_words(mapping)) for row, mapping in zip(rows, step.mappings, strict=True))
    left = _unmapped(step, design=design, catalog=catalog) if step.role == "write" else ()
    return StepMap(
        title=f"{flow_title(flow)}: {step_words(design, step)}" if len(design.flows) > 1 else step_words(design, step),
        call=step_call(design, step),
        rows=Grid(header=header, rows=rows),
        unmapped=Grid(header=("Target", "Type", "What the document says"), rows=tuple(_left_row(f) for f in left[:UNMAPPED_SHOWN])),
        unmapped_more=max(0, len(left) - UNMAPPED_SHOWN),
        diagram=field_map_diagram(design, flow, step) if sum(bool(mapping.sources) for mapping in step.mappings) > 1 else "",
    )


def _row(mapping: Mapping, *, design: Design, catalog: Catalog, flow: Flow, step: Step) -> tuple[str, ...]:
    field = target_field(mapping.target, design=design, catalog=catalog, step=step)
    sources = [source_words(source, design=design, flow=flow, step=step) for source in mapping.sources]
    required = " **required**" if field and field.required else ""
    return (
        target_words(mapping.target) + required,
        type_words(field),
        "<br>".join(sources) or NONE,
        mapping_words(mapping, sources=tuple(sources)),
        f"{mapping.confidence:.0%}" + (", to review" if mapping.status == "proposed" else ""),
        prose(mapping.reason) or NONE,
        PROOFS[mapping.proof],
    )


def mapping_words(mapping: Mapping, *, sources: tuple[str, ...]) -> str:
    """Return what happens on the way in plain words, with when it is written and what an empty source sends."""
    parts = [what_happens(mapping.transform, sources=sources)]
    if mapping.write in WRITES:
        parts.append(f"written {WRITES[mapping.write]}")
    if mapping.when_empty == "clear":
        parts.append("an empty source clears it")
    if mapping.when_empty == "default":
        parts.append(f"an empty source sends {value(mapping.default)}")
    return "; ".join(parts)


def type_words(field: Field | None) -> str:
    """Return a field's type as a person says it: `text ≤ 255`, `one of a, b`, `whole number`."""
    if field is None:
        return "not in the document"
    if field.enum:
        return f"one of {codes([item for item in field.enum if item is not None], limit=6)}"
    names = {"string": "text", "integer": "whole number", "number": "number", "boolean": "yes or no", "array": "list", "object": "object"}
    kind = " or ".join(names.get(known, known) for known in field.types) or "not told"
    told = field.format if field.format not in PLAIN_FORMATS else ""
    length = f" ≤ {field.max_length}" if field.max_length else ""
    return f"{kind}{f' ({prose(told)})' if told else ''}{length}"


def _unmapped(step: Step, *, design: Design, catalog: Catalog) -> tuple[Field, ...]:
    """Return the target's writable values that nothing fills, required ones first, the deep ones last."""
    content = body_content(step, design=design, catalog=catalog)
    if content is None:
        return ()
    filled = {normal(join(step.items, target_parts(m.target)[1])) for m in step.mappings if m.target.startswith("body.")}
    fields = [field for field in catalog.fields(content, access="write") if _worth_knowing(field, filled)]
    return tuple(sorted(fields, key=lambda field: (not field.required, field.path.count("."), "[]" in field.path)))


def _worth_knowing(field: Field, filled: set[str]) -> bool:
    told = bool(field.description or field.title or field.enum or field.required)
    return field.is_leaf and told and not field.read_only and not field.deprecated and normal(field.path) not in filled


def _left_row(field: Field) -> tuple[str, ...]:
    required = " **required**" if field.required else ""
    return (code(field.path) + required, type_words(field), prose(field.description or field.title) or NONE)


@dataclass(frozen=True, slots=True, kw_only=True)
class TableView:
    """A look-up table as a document shows it."""

    title: str
    id: str
    rows: Grid


def table_views(tables: tuple[Table, ...]) -> tuple[TableView, ...]:
    """Return the look-up tables; one without rows waits for an answer."""
    return tuple(
        TableView(
            title=prose(table.title) or code(table.id),
            id=code(table.id),
            rows=Grid(header=("Source value", "Target value"), rows=tuple((value(row.key), value(row.value)) for row in table.rows)),
        )
        for table in tables
    )
