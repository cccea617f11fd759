"""What a proposal may hold: the design's own schema without what documents tell and what is set here."""

from __future__ import annotations

import copy
import functools
import re
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from designer.files.design_file import design_schema
from designer.files.faults import TYPE_WORDS, Fault, faults
from designer.files.yaml_reading import child

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.model.scalars import Json, JsonObject

FIXED: dict[str, dict[str, str]] = {
    "Design": {
        "version": "the format has one version",
        "name": "it comes from the brief",
        "style": "it was decided before this conversation",
        "platform": "it comes from the brief",
        "planner": "it is set here",
        "narrative": "it is asked for at the end, by submit_narrative",
        "brief": "it is worked out from the brief once the design is done",
    },
    "System": {
        "name": "it comes from the brief",
        "kind": "it comes from the system's document",
        "descriptions": "they are the documents that the brief names",
        "base_url": "data go only to the address that the system's document or the person gives",
    },
    "Auth": {
        "kind": "it follows from `scheme`",
        "location": "it follows from `scheme`",
        "parameter": "it follows from `scheme`",
        "environment": "variables that hold credentials are named here",
        "token_url": "credentials go only to the address that the system's document gives",
        "scopes": "the least scopes that the operations need are worked out here",
    },
    "Verification": {"environment": "variables that hold secrets are named here"},
    "Trigger": {"origin": "who told of the event is known here"},
    "Setting": {"environment": "it follows from `id`"},
    "Warehouse": {
        "cost": "it is worked out from a dated price table",
        "budget_usd_month": "it comes from the brief",
        "budget": "it comes from the brief",
    },
}
"""Members that documents, brief or designer decide, by noun, each with the reason: what a reply says of them is left out."""
KEPT: dict[str, tuple[str, ...]] = {
    "Mapping": ("confidence", "status", "proof", "agreement", "rivals"),
    "Column": ("confidence", "agreement", "rivals"),
    "Question": ("line",),
}
"""Members that are worked out here; in a reply they are left out without a word: whoever copies a mapping copies them too."""


YAML_LIST = re.compile(r": `- [^`]*` on a line of its own, or `[^`]*`")


class Part(NamedTuple):
    """A noun inside a proposal."""

    where: str
    noun: str
    value: dict[str, Any]


@functools.cache
def proposal_schema() -> JsonObject:
    """Return the JSON Schema of a proposal."""
    schema = cast("dict[str, Any]", copy.deepcopy(design_schema()))
    for noun, fields in _unsaid().items():
        entry = schema if noun == "Design" else schema["$defs"][noun]
        for field in fields:
            del entry["properties"][field]
        entry["required"] = [name for name in entry["required"] if name not in fields]
    return schema


def form_faults(proposal: JsonObject) -> list[Fault]:
    """Return what of a proposal does not fit its schema: the slow validator tells it, and is asked only where the fast one finds any."""
    return [] if _validator().is_valid(proposal) else faults_in_json(proposal, proposal_schema())


def faults_in_json(value: Json, schema: JsonObject) -> list[Fault]:
    """Return faults in words for one who writes JSON: elsewhere they are for the readers of a design file, which is YAML."""
    words = {fault: YAML_LIST.sub("", fault.words).replace(TYPE_WORDS["object"], "an object") for fault in faults(value, schema)}
    return [Fault(fault.where, told) for fault, told in words.items()]


def unsaid(noun: str) -> frozenset[str]:
    """Return the members of a noun that a proposal does not hold."""
    return _unsaid().get(noun, frozenset())


def parts(value: Json) -> Iterator[Part]:
    """Yield the nouns of a design or proposal, outermost first, as far as it has a design's form."""
    yield from _parts(value, {"$ref": "#/$defs/Design"}, "$", cast("dict[str, Any]", design_schema()))


def proposal_view(design: JsonObject) -> JsonObject:
    """Return an encoded design as a proposal would hold it."""
    view = copy.deepcopy(design)
    for part in parts(view):
        for name in unsaid(part.noun):
            part.value.pop(name, None)
    return view


def noun_below(noun: str, member: str) -> str:
    """Return the noun that a member of a noun holds, or that each of its items is; empty if it holds none."""
    schema = cast("dict[str, Any]", design_schema())
    entry = schema if noun == "Design" else schema["$defs"].get(noun, {})
    held = entry.get("properties", {}).get(member, {})
    return _reference(held.get("items", held)).rpartition("/")[2]


@functools.cache
def _validator() -> Any:
    import jsonschema_rs  # noqa: PLC0415 - the notation needs none

    return jsonschema_rs.validator_for(cast("dict[str, object]", proposal_schema()))


@functools.cache
def _unsaid() -> dict[str, frozenset[str]]:
    return {noun: frozenset((*FIXED.get(noun, ()), *KEPT.get(noun, ()))) for noun in (*FIXED, *KEPT)}


def _parts(value: Any, entry: dict[str, Any], where: str, schema: dict[str, Any]) -> Iterator[Part]:
    if isinstance(value, list) and "items" in entry:
        for number, item in enumerate(value):
            yield from _parts(item, entry["items"], child(where, number), schema)
    reference = _reference(entry)
    if not isinstance(value, dict) or not reference:
        return
    noun = reference.rpartition("/")[2]
    yield Part(where, noun, value)
    properties = (schema if noun == "Design" else schema["$defs"][noun])["properties"]
    for key in list(value):
        if key in properties:
            yield from _parts(value[key], properties[key], child(where, key), schema)


def _reference(entry: dict[str, Any]) -> str:
    return str(next((one["$ref"] for one in (entry, *entry.get("anyOf", ())) if "$ref" in one), ""))
