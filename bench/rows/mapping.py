"""How long it takes to match the fields of two records, a pair of ordinary size and one of the largest."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from comparison import Comparison
from documents import of_corpus
from measure import Subject
from peers import probe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from comparison import Bench


class Pair(NamedTuple):
    """Two records, each by its document and what stands behind it in an address of `designer map`."""

    title: str
    source: tuple[str, str]
    target: tuple[str, str]


ORDINARY = Pair(
    "Asana's task to Google's event",
    ("asana.yaml", "::GET /tasks/{task_gid}"),
    ("googleapis-calendar.yaml", "::POST /calendars/{calendarId}/events"),
)
LARGEST = Pair("Stripe's invoice to Xero's", ("stripe.json", "#/components/schemas/invoice"), ("xero-accounting.yaml", "::PUT /Invoices"))


def compare(bench: Bench) -> Iterator[Comparison]:
    """Yield the first run of a process, which reads the dictionary and every word for the first time, and a second one beside it."""
    yield Comparison(title="match the fields of two records", subjects=tuple(_subjects(bench, (ORDINARY, LARGEST))))


def _subjects(bench: Bench, pairs: tuple[Pair, ...]) -> Iterator[Subject]:
    for pair in pairs:
        source, target = of_corpus(pair.source[0]), of_corpus(pair.target[0])
        missing = source.missing or target.missing
        first = probe("match", f"{source.path}{pair.source[1]}", f"{target.path}{pair.target[1]}")
        yield Subject(name=f"{pair.title}, first run", command=first, cache=bench.warm, missing=missing)
        yield Subject(name=f"{pair.title}, again", command=(*first, "again"), cache=bench.warm, missing=missing)
