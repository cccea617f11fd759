"""Where a document is cut into parts, and objects whose members are read when first looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

HOMES = ("paths", "webhooks", "x-webhooks", "definitions", "$defs", "parameters", "responses")
"""Members of a document whose own members are its parts: a path, a schema."""
HOMES_OF_HOMES = ("components",)
"""Members whose members are such homes: `components/schemas`."""


def homes_of(root: Any) -> Iterator[tuple[tuple[str, ...], dict[str, Any]]]:
    """Yield the objects of a parsed document that are cut into parts, with the keys that lead there."""
    if not isinstance(root, dict):
        return
    for key in HOMES:
        if isinstance(root.get(key), dict):
            yield (key,), root[key]
    for outer in HOMES_OF_HOMES:
        inner = root.get(outer)
        if isinstance(inner, dict):
            yield from (((outer, key), value) for key, value in inner.items() if isinstance(value, dict))


def frame_of(root: Any) -> Any:
    """Return a document without its parts: each home is an empty object."""
    if not isinstance(root, dict):
        return root
    frame = {key: {} if key in HOMES and isinstance(value, dict) else value for key, value in root.items()}
    for outer in HOMES_OF_HOMES:
        if isinstance(root.get(outer), dict):
            frame[outer] = {key: {} if isinstance(value, dict) else value for key, value in root[outer].items()}
    return frame


_UNREAD: Final = object()


class PartedObject(dict[str, Any]):
    """An object of a document that looks as if it were whole. Its names are read once they are listed, each member when asked for.

    It is for reading only. *read* raises KeyError for a name that is none.
    """

    __slots__ = ("_are_named", "_names", "_read")

    def __init__(self, names: Callable[[], tuple[str, ...]], read: Callable[[str], Any]) -> None:
        """Read names and members from where they are kept."""
        super().__init__()
        self._names, self._read, self._are_named = names, read, False

    def __getitem__(self, key: str) -> Any:
        value = super().get(key, _UNREAD)
        if value is _UNREAD:
            if self._are_named and not super().__contains__(key):
                raise KeyError(key)
            value = self._read(key)
            super().__setitem__(key, value)
        return value

    def __contains__(self, key: object) -> bool:
        if self._are_named:
            return super().__contains__(key)
        try:
            self[str(key)]
        except KeyError:
            return False
        return True

    def get(self, key: str, default: Any = None) -> Any:
        """Return a member, *default* where there is none."""
        try:
            return self[key]
        except KeyError:
            return default

    def __iter__(self) -> Iterator[str]:
        self._list()
        return super().__iter__()

    def __len__(self) -> int:
        self._list()
        return super().__len__()

    def __bool__(self) -> bool:
        return len(self) > 0

    def keys(self) -> Any:
        """Return the names, in document order."""
        self._list()
        return super().keys()

    def values(self) -> Any:
        """Return all members, read."""
        return self._whole().values()

    def items(self) -> Any:
        """Return all names and members, read."""
        return self._whole().items()

    def __eq__(self, other: object) -> bool:
        return self._whole() == other

    def __ne__(self, other: object) -> bool:
        return self._whole() != other

    __hash__ = None  # as of any dict

    def _list(self) -> None:
        """Put the names in document order; what was read before keeps its value."""
        if not self._are_named:
            known = dict(super().items())
            super().clear()
            super().update({name: known.get(name, _UNREAD) for name in self._names()})
            self._are_named = True

    def _whole(self) -> dict[str, Any]:
        return {name: self[name] for name in self}
