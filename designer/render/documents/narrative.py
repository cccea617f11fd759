"""Prose that a model or a person wrote beside the design: shown with who wrote it, harmless in Markdown, nothing where there is none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from designer.render.documents.grid import Grid, Section
from designer.render.documents.summary import planner_words
from designer.render.documents.words import NONE, prose, sentence

if TYPE_CHECKING:
    from designer.model.design import Design, Narrative

PARAGRAPH, LINE = 1_500, 500
"""Characters of an overview and of a single point that are shown."""
MOST = 30
"""So many points of a kind are shown: more is no help to anybody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NarrativeView:
    """What the documents print of the prose; all texts are Markdown."""

    note: str
    """Who wrote it, and what of it was checked."""
    overview: str
    troubles: Grid
    monitoring: tuple[str, ...]


def narrative_view(design: Design) -> NarrativeView:
    """Return the prose of a design."""
    narrative = design.narrative
    return NarrativeView(
        note=note(narrative),
        overview=sentence(prose(narrative.overview, limit=PARAGRAPH)),
        troubles=Grid(
            header=("Symptom", "Likely cause", "Do"),
            rows=tuple(
                (_point(trouble.symptom) or NONE, _point(trouble.cause) or NONE, _point(trouble.action) or NONE)
                for trouble in narrative.troubles[:MOST]
            ),
        ),
        monitoring=_points(narrative.monitoring),
    )


def test_cases(design: Design) -> Section:
    """Return the section of the checklist with the cases that the prose asks for; without items where there are none."""
    return Section(title="Cases of this integration", words=note(design.narrative), items=_points(design.narrative.testing))


def note(narrative: Narrative) -> str:
    """Say who wrote the prose, and how far it can be relied on."""
    return f"Written by {planner_words(narrative.author)}; not checked, but for the calls and fields that it names."


def _points(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(point for text in texts[:MOST] if (point := _point(text)))


def _point(text: str) -> str:
    return sentence(prose(text, limit=LINE))
