"""The field pairs of a brief, wherever they stand, and the wish that each belongs to."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from designer.brief.field_phrases import TEXT_NOTE
from designer.brief.field_words import FIRST_FILLED
from designer.brief.figures import delay_seconds, per_day
from designer.brief.pairs import (
    ARROW,
    BULLET,
    SENTENCE,
    TableHead,
    WrittenPair,
    cells,
    head_of,
    is_rule,
    pair_of_line,
    pairs_of_row,
    pairs_of_sentence,
)
from designer.brief.placeholders import is_placeholder, without_placeholders
from designer.model.brief import Unread, Wish

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.brief.field_talk import FieldList
    from designer.brief.lines import Line
    from designer.brief.sections import Part
    from designer.brief.systems import SystemNames
    from designer.model.brief import WishedPair

KEY = re.compile(
    r"(?:the |match(?:ing)? |primary |unique |look-?up |dedup\w* )*(?:key|unique|match(?:ing)?|identifier|dedup\w*|schlüssel)(?: field)?",
    re.IGNORECASE,
)
LEFT_OUT = re.compile(r"\b(?:not needed|not required|skip|ignore|leave out|drop|n/a|entfällt|nicht nötig)\b", re.IGNORECASE)
MAPPED = ("mapping", "", "trigger", "notes", "problem", "data_format")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """All pairs in order, the lines they stood on, and the lines that look like pairs and are none."""

    pairs: tuple[WrittenPair, ...]
    taken: frozenset[int]
    unread: tuple[Unread, ...]
    lists: tuple[FieldList, ...] = ()

    def rest(self, part: Part) -> tuple[Line, ...]:
        """Return the lines of a part that hold no pairs."""
        return tuple(replace(line, text="") if line.number in self.taken else line for line in part.lines)


def read_mapping(parts: Sequence[Part], names: SystemNames) -> Mapping:
    """Read pairs from mapping lines, tables, comma files, arrows anywhere, and `map a to b`."""
    pairs: list[WrittenPair] = []
    taken: set[int] = set()
    unread: list[Unread] = []
    for part in parts:
        if part.key not in MAPPED:
            continue
        head: TableHead | None = None
        width = 0
        for line in part.lines:
            row = cells(line.text)
            found_head = head_of(row, names) if row and (head is None or len(row) != width) else None
            if found_head is not None and _row_follows(part, line, len(row)):
                head, width = found_head, len(row)
                taken.add(line.number)
                continue
            if head is not None and row and (len(row) == width or "\t" in line.text or "|" in line.text):
                taken.add(line.number)
                pairs += _of_row(row, head, line, names, unread)
                continue
            if not line.text.strip():
                continue
            head = None
            found = _of_line(line, names, mapping=part.key == "mapping")
            if found:
                taken.add(line.number)
                pairs += found
            elif part.key == "mapping" or ("|" in line.text and row):
                taken |= _refused(line, row, unread, mapping=part.key == "mapping")
    return Mapping(pairs=tuple(pairs), taken=frozenset(taken), unread=tuple(unread))


def with_pairs(wishes: tuple[Wish, ...], mapping: Mapping, *, ends: tuple[str, str], said: str = "") -> tuple[Wish, ...]:
    """Give each pair to its wish: the one between its systems, else the last one above it, else the first.

    Without a wish the pairs are one, between the systems that their columns are named after; *said* is what stands around them.
    """
    named = next(((one.left, one.right) for one in mapping.pairs if one.left and one.right and one.left != one.right), ("", ""))
    source, target = ends[0] or named[0], ends[1] or named[1]
    wishes = tuple(replace(wish, source=wish.source or source, target=wish.target or target) for wish in wishes)
    wishes = _with_lists(wishes, mapping.lists)
    if not mapping.pairs:
        return wishes
    first = mapping.pairs[0]
    if not wishes and first.left and first.right and len({one.pair.line for one in mapping.pairs}) == 1 and first.pair.sources:
        field = " ".join(first.pair.sources)
        when, then = f"{first.left} {field}", f"{first.right} {first.pair.target}"
        return (Wish(text=f"{when} → {then}", when=when, then=then, source=first.left, target=first.right, line=first.pair.line),)
    if not wishes:
        text = re.sub(r"\bnot \w+", "", said)[:300]
        wishes = (Wish(text=text, source=source, target=target, line=mapping.pairs[0].pair.line),)
    held: list[list[WishedPair]] = [[] for _ in wishes]
    for written in sorted(mapping.pairs, key=lambda one: one.pair.note == FIRST_FILLED or one.pair.note.startswith(TEXT_NOTE)):
        place, turned = _place(written, wishes)
        if any(_falls_back(written.pair, pairs) for pairs in (held[place], *held)):
            continue
        held[place].append(_turned(written.pair) if turned else written.pair)
    return tuple(_with(wish, tuple(pairs)) for wish, pairs in zip(wishes, held, strict=True))


def _with_lists(wishes: tuple[Wish, ...], lists: tuple[FieldList, ...]) -> tuple[Wish, ...]:
    """Give each list of fields to the last wish above it, else to the first."""
    for listed in lists:
        above = [place for place, wish in enumerate(wishes) if wish.line <= listed.line]
        place = above[-1] if above else 0
        wishes = tuple(
            replace(wish, fields=(*wish.fields, *listed.names)) if number == place else wish for number, wish in enumerate(wishes)
        )
    return wishes


def _falls_back(fallback: WishedPair, held: list[WishedPair]) -> bool:
    """Add a fallback to the pair that already says where the value goes; False where none does."""
    if fallback.note.startswith(TEXT_NOTE):
        own = [place for place, pair in enumerate(held) if len(pair.sources) == 1 and pair.target.lower() == fallback.target.lower()]
        for place in own:
            held[place] = replace(held[place], note=fallback.note)
        return bool(own)
    if fallback.note != FIRST_FILLED:
        return False
    first = fallback.sources[0].lower()
    for number, pair in enumerate(held):
        if len(pair.sources) == 1 and first in {pair.sources[0].lower(), pair.target.lower()}:
            held[number] = replace(pair, sources=(*pair.sources, *fallback.sources[1:]), note=FIRST_FILLED)
            return True
    return False


def _with(wish: Wish, pairs: tuple[WishedPair, ...]) -> Wish:
    """Return the wish with its pairs; one that is marked as the key tells how a record is found again."""
    keys = tuple(f"matched by {pair.target}" for pair in pairs if KEY.fullmatch(pair.note.strip()))
    return replace(wish, pairs=(*wish.pairs, *pairs), lookups=(*wish.lookups, *(key for key in keys if key not in wish.lookups)))


def _place(written: WrittenPair, wishes: tuple[Wish, ...]) -> tuple[int, bool]:
    """Return the wish a pair belongs to, and whether its sides stand the other way round there."""
    for turned, (left, right) in ((False, (written.left, written.right)), (True, (written.right, written.left))):
        if left or right:
            for place, wish in enumerate(wishes):
                if left in {"", wish.source} and right in {"", wish.target}:
                    return place, turned
    above = [place for place, wish in enumerate(wishes) if wish.line <= written.pair.line]
    return (above[-1] if above else 0), False


def _turned(pair: WishedPair) -> WishedPair:
    if len(pair.sources) != 1:
        return pair
    return replace(pair, sources=(pair.target,), target=pair.sources[0])


def _of_row(row: tuple[str, ...], head: TableHead, line: Line, names: SystemNames, unread: list[Unread]) -> tuple[WrittenPair, ...]:
    if is_rule(row):
        return ()
    found = pairs_of_row(row, head, line.number, names)
    if not found and not all(is_placeholder(cell) for cell in row) and not LEFT_OUT.search(row[-1]):
        unread.append(Unread(line=line.number, text=line.text.strip(), why="this row of the mapping has a side without a field"))
    return found


def _of_line(line: Line, names: SystemNames, *, mapping: bool) -> tuple[WrittenPair, ...]:
    found = pair_of_line(line, names, mapping=mapping)
    if found:
        return found
    if mapping and (row := cells(line.text)) and len(row) in {2, 3} and not is_rule(row) and "," not in line.text:
        return pairs_of_row(row, TableHead(), line.number, names)
    return pairs_of_sentence(BULLET.sub("", line.text).strip(), line.number, names)


def _refused(line: Line, row: tuple[str, ...], unread: list[Unread], *, mapping: bool) -> set[int]:
    """Note a line of the mapping that is no pair; prose among them is left to be read as prose."""
    text = without_placeholders(line.text).strip()
    if is_rule(row) or text.startswith("```") or is_placeholder(text.strip("|")):
        return {line.number}
    if not ARROW.search(text) and (SENTENCE.search(f"{text} ") or per_day(text) is not None or delay_seconds(text) is not None):
        return set()
    if len(ARROW.split(text)) > 2:
        unread.append(Unread(line=line.number, text=text, why="more than one arrow: write one pair of fields a line"))
        return {line.number}
    if mapping and ARROW.search(line.text):
        unread.append(Unread(line=line.number, text=line.text.strip(), why="one side of the arrow holds no field"))
    elif mapping and len(text.split()) <= 12:
        unread.append(Unread(line=line.number, text=text, why="no pair of fields; write it as `field in A → field in B`"))
    return {line.number} if mapping else set()


def _row_follows(part: Part, line: Line, width: int) -> bool:
    after = [one for one in part.lines if one.number > line.number and one.text.strip()]
    return bool(after) and len(cells(after[0].text)) in {width, width - 1}
