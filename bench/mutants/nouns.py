"""What is planted: a kind of fault, one fault of it, and the register of all kinds."""

from __future__ import annotations

import inspect
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mutants.ground import Ground

    Plant = Callable[[Ground], Iterator["Mutant"]]

DROPPED = object()
"""Set at a place, it takes away what stands there."""

Whole = Literal["design", "document"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """One fault: what is set where, and the places of the design at which it may be told."""

    where: str
    """Its place, such as `$.flows[0].steps[1].mappings[2]`; with `note` it tells the fault from others of its kind."""
    changes: dict[str, Any]
    """Values by place of the design; `DROPPED` takes away."""
    places: tuple[str, ...] = ()
    """Other places at which it is told as well."""
    note: str = ""
    documents: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Values by JSON pointer, for each system whose document is changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of fault, with the codes that its meaning calls for."""

    name: str
    codes: tuple[str, ...]
    plant: Plant
    about: str
    """What goes wrong, then what is left out because it makes no fault."""

    @property
    def title(self) -> str:
        """Return what goes wrong, in one sentence."""
        return self.about.splitlines()[0]


KINDS: dict[str, Kind] = {}
"""All faults in designs, by name."""


def kind(*codes: str) -> Callable[[Plant], Plant]:
    """Register a function as the kind that bears its name; any of *codes* is right."""

    def register(plant: Plant) -> Plant:
        name = plant.__name__
        if name in KINDS:
            raise ValueError(f"{name} is a kind already")
        KINDS[name] = Kind(name=name, codes=codes, plant=plant, about=inspect.cleandoc(plant.__doc__ or ""))
        return plant

    return register
