"""How long it takes to open a document for the first time: read, held against the meta-schema, indexed; beside parsers and validators."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from comparison import Comparison
from documents import github, of_corpus
from measure import Subject
from peers import parsers, probe, validators

if TYPE_CHECKING:
    from collections.abc import Iterator

    from comparison import Bench
    from documents import Document

OF_CORPUS = ("stripe.json", "cloudflare.json", "kubernetes.json", "square.json", "datadog-v2.yaml")
QUICK = ("stripe.json",)
SLOW_ON_LARGE = ("PyYAML CSafeLoader", "openapi-spec-validator")


def documents(bench: Bench) -> tuple[Document, ...]:
    """Return the documents that are opened, the smallest first."""
    if bench.quick:
        return (*(of_corpus(name) for name in QUICK), bench.large)
    return (*(of_corpus(name) for name in OF_CORPUS), github(bench.cache), bench.large)


def compare(bench: Bench) -> Iterator[Comparison]:
    """Yield a comparison for each document."""
    for document in documents(bench):
        ours = Subject(
            name="designer, cold: parse, validate, index",
            command=probe("open", document.path),
            prepared=probe("open", document.path, bench.small.path),
            missing=document.missing,
        )
        warm = replace(ours, name="designer, warm: from the index", cache=bench.warm)
        others = (*parsers(document), ours, warm, *validators(document, bench.peers, bench.why_no_peers))
        yield Comparison(title=f"open {document.title}", subjects=tuple(_in_time(bench, document, subject) for subject in others))


def _in_time(bench: Bench, document: Document, subject: Subject) -> Subject:
    """Leave out of a short run what takes a minute."""
    is_slow = document == bench.large and subject.name in SLOW_ON_LARGE
    return replace(subject, missing="takes too long for a short run") if bench.quick and is_slow else subject
