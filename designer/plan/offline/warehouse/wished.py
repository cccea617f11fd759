"""Columns as the brief wants them called: its field pairs rename what staging holds; what nobody holds is asked about."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from designer.model.question import Question
from designer.names.path import leaf
from designer.names.text import identifier, words
from designer.plan.offline.warehouse.staging import KEYS

if TYPE_CHECKING:
    from designer.model.brief import Brief, WishedPair
    from designer.model.warehouse import Column, ModelTable
    from designer.plan.offline.warehouse.staging import Staged


def named_as_wished(brief: Brief, staged: tuple[Staged, ...]) -> tuple[tuple[Staged, ...], tuple[Question, ...]]:
    """Return the staging tables with the names that the field pairs give, and a question for each pair that names no field."""
    pairs = [pair for wish in brief.wishes for pair in wish.pairs if len(pair.sources) == 1 and pair.constant is None]
    named = {words(pair.sources[0]): identifier(pair.target) for pair in pairs}
    renamed = tuple(replace(one, table=_renamed(one.table, named)) for one in staged)
    held = {said for one in staged for column in one.table.columns for said in _said(column)}
    return renamed, tuple(_question(pair) for pair in pairs if staged and words(pair.sources[0]) not in held)


def _renamed(table: ModelTable, named: dict[tuple[str, ...], str]) -> ModelTable:
    taken = {column.name for column in table.columns}
    changed: dict[str, str] = {}
    for column in table.columns:
        wanted = next((named[said] for said in _said(column) if said in named), "")
        if wanted and wanted not in taken:
            changed[column.name] = wanted
            taken.add(wanted)
    columns = tuple(
        replace(column, name=changed[column.name], reason="; ".join(part for part in ("the brief names it", column.reason) if part))
        if column.name in changed
        else column
        for column in table.columns
    )
    return replace(table, columns=columns, tests=tuple(_test(test, changed) for test in table.tests))


def _said(column: Column) -> tuple[tuple[str, ...], ...]:
    """Return how a person may call the field that a column holds: by its own name, its whole path, or the column's name."""
    if column.name in KEYS or not column.sources:
        return ()
    path = column.sources[0].partition(":")[2]
    return words(leaf(path)), words(path), words(column.name)


def _test(test: str, changed: dict[str, str]) -> str:
    kind, _, rest = test.partition(":")
    column, mark, values = rest.partition(":")
    return f"{kind}:{changed.get(column, column)}{mark}{values}"


def _question(pair: WishedPair) -> Question:
    return Question(
        id=f"column_{identifier(pair.target)}",
        about=f"column {pair.target}",
        text=f"Which field of which system is {pair.sources[0]}, wanted as {pair.target}?",
        why="No record that is read has a field of that name.",
        line=pair.line,
    )
