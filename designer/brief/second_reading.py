"""A second reading of a brief, for the style that its facts decided after the first."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from designer.brief.answers import answers_of
from designer.brief.lines import numbered_lines, spoken_lines
from designer.brief.placeholders import without_form_lines
from designer.brief.sections import parts_of
from designer.brief.sentences import sentences_of
from designer.brief.warehouse import warehouse_wish

if TYPE_CHECKING:
    from designer.model.brief import Brief


def with_warehouse(brief: Brief) -> Brief:
    """Return the brief with the answers to the warehouse form, also where its prose gives them.

    The first reading looks for them only in a brief that speaks of a warehouse; a free text is known to ask for one view
    only once its style is chosen, from systems and figures.
    """
    if brief.warehouse is not None:
        return brief
    parts = parts_of(spoken_lines(without_form_lines(numbered_lines(brief.text))).lines)
    sentences = sentences_of(line for part in parts for line in part.lines)
    return replace(brief, warehouse=warehouse_wish(answers_of(parts, (), {}), brief.text, wanted=True, sentences=sentences))
