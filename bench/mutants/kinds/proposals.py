"""Faults of what a planner proposes: left disputed, told in texts, asked for in queries, made once more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.model.design import source_parts
from designer.model.transform import Copy, Lower
from mutants.ground import misspelt, misspelt_path
from mutants.kinds.warehouse import columns
from mutants.nouns import DROPPED, Mutant, kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.model.design import Flow
    from mutants.ground import Ground

KEPT = ("read-only.", "read-only")
"""How a description ends that leaves a field to its system."""


@kind("MAP323")
def mapping_disputed(ground: Ground) -> Iterator[Mutant]:
    """A planner and the offline matcher fill a field in different ways, and nobody has looked."""
    for spot in ground.spots:
        others = [one.path for one in ground.readable(spot.flow, "trigger") if f"trigger:{one.path}" not in spot.mapping.sources]
        if spot.step >= 0 and spot.mapping.sources and others:
            named = {"status": "proposed", "agreement": "disputed", "rivals": [f"trigger:{others[0]}"]}
            yield Mutant(where=spot.where, changes={f"{spot.where}.{name}": value for name, value in named.items()})


@kind("WH939")
def column_disputed(ground: Ground) -> Iterator[Mutant]:
    """A planner and the offline matcher fill a column in different ways, and nobody has looked."""
    for where, table, column in columns(ground):
        others = [source for one in table.columns for source in one.sources if source not in column.sources]
        if column.sources and others:
            named = {"agreement": "disputed", "rivals": [others[0]], "confidence": 0.6}
            yield Mutant(where=where, changes={f"{where}.{name}": value for name, value in named.items()}, note=column.name)


@kind("OP250")
def text_of_a_missing_call(ground: Ground) -> Iterator[Mutant]:
    """A text of the documents names a call that no system has.

    Left out: systems whose calls no document describes.
    """
    for use in ground.design.operations():
        called = ground.operation(use.system, use.key)
        wrong = _other_path(use.key)
        if called and called.in_spec and ground.operation(use.system, wrong) is None:
            text = {"overview": f"Each record is written by `{wrong}`."}
            yield Mutant(where="$.narrative.overview", changes={"$.narrative": text}, places=("$.narrative",), note=wrong)


@kind("OP250")
def text_of_a_missing_field(ground: Ground) -> Iterator[Mutant]:
    """A text of the documents names a field that nothing holds.

    Left out: records that no document describes, or of which only a schema of their name is found.
    """
    for spot in ground.spots:
        event = ground.event(spot.flow)
        for source, field in zip(spot.mapping.sources, spot.sources, strict=True):
            origin, path = source_parts(source)
            wrong = f"{origin}:{misspelt_path(path)}"
            if event and event.origin == "vendor_data" and origin == "trigger":
                continue
            if field is not None and origin != "item" and spot.step >= 0 and ground.source(spot.flow, spot.step, wrong) is None:
                text = {"testing": [f"A record whose `{wrong}` is empty."]}
                yield Mutant(where="$.narrative.testing[0]", changes={"$.narrative": text}, places=("$.narrative",), note=wrong)


@kind("TYPE420")
def query_ended_by_a_value(ground: Ground) -> Iterator[Mutant]:
    """A value is put between quotation marks in a query, and one in the value ends it.

    Left out: values that hold no quotation mark, as numbers, days and ids.
    """
    for where, _, _, step, _ in ground.steps():
        for at, mapping in enumerate(step.mappings):
            spot = next(one for one in ground.spots if one.where == f"{where}.mappings[{at}]")
            field = spot.sources[0] if len(spot.sources) == 1 else None
            is_text = field is not None and field.types == ("string",) and not (field.enum or field.format in {"date", "date-time", "uuid"})
            if step.role == "lookup" and mapping.target.startswith("query.") and is_text and isinstance(mapping.transform, Copy | Lower):
                if mapping.sources[0].rpartition(".")[2].lower().endswith("id"):
                    continue
                for text in (f"{spot.path} = '{{0}}'", f"{spot.path} eq '{{0}}'", f'{spot.path} ~ "{{0}}"'):
                    yield Mutant(where=spot.where, changes={f"{spot.where}.transform": {"name": "template", "text": text}}, note=text)


@kind("OP251", "OP231")
def found_record_made_again(ground: Ground) -> Iterator[Mutant]:
    """A record is looked for, and then made whether or not it was found.

    Left out: where what was found ends the flow, or another kind of record is made.
    """
    for i, flow in enumerate(ground.design.flows):
        for j, step in enumerate(flow.steps):
            looked = _looked_for(flow, j)
            if step.condition.any and looked and step.operation.startswith("POST "):
                where = f"$.flows[{i}].steps[{j}]"
                steps = [one for k, one in enumerate(ground.at(f"$.flows[{i}].steps")) if k < j]
                alone = {key: value for key, value in ground.at(where).items() if key != "condition"}
                yield Mutant(where=where, changes={f"{where}.condition": DROPPED}, note="beside the change")
                yield Mutant(where=where, changes={f"$.flows[{i}].steps": [*steps, alone]}, note="alone")


@kind("MAP324")
def field_that_the_system_keeps(ground: Ground) -> Iterator[Mutant]:
    """A field is filled of which the document says only in words that the system keeps it.

    Left out: fields that the schema marks as read-only, and those that must be sent.
    """
    for spot in ground.spots:
        if not (spot.mapping.target.startswith("body.") and spot.step >= 0):
            continue
        filled = {one.mapping.target for one in ground.spots if one.holder == spot.holder}
        for field in ground.taken(spot):
            told = field.description.strip().lower().endswith(KEPT) and not (field.read_only or field.required)
            if told and field.is_leaf and "[" not in field.path and f"body.{field.path}" not in filled:
                yield Mutant(
                    where=spot.where, changes={f"{spot.where}.target": f"body.{field.path}"}, note=field.path, places=(spot.holder,)
                )


@kind("TRG513", "TRG514")
def signature_over_what_is_not_told(ground: Ground) -> Iterator[Mutant]:
    """A time stamp is signed with the body, and nothing says where it stands, or the other way round."""
    for i, flow in enumerate(ground.design.flows):
        where = f"$.flows[{i}].trigger"
        proof = flow.trigger.verification
        if flow.trigger.kind == "webhook" and proof and proof.scheme == "hmac":
            yield Mutant(where=where, changes={f"{where}.verification.signed": "{timestamp}.{body}"}, note="no header")
            yield Mutant(where=where, changes={f"{where}.verification.timestamp_header": "X-Sent"}, note="not signed")
            yield Mutant(where=where, changes={f"{where}.verification.signed": "{time}{body}"}, note="no such part")


def _other_path(key: str) -> str:
    """Return a call whose path has its last word misspelt."""
    parts = key.split("/")
    at = max(number for number, part in enumerate(parts) if part and "{" not in part)
    return "/".join([*parts[:at], misspelt(parts[at]) + "x", *parts[at + 1 :]])


def _looked_for(flow: Flow, at: int) -> bool:
    """Tell whether the condition of a step asks whether an earlier look-up in the same system found nothing."""
    step = flow.steps[at]
    empty = {source_parts(one.source)[0] for group in step.condition.any for one in group.all if one.op == "empty"}
    return any(one.id in empty and one.role == "lookup" and one.system == step.system for one in flow.steps[:at])
