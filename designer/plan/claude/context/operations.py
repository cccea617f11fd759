"""Operations of a system as a model chooses among them: those that were weighed, and a map of what else there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.names.text import singulars
from designer.plan.claude.context.fencing import one_line, plain_line
from designer.plan.claude.context.slices import parameter_line
from designer.plan.offline.calls import collection_of, takes_one

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from designer.model.design import Design
    from designer.model.spec import Operation, SystemSpec
    from designer.plan.offline.candidates import RoleCandidates

SUMMARY = 70
FIRST = 3
LEAST = 0.01
"""Behind the first few, an operation of less likeness is not told."""
MOST_RESOURCES = 16
"""So many collections of a system are named; the rest is found by a search."""
FEW = 3
"""What can be done less to than this is more likely an action than a collection."""
ITSELF = "itself"
"""The collection that all other paths lie below."""
MOST_SEGMENTS = 3
"""Fixed parts of the path of a collection that a record of its own is in, behind what all paths begin with."""


def candidate_lines(candidates: Sequence[RoleCandidates], design: Design) -> Iterator[str]:
    """Yield what was weighed for each system and role, with scores; the runner-up with its parameters, since the draft does not show it.

    Into a warehouse nothing is written by a call.
    """
    used = {use.key for use in design.operations()}
    for row in candidates:
        if design.warehouse and row.role == "write":
            continue
        yield f"{one_line(row.system, 60)}, to {row.role}:"
        told = [found for number, found in enumerate(row.candidates) if number < FIRST or found.score >= LEAST]
        for number, found in enumerate(told):
            operation = found.operation
            mark = " (draft)" if operation.key in used else ""
            yield f"  {found.score:.2f} {operation_line(operation)}{mark}"
            if number < 2 and not mark and found.score >= 0.1 and (parameters := parameter_line(operation)):
                yield f"       parameters: {parameters}"


def operation_line(operation: Operation) -> str:
    """Return an operation with what it says it does."""
    summary = plain_line(operation.summary or operation.description or operation.operation_id, SUMMARY)
    marks = [*(["deprecated"] if operation.deprecated else []), *(["in no document"] if not operation.in_spec else [])]
    return " ".join((operation.key, *([f"- {summary}"] if summary else []), *(f"[{mark}]" for mark in marks)))


def resource_line(spec: SystemSpec, said: frozenset[str]) -> str:
    """Return the collections of a system near the root of its paths, each with what can be done to it; those that a brief names first.

    The letters: `l` list, `c` create, `r` read one, `u` update one, `d` delete one.
    """
    found: dict[str, set[str]] = {}
    for operation in spec.operations:
        found.setdefault(collection_of(operation.path), set()).add(_letter(operation))
    prefix = _common([path.strip("/").split("/") for path in found])
    near = {}
    for path, letters in found.items():
        parts = path.strip("/").split("/")[len(prefix) :]
        if len(parts) <= MOST_SEGMENTS and not any("{" in part for part in parts[-1:]) and letters & {"l", "c"}:
            near["/".join(parts) or ITSELF] = "".join(letter for letter in "lcrud" if letter in letters)
    ranked = sorted(near, key=lambda path: (path != ITSELF, -len(said & _named(path)), len(near[path]) < FEW, path.count("/"), path))
    named = [f"{one_line(path, 80)} {near[path]}" for path in ranked[:MOST_RESOURCES]]
    more = len(ranked) - len(named)
    root = "/" + "/".join(prefix)
    return f"below {root}: " + ", ".join(named) + (f", {more} more" if more else "") if named else ""


def _letter(operation: Operation) -> str:
    one = takes_one(operation)
    match operation.method:
        case "GET":
            return "r" if one else "l"
        case "POST":
            return "u" if one else "c"
        case "PUT" | "PATCH":
            return "u"
        case "DELETE":
            return "d"
        case _:
            return "x"


def _common(paths: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Return the parts that all paths begin with."""
    shared: list[str] = []
    for parts in zip(*paths, strict=False):
        if len(set(parts)) > 1 or "{" in parts[0]:
            break
        shared.append(parts[0])
    return tuple(shared) if len(paths) > 1 else ()


def _named(path: str) -> frozenset[str]:
    return singulars(path.rpartition("/")[2])
