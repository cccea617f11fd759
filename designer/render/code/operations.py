"""The operations a design calls, found in the catalog once and given names that code can use."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from designer.model.design import target_parts
from designer.names.path import EACH, format_path, join, parse_path
from designer.names.text import identifier
from designer.render.code.sources import RESERVED

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from designer.model.design import Design, Flow, Step, Trigger
    from designer.model.spec import Catalog, Content, Field, Operation

METHOD_WORDS = {"GET": "get", "POST": "create", "PUT": "replace", "PATCH": "update", "DELETE": "delete"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A step that calls: its flow, its operation (none if no document has it), the names of its functions."""

    flow: Flow
    step: Step
    operation: Operation | None
    mapping: str
    """Name of its function in mappings.py."""
    client: str
    """Name of its operation's function in clients.py."""
    records: str = ""
    """The array of its answer that holds the records, empty where the answer is one record."""

    @property
    def body(self) -> Content | None:
        """Return the body that is sent, by the step's media type."""
        if self.operation is None:
            return None
        wanted = self.step.media_type
        return next((body for body in self.operation.bodies if body.media_type == wanted), None) if wanted else self.operation.body

    @property
    def media_type(self) -> str:
        """Return the media type of the body, JSON where nothing is said."""
        return self.step.media_type or (self.body.media_type if self.body else "application/json")


def calls(design: Design, catalog: Catalog) -> tuple[Call, ...]:
    """Return every step that calls an operation, with names unique among all flows, and none that the modules import."""
    found: list[Call] = []
    mapping_names = set(RESERVED)
    client_names: dict[str, tuple[str, str]] = {}
    for _, flow, step in design.steps():
        if step.action != "call":
            continue
        operation = catalog.operation(step.system, step.operation)
        twin = next((call for call in found if _is_twin(call.step, step)), None)
        mapping = twin.mapping if twin else _free(identifier(step.id), mapping_names, f"{flow.id}_{step.id}")
        mapping_names.add(mapping)
        key = (step.system, step.operation)
        known = next((name for name, other in client_names.items() if other == key), "")
        client = known or _free(
            _client_name(step, operation), RESERVED | set(client_names), f"{step.system} {_client_name(step, operation)}"
        )
        client_names[client] = key
        records = _records_of(operation, catalog) if operation and step.role == "lookup" else ""
        found.append(Call(flow=flow, step=step, operation=operation, mapping=mapping, client=client, records=records))
    return tuple(found)


def _records_of(operation: Operation, catalog: Catalog) -> str:
    """Return the array of a list's answer: as the document pages it, else the one with the most fields below it."""
    if operation.paging and operation.paging.items_path:
        return operation.paging.items_path.removesuffix("[]")
    if operation.success is None or operation.path.endswith("}"):
        return ""
    paths = [field.path for field in catalog.fields(operation.success, access="read")]
    below = Counter(path.partition("[]")[0] for path in paths if "[]" in path)
    own = sum("[]" not in path for path in paths)
    return next((path for path, number in below.most_common() if number + 1 >= own), "")


def _is_twin(one: Step, other: Step) -> bool:
    """Tell whether two steps of different flows fill the same call in the same way: one function does for both."""
    same = ("id", "title", "system", "operation", "media_type", "items", "mappings", "semantics", "for_each")
    return all(getattr(one, word) == getattr(other, word) for word in same)


def target_fields(call: Call, catalog: Catalog) -> dict[str, Field]:
    """Return the target's field for each mapping of a call that the document knows, labels of selectors under `label:<key>`."""
    found: dict[str, Field] = {}
    for mapping in call.step.mappings:
        location, path = target_parts(mapping.target)
        if location == "body":
            field = catalog.field(call.body, join(call.step.items, path), access="write") if call.body else None
        else:
            field = next((p.field for p in call.operation.parameters if p.target == mapping.target), None) if call.operation else None
        if field is not None:
            found[mapping.target] = field
        if location == "body" and call.body is not None:
            found |= _labels(call.body, join(call.step.items, path), catalog)
    return found


def _labels(body: Content, path: str, catalog: Catalog) -> dict[str, Field]:
    """Return the fields that hold the labels of a path's selectors."""
    segments = parse_path(path)
    found: dict[str, Field] = {}
    for at, segment in enumerate(segments):
        if segment.kind == "selector":
            field = catalog.field(body, join(format_path((*segments[:at], EACH)), segment.key), access="write")
            found |= {f"label:{segment.key}": field} if field else {}
    return found


def trigger_operation(trigger: Trigger, catalog: Catalog) -> Operation | None:
    """Return the list operation of a poller."""
    return catalog.operation(trigger.system, trigger.operation) if trigger.operation else None


def _client_name(step: Step, operation: Operation | None) -> str:
    if operation is not None and operation.operation_id:
        return identifier(operation.operation_id)
    method, _, path = step.operation.partition(" ")
    words = [part for part in path.split("/") if part and not part.startswith("{") and part not in {"api", "v1", "v2", "v3"}]
    return identifier(" ".join((METHOD_WORDS.get(method.upper(), method), *words[-2:])))


def _free(name: str, taken: AbstractSet[str], longer: str) -> str:
    """Return *name*, or the longer one, or that with a number: whichever is free first."""
    wanted, number = name, 1
    while wanted in taken:
        wanted = identifier(longer) if number == 1 else f"{identifier(longer)}_{number}"
        number += 1
    return wanted
