"""The golden records of the corpus: one text a document in golden/, and words for what differs from it."""

from __future__ import annotations

from difflib import SequenceMatcher
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.corpus.walk import OperationCounts, Walk

GOLDEN = Path(__file__).resolve().parent / "golden"
SHOWN = 30
"""Differences that are told one by one."""


def documents() -> list[str]:
    """Return the names of the documents that there is a golden record of."""
    return sorted(path.name.removesuffix(".txt") for path in GOLDEN.glob("*.txt"))


def record_of(document: str) -> Path:
    """Return where the golden record of a document stands."""
    return GOLDEN / f"{document}.txt"


def differences(golden: str, walk: Walk) -> list[str]:
    """Return what is counted otherwise than in the golden record, by row of totals and by operation."""
    known_rows, _, known_lines = golden.partition("\n\n")
    rows, _, _ = walk.golden.partition("\n\n")
    told = [f"- {row}" for row in known_rows.splitlines() if row not in rows.splitlines()]
    told += [f"+ {row}" for row in rows.splitlines() if row not in known_rows.splitlines()]
    changed = list(_changed(known_lines.splitlines(), walk.operations))
    rest = [f"and {len(changed) - SHOWN} operations more"] if len(changed) > SHOWN else []
    return told + changed[:SHOWN] + rest


def _changed(known: list[str], operations: list[OperationCounts]) -> Iterator[str]:
    """Yield words for each operation that was added, left out or counted otherwise; the order of both is the document's."""
    lines = [operation.line for operation in operations]
    matched = SequenceMatcher(None, [line[:3] for line in known], [line[:3] for line in lines], autojunk=False)
    for kind, start, end, new_start, new_end in matched.get_opcodes():
        if kind == "equal":
            pairs = zip(known[start:end], operations[new_start:new_end], strict=True)
            yield from (_counted(old, operation) for old, operation in pairs if old != operation.line)
        else:
            yield from (f"- an operation is lost or stands elsewhere: {line}" for line in known[start:end])
            yield from (f"+ {operation.key} is new here: {operation.line}" for operation in operations[new_start:new_end])


def _counted(old: str, operation: OperationCounts) -> str:
    pairs = zip(("parameters", "request fields", "response fields"), old.split()[1:], operation.line.split()[1:], strict=True)
    return f"{operation.key}: " + ", ".join(f"{name} {was} -> {now}" for name, was, now in pairs if was != now)
