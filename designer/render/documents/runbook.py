"""What to do when something is wrong: symptom, cause, action, from the design and the errors of the used operations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from designer.render.documents.failures import failures
from designer.render.documents.grid import Grid, Section
from designer.render.documents.practice import practice
from designer.render.documents.symptoms import doubles, silence, wrong_data
from designer.render.documents.words import NONE, code, codes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from designer.model.design import Design
    from designer.model.spec import Catalog
    from designer.render.documents.failures import Failure
    from designer.render.documents.symptoms import Symptom


@dataclass(frozen=True, slots=True, kw_only=True)
class RunbookView:
    """What RUNBOOK.md prints."""

    see: str
    again: str
    pause: str
    sections: tuple[Section, ...]
    errors: tuple[Section, ...]
    """One per system: every error status its used operations can answer."""


def runbook_view(design: Design, catalog: Catalog) -> RunbookView:
    """Return the runbook of a design."""
    known_practice = practice(design)
    known = failures(design, catalog)
    sections = (
        _section("Nothing arrives", silence(design)),
        _section("Data is wrong or missing", wrong_data(design)),
        _section("Doubles", doubles(design)),
    )
    return RunbookView(
        see=known_practice.see,
        again=known_practice.again,
        pause=known_practice.pause,
        sections=tuple(section for section in sections if section.grid),
        errors=tuple(_errors(system, known) for system in dict.fromkeys(failure.system for failure in known)),
    )


def _section(title: str, symptoms: Iterable[Symptom]) -> Section:
    return Section(title=title, grid=Grid(header=("Symptom", "Likely cause", "Do"), rows=tuple(dict.fromkeys(symptoms))))


def _errors(system: str, known: tuple[Failure, ...]) -> Section:
    header = ("Status", "Answered by", "The document says", "Likely cause", "Do")
    rows = tuple(_error_row(failure) for failure in known if failure.system == system)
    return Section(title=f"{system} answers with an error", grid=Grid(header=header, rows=rows))


def _error_row(failure: Failure) -> tuple[str, ...]:
    answered = codes(failure.operations, limit=4) or "any call (in no document)"
    return (code(failure.status), answered, failure.told or NONE, failure.cause, failure.action)
