"""The words of a message: where a call sends one, an empty text would tell nobody anything."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.model.design import Mapping
from designer.model.question import Question
from designer.model.transform import Template
from designer.names.path import leaf
from designer.names.text import identifier, words
from designer.plan.offline.filling import Filling

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from designer.model.brief import Wish
    from designer.model.spec import Field, SystemSpec
    from designer.plan.offline.source import Source

TEXTS = ("text", "message", "content", "body", "comment")
"""Names of the field that holds what a person will read, the plainest first."""
TITLES = ("name", "title", "subject", "summary", "number")
FEW = 2
"""A body with so many mapped fields is a record that happens to have a text, not a message."""
CONFIDENCE = 0.5


def fill_message(wish: Wish, source: Source, system: SystemSpec, fields: Sequence[Field], *, filled: Collection[str]) -> Filling:
    """Return a text for a call that sends a message and has none, and the question what it shall say.

    Proposed are the brief's own words and what names the record; a person is asked, for only they know what readers need.
    """
    target = _text_field(fields)
    mapped = [path for path in filled if path.startswith("body.")]
    if target is None or f"body.{target.path}" in filled or len(mapped) > FEW:
        return Filling()
    told = " ".join((wish.when or wish.text).split()).rstrip(".")
    names = _naming(source)
    if not names:
        return Filling()
    text = told.replace("{", "{{").replace("}", "}}") + ": {0}"
    mapping = Mapping(
        target=f"body.{target.path}",
        sources=names,
        transform=Template(text=text[:1].upper() + text[1:]),
        confidence=CONFIDENCE,
        reason="a message needs words: those of the brief are proposed, with what names the record",
        status="proposed",
        proof="spec",
    )
    question = Question(
        id=identifier(f"{system.id}_{target.path}"),
        about=f"{system.name}: body.{target.path}",
        text=f"What shall the message in {system.name} say?",
        why="No field of the source is a message; the brief's own words are proposed until it is answered.",
        line=wish.line,
    )
    return Filling(mappings=(mapping,), questions=(question,))


def _text_field(fields: Sequence[Field]) -> Field | None:
    """Return the field at the body's root that holds a message."""
    plain = {words(field.path): field for field in fields if "." not in field.path and "string" in field.types and not field.read_only}
    return next((plain[(name,)] for name in TEXTS if (name,) in plain), None)


def _naming(source: Source) -> tuple[str, ...]:
    """Return the source paths that tell a person which record it is: its title, else its id."""
    named = [(words(leaf(field.path))[-1:], field) for field in source.fields if field.is_leaf and "[]" not in field.path]
    titles = [(field.path.count("."), TITLES.index(last[0]), field.path) for last, field in named if last and last[0] in TITLES]
    best = min(titles, default=None)
    if best is not None:
        return (f"{source.at}{best[2]}",)
    return (source.record_id,) if source.record_id else ()
