"""An existing design as a model reads it: places that patches can name, one line for each mapping with how sure it is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from designer.model.codec import encode
from designer.model.transform import Copy
from designer.plan.claude.proposal.addressing import Selector as Named
from designer.plan.claude.proposal.addressing import place_of
from designer.plan.claude.proposal.findings import findings_text
from designer.plan.claude.proposal.fixed import is_fixed_record
from designer.plan.claude.proposal.holding import proposal_view

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.model.design import Design, Mapping
    from designer.model.finding import Report
    from designer.model.scalars import Json, JsonObject
    from designer.model.warehouse import Column

SURE = 0.8
"""From here on the reason is not told."""
PLAIN = 0.9
"""From here on the figure is not told either."""
LISTS = ("links", "settings", "tables", "questions")
HEAD = (
    "Each line is `place: value`. Below a step stand its mappings, `target <- sources | transform | other members | confidence (reason)`; "
    "the place of one is `<step>.mappings[target=<target>]`. Confidence is the offline matcher's. `(fixed)`: set by the program."
)
COLUMNS = (
    "Below a table stand its columns, `name type <- sources | transform | other members | confidence (reason)`; `personal` is said behind "
    "the type, descriptions are left out here."
)


def draft_text(design: Design, report: Report | None = None) -> str:
    """Return a design and the findings of its report."""
    lines = [HEAD, *_lines(design)]
    if report is not None:
        lines += ["", "The check says of it:", findings_text(design, report)]
    return "\n".join(lines)


def _lines(design: Design) -> Iterator[str]:
    tree = proposal_view(encode(design))
    platform = f", platform {design.platform}" if design.platform else ""
    yield f"style {design.style}{platform}; what is filled without a figure has a confidence of {PLAIN} or more"
    for name in ("title", "goal"):
        yield f"$.{name}: {_json(tree.get(name, ''))}"
    for system in design.systems:
        yield f"{_at('systems', system.id)}: {_json({'auth': {'scheme': system.auth.scheme}})}"
    yield from _flows(design, tree)
    if design.warehouse:
        yield from _warehouse(design, tree)
    for name in LISTS:
        items: Any = tree.get(name, [])
        yield from (f"{_at(name, item['id'])}: {_fixed(name, item)}{_json(_without(item, 'id', *_plain(item)))}" for item in items)
    for name in ("architecture", "policies"):
        yield f"$.{name}: {_json(tree.get(name, {}))}"


def _flows(design: Design, tree: JsonObject) -> Iterator[str]:
    encoded: Any = tree.get("flows", [])
    for flow, members in zip(design.flows, encoded, strict=True):
        at = _at("flows", flow.id)
        yield f"{at}: {_json(_without(members, 'id', 'trigger', 'steps'))}"
        yield f"{at}.trigger: {_json(_without(members['trigger'], 'mappings'))}"
        yield from (_mapping(mapping) for mapping in flow.trigger.mappings)
        for step, inner in zip(flow.steps, members.get("steps", []), strict=True):
            yield f"{at}{_at('steps', step.id)[1:]}: {_json(_without(inner, 'id', 'mappings'))}"
            yield from (_mapping(mapping) for mapping in step.mappings)


def _warehouse(design: Design, tree: JsonObject) -> Iterator[str]:
    encoded: Any = tree["warehouse"]
    yield f"$.warehouse: {_json(_without(encoded, 'extracts', 'tables', 'identities', 'access', 'roadmap'))}"
    for name in ("extracts", "identities"):
        yield from (f"$.warehouse{_at(name, item['id'])[1:]}: {_json(_without(item, 'id'))}" for item in encoded.get(name, []))
    for name in ("access", "roadmap"):
        yield from (f"$.warehouse.{name}[{number}]: {_json(item)}" for number, item in enumerate(encoded.get(name, [])))
    yield COLUMNS
    tables = design.warehouse.tables if design.warehouse else ()
    for table, members in zip(tables, encoded.get("tables", []), strict=True):
        yield f"$.warehouse{_at('tables', table.id)[1:]}: {_json(_without(members, 'id', 'columns'))}"
        yield from (_column(column) for column in table.columns)


def _mapping(mapping: Mapping) -> str:
    others = _without(proposal_members(mapping), "target", "sources", "transform", "reason")
    return f"  {mapping.target} <- {_filling(mapping, others)}"


def _column(column: Column) -> str:
    others = _without(proposal_members(column), "name", "type", "sources", "transform", "reason", "description", "personal")
    return f"  {column.name} {column.type}{' personal' if column.personal else ''} <- {_filling(column, others)}"


def _filling(mapping: Mapping | Column, others: JsonObject) -> str:
    """Return how a target or column is filled, and how sure that is."""
    told = [", ".join(mapping.sources) or "(no source)"]
    if mapping.transform != Copy():
        told.append(_json(encode(mapping.transform)))
    if others:
        told.append(_json(others))
    sure = [f"{mapping.confidence:.2f}"] if mapping.confidence < PLAIN else []
    if mapping.agreement == "disputed":
        sure.append(f"disputed: the offline matcher takes {', '.join(mapping.rivals) or 'another way'}")
    reason = f" ({mapping.reason})" if mapping.confidence < SURE and mapping.reason else ""
    return " | ".join((*told, *([f"{', '.join(sure)}{reason}"] if sure else [])))


def _fixed(name: str, item: JsonObject) -> str:
    return "(fixed) " if is_fixed_record(name, item) else ""


def _plain(item: JsonObject) -> tuple[str, ...]:
    """Return the members of a question that what it fills tells already."""
    return ("about", "why") if "text" in item and "fills" in item else ()


def proposal_members(mapping: Mapping | Column) -> JsonObject:
    """Return the members of a mapping that a proposal may hold."""
    hidden = ("confidence", "status", "proof", "agreement", "rivals")
    return _without(encode(mapping), *hidden)


def _at(name: str, identifier: str) -> str:
    return place_of((name, Named("id", identifier)))


def _without(value: JsonObject, *names: str) -> JsonObject:
    return {key: item for key, item in value.items() if key not in names}


def _json(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
