"""Field pairs as people write them: arrows, tables, comma files, `map a to b`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from designer.brief.placeholders import is_placeholder, without_placeholders
from designer.brief.verbs import IMPERATIVE, SHALL, START_WHEN
from designer.model.brief import WishedPair

if TYPE_CHECKING:
    from designer.brief.lines import Line
    from designer.brief.systems import SystemNames

ARROW = re.compile(r"\s*(?:[-=~]{1,3}>+|→|⇒|➜|➔|➡|⟶|⟹|↦|»|>>+)\s*")
BACK = re.compile(r"\s*(?:<[-=]{1,3}(?!>)|←|⇐)\s*")
WORDED = re.compile(
    r"\s+(?:goes? (?:in)?to|go (?:in)?to|maps? (?:on)?to|is mapped to|becomes?|ends up in|should (?:be|go) (?:in)?to|will be|nach|wird zu|in das feld|into|to|as)\s+"
    r"|\s*(?<![<>=!])=(?![=>])\s*|\s*:\s+",
    re.IGNORECASE,
)
MAPPING = re.compile(
    r"\b(?:map|mapping|mapped|match up|zuordnung)\b\s*:?\s*(?P<rest>.+\s(?:to|into|→|->|=>|=|auf|nach)\s.+)$", re.IGNORECASE
)
BULLET = re.compile(r"^\s*(?:[-*•·+–]|\d{1,2}[.)])\s+|^\s*\[[ xX]\]\s+")
NOTE = re.compile(r"\s*(?:\((?P<round>[^()]*)\)|\s[-–—]\s(?P<dash>.+)|;\s*(?P<semicolon>.+)|,\s*(?P<comma>(?:if|only|when|as|in|format|default|converted?|cents|must|both|always|e\.g)\b.*))\s*$", re.IGNORECASE)  # fmt: skip
QUOTED = re.compile(r"^(?:always |constant |fixed |fest |immer |value )?[\"'“‘„`](?P<value>[^\"'”’“`]*)[\"'”’“`]$|^(?:always|constant|fixed(?: value)?|hard-?coded?|immer|fest)\s*:?\s+(?P<bare>[^\s].*)$", re.IGNORECASE)  # fmt: skip
# `priority: urgent/high = High, low = Low`, `status -> stage: won = Closed`: a field and what its values become.
VALUES_OF = re.compile(
    r"^(?P<source>[^:=→>]{2,40}?)(?:\s*(?:→|->|=>|\bto\b)\s*(?P<target>[^:=→>]{2,40}?))?\s*:\s*(?P<rows>\S.*)$", re.IGNORECASE
)
VALUE_ROW = re.compile(r"[^=→>]{1,40}?\s*(?:=|→|->|=>|\bbecomes\b)\s*[^=→>]{1,40}", re.IGNORECASE)
# What stands behind an arrow in notes and is a decision, not a field: `comments? -> later`.
DECIDED = re.compile(r"\s*(?:later|not (?:now|yet|needed|for now)|no|nope|yes|ok|todo|tbd|done|next (?:week|month|quarter|year|phase|sprint)|phase \d|out of scope|später|nein|ja|erledigt)\b", re.IGNORECASE)  # fmt: skip
JOINING = re.compile(r"\s*(?:\+|&|,|\band\b|\bund\b)\s*", re.IGNORECASE)
SENTENCE = re.compile(r"[.!?]\s")
LONGEST_NAME = 7
HAPPENS = re.compile(r"\b[a-z]{3,}ed\b")
FEWEST_WORDS = 4
"""A shorter side with a participle may be a field, like `last updated`."""
SOURCE_HEAD = re.compile(r"\b(?:source|from|von|quelle|old|input)\b", re.IGNORECASE)
TARGET_HEAD = re.compile(r"\b(?:target|to|nach|ziel|destination|new|output)\b", re.IGNORECASE)
NOTE_HEAD = re.compile(
    r"\b(?:notes?|remarks?|comments?|transform\w*|rules?|format|logic|bemerkung|hinweis|conversion|example|required)\b", re.IGNORECASE
)
FIELD_HEAD = re.compile(r"\b(?:fields?|columns?|feld|spalte|attributes?|property|properties)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenPair:
    """A pair as written, and the systems that stood beside its sides, so that its direction can be told later."""

    pair: WishedPair
    left: str = ""
    right: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TableHead:
    """Which column of a table is which, and the systems the columns are named after."""

    source: int = 0
    target: int = 1
    note: int | None = None
    left: str = ""
    right: str = ""


def pair_of_line(line: Line, names: SystemNames, *, mapping: bool) -> tuple[WrittenPair, ...]:
    """Return the pairs that a line states; *mapping*: it stands where field pairs are asked for, so words count as arrows."""
    text = without_placeholders(BULLET.sub("", line.text)).strip(" `|*_.")
    if table := value_table(text, line.number, names):
        return (table,)
    sides = ARROW.split(text)
    if len(sides) > 2:
        return _several(text, line, names, mapping=mapping)
    reverse = False
    if len(sides) == 1 and BACK.search(text):
        sides, reverse = BACK.split(text), True
    if len(sides) == 1 and mapping and not SENTENCE.search(text):
        sides = WORDED.split(text, maxsplit=1)
    if (
        len(sides) != 2
        or any(is_placeholder(side) for side in sides)
        or (not mapping and DECIDED.match(sides[1]))
        or sides[0].endswith("?")
    ):
        return ()
    left, right = sides if not reverse else (sides[1], sides[0])
    if not mapping and not _looks_like_fields(left, right, names):
        return ()
    if names.is_name(left) and names.is_name(right):
        return ()
    return _pairs(left, right, line.number, names)


def _several(text: str, line: Line, names: SystemNames, *, mapping: bool) -> tuple[WrittenPair, ...]:
    """Return the pairs of `subject -> summary, body -> description`; nothing where one part is no pair."""
    parts = [part for part in re.split(r"\s*(?:[,;]\s*(?:and\s+|und\s+)?|\s+(?:and|und)\s+)(?=[^,;]*?(?:[-=~]>|→|⇒|➜))", text) if part]
    if len(parts) < 2:
        return ()
    found = [pair_of_line(line.with_text(part), names, mapping=mapping) for part in parts]
    return tuple(pair for pairs in found for pair in pairs) if all(found) else ()


def value_table(text: str, line: int, names: SystemNames) -> WrittenPair | None:
    """Return the pair of `priority: urgent/high = High, normal = Medium`: the values stand in its note."""
    match = VALUES_OF.match(text)
    rows = re.split(r"\s*[,;]\s*", match["rows"].strip(" .")) if match else []
    if match is None or len(rows) < 2 or not all(VALUE_ROW.fullmatch(row) for row in rows):
        return None
    left_system, source = owner(match["source"].strip(), names)
    right_system, target = owner((match["target"] or source).strip(), names)
    if names.is_name(source) or names.is_name(target):
        return None
    return WrittenPair(
        pair=WishedPair(sources=(source,), target=target, note=", ".join(rows), line=line), left=left_system, right=right_system
    )


def pairs_of_sentence(text: str, line: int, names: SystemNames) -> tuple[WrittenPair, ...]:
    """Return the pairs of `map email to E-Mail, name to Full name`."""
    match = MAPPING.search(text.rstrip(" ."))
    if match is None:
        return ()
    found: list[WrittenPair] = []
    for part in re.split(r"\s*(?:,\s*(?:and\s+)?|;|\band\b(?=[^,;]*\s(?:to|into|→|->)\s))\s*", match["rest"]):
        sides = re.split(r"\s+(?:to|into|auf|nach)\s+|\s*(?:→|->|=>|=)\s*", part, maxsplit=1)
        if len(sides) == 2 and all(0 < len(side.split()) <= LONGEST_NAME for side in sides):
            found += _pairs(sides[0], sides[1], line, names)
    return tuple(found)


def cells(text: str) -> tuple[str, ...]:
    """Return the cells of a table row in Markdown, with tabs, semicolons or commas; empty for what is no row."""
    stripped = text.strip()
    if stripped.startswith("|") or stripped.count("|") >= 2 or re.search(r"\S\s\|\s\S", stripped):
        inner = stripped.removeprefix("|").removesuffix("|") if stripped.startswith("|") else stripped
        return tuple(cell.strip(" `*_") for cell in inner.split("|"))
    for mark in ("\t", ";", ","):
        if mark in text:
            found = tuple(cell.strip(" \"'`") for cell in text.strip(" \r\n").split(mark))
            return found if len(found) >= 2 else ()
    return ()


def is_rule(row: tuple[str, ...]) -> bool:
    """Tell whether a row only draws the line under a table's head."""
    return bool(row) and all(re.fullmatch(r":?-{2,}:?|", cell) for cell in row)


