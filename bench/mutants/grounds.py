"""Where good designs are found: examples, designs by hand, and designs planned from the briefs of a corpus over real documents."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import yaml

from designer.cli.systems import systems_of
from designer.files.design_file import read_design
from designer.pipeline.described import brief_of, catalog_of
from designer.specs.catalog import load_catalog
from mutants.ground import Ground

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
CORPUS = Path(os.environ.get("DESIGNER_CORPUS", ROOT.parent / "shared" / "corpus"))
HERE = Path(__file__).parent
BRIEFS = ROOT / "bench" / "cases" / "operations" / "development"
EVERY = 6
"""Of the development briefs, each sixth is planned."""

Origin = Literal["example", "by hand", "case", "brief"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A good design before it is opened: a design file, or a case whose brief is planned."""

    name: str
    origin: Origin
    path: Path


def found() -> Iterator[Found]:
    """Yield all good designs that are at hand; those over a corpus only where there is one."""
    for path in sorted((ROOT / "generated").glob("*/design.yaml")):
        yield Found(name=path.parent.name, origin="example", path=path)
    for path in sorted((HERE / "designs").glob("*/design.yaml")):
        yield Found(name=path.parent.name, origin="by hand", path=path)
    if not (CORPUS / "specs").is_dir():
        return
    for path in sorted((HERE / "designs" / "over-the-corpus").glob("*.yaml")):
        yield Found(name=path.stem, origin="by hand", path=path)
    for path in sorted((CORPUS / "cases").glob("*.yaml")):
        if "warehouse" not in path.stem:
            yield Found(name=path.stem, origin="case", path=path)
    for path in sorted((HERE / "briefs").glob("*.yaml")):
        yield Found(name=path.stem, origin="brief", path=path)
    for path in sorted(BRIEFS.glob("*.yaml"))[::EVERY]:
        yield Found(name=path.stem, origin="brief", path=path)


def opened(one: Found) -> Ground:
    """Return a good design with its documents; a case's is planned anew, each time the same."""
    if one.origin in {"case", "brief"}:
        return _planned(one)
    base = one.path.parent if one.path.name == "design.yaml" else CORPUS
    design = read_design(one.path).design
    return Ground(one.name, design, catalog_of(design, base=base), origin=one.origin, base=base)


def _planned(one: Found) -> Ground:
    from designer.pipeline import checker_of  # noqa: PLC0415 - few designs are planned
    from designer.plan.offline.planner import OfflinePlanner  # noqa: PLC0415 - the same
    from designer.repair import repair  # noqa: PLC0415 - the same

    case = yaml.safe_load(one.path.read_text(encoding="utf-8"))
    described = [*_described(case, (one.path.resolve().parents[1], CORPUS))]
    with tempfile.TemporaryDirectory(prefix="designer-bench-") as folder:
        path = Path(folder) / "brief.md"
        path.write_text(f"{case['brief'].strip()}\n", encoding="utf-8")
        brief = brief_of(path, systems=systems_of(described, []), style=case.get("style", "auto"))
    catalog = load_catalog(brief.systems, base=Path())
    checker, planner = checker_of(catalog), OfflinePlanner()
    design, _ = repair(planner.plan(brief, catalog, checker=checker), brief, catalog, planner=planner, checker=checker)
    return Ground(one.name, design, catalog, origin=one.origin, base=Path())


def _described(case: dict[str, Any], roots: tuple[Path, ...]) -> Iterator[str]:
    """Yield the documents of a case as `--spec` takes them."""
    for side in case["systems"] if "systems" in case else (case["source"], case["target"]):
        stands_in_spec = side.get("spec") and any(one.get("in_spec", True) for one in side.get("operations", ({},)))
        name = side["spec"] if stands_in_spec else side["object_schema"]
        yield f"{side['system']}={next(root / name for root in roots if (root / name).exists())}"
