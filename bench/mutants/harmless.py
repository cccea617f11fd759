"""Changes that leave a good design good: the check may not tell of any of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from designer.check.evidence.kept import said_of_keeping
from designer.model.design import source_parts, target_parts
from designer.names.path import PathError, parse_path
from mutants.kinds.targets import filled_in_body
from mutants.nouns import Kind, Mutant

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mutants.ground import Ground
    from mutants.nouns import Plant

HARMLESS: dict[str, Kind] = {}
"""All harmless changes, by name."""


def harmless(plant: Plant) -> Plant:
    """Register a function as the harmless change that bears its name."""
    HARMLESS[plant.__name__] = Kind(name=plant.__name__, codes=(), plant=plant, about=plant.__doc__ or "")
    return plant


def _whole(ground: Ground, changed: Any, note: str = "") -> Mutant:
    return Mutant(where="$", changes={f"$.{key}": value for key, value in changed.items() if value != ground.plain.get(key)}, note=note)


def _rewritten(value: Any, text: Callable[[str], str]) -> Any:
    """Return a plain value with every text rewritten,."""
    if isinstance(value, dict):
        return {key: _rewritten(item, text) for key, item in value.items()}
    if isinstance(value, list):
        return [_rewritten(item, text) for item in value]
    return text(value) if isinstance(value, str) else value


@harmless
def mappings_in_other_order(ground: Ground) -> Iterator[Mutant]:
    """The mappings of a step stand in another order.

    Left out: steps that fill items of a list by number or selector, whose order counts.
    """
    for where, _, _, step, _ in ground.steps():
        if len(step.mappings) > 1 and not any("[" in one.target.replace("[]", "") for one in step.mappings):
            yield Mutant(where=where, changes={f"{where}.mappings": ground.at(f"{where}.mappings")[::-1]})


@harmless
def flows_in_other_order(ground: Ground) -> Iterator[Mutant]:
    """The flows stand in another order.

    Left out: designs of which a question or a mapping names a flow by its number.
    """
    if len(ground.design.flows) > 1 and not any("flows[" in f"{one.about}{one.fills}" for one in ground.design.questions):
        yield Mutant(where="$.flows", changes={"$.flows": ground.plain["flows"][::-1]})


@harmless
def systems_in_other_order(ground: Ground) -> Iterator[Mutant]:
    """The systems stand in another order."""
    yield Mutant(where="$.systems", changes={"$.systems": ground.plain["systems"][::-1]})


@harmless
def step_renamed(ground: Ground) -> Iterator[Mutant]:
    """A step bears another id, and all who read it follow."""
    for i, flow in enumerate(ground.design.flows):
        for j, step in enumerate(flow.steps):
            if any(step.id in {one.id for one in other.steps} for k, other in enumerate(ground.design.flows) if k != i):
                continue
            old, new = f"{step.id}:", f"{step.id}_renamed:"
            changed = _rewritten(ground.plain, lambda text, old=old, new=new: new + text[len(old) :] if text.startswith(old) else text)  # type: ignore[misc]
            changed["flows"][i]["steps"][j]["id"] = new[:-1]
            yield _whole(ground, changed, step.id)


@harmless
def flow_renamed(ground: Ground) -> Iterator[Mutant]:
    """A flow bears another id, and the questions about it follow."""
    for i, flow in enumerate(ground.design.flows):
        changes: dict[str, Any] = {f"$.flows[{i}].id": f"{flow.id}_renamed"}
        named = re.compile(rf"\b{re.escape(flow.id)}\b")
        for at, question in enumerate(ground.design.questions):
            for name in ("about", "text", "why", "fills"):
                if named.search(getattr(question, name)):
                    changes[f"$.questions[{at}].{name}"] = named.sub(f"{flow.id}_renamed", getattr(question, name))
        yield Mutant(where=f"$.flows[{i}]", changes=changes, note=flow.id)


@harmless
def setting_renamed(ground: Ground) -> Iterator[Mutant]:
    """A setting bears another id, and all who read it follow.

    Left out: settings that nothing reads, which fill a parameter by their name alone.
    """
    for at, setting in enumerate(ground.design.settings):
        old = f"setting:{setting.id}"
        is_read = any(old in spot.mapping.sources for spot in ground.spots)
        by_name = any(setting.id.startswith(f"{flow.trigger.system}_") for flow in ground.design.flows if flow.trigger.kind == "poll")
        if is_read and not by_name:
            changed = _rewritten(ground.plain, lambda text, old=old: f"{old}_renamed" if text == old else text)  # type: ignore[misc]
            changed["settings"][at]["id"] = f"{setting.id}_renamed"
            yield _whole(ground, changed, setting.id)


@harmless
def table_renamed(ground: Ground) -> Iterator[Mutant]:
    """A look-up table bears another id, and all who use it follow."""
    for at, table in enumerate(ground.design.tables):
        old = f"table:{table.id}"
        changed = _rewritten(ground.plain, lambda text, old=old: f"{old}_renamed" if text == old else text)  # type: ignore[misc]
        changed["tables"][at]["id"] = f"{table.id}_renamed"
        yield _whole(ground, changed, table.id)


@harmless
def words_changed(ground: Ground) -> Iterator[Mutant]:
    """Titles, notes and reasons are put in other words."""
    changed = {**ground.plain, "title": "Another title", "goal": f"{ground.plain.get('goal', '')} In other words."}
    yield _whole(ground, changed, "title")
    for spot in ground.spots:
        yield Mutant(where=spot.where, changes={f"{spot.where}.reason": "a person says so"})
    for where, _, _, _, _ in ground.steps():
        yield Mutant(where=where, changes={f"{where}.title": "Do what is to be done"})


@harmless
def confidence_lower(ground: Ground) -> Iterator[Mutant]:
    """A proposal is less sure, or a person has agreed to it."""
    for spot in ground.spots:
        if spot.mapping.sources and not any(source.startswith("setting:") for source in spot.mapping.sources):
            yield Mutant(where=spot.where, changes={f"{spot.where}.confidence": 0.7, f"{spot.where}.status": "proposed"}, note="proposed")
            yield Mutant(where=spot.where, changes={f"{spot.where}.confidence": 1.0, f"{spot.where}.status": "accepted"}, note="accepted")


@harmless
def path_in_quotes(ground: Ground) -> Iterator[Mutant]:
    """A path's names stand in quotes that they do not need."""
    for spot in ground.spots:
        location, path = target_parts(spot.mapping.target)
        quoted = _quoted(path) if location == "body" else ""
        if quoted:
            yield Mutant(where=spot.where, changes={f"{spot.where}.target": f"body.{quoted}"}, note=quoted)
        for at, source in enumerate(spot.mapping.sources):
            origin, path = source_parts(source)
            quoted = _quoted(path) if origin not in {"setting", "table", "run", "trigger.headers"} else ""
            if quoted:
                yield Mutant(where=spot.where, changes={f"{spot.where}.sources[{at}]": f"{origin}:{quoted}"}, note=quoted)


