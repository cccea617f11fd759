"""What a design holds, in words that a clause of a brief can be held against."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from designer.match.operations.business import stem
from designer.model.codec import encode
from designer.names.text import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.model.design import Condition, Design, Flow, Policies

STOP = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "in",
        "on",
        "at",
        "to",
        "for",
        "from",
        "with",
        "by",
        "and",
        "or",
        "but",
        "as",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "it",
        "its",
        "they",
        "them",
        "their",
        "this",
        "that",
        "these",
        "those",
        "there",
        "we",
        "i",
        "you",
        "he",
        "she",
        "our",
        "my",
        "your",
        "his",
        "her",
        "us",
        "please",
        "also",
        "just",
        "then",
        "so",
        "if",
        "when",
        "once",
        "whenever",
        "only",
        "not",
        "no",
        "never",
        "any",
        "all",
        "each",
        "every",
        "new",
        "one",
        "should",
        "must",
        "shall",
        "may",
        "can",
        "will",
        "would",
        "has",
        "have",
        "had",
        "do",
        "does",
        "did",
        "get",
        "gets",
        "got",
        "want",
        "wants",
        "need",
        "needs",
        "into",
        "onto",
        "up",
        "out",
        "about",
        "some",
        "more",
        "than",
        "same",
        "who",
        "which",
        "what",
        "where",
        "whose",
        "too",
        "very",
        "still",
        "already",
        "again",
        "both",
        "either",
    ]
)
"""Words that tell nothing of a field or a record."""
PROSE = frozenset(
    {
        "title",
        "reason",
        "note",
        "purpose",
        "description",
        "when",
        "why",
        "found",
        "sample",
        "rivals",
        "proof",
        "agreement",
        "status",
        "using",
        "name",
    }
)
"""Members whose text was written for a person: a word in them proves nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something that a design holds: in words, and the words by which it is known again."""

    text: str
    known_by: frozenset[str]
    other: frozenset[str] = frozenset()
    """Words of its other side: the sources of a mapping whose target is `known_by`."""
    line: int = 0
    title: str = ""
    """The sentence that it was made of, as far as the design tells; of a question, why it is asked, which may quote one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A design as accounts see it."""

    flows: tuple[Fact, ...]
    mappings: tuple[Fact, ...]
    conditions: tuple[Fact, ...]
    questions: tuple[Fact, ...]
    tables: tuple[Fact, ...]
    values: tuple[str, ...]
    """Every text value, lower case."""
    policies: Policies
    is_guarded: bool
    """A repeated record makes no second one."""
    systems: frozenset[str]
    oldest_seconds: int | None
    """How late a change may be, or how old the data of a warehouse."""

    def holds_value(self, text: str) -> bool:
        """Tell whether a value of the design is or contains a text."""
        said = " ".join(text.lower().split())
        return any(re.search(rf"(?<!\w){re.escape(said)}(?!\w)", value) for value in self.values)


def stems(text: str) -> frozenset[str]:
    """Return the words of a text that tell something, as far as they do not depend on their endings."""
    return frozenset(stem(word) for word in words(text) if word not in STOP and len(word) > 1)


def held_of(design: Design) -> Held:
    """Return what a design holds."""
    return Held(
        flows=tuple(_flow(flow, design) for flow in design.flows),
        mappings=tuple(_mappings(design)),
        conditions=(*_conditions(design), *_access(design)),
        questions=tuple(
            Fact(text=f"asked: {one.text}", known_by=stems(f"{one.text} {one.about}"), title=one.why.lower(), line=one.line)
            for one in design.questions
        ),
        tables=(*_tables(design), *_figures(design)),
        values=tuple(dict.fromkeys(value.lower() for value in _values(design) if value)),
        oldest_seconds=_oldest(design),
        policies=design.policies,
        is_guarded=bool(design.links) or any(step.idempotency.kind != "none" for _, _, step in design.steps()),
        systems=stems(" ".join(system.name for system in design.systems)),
    )


def _oldest(design: Design) -> int | None:
    return design.warehouse.freshness_minutes * 60 if design.warehouse else design.policies.max_delay_seconds


def _flow(flow: Flow, design: Design) -> Fact:
    named = [design.system(identifier) for identifier in (flow.trigger.system, *(step.system for step in flow.steps))]
    keys = [flow.trigger.event, flow.trigger.operation, *(f"{step.operation} {step.semantics} {step.channel}" for step in flow.steps)]
    names = " ".join(system.name for system in named if system)
    return Fact(text=f"flow {flow.id}", title=flow.title.lower(), known_by=stems(f"{' '.join(keys)} {names} create add update {flow.id}"))


def _mappings(design: Design) -> Iterator[Fact]:
    for _, _, _, mapping in design.mappings():
        line = re.search(r"line (\d+)", mapping.reason)
        sources = " ".join(source.partition(":")[2] for source in mapping.sources)
        yield Fact(
            text=f"{mapping.target} <- {', '.join(mapping.sources) or mapping.transform.name}",
            known_by=stems(mapping.target.partition(".")[2]),
            other=stems(f"{sources} {' '.join(_texts(encode(mapping.transform)))}"),
            line=int(line[1]) if line and "brief" in mapping.reason else 0,
        )


def _conditions(design: Design) -> Iterator[Fact]:
    def told(condition: Condition) -> Iterator[Fact]:
        for group in condition.any:
            for one in group.all:
                values = ", ".join(str(value) for value in one.values)
                path = one.source.partition(":")[2]
                yield Fact(text=f"condition {path} {one.op} {values}".strip(), known_by=stems(values) or stems(path), other=stems(path))

    for flow in design.flows:
        yield from told(flow.trigger.condition)
        for step in flow.steps:
            yield from told(step.condition)


def _tables(design: Design) -> Iterator[Fact]:
    if design.warehouse is None:
        return
    for table in design.warehouse.tables:
        columns = " ".join(f"{column.name} {' '.join(column.sources)}" for column in table.columns)
        yield Fact(text=f"table {table.id}", known_by=stems(f"{table.id} {table.grain} {columns}"))


def _access(design: Design) -> Iterator[Fact]:
    teams: dict[str, set[str]] = {}
    for rule in design.warehouse.access if design.warehouse else ():
        teams.setdefault(rule.team, set()).update((rule.table, *rule.columns, *rule.masked))
    for team, seen in teams.items():
        yield Fact(text=f"access of {team}", known_by=stems(f"{team} {' '.join(sorted(seen))}"), other=stems(team))


def _figures(design: Design) -> Iterator[Fact]:
    """Yield what a warehouse tells of money, place, rhythm and size."""
    if design.warehouse is None:
        return
    house = design.warehouse
    if house.budget or house.budget_usd_month:
        yield Fact(
            text="budget held against the estimate", known_by=stems(f"budget month {house.budget} {house.budget_usd_month or 0:.0f}")
        )
    yield Fact(text=f"warehouse on {house.product}", known_by=stems(f"warehouse customer view place table report {house.product}"))
    for reason in design.architecture.reasons:
        yield Fact(text=reason, known_by=stems(reason))


def _values(design: Design) -> Iterator[str]:
    """Yield every value that the design sends, compares or is sent to: those that a brief can name exactly."""
    for _, _, _, mapping in design.mappings():
        yield from _texts({**encode(mapping.transform), "default": mapping.default})
    for flow in design.flows:
        yield flow.trigger.event
        for condition in (flow.trigger.condition, *(step.condition for step in flow.steps)):
            yield from (str(value) for group in condition.any for one in group.all for value in one.values)
        yield from (step.channel for step in flow.steps)
    yield from (str(setting.value) for setting in design.settings if setting.value is not None)
    yield from (str(value) for table in design.tables for row in table.rows for value in (row.key, row.value))
    yield from (alert.to for alert in design.policies.alerts)
    yield design.platform
    if design.warehouse is not None:
        yield from _texts(encode(design.warehouse))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, item in value.items():
            if key not in PROSE:
                yield from _texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, str):
        yield value
