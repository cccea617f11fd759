"""The page of all rules, docs/RULES.md: made from the code, so that it tells what the check does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.check.reporting.waivers import NEVER_WAIVED
from designer.check.rulebook import families, family_title
from designer.show.rule_texts import MEANINGS, rule_markdown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.check.rulebook import Entry

BEGINNING = """# The rules of the check

Made from the code by `make docs`; `designer rules CODE` tells the same on a terminal.

`designer check design.yaml` holds a design against the documents of its systems. Each finding names one of these rules.

| severity | meaning |
|---|---|
"""
SILENCING = """
A comment in design.yaml silences a rule for its place and all below it: `# designer: ignore CODE reason`, at the end of a line (that
place) or on a line of its own (the next place). What it silences is counted as waived, and shown. `--ignore CODE` leaves a rule out of a
run, `--select CODE` asks for some alone; both take beginnings of codes too. A secret cannot be silenced ({never}).
"""


def rules_page() -> str:
    """Return the page as Markdown."""
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    yield BEGINNING + "\n".join(f"| {severity} | {meaning} |" for severity, meaning in MEANINGS.items())
    yield SILENCING.format(never=", ".join(NEVER_WAIVED))
    grouped = families()
    for family, entries in grouped.items():
        yield f"- [{family_title(family)}](#{family.lower()}): {len(entries)}"
    for family, entries in grouped.items():
        yield from ("", f'<a id="{family.lower()}"></a>', "", f"## {family_title(family)}", "")
        yield from ("| code | severity | rule |", "|---|---|---|")
        yield from (f"| [{entry.code}](#{entry.code.lower()}) | {entry.severity} | {_cell(entry.title)} |" for entry in entries)
        for entry in entries:
            yield from _entry(entry)


def _entry(entry: Entry) -> Iterator[str]:
    yield from ("", f"### {entry.code}", "", f"*{entry.severity}*", "")
    yield rule_markdown(entry, is_alone=False).rstrip("\n")


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
