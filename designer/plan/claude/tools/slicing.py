"""read_schema: the fields of an operation or event, one line each, cut to a size with how to ask for the rest."""

from __future__ import annotations

import difflib
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from designer.names.path import PathError, child, lies_in, normal, parse_path
from designer.plan.claude.context.described import NO_HEADER, NOT_DESCRIBED, is_described, is_no_header
from designer.plan.claude.context.fencing import one_line
from designer.plan.claude.proposal.called import called_operation
from designer.plan.claude.tools.fields import field_lines
from designer.plan.claude.tools.hits import hit_lines, named_so
from designer.plan.claude.tools.usable import usable_fields

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.model.spec import Catalog, Content, Event, Field, Operation, SystemSpec

DEPTH = 3
DEEPEST = 6
MOST_BRANCHES = 20
MOST_OPEN = 8
"""Objects whose members are not described, named where a search finds nothing."""


class Asked(NamedTuple):
    """What of a schema is asked for."""

    part: str
    below: str = ""
    find: str = ""
    depth: int = DEPTH


class SchemaError(ValueError):
    """What is asked for is not there; the message names the argument and what there is."""

    def __init__(self, argument: str, words: str) -> None:
        """Say what is wrong with which argument."""
        super().__init__(words)
        self.argument = argument
        self.words = words


def schema_text(catalog: Catalog, system: SystemSpec, name: str, asked: Asked) -> str:
    """Return the fields that are asked for. Raises SchemaError."""
    operation = called_operation(catalog, system, name)
    event = catalog.event(system.name, name)
    if asked.part == "event" or (operation is None and event is not None):
        if event is None:
            raise SchemaError("name", _unknown(name, [one.name for one in system.events], "event"))
        return _event(catalog, event, asked._replace(part="event"))
    if operation is None:
        raise SchemaError("name", _unknown(name, [one.key for one in system.operations], "operation"))
    if asked.part == "parameters":
        return _parameters(operation, asked)
    content = operation.body if asked.part == "request" else operation.success
    if content is None:
        there = "takes no body; its parameters are read with part `parameters`" if asked.part == "request" else "answers without a body"
        raise SchemaError("part", f"{operation.key} {there}.")
    access = "write" if asked.part == "request" else "read"
    head = f"{operation.key} {asked.part} ({content.media_type})"
    return _content(catalog, content, asked, access=access, head=head)


def _event(catalog: Catalog, event: Event, asked: Asked) -> str:
    head = f"event {event.name}: delivers {event.payload} record"
    head += f"; record at `{event.record_path}`" if event.record_path else ""
    head += f"; one item of `{event.items}`" if event.items else ""
    below = normal(_path(asked.below))
    deep = event.content is not None and bool(below)
    fields = _deep(catalog, event.content, below, access="read") if deep and event.content else catalog.event_fields(event)
    return _told(head, fields or catalog.event_fields(event), asked)


def _content(catalog: Catalog, content: Content, asked: Asked, *, access: str, head: str) -> str:
    below = normal(_path(asked.below))
    side = "write" if access == "write" else "read"
    fields = catalog.fields(content, access=side)  # type: ignore[arg-type]
    below = _placed(below, fields)
    if below and is_described(fields) and not any(lies_in(field.path, below) for field in fields):
        fields = _deep(catalog, content, below, access=side)
        if not fields:
            raise SchemaError("below", _unknown_path(below, catalog.fields(content, access=side)))  # type: ignore[arg-type]
    return _told(head, fields, asked._replace(below=below))


def _deep(catalog: Catalog, content: Content, below: str, *, access: str) -> tuple[Field, ...]:
    """Return the fields below a path that lies deeper than the tree is expanded."""
    field = catalog.field(content, below, access=access)  # type: ignore[arg-type]
    if field is None:
        return ()
    if not field.pointer or field.free_form:
        return (field,)
    inner = replace(content, pointer=field.pointer, file=field.file or content.file, prefix=below)
    return (field, *catalog.fields(inner, access=access))  # type: ignore[arg-type]


