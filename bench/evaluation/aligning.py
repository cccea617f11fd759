"""Paths of a design brought to the object that a case speaks of: without the envelope of an answer, a delivery or a body.

A design reads `read:Invoices[0].Contact.Name` where the case says `Contact.Name`, or `trigger:subject` of an item where the case has
`ticket.subject`. For all paths of one origin the same envelope is taken off, or the same container put before: those by which most of
them are known fields of the case, the shortest where several do as well.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cases import normal

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

SELECTOR = re.compile(r"\[[^\]]*\]")


def plain(path: str) -> str:
    """Return a path as cases are compared, every item of a list alike, however it is chosen: `[0]` and `[type=billing]` are `[]`."""
    return normal(SELECTOR.sub("[]", path))


def aligned(paths: Iterable[str], known: Collection[str]) -> dict[str, str]:
    """Return for each plain path of one origin its path in the case's object; *known* are the plain paths of that object's fields."""
    used = sorted(set(paths))
    fields = frozenset(known)
    envelopes = ("", *sorted({head for path in used for head in _heads(path)}, key=_by_length))
    containers = ("", *sorted({head for path in fields for head in _heads(path)}, key=_by_length))

    def moved(path: str, envelope: str, container: str) -> str:
        return container + path.removeprefix(envelope) if path.startswith(envelope) else path

    def hits(envelope: str, container: str) -> int:
        return sum(moved(path, envelope, container) in fields for path in used)

    # An envelope is taken off before a container is put on: both at once would bring nearly any path to some field.
    choices = [(envelope, "") for envelope in envelopes] + [("", container) for container in containers[1:]]
    best = max(choices, key=lambda one: (hits(*one), -choices.index(one)))
    return {path: moved(path, *best) for path in used}


def _heads(path: str) -> Iterable[str]:
    """Yield every beginning of a path that ends with a dot."""
    return (path[: found.end()] for found in re.finditer(r"\.", path))


def _by_length(head: str) -> tuple[int, str]:
    return len(head), head
