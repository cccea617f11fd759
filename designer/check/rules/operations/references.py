"""What a design names inside itself: systems, steps, settings, tables, links, and paths that can be read at all."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from designer.check.evidence.near import did_you_mean
from designer.check.lookup.sources import ORIGINS
from designer.check.rule import Fault, rule
from designer.check.rules.operations.places import all_sources
from designer.model.design import source_parts, target_parts
from designer.model.transform import Lookup
from designer.names.path import PathError, parse_path
from designer.names.text import identifier

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.check.lookup.view import View

READS = {"trigger": "the delivery", "item": "the item of a loop", "setting": "a setting", "table": "a table", "run": "the run itself"}
EXTRA_LOCATIONS = ("body", "path", "query", "header")


@rule("OP211")
def system_is_in_the_design(view: View) -> Iterator[Fault]:
    """Name only systems that the design lists."""
    known = [system.id for system in view.design.systems]
    for where, name in _systems(view):
        if name and name not in known:
            yield Fault(where=where, message=f'The design has no system "{name}".{did_you_mean(name, known)}')


@rule("OP212")
def origin_exists(view: View) -> Iterator[Fault]:
    """Read from the trigger, an earlier step, a setting or a table that is there."""
    for place in all_sources(view):
        where, source, earlier = place.where, place.source, place.earlier
        origin, path = source_parts(source)
        if origin == "setting" and view.design.setting(path) is None:
            known = [setting.id for setting in view.design.settings]
            yield Fault(where=where, message=f'The design has no setting "{path}".{did_you_mean(path, known)}')
        elif origin == "table" and view.design.table(path) is None:
            yield Fault(where=where, message=f'The design has no table "{path}".{did_you_mean(path, [t.id for t in view.design.tables])}')
        elif origin not in ORIGINS and origin not in {step.id for step in place.flow.steps}:
            known = [*ORIGINS, *earlier]
            near = did_you_mean(origin, known, otherwise=f"Write {', '.join(f'`{name}:`' for name in known)} in front of a path.")
            yield Fault(where=where, message=f'`{source}` reads from "{origin}", which is no step before this one.{near}')


@rule("OP213")
def no_step_reads_ahead(view: View) -> Iterator[Fault]:
    """Read only from steps that have run: earlier ones of the same flow."""
    for place in all_sources(view):
        origin, _ = source_parts(place.source)
        if origin not in ORIGINS and origin not in place.earlier and origin in {step.id for step in place.flow.steps}:
            message = f'`{place.source}` reads the answer of "{origin}" before that step has run. '
            cure = f'Put "{origin}" in front of this step.' if place.step is not None else "Read the trigger, a setting or the run."
            yield Fault(where=place.where, message=message + cure)


@rule("OP214")
def ids_are_unique(view: View) -> Iterator[Fault]:
    """Give each system, flow, step, setting, table, link and question an id of its own.

    Two ids of flows, steps or settings that differ in capitals or marks alone are one name in the code.
    """
    design = view.design
    groups = [
        (f"$.{name}", [one.id for one in getattr(design, name)])
        for name in ("systems", "flows", "settings", "tables", "links", "questions")
    ]
    groups += [(f"$.flows[{i}].steps", [step.id for step in flow.steps]) for i, flow in enumerate(design.flows)]
    for place, ids in groups:
        for name, count in Counter(ids).items():
            if count > 1:
                last = len(ids) - 1 - ids[::-1].index(name)
                yield Fault(where=f"{place}[{last}].id", message=f'The id "{name}" is given {count} times. Rename this one.')
        if place == "$.flows" or place.endswith((".steps", ".settings")):
            yield from _one_in_code(place, ids)


def _one_in_code(place: str, ids: list[str]) -> Iterator[Fault]:
    """Yield the ids that code writes as it writes an earlier, other one."""
    first: dict[str, str] = {}
    for number, name in enumerate(ids):
        known = first.setdefault(identifier(name), name)
        if known != name:
            yield Fault(where=f"{place}[{number}].id", message=f'The ids "{known}" and "{name}" are one name in code. Rename this one.')


@rule("OP215")
def lookup_is_known(view: View) -> Iterator[Fault]:
    """Look values up in a table or link of the design."""
    known = [f"table:{table.id}" for table in view.design.tables] + [f"link:{link.id}" for link in view.design.links]
    placed = [(mapping.where, mapping.mapping.transform) for _, mapping in view.mappings]
    for i, flow in enumerate(view.design.flows):
        placed += [(f"$.flows[{i}].trigger.mappings[{number}]", one.transform) for number, one in enumerate(flow.trigger.mappings)]
    for where, transform in placed:
        if isinstance(transform, Lookup) and ":" in transform.using and transform.using not in known:
            near = did_you_mean(transform.using, known)
            yield Fault(where=f"{where}.transform.using", message=f"The design has no `{transform.using}` to look values up in.{near}")


@rule("OP216")
def paths_can_be_read(view: View) -> Iterator[Fault]:
    """Write paths as `a.b[].c`; a name that holds a dot or bracket stands in quotes."""
    for place in all_sources(view):
        origin, path = source_parts(place.source)
        if origin in {"setting", "table", "run", "trigger.headers"}:
            continue
        yield from _unreadable(place.where, path)
    for where, path in _own_paths(view):
        yield from _unreadable(where, path)
    for where, _, _, mapping in view.design.mappings():
        location, path = target_parts(mapping.target)
        if location == "body":
            yield from _unreadable(f"{where}.target", path)
        elif location not in EXTRA_LOCATIONS:
            near = did_you_mean(location, EXTRA_LOCATIONS, otherwise="It begins with `body.`, `path.`, `query.` or `header.`.")
            yield Fault(where=f"{where}.target", message=f"`{mapping.target}` is no target.{near}")


@rule("OP217")
def questions_fill_what_is_there(view: View) -> Iterator[Fault]:
    """Let a question fill a setting or table that the design has."""
    known = [f"setting:{setting.id}" for setting in view.design.settings] + [f"table:{table.id}" for table in view.design.tables]
    for number, question in enumerate(view.design.questions):
        if question.fills.startswith(("setting:", "table:")) and question.fills not in known:
            near = did_you_mean(question.fills, known)
            yield Fault(
                where=f"$.questions[{number}].fills", message=f"The design has no `{question.fills}` that an answer could fill.{near}"
            )


@rule("OP218", severity="warning")
def systems_take_part(view: View) -> Iterator[Fault]:
    """Name a system that the design lists in a flow or an extract, or take it out."""
    used = {name for _, name in _systems(view)}
    for number, system in enumerate(view.design.systems):
        if system.id not in used and (view.design.flows or view.design.warehouse):
            message = f"{system.name} takes part in nothing. Take it out, or say what shall happen with it."
            yield Fault(where=f"$.systems[{number}]", message=message)


@rule("OP219", severity="open")
def something_happens(view: View) -> Iterator[Fault]:
    """Describe at least one flow, or a warehouse: without one, the repository does nothing."""
    if not view.design.flows and view.design.warehouse is None:
        yield Fault(where="$.flows", message="The design has no flow, so nothing would happen. Answer the questions, or write one.")


@rule("OP246")
def step_ids_are_no_origins(view: View) -> Iterator[Fault]:
    """Call no step `trigger`, `item`, `setting`, `table` or `run`: a source under that name reads something else."""
    for where, _, step in view.design.steps():
        if step.id in ORIGINS:
            message = f"A source `{step.id}:` reads {READS[step.id]}, never the step of that name. Give the step another id."
            yield Fault(where=f"{where}.id", message=message)


@rule("OP247", severity="warning")
def flows_change_something(view: View) -> Iterator[Fault]:
    """Let each flow write something: one that only reads costs calls and changes nothing."""
    for i, flow in enumerate(view.design.flows):
        if flow.steps and all(step.role != "write" and step.action == "call" for step in flow.steps):
            message = "This flow only reads, so nothing comes of it. Add the step that writes, or give it the role `write`."
            yield Fault(where=f"$.flows[{i}].steps", message=message)


def _systems(view: View) -> Iterator[tuple[str, str]]:
    design = view.design
    for i, flow in enumerate(design.flows):
        yield f"$.flows[{i}].trigger.system", flow.trigger.system
        for j, step in enumerate(flow.steps):
            yield f"$.flows[{i}].steps[{j}].system", step.system
    for i, extract in enumerate(design.warehouse.extracts if design.warehouse else ()):
        yield f"$.warehouse.extracts[{i}].system", extract.system
    for i, link in enumerate(design.links):
        for j, name in enumerate(link.systems):
            yield f"$.links[{i}].systems[{j}]", name
    for i, setting in enumerate(design.settings):
        yield f"$.settings[{i}].system", setting.system
    for i, limit in enumerate(design.policies.rate_limits):
        yield f"$.policies.rate_limits[{i}].system", limit.system


def _own_paths(view: View) -> Iterator[tuple[str, str]]:
    """Yield the paths that flows hold beside their sources and targets."""
    for i, flow in enumerate(view.design.flows):
        trigger, where = flow.trigger, f"$.flows[{i}].trigger"
        for name in ("items", "event_id", "record_id"):
            # The list of a poller's answer is told by the rule that looks for it.
            if not (name == "items" and trigger.kind != "webhook"):
                yield f"{where}.{name}", getattr(trigger, name)
        if trigger.cursor is not None:
            yield f"{where}.cursor.path", trigger.cursor.path
        for j, step in enumerate(flow.steps):
            yield f"$.flows[{i}].steps[{j}].items", step.items
            for name in ("success", "item_errors"):
                source = getattr(step, name)
                yield f"$.flows[{i}].steps[{j}].{name}", source_parts(source)[1] or source
    for number, link in enumerate(view.design.links):
        for index, key in enumerate(link.keys):
            yield f"$.links[{number}].keys[{index}]", source_parts(key)[1]


def _unreadable(where: str, path: str) -> Iterator[Fault]:
    try:
        parse_path(path)
    except PathError as problem:
        yield Fault(where=where, message=f"The path cannot be read: {problem}.")
