"""A walk over all that a catalog tells of one document of the corpus: what is counted on the way, and what no right reading could give."""

from __future__ import annotations

import base64
import gc
import hashlib
import json
from collections import Counter
from dataclasses import dataclass, field
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from designer.model.brief import SystemRef
from designer.model.description import DescriptionRef
from designer.names.path import parent, parse_path
from designer.specs.catalog import load_catalog
from tests.corpus import raw

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from designer.model.spec import Catalog, Content, Event, Field, Operation

SYSTEM = "Vendor"
FACTS = (
    "required", "enum", "format", "nullable", "read_only", "write_only", "only_on_request", "free_form", "branch", "deprecated",
)  # fmt: skip
"""What is counted of the fields, beside the fields themselves and the leaves among them."""
SAMPLE = 24
"""Contents of one document, evenly spaced, of which single fields are looked up too."""


class OperationCounts(NamedTuple):
    """An operation and how much of it was read."""

    key: str
    parameters: int
    request_fields: int
    response_fields: int

    @property
    def line(self) -> str:
        """Return the golden line: the key as a short hash, so that no vendor's text stands in the repository, then the counts."""
        digest = base64.urlsafe_b64encode(hashlib.sha256(self.key.encode()).digest())[:3].decode()
        return f"{digest} {self.parameters} {self.request_fields} {self.response_fields}"


@dataclass(slots=True)
class Walk:
    """What was counted and what was wrong."""

    operations: list[OperationCounts] = field(default_factory=list)
    totals: dict[str, Counter[str]] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def add(self, row: str, **counts: int) -> None:
        """Add to a row of the totals."""
        self.totals.setdefault(row, Counter()).update(counts)

    @property
    def golden(self) -> str:
        """Return the golden record of the document: rows of totals, then a line for each operation."""
        rows = [f"{row}: {', '.join(f'{n} {c}' for n, c in counts.items() if c)}".rstrip() for row, counts in self.totals.items()]
        return "\n".join([*rows, "", *(operation.line for operation in self.operations)]) + "\n"


def opened(folder: Path, file: str) -> Catalog:
    """Return the catalog of one document, as the only one of a system."""
    return load_catalog([SystemRef(name=SYSTEM, descriptions=(DescriptionRef(kind="openapi", path=file),))], base=folder)


