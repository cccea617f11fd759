"""The calls and fields that a text names, and whether a design or the documents of its calls hold them."""

from __future__ import annotations

import dataclasses
import re
from functools import cached_property
from typing import TYPE_CHECKING, Any

from designer.model.design import source_parts
from designer.names.path import PathError, is_path, normal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.check.lookup.view import View
    from designer.model.spec import Content, Operation

CALL = re.compile(r"(?<![\w/])(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\s+(/[^\s`'\"<>,;]*)")
CODE = re.compile(r"`([^`\n]{1,200})`")
DOTTED = re.compile(r"[A-Za-z_][\w-]*(?:\[\d*\])*(?:\.[A-Za-z_][\w-]*(?:\[\d*\])*)+")
ITEM = re.compile(r"\[[^\]]*\]")
FILLED = re.compile(r"\{[^{}]*\}|:\w+")
TARGETS = ("body.", "query.", "path.", "header.")
ORIGINS = frozenset({"trigger", "trigger.headers", "item", "setting", "table"})
FILES = frozenset({"yaml", "yml", "json", "toml", "md", "py", "txt", "csv", "sql", "env", "lock", "log", "sh", "cfg", "ini", "html", "xml"})
DECIDED = ("systems", "flows", "warehouse", "links", "settings", "tables", "policies")
"""Parts of a design that hold facts, not prose."""


def calls_in(text: str) -> tuple[tuple[str, str], ...]:
    """Return the calls that a text names, in code marks or not, each once: method and path without its query."""
    found = ((method, path.partition("?")[0].rstrip(".:!?")) for method, path in CALL.findall(text))
    return tuple(dict.fromkeys((method, path if "(" in path else path.rstrip(")")) for method, path in found if path.strip("/")))


def fields_in(text: str) -> tuple[str, ...]:
    """Return what a text names in code marks that may be the path of a field, each once."""
    marked = (inner.strip() for inner in CODE.findall(text))
    return tuple(dict.fromkeys(inner for inner in marked if is_path(inner.partition(":")[2] or inner) and not CALL.search(inner)))


def is_call(method: str, path: str, operation: Operation) -> bool:
    """Tell whether a call in a text is this operation: a parameter may bear another name or a value, a prefix may be left out."""
    if method != operation.method:
        return False
    mine, own = _parts(path), _parts(operation.path)
    together = min(len(mine), len(own))
    pairs = list(zip(mine[len(mine) - together :], own[len(own) - together :], strict=True))
    named = [one == two for one, two in pairs if not FILLED.fullmatch(two)]
    return bool(pairs) and all(named) and (bool(named) or len(mine) == len(own))


def _parts(path: str) -> list[str]:
    return [part for part in path.strip("/").lower().split("/") if part]


class Known:
    """What a design and the documents of its calls know by name."""

    def __init__(self, view: View) -> None:
        """Look nothing up before it is asked for."""
        self._view = view

    def is_wrong(self, name: str) -> bool:
        """Tell whether a text in code marks is surely meant as the path of a field, and no field bears it.

        A source or target says so itself; any other dotted name only where what it lies in is a known object: a file, an address or an
        event has dots too.
        """
        origin, path = source_parts(name)
        if path and origin in {"setting", "table"}:
            return path not in self._ids
        if path and (origin in ORIGINS or origin in self._ids):
            return not self.holds(path)
        if name.startswith(TARGETS):
            return not self.holds(name.partition(".")[2])
        if not DOTTED.fullmatch(name) or self._is_no_field(name) or self.holds(name):
            return False
        return self.holds(name.rpartition(".")[0])

    def holds(self, path: str) -> bool:
        """Tell whether a path, or the end or a part of it, is used in the design or told by the documents of its calls."""
        needle = _needle(path)
        return needle in self._used or needle in self._told or any(self._leads(content, path) for content in self._contents)

    def _is_no_field(self, name: str) -> bool:
        last = name.rpartition(".")[2].lower()
        if last in FILES or last.endswith("ed"):  # `invoice.paid` is no such name, `customer.updated` is: an event
            return True
        events = (event.name for spec in self._view.catalog.systems for event in spec.events)
        return name in events or any(name in system.base_url for system in self._view.design.systems)

    @cached_property
    def _ids(self) -> frozenset[str]:
        design = self._view.design
        warehouse = design.warehouse
        named = [step.id for flow in design.flows for step in flow.steps]
        named += [setting.id for setting in design.settings] + [table.id for table in design.tables]
        if warehouse is not None:
            named += [extract.id for extract in warehouse.extracts] + [table.id for table in warehouse.tables]
        return frozenset(named)

    @cached_property
    def _used(self) -> str:
        texts = [text for part in DECIDED for text in _texts(getattr(self._view.design, part))]
        warehouse = self._view.design.warehouse
        texts += [f"{table.id}.{column.name}" for table in (warehouse.tables if warehouse else ()) for column in table.columns]
        return "\n".join(_needle(source_parts(text)[1] or text) for text in texts if len(text) < 500 and " " not in text)

    @cached_property
    def _told(self) -> str:
        catalog = self._view.catalog
        fields = [field for content in self._contents for access in ("read", "write") for field in catalog.fields(content, access=access)]
        events = [event for event in self._events if event is not None]
        fields += [field for event in events for field in catalog.event_fields(event)]
        parameters = [one.name for operation in self._operations for one in operation.parameters]
        return "\n".join(map(_needle, (*dict.fromkeys(field.path for field in fields), *parameters)))

    @cached_property
    def _operations(self) -> tuple[Operation, ...]:
        found = (self._view.operation(use.system, use.key) for use in self._view.operations)
        return tuple(one for one in found if one is not None)

    @cached_property
    def _contents(self) -> tuple[Content, ...]:
        bodies = [
            content for operation in self._operations for content in (*operation.bodies[:1], operation.success) if content is not None
        ]
        return tuple(
            dict.fromkeys((*bodies, *(event.content for event in self._events if event is not None and event.content is not None)))
        )

    @cached_property
    def _events(self) -> tuple[Any, ...]:
        found = []
        for flow in self._view.design.flows:
            spec = self._view.spec(flow.trigger.system)
            found.append(self._view.catalog.event(spec.name, flow.trigger.event) if spec and flow.trigger.event else None)
        return tuple(found)

    def _leads(self, content: Content, path: str) -> bool:
        try:
            return self._view.catalog.field(content, normal(path), access="read") is not None
        except PathError:
            return True


def _needle(path: str) -> str:
    return f".{ITEM.sub('', path)}."


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _texts(one)
    elif dataclasses.is_dataclass(value):
        for member in dataclasses.fields(value):
            yield from _texts(getattr(value, member.name))
