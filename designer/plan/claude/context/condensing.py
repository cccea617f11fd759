"""A draft in fewer words: what is plain is named only, so that a model reads what needs a judgement."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from designer.model.design import source_parts, target_parts
from designer.model.transform import Copy
from designer.names.path import leaf, normal
from designer.names.text import words
from designer.plan.claude.context.budget import taking
from designer.plan.claude.context.fencing import one_line
from designer.plan.claude.pricing.tokens import about_tokens
from designer.plan.claude.proposal.drafting import HEAD, draft_text
from designer.plan.offline.selection import ACCEPT

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.model.design import Design, Flow, Mapping, Step
    from designer.model.warehouse import Column, ModelTable, Warehouse

LONGEST_NAME = 60
LONGEST_GOAL, LONGEST_TITLE = 300, 120
"""Characters of a goal and of a flow's title, which are mostly the brief's own sentences."""
MOST_NAMES = 40
FEW = 4
"""Mappings of a step that are not worth being told otherwise."""
FIRST = ("$.questions", "$.settings", "$.links", "$.architecture", "$.policies")
"""What stands at a draft's end and must not fall off it."""
LONGEST_LINE = 900
"""Characters of a line in a draft that no other way makes short enough."""


class Condensed(NamedTuple):
    """A draft with something left out, and what was."""

    design: Design
    notes: tuple[str, ...] = ()


@dataclass
class _Seen:
    """Mappings that were shown already, each with the step that shows it."""

    at: dict[tuple[object, ...], str] = field(default_factory=dict)


def condensed_text(design: Design, *, tokens: int) -> str:
    """Return a draft in at most so many tokens: whole if it fits, else with ever more of what is sure named only."""
    made = _without_repeats(_without_prose(design))
    text = _text(made)
    for shorten in STAGES:
        if about_tokens(text) <= tokens:
            return text
        made = shorten(made)
        text = _text(made)
    if about_tokens(text) <= tokens:
        return text
    lines = sorted(text.split("\n"), key=lambda line: not line.startswith(FIRST) and line not in made.notes)
    cut = [line if len(line) <= LONGEST_LINE else one_line(line, LONGEST_LINE) for line in lines]
    taken = taking(cut, tokens=tokens - 30)
    return taken.text + f"\n({taken.left_out} more lines are left out here; they are in the design.)" if taken.left_out else taken.text


def _text(made: Condensed) -> str:
    """Return the draft with its notes, without the words on how it is to be read: those stand outside the fence."""
    return "\n".join((draft_text(made.design).removeprefix(HEAD).lstrip("\n"), *made.notes))


def _without_prose(design: Design) -> Condensed:
    """Leave out what components are for, and notes and `why`, which say what stands beside them; cut the brief's own words."""
    flows = tuple(
        replace(flow, title=one_line(flow.title, LONGEST_TITLE), lifecycle=tuple(replace(row, note="") for row in flow.lifecycle))
        for flow in design.flows
    )
    questions = tuple(replace(question, why="") for question in design.questions)
    components = tuple(replace(one, title="", purpose="") for one in design.architecture.components)
    architecture = replace(design.architecture, components=components)
    goal = one_line(design.goal, LONGEST_GOAL)
    return Condensed(replace(design, goal=goal, flows=flows, questions=questions, architecture=architecture))


def _without_repeats(made: Condensed) -> Condensed:
    """Leave out mappings that an earlier step shows just so: flows of one wish often share a dozen."""
    seen = _Seen()
    notes: list[str] = []
    flows = tuple(
        replace(flow, steps=tuple(_without_repeats_of(flow, step, seen, notes) for step in flow.steps)) for flow in made.design.flows
    )
    return Condensed(replace(made.design, flows=flows), (*made.notes, *notes))


def _without_repeats_of(flow: Flow, step: Step, seen: _Seen, notes: list[str]) -> Step:
    kept: list[Mapping] = []
    repeated: dict[str, list[str]] = {}
    for mapping in step.mappings:
        key = (step.system, mapping.target, mapping.sources, mapping.transform, mapping.write, mapping.when_empty)
        if key in seen.at and mapping.confidence >= ACCEPT:
            repeated.setdefault(seen.at[key], []).append(mapping.target)
        else:
            seen.at.setdefault(key, f"{flow.id}.{step.id}")
            kept.append(mapping)
    notes.extend(f"{flow.id}.{step.id} fills just as {other} does: {_names(targets)}." for other, targets in repeated.items())
    return replace(step, mappings=tuple(kept))


def _plain_staging(made: Condensed) -> Condensed:
    """Count the sure columns of staging tables: they copy what their extract reads."""
    warehouse = made.design.warehouse
    counts = {table.id: sum(map(_is_sure, table.columns)) for table in warehouse.tables if table.layer == "staging"} if warehouse else {}
    if warehouse is None or not any(counts.values()):
        return made
    tables = tuple(replace(table, columns=_unsure(table)) if table.id in counts else table for table in warehouse.tables)
    told = ", ".join(f"{table} {count}" for table, count in counts.items())
    note = f"Columns of staging tables that are sure are left out here ({told}): each copies a field of its extract, with the field's name."
    return _with(made, replace(warehouse, tables=tables), note)


