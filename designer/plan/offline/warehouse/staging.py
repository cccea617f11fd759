"""Staging: one table per extract, names and types made the same, each row with a key that is unique in the whole warehouse."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from designer.model.transform import Constant, Template
from designer.model.warehouse import Column, ModelTable
from designer.names.path import leaf
from designer.names.text import words
from designer.plan.offline.warehouse.columns import MOST, record_columns
from designer.plan.offline.warehouse.vocabulary import core_table, model

if TYPE_CHECKING:
    from designer.model.spec import Field
    from designer.plan.offline.warehouse.extracts import Extracted

MOST_VALUES = 15
"""A longer list of allowed values is a code list that grows: no test for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Staged:
    """A staging table and the extract it is made of."""

    source: Extracted
    table: ModelTable

    def column_of(self, path: str) -> Column | None:
        """Return the column that holds the field at *path* of the record."""
        return next(
            (one for one in self.table.columns if one.sources[:1] == (f"{self.source.extract.id}:{path}",) and one.name not in KEYS), None
        )


KEYS = ("record_key", "customer_record_key", "source_system", "record_type")
"""Columns that staging adds."""


def stage(sources: tuple[Extracted, ...]) -> tuple[Staged, ...]:
    """Return the staging tables of all extracts that have an operation."""
    return tuple(Staged(source=source, table=_table(source, sources)) for source in sources if source.fields)


def _table(source: Extracted, sources: tuple[Extracted, ...]) -> ModelTable:
    own = record_columns(source)
    columns = (*_added(source, sources), *(column for column in own if column.name not in KEYS))
    keys = ("record_key",) if source.extract.primary_key else ()
    leaves = sum(field.is_leaf and "[]" not in field.path for field in source.fields)
    more = f"; {leaves - len(own)} further fields stay in the raw table" if len(own) >= MOST and leaves > len(own) else ""
    return ModelTable(
        id=f"stg_{source.extract.id}",
        layer="staging",
        kind=source.core.kind if source.core else "other",
        grain=f"one {source.noun} of {source.system.name}",
        keys=keys,
        columns=columns,
        tests=(*(test for key in keys for test in (f"unique:{key}", f"not_null:{key}")), *_value_tests(source, columns)),
        description=f"{source.noun.capitalize()} records of {source.system.name}, columns named and typed alike{more}",
    )


def _added(source: Extracted, sources: tuple[Extracted, ...]) -> tuple[Column, ...]:
    extract = source.extract
    added = []
    if extract.primary_key:
        added.append(
            Column(
                name="record_key",
                sources=tuple(f"{extract.id}:{path}" for path in extract.primary_key),
                transform=Template(text=f"{key_prefix(source)}-{{0}}"),
                reason="ids of two systems may be the same; with their origin they are not",
                description="Key of the record in the whole warehouse.",
            )
        )
    pointer = customer_reference(source, sources)
    if pointer:
        target, field = pointer
        added.append(
            Column(
                name="customer_record_key",
                sources=(f"{extract.id}:{field.path}",),
                transform=Template(text=f"{key_prefix(target)}-{{0}}"),
                confidence=0.85,
                reason=f"names the {target.noun} it belongs to",
                description=f"record_key of the {target.noun}.",
            )
        )
    added.append(Column(name="source_system", transform=Constant(value=source.system.id), description="System the record is from."))
    added.append(Column(name="record_type", transform=Constant(value=source.noun), description="What the system calls the record."))
    return tuple(added)


def key_prefix(source: Extracted) -> str:
    """Return what a record's key begins with: the extract, without braces that a template would read."""
    return source.extract.id.replace("_", "-")


def customer_reference(source: Extracted, sources: tuple[Extracted, ...]) -> tuple[Extracted, Field] | None:
    """Return the customers' extract of the same system, and the field by which a transaction or event points to it."""
    if source.core is None or source.core.kind == "customer":
        return None
    customers = [
        one for one in sources if one.system.id == source.system.id and one.core and one.core.id == "customers" and one.extract.primary_key
    ]
    pointing = model()["reference"]["words"]
    for target in customers:
        table = core_table(target.noun)
        nouns = [target.noun, *pointing, *(table.nouns if table else ())]
        found = [(nouns.index(said), field.path, field) for field in source.fields if (said := _pointed(field)) in nouns]
        if found:
            return target, min(found, key=lambda entry: entry[:2])[2]
    return None


def _pointed(field: Field) -> str:
    """Return the noun that a reference names: `requester` of `requester_id`, `customer` of a text called `customer`."""
    if "[]" in field.path or not {"string", "integer"} & set(field.types) or "expand" in field.only_on_request:
        return ""
    said = words(leaf(field.path))
    if said[-1:] in {("id",), ("uuid",), ("gid",)}:
        return " ".join(said[:-1])
    return " ".join(said) if "id" in words(field.description) or "object" in field.types else ""


def _value_tests(source: Extracted, columns: tuple[Column, ...]) -> tuple[str, ...]:
    enums = {f"{source.extract.id}:{field.path}": field.enum for field in source.fields if field.enum}
    tests = []
    for column in columns:
        values = [value for value in enums.get(column.sources[0] if column.sources else "", ()) if value is not None]
        if column.transform.name == "copy" and 1 < len(values) <= MOST_VALUES and all("|" not in str(value) for value in values):
            tests.append(f"accepted_values:{column.name}:{'|'.join(str(value) for value in values)}")
    return tuple(tests)
