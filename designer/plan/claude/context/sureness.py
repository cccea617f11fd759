"""What a draft fills or reads without any doubt, so that its fields need no description in the slices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.model.design import target_parts
from designer.names.path import normal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.model.design import Design, Mapping
    from designer.model.warehouse import Column
    from designer.plan.claude.context.surfaces import Surface

SURE = 0.9
"""From here on the draft tells no figure either."""


def sure_paths(design: Design, surface: Surface) -> frozenset[str]:
    """Return the paths of a surface that the draft fills or reads, surely in each body and table; what a look-up asks by counts nothing."""
    told = list(_filled(design, surface) if surface.side == "write" else _read(design, surface))
    return frozenset(path for path, confidence in told if confidence >= SURE) - {path for path, confidence in told if confidence < SURE}


def _filled(design: Design, surface: Surface) -> Iterator[tuple[str, float]]:
    for _, _, step, mapping in design.mappings():
        location, path = target_parts(mapping.target)
        if location == "body" and (step.system, step.operation) == (surface.system, surface.name):
            yield normal(path), mapping.confidence


def _read(design: Design, surface: Surface) -> Iterator[tuple[str, float]]:
    fillings: list[Mapping | Column] = [mapping for _, _, _, mapping in design.mappings() if target_parts(mapping.target)[0] == "body"]
    fillings += [column for table in design.warehouse.tables for column in table.columns] if design.warehouse else []
    for one in fillings:
        for source in one.sources:
            if source.startswith(surface.at):
                yield normal(source[len(surface.at) :]), one.confidence
