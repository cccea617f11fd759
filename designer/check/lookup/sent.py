"""What a step's body holds by its mappings: each path as it is written, an item for each way in which a list is named."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from designer.model.design import target_parts
from designer.names.path import EACH, PathError, child, containers, format_path, join, lies_in, normal, parse_path

if TYPE_CHECKING:
    from designer.check.lookup.view import StepView
    from designer.names.path import Segment


class Sent:
    """The places of a body that a step fills, and the objects and lists that are sent because something in them is filled.

    `addresses[type=billing]` and `addresses[type=shipping]` are two items, each with its own required members. Where a list is also filled
    by `[]`, which means every item, its items are not told apart.
    """

    def __init__(self, step: StepView) -> None:
        """Read the step's targets."""
        self._items = step.step.items
        written = [path for mapping in step.mappings if (path := self._path(mapping.mapping.target))]
        mixed = {normal(at) for at in _lists(written)} & {at for at in _lists(written) if at == normal(at)}
        self.filled = frozenset(format_path(_merged(parse_path(path), mixed)) for path in written)

    @cached_property
    def containers(self) -> frozenset[str]:
        """Return the objects, lists and items that hold something, and the root."""
        return frozenset(above for path in self.filled for above in containers(path)) | {""}

    def items_of(self, path: str) -> list[str]:
        """Return the items of a list that hold something, in the order of their names."""
        return sorted(at for at in (*self.containers, *self.filled) if at.startswith(f"{path}[") and _is_item_of(at, path))

    def fills(self, path: str) -> bool:
        """Tell whether a place is filled: itself, or as the constant by which an item is named (`[type=billing]`)."""
        return path in self.filled or self.selected(path) is not None

    def reaches(self, path: str) -> bool:
        """Tell whether a place or anything in it is filled."""
        return self.fills(path) or path in self.containers or any(lies_in(one, path) for one in self.filled)

    def selected(self, path: str) -> str | None:
        """Return the constant by which a place's item is named, if it is that of this place: `billing` of `a[type=billing].type`."""
        segments = parse_path(path)
        for at, segment in enumerate(segments):
            if segment.kind == "selector" and format_path(segments[at + 1 :]) == segment.key:
                return segment.value
        return None

    def path_of(self, target: str) -> str:
        """Return a mapping's target as a path from the root of the body; empty if it is none of the body's."""
        return self._path(target)

    def relative(self, path: str) -> str:
        """Return the path as a mapping of the step writes it, below the step's envelope."""
        if self._items and path.startswith(self._items):
            return path[len(self._items) :].removeprefix(".")
        return path

    def _path(self, target: str) -> str:
        location, path = target_parts(target)
        if location != "body":
            return ""
        whole = join(self._items, path)
        try:
            return format_path(parse_path(whole))
        except PathError:
            return ""


def below(container: str, path: str) -> str:
    """Return the place of a schema's field in a container as it is written: `type` of `a[type=x]` for `a[].type`."""
    last = parse_path(path)[-1]
    return f"{container}{format_path((last,))}" if last.is_item else child(container, last.key)


def _lists(written: list[str]) -> set[str]:
    return {at for path in written if "[" in path for at in (*containers(path), path) if at.endswith("]")}


def _merged(segments: tuple[Segment, ...], mixed: set[str]) -> tuple[Segment, ...]:
    """Write an item of a list that is also filled by `[]` as `[]`."""
    return tuple(
        EACH if segment.is_item and normal(format_path(segments[: at + 1])) in mixed else segment for at, segment in enumerate(segments)
    )


def _is_item_of(at: str, path: str) -> bool:
    return len(parse_path(at)) == len(parse_path(path)) + 1
