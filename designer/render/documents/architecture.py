"""The architecture in words: pattern, reasons, parts, alternatives, validation, monitoring, links between records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from designer.render.diagrams import architecture_diagram
from designer.render.documents.grid import Grid
from designer.render.documents.places import system_name, target_field
from designer.render.documents.watched import watched
from designer.render.documents.words import NONE, code, codes, counted, duration, listed, prose, sentence

if TYPE_CHECKING:
    from designer.model.design import Design, Link
    from designer.model.spec import Catalog
    from designer.model.warehouse import Warehouse

STORED = {"connector": "in the connector", "source_field": "in a field of the source", "target_field": "in a field of the target"}
CONFLICTS = {
    "source_wins": "the source wins",
    "target_wins": "the target wins",
    "newest_wins": "the newest wins",
    "ask": "a person is asked",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchitectureView:
    """What docs/architecture.md prints; all texts are Markdown."""

    pattern: str
    diagram: str
    reasons: tuple[str, ...]
    components: Grid
    alternatives: Grid
    validation: tuple[str, ...]
    retries: tuple[str, ...]
    alerts: Grid
    watched: tuple[str, ...]
    """What shows that something is wrong before anybody complains."""
    links: Grid


def architecture_view(design: Design, catalog: Catalog) -> ArchitectureView:
    """Return the architecture of a design."""
    architecture = design.architecture
    return ArchitectureView(
        pattern=prose(architecture.pattern) or "not named",
        diagram=architecture_diagram(design),
        reasons=tuple(sentence(prose(reason, limit=300)) for reason in architecture.reasons),
        components=Grid(
            header=("Part", "What it is there for"),
            rows=tuple((prose(part.title) or code(part.id), sentence(prose(part.purpose, limit=300))) for part in architecture.components),
        ),
        alternatives=Grid(
            header=("Weighed", "Not chosen because"),
            rows=tuple((prose(other.pattern), sentence(prose(other.why_not, limit=300))) for other in architecture.alternatives),
        ),
        validation=_validation(design, catalog),
        retries=_retries(design),
        alerts=alert_rows(design),
        watched=watched(design),
        links=Grid(
            header=("Link", "Between", "Known by", "Pair kept", "Both changed", "Against echo"),
            rows=tuple(_link_row(design, link) for link in design.links),
        ),
    )


def _validation(design: Design, catalog: Catalog) -> tuple[str, ...]:
    if design.warehouse is not None:
        return _tests_after_loading(design.warehouse)
    checked = [(step, mapping) for _, _, step, mapping in design.mappings()]
    fields = [target_field(mapping.target, design=design, catalog=catalog, step=step) for step, mapping in checked]
    known = [field for field in fields if field is not None]
    rules = [
        (sum(field.required for field in known), "required"),
        (sum(bool(field.enum) for field in known), "held to a closed list"),
        (sum(field.max_length is not None for field in known), "held to a length"),
        (sum(bool(field.format or field.pattern) for field in known), "held to a format"),
    ]
    told = listed(f"{number} {words}" for number, words in rules if number)
    broken = "is not sent and kept as a failure" if design.policies.validation == "enforce" else "is sent, with a warning"
    lines = [f"A body that breaks the schema in the system's document {broken} (`policies.validation: {design.policies.validation}`)."]
    lines += [f"Of {counted(len(checked), 'mapped field')}, {told}."] if told else []
    unknown = len(fields) - len(known)
    if unknown:
        lines.append(f"{counted(unknown, 'mapped field')} cannot be checked: no document describes {'it' if unknown == 1 else 'them'}.")
    return tuple(lines)


def _tests_after_loading(warehouse: Warehouse) -> tuple[str, ...]:
    tested = [table for table in warehouse.tables if table.tests]
    if not tested:
        return ("**No table has a test yet.**",)
    tests = counted(sum(len(table.tests) for table in tested), "test")
    return (
        f"{tests} on {counted(len(tested), 'table')} run after each load (docs/model.md names them).",
        "A broken test stops the load before the tables that dashboards read: they keep the state before.",
    )


def _retries(design: Design) -> tuple[str, ...]:
    policies = design.policies
    waits = f"the first repeat after {duration(policies.first_delay_seconds)}, each wait twice the one before"
    return (
        f"A call is tried {policies.attempts} times: {waits}, none over {duration(policies.longest_delay_seconds)}.",
        "A wait that the answer names (`Retry-After`) counts first.",
        f"A call that takes longer than {duration(policies.timeout_seconds)} has failed.",
        f"What cannot be delivered: {sentence(prose(policies.dead_letters))}",
    )


def alert_rows(design: Design) -> Grid:
    """Return when a person is told."""
    return Grid(
        header=("When", "Who is told"),
        rows=tuple((prose(alert.when), prose(alert.to) or "**nobody named yet**") for alert in design.policies.alerts),
    )


def _link_row(design: Design, link: Link) -> tuple[str, ...]:
    kept = STORED[link.stored] + (f" ({code(link.field)})" if link.field else "")
    return (
        code(link.id),
        listed(system_name(design, system) for system in link.systems),
        codes(link.keys),
        kept,
        CONFLICTS[link.conflict],
        prose(link.origin_marker) or NONE,
    )
