"""What must be asked about the extracts: ways in, keys, changes that a cursor misses. One question each, however many systems."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.model.question import Question
from designer.names.path import leaf
from designer.names.text import singular, words
from designer.plan.offline.warehouse.extracts import WRAPPERS
from designer.plan.offline.warehouse.vocabulary import plural

if TYPE_CHECKING:
    from collections.abc import Iterable

    from designer.plan.offline.warehouse.core import Core
    from designer.plan.offline.warehouse.extracts import Extracted

NAMED = 8
STAFF = {"agent", "admin", "administrator", "staff", "employee", "internal", "operator", "owner", "team_member"}


def extract_questions(sources: tuple[Extracted, ...], *, counted: frozenset[str] = frozenset()) -> tuple[Question, ...]:
    """Return the questions about the extracts, grouped by what is missing; how many there are of a *counted* noun is not asked."""
    uncounted = tuple(source for source in sources if singular(source.noun.lower()) not in counted)
    before = (_ways_in, _keys, _open_objects, _changes)
    asked = (*(one(sources) for one in before), _whole(uncounted), _money(sources), _staff(sources))
    return tuple(question for question in asked if question)


def identity_questions(core: Core) -> tuple[Question, ...]:
    """Ask by what records of several systems meet where they share no key, and what ids of other systems name."""
    return (*_unmet(core), *_external_ids(core))


def _external_ids(core: Core) -> tuple[Question, ...]:
    table = core.table("customers")
    column = next((one for one in table.columns if one.name == "external_id"), None) if table else None
    if column is None or len(column.sources) < 2:
        return ()
    names = _listed(source.partition(":")[0] for source in column.sources)
    question = Question(
        id="external_ids",
        about="table customers: external_id",
        text=f"Do the external ids in {names} name records of one and the same system, and of which?",
        why="If they do, customers meet by them even without an e-mail address; if not, the same id stands for two people.",
        candidates=("they name the customers of our own shop or application", "they name different things: do not match by them"),
    )
    return (question,)


def _unmet(core: Core) -> tuple[Question, ...]:
    return tuple(
        Question(
            id=f"{table}_identity",
            about=f"table {table}",
            text=f"By what are the {table} of {_listed(systems)} known to be the same?",
            why="Their documents show no field that they share, so each record stays a row of its own.",
            candidates=("an id of one system kept in the other", "a list kept by hand", "they need not meet"),
        )
        for table, systems in core.unmet
    )


def _ways_in(sources: tuple[Extracted, ...]) -> Question | None:
    closed = [source.system.name for source in sources if not source.extract.operation and not source.extract.file]
    if not closed:
        return None
    return Question(
        id="extract_operations",
        about=f"systems: {_listed(closed)}",
        text=f"How can {_listed(closed)} be read?",
        why="No document at hand describes a list of their records, so nothing of them is loaded yet.",
        candidates=(
            "an OpenAPI document: add it to the brief",
            "a ready connector of dlt or Airbyte",
            "a database or file export",
            "leave it out for now",
        ),
    )


def _keys(sources: tuple[Extracted, ...]) -> Question | None:
    nameless = [source.extract.id for source in sources if source.fields and not source.extract.primary_key]
    if not nameless:
        return None
    return Question(
        id="extract_keys",
        about=f"extracts: {_listed(nameless)}",
        text=f"Which field names a record of {_listed(nameless)}?",
        why="Without a key a changed record is added again instead of replaced, and the core model leaves the table out.",
    )


def _open_objects(sources: tuple[Extracted, ...]) -> Question | None:
    """Ask for the members of objects that the document leaves open: most of what such a record holds."""
    found = [source.extract.id for source in sources for field in source.fields if field.free_form and field.path in WRAPPERS]
    if not found:
        return None
    return Question(
        id="open_objects",
        about=f"extracts: {_listed(found)}",
        text=f"Which fields do the records of {_listed(found)} hold in your account?",
        why="Their document leaves them open, so none of them has a column yet, and customers cannot meet by them.",
        candidates=("a schema or a sample record laid at that place: --object NAME:POINTER=FILE",),
    )


def _changes(sources: tuple[Extracted, ...]) -> Question | None:
    blind = [source.extract.id for source in sources if source.extract.cursor_parameter and not source.tells_changes]
    if not blind:
        return None
    return Question(
        id="changed_records",
        about=f"extracts: {_listed(blind)}",
        text=f"How shall changes of old records of {_listed(blind)} be noticed?",
        why="Their lists tell only when a record was made: a later change (a refund, a new address) is not among the new ones.",
        candidates=("read the last 90 days again every night", "read the whole again every night", "listen to the system's events"),
    )


def _whole(sources: tuple[Extracted, ...]) -> Question | None:
    whole = [source.extract.id for source in sources if source.fields and not source.extract.cursor_parameter]
    if not whole:
        return None
    return Question(
        id="whole_reads",
        about=f"extracts: {_listed(whole)}",
        text=f"How many records do {_listed(whole)} hold?",
        why="Their lists take no moment from which to read, so every page is read each time: many records need many calls.",
        candidates=(
            "fewer than 10,000: read the whole each time",
            "more: read the whole once a night",
            "more: use the system's search by date of change",
        ),
    )


def _money(sources: tuple[Extracted, ...]) -> Question | None:
    unclear = [
        source.system.name
        for source in sources
        if not source.in_smallest_unit and source.core and source.core.kind == "transaction" and _counts_whole(source)
    ]
    if not unclear:
        return None
    return Question(
        id="money_unit",
        about=f"systems: {_listed(unclear)}",
        text=f"Does {_listed(unclear)} count money in whole units or in cents?",
        why="Its document gives amounts as whole numbers and does not say; guessed wrongly, every figure is a hundred times off.",
        candidates=("in the smallest unit (cents)", "in whole units"),
    )


def _staff(sources: tuple[Extracted, ...]) -> Question | None:
    """Ask who is a customer where a system keeps its own staff among its users."""
    for source in sources:
        for field in source.fields:
            values = tuple(str(value) for value in field.enum)
            if source.core and source.core.id == "customers" and set(values) & STAFF and "[]" not in field.path:
                return Question(
                    id="customer_roles",
                    about=f"extract {source.extract.id}: {field.path}",
                    text=f"Which {plural(source.noun)} of {source.system.name} are customers: {', '.join(values)}?",
                    why="Its list holds your own people too; counted as customers they spoil every figure per customer.",
                    candidates=tuple(value for value in values if value not in STAFF),
                )
    return None


def _counts_whole(source: Extracted) -> bool:
    return any(set(field.types) == {"integer"} and set(words(leaf(field.path))) & {"amount", "total", "price"} for field in source.fields)


def _listed(names: Iterable[str]) -> str:
    known = list(dict.fromkeys(names))
    told = known[:NAMED] + ([f"{len(known) - NAMED} more"] if len(known) > NAMED else [])
    return told[0] if len(told) == 1 else f"{', '.join(told[:-1])} and {told[-1]}"
