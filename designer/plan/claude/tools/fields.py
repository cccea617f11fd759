"""Fields of a schema as lines for a model: shorter ones where many are told, and never more than a size."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.names.path import containers, leaf, lies_in, parent, parse_path
from designer.plan.claude.context.fencing import one_line, plain_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.model.spec import Field

MOST_CHARACTERS = 4_000
LONGEST, SHORT = 80, 50
"""Characters of a description, and where many fields are told."""
ENUM = 12
LONGEST_VALUE = 30
LONGEST_LIMIT = 1_000
"""Lengths above it limit no value that anybody sends."""
NEARLY, LITTLE = 0.9, 0.1
"""Share of the whole from which an object is what was asked for, and of the size up to which nothing is won without it."""


def field_lines(fields: Sequence[Field], *, start: str, depth: int, size: int = MOST_CHARACTERS) -> list[str]:
    """Return the fields down to a depth below *start*, in no more than *size* characters.

    Where they do not fit, descriptions are shorter, then the members of large objects are counted only, then descriptions are left out.
    Members that an API returns on request in the place of an id are always left out, unless they are what is asked for.
    """
    ends = {path: f" … members on request (`{parameter}`)" for path, parameter in _on_request(fields, start).items()}
    top = _level(start)
    inside = [field for field in fields if _level(field.path) - top <= depth]
    shown = [field for field in inside if ends.keys().isdisjoint(containers(field.path))]
    lines = _written(shown, ends, LONGEST)
    if _size(lines) > size:
        lines = _written(shown, ends, SHORT)
    while _size(lines) > size and (container := _to_close(lines, size)):
        left_out = {path for path in lines if lies_in(path, container)}
        ends[container] = f" … {len(left_out)} fields, ask with `below`"
        shown = [field for field in shown if field.path not in left_out]
        lines = _written(shown, ends, SHORT)
    if _size(lines) <= size:
        return list(lines.values())
    return [*_cut(_written(shown, ends, 0), size), "Descriptions are left out here: ask with `below` or `find`."]


def field_line(field: Field, description: int = LONGEST) -> str:
    """Return a field as one line: path, types, what is special, what the document says of it."""
    types = "|".join(field.types) or "any"
    told = [types + (f" {one_line(field.format, 30)}" if field.format not in {"", *field.types} else "")]
    if field.enum:
        values = [one_line(str(value), LONGEST_VALUE) for value in field.enum[:ENUM]]
        told.append("one of " + "|".join(values) + (f"|… {len(field.enum)} in all" if len(field.enum) > ENUM else ""))
    about = plain_line(field.description or (field.title if " " in field.title else ""), description) if description else ""
    is_new = about.rstrip(".").lower() != leaf(field.path).lower().replace("_", " ")
    return f"{one_line(field.path, 200) or '(whole)'}: {', '.join((*told, *_marks(field)))}" + (f' "{about}"' if about and is_new else "")


def _marks(field: Field) -> list[str]:
    marks = {
        "required": field.required,
        f"required in {one_line(field.required_in, 60)}": bool(field.required_in),
        "nullable": field.nullable,
        "READ-ONLY": field.read_only,
        "write-only": field.write_only,
        f"on request (`{one_line(field.only_on_request, 40)}`)": bool(field.only_on_request),
        "deprecated": field.deprecated,
        "members not described": field.free_form,
        f"≤{field.max_length} characters": field.max_length is not None and field.max_length < LONGEST_LIMIT,
        f"≥{field.min_length} characters": bool(field.min_length and field.min_length > 1),
        f"pattern {one_line(field.pattern, 40)}": bool(field.pattern),
        f"≥{field.minimum}": field.minimum is not None,
        f"≤{field.maximum}": field.maximum is not None,
        f"in alternative {one_line(field.branch, 60)}": bool(field.branch),
        "needs one of " + " / ".join(one_line("+".join(names), 60) for names in field.needs_one_of[:6]): bool(field.needs_one_of),
        "of this account": field.proof == "account",
    }
    return [words for words, holds in marks.items() if holds]


def _written(fields: Sequence[Field], ends: dict[str, str], description: int) -> dict[str, str]:
    return {field.path: field_line(field, description) + ends.get(field.path, "") for field in fields}


def _on_request(fields: Sequence[Field], start: str) -> dict[str, str]:
    """Return the objects that stand in the place of an id on request, each with the parameter that asks for them."""
    places = {field.path for field in fields if not field.is_leaf and set(field.types) - {"object", "array"}}
    found: dict[str, str] = {}
    for field in fields:
        owner = parent(field.path)
        if field.only_on_request and owner in places and not _is_at(start, owner):
            found.setdefault(owner, one_line(field.only_on_request, 40))
    return found


def _is_at(start: str, path: str) -> bool:
    return bool(start) and (start == path or lies_in(start, path))


def _to_close(lines: dict[str, str], size: int) -> str:
    """Return the object to be told without its members: the smallest that is enough, or else the largest that is not nearly all."""
    whole = _size(lines)
    parts = {container: taken for container, taken in _containers(lines).items() if size * LITTLE < taken < whole * NEARLY}
    enough = [container for container, taken in parts.items() if whole - taken <= size]
    if enough:
        return min(enough, key=lambda container: (parts[container], container))
    return max(parts, key=lambda container: (parts[container], container), default="")


def _containers(lines: dict[str, str]) -> dict[str, int]:
    """Return the objects that are told, with what their members take."""
    told: dict[str, int] = {}
    for path, line in lines.items():
        for container in containers(path):
            if container in lines:
                told[container] = told.get(container, 0) + len(line) + 1
    return told


def _size(lines: dict[str, str]) -> int:
    return sum(map(len, lines.values())) + len(lines)


def _cut(lines: dict[str, str], size: int) -> list[str]:
    """Return no more than a size: the last members of the largest object are left out, so that what stands behind it is told."""
    parts = _containers(lines)
    largest = max(parts, key=lambda container: (parts[container], len(container)), default="")
    inside = [path for path in lines if largest and lies_in(path, largest)]
    others = [path for path in lines if path not in inside]
    left_out = []
    for path in (*reversed(inside), *reversed(others)):
        if _size(lines) <= size:
            break
        del lines[path]
        left_out.append(path)
    within = f" in `{largest}`" if left_out and set(left_out) <= set(inside) else ""
    more = [f"… and {len(left_out)} more{within}. Ask with `below` or `find`."] if left_out else []
    return [*lines.values(), *more]


def _level(path: str) -> int:
    """Return how many members deep a path lies."""
    return sum(segment.kind == "key" for segment in parse_path(path)) if path else 0
