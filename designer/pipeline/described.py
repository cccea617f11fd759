"""Where a run's descriptions come from: the brief, the options, the registry, a design file; and the catalog of them."""

from __future__ import annotations

import dataclasses
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from designer.errors import DescriptionError, UsageError
from designer.files.text import read_bytes
from designer.model.brief import SystemRef

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from designer.model.brief import Brief
    from designer.model.description import DescriptionRef
    from designer.model.design import Design
    from designer.model.scalars import StyleWish
    from designer.specs.catalog import LoadedCatalog


def brief_of(path: Path, *, systems: Sequence[SystemRef], style: StyleWish) -> Brief:
    """Read the brief; what it says of documents is seen from its own folder, *systems* and *style* are those of the options."""
    from designer.brief.decode import decode_brief  # noqa: PLC0415 - beside its only use
    from designer.brief.read import read_brief  # noqa: PLC0415 - the same

    text = decode_brief(read_bytes(path), place=str(path))
    brief = read_brief(text, path=str(path), systems=(*systems, *_registered_beside(systems, text)))
    given = {description for system in systems for description in system.descriptions}
    described = tuple(
        dataclasses.replace(system, descriptions=tuple(_seen_from_here(ref, path, given) for ref in system.descriptions))
        if system.descriptions
        else _registered(system)
        for system in brief.systems
    )
    brief = dataclasses.replace(brief, systems=described, style=style if style != "auto" else brief.style)
    _refuse_undescribed(brief)
    return brief


def fetching(tell: Callable[[str], None], *, notice: Callable[[str], None] | None = None) -> Callable[[str], Path]:
    """Return what downloads a document, telling how far it is; *notice* tells that an old copy is used."""

    def fetch(address: str) -> Path:
        from designer.specs.fetching.fetched import fetched  # noqa: PLC0415 - few runs download anything

        return fetched(address, tell=tell, notice=notice)

    return fetch


def catalog_of(design: Design, *, base: Path, fetch: Callable[[str], Path] | None = None) -> LoadedCatalog:
    """Return the catalog that a design names, its paths relative to *base*. Raises DescriptionError."""
    from designer.specs.catalog import load_catalog  # noqa: PLC0415 - `designer schema` reads no documents

    systems = [SystemRef(name=system.name, descriptions=system.descriptions) for system in design.systems]
    try:
        return load_catalog(systems, base=base, fetch=fetch)
    except DescriptionError as wrong:
        # The design names its documents from its own folder; a person opens them from where they stand.
        place = wrong.place if is_absolute(wrong.place) else (base / wrong.place).as_posix()
        raise DescriptionError(place, wrong.fact, next_step=wrong.next_step) from None


def _refuse_undescribed(brief: Brief) -> None:
    """Without a single document there is nothing to check a claim against."""
    if any(system.descriptions for system in brief.systems):
        return
    named = [system.name for system in brief.systems] or ["NAME"]
    raise UsageError(
        brief.path,
        "no document describes any of its systems" if brief.systems else "names no system, and no document is given",
        next_step="Give the OpenAPI document of each: "
        + " ".join(f'--spec "{name}=FILE"' for name in named[:3])
        + f"\nOr add {'it' if len(named) == 1 else 'each'} once, for all briefs: "
        + "; ".join(f'designer specs add "{name}" [FILE]' for name in named[:3]),
    )


def _registered_beside(given: Sequence[SystemRef], text: str) -> Iterator[SystemRef]:
    """Yield the registered systems that a brief names beside the only one that an option describes."""
    if len(given) != 1:
        return
    from designer.specs.registry import registered_systems  # noqa: PLC0415 - few runs describe one system alone

    for known in registered_systems():
        is_named = re.search(rf"(?<!\w){re.escape(known.name)}(?!\w)", text, re.IGNORECASE)
        if is_named and known.name.casefold() != given[0].name.casefold():
            yield SystemRef(name=known.name, descriptions=known.descriptions)


def _registered(system: SystemRef) -> SystemRef:
    """Describe a system that the brief only names by the documents that `specs add` keeps under this name."""
    from designer.specs.registry import registered  # noqa: PLC0415 - most briefs name their documents

    known = registered(system.name)
    return dataclasses.replace(system, descriptions=known.descriptions) if known else system


def _seen_from_here(ref: DescriptionRef, brief: Path, given: set[DescriptionRef]) -> DescriptionRef:
    if ref in given or is_absolute(ref.path):
        return ref
    return dataclasses.replace(ref, path=os.path.normpath(brief.parent / ref.path), origin=ref.origin or ref.path)


def is_absolute(path: str) -> bool:
    """Tell whether a description is the same wherever one stands: an address, or a path from the root."""
    return "://" in path or Path(path).is_absolute()
