"""Systems and operations by another name than a design calls them by: a system's title, an operation's id, other names in the braces."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.model.spec import Catalog, Operation, SystemSpec

BRACES = re.compile(r"\{[^{}/]*\}")
GAPS = re.compile(r"\W+|_+")


def called_operation(catalog: Catalog, system: SystemSpec, name: str) -> Operation | None:
    """Return the one operation that a name can mean: its key in any writing, or its id; None if none or several can."""
    exact = catalog.operation(system.name, name)
    if exact is not None:
        return exact
    wanted = _plain_key(name)
    found = [one for one in system.operations if _plain_key(one.key) == wanted]
    found = found or [one for one in system.operations if one.operation_id and one.operation_id.lower() == name.strip().lower()]
    return found[0] if len(found) == 1 else None


def called_system(systems: Sequence[tuple[str, str]], name: str) -> str:
    """Return the id of the one system of (id, name) that a text names in any writing; empty if it is none's."""
    wanted = GAPS.sub("", name).lower()
    found = [identifier for identifier, title in systems if wanted in {GAPS.sub("", one).lower() for one in (identifier, title)}]
    return found[0] if len(found) == 1 and wanted else ""


def _plain_key(key: str) -> str:
    """Return method and path in one writing, whatever the braces hold."""
    method, _, path = key.strip().partition(" ")
    return f"{method.lower()} /{BRACES.sub('{}', path).strip().strip('/')}"
