"""The lines of a brief that speak: without mail headers, greetings, signatures and chat marks; quoted mail comes first, as it is older."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

HEADER = re.compile(r"^(?:from|to|cc|bcc|subject|date|sent|von|an|betreff|gesendet|datum)\s*:\s", re.IGNORECASE)
SUBJECT = re.compile(r"^(?:subject|betreff)\s*:\s*(?:(?:re|fwd?|aw|wg)\s*:\s*)*(.+)$", re.IGNORECASE)
WROTE = re.compile(
    r"^(?:on|am)\b.{4,120}\b(?:wrote|schrieb)\b.{0,60}:?$|^-{2,}\s*(?:original message|forwarded message)|^_{10,}$", re.IGNORECASE
)
GREETING = re.compile(
    r"^(?:hi|hello|hey|dear|good morning|good afternoon|hallo|moin|liebe[rs]?|servus|sehr geehrte\w*)\b[\w\s.'-]{0,40}[,!:.]?(?:\s*[:;]-?[)D])?$",
    re.IGNORECASE,
)
CLOSING = re.compile(
    r"^(?:(?:best|kind|warm|many)\s+(?:regards|wishes|thanks)|regards|best|cheers|thanks(?: a lot| so much| again| in advance)?|thank you(?: very much)?"
    r"|thx|ta|sincerely|br|kr|(?:viele|beste|liebe|schöne|mit freundlichen|herzliche)\s+grü(?:ß|ss)en?|grü(?:ß|ss)e|lg|vg|mfg|danke(?: dir| euch)?"
    r"|sent from my .*|gesendet von .*|get outlook for .*)\s*[,.!]*(?:\s*[-–]?\s*[A-Z]\w*)?$",
    re.IGNORECASE,
)
# A chat that was copied with its senders on lines of their own: `maya  9:41 AM`.
SENDER = re.compile(
    r"^(?!(?:at|by|before|until|um|ab|bis)\b)[\w.'-]+(?: [\w.'-]+){0,2}\s+\[?\d{1,2}[:.]\d\d(?:\s*[ap]m)?\]?$", re.IGNORECASE
)
SIGNING = re.compile(r"^--\s*$")
CHAT = re.compile(
    r"^(?:\[(?:\d{4}-\d\d-\d\d[ T])?\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s*[ap]m)?\]\s*<?(?P<a>[\w .'-]{1,30}?)>?\s*:\s*"
    r"|(?P<b>[\w .'-]{1,30}?)\s*[\[(]\d{1,2}[:.]\d\d(?:\s*[ap]m)?[\])]\s*:?\s*"
    r"|\d{1,2}[:.]\d\d(?:\s*[ap]m)?\s+<?(?P<c>[\w .'-]{1,30}?)>?\s*:\s*)",
    re.IGNORECASE,
)
LONGEST_SIGNATURE = 8
LONGEST_LINE = 600
"""Longer lines are read in pieces: no person writes such a sentence, and the patterns of the reader are made for sentences."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line as read, with its number in the file."""

    number: int
    text: str
    is_said: bool = False
    """It is a message of a chat, and no line of a form however it reads."""

    def with_text(self, text: str) -> Line:
        """Return the line of this number with another text."""
        return replace(self, text=text)

    @property
    def indent(self) -> int:
        """Count the blanks before it."""
        return len(self.text) - len(self.text.lstrip())


def numbered_lines(text: str) -> tuple[Line, ...]:
    """Return the lines with their numbers; the pieces of an overlong line share its number."""
    return tuple(
        Line(number, piece)
        for number, line in enumerate(text.split("\n"), start=1)
        for piece in pieces(re.sub(r" {9,}", " " * 8, line)) or ("",)
    )


def pieces(text: str) -> tuple[str, ...]:
    """Cut a text into pieces of at most LONGEST_LINE letters, after a sentence if there is one, else between words."""
    found: list[str] = []
    while len(text) > LONGEST_LINE:
        head = text[:LONGEST_LINE]
        cut = max(head.rfind(". "), head.rfind("? "), head.rfind("! ")) + 1 or head.rfind(" ") + 1 or LONGEST_LINE
        found.append(text[:cut])
        text = text[cut:]
    return (*found, text) if text else tuple(found)


@dataclass(frozen=True, slots=True)
class SpokenText:
    """The lines that speak, oldest first, and the subject of the mail if there is one."""

    lines: tuple[Line, ...]
    subject: str = ""


def spoken_lines(lines: tuple[Line, ...]) -> SpokenText:
    """Return what was said, without the furniture of mails and chats."""
    unquoted = [(_depth(line.text), Line(line.number, _unquoted(line.text))) for line in lines]
    subject = next((match[1].strip() for _, line in unquoted if (match := SUBJECT.match(line.text))), "")
    is_mail = any(depth for depth, _ in unquoted) or sum(1 for _, line in unquoted if HEADER.match(line.text)) > 1 or bool(subject)
    depths = sorted({depth for depth, _ in unquoted}, reverse=True)
    spoken: list[Line] = []
    for depth in depths:
        part = [line for found, line in unquoted if found == depth]
        spoken += [*_without_furniture(part, is_mail=is_mail), Line(part[-1].number, "")]
    return SpokenText(tuple(spoken), subject)


def _without_furniture(lines: list[Line], *, is_mail: bool) -> list[Line]:
    kept: list[Line] = []
    signature = 0
    is_chat = sum(1 for line in lines if SENDER.match(line.text.strip())) > 1
    for line in lines:
        text = line.text.strip()
        if is_chat:
            kept += [Line(line.number, "")] if SENDER.match(text) else [replace(line, is_said=True), Line(line.number, "")]
            continue
        if signature:
            signature = signature - 1 if _is_signature(text) else 0
            if signature:
                continue
        if SIGNING.match(text) or CLOSING.match(text):
            signature = LONGEST_SIGNATURE
        elif WROTE.match(text) or GREETING.match(text) or (is_mail and HEADER.match(text)):
            kept.append(Line(line.number, ""))
        elif chat := CHAT.match(text):
            kept += [Line(line.number, ""), Line(line.number, text[chat.end() :], is_said=True)]
        else:
            kept.append(line)
    return kept


def _is_signature(text: str) -> bool:
    """Tell whether a line after a closing can belong to the signature: short, no sentence, no heading, no list, no mapping."""
    return len(text) <= 70 and not re.search(r"→|->|=>|^#|^\*\*|^[-*]\s|^(?:when|if|and|also|ps|p\.s)\b|[.?]$", text, re.IGNORECASE)


def _depth(text: str) -> int:
    return len(re.findall(r">", match[0])) if (match := re.match(r"^(?:\s?>)+", text)) else 0


def _unquoted(text: str) -> str:
    return re.sub(r"^(?:\s?>)+\s?", "", text)
