"""What the trade calls things: the core tables and their nouns, personal data, marts and prices, from dated data files."""

from __future__ import annotations

import itertools
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal

from designer.names.text import singular, words

if TYPE_CHECKING:
    from collections.abc import Iterable

Kind = Literal["customer", "transaction", "event", "other"]
ColumnType = Literal["text", "integer", "decimal", "boolean", "date", "timestamp", "json"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CoreColumn:
    """A column that a core table may have."""

    name: str
    type: ColumnType
    description: str
    owner: str
    """Role of the system whose value wins, empty if none is better than another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CoreTable:
    """A table of the core model and the nouns of the records that belong in it."""

    id: str
    kind: Kind
    grain: str
    nouns: tuple[str, ...]
    match: tuple[str, ...]
    columns: tuple[CoreColumn, ...]


@cache
def model() -> dict[str, Any]:
    """Return the data file of the model."""
    return _data("warehouse_model.toml")


@cache
def prices() -> dict[str, Any]:
    """Return the data file of the prices."""
    return _data("warehouse_prices.toml")


@cache
def core_tables() -> tuple[CoreTable, ...]:
    """Return the core tables in the order of the model."""
    return tuple(_core_table(entry) for entry in model()["table"])


def core_table(noun: str) -> CoreTable | None:
    """Return the core table that records called *noun* belong in; the last word of a longer noun decides."""
    for said in (noun, noun.rpartition(" ")[2]):
        found = next((table for table in core_tables() if said in table.nouns), None)
        if found is not None:
            return found
    return None


def plural(noun: str) -> str:
    """Return an English noun in the plural; of several words the last one."""
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    if noun.endswith(("s", "x", "ch", "sh")):
        return noun + "es"
    return "people" if noun == "person" else noun + "s"


def nouns_in(text: str) -> frozenset[str]:
    """Return the words of a text in the singular, alone and in pairs: `credit notes` gives credit, note, credit note."""
    said = [singular(word) for word in words(text)]
    return frozenset(said) | frozenset(f"{one} {two}" for one, two in itertools.pairwise(said))


def mentions(text: str, phrases: Iterable[str]) -> bool:
    """Tell whether a text holds one of the phrases as whole words, singular or plural."""
    said = " ".join(singular(word) for word in words(text))
    return any(f" {' '.join(singular(word) for word in words(phrase))} " in f" {said} " for phrase in phrases)


def is_personal(name: str, *, about_people: bool) -> bool:
    """Tell whether a field of this name holds personal data; a bare name does only in a record about a person."""
    said = name.replace("_", " ").replace(".", " ")
    return mentions(said, model()["personal"]["always"]) or (about_people and mentions(said, model()["personal"]["people"]))


def holds(system: str) -> frozenset[str]:
    """Return the kinds of records that a well-known system holds by its trade; none for an unknown one."""
    said = words(system)
    return frozenset(kind for kind, names in model()["holds"].items() if any(words(name) == said for name in names))


def _data(name: str) -> dict[str, Any]:
    return tomllib.loads(files("designer.plan.offline").joinpath(f"data/{name}").read_text(encoding="utf-8"))


def _core_table(entry: dict[str, Any]) -> CoreTable:
    owners = {column: role for role, columns in entry.get("owner", {}).items() for column in columns}
    return CoreTable(
        id=entry["id"],
        kind=entry["kind"],
        grain=entry["grain"],
        nouns=tuple(entry["nouns"]),
        match=tuple(entry["match"]),
        columns=tuple(
            CoreColumn(name=name, type=kind, description=description, owner=owners.get(name, ""))
            for name, (kind, description) in entry["columns"].items()
        ),
    )
