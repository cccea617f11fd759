"""Tables that a person has already laid out: their columns, matched from the extract that fills them best."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from designer.match.fields.matches import FieldMapping
from designer.match.fields.matching import match_fields
from designer.match.inference.transform import needs_table
from designer.model.question import Question
from designer.model.transform import Copy
from designer.model.warehouse import Column, ModelTable
from designer.names.text import identifier, words
from designer.plan.offline.warehouse.columns import typed
from designer.plan.offline.warehouse.vocabulary import is_personal, nouns_in

if TYPE_CHECKING:
    from designer.match.fields.matches import FieldMatches
    from designer.model.brief import Brief
    from designer.model.spec import Catalog, Field, SystemSpec
    from designer.plan.offline.warehouse.extracts import Extracted

STORES = re.compile(
    r"\b(?:data ?)?ware ?house|\bdwh\b|snowflake|big ?query|redshift|duck ?db|databricks|data ?lake|lake ?house|postgres|clickhouse",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """Tables with given columns, and what must be asked about them."""

    tables: tuple[ModelTable, ...] = ()
    questions: tuple[Question, ...] = ()


def is_store(brief: Brief, system: SystemSpec) -> bool:
    """Tell whether a system keeps data instead of giving it: by its name, or as a bare table that a wish writes to."""
    if STORES.search(" ".join(words(system.name))) or STORES.search(system.name):
        return True
    bare = bool(system.operations) and not any(operation.in_spec for operation in system.operations)
    return bare and any(wish.target.lower() == system.name.lower() and wish.source.lower() != system.name.lower() for wish in brief.wishes)


def asks_for_store(question: Question) -> bool:
    """Tell whether a question asks for the document of the warehouse itself, which is built, not described."""
    return question.about.startswith("system ") and STORES.search(question.about) is not None


def plan_given(catalog: Catalog, stores: tuple[SystemSpec, ...], sources: tuple[Extracted, ...]) -> Given:
    """Return one table for each object that the stores' documents describe."""
    tables: list[ModelTable] = []
    questions: list[Question] = []
    usable = tuple(source for source in sources if source.fields)
    for store in stores:
        for operation in store.operations:
            content = operation.body
            if operation.method != "POST" or content is None or not usable:
                continue
            targets = tuple(field for field in catalog.fields(content, access="write") if "[]" not in field.path and field.path)
            table, asked = _table(content.name or store.name, targets, usable)
            tables.append(table)
            questions += asked
    return Given(tables=tuple(tables), questions=tuple(questions))


def _table(name: str, targets: tuple[Field, ...], sources: tuple[Extracted, ...]) -> tuple[ModelTable, list[Question]]:
    tried = [(match_fields(one.fields, targets, source_title=one.noun, target_title=name, into_columns=True), one) for one in sources]
    matches, source = max(tried, key=lambda entry: (_worth(entry[0]) + (entry[1].noun in nouns_in(name)), -sources.index(entry[1])))
    table = identifier(name)
    by_target = _with_key(matches, source, targets)
    empty = tuple(field.path for field in targets if field.required and field.path not in by_target)
    keys = _keys(by_target, source)
    made = ModelTable(
        id=table,
        layer="core",
        kind=source.core.kind if source.core else "other",
        grain=f"one {source.noun} of {source.system.name}",
        keys=keys,
        columns=tuple(_column(field, by_target.get(field.path), source, targets) for field in targets),
        tests=tuple(test for key in keys for test in (f"unique:{key}", f"not_null:{key}")),
        description=f"As its given schema lays it out; from {source.extract.id}",
    )
    return made, [_unfilled(table, empty, source)] if empty else []


def _column(field: Field, mapping: FieldMapping | None, source: Extracted, targets: tuple[Field, ...]) -> Column:
    about_people = source.core is not None and source.core.id == "customers"
    empty = Column(
        name=field.path,
        type=typed(field, targets)[0],
        confidence=0.0,
        reason="no field of the extract holds it",
        personal=is_personal(" ".join(words(field.path)), about_people=about_people),
        description=" ".join(field.description.split())[:160],
    )
    if mapping is None:
        return empty
    return replace(
        empty,
        sources=tuple(f"{source.extract.id}:{path}" for path in mapping.sources),
        transform=Copy() if needs_table(mapping.transform) else mapping.transform,  # a warehouse keeps the system's own values
        confidence=round(mapping.confidence, 2),
        reason=mapping.reason,
    )


def _with_key(matches: FieldMatches, source: Extracted, targets: tuple[Field, ...]) -> dict[str, FieldMapping]:
    """Return the mappings by target; a column called like the record's own id (`charge_id`) holds its key, and no other column does."""
    found = {mapping.target: mapping for mapping in matches.mappings if mapping.sources}
    own = next((field.path for field in targets if words(field.path) == (*words(source.noun), "id")), "")
    if not own or len(source.extract.primary_key) != 1:
        return found
    key = source.extract.primary_key
    others = {target: mapping for target, mapping in found.items() if mapping.sources != key and target != own}
    return {**others, own: FieldMapping(target=own, sources=key, transform=Copy(), confidence=0.95, reason=f"names the {source.noun}")}


def _worth(matches: FieldMatches) -> float:
    return sum(mapping.confidence for mapping in matches.mappings)


def _keys(by_target: dict[str, FieldMapping], source: Extracted) -> tuple[str, ...]:
    """Return the columns that hold the record's own key, the surest of several."""
    surest = sorted(by_target.values(), key=lambda mapping: mapping.confidence)
    held = {mapping.sources[0]: mapping.target for mapping in surest if len(mapping.sources) == 1}
    found = tuple(held.get(path, "") for path in source.extract.primary_key)
    return found if all(found) else ()


def _unfilled(table: str, columns: tuple[str, ...], source: Extracted) -> Question:
    return Question(
        id=f"{table}_columns",
        about=f"table {table}: {', '.join(columns)}",
        text=f"Where shall the required columns {', '.join(columns)} of {table} come from?",
        why=f"No field of {source.noun} in {source.system.name} holds them, and a row without them is refused.",
    )
