"""A design as Mermaid: the architecture, the sequence of a flow, the field map of a step, the tables of a warehouse."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from designer.model.design import source_parts, target_parts
from designer.names.markdown import mermaid_text
from designer.render.documents.conditions import plain_condition
from designer.render.documents.practice import PRODUCTS
from designer.render.documents.words import clipped

if TYPE_CHECKING:
    from designer.model.design import Design, Flow, Mapping, Step, System
    from designer.model.warehouse import Warehouse

EDGES_SHOWN = 40
"""A field map with more edges is cut: nobody reads it."""


def architecture_diagram(design: Design) -> str:
    """Return the systems, the connector between them and what it keeps."""
    if design.warehouse is not None:
        return _warehouse_architecture(design, design.warehouse)
    middle = {"nocode": "No-code platform"}.get(design.style, "Connector")
    lines = ["flowchart LR"]
    lines += [f'    {_node(system.id)}["{_text(system.name)}"]' for system in design.systems]
    lines.append(f'    subgraph middle["{middle}"]')
    lines += [
        f'        flow_{index}["{_text(clipped(flow.title, limit=60).rstrip(".") or flow.id)}"]' for index, flow in enumerate(design.flows)
    ]
    lines.append("    end")
    for index, flow in enumerate(design.flows):
        lines += _flow_edges(flow, f"flow_{index}")
    if design.style == "api":
        lines += ['    middle --> store[("Events, links, dead letters")]']
    lines += ['    middle -. "alerts" .-> people(["People on duty"])'] if design.policies.alerts else []
    return "\n".join(lines)


def _flow_edges(flow: Flow, node: str) -> list[str]:
    trigger = flow.trigger
    told = {"webhook": trigger.event, "poll": trigger.operation, "schedule": trigger.schedule, "file": "file", "stream": "message"}
    start = _node(trigger.system) if trigger.system else f'clock_{node}(["{_text(trigger.kind)}"])'
    lines = [f'    {start} -- "{_text(told.get(trigger.kind) or trigger.kind)}" --> {node}']
    for step in flow.steps:
        if step.system:
            arrow = "-->" if step.role == "write" else "<-->"
            lines.append(f'    {node} {arrow}|"{_text(step.operation or step.channel or step.action)}"| {_node(step.system)}')
    return lines


def _warehouse_architecture(design: Design, warehouse: Warehouse) -> str:
    lines = ["flowchart LR", '    subgraph sources["Systems"]']
    lines += [f'        {_node(system.id)}["{_text(system.name)}"]' for system in design.systems]
    lines += ["    end", f'    subgraph store["{PRODUCTS[warehouse.product]}"]', '        raw[("raw")]']
    layers = [layer for layer in ("staging", "core", "mart") if any(table.layer == layer for table in warehouse.tables)]
    lines += [f'        {layer}[("{layer}")]' for layer in layers]
    lines += ["    end"]
    for system in design.systems:
        names = [extract.id for extract in warehouse.extracts if extract.system == system.id]
        lines += [f'    {_node(system.id)} -- "{_text(", ".join(names[:3]) + (", ..." if names[3:] else ""))}" --> raw'] if names else []
    chain = ["raw", *layers]
    lines += [f"    {left} --> {right}" for left, right in itertools.pairwise(chain)]
    lines += [f'    {chain[-1]} --> bi["{_text(warehouse.bi or "Dashboards")}"]']
    teams = dict.fromkeys(rule.team for rule in warehouse.access)
    lines += [f'    bi --> team_{index}(["{_text(team)}"])' for index, team in enumerate(teams)]
    return "\n".join(lines)


def sequence_diagram(design: Design, flow: Flow) -> str:
    """Return what happens from the trigger to the last write, with what happens when a call fails."""
    middle = {"nocode": "Platform"}.get(design.style, "Connector")
    named = dict.fromkeys([flow.trigger.system, *(step.system for step in flow.steps)])
    systems = [system for system in design.systems if system.id in named]
    lines = ["sequenceDiagram", "    autonumber"]
    source = next((system for system in systems if system.id == flow.trigger.system), None)
    ordered = [source, *(system for system in systems if system is not source)] if source else [None, *systems]
    lines += [] if source else ["    actor starter as Start"]
    for index, system in enumerate(ordered):
        lines += [f"    participant {_node(system.id)} as {_text(system.name)}"] if system else []
        lines += [f"    participant middle as {middle}"] if index == 0 else []
    lines += _start_lines(design, flow, source)
    for step in flow.steps:
        lines += _step_lines(design, step)
    return "\n".join(lines)


def _start_lines(design: Design, flow: Flow, source: System | None) -> list[str]:
    trigger = flow.trigger
    who = _node(source.id) if source else "starter"
    if trigger.kind == "poll":
        lines = [f"    middle->>{who}: {_text(trigger.operation)}", f"    {who}-->>middle: records since the last run"]
    elif trigger.kind == "webhook":
        lines = [f"    {who}->>middle: {_text(trigger.event)}"]
        if trigger.verification and trigger.verification.scheme not in {"none", "unknown"}:
            lines.append(f"    Note over middle: check {_text(trigger.verification.header or trigger.verification.scheme)}")
        lines += [f"    middle-->>{who}: 202 as soon as it is stored"] if design.style == "api" else []
    else:
        lines = [f"    {who}->>middle: {_text(trigger.event or trigger.schedule or trigger.kind)}"]
    if trigger.event_id:
        lines.append(f"    Note over middle: a known {_text(trigger.event_id)} is dropped")
    if trigger.condition.any:
        lines.append(f"    Note over middle: only if {_text(plain_condition(trigger.condition))}")
    return lines


def _step_lines(design: Design, step: Step) -> list[str]:
    who = _node(step.system) if design.system(step.system) else "middle"
    call = _text(step.operation or step.channel or step.action)
    answer = {"lookup": "what was found", "read": "the whole record"}.get(step.role, "the stored record")
    body = [f"    middle->>{who}: {call}", f"    {who}-->>middle: {answer}"]
    if step.role == "write":
        last = {"retry": "try again later", "dead_letter": "keep as dead letter", "skip": "skip", "ask": "ask a person"}[step.on_error]
        body += [
            "    opt no answer, 429 or 5xx",
            f"        Note over middle: up to {design.policies.attempts} attempts, then {last}",
            "    end",
        ]
    if step.for_each:
        return _wrapped(body, f"loop each of {_text(source_parts(step.for_each)[1])}")
    return _wrapped(body, f"opt {_text(plain_condition(step.condition))}") if step.condition.any else body


def _wrapped(lines: list[str], head: str) -> list[str]:
    return [f"    {head}", *(f"    {line}" for line in lines), "    end"]


def field_map_diagram(design: Design, flow: Flow, step: Step) -> str:
    """Return which field fills which, the transform on the arrow; plain copies have a bare arrow."""
    shown = [mapping for mapping in step.mappings if mapping.sources][:EDGES_SHOWN]
    sources = list(dict.fromkeys(source for mapping in shown for source in mapping.sources))
    numbers = {source: f"s{index}" for index, source in enumerate(sources)}
    lines = ["flowchart LR"]
    for group, title in _groups(design, flow, sources).items():
        lines.append(f'    subgraph from_{_node(group)}["{_text(title)}"]')
        lines += [f'        {numbers[s]}["{_text(source_parts(s)[1] or s)}"]' for s in sources if source_parts(s)[0] == group]
        lines.append("    end")
    system = design.system(step.system)
    lines.append(f'    subgraph into["{_text(f"{system.name if system else step.system} {step.operation}")}"]')
    lines += [f'        t{index}["{_text(_target(mapping))}"]' for index, mapping in enumerate(shown)]
    lines.append("    end")
    lines += [f"    {numbers[s]} {_arrow(mapping)} t{index}" for index, mapping in enumerate(shown) for s in mapping.sources]
    return "\n".join(lines)


def _groups(design: Design, flow: Flow, sources: list[str]) -> dict[str, str]:
    trigger = design.system(flow.trigger.system)
    titles = {"trigger": trigger.name if trigger else "Trigger", "setting": "Settings", "run": "The run", "item": "Each item"}
    origins = dict.fromkeys(source_parts(source)[0] for source in sources)
    answers = {step.id: system.name for step in flow.steps if (system := design.system(step.system))}
    return {origin: titles.get(origin) or f"{answers.get(origin, 'Answer')}, from {origin}" for origin in origins}


def _arrow(mapping: Mapping) -> str:
    return "-->" if mapping.transform.name == "copy" else f'-- "{_text(mapping.transform.name)}" -->'


def _target(mapping: Mapping) -> str:
    location, path = target_parts(mapping.target)
    return path if location == "body" else mapping.target


def model_diagram(warehouse: Warehouse) -> str:
    """Return the core and mart tables with their keys, and which table is made from which."""
    tables = [table for table in warehouse.tables if table.layer != "staging"]
    lines = ["erDiagram"]
    for table in tables:
        lines.append(f"    {_word(table.id)} {{")
        lines += [f"        {column.type} {_word(column.name)}{' PK' if column.name in table.keys else ''}" for column in table.columns]
        lines.append("    }")
    known = {table.id for table in tables}
    for table in tables:
        for other in dict.fromkeys(source_parts(source)[0] for column in table.columns for source in column.sources):
            if other in known and other != table.id:
                lines.append(f'    {_word(other)} ||--o{{ {_word(table.id)} : "feeds"')
    return "\n".join(lines)


def _node(identifier: str) -> str:
    """Return an id as a Mermaid node name: `end` and other words of the language never stand alone."""
    return f"n_{_word(identifier)}"


def _word(identifier: str) -> str:
    """Return an id as a word of a diagram of tables: ASCII letters, digits and `_`, no digit first."""
    plain = "".join(character if character.isascii() and (character.isalnum() or character == "_") else "_" for character in identifier)
    return f"_{plain}" if plain[:1].isdigit() else plain


def _text(text: str) -> str:
    return mermaid_text(text)
