"""The cases of operation retrieval: a brief, two systems, and which operations of theirs it means."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from cases import CORPUS, KNOWN, ORIGINS, ROOT, Origin

from designer.cli.systems import systems_of
from designer.pipeline.described import brief_of
from designer.specs.catalog import load_catalog

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from designer.model.brief import Brief
    from designer.specs.catalog import LoadedCatalog

OURS = ROOT / "bench" / "cases" / "operations"
FOLDERS: dict[Origin, tuple[Path, ...]] = {
    "corpus": (ORIGINS["corpus"],),
    "ours": (ORIGINS["ours"], OURS / "development"),
    "held": (ORIGINS["held"], OURS / "held"),
}
READING = frozenset({"trigger", "read"})
WRITING = frozenset({"write"})

Key = tuple[str, str]
"""Method in capitals and path of an operation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """One side of a case: of which system an operation is sought, for which roles, and which ones are right."""

    system: str
    roles: frozenset[str]
    right: frozenset[Key]

    @property
    def reads(self) -> bool:
        """Tell whether it is the side that is read."""
        return self.roles == READING


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefCase:
    """A brief with its documents, as `NAME=FILE`, and what it needs."""

    id: str
    origin: Origin
    systems: frozenset[str]
    """The first words of both systems' names, in lower case."""
    text: str
    described: tuple[str, ...]
    needs: tuple[Need, ...]


def read_brief_cases(origins: Iterable[Origin] = KNOWN) -> tuple[BriefCase, ...]:
    """Return the cases of these origins whose target is no warehouse and of which some side stands in a document; without corpus, none."""
    if not CORPUS.is_dir():
        return ()
    paths = ((path, origin) for origin in origins for folder in FOLDERS[origin] for path in sorted(folder.glob("*.yaml")))
    found = (_case(path, origin) for path, origin in paths)
    return tuple(case for case in found if "warehouse" not in case.id and case.needs)


def opened(case: BriefCase) -> tuple[Brief, LoadedCatalog]:
    """Return the brief as `designer design` reads it, and its documents."""
    with tempfile.TemporaryDirectory(prefix="designer-bench-") as folder:
        path = Path(folder) / "brief.md"
        path.write_text(f"{case.text.strip()}\n", encoding="utf-8")
        brief = brief_of(path, systems=systems_of(case.described, []), style="auto")
    return brief, load_catalog(brief.systems, base=Path())


def _case(path: Path, origin: Origin) -> BriefCase:
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    roots = (path.resolve().parents[1], CORPUS)
    return BriefCase(
        id=case["id"],
        origin=origin,
        systems=frozenset(case[side]["system"].split(maxsplit=1)[0].lower() for side in ("source", "target")),
        text=case["brief"],
        described=tuple(f"{case[side]['system']}={document_of(case[side], roots)}" for side in ("source", "target")),
        needs=tuple(needs_of(case)),
    )


def needs_of(case: dict[str, Any]) -> Iterator[Need]:
    """Yield what a case needs of each side that stands in a document."""
    for side, roles in (("source", READING), ("target", WRITING)):
        told = [*case[side]["operations"], *case[side].get("alternate_operations", ())]
        right = frozenset((one["method"].upper(), one["path"]) for one in told if one.get("in_spec", True))
        if right and case[side].get("spec"):
            yield Need(system=case[side]["system"], roles=roles, right=right)


def document_of(side: dict[str, Any], roots: tuple[Path, ...]) -> Path:
    """Return the document that describes one side best: the vendor's where the operations stand in it, else the object's schema."""
    stands_in_spec = side.get("spec") and any(one.get("in_spec", True) for one in side["operations"])
    name = side["spec"] if stands_in_spec else side["object_schema"]
    return next(root / name for root in roots if (root / name).exists())
