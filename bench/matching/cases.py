"""The cases of field matching: two lists of fields and what is known to fill what, read from the corpus and from bench/cases/fields.

A case's file names its documents from the folder above the cases' own, or from the corpus. Cases that are held out are read only when
they are asked for by name.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import yaml

from designer.specs.address import resolve_address

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from designer.model.spec import Field

ROOT = Path(__file__).resolve().parents[2]
CORPUS = Path(os.environ.get("DESIGNER_CORPUS", ROOT.parent / "shared" / "corpus"))
OURS = ROOT / "bench" / "cases" / "fields"

Group = Literal["api", "warehouse"]
Origin = Literal["corpus", "ours", "held"]
ORIGINS: dict[Origin, Path] = {"corpus": CORPUS / "cases", "ours": OURS / "development", "held": OURS / "held"}
KNOWN: tuple[Origin, ...] = ("corpus", "ours")
"""What may be fitted on and looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a case says of one target; paths are compared as `normal` writes them."""

    target: str
    rights: tuple[frozenset[str], ...]
    """The sets of sources that are right, each as good as the first; none: a constant, or nothing, fills it."""
    kind: str
    """What happens on the way: `none`, `rename`, `type`, `format`, `enum`, `lookup`, `const`, `concat` or `split`."""
    constant: str | None = None
    """The constant's value, where the case knows it."""
    doubtful: bool = False
    """Judges disagree: not scored."""

    @property
    def sources(self) -> frozenset[str]:
        """Return every source that has part in filling it."""
        return frozenset().union(*self.rights)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One pair of objects with what is known of it."""

    id: str
    group: Group
    origin: Origin
    systems: frozenset[str]
    """The first words of both systems' names, in lower case."""
    titles: tuple[str, str]
    sources: tuple[Field, ...]
    targets: tuple[Field, ...]
    told: tuple[Told, ...]
    decoys: frozenset[str]
    """Required targets that no source fills: they need a constant or a person."""

    @property
    def truth(self) -> dict[str, frozenset[str]]:
        """Return for each told target the sources that are right."""
        return {one.target: one.sources for one in self.told}


def normal(path: str) -> str:
    """Return a path as cases are compared: without quotes, outer list markers and capitals."""
    return re.sub(r'"([^".]+)"', r"\1", path.strip()).rstrip("[]").lower()


def read_cases(origins: Iterable[Origin] = KNOWN) -> tuple[Case, ...]:
    """Return the cases of these origins, in the order of their files' names; none where the corpus is absent, whose documents they name."""
    if not CORPUS.is_dir():
        return ()
    return tuple(read_case(path, origin) for origin in origins for path in sorted(ORIGINS[origin].glob("*.yaml")))


def read_case(path: Path, origin: Origin) -> Case:
    """Read one case of field matching."""
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    roots = (path.resolve().parents[1], CORPUS)
    source = resolve_address(_address(case["source"], roots), base=Path("/"))
    target = resolve_address(_address(case["target"], roots), base=Path("/"))
    told = tuple(_told(case["pairs"]))
    known = {one.target for one in told}
    return Case(
        id=case["id"],
        group="warehouse" if "warehouse" in case["id"] else "api",
        origin=origin,
        systems=frozenset(case[side]["system"].split()[0].lower() for side in ("source", "target")),
        titles=(source.title, target.title),
        sources=source.fields("read"),
        targets=target.fields("write"),
        told=told,
        decoys=frozenset(normal(one) for one in case.get("required_unmapped") or ()) - known,
    )


def _address(side: dict[str, Any], roots: tuple[Path, ...]) -> str:
    """Return what `designer map` is given for one side of a case."""
    if side.get("object_schema"):
        return str(_located(side["object_schema"], roots))
    file = _located(side["spec"], roots)
    if side["schema"] == "@request":
        operation = side["operations"][0]
        return f"{file}::{operation['method'].upper()} {operation['path']}"
    return f"{file}{side['schema']}"


def _located(name: str, roots: tuple[Path, ...]) -> Path:
    return next(root / name for root in roots if (root / name).exists())


def _told(pairs: list[dict[str, Any]]) -> Iterator[Told]:
    """Yield each target once: the first pair that is not doubtful says what happens, all of them what is right."""
    by_target: dict[str, list[dict[str, Any]]] = {}
    for pair in pairs:
        by_target.setdefault(normal(pair["target"]), []).append(pair)
    for target, said in by_target.items():
        first = next((pair for pair in said if not pair.get("doubtful")), said[0])
        value = (first.get("values") or {}).get("const")
        yield Told(
            target=target,
            rights=tuple(dict.fromkeys(right for pair in said for right in _rights(pair))),
            kind=first["transform"],
            constant=None if value is None else str(value),
            doubtful=all(pair.get("doubtful") for pair in said),
        )


def _rights(pair: dict[str, Any]) -> Iterator[frozenset[str]]:
    if pair["source"] is not None:
        for one in (pair["source"], *pair.get("alternates", ())):
            yield frozenset(normal(path) for path in (one if isinstance(one, list) else [one]))
