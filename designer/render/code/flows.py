"""The functions of flows.py: the steps of a flow in order, each call planned and its answer read, nothing sent."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from designer.model.design import source_parts
from designer.names.files import file_stem
from designer.names.literal import one_line, python_docstring, python_literal
from designer.names.path import format_path, parse_path
from designer.names.text import identifier
from designer.render.code.mappings import arguments_of
from designer.render.code.sources import RESERVED, call, read, steps_code, variable_of
from designer.render.code.verifying import verification_code

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.model.design import Comparison, Condition, Design, Flow, Step
    from designer.render.code.operations import Call

ARGUMENT_LINES = {
    "trigger": "trigger = incoming.record",
    "headers": "headers = incoming.headers",
    "run": "run = incoming.run",
}
BESIDE = frozenset({"answers"})
"""Files beside the sample events that are no flow's."""
OPERATORS = {"in": "one_of", "greater": "greater", "less": "less", "contains": "contains", "changed": "changed"}


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowFunction:
    """A function of flows.py and its entry in the list of flows."""

    id: str
    """The flow's id as a literal."""
    name: str
    title: str
    """Title as a literal."""
    docstring: str
    body: str
    """Statements, indented by four blanks."""
    items: str
    """Where a delivery holds its events: a tuple of steps, or None."""
    event_id: str
    verification: str
    """How a delivery is verified, as an expression; empty: not known."""
    file: str
    """Stem of the sample event's file name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkView:
    """A link: its name and where the kept answer holds the other system's id, both as code."""

    key: str
    path: str


def flow_function(flow: Flow, design: Design, calls: tuple[Call, ...]) -> FlowFunction:
    """Return the function of a flow."""
    own = {call.step.id: call for call in calls if call.flow is flow}
    lines = list(_lines(flow, design, own))
    used = " ".join(lines)
    opening = [line for name, line in ARGUMENT_LINES.items() if _mentions(used, name)]
    delivered = flow.trigger.kind == "webhook" and flow.trigger.items
    return FlowFunction(
        id=python_literal(flow.id),
        name=flow_name(flow),
        title=python_literal(one_line(flow.title or flow.id)),
        docstring=python_docstring(_sentence(flow.title or flow.id)),
        body="\n".join(f"    {line}" if line else "" for line in (*opening, *lines)),
        items=steps_code(format_path(parse_path(flow.trigger.items)[:-1])) if delivered else "None",
        event_id=steps_code(flow.trigger.event_id) if flow.trigger.event_id else "()",
        verification=verification_code(flow),
        file=flow_file(flow),
    )


def link_views(design: Design) -> tuple[LinkView, ...]:
    """Return the links whose pair a step's answer completes."""
    return tuple(
        LinkView(key=python_literal(f"link:{link.id}"), path=steps_code(source_parts(link.keys[1])[1]))
        for link in design.links
        if len(link.keys) > 1
    )


def flow_name(flow: Flow) -> str:
    """Return the name of a flow's function."""
    name = identifier(flow.id)
    return f"{name}_flow" if name in RESERVED else name


def flow_file(flow: Flow) -> str:
    """Return the name of the files that hold a flow's samples, without ending."""
    return file_stem(identifier(flow.id), taken=BESIDE)


def condition_code(condition: Condition) -> str:
    """Return a condition as an expression; empty where it always holds."""
    groups = [" and ".join(comparison_code(comparison) for comparison in group.all) for group in condition.any if group.all]
    return " or ".join(f"({group})" if len(groups) > 1 and " and " in group else group for group in groups)


def negated(condition: str) -> str:
    """Return the opposite of a condition."""
    if re.search(r" (and|or) ", condition):
        return f"not ({condition})"
    return condition.removeprefix("not ") if condition.startswith("not ") else f"not {condition}"


