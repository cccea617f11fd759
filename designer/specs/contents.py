"""The fields of one system's contents: whole trees and single paths, worked out once and kept in the index."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from designer.model.spec import Field
from designer.names.path import format_path, join, normal, parse_path
from designer.specs.openapi.on_request import marked
from designer.specs.schemas.field_tree import FieldFinder, field_tree

if TYPE_CHECKING:
    from designer.model.scalars import Access
    from designer.model.spec import Content
    from designer.specs.documents.library import Library, Place
    from designer.specs.index.packing import Packer
    from designer.specs.index.remembered import Remembered
    from designer.specs.schemas.shape import ShapeReader

    Tree = tuple[Field, ...]

UNTOLD = object()


class Contents:
    """Answers for the bodies, answers and deliveries of one system."""

    def __init__(self, library: Library, reader: ShapeReader, *, packer: Packer, remembered: Remembered) -> None:
        """Read schemas from *library* by *reader*; what was asked before is in *remembered*."""
        self._library, self._reader = library, reader
        self._packer, self._remembered = packer, remembered
        self._asked: dict[tuple[Content, Access, int], Tree] = {}
        self._shared: dict[tuple[Any, ...], Tree] = {}
        self._finders: dict[tuple[Content, Access], FieldFinder | None] = {}
        self._single: dict[tuple[Content, str, Access], Field | None] = {}

    def fields(self, content: Content, *, access: Access, levels: int = 0) -> Tree:
        """Return the fields of a content in document order, containers first; *levels* bounds the depth, 0 does not."""
        known = self._asked.get((content, access, levels))
        if known is None:
            known = self._asked[content, access, levels] = self._kept_tree(content, access, levels)
        return known

    def field(self, content: Content, path: str, *, access: Access) -> Field | None:
        """Return the field at *path*, however deep. Raises PathError where *path* is none."""
        key = (content, path, access)
        if key not in self._single:
            self._single[key] = self._kept_field(content, normal(path), access)
        return self._single[key]

    def _kept_tree(self, content: Content, access: Access, levels: int) -> Tree:
        name = f"{levels or 'all'} {self._name(content, access)}"
        kept = self._remembered.get(name)
        if kept is not None:
            return self._packer.unpack_all(Field, kept)
        found = self._tree(content, access, levels)
        self._remembered.put(name, lambda: [self._packer.pack(field) for field in found])
        return found

    def _tree(self, content: Content, access: Access, levels: int) -> Tree:
        """Return the fields below a place; two contents that only refer to one schema share its tree, unless that is its root alone."""
        place = self._place(content)
        if place is None:
            return ()
        names = content.on_request if access == "read" else ()
        key = (self._library.only_referred(place).key, access, content.prefix, names, levels)
        known = self._shared.get(key)
        if known is None:
            made = field_tree(self._reader, place, access=access, prefix=content.prefix, levels=levels)
            known = tuple(marked(field, names) for field in made) if names else made
            if known and known[0].path != content.prefix:
                self._shared[key] = known
        return known

    def _kept_field(self, content: Content, path: str, access: Access) -> Field | None:
        name = f"single {self._name(content, access)}"
        kept = self._remembered.group(name).get(path, UNTOLD)
        if kept is not UNTOLD:
            return self._packer.unpack(Field, kept) if kept is not None else None
        found = self._find(content, path, access)
        self._remembered.add(name, path, lambda: self._packer.pack(found) if found else None)
        return found

    def _find(self, content: Content, path: str, access: Access) -> Field | None:
        inside = below(content.prefix, path)
        finder = self._finder(content, access)
        if finder is None or inside is None:
            return None
        found = finder.field(inside)
        if found and content.prefix:
            found = replace(found, path=join(content.prefix, found.path))
        return marked(found, content.on_request) if found and access == "read" else found

    def _finder(self, content: Content, access: Access) -> FieldFinder | None:
        if (content, access) not in self._finders:
            place = self._place(content)
            self._finders[content, access] = FieldFinder(self._reader, place, access=access) if place else None
        return self._finders[content, access]

    def _place(self, content: Content) -> Place | None:
        return self._library.place(content.file, content.pointer)

    def _name(self, content: Content, access: Access) -> str:
        """Return what the fields of a content hang on, without the names that a user gave to its file."""
        file = self._packer.number(content.file)
        return f"{access} {file}{content.pointer} {content.prefix} {','.join(content.on_request) if access == 'read' else ''}"


def below(prefix: str, path: str) -> str | None:
    """Return the path as it reads from where the prefix ends, `None` if it does not lead there."""
    if not prefix:
        return path
    outer, whole = parse_path(normal(prefix)), parse_path(path)
    if whole[: len(outer)] != outer:
        return None
    return format_path(whole[len(outer) :])
