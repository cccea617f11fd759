"""What is told of one rule, as Markdown: for the page of all rules and for code scanning."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from designer.check.examples import example_of
from designer.files.yaml_text import yaml_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.check.examples import Example
    from designer.check.rulebook import Entry

MARKUP = re.compile(r"([\\*_<\[])")
MEANINGS = {
    "error": "stops rendering",
    "open": "waits for an answer",
    "warning": "likely wrong; does not stop",
    "unverified": "no document can tell",
    "info": "good to know",
}


RECORDS = {
    "systems": "a system", "flows": "a flow", "steps": "a step", "mappings": "a mapping", "settings": "a setting", "links": "a link",
    "questions": "a question", "tables": "a table", "lifecycle": "a row of `lifecycle`", "extracts": "an extract", "columns": "a column",
    "access": "an access rule", "identities": "an identity",
}  # fmt: skip
"""What a record of a list is called."""


def rule_markdown(entry: Entry, *, is_alone: bool = True) -> str:
    """Return advice and example; where the rule stands alone, how to silence it too."""
    return "\n".join([entry.advice, "", *_example(example_of(entry.code)), *(_silencing(entry) if is_alone else ())]) + "\n"


def silencing(code: str) -> str:
    """Return the comment that silences a rule; nothing for one that cannot be silenced."""
    from designer.check.reporting.waivers import NEVER_WAIVED  # noqa: PLC0415 - the same
    from designer.check.rule import RULES  # noqa: PLC0415 - beside its only use

    return f"# designer: ignore {code} reason" if code in RULES and code not in NEVER_WAIVED else ""


def piece_lines(example: Example, piece: str) -> list[str]:
    """Return an example's piece as lines of YAML, below its member's name where it is a plain value."""
    member = _member_of(example)
    if not piece:
        return ["# nothing stands here"]
    return [f"{member}: {piece}"] if member and "\n" not in piece else piece.splitlines()


def piece_words(example: Example) -> str:
    """Return what an example's pieces are, such as `a mapping` or `a step, in part`; nothing where they say it themselves."""
    name, bracket, _ = example.at.rpartition(".")[2].partition("[")
    if not name or _member_of(example):
        return ""
    return (RECORDS.get(name, name) if bracket else f"`{name}`") + (", in part" if example.keeps_rest else "")


def context_lines(example: Example) -> list[str]:
    """Return what else the design holds for an example, as lines of YAML."""
    lines: list[str] = []
    for where, value in example.also:
        holder, _, last = where.removeprefix("$.").rpartition(".")
        name, bracket, _ = last.partition("[")
        lines += [f"# {holder}"] if holder else []
        lines += yaml_text({name: [value] if bracket else value}).splitlines()
    return lines


def _member_of(example: Example) -> str:
    """Return the name of the member that an example's piece is the value of, where the piece is a plain value; else nothing."""
    last = example.at.rpartition(".")[2]
    return last if "[" not in last and ":" not in example.bad and "- " not in example.bad else ""


def _example(example: Example | None) -> Iterator[str]:
    if example is None:
        return
    if example.document:
        yield from _fenced(example.document.splitlines())
    if example.also:
        yield from ("Where the design also holds:", "")
        yield from _fenced(context_lines(example))
    what = f", {piece_words(example)}" if piece_words(example) else ""
    if example.has_pieces:
        yield from (f"Wrong{what}:", "")
        yield from _fenced(piece_lines(example, example.bad))
    yield from ("The check tells:", "", f"> {_quoted(example.says)}", "")
    if example.has_pieces:
        yield from ("Right:", "")
        yield from _fenced(piece_lines(example, example.good))


def _fenced(lines: list[str]) -> Iterator[str]:
    yield from ("```yaml", *lines, "```", "")


def _quoted(text: str) -> str:
    """Return a message of ours as Markdown: its code marks stay, what else could be markup does not."""
    return "`".join(part if number % 2 else MARKUP.sub(r"\\\1", part) for number, part in enumerate(text.split("`")))


def _silencing(entry: Entry) -> Iterator[str]:
    comment = silencing(entry.code)
    if comment:
        yield f"Silence it at one place with `{comment}`, everywhere with `--ignore {entry.code}`."