def comparison_code(comparison: Comparison) -> str:
    """Return one comparison as an expression."""
    value = read(comparison.source).code
    literals = ", ".join(python_literal(one) for one in comparison.values)
    match comparison.op:
        case "equals":
            return f"equals({value}, {literals or 'None'})" if len(comparison.values) < 2 else f"one_of({value}, {literals})"
        case "not_equals":
            return f"not one_of({value}, {literals})" if len(comparison.values) > 1 else f"not equals({value}, {literals or 'None'})"
        case "present":
            return f"present({value})"
        case "empty":
            return f"not present({value})"
        case "changed":
            return f"changed({value})"
        case _:
            return f"{OPERATORS[comparison.op]}({value}, {literals or 'None'})"


def _lines(flow: Flow, design: Design, calls: dict[str, Call]) -> Iterator[str]:
    wanted = condition_code(flow.trigger.condition)
    if wanted:
        yield f"if {negated(wanted)}:"
        yield "    return"
    if not any(step.action == "call" for step in flow.steps):
        yield "yield from ()"
    for at, step in enumerate(flow.steps):
        later = flow.steps[at + 1 :]
        yield from _step_lines(step, later, design, calls.get(step.id))


def _step_lines(step: Step, later: tuple[Step, ...], design: Design, planned: Call | None) -> Iterator[str]:
    condition = condition_code(step.condition)
    kept = variable_of(step.id) if _is_read(step, later) else ""
    per_item = bool(step.for_each)
    if kept and (condition or per_item):
        yield f"{kept}: list[Json] = []" if per_item else f"{kept}: Json = None"
    depth = 0
    item_condition = "item:" in " ".join(c.source for group in step.condition.any for c in group.all)
    if condition and not (per_item and item_condition):
        yield f"if {condition}:"
        depth += 1
    if per_item:
        array = read(step.for_each.removesuffix("[]"))
        yield _indented(f"for item in {call('each', array.variable, array.segments)}:", depth)
        depth += 1
        if condition and item_condition:
            yield _indented(f"if {condition}:", depth)
            depth += 1
    for line in _action_lines(step, planned, design, kept, per_item=per_item):
        yield _indented(line, depth)


def _action_lines(step: Step, planned: Call | None, design: Design, kept: str, *, per_item: bool) -> Iterator[str]:
    if planned is None:
        told = f"{step.title or step.id} ({step.action}{f' {step.channel}' if step.channel else ''}): this connector leaves it to a person"
        yield f"raise NeedsPerson({python_literal(one_line(told))})"
        return
    arguments = ", ".join(arguments_of(step))
    sent = f"clients.{planned.client}(mappings.{planned.mapping}({arguments})).of_step({', '.join(_step_arguments(step, design))})"
    found = kept or (variable_of(step.id) if _asks(step) else "")
    if not found:
        yield f"yield {sent}"
    elif per_item and kept:
        yield f"answer = yield {sent}"
        yield f"{kept}.append(answer)"
    else:
        yield f"{found} = yield {sent}"
        yield from _found_lines(step, found, planned, design)


def _step_arguments(step: Step, design: Design) -> Iterator[str]:
    yield python_literal(step.id)
    kind = step.idempotency.kind
    sources = [read(source).code for source in step.idempotency.sources]
    if kind == "link" and sources:
        yield f"once=once({', '.join((python_literal(kept_under(step, design)), *sources, *_item_key(step)))})"
    yield from _remembering(step, design)
    if kind == "header" and step.idempotency.header:
        key = ", ".join((python_literal(step.id), *(sources or ["run.event_id"]), *_item_key(step)))
        yield f"headers={{{python_literal(step.idempotency.header)}: key_of({key})}}"
    if step.on_error != "dead_letter":
        yield f"on_error={python_literal(step.on_error)}"
    if step.success:
        yield f"success={steps_code(_answer_path(step.success))}"
    if step.item_errors:
        yield f"item_errors={steps_code(_answer_path(step.item_errors))}"
    if step.role == "lookup":
        yield "optional=True"


