"""A design over documents cut down to what it calls, so that a changed document is written and opened in milliseconds."""

from __future__ import annotations

import json
import tempfile
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from designer.model.brief import SystemRef
from designer.model.description import DescriptionRef
from designer.specs.catalog import load_catalog
from mutants.changing import in_document
from mutants.ground import Ground

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from designer.model.design import Design
    from designer.specs.catalog import LoadedCatalog

EXTRA = 3
"""Calls that the design does not make, kept so that some of them can change."""


class Cut(Ground):
    """A ground whose documents are slices that lie in a folder of their own, and can be changed."""

    def __init__(self, ground: Ground, folder: Path) -> None:
        """Cut the documents of *ground* and write them to *folder*."""
        self.documents = dict(_slices(ground))
        for system, document in self.documents.items():
            (folder / f"{system}.json").write_text(json.dumps(document), encoding="utf-8")
        design = _described(ground.design, self.documents)
        catalog = _opened(design, folder)
        super().__init__(ground.name, design, catalog, origin=ground.origin, base=folder)
        self.folder = folder

    @cached_property
    def extended(self) -> dict[str, frozenset[str]]:
        """Return for each system the references that some schema of its document extends by `allOf`."""
        return {system: frozenset(_extended(document)) for system, document in self.documents.items()}

    @cached_property
    def spares(self) -> dict[str, tuple[str, ...]]:
        """Return for each system the calls of its document that the design does not make."""
        used = {(use.system, use.key) for use in self.design.operations()}
        known = {system.id: self.catalog.system(system.name) for system in self.design.systems}
        return {
            name: tuple(one.key for one in spec.operations if (name, one.key) not in used)
            for name, spec in known.items()
            if spec is not None
        }

    def changed(self, changes: Mapping[str, Mapping[str, Any]], number: int) -> LoadedCatalog:
        """Return the catalog with some systems' documents changed; *number* names the files."""
        names = {}
        for system, places in changes.items():
            names[system] = f"{system}-{number}.json"
            document = in_document(self.documents[system], places)
            (self.folder / names[system]).write_text(json.dumps(document), encoding="utf-8")
        return _opened(_described(self.design, self.documents, names), self.folder)


@contextmanager
def cut(ground: Ground) -> Iterator[Cut]:
    """Return the ground over slices of its documents, for as long as they are needed."""
    with tempfile.TemporaryDirectory(prefix="designer-bench-") as folder:
        yield Cut(ground, Path(folder))


def _extended(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from (one["$ref"] for one in value.get("allOf") or () if isinstance(one, dict) and isinstance(one.get("$ref"), str))
    for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _extended(item)


def _slices(ground: Ground) -> Iterator[tuple[str, dict[str, Any]]]:
    design = ground.design
    for system in design.systems:
        used = list(dict.fromkeys(use.key for use in design.operations() if use.system == system.id))
        events = [flow.trigger.event for flow in design.flows if flow.trigger.system == system.id and flow.trigger.event]
        spec = ground.catalog.system(system.name)
        known = [key for key in used if (one := ground.operation(system.id, key)) and one.in_spec]
        if spec and known and any(ref.kind == "openapi" for ref in system.descriptions):
            spare = [one.key for one in spec.operations if one.in_spec and one.key not in used and not one.deprecated][:EXTRA]
            yield system.id, ground.catalog.slice(system.name, [*known, *spare], events=events)  # type: ignore[misc]


def _described(design: Design, documents: Mapping[str, Any], names: Mapping[str, str] | None = None) -> Design:
    systems = tuple(
        replace(
            one,
            descriptions=(DescriptionRef(kind="openapi", path=(names or {}).get(one.id, f"{one.id}.json")),) if one.id in documents else (),
        )
        for one in design.systems
    )
    return replace(design, systems=systems)


def _opened(design: Design, folder: Path) -> LoadedCatalog:
    return load_catalog([SystemRef(name=one.name, descriptions=one.descriptions) for one in design.systems], base=folder)
