"""How long it takes to find something in a document that was opened before, whatever its size."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from comparison import Comparison
from documents import github, of_corpus
from measure import Subject, run
from peers import probe

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from comparison import Bench
    from documents import Document

WORDS = "create a customer"


def compare(bench: Bench) -> Iterator[Comparison]:
    """Yield the comparisons of documents by size, the smallest first, in process and as commands."""
    between = (of_corpus("stripe.json"),) if bench.quick else (of_corpus("stripe.json"), github(bench.cache))
    every = [(document, _middle(bench, document)) for document in (bench.small, *between, bench.large)]
    yield Comparison(
        title="warm: open, find an operation",
        subjects=tuple(_probe(bench, document, "find", key, why=why) for document, (key, why) in every),
    )
    yield Comparison(
        title="warm: open, find an operation, read its fields",
        subjects=tuple(_probe(bench, document, "fields", key, why=why) for document, (key, why) in every),
    )
    yield Comparison(
        title=f"warm: open, search “{WORDS}”",
        subjects=tuple(_probe(bench, document, "search", WORDS, why=why) for document, (_, why) in every),
    )
    yield Comparison(
        title="warm, as a command: `designer specs show FILE OPERATION`",
        subjects=tuple(_command(bench, document, "specs", "show", document.path, key, why=why) for document, (key, why) in every),
    )
    yield Comparison(
        title=f"warm, as a command: `designer search FILE “{WORDS}”`",
        subjects=tuple(_command(bench, document, "search", document.path, WORDS, why=why) for document, (_, why) in every),
    )


def _middle(bench: Bench, document: Document) -> tuple[str, str]:
    """Return the operation nearest to the document's middle, and why there is none."""
    if document.missing:
        return "", document.missing
    bench.tell(f"{document.name}: its middle operation")
    done = run(Subject(name="", command=probe("middle", document.path)), limit=3 * bench.budget.limit)
    return ("", done) if isinstance(done, str) else (done.said, "")


def _probe(bench: Bench, document: Document, name: str, wanted: str, *, why: str) -> Subject:
    bare = probe(name, document.path, wanted)
    return Subject(name=document.title, command=bare, prepared=(*bare, str(bench.small.path)), cache=bench.warm, missing=why)


def _command(bench: Bench, document: Document, *arguments: str | Path, why: str) -> Subject:
    command = (sys.executable, "-m", "designer", *(str(argument) for argument in arguments))
    return Subject(name=document.title, command=command, cache=bench.warm, said=_lines, missing=why)


def _lines(printed: str) -> str:
    return f"{len(printed.splitlines())} lines"
