"""How a list operation hands out its pages, as far as its parameters, its body and its answer show."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from designer.model.spec import Paging
from designer.names.path import child, parent
from designer.specs.openapi.following import Following, following
from designer.specs.openapi.plain_names import listed, plain
from designer.specs.openapi.records import items_path
from designer.specs.schemas.nodes import Node

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.model.spec import Content, Operation
    from designer.specs.openapi.source import Source
    from designer.specs.schemas.nodes import Shape

Kind = Literal["cursor", "page", "offset", "link"]


CURSOR = listed("""
    cursor startingafter after pagetoken nexttoken nextpagetoken nextcursor startcursor pagecursor pageafter pageinfo bookmark scrollid
    scroll continue continuation continuationtoken continuationkey skiptoken marker nextpage pagekey cursorkey afterid sinceid
    lastid nextid nextpageid
""")
PAGE = listed("page pagenumber pageno pagenum currentpage pageindex p")
OFFSET = listed("offset skip start startat startindex startposition pageoffset startrow")
SIZE = listed("""
    limit perpage pagesize size count maxresults top pagelimit resultsperpage numresults pagelen maxitems itemsperpage first rpp per num
    maxcount max recordsperpage batchsize
""")
WRAPPERS = listed("paging pagination page pageinfo options cursor")
"""Members of a body that hold what pages it."""
SEARCHES = re.compile(r"search|quer(y|ies)|list|find|filter|look_?up|(^|[_/-])get|sync|fetch|scan|report|export", re.IGNORECASE)
"""Words of a POST that reads."""
ADDRESSES = ("uri", "url", "link", "href")


class _Control(NamedTuple):
    """A parameter, or a member of the body, that may page."""

    path: str
    name: str
    """Its plain name."""
    types: tuple[str, ...]
    maximum: float | None


def paging_of(source: Source, operation: Operation) -> Paging | None:
    """Return the paging style of an operation that answers with a list, if it shows one: a GET, or a POST that reads."""
    is_get = operation.method == "GET"
    if operation.success is None or not (is_get or (operation.method in ("POST", "QUERY") and _reads(operation))):
        return None
    asked = [(one.name, one.field) for one in operation.parameters if one.location == "query"]
    controls = [_Control(name, plain(name), field.types, field.maximum) for name, field in asked if not _is_moment(field.format)]
    found = _paging(source, operation, controls, is_list=is_get)
    if found is None and not is_get and operation.body is not None:
        found = _paging(source, operation, list(_members(source, operation.body)), is_list=False, location="body")
    return found


def _paging(
    source: Source, operation: Operation, controls: list[_Control], *, is_list: bool, location: Literal["query", "body"] = "query"
) -> Paging | None:
    """Return the paging by these parameters; what is not known for a list (*is_list*) must name one, and a size where it counts."""
    root = _root(source, operation.success)
    kind, control = _kind(controls)
    size = next((one for one in controls if one.name in SIZE and one is not control), None)
    is_plain = is_list and not operation.path.endswith(("}", "})"))  # a single record that holds a list has no pages
    if root is None or (not kind and not is_plain) or (kind in ("offset", "page") and not is_list and size is None):
        return None
    then = following(source, root, control.name if control else "", is_cursor=kind == "cursor")
    kind = _revised(kind, control, then)
    if _follows_links(kind, then, operation):
        kind, control = "link", None
    items = items_path(source, root, operation.path) if kind else ""
    if not kind or not items:
        return None
    return Paging(
        kind=kind,
        parameter=control.path if control else "",
        location=location,
        next_path=then.path,
        items_path=items,
        size_parameter=size.path if size else "",
        max_size=int(size.maximum) if size and size.maximum else None,
    )


def _is_moment(format_: str) -> bool:
    """Tell whether a value is a day or a moment: `after` a date is a filter."""
    return format_.startswith("date")


def _reads(operation: Operation) -> bool:
    steps = [step for step in operation.path.split("/") if step and "{" not in step]
    return any(SEARCHES.search(word) for word in (*steps[-2:], operation.operation_id, operation.summary.split(" ")[0]))


def _root(source: Source, content: Content | None) -> Shape | None:
    place = source.library.place(content.file, content.pointer) if content else None
    return source.reader.shape(Node((place,))) if place else None


def _members(source: Source, body: Content) -> Iterator[_Control]:
    """Yield the values at the top of a body, and those in a member that is made for paging."""
    root = _root(source, body)
    for member in root.members.values() if root else ():
        shape = source.reader.shape(member.node)
        if shape.members and plain(member.name) in WRAPPERS:
            for inner in shape.members.values():
                yield _control(f"{child('', member.name)}.{child('', inner.name)}", inner.name, source.reader.shape(inner.node))
        elif not shape.members and "array" not in shape.types and not _is_moment(str(shape.facts.get("format", ""))):
            yield _control(child("", member.name), member.name, shape)


def _control(path: str, name: str, shape: Shape) -> _Control:
    maximum = shape.facts.get("maximum")
    is_number = isinstance(maximum, int | float) and not isinstance(maximum, bool)
    return _Control(path, plain(name), shape.types, maximum if is_number else None)


def _kind(controls: list[_Control]) -> tuple[Kind | Literal[""], _Control | None]:
    names = {control.name: control for control in reversed(controls)}
    for known in CURSOR:
        if known in names:
            return "cursor", names[known]
    for known in OFFSET:
        if known in names:
            is_token = names[known].types == ("string",) and known == "offset"
            return ("cursor" if is_token else "offset"), names[known]
    return next((("page", names[known]) for known in PAGE if known in names), ("", None))


def _revised(kind: Kind | Literal[""], control: _Control | None, then: Following) -> Kind | Literal[""]:
    """A page is a cursor where the answer gives the next one as a text, or where it is an object that holds one."""
    if kind != "page" or control is None:
        return kind
    is_token = control.types == ("string",) and then.name == "nextpage" and then.types == ("string",) and not then.is_address
    is_holder = "object" in control.types and ("cursor" in then.name or "after" in then.name)
    return "cursor" if is_token or is_holder else kind


def _follows_links(kind: str, then: Following, operation: Operation) -> bool:
    """Tell whether the answer gives the next page's address: it has no other way, or says that this is the way."""
    if then.types and "string" not in then.types:
        return False
    is_address = then.is_address or then.name.endswith(ADDRESSES) or plain(parent(then.path)) in ("links", "link")
    if kind:
        return then.name == "odatanextlink" or (kind == "cursor" and is_address)
    has_header = any("link" in (header.lower() for header in response.headers) for response in operation.responses if response.is_success)
    return has_header or is_address or then.name in ("next", "nextpage")
