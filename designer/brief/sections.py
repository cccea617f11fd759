"""The lines of the forms and their many other names: which part of a brief answers which question."""

from __future__ import annotations

import re
from dataclasses import dataclass

from designer.brief.lines import Line

# ruff: noqa: ISC004 - a pattern too long for a line is joined inside its pair
# Each key is a line of one of the three forms; what follows are the names that people give it.
LABELS: tuple[tuple[str, str], ...] = (
    ("title", r"name|title|(?:integration|project)(?: name| title)?|titel|projekt"),
    ("style", r"style|approach|kind of integration|which style.*"),
    ("platform", r"(?:no[- ]code )?platform(?: wish)?|automation tool|plattform"),
    ("product", r"(?:data )?warehouse(?: product)?|target warehouse|which warehouse.*"),
    ("source", r"source(?: system| app)?|from|system a|system 1|quelle|quellsystem|app a|von"),
    ("target", r"target(?: system| app)?|to|system b|system 2|destination|ziel|zielsystem|app b|nach"),
    ("systems", r"systems?(?: involved| to connect| and .*)?|apps?|tools?|which (?:systems|tools|apps).*|systeme|all systems.*|sources|source systems"),
    ("problem", r"(?:business )?problem(?: statement| to solve)?|pain(?: points?)?|background|context|why|what is the problem.*|what hurts.*|what we want|wish|request"
                r"|summary|description|overview|aufgabe|hintergrund"),
    ("today", r"(?:how (?:is it|it is|it's|do you do it|is this) (?:done )?)?today|current (?:state|process|situation|workflow|solution|set-?up)|how .*\b(?:today|currently|now)\b"
              r"|as[- ]is|status quo|currently|ist-?zustand|heute|bisher"),
    ("frequency", r"(?:sync )?frequency|how often.*|schedule|timing|interval|how (?:fast|quickly|soon).*|(?:max(?:imum)? )?(?:delay|latency)|cadence|häufigkeit|takt|freshness"),
    ("volume", r"(?:daily |expected )?volumes?(?: per day| a day| per month| per week)?|how (?:many|much).*|(?:number of )?records(?: per day)?|menge|load|throughput"),
    ("when", r"when|trigger|if|wenn|event|auslöser"),
    ("then", r"then|actions?|do|dann|result|aktion"),
    ("trigger", r"trigger example|triggers? and actions?|workflows?|flows?|process|what (?:should|shall) happen.*|use cases?|examples?|scenario|steps|wishes|requirements?|ablauf"),
    ("mapping", r"(?:field|data|column)?[ -]?map(?:p?ings?)?(?: rules| table)?|fields?|field map|(?:which|what) fields.*|field pairs|zuordnung|felder|feldzuordnung|columns"),
    ("conditions", r"conditions?|filters?|only (?:if|when)|rules|bedingung(?:en)?"),
    ("lookups", r"look-?ups?|matching|match(?:ed)? (?:by|on)|duplicates?|how .* recogni[sz]ed.*|dubletten"),
    ("apis", r"(?:do |does )?(?:both|all|each)\b.*\bapis?\b.*|apis?(?: available| access| documentation)?|endpoints?|have apis?.*|schnittstellen"),
    ("authentication", r"auth(?:entication|orization|orisation)?(?: method)?|credentials|log-?in|sign-?in|how .* sign in.*|anmeldung"),
    ("data_format", r"(?:data )?formats?(?: of data)?|datenformat"),
    ("rate_limits", r"(?:api )?(?:rate )?limits?|rate[- ]limits?|quotas?|throttling"),
    ("errors", r"errors?(?: handling| scenarios?| cases)?|failures?(?: handling| scenarios?)?|(?:what|if) (?:if|something|it) .*|what (?:if|happens (?:if|when)) .*(?:down|fails?|wrong|error).*"
               r"|fehler(?:behandlung|fälle)?|alerts?|alerting|monitoring"),
    ("teams", r"teams?(?: and .*| access)?|who needs what.*|who .*|users|stakeholders|access(?: rules| control)?|security(?: and access.*)?"),
    ("data_kinds", r"data(?: types?| kinds?| sets?| needed| sources)?|(?:which|what|kinds of) data.*|entities|objects|datenarten"),
    ("scale", r"(?:data )?scale(?: and growth)?|size|data size|data volume|datenmenge"),
    ("growth", r"(?:expected )?growth(?: rate)?|wachstum"),
    ("budget", r"(?:monthly )?budget(?: per month)?|costs?|money|spend"),
    ("goals", r"(?:business )?goals?(?: and .*)?|objectives?|success(?: criteria| metrics)?|outcomes?|kpis?|questions to answer|ziele?"),
    ("scope", r"not (?:needed|required|wanted)|not (?:part of this|in scope|included)|out[- ]of[- ]scope|exclusions?|excluded|nicht (?:teil|enthalten).*"),
    ("notes", r"notes?|remarks?|other|misc\w*|comments?|anything else.*|additional .*|details|bemerkung(?:en)?|sonstiges|open questions"),
)  # fmt: skip
_PATTERNS = tuple((key, re.compile(pattern, re.IGNORECASE)) for key, pattern in LABELS)
HEADING = re.compile(r"^\s{0,3}#{1,6}\s+(?P<text>.+?)\s*#*\s*$")
LABEL = re.compile(r"^\s*(?:[-*•+]\s+|\d{1,2}[.)]\s+|\|\s*)?(?P<mark>\*\*|__|\*|)?(?P<label>[^:*|]{1,70}?)(?P<ask>\?)?\s*(?:\*\*|__|\*)?\s*(?P<colon>[:：]|\s[-–—]\s|\?|(?:\*\*|__)\s*$)\s*(?:\*\*|__|\*)?\s*(?P<answer>.*)$")  # fmt: skip
BULLETED = re.compile(r"^\s*[-*•+]\s")
# Answers to these are lists, whose points may go on beside the label.
LISTED = {"mapping", "teams", "systems", "goals", "data_kinds"}
# Alone on a line these open a clause or name something else; they are labels only with a colon or as a heading.
SHORT = {"from", "to", "if", "do", "when", "then", "why", "other", "von", "nach", "wenn", "dann", "who", "data", "name", "result", "event"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Lines that answer one question of a form, or none: key is then empty."""

    key: str
    label: str = ""
    line: int = 0
    lines: tuple[Line, ...] = ()

    @property
    def text(self) -> str:
        """Join the answer."""
        return "\n".join(line.text.strip() for line in self.lines if line.text.strip())


def parts_of(lines: tuple[Line, ...]) -> tuple[Part, ...]:
    """Cut a brief into its parts at headings and labels; an answer beside its label ends with the paragraph."""
    parts: list[Part] = []
    key, label, start, held, inline = "", "", 0, list[Line](), False
    bullet: int | None = None
    is_heading = False

    def close() -> None:
        if key or any(line.text.strip() for line in held):
            parts.append(Part(key=key, label=label, line=start, lines=tuple(held)))

    for line in lines:
        found = label_of(line)
        if found is not None:
            close()
            key, label, answer = found
            start, inline = line.number, bool(answer)
            is_heading = inline and HEADING.match(line.text) is not None  # a heading ends with its line, whatever follows it
            bullet = line.indent if BULLETED.match(line.text) else None
            held = [Line(line.number, answer)] if answer else []
        elif inline and (
            not line.text.strip() or is_heading or (bullet is not None and key not in LISTED and _is_next_bullet(line, bullet))
        ):
            close()
            key, label, start, held, inline = "", "", line.number, [line] if line.text.strip() else [], False
        else:
            held.append(line)
    close()
    return tuple(parts)


def _is_next_bullet(line: Line, indent: int) -> bool:
    """Tell whether a line is the next point of the list in which the label stood, not one below it."""
    return BULLETED.match(line.text) is not None and line.indent <= indent


def label_of(line: Line) -> tuple[str, str, str] | None:
    """Return key, label and the answer beside it, if the line is a line of a form; headings of another kind have an empty key."""
    if heading := HEADING.match(line.text):
        label, _, answer = heading["text"].strip("*_ ").partition(":")
        if key := key_of(label):
            return key, label, answer.strip()
        return (
            "title" if line.text.strip().startswith("# ") else "",
            heading["text"],
            heading["text"] if line.text.strip().startswith("# ") else "",
        )
    match = LABEL.match(line.text)
    if line.is_said and (match is None or match["colon"].strip() != ":"):
        return None
    if match is None:
        bare = line.text.strip().strip("*_").rstrip(".")
        key = key_of(bare) if bare and bare.lower() not in SHORT and len(bare.split()) <= 4 and bare[:1].isupper() else ""
        return (key, bare, "") if key and line.indent < 4 else None
    label = match["label"].strip()
    key = key_of(f"{label}?" if match["ask"] else label)
    if not key or (match["colon"].strip() in {"-", "–", "—"} and label.lower() in SHORT):
        return None
    return key, label, match["answer"].strip("* ").lstrip("?").strip()


def key_of(label: str) -> str:
    """Return the question that a label stands for, or an empty text."""
    bare = re.sub(r"\([^)]*\)|[*_`\"“”]|\[[^\]]*\]", "", label).strip(" ?.:#").lower()
    bare = re.sub(r"^(?:the|our|your|\d{1,2}[.)])\s+", "", bare)
    if not bare or len(bare.split()) > 12:
        return ""
    return next((key for key, pattern in _PATTERNS if pattern.fullmatch(bare)), "")
