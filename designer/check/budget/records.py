"""Calls for one record of a flow: what is certain for every record, and the most that conditions allow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from designer.model.design import Comparison, Condition, Flow, Step

GOES_ON = "continue"


@dataclass(frozen=True, slots=True)
class PerRecord:
    """Calls for one record."""

    least: float = 0.0
    """Calls that each record needs whatever it holds."""
    most: float = 0.0
    """Calls if every condition holds, as far as is told."""
    is_open: bool = False
    """Whether there are more: one for each item of a list, and nobody tells how many it has."""

    def __add__(self, other: PerRecord) -> PerRecord:
        """Return the calls of both."""
        return PerRecord(self.least + other.least, self.most + other.most, self.is_open or other.is_open)


def per_record(flow: Flow, system: str, *, operation: str, items: float | None, each: bool | None = None) -> PerRecord:
    """Return the calls of a flow to a system, or to one of its operations, for one record.

    *items* is how many a list of `for_each` holds, if told; *each* takes only the steps with (or without) such a list.
    """
    total = PerRecord()
    for group, is_exactly_one, is_certain in _groups(flow):
        own = [_calls(step, items) if _is_meant(step, system, operation, each=each) else PerRecord() for step in group]
        least = min(one.least for one in own) if is_exactly_one and is_certain else 0.0
        total += PerRecord(least, max(one.most for one in own), any(one.is_open for one in own))
    return total


def _is_meant(step: Step, system: str, operation: str, *, each: bool | None) -> bool:
    is_call = step.action == "call" and step.system == system and bool(step.operation)
    return is_call and operation in {"", step.operation} and each in {None, bool(step.for_each)}


def _calls(step: Step, items: float | None) -> PerRecord:
    if not step.for_each:
        return PerRecord(1.0, 1.0)
    return PerRecord(items, items) if items is not None else PerRecord(is_open=True)


def _groups(flow: Flow) -> Iterator[tuple[Sequence[Step], bool, bool]]:
    """Yield steps of which at most one runs, whether exactly one does, and whether a record surely comes so far."""
    is_certain = not flow.trigger.condition.any
    group: list[Step] = []
    for step in flow.steps:
        if group and all(_exclude(step.condition, other.condition) for other in group):
            group.append(step)
            continue
        if group:
            yield group, _is_one(group), is_certain
            is_certain = is_certain and not _ends(group)
        group = [step]
    if group:
        yield group, _is_one(group), is_certain


def _ends(group: Sequence[Step]) -> bool:
    """Tell whether a record may come no further than these steps."""
    return any(step.role == "lookup" and step.on_none != GOES_ON for step in group)


def _is_one(group: Sequence[Step]) -> bool:
    """Tell whether exactly one of the steps runs: one without condition, or two that ask for a value and for its absence."""
    if len(group) == 1:
        return not group[0].condition.any
    alone = [step.condition.any[0].all[0] for step in group if len(step.condition.any) == 1 and len(step.condition.any[0].all) == 1]
    return len(alone) == 2 and len(group) == 2 and {one.op for one in alone} == {"empty", "present"}


def _exclude(first: Condition, second: Condition) -> bool:
    """Tell whether two conditions can never hold for the same record."""
    return (
        bool(first.any)
        and bool(second.any)
        and all(any(_contradict(one, other) for one in here.all for other in there.all) for here in first.any for there in second.any)
    )


def _contradict(one: Comparison, other: Comparison) -> bool:
    if one.source != other.source:
        return False
    ops = {one.op, other.op}
    if ops == {"empty", "present"} or ops in ({"empty", "equals"}, {"empty", "in"}):
        return True
    if ops <= {"equals", "in"}:
        return not set(one.values) & set(other.values)
    return ops == {"equals", "not_equals"} and one.values == other.values
