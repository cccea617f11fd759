"""The nouns of account metadata: an object of an account, and its fields."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Purpose = Literal["create", "update", "read"]
"""What a schema is used for: the body that makes a record, one that changes it, and all else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountField:
    """One field of an account's object, in the words of JSON Schema and as it travels."""

    name: str
    place: str
    """JSON pointer of what tells of it in the saved file, with `#` in front."""
    schema: dict[str, Any]
    is_required: bool = False
    """A new record is refused without it."""
    is_creatable: bool = True
    """A new record may be given it."""
    is_changeable: bool = True
    is_custom: bool = False
    """The account's own, which no other account need have."""

    @property
    def is_read_only(self) -> bool:
        """Tell whether it is only ever returned."""
        return not self.is_creatable and not self.is_changeable


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountObject:
    """What a saved file tells of one object of an account."""

    words: str
    """What the file is, such as `HubSpot's properties`."""
    fields: tuple[AccountField, ...]
    members: tuple[str, ...] = ()
    """Names that the member bears under which the fields stand in the vendor's document; an empty one: they are the object's own."""
    objects: tuple[str, ...] = ()
    """What the object is called in the vendor's paths, as far as the file shows it."""
    whole_for: frozenset[Purpose] = frozenset()
    """The purposes for which the file names every field that there is: any other name is wrong."""
    others: frozenset[str] = frozenset()
    """Names that the object bears besides, which the vendor's document tells of: they show whether a body is this object's."""
    doubts: tuple[str, ...] = ()
    """Why the file may not tell all, in sentences."""
    schema: dict[str, Any] = field(default_factory=dict)
    """The whole schema where the file is a JSON Schema; `fields` are its first level."""


def distinct(fields: Iterable[AccountField]) -> tuple[AccountField, ...]:
    """Return the fields, each name once: the first that bears it holds."""
    first: dict[str, AccountField] = {}
    for one in fields:
        first.setdefault(one.name, one)
    return tuple(first.values())


def records_at(value: Any, pointer: str, *words: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the objects of a list that hold all *words*, each with its pointer."""
    for number, record in enumerate(value if isinstance(value, list) else ()):
        if isinstance(record, dict) and all(word in record for word in words):
            yield f"{pointer}/{number}", record


def text(value: Any) -> str:
    """Return a text, empty where something else stands."""
    return value.strip() if isinstance(value, str) else ""


def name_of(value: Any) -> str:
    """Return a field's name as it stands, empty where something else does."""
    return value if isinstance(value, str) else ""


def listed(value: Any) -> list[Any]:
    """Return a list, an empty one where something else stands."""
    return value if isinstance(value, list) else []


def described(schema: dict[str, Any], *, title: Any = None, description: Any = None) -> dict[str, Any]:
    """Return a schema with the words that a person reads, where there are any."""
    told = {"title": text(title), "description": text(description)}
    return {**schema, **{word: said for word, said in told.items() if said}}


def values_of(options: Any, *words: str) -> list[Any]:
    """Return what the options of a list stand for: the member of the first of *words* that each holds, or the option itself."""
    found: list[Any] = []
    for option in options if isinstance(options, list) else ():
        value = next((option[word] for word in words if word in option), None) if isinstance(option, dict) else option
        if isinstance(value, str | int | float) and value not in found:
            found.append(value)
    return found