def spread(things: list[Any], most: int) -> list[Any]:
    """Return at most *most* of the things, evenly spaced."""
    return things[:: max(1, -(-len(things) // most))]


def walk_of(catalog: Catalog, folder: Path) -> Walk:
    """Walk every field of every body, response and event of a catalog's only system; *folder* holds its document."""
    was_on = gc.isenabled()
    gc.disable()  # the walk makes millions of small things and drops none of them
    try:
        return _Walker(catalog, folder).walk()
    finally:
        if was_on:
            gc.enable()


class _Walker:
    """The walk over one document, with what it has seen."""

    def __init__(self, catalog: Catalog, folder: Path) -> None:
        self._catalog = catalog
        self._folder = folder
        self._walk = Walk()
        self._counted: dict[int, tuple[tuple[Field, ...], Counter[str]]] = {}
        self._checked: set[int] = set()
        self._parents: dict[str, str] = {}
        self._resolved: dict[tuple[str, str], tuple[bool, Any]] = {}

    def walk(self) -> Walk:
        system = self._catalog.systems[0]
        for row in ("operations", "parameters", "bodies", "request fields", "responses", "response fields", "paging", "sign-in"):
            self._walk.totals[row] = Counter()
        operations = list(system.operations)
        for operation in operations:
            self._operation(operation)
        self._walk.add("sign-in", **Counter(f"{scheme.kind}" for scheme in system.schemes))
        self._walk.add("sign-in", scopes=sum(len(scheme.scopes) for scheme in system.schemes))
        for event in system.events:
            self._event(event)
        self._walk.add("findings", **Counter(sorted(finding.code for finding in self._catalog.findings)))
        self._look_up(operations)
        return self._walk

    def _operation(self, operation: Operation) -> None:
        walk = self._walk
        walk.add("operations", **{operation.method: 1, "ids": bool(operation.operation_id), "deprecated": operation.deprecated})
        walk.add("sign-in", needs=len(operation.security), needed_scopes=sum(len(need.scopes) for need in operation.security))
        walk.add("operations", idempotent=bool(operation.idempotency_header))
        for parameter in operation.parameters:
            walk.add("parameters", **{parameter.location: 1, "required": parameter.field.required, "enum": bool(parameter.field.enum)})
        if operation.paging:
            told = operation.paging
            walk.add("paging", **{told.kind: 1, "next": bool(told.next_path), "items": bool(told.items_path), "size": bool(told.max_size)})
        for response in operation.responses:
            walk.add("responses", **{f"{response.status[0]}xx": 1, "content": bool(response.content), "headers": len(response.headers)})
        for body in operation.bodies:
            walk.add("bodies", **{body.media_type.split(";")[0]: 1, "required": body.required})
        sent = sum(self._count(body, "write", "request fields") for body in operation.bodies)
        answered = sum(self._count(one.content, "read", "response fields") for one in operation.responses if one.content)
        walk.operations.append(OperationCounts(operation.key, len(operation.parameters), sent, answered))

    def _event(self, event: Event) -> None:
        walk = self._walk
        told = self._catalog.event_fields(event)
        walk.add("events", **{event.origin: 1, event.payload: 1, "record": bool(event.record_path), "content": bool(event.content)})
        walk.add("event fields", fields=len(told), leaves=sum(one.is_leaf for one in told), enum=sum(bool(one.enum) for one in told))
        if event.content:
            self._hold(event.content, "read", self._catalog.fields(event.content, access="read"))

    def _count(self, content: Content, access: Literal["read", "write"], row: str) -> int:
        fields = self._catalog.fields(content, access=access)
        known = self._counted.get(id(fields))
        if known is None:
            self._hold(content, access, fields)
            counts = Counter(fields=len(fields), leaves=sum(one.is_leaf for one in fields))
            for fact in FACTS:
                counts[fact] = sum(map(bool, map(attrgetter(fact), fields)))
            known = self._counted[id(fields)] = (fields, counts)
        counts = known[1]
        self._walk.add(row, **counts)
        return counts["fields"]

    def _hold(self, content: Content, access: str, fields: tuple[Field, ...]) -> None:
        """Hold a tree against the document itself; one that another content gave just so is not held again."""
        mark = hash((content.file, content.prefix, access, *((one.path, one.pointer, one.required) for one in fields)))
        if mark in self._checked:
            return
        self._checked.add(mark)
        where = f"{content.file}{content.pointer}"
        self._walk.problems.extend(f"{where}: {problem}" for problem in self._faults(content, access, fields))

    def _faults(self, content: Content, access: str, fields: tuple[Field, ...]) -> Iterator[str]:
        seen = {"", *_prefixes(content.prefix)}
        children: dict[str, dict[str, Field]] = {}
        for one in fields:
            above = self._parent(one.path)
            if one.path and one.path in seen:
                yield f"{one.path} stands twice in the tree"
            if above not in seen:
                yield f"{one.path} stands before its container"
            seen.add(one.path)
            if one.path:
                children.setdefault(above, {})[one.path] = one
            is_there, _ = self._raw(content.file, one.pointer)
            if not is_there:
                yield f"{one.path}: its pointer {one.pointer!r} leads nowhere"
        containers = {content.prefix: content.pointer} | {one.path: one.pointer for one in fields}
        for path, below in children.items():
            yield from self._lost_members(content.file, access, (path, containers.get(path, "")), below)

    def _lost_members(self, file: str, access: str, container: tuple[str, str], children: dict[str, Field]) -> Iterator[str]:
        path, pointer = container
        own = self._raw(file, pointer)[1]
        if own is None:
            return
        named = {last.key: child for below, child in children.items() if (last := parse_path(below)[-1]).kind == "key"}
        if own[0] - set(named):
            yield f"{path or 'the root'} lacks {sorted(own[0] - set(named))}"
        if set(named) != own[0]:
            return
        is_chosen = "/anyOf/" in pointer or "/oneOf/" in pointer  # another alternative may have the member too, and not require it
        for name, child in named.items():
            is_foreign = child.read_only if access == "write" else child.write_only
            if child.required != (name in own[1] and not is_foreign) and (child.required or not is_chosen):
                yield f"{child.path}: required is {child.required}, the document says otherwise"

    def _raw(self, file: str, pointer: str) -> tuple[bool, Any]:
        """Tell whether a pointer resolves, and what a plain object there names."""
        known = self._resolved.get((file, pointer))
        if known is None:
            path = self._folder / file
            try:
                known = (pointer.startswith("#"), raw.own_members(path, raw.at(path, pointer)))
            except (LookupError, ValueError, TypeError):
                known = (False, None)
            self._resolved[file, pointer] = known
        return known

    def _parent(self, path: str) -> str:
        known = self._parents.get(path)
        if known is None:
            known = self._parents[path] = parent(path)
        return known

    def _look_up(self, operations: list[Operation]) -> None:
        """Look some single fields up by their paths: each must be the one of the tree."""
        for operation in spread(operations, SAMPLE):
            for content, access in ((operation.body, "write"), (operation.success, "read")):
                fields = self._catalog.fields(content, access=access) if content else ()  # type: ignore[arg-type]
                for one in spread(list(fields), 4):
                    found = self._catalog.field(content, one.path, access=access)  # type: ignore[arg-type]
                    if found != one:
                        self._walk.problems.append(f"{operation.key}: {one.path} is another field when it is looked up alone")


def _prefixes(prefix: str) -> Iterator[str]:
    while prefix:
        yield prefix
        prefix = parent(prefix)


def story(catalog: Catalog) -> str:
    """Return all that a catalog tells of its system as one text, one line each, to hold two openings of a document against each other."""
    return json.dumps(list(_told(catalog)), default=repr, indent=0)


def _told(catalog: Catalog) -> Iterator[Any]:
    system = catalog.systems[0]
    yield system.title, system.base_urls, [repr(scheme) for scheme in system.schemes]
    for finding in catalog.findings:
        yield repr(finding)
    for operation in system.operations:
        yield repr(operation)
        yield [repr(finding) for finding in catalog.findings_of(operation)]
    for event in system.events:
        yield repr(event)
