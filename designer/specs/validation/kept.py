"""Verdicts kept in the user's cache by the document's hash; what is broken or of another validator is as if it were not there."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, replace
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

from designer.files.folders import cache_folder
from designer.files.kept import keep_text
from designer.specs.documents.limits import LARGEST
from designer.specs.validation.verdict import Problem, Verdict

if TYPE_CHECKING:
    from pathlib import Path

PACKAGE = "openapi-spec-validator"
FORM = 1
"""Raised when what a kept verdict says is said otherwise."""


def tool() -> str:
    """Return the validator's name and version."""
    try:
        return f"{PACKAGE} {version(PACKAGE)}"
    except PackageNotFoundError:
        return PACKAGE


def kept_verdict(sha256: str, *, file: str, folder: Path | None) -> Verdict | None:
    """Return the kept verdict on a document, if all it depends on is as it was; *folder* is where the files beside it lie."""
    try:
        told: Any = json.loads(_place(sha256).read_bytes())
        problems = tuple(Problem(**problem) for problem in told["verdict"].pop("problems"))
        neighbours = tuple((str(name), str(digest)) for name, digest in told["verdict"].pop("neighbours"))
        verdict = Verdict(**told["verdict"], problems=problems, neighbours=neighbours)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    if told.get("form") != FORM or verdict.tool != tool() or verdict.sha256 != sha256:
        return None
    if any(folder is None or _hash(folder / name) != digest for name, digest in neighbours):
        return None
    return replace(verdict, file=file)


def keep(verdict: Verdict) -> None:
    """Keep a verdict, unless it came to no end: with more time or memory it may."""
    if verdict.version:
        keep_text(_place(verdict.sha256), json.dumps({"form": FORM, "verdict": asdict(replace(verdict, file=""))}))


def _place(sha256: str) -> Path:
    return cache_folder() / "verdicts" / f"{sha256}.json"


def _hash(path: Path) -> str:
    """Return the hash of a file beside a document, empty where there is none that can be read."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest() if path.stat().st_size <= LARGEST else ""
    except OSError:
        return ""
