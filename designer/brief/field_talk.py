"""Sentences that tell fields: what one always holds, what it falls back to, where a value goes, which fields are enough."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from designer.brief.field_phrases import read_phrases
from designer.brief.field_words import (
    ALSO_CONSTANT,
    AND,
    CONSTANT,
    ENOUGH,
    EQUALS,
    FALLBACK,
    FIELD_NOUNS,
    FIRST_FILLED,
    GOES_INTO,
    HOLDS,
    LISTING,
    NEEDED,
    NO_FIELD,
    NO_VALUE,
    PLACES,
    SERIES,
    SHALL_BE,
    STATES,
    THE,
    TO,
    TRAILING,
    VALUE,
    is_field_name,
)
from designer.brief.figures import delay_seconds, per_day
from designer.brief.pairs import WrittenPair, owner
from designer.brief.verbs import IMPERATIVE, LOOKUP, MODAL, PURPOSE, START_WHEN
from designer.model.brief import WishedPair
from designer.names.text import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from designer.brief.sentences import Sentence
    from designer.brief.systems import SystemNames


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldList:
    """The only fields that shall be carried, and where it says so."""

    names: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldTalk:
    """What sentences tell of fields, and the sentences without it."""

    pairs: tuple[WrittenPair, ...]
    lists: tuple[FieldList, ...]
    sentences: tuple[Sentence, ...]


def read_field_talk(sentences: Iterable[Sentence], names: SystemNames) -> FieldTalk:
    """Take constants, fallbacks, places for values and lists of fields out of the sentences."""
    pairs: list[WrittenPair] = []
    lists: list[FieldList] = []
    kept: list[Sentence] = []
    for sentence in sentences:
        left, fallbacks = _fallbacks(sentence, names)
        left, phrases = read_phrases(left, names)
        left, trailing = _trailing(left, names)
        pairs += (*fallbacks, *phrases, *trailing)
        left, found = _clauses(left, names)
        listed, beside = ((), ()) if found else _listed(left, names)
        pairs += (*found, *beside)
        lists += [FieldList(names=listed, line=left.line)] if listed else []
        if left.text and (not listed or LOOKUP.search(left.text)):
            kept.append(left)
    return FieldTalk(pairs=tuple(pairs), lists=tuple(lists), sentences=tuple(kept))


def _bare(text: str) -> str:
    return text.strip().rstrip(".!").strip()


def _clauses(sentence: Sentence, names: SystemNames) -> tuple[Sentence, tuple[WrittenPair, ...]]:
    """Return the pairs of `project is always SUP, issue type Bug` and what else is said: one clause says it plainly, others follow."""
    if whole := _holding(_bare(sentence.text), sentence.line, names):
        return replace(sentence, text=""), (whole,)
    if series := _series(_bare(sentence.text), sentence.line, names):
        return replace(sentence, text=""), series
    clauses = [part for part in AND.split(_bare(PURPOSE.sub("", sentence.text))) if part]
    plain = [_clause(clause, sentence.line, names) for clause in clauses]
    if not plain or plain[0] is None:
        return sentence, ()
    found = [one or _following(clause, sentence.line, names) for one, clause in zip(plain, clauses, strict=True)]
    left = ", ".join(clause for one, clause in zip(found, clauses, strict=True) if one is None)
    left = left or (sentence.text if LOOKUP.search(sentence.text) else "")
    return replace(sentence, text=left), tuple(one for one in found if one)


def _holding(text: str, line: int, names: SystemNames) -> WrittenPair | None:
    """Return the pair of `the message should hold the deal name and the amount`: one target of several sources."""
    match = HOLDS.match(text)
    if match is None or NO_FIELD.search(match["right"]) or not is_field_name(_named_after(match["right"])):
        return None
    parts = [re.sub(rf"^{THE}", "", part, flags=re.IGNORECASE).strip() for part in AND.split(match["several"])]
    if len(parts) < 2 or any(not part or len(part.split()) > 4 or NO_FIELD.search(part) for part in parts):
        return None
    system, target = owner(_named_after(match["right"]), names)
    sources = tuple(owner(_named_after(part), names)[1] for part in parts)
    return WrittenPair(pair=WishedPair(sources=sources, target=target, line=line), right=system)


def _series(text: str, line: int, names: SystemNames) -> tuple[WrittenPair, ...]:
    """Return the pairs of `Q1 is the email, Q2 = company, Q3 the phone`: every clause must be one."""
    clauses = [SERIES.match(part) for part in AND.split(text) if part]
    if len(clauses) < 2 or not (clauses[0] and clauses[0]["is"]):
        return ()
    if not all(one and is_field_name(one["right"]) and not NO_FIELD.search(one["left"]) for one in clauses):
        return ()
    sides = [(owner(one["left"], names), owner(one["right"], names)) for one in clauses if one]
    return tuple(
        WrittenPair(pair=WishedPair(sources=(left,), target=right, line=line), left=source, right=target)
        for (source, left), (target, right) in sides
    )


def _trailing(sentence: Sentence, names: SystemNames) -> tuple[Sentence, tuple[WrittenPair, ...]]:
    """Take `, and the subject should be the order number` off the end of a sentence that says more than that."""
    text, found = sentence.text, list[WrittenPair]()
    while cuts := list(TRAILING.finditer(text)):
        pair = _clause(_bare(PURPOSE.sub("", text[cuts[-1].end() :])), sentence.line, names)
        if pair is None:
            break
        found.insert(0, pair)
        text = text[: cuts[-1].start()]
    return (replace(sentence, text=text) if found else sentence), tuple(found)


def _clause(clause: str, line: int, names: SystemNames) -> WrittenPair | None:
    return _constant(clause, line, names) or _placed(clause, line, names)


def _constant(clause: str, line: int, names: SystemNames) -> WrittenPair | None:
    if equal := EQUALS.match(clause):
        return _fixed(equal["field"], equal["value"].strip("\"“„”'"), line, names)
    match = CONSTANT.match(clause)
    if match is None or (not match["order"] and IMPERATIVE.match(clause)):
        return None
    field, value = match["field"] or match["field_set"], match["value"].strip()
    told = VALUE.fullmatch(value)
    if told is None or NO_FIELD.search(field) or delay_seconds(clause) is not None or per_day(clause) is not None:
        return None
    if told["bare"] and (NO_VALUE.match(value) or names.mentions(value, kinds=False)):
        return None
    if names.is_name(field) or not (match["order"] or told["quoted"] or _may_hold(field, match["verb"], value)):
        return None
    return _fixed(field, told["quoted"] or told["bare"], line, names)


def _may_hold(field: str, verb: str, value: str) -> bool:
    """Tell whether a bare value can be a constant: `must be Paid` limits records, `is always free` describes them."""
    last = (words(field) or ("",))[-1]
    if re.match(r"must|has to|needs to|muss", verb, re.IGNORECASE):
        return False
    return last in STATES or (is_field_name(field) if value[0].islower() or "always" not in verb.lower() else not last.endswith("s"))


def _following(clause: str, line: int, names: SystemNames) -> WrittenPair | None:
    match = ALSO_CONSTANT.match(clause)
    if match is None or NO_FIELD.search(match["field"]) or names.mentions(clause, kinds=False):
        return None
    return _fixed(match["field"], match["value"].strip("\"“„”'"), line, names)


def _fixed(field: str, value: str, line: int, names: SystemNames) -> WrittenPair:
    system, bare = owner(field, names)
    return WrittenPair(pair=WishedPair(sources=(), target=bare, constant=value, line=line), right=system)


def _fallbacks(sentence: Sentence, names: SystemNames) -> tuple[Sentence, tuple[WrittenPair, ...]]:
    """Return the sentence without its `if it has no name use the e-mail address`, and the pairs that says."""
    found: list[WrittenPair] = []

    def take(match: re.Match[str]) -> str:
        first, second = (match["first"] or match["empty"]).strip(), match["second"].strip(" .")
        if NO_FIELD.search(first) or not is_field_name(first) or re.match(r"default\b", second, re.IGNORECASE):
            return match[0]
        system, field = owner(first, names)
        literal = re.fullmatch(r"[\"“„'](.+)[\"”“']|(\d[\d-]*)", second)
        if literal:
            pair = WishedPair(sources=(field,), target=field, note=f'default "{literal[1] or literal[2]}"', line=sentence.line)
        else:
            pair = WishedPair(sources=(field, owner(second, names)[1]), target=field, note=FIRST_FILLED, line=sentence.line)
        found.append(WrittenPair(pair=pair, left=system))
        return " "

    left = FALLBACK.sub(take, sentence.text)
    return (replace(sentence, text=" ".join(left.split()).strip(" ,;.") if found else sentence.text), tuple(found))


def _placed(clause: str, line: int, names: SystemNames) -> WrittenPair | None:
    """Return the pair of `the customer's id should go into the account number` or `the subject should be the order number`."""
    match = GOES_INTO.match(clause) or SHALL_BE.match(clause)
    if match is None or NO_FIELD.search(match["left"]) or PLACES.search(match["right"]):
        return None
    fields = [is_field_name(_named_after(match[side])) for side in ("left", "right")]
    if not (all(fields) if TO.search(clause) else fields[1] if match.re is SHALL_BE else any(fields)):
        return None
    left_system, left = owner(_named_after(match["left"]), names)
    right_system, right = owner(_named_after(match["right"]), names)
    many = words(left)[-1:] and words(left)[-1] not in FIELD_NOUNS and words(left)[-1].endswith("s")
    if many or re.match(r"(?:new|every|each)\b", left, re.IGNORECASE) or names.mentions(f"{left} {right}", kinds=False):
        return None
    return WrittenPair(pair=WishedPair(sources=(left,), target=right, line=line), left=left_system, right=right_system)


def _named_after(text: str) -> str:
    """Return `project name` for `name of the project`."""
    text = re.sub(r"^(?:the )?(?:field|column|feld|spalte)\s+(?=\S)", "", text.strip(), flags=re.IGNORECASE)
    return re.sub(r"^([\w-]+) (?:of|from) (?:the |our |their )?([\w-]+)$", r"\2 \1", text.strip(), flags=re.IGNORECASE)


def _listed(sentence: Sentence, names: SystemNames) -> tuple[tuple[str, ...], tuple[WrittenPair, ...]]:
    """Return the fields of `name, e-mail and phone are enough`, and the pairs among them: `work email as login`."""
    text = _bare(PURPOSE.sub("", sentence.text))
    said = bool(ENOUGH.search(text) or NEEDED.match(text))
    if START_WHEN.match(text) or re.search(rf"\b{MODAL}\b", NEEDED.sub("", ENOUGH.sub("", text)), re.IGNORECASE):
        return (), ()
    items = [re.sub(rf"^{THE}", "", item, flags=re.IGNORECASE) for item in LISTING.split(NEEDED.sub("", ENOUGH.sub("", text)))]
    items = [part for item in items if item.strip() for part in _shared_head(item.strip())]
    sides = [re.split(r"\s+(?:as|als)\s+(?:the\s+)?", item, maxsplit=1) for item in items]
    if len(items) < 2 or any(len(side.split()) > 3 for pair in sides for side in pair):
        return (), ()
    known = sum(is_field_name(pair[0]) for pair in sides)
    if known * 2 < len(items) or (not said and (known < len(items) or len(items) < 3)):
        return (), ()
    pairs = tuple(
        WrittenPair(pair=WishedPair(sources=(owner(pair[0], names)[1],), target=pair[1], line=sentence.line))
        for pair in sides
        if len(pair) == 2
    )
    return tuple(owner(pair[0], names)[1] for pair in sides), pairs


def _shared_head(item: str) -> list[str]:
    """Return `first name` and `last name` for `first + last name`."""
    parts = re.split(r"\s*[+/]\s*", item)
    head = parts[-1].split()[-1]
    return [part if len(part.split()) > 1 or part == parts[-1] or part.lower() in FIELD_NOUNS else f"{part} {head}" for part in parts]
