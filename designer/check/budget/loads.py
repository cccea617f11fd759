"""The calls a day that a design makes to a system, or to one of its operations, with their arithmetic in words."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from designer.check.budget.figures import counted, figure
from designer.check.budget.records import PerRecord, per_record
from designer.check.budget.rhythm import rhythm

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from designer.check.lookup.view import View
    from designer.model.design import Design, Flow, Mapping
    from designer.model.spec import Operation
    from designer.model.warehouse import Extract

RECORD_KINDS = frozenset({"webhook", "poll", "stream", "file", "manual"})
"""Triggers that start once for each record; a schedule starts once for each run."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """Calls a day."""

    least: float = 0.0
    """What the design and the brief tell for certain."""
    most: float = 0.0
    """If every condition holds, as far as is told."""
    is_open: bool = False
    """Whether there are more, whose number nobody tells."""
    by_records: float = 0.0
    """The part of the most that each record makes, which piles up in an outage."""
    words: tuple[str, ...] = ()
    """The terms of the sum: `400 records a day x 2 calls`."""

    def __add__(self, other: Load) -> Load:
        """Return the calls of both."""
        return Load(
            least=self.least + other.least,
            most=self.most + other.most,
            is_open=self.is_open or other.is_open,
            by_records=self.by_records + other.by_records,
            words=(*self.words, *other.words),
        )

    @property
    def arithmetic(self) -> str:
        """Return the sum in words: `400 records a day x 2 calls + 288 polls a day = 1,088 calls a day`."""
        sum_ = " + ".join(self.words)
        if self.is_open:
            return f"{sum_}, so at least {counted(self.least, 'call')} a day" if self.least else sum_
        if self.least == self.most:
            return f"{sum_} = {counted(self.least, 'call')} a day" if "x" in sum_ or len(self.words) > 1 else f"{sum_}"
        return f"{sum_} = {_between(self.least, self.most)} a day"


def load(view: View, system: str, operation: str = "") -> Load:
    """Return what a system gets a day, or one of its operations."""
    total = Load()
    for part in _parts(view, system, operation):
        total += part
    return total


def _parts(view: View, system: str, operation: str) -> Iterator[Load]:
    design = view.design
    yield from _shared(design, system, operation)
    for flow in design.flows:
        trigger = flow.trigger
        if trigger.kind == "poll" and trigger.system == system and operation in {"", trigger.operation}:
            yield from _polled(view, flow)
        if trigger.kind == "schedule":
            yield from _run(design, flow, system, operation)
    for extract in design.warehouse.extracts if design.warehouse else ():
        if extract.system == system and extract.operation and operation in {"", extract.operation}:
            yield from _extracted(view, extract)


def _shared(design: Design, system: str, operation: str) -> Iterator[Load]:
    """Yield what the records make: of each flow that has a figure of its own, and of the others together."""
    items = design.policies.items_per_record
    flows = [flow for flow in design.flows if flow.trigger.kind in RECORD_KINDS]
    for flow in flows:
        if flow.volume_per_day is not None:
            yield from _of_records(flow.volume_per_day, [per_record(flow, system, operation=operation, items=items)])
    others = [flow for flow in flows if flow.volume_per_day is None]
    rest = volume_of(design)
    yield from _of_records(rest, [per_record(flow, system, operation=operation, items=items) for flow in others])


def volume_of(design: Design) -> int | None:
    """Return the records a day of all flows without a figure of their own; none: not told."""
    told = design.policies.volume_per_day
    own = sum(flow.volume_per_day or 0 for flow in design.flows)
    return None if told is None else max(0, told - own)


def _of_records(records: int | None, calls: Sequence[PerRecord]) -> Iterator[Load]:
    """Yield the load of records that are shared among flows in an unknown way: each may go through the cheapest or the dearest."""
    least = min((one.least for one in calls), default=0.0)
    most = max((one.most for one in calls), default=0.0)
    is_open = any(one.is_open for one in calls)
    if not most and not is_open:
        return
    each = _each(least, most, is_open=is_open, is_shared=len(calls) > 1)
    if records is None:
        yield Load(is_open=True, words=(f"{each} for each record, whose number a day is not told",))
        return
    words = f"{counted(records, 'record')} a day x {each}"
    yield Load(least=records * least, most=records * most, is_open=is_open, by_records=records * most, words=(words,))


def _each(least: float, most: float, *, is_open: bool, is_shared: bool) -> str:
    among = " (by flow)" if is_shared and least != most else ""
    if is_open:
        told = f"{_between(least, most)} and one" if most else "one"
        return f"{told} for each item of a list, whose length is not told"
    return f"{_between(least, most)}{among}"


def _between(least: float, most: float) -> str:
    if least == most:
        return counted(most, "call")
    return f"{figure(least)} to {counted(most, 'call')}" if least else f"at most {counted(most, 'call')}"


def _polled(view: View, flow: Flow) -> Iterator[Load]:
    """Yield the calls of a poller: one for each page of each run."""
    trigger, often = flow.trigger, rhythm(flow.trigger.schedule)
    if often is None or not trigger.operation:
        return
    polls = often.runs_per_day
    volume = flow.volume_per_day if flow.volume_per_day is not None else volume_of(view.design)
    size = page_size(view.operation(trigger.system, trigger.operation), trigger.mappings)
    pages = max(1, math.ceil(volume / polls / size)) if volume is not None and size else 1
    is_whole = trigger.cursor is None or not trigger.cursor.parameter
    least = polls if len(view.design.flows) > 1 or is_whole else polls * pages
    of_pages = f" x {pages} pages" if pages > 1 and least > polls else ""
    words = f"{figure(polls)} {'poll' if polls == 1 else 'polls'} a day{of_pages}"
    if is_whole:
        told = f"{words}, each of the whole list, whose length is not told"
        yield Load(least=polls, most=polls, is_open=True, words=(told,))
    else:
        yield Load(least=least, most=polls * pages, words=(words,))


def page_size(operation: Operation | None, mappings: Sequence[Mapping]) -> int | None:
    """Return how many records a page holds: as the design asks for, else as many as the document allows; none: not told."""
    paging = operation.paging if operation else None
    if paging is None or not paging.size_parameter:
        return None
    target = f"{paging.location}.{paging.size_parameter}"
    asked = next((getattr(mapping.transform, "value", None) for mapping in mappings if mapping.target == target), None)
    return int(str(asked)) if str(asked).isdigit() and int(str(asked)) > 0 else paging.max_size


def _run(design: Design, flow: Flow, system: str, operation: str) -> Iterator[Load]:
    """Yield the calls of a flow that a schedule starts: some once for each run, those of `for_each` once for each record."""
    often = rhythm(flow.trigger.schedule)
    if often is None:
        return
    once = per_record(flow, system, operation=operation, items=None, each=False)
    if once.most:
        runs = often.runs_per_day
        words = f"{figure(runs)} {'run' if runs == 1 else 'runs'} a day x {_each(once.least, once.most, is_open=False, is_shared=False)}"
        yield Load(least=runs * once.least, most=runs * once.most, words=(words,))
    records = flow.volume_per_day if flow.volume_per_day is not None else design.policies.volume_per_day
    yield from _of_records(records, [per_record(flow, system, operation=operation, items=1.0, each=True)])


def _extracted(view: View, extract: Extract) -> Iterator[Load]:
    """Yield the calls of an extract: one for each page of each run, of what is new or of the whole."""
    often = rhythm(extract.schedule)
    if often is None:
        return
    runs, operation = often.runs_per_day, view.operation(extract.system, extract.operation)
    is_whole = not (extract.cursor and extract.cursor_parameter)
    records = extract.records if is_whole else extract.records_per_day
    size = extract_page_size(operation, extract)
    if records is None or not size:
        told = f"loads of {extract.id} a day, of one page at least" if runs != 1 else f"load of {extract.id} a day, of one page at least"
        yield Load(least=runs, most=runs, is_open=True, words=(f"{figure(runs)} {told}",))
        return
    pages = max(1, math.ceil(records / size if is_whole else records / runs / size))
    of_what = f"{counted(records, 'record')}{'' if is_whole else ' a day'} in pages of {size:,}"
    words = f"{figure(runs)} loads of {extract.id} a day x {counted(pages, 'page')} ({of_what})"
    yield Load(least=runs * pages, most=runs * pages, words=(words,))


def extract_page_size(operation: Operation | None, extract: Extract) -> int | None:
    """Return how many records a page of an extract holds; none: not told."""
    paging = operation.paging if operation else None
    if paging is None or not paging.size_parameter:
        return None
    target = f"{paging.location}.{paging.size_parameter}"
    asked = next((str(one.value) for one in extract.parameters if one.target == target and one.value is not None), "")
    return int(asked) if asked.isdigit() and int(asked) > 0 else paging.max_size
