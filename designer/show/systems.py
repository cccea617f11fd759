"""Lists for a person: the systems that were added, those that vendors publish, and what the cache holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.show.console import Line, row
from designer.show.fitting import cells, padded, shortened
from designer.show.objects import is_of_objects
from designer.show.safe import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from designer.files.cache import Kept
    from designer.show.console import Tone
    from designer.specs.known import Known

CONTENTS = {
    "indexes": "index", "verdicts": "verdict", "downloads": "download", "stamps": "known hash", "words": "word list",
    "templates": "compiled template",
}  # fmt: skip


def system_lines(systems: Sequence[Known]) -> Iterator[Line]:
    """Yield each system with version, operations, day and document; how to add one where there is none."""
    if not systems:
        yield Line("No system was added yet.", "warning")
        yield Line("Add one by a name that is well known, or by its document:")
        yield Line("  designer specs add stripe")
        yield Line("  designer specs add crm crm-openapi.yaml")
        yield Line("  designer specs vendors", "quiet")
        return
    wide = max(cells(one_line(known.registered.name)) for known in systems)
    for known in systems:
        name = padded(one_line(known.registered.name), wide)
        yield row((f"{name}  ", "title"), *_told(known))
        yield from (Line(f"  {place}", "quiet", hang=0) for place in _places(known))


def cache_lines(folder: Path, kept: Sequence[Kept], *, cleared: bool) -> Iterator[Line]:
    """Yield where the cache is and what it holds, or held."""
    size = sum(one.size for one in kept)
    place = one_line(str(folder))
    if cleared:
        yield Line(f"Cleared {place}: {_size(size)}", "good")
    else:
        yield Line(f"{place}: {_size(size) if any(one.count for one in kept) else 'empty'}")
    for one in kept:
        if one.count:
            yield Line(f"  {_counted(one.count, CONTENTS[one.name])}, {_size(one.size)}", "quiet")


def _told(known: Known) -> Iterator[tuple[str, Tone]]:
    if known.spec is None:
        yield known.fault, "error"
        return
    spec = known.spec
    yield "an object" if is_of_objects(spec) else _counted(len(spec.operations), "operation"), ""
    if spec.events:
        yield f", {_counted(len(spec.events), 'event')}", ""
    if spec.version:
        yield f", version {shortened(one_line(spec.version), 30)}", ""


def _places(known: Known) -> Iterator[str]:
    for document in known.registered.documents:
        fetched = f" (fetched {one_line(document.fetched)})" if document.fetched else ""
        yield f"{one_line(document.address) or one_line(document.description.path)}{fetched}"


def _counted(number: int, noun: str) -> str:
    many = f"{noun}es" if noun.endswith(("x", "sh")) else f"{noun}s"
    return f"{number:,} {noun if number == 1 else many}"


def _size(size: int) -> str:
    if size < 1000:
        return f"{size} bytes"
    return f"{size / 1000:,.0f} kB" if size < 1_000_000 else f"{size / 1_000_000:,.1f} MB"