def _remembering(step: Step, design: Design) -> Iterator[str]:
    """Keep the answer that completes a link's pair, where the step's own key does not keep it already."""
    for link in design.links:
        if len(link.keys) > 1 and source_parts(link.keys[1])[0] == step.id and step.idempotency.kind != "link" and not step.for_each:
            yield f"remember=once({python_literal(f'link:{link.id}')}, {read(link.keys[0]).code})"


def kept_under(step: Step, design: Design) -> str:
    """Return the name under which a step's answer is kept: the link whose pair it completes, else the step's own."""
    links = [link.id for link in design.links if len(link.keys) > 1 and source_parts(link.keys[1])[0] == step.id]
    return f"link:{links[0]}" if links else f"step:{step.id}"


def _item_key(step: Step) -> tuple[str, ...]:
    """Return what tells the calls of a loop apart: without it the second item would pass for a repeat of the first."""
    if not step.for_each or any(source.startswith("item:") for source in step.idempotency.sources):
        return ()
    return ('key_of("", item)',) if step.idempotency.kind == "link" else ("item",)


def _answer_path(source: str) -> str:
    """Return the path in the answer, whether or not the step's own id stands before it."""
    origin, path = source_parts(source)
    return path if path or source.endswith(":") else origin


def _asks(step: Step) -> bool:
    """Tell whether the number of records found decides how the flow goes on."""
    return (step.role == "lookup" and (step.on_none != "continue" or step.on_many != "first")) or (
        step.role == "read" and step.on_none in {"stop", "ask", "fail"}
    )


def _found_lines(step: Step, found: str, planned: Call, design: Design) -> Iterator[str]:
    if not _asks(step):
        return
    title = one_line(step.title or step.id)
    counted = call("count", found, parse_path(items_of(step, planned, design))) if step.role == "lookup" else ""
    none = f"{counted} == 0" if counted else f"not present({found})"
    if step.on_none != "continue":
        yield f"if {none}:"
        yield f"    {_stop(step.on_none, f'{title}: nothing found')}"
    if counted and step.on_many != "first":
        yield f"if {counted} > 1:"
        yield f"    {_stop(step.on_many, f'{title}: several found')}"


def _stop(choice: str, told: str) -> str:
    kinds = {"ask": "NeedsPerson", "fail": "Failed"}
    return f"raise {kinds[choice]}({python_literal(told)})" if choice in kinds else "return"


def items_of(step: Step, planned: Call, design: Design) -> str:
    """Return where a look-up's answer holds the records: as later sources read it, else as the document pages it."""
    for source in _all_sources(design):
        origin, path = source_parts(source)
        segments = parse_path(path) if origin == step.id else ()
        at = next((number for number, segment in enumerate(segments) if segment.is_item), None)
        if at is not None:
            return format_path(segments[:at])
    return planned.records


def _all_sources(design: Design) -> Iterator[str]:
    for _, _, step in design.steps():
        yield from sources_of(step)
    for link in design.links:
        yield from link.keys


def sources_of(step: Step) -> Iterator[str]:
    """Yield every source that a step reads: mappings, conditions, loops, keys."""
    yield from (source for mapping in step.mappings for source in mapping.sources)
    yield from (comparison.source for group in step.condition.any for comparison in group.all)
    yield from ([step.for_each] if step.for_each else [])
    yield from step.idempotency.sources


def _is_read(step: Step, later: tuple[Step, ...]) -> bool:
    return any(source_parts(source)[0] == step.id for other in later for source in sources_of(other))


def _mentions(text: str, name: str) -> bool:

    return re.search(rf"(?<![\w.\"']){name}\b(?!=)", text) is not None


def _sentence(text: str) -> str:
    line = one_line(text)
    return line if line.endswith((".", "!", "?")) else f"{line}."


def _indented(line: str, depth: int) -> str:
    return "    " * depth + line
