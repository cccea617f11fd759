"""The ETL of each system: what is read, how it is known what is new, how pages and nested lists are handled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from designer.render.documents.endpoints import PAGING, auth_words
from designer.render.documents.grid import Grid
from designer.render.documents.words import NONE, code, codes, counted, prose, schedule

if TYPE_CHECKING:
    from designer.model.design import Design, System
    from designer.model.spec import Catalog, Operation
    from designer.model.warehouse import Extract


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemExtracts:
    """What is extracted from one system."""

    name: str
    sign_in: str
    rows: Grid
    notes: tuple[str, ...]
    """Sentences for what a person must know: an extract without operation, without cursor, nested lists."""


def system_extracts(design: Design, catalog: Catalog) -> tuple[SystemExtracts, ...]:
    """Return the extracts system by system; a system without one says so."""
    return tuple(_system_extracts(design, catalog, system) for system in design.systems)


def _system_extracts(design: Design, catalog: Catalog, system: System) -> SystemExtracts:
    known = [extract for extract in (design.warehouse.extracts if design.warehouse else ()) if extract.system == system.id]
    notes = [note for extract in known for note in _notes(extract)] or (
        [] if known else ["**Nothing is read from this system yet**: see the open questions."]
    )
    return SystemExtracts(
        name=prose(system.name),
        sign_in=auth_words(system),
        rows=Grid(
            header=("Raw table", "Read from", "Records in", "Key", "New ones known by", "Pages", "When"),
            rows=tuple(
                _row(extract, catalog.operation(system.name, extract.operation) if extract.operation else None) for extract in known
            ),
        ),
        notes=tuple(notes),
    )


def _row(extract: Extract, operation: Operation | None) -> tuple[str, ...]:
    paging = operation.paging if operation else None
    size = f", {paging.max_size} a page" if paging and paging.max_size else ""
    return (
        code(extract.id),
        code(extract.operation or extract.file) if extract.operation or extract.file else "**asked**",
        code(extract.items) if extract.items else NONE,
        codes(extract.primary_key) or "**asked**",
        _cursor(extract),
        f"{PAGING[paging.kind]}{f' ({code(paging.parameter)})' if paging.parameter else ''}{size}"
        if paging
        else "not told in the document",
        schedule(extract.schedule),
    )


def _cursor(extract: Extract) -> str:
    if not extract.cursor:
        return "nothing: the whole is read"
    return code(extract.cursor) + (f" as {code(extract.cursor_parameter)}" if extract.cursor_parameter else ", compared after reading")


def _notes(extract: Extract) -> list[str]:
    name = code(extract.id)
    notes = []
    if not extract.operation and not extract.file:
        notes.append(f"{name} has no operation yet: see the open questions.")
    if not extract.cursor:
        notes.append(f"{name} is read as a whole each time and replaced; rows deleted in the system disappear with it.")
    elif extract.cursor_parameter:
        notes.append(f"{name} goes on behind the newest {code(extract.cursor)}; rows merge by {codes(extract.primary_key) or 'their key'}.")
        notes.append(f"Rows deleted in the system stay in {name}: compare its keys with the system's once a week.")
    else:
        notes.append(f"{name} has no parameter for {code(extract.cursor)}: every page is read, newer rows are merged. Watch the calls.")
    if extract.nested:
        lists = counted(len(extract.nested), "nested list")
        notes.append(f"{name} holds {lists}, each becomes a table with the parent's key: {codes(extract.nested)}.")
    return notes
