"""References that lead nowhere: all of a document's, and those that one operation reaches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.model.finding import Finding, SpecPlace
from designer.specs.documents.grammar import below
from designer.specs.documents.library import Place, ReferenceProblem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from designer.specs.documents.library import Document, Library

CODE = "SPEC101"


def dead_references(library: Library, document: Document) -> frozenset[str]:
    """Return the references, as a document writes them, that lead nowhere: few have any, and those without need no walk."""
    root = Place(document, "#", document.root)
    return frozenset(reference for reference in document.mentions if _problem(library, root, reference))


class BrokenReferences:
    """What refers to nothing in the documents of a system. Each part is walked once, however many operations reach it."""

    def __init__(self, library: Library, dead: Mapping[str, frozenset[str]]) -> None:
        """Look only for the *dead* references of each document, by its file."""
        self._library, self.dead = library, dead
        self._parts: dict[tuple[str, str], tuple[tuple[Finding, ...], tuple[tuple[Place, str], ...]]] = {}

    def of(self, document: Document) -> tuple[Finding, ...]:
        """Return one finding for each place of a document that refers to nothing."""
        dead = self.dead[document.file]
        if not dead:
            return ()
        kind = "root" if isinstance(document.root, dict) and ("openapi" in document.root or "swagger" in document.root) else "schema"
        places = [place for place, _ in _walk(Place(document, "#", document.root), kind) if _reference(place) in dead]
        return tuple(_finding(place, problem) for place in places if (problem := _problem(self._library, place)))

    def below(self, place: Place, kind: str) -> tuple[Finding, ...]:
        """Return a finding for each broken reference that a part of a document reaches, through other references too."""
        if not any(self.dead.values()):
            return ()
        seen = {place.key}
        waiting = [(place, kind)]
        found: dict[tuple[str, str], Finding] = {}
        while waiting:
            findings, targets = self._part(*waiting.pop())
            found.update(((finding.spec.file, finding.spec.pointer), finding) for finding in findings if finding.spec)
            waiting.extend((target, inner) for target, inner in targets if target.key not in seen)
            seen.update(target.key for target, _ in targets)
        return tuple(found[key] for key in sorted(found))

    def _part(self, place: Place, kind: str) -> tuple[tuple[Finding, ...], tuple[tuple[Place, str], ...]]:
        """Return what is broken in a part itself, and what it refers to."""
        if place.key not in self._parts:
            findings: list[Finding] = []
            targets: dict[tuple[str, str], tuple[Place, str]] = {}
            for inner, inner_kind in _walk(place, kind):
                if not _reference(inner):
                    continue
                try:
                    target = self._library.target(inner, _reference(inner))
                    targets[target.key] = (target, inner_kind)
                except ReferenceProblem as wrong:
                    findings.append(_finding(inner, str(wrong)))
            self._parts[place.key] = tuple(findings), tuple(targets.values())
        return self._parts[place.key]


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
