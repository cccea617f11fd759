"""Optional parts of a body that a call would be refused for: guesses below them, and required members that nothing fills."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from designer.model.design import target_parts
from designer.names.path import containers, lies_in
from designer.plan.offline.required import is_settled, required_targets

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.model.design import Mapping
    from designer.model.spec import Field
    from designer.plan.offline.filling import Filling


def without_half_filled(filling: Filling, fields: Sequence[Field]) -> Filling:
    """Return *filling* without proposals below an optional part whose required members only a person could fill.

    A part that need not be sent is better left out than guessed at and completed by questions. What the brief names and what is
    accepted stays, and its required members are asked for.
    """
    for _ in fields:
        idle = _idle_parts(filling, fields)
        if not idle:
            return filling
        kept = tuple(mapping for mapping in filling.mappings if not any(_is_below(mapping, part) for part in idle))
        filling = _with(filling, kept)
    return filling


def _idle_parts(filling: Filling, fields: Sequence[Field]) -> tuple[str, ...]:
    """Return the optional parts that hold nothing but proposals, and miss a required member that no document settles."""
    by_path = {field.path: field for field in fields}
    found = []
    for missing in required_targets(fields, filled=filling.targets):
        above = containers(target_parts(missing.path)[1])
        part = next((path for path in above if path in by_path and not by_path[path].required and not path.endswith("[]")), "")
        below = [mapping for mapping in filling.mappings if part and _is_below(mapping, part)]
        if below and not is_settled(missing) and all(mapping.status == "proposed" for mapping in below):
            found.append(part)
    return tuple(dict.fromkeys(found))


def _is_below(mapping: Mapping, part: str) -> bool:
    path = target_parts(mapping.target)[1]
    return mapping.target.startswith("body.") and lies_in(path, part)


def _with(filling: Filling, kept: tuple[Mapping, ...]) -> Filling:
    """Return the filling with these mappings, and only the tables and questions that they still rest on."""
    gone = {table.id for table in filling.tables if not any(_uses(mapping, table.id) for mapping in kept)}
    return replace(
        filling,
        mappings=kept,
        tables=tuple(table for table in filling.tables if table.id not in gone),
        questions=tuple(question for question in filling.questions if question.fills.removeprefix("table:") not in gone),
    )


def _uses(mapping: Mapping, table: str) -> bool:
    return getattr(mapping.transform, "using", "") == f"table:{table}"
