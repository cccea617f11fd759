"""Places of a design by names: in words for a person, and as a path that stays the same when the lists around it grow."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from designer.files.yaml_reading import child

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.model.design import Design

STEP = re.compile(r'\.?([A-Za-z_]\w*)|\[(\d+)\]|\."([^"]*)"')
NAMES = ("id", "target", "case", "name", "team", "attribute", "item", "system", "source", "when")
"""Members that tell one record of a list from the others, in the order in which they are looked for."""
KINDS = {
    "systems": "system", "flows": "flow", "steps": "step", "mappings": "", "settings": "setting", "tables": "table", "links": "link",
    "questions": "question", "extracts": "extract", "columns": "column", "access": "access", "identities": "identity",
    "lifecycle": "lifecycle",
}  # fmt: skip
"""What a record of a list is called; a mapping goes by its target alone."""
UNSAID = {"target", "sources"}
"""Members of a mapping that its target tells already."""


@dataclass(frozen=True, slots=True)
class Part:
    """One step down from the design: the member's name, or a record of a list with its name."""

    member: str
    record: str = ""
    number: int = -1


def place_words(design: Design, where: str) -> tuple[str, ...]:
    """Return a place from the outside in: `flow customers`, `step write`, `body.email`; nothing for the design as a whole."""
    words: list[str] = []
    rest: list[str] = []
    for part in _parts(design, where):
        if part.record and part.member in KINDS:
            words.append(f"{KINDS[part.member]} {part.record}".strip())
            rest = []
        elif part.number >= 0:
            rest.append(f"{part.member}[{part.number}]")
        elif part.member != "warehouse" or part.member == where.removeprefix("$."):
            rest.append(part.member)
    tail = ".".join(rest)
    is_told = words and "mappings[" in where and tail.partition("[")[0] in UNSAID
    return (*words, tail) if tail and not is_told else tuple(words)


def stable_place(design: Design, where: str) -> str:
    """Return the place with names instead of numbers: `$.flows[customers].steps[write].mappings[body.email]`."""
    return "".join(["$", *(_stable(part) for part in _parts(design, where))])


def _stable(part: Part) -> str:
    if part.record:
        return f".{part.member}[{part.record}]"
    return f".{part.member}[{part.number}]" if part.number >= 0 else child("", part.member)


def _parts(design: Design, where: str) -> Iterator[Part]:
    at: Any = design
    member = ""
    for found in STEP.finditer(where.removeprefix("$")):
        if found[2] is None:
            if member:
                yield Part(member)
            member = found[1] or found[3]
            at = getattr(at, member, None)
            continue
        number = int(found[2])
        records = at if isinstance(at, tuple) else ()
        at = records[number] if number < len(records) else None
        yield Part(member, _name(at, records[:number]), number)
        member = ""
    if member:
        yield Part(member)


def _name(record: Any, before: tuple[Any, ...]) -> str:
    """Return what a record of a list is known by; one that bears the name of an earlier one gets a number behind it."""
    key = next((key for key in NAMES if getattr(record, key, "")), "") if record is not None else ""
    if not key:
        return ""
    name = getattr(record, key)
    same = sum(getattr(one, key, "") == name for one in before)
    return f"{name}#{same + 1}" if same else str(name)
