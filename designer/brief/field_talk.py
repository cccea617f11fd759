"""Sentences that tell fields: what one always holds, what it falls back to, where a value goes, which fields are enough."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from designer.brief.figures import delay_seconds, per_day
from designer.brief.pairs import WrittenPair, owner
from designer.brief.verbs import IMPERATIVE, LOOKUP, MODAL, PURPOSE, START_WHEN
from designer.model.brief import WishedPair
from designer.names.text import words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from designer.brief.sentences import Sentence
    from designer.brief.systems import SystemNames

FIRST_FILLED = "the first that is filled"
"""Note of a pair whose later sources stand in for an empty first one."""

_THE = r"(?:(?:the|their|its|his|her|an?|our|der|die|das|den|dem|im|ins)\s+)?"
_FIELD = rf"{_THE}(?P<field>[\w-]+(?:\s[\w-]+){{0,3}}?)"
CONSTANT = re.compile(
    rf"^(?:and\s+|also\s+|und\s+)?(?:{_FIELD}\s+(?P<verb>(?:is|are|=|stays?|ist|bleibt)\s+(?:always|fixed|fest|immer)|(?:should|must|has to|needs to|shall|will|soll|muss)\s+(?:always\s+|immer\s+)?be|always|immer)\s+"
    rf"|(?P<order>set|fix|put)\s+{_FIELD.replace('field', 'field_set')}\s+(?:always\s+)?(?:to|as|on|=)\s+)"
    r"(?:(?:always|set to|fixed to|equal to)\s+)?(?P<value>\S.*)$",
    re.IGNORECASE,
)
ALSO_CONSTANT = re.compile(rf"^(?:and\s+|und\s+)?{_FIELD}\s*(?:\s|=|:|\bis\b)\s*(?P<value>[\"“„'][^\"”“']+[\"”“']|[A-Z0-9][\w-]*)$")
# `project = OPS`: only a value that can be no field's name.
EQUALS = re.compile(rf"^{_FIELD}\s*=\s*(?P<value>[\"“„'][^\"”“']+[\"”“']|[A-Z0-9][A-Z0-9_-]*)$")
VALUE = re.compile(r"[\"“„'`](?P<quoted>[^\"”“'`]{1,60})[\"”“'`]|(?P<bare>[\w.#-]+(?:\s[\w.#-]+){0,2})")
NO_VALUE = re.compile(
    r"^(?:(?:the|a|an|our|their|its|same|as|in|on|at|by|from|with|within|for|to|not|no|up|more|less|one|there|able|only|fine|ok|okay|unique|empty|optional|required|correct|right|safe|done|visible"
    r"|possible|available|enough|easy|fast|real[- ]?time|instant|automatic\w*|manual\w*|like|of|der|die|das|ein\w*|nicht)\b|[a-z]+(?:ed|ing|ly)\b|(?:writt|tak|giv|chos|brok|hidd|driv|tak)en\b|ge\w+(?:en|t)\b)",
)
NO_FIELD = re.compile(
    r"\b(?:it|this|that|they|there|we|i|you|everything|nothing|all|sync\w*|delay|volume|frequency|latency|updates?|integration|connection|result|which|who|what|someone|one|each|every|records?|these|those)\b",
    re.IGNORECASE,
)
STATES = {
    "status",
    "state",
    "stage",
    "type",
    "priority",
    "category",
    "source",
    "origin",
    "channel",
    "currency",
    "language",
    "kind",
    "owner",
    "project",
    "queue",
}
FALLBACK = re.compile(
    rf"(?:^|[;,.(]\s*|\b(?:and|but|und)\s+)(?:if|when|where|wenn|falls)\s+(?:[^,;.]*?\b(?:has|have|is|hat|there'?s|there is|got)\s+(?:no|keine?n?)\s+(?P<first>[\w-]+(?:\s[\w-]+)??)"
    rf"|{_THE}(?P<empty>[\w-]+(?:\s[\w-]+){{0,2}}?)\s+(?:is|ist)\s+(?:empty|missing|blank|not (?:set|given|filled|there)|leer))"
    rf"\s*,?\s+(?:then\s+|dann\s+|just\s+|please\s+|we\s+)*(?:use|take|fall back to|fill in|put|nimm|nehmen|verwende\w*)\s+(?:wir\s+)?{_THE}(?P<second>[\"“„']?[\w@.+-]+(?:\s[\w@.+-]+){{0,2}}?[\"”“']?)"
    r"(?:\s+(?:instead|there|stattdessen))?\s*(?=[.;,)]|$)",
    re.IGNORECASE,
)
GOES_INTO = re.compile(
    rf"^(?:and\s+|also\s+)?{_THE}(?P<left>[\w'’-]+(?:\s[\w'’-]+){{0,4}}?)\s+(?:(?:should|must|shall|needs? to|has to|have to|can|will|soll|muss)\s+)?"
    rf"(?:go(?:es)?|be (?:written|stored|saved|kept|put|mapped|copied)|is (?:stored|kept|saved)|land|kommt|kommen|gehört)\s+(?:in(?:to)?|to|ins?)\s+{_THE}(?P<right>[\w'’-]+(?:\s[\w'’-]+){{0,3}}?)(?:\s+(?:field|feld))?$",
    re.IGNORECASE,
)
SHALL_BE = re.compile(
    r"^(?:and\s+|also\s+)?(?:the|its|their|der|die|das)\s+(?P<right>[\w'’-]+(?:\s[\w'’-]+){0,4}?)\s+(?:should|must|shall|has to|needs to|will|soll|muss)\s+(?:be|have|contain|hold|show|get|be set to|be filled with)\s+"
    r"(?:the|its|their|der|die|das)\s+(?P<left>[\w'’-]+(?:\s[\w'’-]+){0,4}?)(?:\s+(?:in (?:it|there)|there))?$",
    re.IGNORECASE,
)
HOLDS = re.compile(
    r"^(?:the|its|their|der|die|das)\s+(?P<right>[\w'’-]+(?:\s[\w'’-]+){0,3}?)\s+(?:should|must|shall|has to|needs to|soll|muss)\s+(?:have|contain|hold|show|include)\s+(?P<several>[^.;:]+)$",
    re.IGNORECASE,
)
TO = re.compile(r"\b(?:goes?|go|land|kommt|kommen)\s+to\b", re.IGNORECASE)
AND = re.compile(r"\s*(?:[,;]\s*(?:and\s+|und\s+)?|\s(?:and|und)\s)")
TRAILING = re.compile(r"\s*[,;]\s*(?:and\s+|und\s+)?(?=(?:the|its|their|der|die|das)\s)", re.IGNORECASE)
PLACES = re.compile(
    r"\b(?:systems?|tables?|sheets?|channels?|queues?|tools?|apps?|folders?|boards?|inbox|warehouse|database|spreadsheets?|lists?)$",
    re.IGNORECASE,
)
ENOUGH = re.compile(
    r"\s+(?:(?:is|are|would be|will be)\s+)?(?:all (?:we|i|they) (?:really )?need|all (?:that is|that's) needed|enough|sufficient|will do|suffices?|only|reich(?:t|en)|genüg(?:t|en))"
    r"(?:\s+(?:for now|to start(?: with)?|for us|erstmal))?$",
    re.IGNORECASE,
)
NEEDED = re.compile(
    r"^(?:(?:we|i|they|wir)\s+(?:only|just|really|nur)?\s*(?:need|want|care about|brauchen)|(?:please\s+)?(?:only|just|nur)|nothing but|(?:the\s+)?fields?(?:\s+(?:are|we need))?\s*:?)\s+(?:only\s+|just\s+|nur\s+)?",
    re.IGNORECASE,
)
LISTING = re.compile(r"\s*(?:,\s*(?:and\s+|und\s+)?|;|\b(?:and|und|plus)\b|&)\s*", re.IGNORECASE)
FIELD_NOUNS = frozenset(
    words(
        "name firstname lastname surname email mail phone mobile cell telephone fax address street city town zip postcode country region state title department company organisation organization "
        "status priority subject summary description body text message amount total price quantity sku date birthday number id reference currency tags tag labels notes note url link website owner manager "
        "assignee reporter recipient memo birthdate amounts comment comments plan usertyp reference salutation anrede abteilung language vat tax discount stage category type source login username role size color colour weight telefon telefonnummer adresse anschrift strasse ort plz land betrag nummer datum vorname "
        "nachname firma titel beschreibung betreff kundennummer rechnungsadresse lieferadresse handy menge preis"
    )
)


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
        left, trailing = _trailing(left, names)
        pairs += (*fallbacks, *trailing)
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
    parts = [re.sub(rf"^{_THE}", "", part, flags=re.IGNORECASE).strip() for part in AND.split(match["several"])]
    if len(parts) < 2 or any(not part or len(part.split()) > 4 or NO_FIELD.search(part) for part in parts):
        return None
    system, target = owner(_named_after(match["right"]), names)
    sources = tuple(owner(_named_after(part), names)[1] for part in parts)
    return WrittenPair(pair=WishedPair(sources=sources, target=target, line=line), right=system)


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


def is_field_name(text: str) -> bool:
    """Tell whether a name ends in a word that fields are called by."""
    last = (words(text) or ("",))[-1]
    return last in FIELD_NOUNS or "mail" in words(text)


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
    return re.sub(r"^([\w-]+) (?:of|from) (?:the |our |their )?([\w-]+)$", r"\2 \1", text.strip(), flags=re.IGNORECASE)


def _listed(sentence: Sentence, names: SystemNames) -> tuple[tuple[str, ...], tuple[WrittenPair, ...]]:
    """Return the fields of `name, e-mail and phone are enough`, and the pairs among them: `work email as login`."""
    text = _bare(PURPOSE.sub("", sentence.text))
    said = bool(ENOUGH.search(text) or NEEDED.match(text))
    if START_WHEN.match(text) or re.search(rf"\b{MODAL}\b", NEEDED.sub("", ENOUGH.sub("", text)), re.IGNORECASE):
        return (), ()
    items = [re.sub(rf"^{_THE}", "", item, flags=re.IGNORECASE) for item in LISTING.split(NEEDED.sub("", ENOUGH.sub("", text)))]
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
