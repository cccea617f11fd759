"""What a person wrote beside a field pair (`upper case`, `urgent = Highest, high = High`), as a transform."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from designer.brief.field_phrases import TEXT_NOTE
from designer.model.transform import (
    Coalesce,
    Default,
    EnumMap,
    Lookup,
    Lower,
    Scale,
    SplitName,
    Template,
    Transform,
    Trim,
    Upper,
    ValuePair,
)
from designer.names.text import words

if TYPE_CHECKING:
    from designer.model.scalars import Scalar
    from designer.model.spec import Field

VALUE_ROW = re.compile(r"^\s*(?P<source>[^=→>]{1,60}?)\s*(?:=|=>|->|→|becomes)\s*(?P<target>[^=→>]{1,60}?)\s*$")
SPOKEN: tuple[tuple[re.Pattern[str], Transform], ...] = (
    (re.compile(r"upper[- ]?case|capitals", re.IGNORECASE), Upper()),
    (re.compile(r"lower[- ]?case", re.IGNORECASE), Lower()),
    (re.compile(r"first (?:name|word)", re.IGNORECASE), SplitName(part="first")),
    (re.compile(r"(?:last|family) (?:name|word)|surname", re.IGNORECASE), SplitName(part="last")),
    (re.compile(r"cents? to|from cents|minor units?", re.IGNORECASE), Scale(factor="0.01", places=2)),
    (re.compile(r"to cents?|in cents", re.IGNORECASE), Scale(factor="100", places=0, to="integer")),
    (re.compile(r"\btrim", re.IGNORECASE), Trim()),
)
LOOK_UP = re.compile(r"\blook(?:ed)?[- ]?(?:it |them |the \w+ )?up\b|\bnachschlagen\b|\bby (?:its|the) name\b", re.IGNORECASE)
WRITTEN_TEXT = re.compile(rf"^{TEXT_NOTE}\"(?P<text>.*\{{\d\}}.*)\"$")
FILLED = re.compile(r"\bfirst that is (?:filled|set|there)\b", re.IGNORECASE)
FALLBACK = re.compile(
    r"(?:default(?:s to)?|if (?:empty|missing|blank)[,:]?(?: use)?|else)\s*[:=]?\s*[\"“'`]?(?P<value>[^\"”'`]{1,60})", re.IGNORECASE
)


def noted_transform(note: str, sources: tuple[Field, ...], target: Field) -> Transform | None:
    """Return the transform that a note asks for, or None if it asks for none that is known."""
    if text := WRITTEN_TEXT.match(note):
        return Template(text=text["text"])
    if len(sources) > 1 and FILLED.search(note):
        return Coalesce()
    if LOOK_UP.search(note):
        return Lookup()
    rows = _value_rows(note, sources, target)
    if rows:
        return EnumMap(values=rows, unmapped="omit")
    spoken = next((transform for pattern, transform in SPOKEN if pattern.search(note)), None)
    if spoken is not None:
        return spoken
    fallback = FALLBACK.search(note)
    return Default(value=_value(fallback["value"].strip(), target.enum)) if fallback else None


def _value_rows(note: str, sources: tuple[Field, ...], target: Field) -> tuple[ValuePair, ...]:
    known = tuple(value for field in sources for value in field.enum)
    rows = []
    for part in re.split(r"[,;\n]", note):
        match = VALUE_ROW.match(part)
        if match is None:
            continue
        rows += [
            ValuePair(source=_value(source.strip(), known), target=_value(match["target"].strip(), target.enum))
            for source in match["source"].split("/")
            if source.strip()
        ]
    return tuple(rows)


def _value(text: str, known: tuple[Scalar, ...]) -> Scalar:
    """Return the document's own spelling of a value, or the text as the person wrote it."""
    bare = text.strip("\"'“”`")
    return next((value for value in known if words(str(value)) == words(bare)), bare)
