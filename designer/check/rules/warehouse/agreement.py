"""Columns that two planners fill differently: a person settles it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.check.rule import Fault, rule
from designer.check.rules.mappings.agreement import named, taking
from designer.check.rules.warehouse.named import columns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.check.lookup.view import View


@rule("WH939", severity="warning")
def disputed_columns_are_settled(view: View) -> Iterator[Fault]:
    """Settle a column that the planner and the offline matcher fill differently: accept it, or take the other's sources.

    `confidence: 1` says that a person has looked and the planner is right; with the sources of `rivals` the matcher is.
    """
    for place in columns(view):
        column = place.column
        if column.agreement != "disputed" or column.confidence >= 1 or set(column.sources) == set(column.rivals):
            continue
        fact = f"{place.table.id}.{column.name} is filled from {named(column.sources)}"
        rival = (
            f"the offline matcher would take {named(column.rivals)}" if column.rivals else "the offline matcher would cut it in another way"
        )
        how = "Set `confidence: 1` if that is right, or take the other's sources."
        yield Fault(where=place.where, message=f"{fact}, and {rival}. {how}", fix=taking(place.where, column.rivals))
