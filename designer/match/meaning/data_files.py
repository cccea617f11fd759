"""The data files of the dictionary, read: TOML and JSON, kept as one JSON text in the user's cache, which is read ten times faster."""

from __future__ import annotations

import contextlib
import hashlib
import json
import tomllib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from designer.files.folders import cache_folder
from designer.files.kept import keep_text, keep_within

if TYPE_CHECKING:
    from collections.abc import Iterator
    from importlib.resources.abc import Traversable

PACKAGE = "designer.match.data"
ENDINGS = (".toml", ".json")
MOST_KEPT = 2_000_000
"""Bytes: what was kept for older data files gives way."""


def data(name: str) -> dict[str, Any]:
    """Return a data file by its name (`words.toml`, `concepts/people.toml`); every caller is given the same one, to be read only."""
    return _all_files()[name]


@cache
def _all_files() -> dict[str, dict[str, Any]]:
    texts = dict(sorted(_texts(resources.files(PACKAGE), "")))
    folder = cache_folder() / "words"
    kept = folder / f"{_digest(texts)}.json"
    with contextlib.suppress(OSError, ValueError):
        known = json.loads(kept.read_bytes())
        if isinstance(known, dict) and known.keys() == texts.keys():
            return known
    parsed = {name: parse(name, text) for name, text in texts.items()}
    if keep_text(kept, json.dumps(parsed)):
        keep_within(folder, ".json", MOST_KEPT)
    return parsed


def parse(name: str, text: bytes) -> dict[str, Any]:
    """Return what a file holds, TOML or JSON by its ending."""
    parsed: dict[str, Any] = tomllib.loads(text.decode()) if name.endswith(".toml") else json.loads(text)
    return parsed


def _texts(folder: Traversable, above: str) -> Iterator[tuple[str, bytes]]:
    for entry in folder.iterdir():
        if entry.name.endswith(ENDINGS):
            yield f"{above}{entry.name}", entry.read_bytes()
        elif entry.is_dir() and entry.name != "__pycache__":
            yield from _texts(entry, f"{above}{entry.name}/")


def _digest(texts: dict[str, bytes]) -> str:
    """Return a hash of all names and contents: a change of any file is another dictionary."""
    told = hashlib.sha256()
    for name, text in texts.items():
        told.update(f"{name} {len(text)}\n".encode())
        told.update(text)
    return told.hexdigest()
