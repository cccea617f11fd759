"""Fields told inside sentences: a text put before one (`prefix the title with [INC]`), a value used as one (`the number as external id`)."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from designer.brief.field_words import NO_FIELD, PLACES, is_field_name
from designer.brief.pairs import WrittenPair, owner
from designer.model.brief import WishedPair
from designer.names.text import words

if TYPE_CHECKING:
    from designer.brief.sentences import Sentence
    from designer.brief.systems import SystemNames

TEXT_NOTE = "text "
"""How the note of a pair begins whose target holds a text around its source: `text "[INC] {0}"`."""
_QUOTED = r"[\"“„`](?P<{0}>[^\"”“`]{{1,40}})[\"”“`]"
_THE = r"(?:(?:the|their|its|his|her|our)\s+)?"
_END = r"(?=\s*(?:[,;.]|$|so\b|because\b|and\b))"
PREFIX = re.compile(
    rf"(?:,?\s*\b(?:and|then|please)\s+)*\b(?:prefix|start|begin)\s+{_THE}(?P<field>[\w-]+(?: [\w-]+)?)\s+with\s+"
    rf"(?:{_QUOTED.format('quoted')}|(?P<bare>\[[^\]]{{1,30}}\]|[A-Z0-9][\w-]*:?))",
    re.IGNORECASE,
)
LED = re.compile(
    rf"(?:^|,\s*|\band\s+){_THE}(?P<field>[\w-]+(?: [\w-]+)?)\s+(?:is|should be|must be|shall be|=)\s+{_QUOTED.format('quoted')}"
    rf"\s*(?:and|\+|plus|followed by|then)\s+{_THE}(?P<source>[\w'’-]+(?: [\w'’-]+){{0,2}}?){_END}",
    re.IGNORECASE,
)
AS = re.compile(
    rf"(?:^|,\s*|\band\s+)(?:(?:i|we)(?:['’]d)? (?:also )?(?:want|need|would like|like)|use|put|write|send|store|save|keep|take)\s+"
    rf"{_THE}(?P<source>[\w'’-]+(?: [\w'’-]+){{0,3}}?)\s+as\s+(?:an? |{_THE})(?P<field>[\w-]+(?: [\w-]+){{0,2}}?){_END}",
    re.IGNORECASE,
)


def read_phrases(sentence: Sentence, names: SystemNames) -> tuple[Sentence, tuple[WrittenPair, ...]]:
    """Return the sentence without its phrases about fields, and the pairs that they say."""
    found: list[WrittenPair] = []

    def take(match: re.Match[str]) -> str:
        pair = _led(match, sentence.line) if match.re is not AS else _as(match, sentence.line, names)
        if pair is None:
            return match[0]
        found.append(WrittenPair(pair=pair))
        return " "

    text = sentence.text
    for pattern in (LED, PREFIX, AS):
        text = pattern.sub(take, text)
    return (replace(sentence, text=" ".join(text.split()).strip(" ,;.")) if found else sentence), tuple(found)


def _led(match: re.Match[str], line: int) -> WishedPair | None:
    """Return the pair of a text that stands before a value; without a source of its own the field's usual one follows."""
    said = match["quoted"] or match.groupdict().get("bare") or ""
    source = _plain(match.groupdict().get("source") or match["field"])
    if NO_FIELD.search(match["field"]) or NO_FIELD.search(source) or not is_field_name(match["field"]):
        return None
    gap = "" if said.endswith((" ", "-", "/", "#")) else " "
    text = said.replace("{", "{{").replace("}", "}}")
    return WishedPair(sources=(source,), target=match["field"].strip(), note=f'{TEXT_NOTE}"{text}{gap}{{0}}"', line=line)


def _as(match: re.Match[str], line: int, names: SystemNames) -> WishedPair | None:
    left, right = _plain(match["source"]), match["field"].strip()
    if NO_FIELD.search(left) or NO_FIELD.search(right) or PLACES.search(right) or names.mentions(f"{left} {right}", kinds=False):
        return None
    known = {"id", "key", "code", "number", "reference", "link", "url"}
    if not all(is_field_name(side) or set(words(side)[-1:]) & known for side in (left, right)):
        return None
    return WishedPair(sources=(owner(left, names)[1],), target=right, line=line)


def _plain(text: str) -> str:
    """Return `incident description` for `incident's description`."""
    return re.sub(r"['’]s\b", "", text).strip()
