"""References that lead nowhere: all of a document's, and those that one operation reaches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.model.finding import Finding, SpecPlace
from designer.specs.documents.grammar import below
from designer.specs.documents.library import Place, ReferenceProblem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.specs.documents.library import Document, Library

CODE = "SPEC101"


def broken_references(library: Library, document: Document) -> tuple[Finding, ...]:
    """Return one finding for each place of a document that refers to nothing. The document is only walked if there can be any."""
    root = Place(document, "#", document.root)
    suspected = {reference for reference in document.mentions if _problem(library, root, reference)}
    if not suspected:
        return ()
    kind = "root" if isinstance(document.root, dict) and ("openapi" in document.root or "swagger" in document.root) else "schema"
    found = [(place, _problem(library, place)) for place, _ in _walk(root, kind) if _reference(place) in suspected]
    return tuple(_finding(place, problem) for place, problem in found if problem)


def broken_below(library: Library, place: Place, kind: str) -> tuple[Finding, ...]:
    """Return a finding for each broken reference that a part of a document reaches, through other references too."""
    seen = {place.key}
    waiting = [(place, kind)]
    found: dict[tuple[str, str], Finding] = {}
    while waiting:
        start, start_kind = waiting.pop()
        for inner, inner_kind in _walk(start, start_kind):
            reference = _reference(inner)
            if not reference:
                continue
            try:
                target = library.target(inner, reference)
            except ReferenceProblem as wrong:
                found[inner.key] = _finding(inner, str(wrong))
                continue
            if target.key not in seen:
                seen.add(target.key)
                waiting.append((target, inner_kind))
    return tuple(found[key] for key in sorted(found))


def _walk(place: Place, kind: str) -> Iterator[tuple[Place, str]]:
    waiting = [(place, kind)]
    while waiting:
        current, current_kind = waiting.pop()
        yield current, current_kind
        waiting.extend(reversed([(current.at(*steps), inner) for steps, inner in below(current, current_kind)]))


def _reference(place: Place) -> str:
    reference = place.value.get("$ref") if isinstance(place.value, dict) else None
    return reference if isinstance(reference, str) else ""


def _problem(library: Library, place: Place, reference: str = "") -> str:
    """Return why the reference written at a place, or *reference* read there, cannot be followed; empty if it can."""
    try:
        library.target(place, reference or _reference(place))
    except ReferenceProblem as wrong:
        return str(wrong)
    return ""


def _finding(place: Place, problem: str) -> Finding:
    where = SpecPlace(file=place.document.file, pointer=place.pointer)
    return Finding(code=CODE, severity="warning", where="", message=f"This reference cannot be followed: {problem}.", spec=where)
