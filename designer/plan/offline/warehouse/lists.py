"""The lists of a system and which of them the brief wants: what the brief calls by name, else what the system is about."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from designer.match.operations.ranking import rank_operations
from designer.names.text import singular, words
from designer.plan.offline.records import items_path
from designer.plan.offline.warehouse.vocabulary import core_table, core_tables, holds, nouns_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from designer.model.brief import Brief
    from designer.model.spec import Catalog, Operation, SystemSpec
    from designer.plan.offline.warehouse.vocabulary import CoreTable


def _listed(names: str) -> frozenset[str]:
    return frozenset(names.split())


MOST_UNASKED = 5
"""Lists taken from a system when the brief names no records: its main ones."""
LIKELY = 0.4
"""A ranked operation below this score is about something else."""
WRAPPERS = _listed("data item result value record entry list content object element row resource response")
"""Names of a page's array that say nothing of its records."""
NO_NOUNS = _listed("""
    api rest v cursor incremental export all search list page json crm objects object query id basic default core public
    openapi swagger spec specification oas schema document
""")
"""Words of a path that name no records."""
DEEDS = (
    ("payment", _listed("bought buy purchased paid pay spent spend ordered revenue turnover")),
    ("ticket", _listed("complained complain complaint asked reported")),
    ("message", _listed("wrote written emailed mailed")),
)
"""What people do, and a noun of the records that tell of it: `what they bought` are payments."""
COMMON = _listed("list report record month week day system team dashboard field export table view data goal")
"""Words that a brief uses of itself: a system's list of that name must be asked for among the data kinds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """A list operation and what its records are called."""

    operation: Operation
    noun: str
    """In the singular; of several words where the path has them (`credit note`)."""


def wanted_collections(brief: Brief, catalog: Catalog, system: SystemSpec) -> tuple[Collection, ...]:
    """Return the lists of a system that the brief wants, in the order in which it names them."""
    known = _collections(system)
    kinds = _kinds(brief)
    chosen = [one for kind in kinds for one in _named(kind, known, system=system)]
    chosen = chosen or [one for kind in kinds for one in _meant(nouns_in(kind), _trade_tables(system), known)]
    if not kinds:
        said = nouns_in(_prose(brief)) - COMMON
        tables = _trade_tables(system)
        named = [best for noun in sorted({one.noun for one in known} & said) if (best := _best(noun, known))]
        done = [one for noun, verbs in DEEDS if said & verbs for one in _meant(frozenset({noun}), tables, known)]
        done += _meant(said, tuple(table for table in tables if table.id == "customers"), known) if done else []
        ours = {noun for table in tables for noun in table.nouns}
        # What is done there tells the records; a noun of another trade is then a word of the sentence only.
        chosen = [*(one for one in named if not done or one.noun in ours), *done]
    chosen = chosen or _ranked(catalog, system, "; ".join(kinds) or _prose(brief), known) or _main(known)
    return tuple({one.operation.key: one for one in chosen if items_path(catalog, one.operation)}.values())


def _kinds(brief: Brief) -> tuple[str, ...]:
    told = brief.warehouse.data_kinds if brief.warehouse else ()
    return tuple(part.strip() for kind in told for part in re.split(r",|;|/|&|\band\b|\bplus\b", kind) if part.strip())


def _prose(brief: Brief) -> str:
    wishes = [text for wish in brief.wishes for text in (wish.text, wish.when, wish.then)]
    told = [*brief.warehouse.goals, *(team.needs for team in brief.warehouse.teams)] if brief.warehouse else []
    return "\n".join(text for text in (brief.goal, *wishes, *told) if text) or brief.text


def _collections(system: SystemSpec) -> tuple[Collection, ...]:
    found = [
        Collection(operation=one, noun=noun) for one in system.operations if _is_list(one) and (noun := noun_of(one, title=system.title))
    ]
    singles = {one.path.rstrip("/").rpartition("/")[0] for one in system.operations if one.path.rstrip("/").endswith("}")}
    return tuple(sorted(found, key=lambda one: _rank(one, singles)))


def _is_list(operation: Operation) -> bool:
    return (
        operation.in_spec and operation.method == "GET" and operation.success is not None and not operation.path.rstrip("/").endswith("}")
    )


def noun_of(operation: Operation, *, title: str = "") -> str:
    """Return what a list's records are called, in the singular: by the array, the path, the tag, else file and *title*."""
    items = words((operation.paging.items_path if operation.paging else "").replace("[]", "").rpartition(".")[2])
    if items and singular(items[-1]) not in WRAPPERS:
        return " ".join((*items[:-1], singular(items[-1])))
    for part in reversed([part for part in operation.path.split("/") if part and "{" not in part]):
        said = [word for word in words(part.partition(".")[0]) if word not in NO_NOUNS and not word.isdigit()]
        if said:
            return " ".join((*said[:-1], singular(said[-1])))
    file = PurePosixPath(operation.file).name.partition(".")[0]
    last_words = (words(text)[-1:] for text in (*operation.tags, file, title))
    return next((singular(last[0]) for last in last_words if last and last[0] not in NO_NOUNS and not last[0].isdigit()), "")


