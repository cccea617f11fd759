"""The nouns in which one level of a schema is told: its parts, its members, its shape."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from designer.specs.documents.library import Place


@dataclass(frozen=True, slots=True)
class Node:
    """A schema as its parts: all `places` hold at once, and one of the `alternatives`."""

    places: tuple[Place, ...]
    alternatives: tuple[Node, ...] = ()

    @property
    def key(self) -> tuple[Any, ...]:
        """Return what tells this node from others."""
        return (*(place.key for place in self.places), *(node.key for node in self.alternatives))


@dataclass(frozen=True, slots=True)
class Member:
    """A named property of an object shape."""

    name: str
    node: Node
    required: bool
    branch: str = ""
    required_in: str = ""
    """The alternatives that require it, where others that hold it do not."""
    holders: tuple[tuple[str, Node], ...] = ()
    """The alternatives that hold it with what it is there, where it is something else in each."""


@dataclass(slots=True)
class Shape:
    """What one level of a schema says. `identity` holds the places it was read from, by which cycles are known."""

    types: tuple[str, ...] = ()
    nullable: bool = False
    facts: dict[str, Any] = field(default_factory=dict)
    members: dict[tuple[str, str], Member] = field(default_factory=dict)
    item: Node | None = None
    item_count: int = 0
    open: bool = False
    closed: bool = False
    name: str = ""
    identity: frozenset[tuple[str, str]] = frozenset()
    demanded: tuple[str, ...] = ()
    """The members that it requires, named or not."""
    needs_one_of: tuple[tuple[str, ...], ...] = ()
    """Sets of members, one of which must be there."""
    meant: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    """For a discriminator: each alternative with the value that means it."""
    expandable: bool = False
    """An id where the object itself can be had by asking for it."""
    told: dict[str, Any] | None = None
    """What it says in the words of a field, once that was asked for."""

    @property
    def is_free_form(self) -> bool:
        """Tell whether it is an object whose members are not named."""
        return "object" in self.types and not self.members and not self.closed
