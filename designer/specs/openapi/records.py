"""Which array of an answer holds the records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.names.path import child
from designer.specs.openapi.plain_names import listed, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.specs.openapi.source import Source
    from designer.specs.schemas.nodes import Shape

RECORDS = listed("data items results value records entries list values content objects elements rows result resources response hits")
"""Members that hold the records, the likeliest first."""
NO_RECORDS = {"errors", "warnings", "links", "included", "messages", "scopes", "meta", "metadata", "notices", "validationerrors"}


def items_path(source: Source, root: Shape, path: str) -> str:
    """Return the array of records in an answer: the root, the member named like the path, or the likeliest one."""
    if root.item is not None and "array" in root.types:
        return "[]"
    nouns = {plain(step.removesuffix(".json")) for step in path.split("/") if step and "{" not in step}
    found = list(_arrays(source, root, "", depth=2, nouns=nouns))
    if not found:
        return ""
    return min(found, key=lambda entry: (_rank(entry[1], nouns), entry[2]))[0] + "[]"


def _arrays(source: Source, shape: Shape, path: str, *, depth: int, nouns: set[str]) -> Iterator[tuple[str, str, int]]:
    """Yield path, plain name and depth of arrays that may hold the records."""
    for member in shape.members.values():
        below = source.reader.shape(member.node)
        name = plain(member.name)
        if name in NO_RECORDS - nouns:
            continue
        where = child(path, member.name)
        if "array" in below.types and below.item is not None:
            if "object" in source.reader.shape(below.item).types or name in RECORDS:
                yield where, name, 3 - depth
        elif depth > 1 and "object" in below.types and (name in RECORDS or name in ("embedded", "list", "page") or len(shape.members) <= 4):
            yield from _arrays(source, below, where, depth=depth - 1, nouns=nouns)


def _rank(name: str, nouns: set[str]) -> int:
    if name in nouns:
        return 0
    return 1 + RECORDS.index(name) if name in RECORDS else 100
