"""What a brief says of the data's format, held against the media types that the documents give."""

from __future__ import annotations

import re
from textwrap import shorten
from typing import TYPE_CHECKING

from designer.model.question import Question

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.model.brief import Brief
    from designer.model.design import Flow, Step, System

FORMATS = {
    "json": re.compile(r"\bjson\b", re.IGNORECASE),
    "xml": re.compile(r"\b(?:xml|soap)\b", re.IGNORECASE),
    "csv": re.compile(r"\bcsv\b", re.IGNORECASE),
    "form": re.compile(r"\bform[- ]?(?:urlencoded|encoded|data)\b", re.IGNORECASE),
}


def format_reasons(brief: Brief, flows: tuple[Flow, ...]) -> tuple[str, ...]:
    """Return the reason by which records are sent as the documents say, where the brief speaks of the format and agrees."""
    said = _formats(brief.data_format)
    sent = sorted({step.media_type for step in _writes(flows) if _formats(step.media_type) & said})
    told = f"the brief says of the data “{shorten(brief.data_format, width=80, placeholder=' …')}”"
    return (f"{told}, and the documents take {' and '.join(sent)}",) if sent else ()


def format_questions(brief: Brief, flows: tuple[Flow, ...], systems: tuple[System, ...]) -> tuple[Question, ...]:
    """Return a question for each system that takes none of the formats that the brief names."""
    said, names = _formats(brief.data_format), {system.id: system.name for system in systems}
    other = {step.system: step for step in _writes(flows) if said and not _formats(step.media_type) & said}
    agreed = {step.system for step in _writes(flows)} - set(other)
    # A brief that names the format of one side says nothing of the other.
    return () if agreed else tuple(_question(step, names.get(step.system, step.system), said) for _, step in sorted(other.items()))


def _question(step: Step, system: str, said: set[str]) -> Question:
    wanted = " and ".join(sorted(name.upper() if name != "form" else "a form" for name in said))
    return Question(
        id=f"{step.system}_data_format",
        about=f"{system}: {step.operation}",
        text=f"The brief names {wanted}: is {system} to be sent {step.media_type}, as its document says?",
        why="A call in another format than the system takes is refused; the document's own is used until it is answered.",
        candidates=(f"yes, {step.media_type}", "no: another document describes the call, give it with --spec"),
    )


def _writes(flows: tuple[Flow, ...]) -> Iterator[Step]:
    return (step for flow in flows for step in flow.steps if step.role == "write" and _formats(step.media_type))


def _formats(text: str) -> set[str]:
    return {name for name, pattern in FORMATS.items() if pattern.search(text)}
