"""What in an answer leads to the next page."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from designer.names.path import child
from designer.specs.openapi.plain_names import listed, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.specs.openapi.source import Source
    from designer.specs.schemas.nodes import Shape

NEXT = listed("""
    nextcursor nextpagetoken nexttoken endcursor aftercursor continue continuationtoken continuationkey cursor nextpage after next nextlink
    odatanextlink nextpageurl nextpageuri nexturl nexturi nextoffset hasmore hasnext hasnextpage moreitemsincollection more ismore
    nextrecordsurl
""")
"""Members that lead to the next page, the likeliest first."""
WRAPPERS = listed(
    "paging pagination meta metadata links responsemetadata pageinfo cursors next additionaldata pages page resultinfo nextpage"
)
DEPTH = 3


class Following(NamedTuple):
    """The member that leads to the next page, or tells that there is one; all empty: none does."""

    path: str = ""
    name: str = ""
    """Its plain name."""
    types: tuple[str, ...] = ()
    is_address: bool = False
    """Whether its format says that it is an address."""


def following(source: Source, root: Shape, asked_by: str, *, is_cursor: bool) -> Following:
    """Return what in an answer leads to the next page; what is called like the parameter *asked_by* (a plain name) is likelier."""
    ranked = [*_pairs(asked_by), *([asked_by] if is_cursor else [])]
    names = list(dict.fromkeys((*ranked, *NEXT)))
    found = list(_values(source, root, "", names, depth=DEPTH))
    return min(found, key=lambda one: names.index(one.name), default=Following())


def _pairs(asked_by: str) -> list[str]:
    """Return what an answer may call the value that a cursor parameter takes: `nextcursor` for `startcursor`."""
    if not asked_by:
        return []
    core = asked_by.removeprefix("page").removeprefix("start").removeprefix("next") or asked_by
    return [f"next{asked_by}", f"next{core}", f"nextpage{core}"]


def _values(source: Source, shape: Shape, path: str, names: list[str], *, depth: int) -> Iterator[Following]:
    for member in shape.members.values():
        name = plain(member.name)
        if name not in names and name not in WRAPPERS:
            continue
        below = source.reader.shape(member.node)
        where = child(path, member.name)
        if below.members and depth > 1:
            yield from _values(source, below, where, names, depth=depth - 1)
        elif name in names and "array" not in below.types and not below.members:
            yield Following(where, name, below.types, below.facts.get("format") in ("uri", "url", "uri-reference"))