def _parameters(operation: Operation, asked: Asked) -> str:
    # A parameter's name is no path: brackets in `page[size]` are its own. It is told as a mapping writes it.
    targets = {child(one.location, one.name): one.target for one in operation.parameters}
    fields = [replace(one.field, path=child(one.location, one.name)) for one in operation.parameters]
    strange = [one.target for one in operation.parameters if one.location == "header" and is_no_header(one.name)]
    if operation.paging and operation.paging.target:
        head = f"{operation.key} parameters; pages by `{operation.paging.target}`, records at `{operation.paging.items_path}`"
    else:
        head = f"{operation.key} parameters"
    told = _told(head, fields, asked, is_tree=False)
    for path, target in targets.items():
        told = told if path == target else told.replace(f"\n{one_line(path, 200)}:", f"\n{one_line(target, 200)}:")
    return "\n".join((told, *(f"{target}: {NO_HEADER}" for target in strange if target in told)))


def _told(head: str, fields: Sequence[Field], asked: Asked, *, is_tree: bool = True) -> str:
    if is_tree and not is_described(fields):
        return f"{head}: {NOT_DESCRIBED[asked.part]}"
    below, is_sent = _placed(normal(_path(asked.below)), fields) if is_tree else "", asked.part in {"request", "parameters"}
    inside = [field for field in fields if not below or field.path == below or lies_in(field.path, below)]
    if below and not inside:
        raise SchemaError("below", _unknown_path(below, fields))
    usable = usable_fields(inside, "write" if is_sent else "read")
    if asked.find.strip():
        return "\n".join((head, *_found(inside, usable.fields, asked, below)))
    lines = field_lines(usable.fields, start=below, depth=max(1, min(asked.depth, DEEPEST)))
    branches = _alternatives(inside) if asked.part == "request" else ""
    return "\n".join(filter(None, (head, branches, *lines, usable.note))) if inside else f"{head}: none"


def _placed(below: str, fields: Sequence[Field]) -> str:
    """Return the one place that a path can mean which is told from the record on, not from the root."""
    if not below or any(field.path == below or lies_in(field.path, below) for field in fields):
        return below
    ends = [field.path for field in fields if field.path.endswith(f".{below}")]
    nearest = [path for path in ends if path.count(".") == min(one.count(".") for one in ends)]
    return nearest[0] if len(nearest) == 1 else below


def _found(inside: Sequence[Field], usable: Sequence[Field], asked: Asked, below: str) -> list[str]:
    """Return the fields that answer to words. Raises SchemaError where none does, with where the document leaves names open."""
    note = usable_fields(named_so(inside, asked.find), "write").note if asked.part == "request" else ""
    lines = [*hit_lines(usable, asked.find), *([note] if note else [])]
    if lines:
        return lines
    fact = f"no field{f' below {below}' if below else ''} holds any of these words."
    opened = [one_line(field.path or "(whole)", 60) for field in inside if field.free_form][:MOST_OPEN]
    raise SchemaError("find", f"{fact} The document does not describe what lies in: {', '.join(opened)}." if opened else fact)


def _alternatives(fields: Sequence[Field]) -> str:
    branches = sorted({branch for field in fields for branch in field.branch.split(" | ") if branch})
    names = ", ".join(one_line(branch, 60) for branch in branches[:MOST_BRANCHES])
    return f"alternatives (a step's `branch`): {names}" if names else ""


def _path(text: str) -> str:
    """Return a path without what stands before it in sources and targets. Raises SchemaError."""
    plain = text.strip().removeprefix("$.").removeprefix("body.").removeprefix("trigger:")
    try:
        parse_path(plain)
    except PathError as wrong:
        raise SchemaError("below", f"{wrong}.") from None
    return plain


def _unknown(name: str, known: Sequence[str], kind: str) -> str:
    close = difflib.get_close_matches(name, known, n=3, cutoff=0.6)
    meant = f"Did you mean {' or '.join(f'`{one}`' for one in close)}?" if close else "Find it with search_operations."
    return f'there is no {kind} "{one_line(name, 100)}". {meant}'


def _unknown_path(path: str, fields: Sequence[Field]) -> str:
    paths = [field.path for field in fields]
    close = [one for one in paths if one.endswith(f".{path}")][:3] or difflib.get_close_matches(path, paths, n=3, cutoff=0.5)
    meant = f"Did you mean {' or '.join(f'`{one}`' for one in close)}?" if close else "Leave `below` out to see the first levels."
    return f'nothing lies below "{one_line(path, 100)}". {meant}'