def _plain_access(made: Condensed) -> Condensed:
    """Leave out the lists of columns that a team may see of a table, and tell once which are masked."""
    warehouse = made.design.warehouse
    listed = {number: rule for number, rule in enumerate(warehouse.access) if len(rule.columns) > 3} if warehouse else {}
    if warehouse is None or not listed:
        return made
    access = tuple(replace(rule, columns=(), masked=()) if number in listed else rule for number, rule in enumerate(warehouse.access))
    masked = list(dict.fromkeys(column for rule in listed.values() for column in rule.masked))
    numbers = ", ".join(map(str, listed))
    note = f"Of access {numbers} the columns are left out here; they are in the design. Masked in some of them: {_names(masked) or 'none'}."
    return _with(made, replace(warehouse, access=access), note)


def _plain_survivorship(made: Condensed) -> Condensed:
    warehouse = made.design.warehouse
    if warehouse is None or not any(identity.survivorship for identity in warehouse.identities):
        return made
    identities = tuple(replace(identity, survivorship=()) for identity in warehouse.identities)
    orders = {order.order for identity in warehouse.identities for order in identity.survivorship}
    told = "; ".join(sorted(" > ".join(order) for order in orders))
    return _with(
        made, replace(warehouse, identities=identities), f"Survivorship is left out here; it is in the design, in these orders: {told}."
    )


def _plain_marts(made: Condensed) -> Condensed:
    return _plain_tables(made, lambda table: table.layer == "mart", "taken from the tables below it")


def _plain_core(made: Condensed) -> Condensed:
    return _plain_tables(made, lambda table: table.layer == "core", "taken from staging tables")


def _plain_copies(made: Condensed) -> Condensed:
    """Name the sure mappings that copy a field of the same name."""
    return _plain_steps(made, _is_namesake, "from fields of the same name")


def _plain_mappings(made: Condensed) -> Condensed:
    """Name the sure mappings of steps that have many."""
    return _plain_steps(made, lambda _: True, "surely")


def _plain_steps(made: Condensed, is_plain: Callable[[Mapping], bool], how: str) -> Condensed:
    notes: list[str] = []

    def shortened(flow: Flow, step: Step) -> Step:
        sure = [mapping for mapping in step.mappings if mapping.confidence >= ACCEPT and is_plain(mapping)]
        if len(sure) <= FEW:
            return step
        notes.append(f"{flow.id}.{step.id} also fills, {how}: {_names([mapping.target for mapping in sure])}.")
        return replace(step, mappings=tuple(mapping for mapping in step.mappings if mapping not in sure))

    flows = tuple(replace(flow, steps=tuple(shortened(flow, step) for step in flow.steps)) for flow in made.design.flows)
    return Condensed(replace(made.design, flows=flows), (*made.notes, *notes))


def _is_namesake(mapping: Mapping) -> bool:
    """Tell whether a mapping copies one field to another of the same name, from the same kind of object."""
    if len(mapping.sources) != 1 or mapping.transform != Copy():
        return False
    source, target = (words(leaf(normal(path))) for path in (source_parts(mapping.sources[0])[1], target_parts(mapping.target)[1]))
    return bool(source) and source == target and "[" not in mapping.sources[0]


def _plain_reasons(made: Condensed) -> Condensed:
    """Leave out the descriptions, tests and staging keys of tables, and why a column is filled as it is."""
    warehouse = made.design.warehouse
    if warehouse is None:
        return made
    tables = tuple(
        replace(table, description="", tests=(), keys=_keys(table), columns=tuple(replace(one, reason="") for one in table.columns))
        for table in warehouse.tables
    )
    return _with(
        made,
        replace(warehouse, tables=tables),
        "Tests and descriptions of tables, keys of staging tables and reasons of columns are left out here; they are in the design.",
    )


def _keys(table: ModelTable) -> tuple[str, ...]:
    return () if table.layer == "staging" else table.keys


STAGES: tuple[Callable[[Condensed], Condensed], ...] = (
    _plain_staging,
    _plain_access,
    _plain_survivorship,
    _plain_reasons,
    _plain_marts,
    _plain_core,
    _plain_copies,
    _plain_mappings,
)
"""What is left out, the plainest first."""


def _plain_tables(made: Condensed, is_meant: Callable[[ModelTable], bool], what: str) -> Condensed:
    warehouse = made.design.warehouse
    if warehouse is None:
        return made
    notes: list[str] = []
    tables = []
    for table in warehouse.tables:
        sure = [column for column in table.columns if _is_sure(column)] if is_meant(table) else []
        if sure:
            notes.append(f"{table.id} has {len(sure)} more columns, {what}: {_names([column.name for column in sure])}.")
            table = replace(table, columns=_unsure(table))  # noqa: PLW2901 - the table as it is shown
        tables.append(table)
    return _with(made, replace(warehouse, tables=tuple(tables)), *notes)


def _with(made: Condensed, warehouse: Warehouse, *notes: str) -> Condensed:
    return Condensed(replace(made.design, warehouse=warehouse), (*made.notes, *notes))


def _unsure(table: ModelTable) -> tuple[Column, ...]:
    return tuple(column for column in table.columns if not _is_sure(column))


def _is_sure(column: Column) -> bool:
    return column.confidence >= ACCEPT


def _names(names: list[str]) -> str:
    more = len(names) - MOST_NAMES
    told = ", ".join(one_line(name, LONGEST_NAME) for name in names[:MOST_NAMES])
    return f"{told} and {more} more" if more > 0 else told
