"""The imports of a generated module: only what its text uses, in the order that linters want."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

RUNTIME = {
    "records": ("EVERY", "Record", "Step", "cleared", "compact", "count", "each", "filled", "get", "labelled", "or_else", "where"),
    "conditions": ("changed", "contains", "equals", "greater", "less", "one_of", "present"),
    "requests": ("Content", "Failed", "NeedsPerson", "Request", "Run", "Steps", "key_of", "once", "request"),
    "flows": ("Flow", "Incoming"),
    "values": ("Json", "Scalar"),
    "verification": ("Verification",),
}
"""What a generated module may need of the runtime."""
SIBLINGS = ("clients", "mappings")
"""Modules of the package that others import whole."""
_QUOTED = re.compile(r'"""(?:[^\\]|\\.)*?"""|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|#[^\n]*', re.DOTALL)
"""A string or a comment: what it says is no name."""


def import_lines(texts: Iterable[str], *, siblings: Iterable[str] = (), settings: bool = False, headers: bool = False) -> tuple[str, ...]:
    """Return the import lines for code that reads as *texts*; *siblings* are modules of the package itself."""
    words = _names(texts)
    lines = ["from collections.abc import Mapping", ""] if headers else []
    own = sorted(siblings)
    lines += [f"from . import {', '.join(own)}"] if own else []
    lines += ["from .runtime import transforms"] if "transforms" in words else []
    for module in sorted(RUNTIME):
        used = sorted((name for name in RUNTIME[module] if name in words), key=_order)
        lines += [f"from .runtime.{module} import {', '.join(used)}"] if used else []
    return (*lines, "from .settings import Settings") if settings else tuple(lines)


def settings_imports(*, settings: bool, tables: bool) -> tuple[str, ...]:
    """Return the import lines of settings.py: names that only annotations need stand under TYPE_CHECKING."""
    used = [
        "Policy",
        *(["Setting"] if settings else []),
        "SignIn",
        "System",
        *(["Table", "open_tables"] if tables else []),
        "read_settings",
    ]
    typed = ["    from collections.abc import Callable, Mapping" if tables else "    from collections.abc import Mapping"]
    inner = ["    from .runtime.configuration import Setting"] if not settings else []
    inner += ["    from .runtime.values import Json"] if tables else []
    return (
        "from dataclasses import dataclass",
        "from typing import TYPE_CHECKING, Any",
        "",
        f"from .runtime.configuration import {', '.join(used)}",
        "",
        "if TYPE_CHECKING:",
        *typed,
        *([""] if inner else []),
        *inner,
    )


def test_import_lines(package: str, texts: Iterable[str]) -> tuple[str, ...]:
    """Return the import lines of a test module: other people's packages first, then `given.py` and the connector's modules."""
    words = _names(texts)
    others = [f"import {name}" for name in ("httpx2", "pytest") if name in words]
    own = {module: [name for name in names if name in words] for module, names in _tested(package).items()}
    lines = [f"from {module} import {', '.join(sorted(names, key=_order))}" for module, names in sorted(own.items()) if names]
    return (*others, "", *lines) if others else tuple(lines)


def setting_test_imports(package: str, *, gaps: bool) -> tuple[str, ...]:
    """Return the import lines of test_settings.py."""
    return (
        *(["import pytest", ""] if gaps else []),
        f"from {package}.runtime.configuration import {'Unanswered, ' if gaps else ''}missing_credentials",
        f"from {package}.settings import SETTINGS, SYSTEMS, load",
    )


def _names(texts: Iterable[str]) -> set[str]:
    """Return the names that code uses, whatever its strings, its comments and the attributes of its objects say."""
    return set(re.findall(r"(?<![\w.])[A-Za-z_]\w*", " ".join(_QUOTED.sub(" ", text) for text in texts)))


def _tested(package: str) -> dict[str, tuple[str, ...]]:
    """Return what tests may need, by module."""
    return {
        "given": ("CONTRACTS", "RUN", "SETTINGS", "World", "answer", "flow_of", "record", "with_stranger"),
        package: SIBLINGS,
        f"{package}.runtime.http": ("DeliveryError",),
        f"{package}.runtime.requests": ("Content", "Failed", "IncompleteRequest", "NeedsPerson"),
        f"{package}.runtime.transforms": ("TransformError",),
        f"{package}.runtime.validation": ("InvalidBody",),
        f"{package}.runtime.verification": ("Delivered", "ForgedDeliveryError"),
        f"{package}.settings": ("POLICY",),
    }


def _order(name: str) -> tuple[int, str]:
    """Constants, then classes, then functions."""
    return (0 if name.isupper() else 1 if name[0].isupper() else 2, name)