@harmless
def optional_field_filled(ground: Ground) -> Iterator[Mutant]:
    """A field that need not be filled is filled with what it takes.

    Left out: fields with a format, a pattern, a list, a limit below ten characters, those of one alternative, and those that the
    document leaves to the system.
    """
    for spot, _ in filled_in_body(ground):
        filled = {one["target"] for one in ground.at(spot.holder)["mappings"]}
        items = ground.design.flows[spot.flow].steps[spot.step].items
        for field in ground.taken(spot):
            is_text = field.types == ("string",) and field.is_leaf and not (field.enum or field.format or field.pattern or field.read_only)
            is_free = (
                not (field.branch or field.deprecated or field.required or field.free_form or said_of_keeping(field))
                and (field.max_length or 99) > 10
            )
            plain = "[" not in field.path and "." not in field.path and field.path and not items and (field.min_length or 0) < 5
            if is_text and is_free and plain and f"body.{field.path}" not in filled:
                new = f"{spot.holder}.mappings[{len(filled)}]"
                mapping = {"target": f"body.{field.path}", "transform": {"name": "constant", "value": "by hand"}}
                if len(filled) == len(ground.at(spot.holder)["mappings"]):
                    yield Mutant(where=new, changes={new: mapping}, note=field.path)
                break


@harmless
def text_by_template(ground: Ground) -> Iterator[Mutant]:
    """A text is copied by a template of itself alone."""
    for spot, field in filled_in_body(ground):
        source = spot.sources[0] if len(spot.sources) == 1 else None
        plain = source and source.types == ("string",) and not (source.enum or source.format)
        if spot.transform == "copy" and plain and field.types == ("string",) and not (field.enum or field.format):
            yield Mutant(where=spot.where, changes={f"{spot.where}.transform": {"name": "template", "text": "{0}"}})


