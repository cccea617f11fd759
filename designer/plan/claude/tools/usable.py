"""Fields as the one uses them who sends or reads: without those of the other side, a list and its items as one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from designer.names.path import lies_in
from designer.plan.claude.context.fencing import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from designer.model.scalars import Access
    from designer.model.spec import Field

MOST_NAMES = 15


class Usable(NamedTuple):
    """Fields, and what is to be said of those that are left out."""

    fields: tuple[Field, ...]
    note: str = ""


def usable_fields(fields: Sequence[Field], access: Access) -> Usable:
    """Return the fields that can be sent, or read: the others are named where something is to be sent, and left out where it is read."""
    others = [field.path for field in fields if (field.read_only if access == "write" else field.write_only)]
    outermost = [path for path in others if not any(lies_in(path, other) for other in others if other != path)]
    kept = [field for field in fields if not any(field.path == path or lies_in(field.path, path) for path in outermost)]
    if access == "read":
        return Usable(tuple(replace(field, read_only=False) for field in _joined(kept)))
    more = f" and {len(outermost) - MOST_NAMES} more" if len(outermost) > MOST_NAMES else ""
    names = ", ".join(one_line(path, 60) for path in outermost[:MOST_NAMES])
    asked = [replace(field, only_on_request="") for field in kept]
    return Usable(tuple(_joined(asked)), f"READ-ONLY, never sent: {names}{more}" if names else "")


def _joined(fields: Sequence[Field]) -> Iterator[Field]:
    """Yield the fields, each list with what its items are: `tags: array of string`."""
    known = {field.path: field for field in fields}
    for field in fields:
        owner = known.get(field.path.removesuffix("[]")) if field.path.endswith("[]") else None
        if owner is not None:
            continue
        item = known.get(f"{field.path}[]")
        yield _with_items(field, item) if item else field


def _with_items(field: Field, item: Field) -> Field:
    others = tuple(one for one in field.types if one != "array")
    return replace(
        field,
        types=(f"array of {'|'.join(item.types) or 'any'}", *others),
        format=field.format or item.format,
        enum=field.enum or item.enum,
        description=field.description or item.description,
        max_length=item.max_length,
        needs_one_of=item.needs_one_of,
    )
