"""A flow as a Zap, step by step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.model import transform as t
from designer.model.design import source_parts, target_parts
from designer.render.documents.flows import flow_title, step_words
from designer.render.documents.grid import Grid, Section
from designer.render.documents.nocode.body import body_text
from designer.render.documents.nocode.platform import (
    PlatformFlow,
    PlatformStep,
    PlatformView,
    call_lines,
    field_grid,
    setting_value,
    sign_in_words,
    used_paths,
    whole_lists,
)
from designer.render.documents.nocode.texts import json_literal, typed, unmarked
from designer.render.documents.nocode.zapier_values import formatting
from designer.render.documents.places import RUN_VALUES, system_name, target_words
from designer.render.documents.words import code, codes, schedule

if TYPE_CHECKING:
    from designer.model.design import Comparison, Condition, Design, Flow, Mapping, Step
    from designer.model.spec import Catalog

OPS = {
    "equals": "(Text) Exactly matches",
    "not_equals": "(Text) Does not exactly match",
    "in": "(Text) Is in",
    "greater": "(Number) Greater than",
    "less": "(Number) Less than",
    "contains": "(Text) Contains",
    "empty": "Does not exist",
    "present": "Exists",
    "changed": "Exists (Zapier cannot see the old value: keep it in Zapier Tables and compare)",
}


def zapier_view(design: Design, catalog: Catalog) -> PlatformView:
    """Return the design as Zaps."""
    return PlatformView(
        name="Zapier",
        unit="Zap",
        wished=design.platform == "zapier",
        flows=tuple(PlatformFlow(title=flow_title(flow), steps=tuple(_steps(design, flow, catalog))) for flow in design.flows),
    )


def _steps(design: Design, flow: Flow, catalog: Catalog) -> list[PlatformStep]:
    steps = [_trigger(design, flow)]
    steps += _filter(flow.trigger.condition, title="Filter", design=design, flow=flow)
    for step in flow.steps:
        if step.for_each:
            steps.append(
                PlatformStep(
                    title="Loop",
                    lines=(
                        "App: **Looping by Zapier → Create Loop From Line Items**",
                        f"Values to loop: {code(source_parts(step.for_each)[1])} of **Trigger**",
                    ),
                )
            )
        steps += _filter(step.condition, title=f"Path for {step_words(design, step)}", design=design, flow=flow)
        steps += _call(design, flow, step, catalog=catalog)
    return steps


def _trigger(design: Design, flow: Flow) -> PlatformStep:
    trigger = flow.trigger
    name = system_name(design, trigger.system)
    if trigger.kind == "webhook":
        lines = [
            f"App: **{name}**, trigger event: the one that stands for {code(trigger.event)}",
            f"Or: **Webhooks by Zapier → Catch Hook**; give its address to {name} as SETUP.md tells",
            "Catch Hook does not check signatures: keep the address secret",
        ]
    elif trigger.kind == "poll":
        system = design.system(trigger.system)
        _, _, path = trigger.operation.partition(" ")
        address = code((system.base_url if system else "") + path)
        key = code(trigger.items.removesuffix("[]")) if trigger.items not in {"", "[]"} else "none, the answer is the list"
        lines = [
            f"App: **{name}**, trigger event: new or updated record",
            f"Or: **Webhooks by Zapier → Retrieve Poll**, address {address}",
            sign_in_words(design, trigger.system),
            f"Key of the list: {key}; deduplication key: {code(trigger.record_id or 'id')}",
            f"It should be asked {schedule(trigger.schedule)}; the plan decides how often Zapier really asks",
        ]
    elif trigger.kind == "schedule":
        lines = [f"App: **Schedule by Zapier**, {schedule(trigger.schedule)}"]
    else:
        lines = [f"App: **{name}**, started by hand: **Zapier Chrome extension** or **Zapier Tables → Trigger Button**"]
    if used_paths(flow):
        lines.append(f"Test: pull in a record; these fields must be there: {codes(used_paths(flow), limit=40)}")
    return PlatformStep(title="Trigger", lines=tuple(lines))


def _filter(condition: Condition, *, title: str, design: Design, flow: Flow) -> list[PlatformStep]:
    rows = [
        (("and" if at else "only continue if") if not number else ("and" if at else "or"), *_rule(c, design, flow))
        for number, group in enumerate(condition.any)
        for at, c in enumerate(group.all)
    ]
    if not rows:
        return []
    grid = Grid(header=("", "Field", "Condition", "Value"), rows=tuple(rows))
    app = "Filter by Zapier" if title == "Filter" else "Paths by Zapier → Path rules (a Filter by Zapier, if it is the last step)"
    return [PlatformStep(title=title, lines=(f"App: **{app}**",), sections=(Section(title="", grid=grid),))]


def _rule(comparison: Comparison, design: Design, flow: Flow) -> tuple[str, str, str]:
    return _ref(comparison.source, design=design, flow=flow), OPS[comparison.op], ", ".join(typed(item) for item in comparison.values)


def _ref(source: str, *, design: Design, flow: Flow) -> str:
    origin, path = source_parts(source)
    if origin == "trigger":
        return f"**Trigger** {code(path)}"
    if origin == "setting":
        return setting_value(design, path)
    if origin == "item":
        return f"**Loop** {code(path)}"
    if origin == "run":
        return {"time": "`{{zap_meta_human_now}}`", "event_id": "the id of the delivery"}.get(path, RUN_VALUES.get(path, code(source)))
    earlier = next((step for step in flow.steps if step.id == origin), None)
    return f"**{step_words(design, earlier) if earlier else origin}** {code(path)}"


def _call(design: Design, flow: Flow, step: Step, *, catalog: Catalog) -> list[PlatformStep]:
    before: list[PlatformStep] = []
    rows: list[tuple[Mapping, str]] = []
    mappings, lists = whole_lists(step)
    for mapping in mappings:
        made = formatting(mapping.transform, tuple(_ref(source, design=design, flow=flow) for source in mapping.sources), design=design)
        title = f"Format {target_words(mapping.target)}"
        if made.app:
            before.append(
                PlatformStep(title=title, lines=(f"App: **{made.app}**", *made.lines), sections=made.sections, script=made.script)
            )
        rows.append((mapping, made.value or f"output of **{title}**"))
    name = system_name(design, step.system)
    kind = {"lookup": "search", "read": "search"}.get(step.role, "action")
    meant = {"lookup": "finds the record", "read": "reads the record"}.get(step.role, "stands for the call below")
    lines = [
        f"App: **{name}**, {kind} event: the one that {meant}",
        f"Or: **Webhooks by Zapier → {'GET' if step.role != 'write' else 'Custom Request'}**",
        *call_lines(design, step),
        sign_in_words(design, step.system),
    ]
    if step.role == "lookup":
        lines.append(_lookup(step))
    body = body_text(step, [(mapping, _in_json(mapping, text)) for mapping, text in rows])
    lines += ["The body of the Custom Request stands below: put the picked values in place of the brackets"] if body else []
    lines += [f"{code(path)} takes line items: Zapier sends one entry for each item of the source list" for path in lists]
    headers = [m for m in step.mappings if target_parts(m.target)[0] == "header"]
    lines += ["Headers of the table go under **Headers**"] if headers else []
    return [
        *before,
        PlatformStep(
            title=step_words(design, step),
            body=body,
            lines=tuple(lines),
            sections=(Section(title="", grid=field_grid(rows, design=design, catalog=catalog, step=step)),),
        ),
    ]


def _in_json(mapping: Mapping, text: str) -> str:
    """Return a value inside a JSON body: a constant as it is, else what is to be picked, in brackets."""
    constant = mapping.transform
    return json_literal(constant.value if isinstance(constant, t.Constant) else f"[{unmarked(text)}]")


def _lookup(step: Step) -> str:
    none = {
        "stop": "stop the Zap",
        "continue": "carry on",
        "ask": "carry on to a step that tells a person",
        "fail": "mark the run as failed",
    }
    many = {
        "first": "takes the first, as wanted",
        "ask": "takes the first: add a filter on the number of results, so that a person decides",
        "fail": "takes the first: add a filter on the number of results",
    }
    return f"Nothing found: {none[step.on_none]}. Several found: Zapier {many[step.on_many]}"
