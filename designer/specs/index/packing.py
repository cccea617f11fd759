"""The nouns of a system to plain JSON values and back, free of the names that a user gave to the system and its files."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, cast

from designer.model import description, finding, spec

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

Noun = TypeVar("Noun")
NAMED = {
    name: noun
    for module in (spec, description, finding)
    for name, noun in vars(module).items()
    if isinstance(noun, type) and dataclasses.is_dataclass(noun)
}
"""The nouns by the names that annotations call them by."""


@dataclass(frozen=True, slots=True)
class Packer:
    """Packs the nouns of one system: a file is written as its number, the system's name not at all."""

    system: str
    files: tuple[str, ...]

    def number(self, file: str) -> int:
        """Return the number of a file, -1 where it is none of the system's."""
        return self.files.index(file) if file in self.files else -1

    def pack(self, noun: object) -> dict[str, Any]:
        """Return a noun as JSON values, its defaults left out."""
        result: dict[str, Any] = {}
        for name, default, _ in _attributes(cast("Hashable", type(noun))):
            value = getattr(noun, name)
            if name == "system":
                continue
            if name == "file" and value != default:
                value = self.number(value)
            elif value is default or (value == default and type(value) is type(default)):
                continue
            result[name] = self._packed(value)
        return result

    def unpack(self, noun: type[Noun], value: dict[str, Any]) -> Noun:
        """Return the noun that `pack` made *value* of."""
        kinds, has_system = _kinds(cast("Hashable", noun))
        given = dict(value)
        for name, kind in kinds:
            if name in given:
                given[name] = kind(self, given[name])
        if has_system:
            given["system"] = self.system
        return noun(**given)

    def unpack_all(self, noun: type[Noun], values: Sequence[dict[str, Any]]) -> tuple[Noun, ...]:
        """Return the nouns of a list."""
        return tuple(self.unpack(noun, value) for value in values)

    def _packed(self, value: Any) -> Any:
        if dataclasses.is_dataclass(value):
            return self.pack(value)
        return [self._packed(item) for item in value] if isinstance(value, tuple) else value


@cache
def _attributes(noun: Hashable) -> tuple[tuple[str, Any, str], ...]:
    """Return name, default and annotation of a noun's attributes."""
    return tuple((one.name, one.default, str(one.type)) for one in dataclasses.fields(cast("Any", noun)))


@cache
def _kinds(noun: Hashable) -> tuple[tuple[tuple[str, Callable[[Packer, Any], Any]], ...], bool]:
    """Return how those attributes are read back that JSON does not hold as they are, and whether one is the system's name."""
    attributes = _attributes(noun)
    kinds = ((name, _kind(name, annotation)) for name, _, annotation in attributes)
    return tuple((name, kind) for name, kind in kinds if kind), any(name == "system" for name, _, _ in attributes)


def _kind(name: str, annotation: str) -> Callable[[Packer, Any], Any] | None:
    if name == "file":
        return lambda packer, number: packer.files[number] if number >= 0 else ""
    named = next((NAMED[word] for word in re.findall(r"\w+", annotation) if word in NAMED), None)
    is_many = annotation.startswith(("tuple[", "Sequence["))
    if named is not None:
        return (lambda packer, items: packer.unpack_all(named, items)) if is_many else (lambda packer, item: packer.unpack(named, item))
    return (lambda _, items: _frozen(items)) if is_many else None


def _frozen(items: list[Any]) -> tuple[Any, ...]:
    return tuple(_frozen(item) if isinstance(item, list) else item for item in items)
