"""Finding a record of the target again: by a search in its collection, or by the stored pair of ids."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from designer.model.design import AllOf, Comparison, Condition, Mapping, Step
from designer.model.transform import Lookup
from designer.names.path import join
from designer.names.text import identifier, words
from designer.plan.offline.calls import collection_of, noun_of
from designer.plan.offline.filling import Filling
from designer.plan.offline.records import first_item, identifier_field, items_path, record_fields
from designer.plan.offline.required import fill_parameters

if TYPE_CHECKING:
    from designer.model.design import Link
    from designer.model.spec import Operation
    from designer.plan.offline.writing import Writing

KEYS = ("email", "external", "reference", "code", "sku", "phone", "name", "title")
"""Words of a query parameter by which a record can be found again, strongest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A search step and where its answer holds the found record's id."""

    step: Step
    operation: Operation
    record_id: str
    filling: Filling


def search_step(writing: Writing, operation: Operation) -> Found | None:
    """Return a search in the collection that *operation* writes, by a query parameter that a source field fills."""
    collection = collection_of(operation.path)
    for search in writing.system.operations:
        if search.method != "GET" or search.path.rstrip("/") not in {collection, f"{collection}/search"}:
            continue
        items, mapping = items_path(writing.catalog, search), _key_mapping(writing, search)
        if mapping is None or not items:
            continue
        identity = identifier_field(record_fields(writing.catalog, search, items), noun=noun_of(operation))
        if identity is not None:
            return _found(writing, operation, search, mapping, join(first_item(items), identity.path))
    return None


def holds(source: str, op: Literal["empty", "present"]) -> Condition:
    """Return the condition that a source is empty or present."""
    return Condition(any=(AllOf(all=(Comparison(source=source, op=op),)),))


def id_mapping(operation: Operation, *, source: str, link: Link | None) -> Mapping | None:
    """Return how the last path parameter of a call on one record is filled: by a found id, or by the stored pair."""
    parameter = next((p for p in reversed(operation.parameters) if p.location == "path"), None)
    if parameter is None or not source:
        return None
    if link is None:
        return Mapping(target=parameter.target, sources=(source,), confidence=0.9, reason="the record that the look-up found", proof="spec")
    return Mapping(
        target=parameter.target,
        sources=(source,),
        transform=Lookup(using=f"link:{link.id}"),
        confidence=0.8,
        reason="the pair of ids that was kept when the record was created",
    )


def _found(writing: Writing, written: Operation, search: Operation, mapping: Mapping, path: str) -> Found:
    noun = noun_of(written)
    filling = fill_parameters(writing.system, search, filled=(mapping.target,), sign_in=writing.designed.auth.parameter)
    step = Step(
        id=f"find_{identifier(noun)}",
        role="lookup",
        title=f"Look for the {noun} in {writing.system.name}",
        system=writing.system.id,
        operation=search.key,
        mappings=(mapping, *filling.mappings),
        on_none="continue",
        on_many="ask",
        on_error="retry",
    )
    rest = Filling(settings=filling.settings, questions=filling.questions)
    return Found(step=step, operation=search, record_id=f"{step.id}:{path}", filling=rest)


def _key_mapping(writing: Writing, search: Operation) -> Mapping | None:
    """Return the query parameter that a key of the source fills; only a parameter of the same name is sure to mean it."""
    for key in KEYS:
        for parameter in search.parameters:
            named = words(parameter.name)
            if parameter.location != "query" or key not in named or len(named) > 2:
                continue
            same = [f for f in writing.source.fields if words(f.path)[-len(named) :] == named and f.is_leaf and "[]" not in f.path]
            best = min(same, key=lambda field: (field.path.count("."), len(field.path)), default=None)
            if best is not None:
                return Mapping(
                    target=parameter.target,
                    sources=(f"{writing.source.at}{best.path}",),
                    confidence=0.85,
                    reason="the same name on both sides, and a key by which the record can be found again",
                    proof="spec",
                )
    return None
