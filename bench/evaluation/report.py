"""Rows as Markdown: planners side by side, in the mean and case by case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.model.finding import SEVERITIES
from evaluation.judging import MEASURES
from evaluation.markdown import NONE, cell, number_of, share_of, table
from evaluation.rounds import rounds
from evaluation.rows import added

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from evaluation.rows import Row

BEGIN, END = "<!-- made by `make eval`: from here -->", "<!-- to here -->"
GROUPS = {
    "api": "corpus, API to API",
    "warehouse": "corpus, into a warehouse",
    "example": "the project's own examples",
    "ours": "the project's own cases",
}
FIGURES = ("operations", "precision", "recall, asked", "recall", "F1", "kind", "constants", "must ask")
BESIDE = "beside"
CACHE = {
    "at once": "reads of the cache counted as if each reply had come at once",
    "by the clock": "reads of the cache counted by the minutes that the replies took, so that what is kept for five was often lost",
}


def section(rows: Sequence[Row]) -> str:
    """Return the generated section with its marks."""
    named = [(_name(row), row) for row in sorted(rows, key=_place)]
    parts = [BEGIN, *_means(rows), *_beside(rows), *_cases(rows), *rounds(named), *_how(rows), *_prompts(rows), END]
    return "\n".join(parts) + "\n"


def replaced(text: str, rows: Sequence[Row]) -> str:
    """Return a file's text with its generated section made anew; without marks it is put at the end."""
    made = section(rows)
    if BEGIN in text and END in text:
        before, _, rest = text.partition(BEGIN)
        return before + made + rest.partition(END)[2].lstrip("\n")
    return f"{text.rstrip()}\n\n{made}" if text.strip() else made


def summary(rows: Sequence[Row]) -> str:
    """Return the means alone, for the terminal."""
    return "\n".join([*_means(rows), *_beside(rows)])


def _means(rows: Sequence[Row]) -> Iterator[str]:
    yield "## In the mean"
    yield ""
    yield from _table(_head(), (_mean(group, name, some) for group, name, some in _grouped(rows)))


def _beside(rows: Sequence[Row]) -> Iterator[str]:
    """Yield the planners side by side on the very cases that more than one of them has designed."""
    names = _planners(rows)
    by_name = {name: {row.case for row in rows if _name(row) == name} for name in names}
    base = next((name for name in names if name == "offline"), "")
    others = [name for name in names if name != base and by_name[name] & by_name.get(base, set())]
    if not base or not others:
        return
    yield "## Side by side, on the same cases"
    yield ""
    lines = [
        _mean(
            f"{len(by_name[base] & by_name[other])} of {other}",
            name,
            [row for row in rows if _name(row) == name and row.case in by_name[other]],
        )
        for other in others
        for name in (base, other)
    ]
    yield from _table(_head(), lines)


def _cases(rows: Sequence[Row]) -> Iterator[str]:
    yield "## Case by case"
    yield ""
    ordered = sorted(rows, key=_place)
    yield from _table(("case", *_head()[1:2], *_head()[3:], "ending"), map(_case, ordered))
    broken = [row for row in ordered if row.message]
    if broken:
        yield "Rows that say why they are short of something:"
        yield ""
        yield from (f"- {row.case}, {_name(row)}: {cell(row.message)}" for row in broken)
        yield ""


def _how(rows: Sequence[Row]) -> Iterator[str]:
    yield "## How the rows were made"
    yield ""
    told: dict[str, list[str]] = {}
    for row in sorted(rows, key=lambda row: row.case):
        told.setdefault(f"{_name(row)}: {_said(row)}", []).append(row.case)
    for words, cases in sorted(told.items()):
        yield f"- {words}: {number_of(len(cases), 'case')}" + (f" ({', '.join(cases)})" if "offline" not in words else "")
    yield ""
    if not any(row.how.kind == "live" for row in rows):
        yield "No row is live: nothing here was sent to the service, and no reply here is one that it gave. Tokens and cost are estimates."
        yield ""


