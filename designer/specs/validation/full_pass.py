"""openapi-spec-validator's whole judgement of one document as plain JSON; run only in the worker."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from designer.errors import DescriptionError
from designer.specs.documents.library import read_bytes, steps_of
from designer.specs.documents.parse import decode, parse
from designer.specs.documents.recognise import not_openapi
from designer.specs.validation.lines import lines_of
from designer.specs.validation.meta_schema import Fault, place_words, pointed, shape_faults
from designer.specs.validation.neighbours import Neighbours
from designer.specs.validation.openapi_schemas import version_of
from designer.specs.validation.verdict import Problem
from designer.specs.validation.wording import harmless

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

MOST_TOLD = 100


def judged(path: Path, name: str, *, overlays: Sequence[Path] = ()) -> dict[str, Any]:
    """Return outcome, version, problems, and the hashes of what was read, once *overlays* are applied. Raises DescriptionError."""
    data = read_bytes(name, path)
    root: Any = parse(data, file=name)
    if not isinstance(root, dict) or not ("openapi" in root or "swagger" in root):
        stranger = not_openapi(root) if isinstance(root, dict) else None
        fact = stranger.fact if stranger else "no OpenAPI document: it names no version (`openapi: 3.1.0`)"
        raise DescriptionError(name, fact, next_step=stranger.next_step if stranger else "Give an OpenAPI or Swagger 2.0 document.")
    if overlays:
        root = _corrected(root, name, overlays)
    version = version_of(root)
    neighbours = Neighbours(path, root)
    shape, unread = shape_faults(root, with_schemas=False)
    problems = [_problem(fault) for fault in shape]
    problems += _walked(root, version, neighbours) if version else []
    told = _grouped(problems)
    return {
        "sha256": hashlib.sha256(data).hexdigest(),
        "outcome": _outcome(problems),
        "version": version,
        "problems": [asdict(problem) for problem in _with_lines(told[:MOST_TOLD], {"": data} | neighbours.data)],
        "more": unread + sum(problem.more + 1 for problem in told[MOST_TOLD:]),
        "neighbours": neighbours.hashes,
    }


def _corrected(root: Any, name: str, overlays: Sequence[Path]) -> Any:
    from designer.specs.documents.library import Document  # noqa: PLC0415 - few documents have overlays
    from designer.specs.overlays.applying import apply_overlays  # noqa: PLC0415 - the same
    from designer.specs.overlays.overlay import overlay_of  # noqa: PLC0415 - the same

    document = Document(file=name, root=root)
    apply_overlays([overlay_of(parse(read_bytes(str(one), one), file=str(one)), file=str(one)) for one in overlays], [document])
    return document.root


def _outcome(problems: list[Problem]) -> str:
    if any(problem.judged for problem in problems):
        return "invalid"
    return "unjudged" if problems else "valid"


def _walked(root: Any, version: str, neighbours: Neighbours) -> Iterator[Problem]:
    from designer.specs.validation.library_words import told  # noqa: PLC0415 - the validator takes half a second to load
    from designer.specs.validation.located import place_at, walked  # noqa: PLC0415 - the same

    for located in walked(root, version, neighbours):
        place = place_at(located.steps, neighbours)
        said = told(located, place.value, version=version)
        pointer = place.pointer + pointed(said.below)
        fault = Fault(pointer, place_words(steps_of(pointer)), said.words, judged=said.judged)
        yield _problem(fault, file=neighbours.name_of(place.address))


def _problem(fault: Fault, *, file: str = "") -> Problem:
    return Problem(pointer=fault.pointer, message=fault.told, next_step=fault.step, file=file, judged=fault.judged)


def _grouped(problems: list[Problem]) -> list[Problem]:
    """Tell one problem for each place, the meta-schema's first, and those that differ in nothing but the place once."""
    at_places = {(problem.file, problem.pointer): problem for problem in reversed(problems)}.values()
    first: dict[tuple[str, str, bool], Problem] = {}
    for problem in reversed(at_places):
        place = place_words(steps_of(problem.pointer))
        key = (problem.message.removeprefix(harmless(f"{place}: ")), problem.next_step, problem.judged)
        first[key] = replace(first[key], more=first[key].more + 1) if key in first else problem
    return list(first.values())


def _with_lines(problems: list[Problem], data: dict[str, bytes]) -> Iterator[Problem]:
    marks = {
        (file, pointer): mark
        for file, content in data.items()
        for pointer, mark in lines_of(decode(content, file=file), [one.pointer for one in problems if one.file == file]).items()
    }
    for problem in problems:
        line, column = marks.get((problem.file, problem.pointer), (0, 0))
        yield replace(problem, line=line, column=column)
