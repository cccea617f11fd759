"""Of a failed choice (`oneOf`, `anyOf`) the one fault that a person can mend: the alternative meant, and what is wrong in it."""

from __future__ import annotations

from typing import Any

LONGEST_CHAIN = 100
CHOICES = ("oneOf", "anyOf")
CONTRADICTIONS = ("type", "enum", "const")


def deepest(error: Any) -> Any:
    """Return the fault behind an error of jsonschema-rs: the error itself unless it is a choice in which nothing fits."""
    for _ in range(LONGEST_CHAIN):
        branches = [branch for branch in getattr(error.kind, "context", ()) if branch]
        if not branches or error.kind.name not in CHOICES:
            return error
        depth = len(error.instance_path)
        meant = min(branches, key=lambda branch: _unlikeliness(branch, depth))
        error = max(meant, key=lambda inner: len(inner.instance_path))
    return error


def needs_one_of(error: Any) -> tuple[str, ...]:
    """Return the members of which a choice asks for one, where that is all it asks for."""
    branches = list(getattr(error.kind, "context", ()))
    alone = [branch[0] for branch in branches if len(branch) == 1 and branch[0].kind.name == "required"]
    same = [inner for inner in alone if inner.instance_path == error.instance_path and inner.kind.property != "$ref"]
    return tuple(inner.kind.property for inner in same) if branches and len(same) == len(branches) else ()


def _unlikeliness(branch: list[Any], depth: int) -> tuple[bool, int, int, int]:
    """Rank an alternative: not a reference without `$ref`, fewest contradictions at its top, wrong deepest inside, fewest faults."""
    is_reference = any(error.kind.name == "required" and error.kind.property == "$ref" for error in branch)
    contradictions = sum(error.kind.name in CONTRADICTIONS and len(error.instance_path) <= depth + 1 for error in branch)
    return is_reference, contradictions, -max(len(error.instance_path) for error in branch), len(branch)