def _prompts(rows: Sequence[Row]) -> Iterator[str]:
    """Yield the prompts that were judged; their texts depend on the case only where a hash differs from case to case."""
    seen: dict[tuple[str, str], dict[str, list[str]]] = {}
    for row in rows:
        for one in row.prompts:
            seen.setdefault((one["id"], one["version"]), {}).setdefault(one["sha256"][:12], []).append(row.case)
    if not seen:
        return
    yield "## Prompts that were judged"
    yield ""
    lines = [
        (name, version, ", ".join(sorted(hashes)) if len(hashes) <= 4 else f"{len(hashes)} renderings", str(sum(map(len, hashes.values()))))
        for (name, version), hashes in sorted(seen.items())
    ]
    yield from _table(("prompt", "version", "sha256 as sent", "times"), lines)


def _head() -> tuple[str, ...]:
    return (
        "cases", "planner", "n", *FIGURES, BESIDE, "errors", "open", "warnings", "questions", "rounds", "fresh", "cached", "out", "$", "s",
    )  # fmt: skip


def _mean(group: str, name: str, rows: Sequence[Row]) -> tuple[str, ...]:
    """Return the line of some rows: shares of all they hold together, the rest by case."""
    total, many = added(rows), max(len(rows), 1)

    def each(values: Iterable[float], places: int = 1) -> str:
        return f"{sum(values) / many:.{places}f}"

    asks = any(row.rounds for row in rows)
    taken = (
        each(row.rounds for row in rows),
        f"{sum(row.fresh_tokens for row in rows) / many:,.0f}",
        f"{sum(row.cached_tokens for row in rows) / many:,.0f}",
        f"{sum(row.output_tokens for row in rows) / many:,.0f}",
        each((row.usd for row in rows), 2),
    )
    return (
        group,
        name,
        str(len(rows)),
        *(share_of(MEASURES[one](total)) for one in FIGURES),
        each(row.counts["extras"] for row in rows),
        *(each(row.findings[one] for row in rows) for one in SEVERITIES[:3]),
        each(row.questions for row in rows),
        *(taken if asks else (NONE,) * 5),
        each(row.seconds for row in rows),
    )


def _case(row: Row) -> tuple[str, ...]:
    asks = row.rounds > 0
    return (
        row.case,
        _name(row),
        *(share_of(MEASURES[one](row.counts)) for one in FIGURES),
        str(row.counts["extras"]),
        *(str(row.findings[one]) for one in SEVERITIES[:3]),
        str(row.questions),
        *(
            (str(row.rounds), f"{row.fresh_tokens:,}", f"{row.cached_tokens:,}", f"{row.output_tokens:,}", f"{row.usd:.2f}")
            if asks
            else (NONE,) * 5
        ),
        f"{row.seconds:.1f}",
        row.ending,
    )


def _place(row: Row) -> tuple[int, str, bool, str]:
    return list(GROUPS).index(row.group), row.case, row.planner != "offline", _name(row)


def _grouped(rows: Sequence[Row]) -> Iterator[tuple[str, str, list[Row]]]:
    for group, words in GROUPS.items():
        for name in _planners(rows):
            some = [row for row in rows if row.group == group and _name(row) == name]
            if some:
                yield words, name, some


def _planners(rows: Sequence[Row]) -> list[str]:
    return sorted({_name(row) for row in rows}, key=lambda name: (name != "offline", name))


def _name(row: Row) -> str:
    """Return how a planner is called in the table: one whose replies were not the model's own is told apart."""
    return row.planner if row.how.kind in {"computed", "live"} else f"{row.planner}, {row.how.kind}"


def _said(row: Row) -> str:
    words = {
        "computed": "computed by the offline planner, no model asked",
        "live": "the live service answered",
        "stand-in": "a stand-in of the service answered from a script",
        "by hand": "each reply was written outside the service",
    }[row.how.kind]
    return words + "".join(
        f", {one}" for one in (row.how.by and f"by {row.how.by}", row.how.day, CACHE.get(row.how.cache, ""), _versions(row)) if one
    )


def _versions(row: Row) -> str:
    """Return the versions of the prompts that a row was made with, but those of its style."""
    told = {one["id"]: one["version"] for one in row.prompts if "/" not in one["id"]}
    return f"prompts {', '.join(' '.join(one) for one in sorted(told.items()))}" if told else ""


def _table(head: Sequence[str], lines: Iterable[Sequence[str]]) -> Iterator[str]:
    return table(head, lines, left={"cases", "case", "planner", "ending", "prompt", "version", "sha256 as sent"})
