"""The words by which sentences tell fields: constants, fallbacks, places, lists, and what fields are called."""

from __future__ import annotations

import re

from designer.names.text import words

FIRST_FILLED = "the first that is filled"
"""Note of a pair whose later sources stand in for an empty first one."""

THE = r"(?:(?:the|their|its|his|her|an?|our|der|die|das|den|dem|im|ins)\s+)?"
FIELD = rf"{THE}(?P<field>[\w-]+(?:\s[\w-]+){{0,3}}?)"
CONSTANT = re.compile(
    rf"^(?:and\s+|also\s+|und\s+)?(?:{FIELD}\s+(?P<verb>(?:is|are|=|stays?|ist|bleibt)\s+(?:always|fixed|fest|immer)|(?:should|must|has to|needs to|shall|will|soll|muss)\s+(?:always\s+|immer\s+)?be|always|immer)\s+"
    rf"|(?P<order>set|fix|put)\s+{FIELD.replace('field', 'field_set')}\s+(?:always\s+)?(?:to|as|on|=)\s+)"
    r"(?:(?:always|set to|fixed to|equal to)\s+)?(?P<value>\S.*)$",
    re.IGNORECASE,
)
ALSO_CONSTANT = re.compile(rf"^(?:and\s+|und\s+)?{FIELD}\s*(?:\s|=|:|\bis\b)\s*(?P<value>[\"“„'][^\"”“']+[\"”“']|[A-Z0-9][\w-]*)$")
# `project = OPS`: only a value that can be no field's name.
EQUALS = re.compile(rf"^{FIELD}\s*=\s*(?P<value>[\"“„'][^\"”“']+[\"”“']|[A-Z0-9][A-Z0-9_-]*)$")
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
    rf"|{THE}(?P<empty>[\w-]+(?:\s[\w-]+){{0,2}}?)\s+(?:is|ist)\s+(?:empty|missing|blank|not (?:set|given|filled|there)|leer))"
    rf"\s*,?\s+(?:then\s+|dann\s+|just\s+|please\s+|we\s+)*(?:use|take|fall back to|fill in|put|nimm|nehmen|verwende\w*)\s+(?:wir\s+)?{THE}(?P<second>[\"“„']?[\w@.+-]+(?:\s[\w@.+-]+){{0,2}}?[\"”“']?)"
    r"(?:\s+(?:instead|there|stattdessen))?\s*(?=[.;,)]|$)",
    re.IGNORECASE,
)
GOES_INTO = re.compile(
    rf"^(?:and\s+|also\s+)?{THE}(?P<left>[\w'’-]+(?:\s[\w'’-]+){{0,4}}?)\s+(?:(?:should|must|shall|needs? to|has to|have to|can|will|soll|muss)\s+)?"
    rf"(?:go(?:es)?|be (?:written|stored|saved|kept|put|mapped|copied)|is (?:stored|kept|saved)|land|kommt|kommen|gehört)\s+(?:in(?:to)?|to|ins?)\s+{THE}(?P<right>[\w'’-]+(?:\s[\w'’-]+){{0,3}}?)(?:\s+(?:field|feld))?$",
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
SERIES = re.compile(
    r"^(?:the )?(?P<left>[\w-]+(?:\s[\w-]+)??)\s*(?P<is>\s(?:is|ist)\s|=)?\s*(?:(?<=\s)|(?<==))(?:the |die |der |das )?(?P<right>[a-zäöü][\w-]*)$"
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
        "referenz kundennummer artikelnummer assignee reporter recipient memo birthdate amounts comment comments plan usertyp reference salutation anrede abteilung language vat tax discount stage category type source login username role size color colour weight telefon telefonnummer adresse anschrift strasse ort plz land betrag nummer datum vorname "
        "nachname firma titel beschreibung betreff kundennummer rechnungsadresse lieferadresse handy menge preis"
    )
)


KEPT = re.compile(
    r"\b(?:never|(?:do|does|must|should)(?: not|n[’']?t)|nie|nicht)\s+(?:overwrite|change|touch|update|überschreiben|ändern)\s+(?:the |their |its |die |das |den )?"
    r"(?P<field>[\w-]+(?: [\w-]+)?)(?=\s*(?:[.,;!]|$))",
    re.IGNORECASE,
)


def is_field_name(text: str) -> bool:
    """Tell whether a name ends in a word that fields are called by."""
    last = (words(text) or ("",))[-1]
    return last in FIELD_NOUNS or "mail" in words(text)
