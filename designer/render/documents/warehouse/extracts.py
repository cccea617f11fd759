"""The ETL of each system: what is read, how it is known what is new, how pages and nested lists are handled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from designer.render.documents.endpoints import PAGING, auth_words
from designer.render.documents.grid import Grid
from designer.render.documents.words import NONE, code, codes, counted, listed, prose, schedule

if TYPE_CHECKING:
    from collections.abc import Iterator

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
    notes = list(_notes(known)) if known else ["**Nothing is read from this system yet**: see the open questions."]
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


def _notes(extracts: list[Extract]) -> Iterator[str]:
    """Yield what a person must know, extracts of one kind in one sentence."""
    known = [extract for extract in extracts if extract.operation or extract.file]
    for extract in extracts:
        if extract not in known:
            yield f"{code(extract.id)} has no operation yet: see the open questions."
    by_cursor: dict[tuple[str, bool], list[str]] = {}
    for extract in known:
        by_cursor.setdefault((extract.cursor, bool(extract.cursor_parameter)), []).append(extract.id)
    for (cursor, has_parameter), names in by_cursor.items():
        yield from _cursor_notes(names, cursor=cursor, has_parameter=has_parameter)
    for extract in known:
        if extract.nested:
            lists = counted(len(extract.nested), "nested list")
            yield f"{code(extract.id)} holds {lists}, each becomes a table with the parent's key: {codes(extract.nested)}."


def _cursor_notes(names: list[str], *, cursor: str, has_parameter: bool) -> Iterator[str]:
    named = listed(map(code, names))
    if not cursor:
        yield f"The whole of {named} is read each time and replaced; rows deleted in the system disappear with it."
        return
    if has_parameter:
        yield f"{named}: each load goes on behind the newest {code(cursor)}, rows merge by their key."
    else:
        yield f"{named}: no parameter takes {code(cursor)}, so every page is read and newer rows are merged. Watch the number of calls."
    yield f"{named}: rows deleted in the system stay. Compare the keys with the system's once a week."
