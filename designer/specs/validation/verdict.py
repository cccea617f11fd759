"""The full verdict on a document: openapi-spec-validator's, asked for in a process of its own and kept by the document's hash."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from designer.model.finding import Finding, SpecPlace

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

CODE = "SPEC108"
SECONDS = 120.0
"""The time that a verdict may take; 4 MB take about ten seconds."""
PLACES_TOLD = 3

Outcome = Literal["valid", "invalid", "unjudged"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """A fault of a document, or (`judged` false) a part of it that could not be judged."""

    pointer: str
    """With `#` in front; `#` is the whole document."""
    message: str
    next_step: str
    line: int = 0
    """0: not known."""
    column: int = 0
    more: int = 0
    """How many more places are like it."""
    file: str = ""
    """The file beside the document in which it stands; empty: the document itself."""
    judged: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether a document is valid OpenAPI. `unjudged` is neither: the validator came to no end, or a part was out of its reach."""

    file: str
    sha256: str
    outcome: Outcome
    version: str = ""
    """Of OpenAPI: `3.1`."""
    problems: tuple[Problem, ...] = ()
    more: int = 0
    """Places with faults that `problems` does not tell of."""
    seconds: float = 0.0
    tool: str = ""
    neighbours: tuple[tuple[str, str], ...] = ()
    """Files beside the document on which the verdict depends too, with their hashes; an empty hash is a file that was not there."""


def validate_file(path: Path, *, seconds: float = SECONDS, tell: Callable[[str], None], overlays: Sequence[Path] = ()) -> Verdict:
    """Return the verdict on a file as *overlays* correct it, a kept one if neither they nor the validator changed.

    Raises DescriptionError where one of them cannot be read.
    """
    from designer.specs.documents.library import read_bytes  # noqa: PLC0415 - `known_verdict` reads no document
    from designer.specs.validation.judging import judge  # noqa: PLC0415 - starts processes, which a known verdict does not
    from designer.specs.validation.kept import keep, kept_verdict  # noqa: PLC0415 - the same

    data = read_bytes(str(path), path)
    corrections = [hashlib.sha256(read_bytes(str(overlay), overlay)).hexdigest() for overlay in overlays]
    sha256 = corrected_hash(hashlib.sha256(data).hexdigest(), corrections)
    kept = kept_verdict(sha256, file=str(path), folder=path.parent)
    if kept is not None:
        return kept
    verdict = judge(path, data, seconds=seconds, tell=tell, overlays=overlays)
    verdict = replace(verdict, sha256=corrected_hash(verdict.sha256, corrections))
    keep(verdict)
    return verdict


def corrected_hash(sha256: str, overlays: Sequence[str]) -> str:
    """Return what a document is known by once overlays of these hashes have corrected it: its own hash where there are none."""
    return hashlib.sha256("".join([sha256, *overlays]).encode()).hexdigest() if overlays else sha256


def known_verdict(sha256: str, *, folder: Path | None = None) -> Verdict | None:
    """Return the kept verdict on a document of this hash; its `file` is empty.

    A verdict that depends on files beside the document is known only where *folder* says in which folder they lie.
    """
    from designer.specs.validation.kept import kept_verdict  # noqa: PLC0415 - beside its only use

    return kept_verdict(sha256, file="", folder=folder)


def verdict_findings(verdict: Verdict, *, file: str = "") -> tuple[Finding, ...]:
    """Return one finding that tells of a verdict with errors, none of any other. *file* is the document as the user knows it."""
    errors = [problem for problem in verdict.problems if problem.judged]
    if verdict.outcome != "invalid" or not errors:
        return ()
    name = file or verdict.file
    count = verdict.more + sum(problem.more + 1 for problem in errors)
    places = "; ".join(problem.message for problem in errors[:PLACES_TOLD])
    message = (
        f"The full validation ({verdict.tool}) found {count} {'error' if count == 1 else 'errors'}: {places}"
        f"{'; …' if len(errors) > PLACES_TOLD else ''}. `designer specs validate {name}` lists them with their places."
    )
    first = errors[0]
    where = SpecPlace(file=name, pointer=first.pointer if not first.file else "#")
    return (Finding(code=CODE, severity="warning", where="", message=message, spec=where),)
