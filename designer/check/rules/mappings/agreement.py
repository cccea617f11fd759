"""What two planners fill differently: a person settles it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.check.rule import Fault, rule
from designer.model.finding import Fix

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from designer.check.lookup.view import View
    from designer.model.scalars import Json

FOR_A_PERSON = ("MAP323", "WH939")
"""Rules whose findings no planner can mend: whether its choice stands against the matcher's is a person's to say."""


@rule("MAP323", severity="warning")
def disputed_mappings_are_settled(view: View) -> Iterator[Fault]:
    """Settle a mapping that the planner and the offline matcher fill differently: accept it, or take the other's sources.

    Two ways to read the same documents came to different ends, so one is wrong or the documents leave it open. `status: accepted` says
    that a person has looked and the planner is right; with the sources of `rivals` the matcher is.
    """
    for _, place in view.mappings:
        mapping = place.mapping
        if (
            mapping.agreement != "disputed"
            or mapping.status == "accepted"
            or (mapping.rivals and set(mapping.sources) == set(mapping.rivals))
        ):
            continue
        taken = f"`{mapping.target}` is filled from {named(mapping.sources)}"
        if mapping.rivals:
            fact = f"{taken}, and the offline matcher would take {named(mapping.rivals)}"
            how = "Set `status: accepted` if that is right, or take the other's sources."
        else:
            fact = f"{taken} by `{mapping.transform.name}`, and the offline matcher would convert the same value in another way"
            how = "Set `status: accepted` if that is right, or change the transform."
        yield Fault(where=place.where, message=f"{fact}. {how}", spec=place.target.place, fix=taking(place.where, mapping.rivals))


def named(sources: Sequence[str]) -> str:
    """Return sources in words."""
    return " and ".join(f"`{source}`" for source in sources) or "no source"


def taking(where: str, rivals: Sequence[str]) -> Fix | None:
    """Return the change to the other's sources, which only a person can decide on."""
    value: list[Json] = list(rivals)
    return Fix(where=f"{where}.sources", words=f"take {named(rivals)}", value=value, certain=False) if rivals else None
