"""What else might fill the fields of which the draft is not sure, and what it leaves empty though a source seems to fit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from designer.match.fields.matching import match_fields
from designer.names.path import normal
from designer.plan.claude.context.fencing import one_line
from designer.plan.claude.context.relevance import is_asked_for, sent_by
from designer.plan.claude.context.surfaces import read_by, written_by
from designer.plan.offline.selection import ACCEPT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from designer.match.fields.matches import Candidates
    from designer.model.design import Design, Flow, Mapping, Step
    from designer.model.spec import Catalog, Field
    from designer.plan.claude.context.surfaces import Surface

SHOWN = 3
LEAST = 0.2
"""A source of less chance says nothing."""
MOST_FIELDS = 160
"""So many fields of a side are compared, those nearest to the root: a comparison takes as long as both sides multiplied."""
LONGEST = 100
LIKELY = 0.5
"""A field that the draft leaves empty is told from here on."""
MOST_EMPTY = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Rival:
    """A target, what the draft does with it, and the sources that were not taken, best first."""

    where: str
    """The flow and step, as `flow.step`."""
    target: str
    sources: tuple[tuple[str, float], ...]
    has_mapping: bool
    required: bool
    sureness: float
    """How sure the draft is; 0 where it fills nothing."""


def rivals(design: Design, catalog: Catalog) -> tuple[Rival, ...]:
    """Return the rivals of all write steps: unsure and required targets first, then the likeliest of what is left empty."""
    found = [
        rival for flow in design.flows for step in flow.steps if step.role == "write" for rival in _of_step(design, flow, step, catalog)
    ]
    doubted = sorted((one for one in found if one.required or one.has_mapping), key=lambda one: (one.sureness, -one.sources[0][1]))
    empty = sorted((one for one in found if not (one.required or one.has_mapping)), key=lambda one: -one.sources[0][1])
    return (*doubted, *empty[:MOST_EMPTY])


def rival_line(rival: Rival) -> str:
    """Return a rival as it is shown."""
    told = ", ".join(f"{one_line(source, LONGEST)} {score:.2f}" for source, score in rival.sources)
    state = f"draft {rival.sureness:.2f}" if rival.has_mapping else "required, empty" if rival.required else "empty"
    return f"{rival.where} {one_line(rival.target, LONGEST)} ({state}): {told}"


def _of_step(design: Design, flow: Flow, step: Step, catalog: Catalog) -> Iterator[Rival]:
    written = written_by(step, catalog, design=design)
    if written is None:
        return
    filled = {mapping.target: mapping for mapping in step.mappings}
    sent = sent_by(written)
    required = frozenset(f"body.{field.path}" for field in written.fields if is_asked_for(field, written, sent))
    used = {normal(source) for mapping in step.mappings for source in mapping.sources}
    read = [surface for surface in read_by(design, flow, catalog) if surface.system != written.system and not surface.is_mark]
    for candidates in _candidates(read, written):
        target = f"body.{candidates.target}"
        mapping = filled.get(target)
        is_doubted = mapping is not None or target in required
        least, taken = (LEAST, set(map(normal, mapping.sources)) if mapping else set()) if is_doubted else (LIKELY, used)
        sources = tuple((one.path, one.score) for one in candidates.sources if one.score >= least and normal(one.path) not in taken)[:SHOWN]
        if sources and (mapping is None or (mapping.confidence < ACCEPT and not _is_asked(mapping))):
            yield Rival(
                where=f"{flow.id}.{step.id}",
                target=target,
                sources=sources,
                has_mapping=mapping is not None,
                required=target in required,
                sureness=mapping.confidence if mapping else 0.0,
            )


def _candidates(read: Sequence[Surface], written: Surface) -> Iterator[Candidates]:
    near = [(surface, field) for surface in read for field in _nearest(surface.fields, surface.used)]
    targets = _nearest([field for field in written.fields if not field.read_only], written.used)
    if not near or not targets:
        return
    origins = {field.path: f"{surface.at}{field.path}" for surface, field in reversed(near)}
    noun = next((surface.noun for surface in read if surface.noun), "")
    for found in match_fields(tuple(field for _, field in near), targets, source_title=noun, target_title=written.noun).candidates:
        yield replace(found, sources=tuple(replace(one, path=origins[one.path]) for one in found.sources if one.path in origins))


def _nearest(fields: Sequence[Field], used: frozenset[str]) -> tuple[Field, ...]:
    """Return the fields that are used or stand nearest to the root, in the document's order."""
    order = {
        id(field): (field.path not in used, field.path.count(".") + field.path.count("[]"), number) for number, field in enumerate(fields)
    }
    near = sorted(fields, key=lambda field: order[id(field)])[:MOST_FIELDS]
    return tuple(sorted(near, key=lambda field: order[id(field)][2]))


def _is_asked(mapping: Mapping) -> bool:
    """Tell whether a mapping waits for a person's answer in any case."""
    return any(source.startswith("setting:") for source in mapping.sources)
