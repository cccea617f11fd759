"""What an index is kept under: a hash of the documents' contents and of the code that reads them."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import time
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from designer.files.folders import cache_folder
from designer.files.kept import keep_text
from designer.specs.objects.objects import LINES, TABLES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from designer.specs.index.layout import Described

LIBRARIES = ("jsonpath_rfc9535", "jsonschema_rs", "openapi_spec_validator", "regex", "ryaml", "yaml")
SETTLED = 2_000_000_000
"""Nanoseconds: a file changed less than this before it was hashed may change again within one tick of its clock."""


def file_hash(path: Path, *, read: Callable[[bytes], None] | None = None) -> str:
    """Return the SHA-256 of a file, by its size and times where it was hashed before; *read* gets the bytes if it was not.

    Raises OSError.
    """
    stat = path.stat()
    stamp = [stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino]
    kept = cache_folder() / "stamps" / hashlib.sha256(os.fsencode(path.absolute())).hexdigest()[:32]
    with contextlib.suppress(OSError, ValueError, TypeError, KeyError):
        known = json.loads(kept.read_bytes())
        if known["stamp"] == stamp:
            return str(known["sha256"])
    data = path.read_bytes()
    found = hashlib.sha256(data).hexdigest()
    if read:
        read(data)
    if max(stat.st_mtime_ns, stat.st_ctime_ns) + SETTLED < time.time_ns():
        keep_text(kept, json.dumps({"stamp": stamp, "sha256": found}))
    return found


def index_path(described: Sequence[Described]) -> Path:
    """Return where the index of a system is kept whose descriptions have these files and hashes."""
    first = described[0].path.parent if described else Path()
    told: list[Any] = [
        [
            one.ref.kind,
            one.ref.pointer,
            one.ref.object,
            one.sha256,
            ending if (ending := one.path.suffix.lower()) in (*TABLES, *LINES) else "",
            _seen_from(first, one.path) if len(described) > 1 else "",
        ]
        for one in described
    ]
    digest = hashlib.sha256(json.dumps(told).encode("utf-8", "surrogatepass")).hexdigest()
    return cache_folder() / "indexes" / f"{code_stamp()}-{digest[:40]}.sqlite"


def _seen_from(folder: Path, path: Path) -> str:
    """Return how a path is written from a folder, which says where its relative references lead."""
    try:
        return os.path.relpath(path, folder)
    except ValueError:  # on another drive
        return os.path.abspath(path)  # noqa: PTH100 - as relpath has it, links not followed


@cache
def code_stamp() -> str:
    """Return what changes with any change of the code, the data and the libraries that reading a document rests on."""
    package = Path(__file__).resolve().parents[2]
    told: list[tuple[Any, ...]] = [entry for folder in ("model", "names", "specs") for entry in _files(package / folder)]
    told += [(name, spec.origin, Path(spec.origin).stat().st_mtime_ns) for name in LIBRARIES if (spec := find_spec(name)) and spec.origin]
    return hashlib.sha256(repr(sorted(told)).encode()).hexdigest()[:12]


def _files(folder: Path) -> Iterator[tuple[str, int, int]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _files(Path(entry.path)) if entry.name != "__pycache__" else ()
            else:
                stat = entry.stat()
                yield entry.path, stat.st_size, stat.st_mtime_ns
