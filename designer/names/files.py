"""Names of files and packages out of other people's text: such that every file system and every Python takes them."""

from __future__ import annotations

import hashlib
import sys
from typing import TYPE_CHECKING

from designer.names.text import identifier

if TYPE_CHECKING:
    from collections.abc import Collection

LONGEST = 80
"""Characters of a name; with its folders and endings it stays far below the 255 bytes that file systems take."""
DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10))})
"""Windows keeps these for devices, with any ending."""
BESIDE = frozenset({"given", "httpx2", "pytest", "tests"})
"""Modules that a starter's tests import from elsewhere."""


def file_stem(name: str, *, taken: Collection[str] = ()) -> str:
    """Return *name* for a file without its ending: cut where it is very long, and neither a device of Windows nor *taken*."""
    if len(name) > LONGEST:
        digest = hashlib.sha256(name.encode()).hexdigest()[:8]
        name = f"{name[: LONGEST - 9].rstrip('_-')}{'-' if '-' in name else '_'}{digest}"
    return f"{name}_" if name.lower() in DEVICES or name in taken else name


def package_name(name: str) -> str:
    """Return the Python package of an integration: never a module of Python itself or of the tests."""
    return file_stem(identifier(name), taken=sys.stdlib_module_names | BESIDE)
