"""read_schema: the fields of an operation or event, one line each, cut to a size with how to ask for the rest."""

from __future__ import annotations

import difflib
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from designer.names.path import PathError, leaf, lies_in, normal, parse_path
from designer.plan.claude.context.fencing import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.model.spec import Catalog, Content, Event, Field, Operation, SystemSpec

MOST_CHARACTERS = 6_000
DESCRIPTION = 80
ENUM = 12
LONGEST_VALUE = 30
DEPTH = 3
DEEPEST = 6


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
    if asked.part == "event":
        event = catalog.event(system.name, name)
        if event is None:
            raise SchemaError("name", _unknown(name, [one.name for one in system.events], "event"))
        return _event(catalog, event, asked)
    operation = catalog.operation(system.name, name)
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


def field_line(field: Field) -> str:
    """Return a field as one line: path, types, what is special, what the document says of it."""
    types = "|".join(field.types) or "any"
    told = [types + (f" {field.format}" if field.format else "")]
    if field.enum:
        values = [one_line(str(value), LONGEST_VALUE) for value in field.enum[:ENUM]]
        told.append("one of " + "|".join(values) + (f"|… {len(field.enum)} in all" if len(field.enum) > ENUM else ""))
    told += _marks(field)
    about = one_line(field.description or field.title, DESCRIPTION)
    said = f' "{about}"' if about and about.lower() != leaf(field.path).lower().replace("_", " ") else ""
    return f"{one_line(field.path, 200) or '(whole)'}: {', '.join(told)}{said}"


def _marks(field: Field) -> list[str]:
    marks = {
        "required": field.required,
        f"required in {field.required_in}": bool(field.required_in),
        "nullable": field.nullable,
        "READ-ONLY": field.read_only,
        "write-only": field.write_only,
        f"only if `{field.only_on_request}` asks for it": bool(field.only_on_request),
        "deprecated": field.deprecated,
        "members not described": field.free_form,
        f"at most {field.max_length} characters": field.max_length is not None and field.max_length < 10_000,
        f"at least {field.min_length} characters": bool(field.min_length and field.min_length > 1),
        f"pattern {one_line(field.pattern, 40)}": bool(field.pattern),
        f"from {field.minimum}": field.minimum is not None,
        f"to {field.maximum}": field.maximum is not None,
        f"in alternative {one_line(field.branch, 60)}": bool(field.branch),
        "needs one of " + " / ".join("+".join(names) for names in field.needs_one_of[:6]): bool(field.needs_one_of),
        "from the account": field.proof == "account",
    }
    return [words for words, holds in marks.items() if holds]


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
    if below and not any(lies_in(field.path, below) for field in fields):
        fields = _deep(catalog, content, below, access=side)
        if not fields:
            raise SchemaError("below", _unknown_path(below, catalog.fields(content, access=side)))  # type: ignore[arg-type]
    return _told(head, fields, asked)


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
    fields = [replace(one.field, path=one.target) for one in operation.parameters]
    if operation.paging and operation.paging.target:
        head = f"{operation.key} parameters; pages by `{operation.paging.target}`, records at `{operation.paging.items_path}`"
    else:
        head = f"{operation.key} parameters"
    return _told(head, fields, asked, tree=False)


def _told(head: str, fields: Sequence[Field], asked: Asked, *, tree: bool = True) -> str:
    below, wanted = normal(_path(asked.below)) if tree else "", asked.find.lower().split()
    inside = [field for field in fields if not below or field.path == below or lies_in(field.path, below)]
    if below and not inside:
        raise SchemaError("below", _unknown_path(below, fields))
    if wanted:
        inside = [field for field in inside if any(word in f"{field.path} {field.description}".lower() for word in wanted)]
        if not inside:
            raise SchemaError("find", f"no field{f' below {below}' if below else ''} holds any of these words.")
    elif tree:
        top, depth = _level(below), max(1, min(asked.depth, DEEPEST))
        inside = [field for field in inside if _level(field.path) - top <= depth]
    return _cut(head, inside)


def _cut(head: str, fields: Sequence[Field]) -> str:
    branches = sorted({branch for field in fields for branch in field.branch.split(" | ") if branch})
    lines = [head]
    if branches:
        lines.append(f"alternatives (a step's `branch`): {', '.join(one_line(branch, 60) for branch in branches[:20])}")
    size = sum(map(len, lines))
    for number, field in enumerate(fields):
        line = field_line(field)
        size += len(line) + 1
        if size > MOST_CHARACTERS:
            rest = len(fields) - number
            lines.append(f"… {rest} more of {len(fields)} fields: ask with `below`, `find` or a smaller `depth`.")
            break
        lines.append(line)
    return "\n".join(lines) if fields else f"{head}: none"


def _level(path: str) -> int:
    """Return how many members deep a path lies."""
    return sum(segment.kind == "key" for segment in parse_path(path)) if path else 0


def _path(text: str) -> str:
    """Return a path without what stands before it in sources and targets. Raises SchemaError."""
    plain = text.strip().removeprefix("body.").removeprefix("trigger:")
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
    close = difflib.get_close_matches(path, paths, n=3, cutoff=0.5)
    meant = f"Did you mean {' or '.join(f'`{one}`' for one in close)}?" if close else "Leave `below` out to see the first levels."
    return f'nothing lies below "{one_line(path, 100)}". {meant}'
