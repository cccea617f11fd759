"""The imports of a generated module: only what its text uses, in the order that linters want."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

RUNTIME = {
    "records": ("EVERY", "Record", "cleared", "compact", "count", "each", "filled", "get", "labelled", "or_else", "where"),
    "conditions": ("changed", "contains", "equals", "greater", "less", "one_of", "present"),
    "requests": ("Content", "Failed", "NeedsPerson", "Request", "Run", "Steps", "key_of", "once", "request"),
    "flows": ("Flow", "Incoming"),
    "values": ("Json", "Scalar"),
}
"""What a generated module may need of the runtime."""


def import_lines(texts: Iterable[str], *, siblings: Iterable[str] = (), settings: bool = False, headers: bool = False) -> tuple[str, ...]:
    """Return the import lines for code that reads as *texts*; *siblings* are modules of the package itself."""
    words = set(re.findall(r"[A-Za-z_]\w*", " ".join(texts)))
    lines = ["from collections.abc import Mapping", ""] if headers else []
    own = sorted(siblings)
    lines += [f"from . import {', '.join(own)}"] if own else []
    lines += ["from .runtime import transforms"] if "transforms" in words else []
    for module in sorted(RUNTIME):
        used = sorted((name for name in RUNTIME[module] if name in words), key=_order)
        lines += [f"from .runtime.{module} import {', '.join(used)}"] if used else []
    return (*lines, "from .settings import Settings") if settings else tuple(lines)


def _order(name: str) -> tuple[int, str]:
    """Constants, then classes, then functions."""
    return (0 if name.isupper() else 1 if name[0].isupper() else 2, name)
