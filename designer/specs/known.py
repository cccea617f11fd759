"""The systems that were added, each with what its documents tell today."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from designer.errors import DescriptionError

if TYPE_CHECKING:
    from designer.model.spec import SystemSpec
    from designer.specs.registry import Registered


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A system that was added, and what its documents say; `fault` says why they say nothing."""

    registered: Registered
    spec: SystemSpec | None = None
    fault: str = ""


def known_systems() -> tuple[Known, ...]:
    """Return all systems that were added; one whose document is gone or broken is told as such."""
    from designer.specs.registry import registered_systems  # noqa: PLC0415 - beside its only use

    return tuple(_known(one) for one in registered_systems())


def _known(one: Registered) -> Known:
    from designer.model.brief import SystemRef  # noqa: PLC0415 - beside its only use
    from designer.specs.catalog import load_catalog  # noqa: PLC0415 - the same

    try:
        catalog = load_catalog([SystemRef(name=one.name, descriptions=one.descriptions)], base=Path())
    except DescriptionError as wrong:
        return Known(registered=one, fault=wrong.fact)
    return Known(registered=one, spec=catalog.systems[0])
