"""Pairs of ids: a record is named by the id that its own system gave it, and a pair is looked up by the id it is kept under."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.check.rule import Fault, rule
from designer.check.rules.operations.places import last_words
from designer.model.design import source_parts
from designer.model.transform import Cast, Copy, Lookup, Trim
from designer.names.path import PathError, child, leaf, parent
from designer.names.text import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.check.lookup.view import MappingView, StepView, View
    from designer.model.design import Link

IDENTITIES = frozenset({"id", "number", "key", "uuid", "guid", "gid", "iid", "code"})
"""Words by which a record is named; a system often gives one record several of them."""
FOREIGN = frozenset({"external", "foreign", "source", "origin", "reference", "ref", "remote", "custom", "own"})
"""Words of a parameter that takes another system's id."""


@rule("OP248", severity="warning")
def ids_stay_in_their_system(view: View) -> Iterator[Fault]:
    """Name a record by the id that its own system gave it: where a link keeps pairs of ids, look the other system's id up in it."""
    links = [link for link in view.design.links if link.stored == "connector" and len(link.systems) == 2]
    for step, mapping in view.mappings if links else ():
        trigger, target = step.flow.trigger, mapping.mapping.target
        pair = {trigger.system, step.step.system}
        link = next((link for link in links if set(link.systems) == pair), None) if len(pair) == 2 else None
        if link is None or not trigger.record_id or not isinstance(mapping.mapping.transform, Copy | Cast | Trim):
            continue
        is_own = mapping.mapping.sources == (f"trigger:{trigger.record_id}",)
        named = set(words(target))
        if is_own and target.startswith("path.") and not named & FOREIGN and step.step.semantics != "upsert":
            told = f"`{mapping.mapping.sources[0]}` is the id of {_name(view, trigger.system)}'s record, and `{target}` names one of"
            message = f'{told} {_name(view, step.step.system)}. The link "{link.id}" keeps the pair: use `lookup` with `link:{link.id}`.'
            yield Fault(where=mapping.where, message=message, spec=mapping.target.place)


@rule("OP249", severity="warning")
def pairs_are_looked_up_by_their_keys(view: View) -> Iterator[Fault]:
    """Look a pair up by the very id that it is kept under, and put what it gives where that id is asked for: `id` is not `number`."""
    links = {f"link:{link.id}": link for link in view.design.links if link.stored == "connector" and len(link.keys) == 2}
    for step, mapping in view.mappings if links else ():
        transform = mapping.mapping.transform
        link = links.get(transform.using) if isinstance(transform, Lookup) else None
        if link is None or len(mapping.mapping.sources) != 1:
            continue
        for key in link.keys:
            system = _system(view, key)
            if system == step.flow.trigger.system and (own := _other_id(view, step, mapping, key)):
                message = f'The link "{link.id}" keeps the pair under `{key}`, and is asked with `{mapping.mapping.sources[0]}`.'
                yield Fault(where=f"{mapping.where}.sources[0]", message=f"{message} Ask it with `{own}`.", spec=mapping.sources[0].place)
            elif system == step.step.system and (named := _other_answer(view, mapping, key)):
                message = f'`{mapping.mapping.target}` takes "{named}", and the link "{link.id}" keeps `{key}`.'
                yield Fault(where=mapping.where, message=f"{message} Keep `{_beside(key, named)}`.", spec=mapping.target.place)


def _other_id(view: View, step: StepView, mapping: MappingView, key: str) -> str:
    """Return the source that the link should be asked with, if it is asked with another id of the same record."""
    source = mapping.mapping.sources[0]
    asked, kept = last_words(source_parts(source)[1]), last_words(source_parts(key)[1])
    if not source.startswith("trigger:") or asked == kept or len(asked) != 1 or not {*asked, *kept} <= IDENTITIES:
        return ""
    own = _beside(source, leaf(source_parts(key)[1]))
    return own if view.read(own, step.flow, step.step).state == "known" else ""


def _other_answer(view: View, mapping: MappingView, key: str) -> str:
    """Return the name of the id that a parameter asks for by its last word, if the answer holds it and the link keeps another."""
    origin, path = source_parts(key)
    kept, asked = last_words(path), words(mapping.mapping.target.partition(".")[2])
    if not mapping.mapping.target.startswith("path.") or len(kept) != 1 or not asked or not {*kept, asked[-1]} <= IDENTITIES:
        return ""
    flow = next((flow for flow in view.design.flows if any(step.id == origin for step in flow.steps)), None)
    if flow is None or asked[-1] == kept[0] or asked[-1] == "id":
        return ""
    return asked[-1] if view.read(_beside(key, asked[-1]), flow, None).state == "known" else ""


def _beside(source: str, name: str) -> str:
    origin, path = source_parts(source)
    try:
        return f"{origin}:{child(parent(path), name)}"
    except PathError:
        return source


def _system(view: View, key: str) -> str:
    """Return the system whose id a link's key is: that of the step which answers with it, else of the one trigger that it can belong to."""
    origin = source_parts(key)[0]
    stepped = next((step.system for flow in view.design.flows for step in flow.steps if step.id == origin), "")
    link = next((link for link in view.design.links if key in link.keys), None)
    return stepped or (_first(link, key) if origin == "trigger" and link else "")


def _first(link: Link, key: str) -> str:
    """Return the system that stands where the key stands: keys are in the order of the systems."""
    return link.systems[link.keys.index(key)] if len(link.systems) == len(link.keys) else ""


def _name(view: View, identifier: str) -> str:
    system = view.design.system(identifier)
    return system.name if system else identifier