@harmless
def tried_less_often(ground: Ground) -> Iterator[Mutant]:
    """A call is given up after four attempts, or waits longer for its answer.

    Left out: longer waits of a no-code sync, whose platform has its own.
    """
    yield Mutant(where="$.policies", changes={"$.policies.attempts": max(2, ground.design.policies.attempts - 1)}, note="attempts")
    if ground.design.style != "nocode":
        yield Mutant(where="$.policies", changes={"$.policies.timeout_seconds": 45.0}, note="timeout")


@harmless
def alert_added(ground: Ground) -> Iterator[Mutant]:
    """One more person is told when something goes wrong."""
    count = len(ground.design.policies.alerts)
    alert = {"when": "the queue holds more than 1000 events", "to": "on-call@example.com"}
    yield Mutant(where="$.policies", changes={f"$.policies.alerts[{count}]": alert})


@harmless
def fewer_records(ground: Ground) -> Iterator[Mutant]:
    """Half as many records come a day."""
    if (ground.design.policies.volume_per_day or 0) > 1:
        yield Mutant(where="$.policies", changes={"$.policies.volume_per_day": (ground.design.policies.volume_per_day or 0) // 2})


@harmless
def lifecycle_in_other_order(ground: Ground) -> Iterator[Mutant]:
    """The cases of a record's life stand in another order."""
    for i, flow in enumerate(ground.design.flows):
        if len(flow.lifecycle) > 1:
            where = f"$.flows[{i}].lifecycle"
            yield Mutant(where=where, changes={where: ground.at(where)[::-1]})


@harmless
def condition_in_other_order(ground: Ground) -> Iterator[Mutant]:
    """The groups of a condition, and the comparisons of a group, stand in another order."""
    holders = [f"$.flows[{i}].trigger.condition" for i in range(len(ground.design.flows))]
    holders += [f"{where}.condition" for where, _, _, _, _ in ground.steps()]
    for where in holders:
        groups = (ground.at(where) or {}).get("any")
        if groups:
            turned = [{"all": group["all"][::-1]} for group in groups[::-1]]
            yield Mutant(where=where, changes={f"{where}.any": turned})


@harmless
def rows_in_other_order(ground: Ground) -> Iterator[Mutant]:
    """The rows of a table stand in another order."""
    for spot in ground.spots:
        rows = ground.at(f"{spot.where}.transform.values") if spot.transform == "enum_map" else None
        if rows:
            yield Mutant(where=spot.where, changes={f"{spot.where}.transform.values": rows[::-1]})
    for at, table in enumerate(ground.design.tables):
        if table.rows:
            yield Mutant(where=f"$.tables[{at}]", changes={f"$.tables[{at}].rows": ground.at(f"$.tables[{at}].rows")[::-1]})


@harmless
def scopes_in_other_order(ground: Ground) -> Iterator[Mutant]:
    """Scopes stand in another order."""
    for at, system in enumerate(ground.design.systems):
        if len(system.auth.scopes) > 1:
            where = f"$.systems[{at}].auth.scopes"
            yield Mutant(where=where, changes={where: list(system.auth.scopes)[::-1]})


@harmless
def variable_renamed(ground: Ground) -> Iterator[Mutant]:
    """A credential's variable bears another name."""
    for at, system in enumerate(ground.design.systems):
        if system.auth.environment:
            where = f"$.systems[{at}].auth.environment"
            yield Mutant(where=where, changes={where: [f"OUR_{name}" for name in system.auth.environment]})


@harmless
def schedule_written_out(ground: Ground) -> Iterator[Mutant]:
    """A schedule of each ten minutes names the minutes."""
    for where, schedule in _schedules(ground):
        found = re.fullmatch(r"\*/(\d+) (\*|\*/\d+|\d+) \* \* \*", schedule)
        if found:
            minutes = ",".join(str(minute) for minute in range(0, 60, int(found[1])))
            yield Mutant(where=where, changes={f"{where}.schedule": f"{minutes} {found[2]} * * *"})


@harmless
def system_renamed(ground: Ground) -> Iterator[Mutant]:
    """A system bears another id, and all who name it follow.

    Left out: systems whose settings fill a parameter by their name.
    """
    for at, system in enumerate(ground.design.systems):
        if any(setting.id.startswith(f"{system.id}_") for setting in ground.design.settings):
            continue
        new = f"{system.id}_renamed"
        names = {"system", "owner", "order", "systems"}
        changed = _renamed_system(ground.plain, system.id, new, names)
        changed["systems"][at]["id"] = new
        yield _whole(ground, changed, system.id)


@harmless
def columns_in_other_order(ground: Ground) -> Iterator[Mutant]:
    """Columns and tests of a table stand in another order."""
    for at, _ in enumerate(ground.design.warehouse.tables if ground.design.warehouse else ()):
        where = f"$.warehouse.tables[{at}]"
        yield Mutant(
            where=where,
            changes={f"{where}.columns": ground.at(f"{where}.columns")[::-1], f"{where}.tests": (ground.at(f"{where}.tests") or [])[::-1]},
        )


@harmless
def extracts_in_other_order(ground: Ground) -> Iterator[Mutant]:
    """Extracts and tables stand in another order."""
    if ground.design.warehouse:
        yield Mutant(where="$.warehouse", changes={"$.warehouse.extracts": ground.plain["warehouse"]["extracts"][::-1]}, note="extracts")
        yield Mutant(where="$.warehouse", changes={"$.warehouse.tables": ground.plain["warehouse"]["tables"][::-1]}, note="tables")


@harmless
def access_in_other_order(ground: Ground) -> Iterator[Mutant]:
    """What teams may see stands in another order."""
    if ground.design.warehouse and len(ground.design.warehouse.access) > 1:
        yield Mutant(where="$.warehouse", changes={"$.warehouse.access": ground.plain["warehouse"]["access"][::-1]})


@harmless
def described_more(ground: Ground) -> Iterator[Mutant]:
    """The architecture tells of one more alternative."""
    count = len(ground.design.architecture.alternatives)
    yield Mutant(
        where="$.architecture", changes={f"$.architecture.alternatives[{count}]": {"pattern": "by hand", "why_not": "it is forgotten"}}
    )


def _quoted(path: str) -> str:
    try:
        segments = parse_path(path)
    except PathError:
        return ""
    if not segments or any(one.kind != "key" for one in segments):
        return ""
    return ".".join('"' + one.key.replace("\\", "\\\\").replace('"', '\\"') + '"' for one in segments)


def _schedules(ground: Ground) -> Iterator[tuple[str, str]]:
    for i, flow in enumerate(ground.design.flows):
        yield f"$.flows[{i}].trigger", flow.trigger.schedule
    for i, extract in enumerate(ground.design.warehouse.extracts if ground.design.warehouse else ()):
        yield f"$.warehouse.extracts[{i}]", extract.schedule


def _renamed_system(value: Any, old: str, new: str, names: set[str], key: str = "") -> Any:
    if isinstance(value, dict):
        return {name: _renamed_system(item, old, new, names, name) for name, item in value.items()}
    if isinstance(value, list):
        return [_renamed_system(item, old, new, names, key) for item in value]
    return new if key in names and value == old else value
