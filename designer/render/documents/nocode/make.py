"""A flow as a scenario of Make, module by module."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from designer.model import transform as t
from designer.model.design import source_parts
from designer.render.documents.flows import flow_title, step_words
from designer.render.documents.grid import Grid, Section
from designer.render.documents.nocode.body import body_text
from designer.render.documents.nocode.make_values import formula, literal, template
from designer.render.documents.nocode.platform import (
    PlatformFlow,
    PlatformStep,
    PlatformView,
    call_lines,
    field_grid,
    sign_in_words,
    used_paths,
    whole_lists,
)
from designer.render.documents.nocode.texts import json_literal, marked, parted, typed
from designer.render.documents.places import system_name, target_field
from designer.render.documents.words import code, codes, schedule

if TYPE_CHECKING:
    from designer.model.design import Condition, Design, Flow, Mapping, Step
    from designer.model.scalars import Scalar
    from designer.model.spec import Catalog, Field

BARE = re.compile(r"true|false|null|-?(0|[1-9]\d*)(\.\d+)?")
OPS = {
    "equals": "Equal to",
    "not_equals": "Not equal to",
    "in": "Equal to, one row for each value joined by *or*",
    "greater": "Greater than (numeric)",
    "less": "Less than (numeric)",
    "contains": "Contains",
    "empty": "Does not exist",
    "present": "Exists",
    "changed": "Not equal to the value kept in a data store",
}


def make_view(design: Design, catalog: Catalog) -> PlatformView:
    """Return the design as scenarios of Make."""
    return PlatformView(
        name="Make",
        unit="scenario",
        wished=design.platform == "make",
        flows=tuple(PlatformFlow(title=flow_title(flow), steps=tuple(_steps(design, flow, catalog))) for flow in design.flows),
    )


def _steps(design: Design, flow: Flow, catalog: Catalog) -> list[PlatformStep]:
    numbers = {"trigger": 1}
    steps = [_trigger(design, flow)]
    pending = list(_filter(flow.trigger.condition, design=design, numbers=numbers))
    for step in flow.steps:
        if step.for_each:
            numbers["item"] = len(steps) + 1
            ref = reference(step.for_each, design=design, numbers=numbers)
            steps.append(
                PlatformStep(
                    title="Iterator",
                    lines=(
                        f"Module: **Flow control → Iterator**, array {code(braced(ref))}",
                        "Close the loop with an **Array aggregator** if later modules need all items",
                    ),
                )
            )
        pending += _filter(step.condition, design=design, numbers=numbers)
        numbers[step.id] = len(steps) + 1
        steps.append(_call(design, step, numbers=numbers, filters=tuple(pending), catalog=catalog))
        pending = []
    return steps


def _trigger(design: Design, flow: Flow) -> PlatformStep:
    trigger = flow.trigger
    name = system_name(design, trigger.system)
    if trigger.kind == "webhook":
        lines = [
            f"Module: **{name}**, the instant trigger that stands for {code(trigger.event)}",
            f"Or: **Webhooks → Custom webhook**, *Add*, copy the address, give it to {name} as SETUP.md tells",
            "Then *Redetermine data structure* and send a test delivery",
            "A custom webhook does not check signatures: keep the address secret",
        ]
    elif trigger.kind == "poll":
        cursor = (
            f", {code(trigger.cursor.parameter)} set to the time of the last run (keep it in a **Data store**)"
            if trigger.cursor and trigger.cursor.parameter
            else ""
        )
        lines = [
            f"Module: **{name}**, *Watch* the record; choose where to start: *from now on*",
            f"Or: **HTTP → Make a request** to {code(trigger.operation)}{cursor}",
            f"Then an **Iterator** over {code(trigger.items or 'data')}",
            sign_in_words(design, trigger.system),
            f"Schedule: {schedule(trigger.schedule)}",
        ]
    else:
        lines = [f"Start: {schedule(trigger.schedule) if trigger.schedule else 'on demand, *Run once*'}"]
    if used_paths(flow):
        lines.append(f"Run once with a test record; these fields must be there: {codes(used_paths(flow), limit=40)}")
    return PlatformStep(title="Trigger", lines=tuple(lines))


def _filter(condition: Condition, *, design: Design, numbers: dict[str, int]) -> list[Section]:
    rows = [
        (
            "or" if number and not at else "and" if at else "",
            code(braced(reference(c.source, design=design, numbers=numbers))),
            OPS[c.op],
            ", ".join(map(typed, c.values)),
        )
        for number, group in enumerate(condition.any)
        for at, c in enumerate(group.all)
    ]
    grid = Grid(header=("", "Field", "Operator", "Value"), rows=tuple(rows))
    return [Section(title="Filter on the line before this module", grid=grid)] if rows else []


def braced(text: str) -> str:
    """Return a formula as it is pasted."""
    return f"{{{{{text}}}}}" if text else ""


def reference(source: str, *, design: Design, numbers: dict[str, int]) -> str:
    """Return a source as Make names it: module number and path, array items counted from 1."""
    origin, path = source_parts(source)
    if origin == "setting":
        return literal(_answer(design, path))
    if origin == "run":
        return "now" if path == "time" else "executionId"
    if origin == "trigger.headers":
        return f"1.__IMTHEADERS__[{path}]"
    number = numbers.get(origin, 1)
    inner = "data." if origin not in {"trigger", "item"} else ""
    return parted(f"{number}.{inner}{_one_based(path)}")


def _one_based(path: str) -> str:
    return path.replace("[2]", "[3]").replace("[1]", "[2]").replace("[0]", "[1]")


def _call(design: Design, step: Step, *, numbers: dict[str, int], filters: tuple[Section, ...], catalog: Catalog) -> PlatformStep:
    filled = []
    mappings, lists = whole_lists(step)
    for mapping in mappings:
        refs = tuple(reference(source, design=design, numbers=numbers) for source in mapping.sources)
        field = target_field(mapping.target, design=design, catalog=catalog, step=step)
        filled.append((mapping, _pasted(mapping, refs, design=design), _in_json(mapping, refs, field, design=design)))
    rows = [(mapping, marked(text)) for mapping, text, _ in filled]
    body = body_text(step, [(mapping, text) for mapping, _, text in filled])
    notes = [note for mapping in step.mappings for note in _notes(mapping.transform)]
    name = system_name(design, step.system)
    meant = {"lookup": "the *Search* module", "read": "the *Get* module"}.get(step.role, "the module that stands for the call below")
    lines = [
        f"Module: **{name}**, {meant}",
        "Or: **HTTP → Make a request**, *Parse response* on",
        *call_lines(design, step),
        sign_in_words(design, step.system),
    ]
    if step.role == "lookup":
        none = {
            "stop": "stop: add a filter *exists* after it",
            "continue": "go on: a **Router** with one route for *exists* and one for *does not exist*",
            "ask": "a route that tells a person",
            "fail": "a **Break**",
        }
        several = "the first is taken" if step.on_many == "first" else "a person decides"
        lines.append(f"Nothing found: {none[step.on_none]}")
        lines.append(f"Several found: limit the results to 2 and filter on their number, so that {several}")
    lines += list(dict.fromkeys(notes))
    lines += [
        f"{code(path)}: an **Iterator** over the source list and an **Array aggregator** before this module make it" for path in lists
    ]
    if body:
        lines.append("The body for HTTP stands below; where a text may hold quotation marks, make it with **JSON → Create JSON** instead")
    return PlatformStep(
        title=step_words(design, step),
        body=body,
        lines=tuple(lines),
        sections=(*filters, Section(title="", grid=field_grid(rows, design=design, catalog=catalog, step=step))),
    )


def _answer(design: Design, identifier: str) -> Scalar:
    """Return a setting's value, or words that stand for it."""
    setting = design.setting(identifier)
    return setting.value if setting and setting.value is not None else f"answer of setting {identifier}"