def head_of(row: tuple[str, ...], names: SystemNames) -> TableHead | None:
    """Return the head that a row is, None for a row of values."""
    named = [names.mentions(cell)[0].name if names.mentions(cell) else "" for cell in row]
    kinds = [_column(cell, bool(name)) for cell, name in zip(row, named, strict=True)]
    if sum(kind != "" for kind in kinds) < 2 or len(row) < 2:
        return None
    columns = [index for index, kind in enumerate(kinds) if kind in {"source", "target", "field"}][:2]
    if len(columns) < 2:
        columns = [index for index, kind in enumerate(kinds) if kind != "note"][:2]
    if len(columns) < 2:
        return None
    first, second = columns
    if kinds[first] == "target" or kinds[second] == "source":
        first, second = second, first
    note = next((index for index, kind in enumerate(kinds) if kind == "note"), None)
    return TableHead(source=first, target=second, note=note, left=named[first], right=named[second])


def pairs_of_row(row: tuple[str, ...], head: TableHead, line: int, names: SystemNames) -> tuple[WrittenPair, ...]:
    """Return the pairs of a table row."""
    if max(head.source, head.target) >= len(row):
        return ()
    left, right = row[head.source], row[head.target]
    note = row[head.note] if head.note is not None and head.note < len(row) else " ".join(row[2:] if head.note is None else ())
    if is_placeholder(left) and not is_placeholder(right) and (quoted := QUOTED.match(note.strip())):
        written = _constant(quoted, right, line, names, "")
        return (WrittenPair(pair=written.pair, right=written.right or head.right),)
    if is_placeholder(left) or is_placeholder(right):
        return ()
    found = _pairs(left, right, line, names, note=note.strip())
    return tuple(WrittenPair(pair=one.pair, left=one.left or head.left, right=one.right or head.right) for one in found)


