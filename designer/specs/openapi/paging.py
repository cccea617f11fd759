"""How a list operation hands out its pages, as far as its parameters and its answer show."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from designer.model.spec import Paging
from designer.names.path import child
from designer.specs.schemas.nodes import Node

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.model.spec import Operation, Parameter
    from designer.specs.openapi.source import Source
    from designer.specs.schemas.nodes import Shape

Kind = Literal["cursor", "page", "offset", "link"]


def _listed(names: str) -> tuple[str, ...]:
    return tuple(names.split())


CURSOR = _listed("""
    cursor startingafter after pagetoken nexttoken nextpagetoken nextcursor startcursor pagecursor pageafter pageinfo bookmark scrollid
    scroll continue continuation continuationtoken continuationkey skiptoken marker nextpage pagekey cursorkey afterid sinceid
""")
PAGE = _listed("page pagenumber pageno pagenum currentpage pageindex p")
OFFSET = _listed("offset skip start startat startindex startposition pageoffset startrow")
SIZE = _listed("""
    limit perpage pagesize size count maxresults top pagelimit resultsperpage numresults pagelen maxitems itemsperpage first rpp per num
    maxcount max recordsperpage batchsize
""")
RECORDS = _listed("data items results value records entries list values content objects elements rows result resources response hits")
"""Members that hold the records, the likeliest first."""
NO_RECORDS = {"errors", "warnings", "links", "included", "messages", "scopes", "meta", "metadata", "notices", "validationerrors"}
NEXT = _listed("""
    nextcursor nextpagetoken nexttoken endcursor aftercursor continue continuationtoken continuationkey cursor nextpage after next nextlink
    odatanextlink nextpageurl nextpageuri nexturl nexturi nextoffset hasmore hasnext hasnextpage moreitemsincollection more ismore
    nextrecordsurl offset
""")
"""Members that lead to the next page, the likeliest first."""
WRAPPERS = _listed("paging pagination meta metadata links responsemetadata pageinfo cursors next additionaldata pages page resultinfo")


def paging_of(source: Source, operation: Operation) -> Paging | None:
    """Return the paging style of a GET that answers with a list, if it shows one."""
    if operation.method != "GET" or operation.success is None:
        return None
    place = source.library.place(operation.success.file, operation.success.pointer)
    if place is None:
        return None
    root = source.reader.shape(Node((place,)))
    query = [parameter for parameter in operation.parameters if parameter.location == "query"]
    kind, parameter = _kind(query)
    next_path = _next_path(source, root)
    if _follows_links(kind, next_path, operation):
        kind, parameter = "link", ""
    items = items_path(source, root, operation.path) if kind else ""
    if not kind or not items:
        return None
    size = next((one for one in query if _plain(one.name) in SIZE and one.name != parameter), None)
    largest = size.field.maximum if size else None
    return Paging(
        kind=kind,
        parameter=parameter,
        next_path=next_path,
        items_path=items,
        size_parameter=size.name if size else "",
        max_size=int(largest) if largest else None,
    )


def _follows_links(kind: str, next_path: str, operation: Operation) -> bool:
    """Tell whether the answer gives the next page's address: it has no other way, or says that this is the way."""
    name = _plain(next_path)
    if kind:
        return name.endswith("odatanextlink") or (kind == "cursor" and name.endswith(("uri", "url", "link")))
    has_header = any("link" in (header.lower() for header in response.headers) for response in operation.responses if response.is_success)
    return has_header or name.endswith(("next", "nextlink", "nextpageurl", "nextpageuri", "nexturl", "nexturi", "nextpage"))


def _plain(name: str) -> str:
    return re.sub(r"[^a-z]", "", name.lower())


def _kind(query: list[Parameter]) -> tuple[Kind | Literal[""], str]:
    names = {_plain(parameter.name): parameter for parameter in reversed(query)}
    for known in CURSOR:
        if known in names:
            return "cursor", names[known].name
    for known in OFFSET:
        if known in names:
            is_token = names[known].field.types == ("string",) and known == "offset"
            return ("cursor" if is_token else "offset"), names[known].name
    return next((("page", names[known].name) for known in PAGE if known in names), ("", ""))


def items_path(source: Source, root: Shape, path: str) -> str:
    """Return the array of records in an answer: the root, the member named like the path, or the likeliest one."""
    if root.item is not None and "array" in root.types:
        return "[]"
    nouns = {_plain(step.removesuffix(".json")) for step in path.split("/") if step and "{" not in step}
    found = list(_arrays(source, root, "", depth=2, nouns=nouns))
    if not found:
        return ""
    return min(found, key=lambda entry: (_rank(entry[1], nouns), entry[2]))[0] + "[]"


def _arrays(source: Source, shape: Shape, path: str, *, depth: int, nouns: set[str]) -> Iterator[tuple[str, str, int]]:
    """Yield path, plain name and depth of arrays that may hold the records."""
    for member in shape.members.values():
        below = source.reader.shape(member.node)
        name = _plain(member.name)
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


def _next_path(source: Source, root: Shape) -> str:
    found: list[tuple[int, str]] = []
    for path, name in _scalars(source, root, "", depth=3):
        if name in NEXT:
            found.append((NEXT.index(name), path))
    return min(found)[1] if found else ""


def _scalars(source: Source, shape: Shape, path: str, *, depth: int) -> Iterator[tuple[str, str]]:
    for member in shape.members.values():
        name = _plain(member.name)
        if name not in NEXT and name not in WRAPPERS:
            continue
        below = source.reader.shape(member.node)
        where = child(path, member.name)
        if below.members and depth > 1:
            yield from _scalars(source, below, where, depth=depth - 1)
        elif "array" not in below.types and not below.members:
            yield where, name
