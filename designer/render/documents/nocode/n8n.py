"""A flow as a workflow of n8n built by hand, node by node."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from designer.model import transform as t
from designer.model.design import source_parts
from designer.names.path import parse_path
from designer.render.documents.flows import flow_title, step_words
from designer.render.documents.grid import Grid, Section
from designer.render.documents.nocode.body import body_text
from designer.render.documents.nocode.n8n_values import expression
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
from designer.render.documents.nocode.texts import has_braces, unmarked
from designer.render.documents.nocode.texts import script_literal as literal
from designer.render.documents.places import system_name
from designer.render.documents.words import code, codes, schedule, value

if TYPE_CHECKING:
    from designer.model.design import Condition, Design, Flow, Mapping, Step
    from designer.model.scalars import Scalar
    from designer.model.spec import Catalog

NONE_FOUND = {
    "stop": "a **Filter** stops the run",
    "continue": "an **If** leads to the branch that creates the record",
    "ask": "an **If** leads to a message to a person",
    "fail": "a **Stop and Error** node",
}
MANY_FOUND = {
    "first": "the first is taken",
    "ask": "an **If** on their number leads to a message to a person",
    "fail": "a **Stop and Error** node",
}
OPS = {
    "equals": "is equal to",
    "not_equals": "is not equal to",
    "in": "is equal to, one row for each value joined by OR",
    "greater": "is greater than",
    "less": "is less than",
    "contains": "contains",
    "empty": "is empty",
    "present": "is not empty",
    "changed": "is not equal to the value kept from the last run",
}


def n8n_view(design: Design, catalog: Catalog) -> PlatformView:
    """Return the design as workflows of n8n."""
    return PlatformView(
        name="n8n",
        unit="workflow",
        wished=design.platform == "n8n",
        flows=tuple(PlatformFlow(title=flow_title(flow), steps=tuple(_steps(design, flow, catalog))) for flow in design.flows),
    )


def _steps(design: Design, flow: Flow, catalog: Catalog) -> list[PlatformStep]:
    steps = [_trigger(design, flow), *_settings(design)]
    steps += _filter(flow.trigger.condition, title="Filter", design=design, flow=flow)
    for step in flow.steps:
        if step.for_each:
            path = code(source_parts(step.for_each)[1].removesuffix("[]"))
            steps.append(PlatformStep(title="Each item", lines=(f"Node: **Split Out**, field {path}",)))
        steps += _filter(step.condition, title=f"If for {step_words(design, step)}", design=design, flow=flow)
        steps.append(_call(design, flow, step, catalog=catalog))
    return steps


def _trigger(design: Design, flow: Flow) -> PlatformStep:
    trigger = flow.trigger
    name = system_name(design, trigger.system)
    if trigger.kind == "webhook":
        lines = [
            f"Node: **{name} Trigger**, if n8n has one, with the event {code(trigger.event)}",
            f"Or: node **Webhook**, HTTP method POST, respond *Immediately*; give its **production** address to {name} as SETUP.md tells",
        ]
        if trigger.verification and trigger.verification.header:
            algorithm = trigger.verification.algorithm or "as the vendor tells"
            check = f"a **Crypto** node (HMAC {algorithm}) and an **If** that compares"
            lines.append(f"To check {code(trigger.verification.header)}: Webhook option *Raw Body* on, then {check}")
    elif trigger.kind == "poll":
        cursor = (
            f", query {code(trigger.cursor.parameter)} from the last run (keep it with `$getWorkflowStaticData`)"
            if trigger.cursor and trigger.cursor.parameter
            else ""
        )
        lines = [
            f"Node: **Schedule Trigger**, {schedule(trigger.schedule)}",
            f"Then a node **HTTP Request**, {code(trigger.operation)}{cursor}, pagination as docs/endpoints.md tells",
            f"Credential: {sign_in_words(design, trigger.system)}",
            f"Then a node **Split Out**, field {code(trigger.items.removesuffix('[]') or 'the list')}, named `Trigger`",
        ]
    else:
        lines = [f"Node: **Schedule Trigger**, {schedule(trigger.schedule)}" if trigger.schedule else "Node: **Manual Trigger**"]
    if used_paths(flow):
        lines.append(f"Run it once with a test record; these fields must be there: {codes(used_paths(flow), limit=40)}")
    return PlatformStep(title="Trigger", lines=tuple(lines))


def _settings(design: Design) -> list[PlatformStep]:
    if not design.settings:
        return []
    rows = tuple((code(s.id), _fixed(s.value) if s.value is not None else "**answer first** (SETUP.md)") for s in design.settings)
    grid = Grid(header=("Field", "Value"), rows=rows)
    return [
        PlatformStep(
            title="Settings",
            lines=("Node: **Edit Fields (Set)**, *Include other input fields* on",),
            sections=(Section(title="", grid=grid),),
        )
    ]


def _filter(condition: Condition, *, title: str, design: Design, flow: Flow) -> list[PlatformStep]:
    rows = [
        (
            "OR" if number and not at else "AND" if at else "",
            code(_pasted(_ref(c.source, design=design, flow=flow))),
            OPS[c.op],
            ", ".join(map(_fixed, c.values)),
        )
        for number, group in enumerate(condition.any)
        for at, c in enumerate(group.all)
    ]
    if not rows:
        return []
    node = "Filter" if title == "Filter" else "If"
    grid = Grid(header=("", "Value 1", "Operation", "Value 2"), rows=tuple(rows))
    return [PlatformStep(title=title, lines=(f"Node: **{node}**",), sections=(Section(title="", grid=grid),))]


def _in_json(mapping: Mapping, text: str) -> str:
    """Return a value inside a JSON body: whatever it holds, the body stays JSON."""
    return text if mapping.transform.name == "constant" else _pasted(f"JSON.stringify(({text}) ?? null)")


def _cell(mapping: Mapping, text: str) -> str:
    is_typed = isinstance(mapping.transform, t.Constant) and not _is_run(mapping.transform.value)
    return code(text if is_typed else _pasted(text))


def _fixed(item: Scalar) -> str:
    """Return a value to type in; one that n8n would run is an expression that gives its text."""
    return code(_pasted(literal(item))) if _is_run(item) else value(item)


def _is_run(item: Scalar) -> bool:
    return has_braces(item) or (isinstance(item, str) and item.startswith("="))


def _pasted(text: str) -> str:
    return f"{{{{ {text} }}}}"


def _ref(source: str, *, design: Design, flow: Flow) -> str:
    origin, path = source_parts(source)
    if origin == "setting":
        return f"$('Settings').item.json{member(path)}"
    if origin == "run":
        return "$now.toISO()" if path == "time" else "$execution.id"
    if origin == "trigger.headers":
        return f"$('Trigger').item.json.headers[{literal(path.lower())}]"
    if origin == "item":
        return f"$('Each item').item.json{member(path)}"
    if origin == "trigger":
        body = ".body" if flow.trigger.kind == "webhook" else ""
        return f"$('Trigger').item.json{body}{member(path)}"
    earlier = next((step for step in flow.steps if step.id == origin), None)
    return f"$({literal(unmarked(step_words(design, earlier)) if earlier else origin)}).item.json{member(path)}"


def member(path: str) -> str:
    """Return a field path as JavaScript behind an object: `a.b[0]` is `.a?.b?.[0]`; `[]` reads the first item."""
    text = ""
    for segment in parse_path(path):
        match segment.kind:
            case "key":
                plain = re.fullmatch(r"[A-Za-z_$][\w$]*", segment.key)
                text += f"?.{segment.key}" if plain else f"?.[{literal(segment.key)}]"
            case "selector":
                text += f"?.find(item => item{member(segment.key)} === {literal(segment.value)})"
            case _:
                text += f"?.[{segment.index}]"
    return text.removeprefix("?")


def _call(design: Design, flow: Flow, step: Step, *, catalog: Catalog) -> PlatformStep:
    mappings, lists = whole_lists(step)
    made = [
        (mapping, expression(mapping.transform, tuple(_ref(source, design=design, flow=flow) for source in mapping.sources), design=design))
        for mapping in mappings
    ]
    rows = [(mapping, _cell(mapping, text)) for mapping, text in made]
    body = body_text(step, [(mapping, _in_json(mapping, text)) for mapping, text in made])
    lines = ["Node: **HTTP Request**", *call_lines(design, step), f"Credential: {sign_in_words(design, step.system)}"]
    if body:
        lines.append("*Send Body* on, *Body Content Type* JSON, *Specify Body* Using JSON: switch to *Expression* and paste the body below")
    lines += [
        f"{code(path)} gets its first entry alone: for all of them, make the list in a **Code** node before this one" for path in lists
    ]
    if step.role == "lookup":
        lines.append("Settings: *Always Output Data* on")
        lines.append(f"Nothing found: {NONE_FOUND[step.on_none]}. Several found: {MANY_FOUND[step.on_many]}")
    if any(isinstance(mapping.transform, t.PhoneE164) for mapping in step.mappings):
        lines.append("n8n has no telephone function: the expression keeps digits and `+`")
    return PlatformStep(
        title=step_words(design, step),
        body=body,
        lines=tuple(lines),
        sections=(Section(title="", grid=field_grid(rows, design=design, catalog=catalog, step=step)),),
    )