def _rank(one: Collection, singles: set[str]) -> tuple[int, ...]:
    """Order the lists of one noun: no ids in the path, named in it, in pages, telling what is new, with a read of one, near the root."""
    operation = one.operation
    return (
        operation.deprecated,
        operation.path.count("{"),
        one.noun not in nouns_in(operation.path.replace("/", " ")),
        operation.paging is None,
        "incremental" not in operation.path.lower(),
        operation.path.rstrip("/") not in singles,
        operation.path.count("/"),
        len(operation.path),
    )


def _best(noun: str, known: Iterable[Collection]) -> Collection | None:
    return next((one for one in known if one.noun == noun), None)


def _named(kind: str, known: tuple[Collection, ...], *, system: SystemSpec) -> list[Collection]:
    """Return the lists that a data kind names, else the one that holds what it means in this system (users for customers)."""
    said = nouns_in(kind)
    exact = [best for noun in dict.fromkeys(one.noun for one in known) if noun in said and (best := _best(noun, known))]
    if exact:
        return exact
    # A customer may be called a user; an order is no deal: what happened stands in for something else only where the brief
    # says no more than its kind.
    return _meant(said, tuple(table for table in _trade_tables(system) if table.match or table.kind in said), known)


def _trade_tables(system: SystemSpec) -> tuple[CoreTable, ...]:
    """Return the core tables that a system may fill: those of its trade where that is known (an issue tracker's users are no customers)."""
    trade = holds(system.name)
    return tuple(table for table in core_tables() if not trade or table.kind in trade)


def _meant(said: frozenset[str], tables: Iterable[CoreTable], known: tuple[Collection, ...]) -> list[Collection]:
    """Return the likeliest list of the first table that one of the words belongs in."""
    spoken = [table for table in tables if said & set(table.nouns)]
    found = (best for table in spoken[:1] for noun in table.nouns if (best := _best(noun, known)) and "{" not in best.operation.path)
    return list(next(((one,) for one in found), ()))


def _ranked(catalog: Catalog, system: SystemSpec, text: str, known: tuple[Collection, ...]) -> list[Collection]:
    by_key = {one.operation.key: one for one in known}
    ranked = rank_operations(catalog, system.name, text=text, role="extract", limit=5)
    return [by_key[found.operation.key] for found in ranked[:1] if found.score >= LIKELY and found.operation.key in by_key]


def _main(known: tuple[Collection, ...]) -> list[Collection]:
    """Return the lists that need no id: those that belong in the core model before the others."""
    first = {one.noun: one for one in reversed(known) if "{" not in one.operation.path and one.operation.paging is not None}
    ordered = sorted(first.values(), key=lambda one: (core_table(one.noun) is None, one.operation.path.count("/"), one.operation.path))
    return ordered[:MOST_UNASKED]
