"""How records of several systems are known to be one, and whose value wins."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from designer.render.documents.grid import Grid
from designer.render.documents.places import system_name
from designer.render.documents.words import code

if TYPE_CHECKING:
    from designer.model.design import Design
    from designer.model.warehouse import Identity


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityView:
    """One identity."""

    table: str
    keys: tuple[str, ...]
    """Match keys, strongest first."""
    survivorship: Grid
    example: str


def identity_views(design: Design) -> tuple[IdentityView, ...]:
    """Return the identities of a warehouse."""
    return tuple(_identity(design, identity) for identity in (design.warehouse.identities if design.warehouse else ()))


def _identity(design: Design, identity: Identity) -> IdentityView:
    rows = tuple(
        (code(row.attribute), " → ".join(system_name(design, system) for system in row.order) or "**not decided**")
        for row in identity.survivorship
    )
    return IdentityView(
        table=code(identity.table or identity.id),
        keys=tuple(code(key) for key in identity.match_keys),
        survivorship=Grid(header=("Attribute", "Whose value wins, first to last"), rows=rows),
        example=_example(design, identity),
    )


def _example(design: Design, identity: Identity) -> str:
    row = next((row for row in identity.survivorship if len(row.order) > 1), None)
    if row is None or not identity.match_keys:
        return ""
    first, second = (system_name(design, system) for system in row.order[:2])
    return (
        f"Two records with the same {code(identity.match_keys[0])}, one from {first} and one from {second}, become one row; its "
        f"{code(row.attribute)} is {first}'s, and {second}'s only where {first} has none."
    )
