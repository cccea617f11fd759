"""What a case asks of a planner: a brief with the options of `designer design`, and what a right design holds, which is kept apart."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import yaml
from briefs import Need, document_of, needs_of
from cases import CORPUS, ORIGINS, ROOT, Case, normal, read_case

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

HERE = Path(__file__).resolve().parent
EXAMPLES = ROOT / "bench" / "cases" / "examples"
FOLDERS = (CORPUS / "cases", EXAMPLES)
"""Cases of a whole run."""
BY_NAME = (*FOLDERS, ORIGINS["ours"])
"""Cases that can be asked for by name."""
EXTRACTING = frozenset({"trigger", "read", "extract"})

Group = Literal["api", "warehouse", "example", "ours"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One case."""

    id: str
    group: Group
    brief: str
    """The brief's text; empty: `brief_file` is read where it stands."""
    brief_file: Path | None
    options: tuple[str, ...]
    """`--spec` and `--object` with the documents, absolute."""
    needs: tuple[Need, ...]
    events: frozenset[str]
    """Events of the source that start the flow as well as an operation does."""
    known: Case | None
    """What fills what; none: the case tells of operations alone."""
    wanted: frozenset[str] | None = None
    """Targets that the brief itself asks for, by the rule of asked_for.toml; none: all that are known."""


def asked_case(name: str) -> Asked:
    """Read a case by its name."""
    return _asked(next(path for folder in BY_NAME if (path := folder / f"{name}.yaml").exists()))


def unknown_cases(names: Iterable[str]) -> str:
    """Return what is wrong with the names of cases, if anything; without the corpus most of them are unknown."""
    there = case_names(BY_NAME)
    unknown = sorted(set(names) - set(there))
    if not unknown:
        return ""
    why = "" if CORPUS.is_dir() else f"; no corpus is at {CORPUS}: set DESIGNER_CORPUS to its folder"
    return f"no case is called {', '.join(unknown)}{why}; there are: {', '.join(there)}"


def case_names(folders: tuple[Path, ...] = FOLDERS) -> tuple[str, ...]:
    """Return the names of the cases of some folders, without reading them: those of the corpus, then the project's own examples."""
    return tuple(path.stem for folder in folders for path in sorted(folder.glob("*.yaml")))


def _asked(path: Path) -> Asked:
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    is_example, is_ours = path.parent == EXAMPLES, path.parent == ORIGINS["ours"]
    known = _known(path, is_ours=is_ours) if case.get("pairs") else None
    return Asked(
        id=case["id"],
        group="example" if is_example else "ours" if is_ours else "warehouse" if "warehouse" in case["id"] else "api",
        brief=case.get("brief", ""),
        brief_file=(path.parents[1] / case["brief_file"]).resolve() if "brief_file" in case else None,
        options=() if is_example else tuple(_options(case, path)),
        needs=tuple(_needs(case)),
        events=frozenset(_events(case)),
        known=known,
        wanted=_wanted(case["id"], known) if known else None,
    )


def _known(path: Path, *, is_ours: bool) -> Case:
    """Read what fills what; cases of our own list every target that no source holds, of which only the required ones must be asked."""
    known = read_case(path, "ours" if is_ours or path.parent == EXAMPLES else "corpus")
    if not is_ours:
        return known
    return replace(known, decoys=known.decoys & {normal(field.path) for field in known.targets if field.required})


def _wanted(name: str, known: Case) -> frozenset[str] | None:
    """Return what the brief asks for in so many words, and what the document requires; none where it asks for the record as a whole."""
    phrases = asked_for().get(name)
    if phrases is None:
        return None
    required = {normal(field.path) for field in known.targets if field.required}
    return frozenset({normal(target) for targets in phrases.values() for target in targets} | required)


def _options(case: dict[str, Any], path: Path) -> Iterator[str]:
    roots = (path.resolve().parents[1], CORPUS)
    for side, access in (("source", "read"), ("target", "write")):
        told = case[side]
        document = document_of(told, roots)
        yield from ("--spec", f"{told['system']}={document}")
        if told.get("object_schema") and document.name != Path(told["object_schema"]).name:
            schema = next(root / told["object_schema"] for root in roots if (root / told["object_schema"]).exists())
            for pointer in _laid().get(document.name, {}).get(access, ()):
                yield from ("--object", f"{told['system']}:{pointer}={schema}")


def _needs(case: dict[str, Any]) -> Iterator[Need]:
    """Yield the needs of both sides; of an example with many systems, one for each that the case lists."""
    for told in case.get("needs", ()):
        right = frozenset((one["method"].upper(), one["path"]) for one in told["operations"])
        yield Need(system=told["system"], roles=EXTRACTING, right=right)
    if "source" in case:
        for need in needs_of(case):
            yield Need(system=need.system, roles=EXTRACTING if need.reads else need.roles, right=need.right)


def _events(case: dict[str, Any]) -> Iterator[str]:
    for told in str(case.get("source", {}).get("event") or "").split("/"):
        if told.strip():
            yield told.strip().casefold()


@cache
def asked_for() -> dict[str, dict[str, list[str]]]:
    """Return the phrases of each case's brief that ask for fields, with the targets that they mean."""
    return tomllib.loads((HERE / "asked_for.toml").read_text(encoding="utf-8"))


@cache
def _laid() -> dict[str, dict[str, list[str]]]:
    told = tomllib.loads((HERE / "laid.toml").read_text(encoding="utf-8"))["laid"]
    return {document: one for one in told for document in one["documents"]}
