"""What is read from each system, and how it is known what is new."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from designer.model.warehouse import Extract
from designer.names.path import leaf, parse_path
from designer.names.text import identifier, words
from designer.plan.offline.records import CHANGED, SINCE, change_field, identifier_field, items_path, record_fields
from designer.plan.offline.warehouse.lists import wanted_collections
from designer.plan.offline.warehouse.vocabulary import core_table, plural

if TYPE_CHECKING:
    from designer.model.brief import Brief
    from designer.model.spec import Catalog, Field, Operation, SystemSpec
    from designer.plan.offline.warehouse.vocabulary import CoreTable

TIME_WORDS = {"time", "at", "date", "datetime", "timestamp", "on", "utc", "ts", "unix", "gte", "gt"}
SMALLEST_UNIT = re.compile(r"smallest (?:currency )?unit|\bin cents\b|minor units?\b", re.IGNORECASE)
FEWEST_MEMBERS = 2
"""A list of objects with fewer members stays a column."""

WRAPPERS = {"properties", "attributes", "fields"}
"""Members that hold the record's own fields and lend no meaning to a name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """An extract with everything the tables need of it."""

    extract: Extract
    system: SystemSpec
    noun: str
    operation: Operation | None = None
    fields: tuple[Field, ...] = ()
    """Of one record."""
    in_smallest_unit: bool = False
    """Whether the system counts money in cents and the like, as far as any of its documents says."""

    @property
    def core(self) -> CoreTable | None:
        """Return the core table that the records belong in."""
        return core_table(self.noun)

    @property
    def tells_changes(self) -> bool:
        """Tell whether the cursor moves when a record changes, not only when it is made."""
        return bool(set(words(leaf(self.extract.cursor))) & set(CHANGED))


def plan_extracts(brief: Brief, catalog: Catalog, systems: tuple[SystemSpec, ...], *, schedule: str) -> tuple[Extracted, ...]:
    """Return the extracts of all systems; a system without a usable list has one without an operation."""
    taken: set[str] = set()
    found: list[Extracted] = []
    for system in systems:
        wanted = wanted_collections(brief, catalog, system)
        found += [_extracted(catalog, system, one.operation, noun=one.noun, schedule=schedule, taken=taken) for one in wanted]
        if not wanted:
            unknown = Extract(id=_unique(f"{system.id}_records", taken), system=system.id, schedule=schedule)
            found.append(Extracted(extract=unknown, system=system, noun="record"))
    cents = {one.system.id for one in found if counts_in_smallest_unit(one.fields)}
    return tuple(replace(one, in_smallest_unit=one.system.id in cents) for one in found)


def counts_in_smallest_unit(fields: tuple[Field, ...]) -> bool:
    """Tell whether a record's money is counted in the smallest unit: one described field speaks for its siblings."""
    return any(SMALLEST_UNIT.search(field.description) for field in fields if "integer" in field.types)


def _extracted(catalog: Catalog, system: SystemSpec, operation: Operation, *, noun: str, schedule: str, taken: set[str]) -> Extracted:
    items = items_path(catalog, operation)
    fields = record_fields(catalog, operation, items)
    key = identifier_field(fields, noun=noun)
    changed = change_field([field for field in fields if is_own(field)])
    extract = Extract(
        id=_unique(f"{system.id}_{plural(noun)}", taken),
        system=system.id,
        operation=operation.key,
        items=items,
        primary_key=(key.path,) if key else (),
        cursor=changed.path if changed else "",
        cursor_parameter=_since(operation, changed),
        nested=_nested(fields),
        schedule=schedule,
    )
    return Extracted(extract=extract, system=system, noun=noun, operation=operation, fields=fields)


def is_own(field: Field) -> bool:
    """Tell whether a field is the record's own, not one of a record inside it."""
    keys = [segment.key for segment in parse_path(field.path)]
    return len(keys) == 1 or (len(keys) == 2 and keys[0] in WRAPPERS)


def _unique(wanted: str, taken: set[str]) -> str:
    made = identifier(wanted)
    number = 1
    while made in taken:
        number += 1
        made = f"{identifier(wanted)}_{number}"
    taken.add(made)
    return made


def _since(operation: Operation, changed: Field | None) -> str:
    """Return the parameter that takes the last value seen; of a span, its lower end (`created[gte]`). Page cursors are none."""
    if changed is None:
        return ""
    own = set(words(leaf(changed.path)))
    paging = {operation.paging.parameter, operation.paging.size_parameter} if operation.paging else set()
    for parameter in operation.parameters:
        said = set(words(parameter.name))
        if parameter.location != "query" or parameter.name in paging:
            continue
        if said == own and "object" in parameter.field.types:
            return f"{parameter.name}[gte]"
        if (
            said & (set(SINCE) | own) - TIME_WORDS
            and said <= set(SINCE) | own | TIME_WORDS
            and not re.search(r"before|until|end|max|lt", parameter.name)
        ):
            return parameter.name
    return ""


def _nested(fields: tuple[Field, ...]) -> tuple[str, ...]:
    """Return the outermost lists of objects in a record."""
    found = []
    for field in fields:
        path = f"{field.path}[]"
        if "array" in field.types and "[]" not in field.path:
            members = {one.path for one in fields if one.path.startswith(f"{path}.") and "." not in one.path[len(path) + 1 :]}
            if len(members) >= FEWEST_MEMBERS:
                found.append(path)
    return tuple(found)