def _fixed(mapping: Mapping, design: Design) -> tuple[Scalar, ...]:
    """Return the fixed value that a field gets, if it gets one."""
    if isinstance(mapping.transform, t.Constant):
        return (mapping.transform.value,)
    if mapping.transform.name == "copy" and mapping.sources[:1] and mapping.sources[0].startswith("setting:"):
        return (_answer(design, source_parts(mapping.sources[0])[1]),)
    return ()


def _pasted(mapping: Mapping, refs: tuple[str, ...], *, design: Design) -> str:
    """Return what is pasted into a field of a module: a formula in braces, a fixed text as it is."""
    for fixed in _fixed(mapping, design):
        return braced("space") if fixed == " " else parted(_plain(fixed))
    if isinstance(mapping.transform, t.Template):
        return template(mapping.transform, refs)
    return braced(formula(mapping.transform, refs, design=design))


def _in_json(mapping: Mapping, refs: tuple[str, ...], field: Field | None, *, design: Design) -> str:
    """Return a value inside a JSON body: texts in quotation marks, numbers and truth values bare."""
    is_bare = field is not None and bool(field.types) and not {"string", "object"} & set(field.types)
    for fixed in _fixed(mapping, design):
        return _plain(fixed) if is_bare and _is_number(fixed) else json_literal(_plain(fixed))
    if isinstance(mapping.transform, t.Template):
        text = template(mapping.transform, refs, in_json=True)
        is_bare = is_bare and not template(mapping.transform, ("",) * len(refs)).replace("{{}}", "")
    else:
        text = braced(formula(mapping.transform, refs, design=design))
    return text if is_bare else f'"{text}"'


def _plain(fixed: Scalar) -> str:
    return fixed if isinstance(fixed, str) else json.dumps(fixed)


def _is_number(fixed: Scalar) -> bool:
    """Tell whether a fixed value can stand in JSON without quotation marks."""
    return not isinstance(fixed, str) or bool(BARE.fullmatch(fixed))


def _notes(transform: t.Transform) -> list[str]:
    if isinstance(transform, t.PhoneE164):
        country = transform.country or "the country"
        return [f"Make has no telephone function: the formula keeps digits and `+`; numbers without `+` still need the prefix of {country}"]
    if isinstance(transform, t.Lookup) and transform.using.startswith("link:"):
        return [f"The pairs of ids of {code(transform.using)} stand in a **Data store**: *Get a record* before this module"]
    return []
