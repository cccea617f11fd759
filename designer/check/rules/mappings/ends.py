"""Mappings: both ends exist, may be read and written, and the documents can tell."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from designer.check.evidence.kept import said_of_keeping
from designer.check.evidence.near import SURE, did_you_mean, nearest
from designer.check.evidence.passing import NAMED, keys_of, leaf_words
from designer.check.lookup.asking import included_by, unasked
from designer.check.lookup.view import sources_of_step
from designer.check.rule import Fault, rule
from designer.model.finding import Fix
from designer.names.path import PathError, child, containers, leaf, normal, parent
from designer.names.text import singular

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.check.lookup.view import Spot, View


@rule("MAP301")
def source_exists(view: View) -> Iterator[Fault]:
    """Read only what the source returns.

    The path must stand in the schema of the delivery or of the earlier call's answer.
    """
    for where, spot in _read(view):
        if spot.state == "missing":
            yield Fault(where=where, message=_missing(spot, "there is nothing of that name"), spec=spot.place)


@rule("MAP302")
def target_exists(view: View) -> Iterator[Fault]:
    """Fill only what the call takes: a field of its body, or one of its parameters."""
    for _, mapping in view.mappings:
        if mapping.target.state == "missing":
            message = _missing(mapping.target, "the call takes nothing of that name")
            yield Fault(where=f"{mapping.where}.target", message=message, spec=mapping.target.place)


@rule("MAP303")
def target_is_writable(view: View) -> Iterator[Fault]:
    """Leave read-only fields to the system that owns them.

    What the document marks `readOnly` is ignored or refused when it is sent.
    """
    for _, mapping in view.mappings:
        if mapping.target.state == "known" and mapping.target.field.read_only:
            fix = Fix(where=mapping.where, words="remove this mapping", remove=True)
            message = f'{mapping.target.owner} only returns "{mapping.target.path}"; it is read-only. Remove this mapping.'
            yield Fault(where=f"{mapping.where}.target", message=message, spec=mapping.target.place, fix=fix)


@rule("MAP324", severity="warning")
def target_is_kept_by_senders(view: View) -> Iterator[Fault]:
    """Leave to a system what its document says in words that it keeps itself: read-only, calculated, overwritten.

    Unlike a field that the schema marks `readOnly`, nothing refuses it; what is sent is lost, or wrong until it is overwritten.
    """
    for _, mapping in view.mappings:
        said = said_of_keeping(mapping.target.field) if mapping.target.state == "known" and not mapping.target.field.required else ""
        if said and mapping.mapping.target.startswith("body."):
            fix = Fix(where=mapping.where, words="remove this mapping", remove=True, certain=False)
            message = f'{mapping.target.owner} keeps "{mapping.target.path}" itself; its document says: "{said}". Remove this mapping.'
            yield Fault(where=f"{mapping.where}.target", message=message, spec=mapping.target.place, fix=fix)


@rule("MAP304")
def source_is_readable(view: View) -> Iterator[Fault]:
    """Read no field that is only ever written (`writeOnly`, such as a password): it is never returned."""
    for where, spot in _read(view):
        if spot.state == "known" and spot.field.write_only:
            yield Fault(where=where, message=f'{spot.owner} never returns "{spot.path}"; it can only be written.', spec=spot.place)


@rule("MAP306")
def target_is_filled_once(view: View) -> Iterator[Fault]:
    """Fill each target once in a step; the second value would silently replace the first."""
    for step in view.steps:
        count = Counter(mapping.mapping.target for mapping in step.mappings)
        within = {above: target for target in reversed(count) for above in _above(target)}
        seen: Counter[str] = Counter()
        for mapping in step.mappings:
            target = mapping.mapping.target
            seen[target] += 1
            if seen[target] > 1 and seen[target] == count[target]:
                message = (
                    f"`{target}` is filled {count[target]} times in this step. Keep one, or join the sources with `coalesce` or `template`."
                )
                yield Fault(where=f"{mapping.where}.target", message=message)
            elif seen[target] == 1:
                yield from _filled_as_a_whole(mapping.where, target, within)


@rule("MAP308", severity="warning")
def source_is_returned_unasked(view: View) -> Iterator[Fault]:
    """Ask for fields that are only returned on request.

    Such a field is missing from the answer unless a parameter (`expand`, `include`, `properties`) names it.
    """
    included = included_by(view)
    for where, spot in _read(view):
        asked, instead = unasked(view, where, spot, included) if spot.state in NAMED and spot.content is not None else ("", "")
        if asked:
            told = f'{spot.owner} returns "{spot.path}" only if the parameter `{asked}` asks for it'
            cure = f", and it asks for {instead} alone. Add it there." if instead else f". Fill `query.{asked}` in the step that reads."
            yield Fault(where=where, message=f"{told}{cure}", spec=spot.place)


@rule("MAP309", severity="unverified")
def members_are_told(view: View) -> Iterator[Fault]:
    """Know which fields the documents cannot confirm.

    Members of an open object: lay what your account tells of its fields over it (`designer specs enrich`). Undescribed answers and
    deliveries: give a sample with `--object`, or correct the document by an OpenAPI Overlay.
    """
    for step, mapping in view.mappings:
        unknown = [spot for spot in (*mapping.sources, mapping.target) if spot.state == "unknown"]
        if unknown and step.step.action == "call" and (step.operation is None or step.operation.in_spec):
            told = "; ".join(f'"{spot.path}" of {spot.owner or "the trigger"}: {spot.why}' for spot in unknown)
            near = next((near for spot in unknown if spot.path and (near := nearest(spot.path, spot.known(), at_least=SURE))), "")
            message = f"Not to be told from the documents: {told}." + (f' Did you mean "{near}"?' if near else "")
            yield Fault(where=mapping.where, message=message, spec=unknown[0].place, severity="warning" if near else None)


@rule("MAP311", severity="info")
def field_is_not_deprecated(view: View) -> Iterator[Fault]:
    """Prefer fields that are here to stay over deprecated ones."""
    for _, mapping in view.mappings:
        for spot in (*mapping.sources, mapping.target):
            if spot.state == "known" and spot.field.deprecated:
                yield Fault(where=mapping.where, message=f'{spot.owner} marks "{spot.path}" as deprecated.', spec=spot.place)


def _read(view: View) -> Iterator[tuple[str, Spot]]:
    """Yield everything that the flows read, with its place."""
    for i, flow in enumerate(view.design.flows):
        for group, all_of in enumerate(flow.trigger.condition.any):
            for number, comparison in enumerate(all_of.all):
                yield f"$.flows[{i}].trigger.condition.any[{group}].all[{number}].source", view.read(comparison.source, flow, None)
        for name in ("record_id", "event_id"):
            path = getattr(flow.trigger, name)
            # A delivery's own id may stand in its envelope, outside the items.
            if path and not (name == "event_id" and flow.trigger.items):
                yield f"$.flows[{i}].trigger.{name}", view.read(f"trigger:{path}", flow, None)
    for step in view.steps:
        for mapping in step.mappings:
            for index, spot in enumerate(mapping.sources):
                yield f"{mapping.where}.sources[{index}]", spot
        for where, source in sources_of_step(step.step):
            # A loop over an item is told by OP233.
            if not where.startswith(".mappings") and not (where == ".for_each" and source.startswith("item:")):
                yield f"{step.where}{where}", view.read(source, step.flow, step.step)


def _missing(spot: Spot, fact: str) -> str:
    owner = f"{spot.owner[:1].upper()}{spot.owner[1:]}"
    if spot.owner == "the step":
        return f"`item:{spot.path}` reads the item of a loop, and this step has no `for_each`."
    if spot.why:
        return f'{owner} has no "{spot.path}": {spot.why}.'
    known = [path for path in spot.known() if path != spot.path]
    if spot.owner == "the run":
        return f'{owner} has no "{spot.path}". It has {" and ".join(known)}.'
    same_name = _own_ids(spot.path, known) or [path for path in known if path and keys_of(path)[-1:] == keys_of(spot.path)[-1:]]
    otherwise = f'Did you mean "{same_name[0]}"?' if same_name else f"{fact[:1].upper()}{fact[1:]}."
    return f'{owner} has no "{spot.path}".{did_you_mean(spot.path, same_name or known, otherwise=otherwise)}'


def _own_ids(path: str, known: list[str]) -> list[str]:
    """Return the id of the same object under its own name (`Invoices[].InvoiceID`), where a plain `id` is asked for."""
    if leaf_words(path) not in {("id",), ("uuid",)}:
        return []
    inside = normal(parent(path))
    nouns = {singular(word) for word in leaf_words(inside)}
    beside = [one for one in known if normal(parent(one)) == inside and len(leaf_words(one)) > 1 and leaf_words(one)[-1] == "id"]
    found = [one for one in beside if {singular(word) for word in leaf_words(one)[:-1]} <= nouns]
    return [child(parent(path), leaf(one)) for one in found]


def _above(target: str) -> tuple[str, ...]:
    """Return the targets that would hold this one as a whole."""
    try:
        return containers(target) if target.startswith("body.") else ()
    except PathError:
        return ()


def _filled_as_a_whole(where: str, target: str, within: dict[str, str]) -> Iterator[Fault]:
    inside = within.get(target, "")
    if inside:
        yield Fault(
            where=f"{where}.target", message=f"`{target}` is filled as a whole, and `{inside}` inside it again. Keep one of the two."
        )