def _column(cell: str, named: bool) -> str:  # noqa: FBT001 - one of two facts about a cell
    if len(cell.split()) > 5:
        return ""
    for kind, pattern in (("note", NOTE_HEAD), ("source", SOURCE_HEAD), ("target", TARGET_HEAD)):
        if pattern.search(cell):
            return kind
    return "field" if named or FIELD_HEAD.search(cell) else ""


def _looks_like_fields(left: str, right: str, names: SystemNames) -> bool:
    """Tell an arrow between fields from an arrow that means `then` or `from here to there`."""
    if any(not 0 < len(NOTE.sub("", side).split()) <= LONGEST_NAME for side in (left, right)):
        return False
    if (
        START_WHEN.match(left)
        or (IMPERATIVE.match(right) and len(right.split()) > 2)
        or SHALL.search(left)
        or re.match(r"\s*(?:every|each|all|new)\b", left, re.IGNORECASE)
    ):
        return False
    if all(names.mentions(side, kinds=False) and HAPPENS.search(side) and len(side.split()) >= FEWEST_WORDS for side in (left, right)):
        return False
    return not (names.is_name(left) or names.is_name(right))


def _pairs(left: str, right: str, line: int, names: SystemNames, *, note: str = "") -> tuple[WrittenPair, ...]:
    left, right = left.strip(" `*_"), right.strip(" `*_.")
    if quoted := QUOTED.match(right):  # `Lead source = "Web"`: the constant stands on the right
        return (_constant(quoted, left, line, names, note),)
    right, written = _noted(right, names)
    left, also = _noted(left, names)
    note = "; ".join(part for part in (note, also, written) if part)
    if quoted := QUOTED.match(left):
        return (_constant(quoted, right, line, names, note),)
    left_system, left = owner(left, names)
    right_system, right = owner(right, names)
    sources = tuple(part.strip(" `\"'") for part in JOINING.split(left) if part.strip())
    targets = tuple(part.strip(" `\"'") for part in re.split(r"\s*(?:\+|&|,)\s*|(?<=\w)\s+(?:and|und)\s+(?=\S+$)", right) if part.strip())
    if not sources or not targets:
        return ()
    return tuple(
        WrittenPair(pair=WishedPair(sources=sources, target=target, note=note, line=line), left=left_system, right=right_system)
        for target in targets
    )


def _constant(quoted: re.Match[str], target: str, line: int, names: SystemNames, note: str) -> WrittenPair:
    system, field = owner(target, names)
    value = quoted["value"] if quoted["value"] is not None else quoted["bare"].strip(" \"'`“”")
    return WrittenPair(pair=WishedPair(sources=(), target=field, constant=value, note=note, line=line), right=system)


def _noted(text: str, names: SystemNames) -> tuple[str, str]:
    """Take the remark off a side; a system in brackets is no remark."""
    match = NOTE.search(text)
    if match is None or match.start() == 0 or (match["round"] and names.is_name(match["round"])):
        return text.strip(), ""
    return text[: match.start()].strip(" `"), next(group for group in match.groups() if group is not None).strip()


def owner(text: str, names: SystemNames) -> tuple[str, str]:
    """Take the system's name off a field, and return both: `HubSpot.email`, `Email (HubSpot)`, `email in HubSpot`."""
    for mention in names.mentions(text.replace(".", " "), kinds=False):
        before, after = text[: mention.start], text[mention.end :]
        rest = f"{before} {after}"
        bare = re.sub(r"\b(?:in|from|of|on)\s*$|^\s*(?:'s|’s)|^[\s.:/]+|[\s.:/]+$|\(\s*\)", "", rest.strip(), flags=re.IGNORECASE).strip(
            " .:/"
        )
        if bare and (not before.strip(" (") or not after.strip(" )")):
            return mention.name, bare
    return "", text
