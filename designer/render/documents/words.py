"""Marks and turns of phrase of the documents: code spans, lists in prose, clipped vendor texts, amounts, schedules."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from designer.names.literal import one_line
from designer.names.markdown import markdown_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from designer.model.scalars import Json

NONE = "-"
"""What a table cell holds when there is nothing to say."""
_ELEMENTS = (
    "a|abbr|b|big|blockquote|br|center|code|dd|del|details|div|dl|dt|em|font|h[1-6]|hr|i|iframe|img|ins|kbd|li|ol|p|pre|s|samp|script|small|"
    "span|strike|strong|style|sub|summary|sup|svg|table|tbody|td|tfoot|th|thead|tr|tt|u|ul|var|video"
)
_TAG = re.compile(
    rf"</?(?:{_ELEMENTS})(?:\s[^<>]{{0,200}}=[^<>]{{0,200}})?\s*/?>|<!--.{{0,500}}?-->|<[a-z][a-z0-9+.-]{{1,20}}:[^<>\s]{{1,200}}>",
    re.IGNORECASE,
)
"""Marks of HTML, comments and addresses in angle brackets; other words between such brackets are a person's own (`<first name>`)."""
_CODE = re.compile(r"`([^`]+)`")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*\)")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z`*])")


def code(text: object) -> str:
    """Return a code span on one line that a table cell can hold, whatever backticks and bars *text* has."""
    line = one_line(str(text)).replace("|", "\\|")
    if not line:
        return NONE
    longest = max((len(run) for run in re.findall(r"`+", line)), default=0)
    fence = "`" * (longest + 1)
    space = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{fence}{space}{line}{space}{fence}"


def codes(texts: Iterable[object], *, limit: int = 12) -> str:
    """Return code spans in a row; what goes beyond *limit* is counted."""
    known = [code(text) for text in texts]
    shown = ", ".join(known[:limit])
    return f"{shown} and {len(known) - limit} more" if len(known) > limit else shown


def value(item: Json) -> str:
    """Return a value as JSON in a code span, long ones clipped."""
    text = json.dumps(item, ensure_ascii=False, default=str)
    return code(text if len(text) <= 80 else f"{text[:77]}...")


def prose(text: str, *, limit: int = 180) -> str:
    """Return the first sentences of a text that fit *limit*, harmless in Markdown.

    Marks of HTML and links are dropped; what stands between backticks becomes a code span of ours.
    """
    parts = _CODE.split(clipped(text, limit=limit))
    return "".join(code(part) if at % 2 else _escaped(part) for at, part in enumerate(parts))


def _escaped(part: str) -> str:
    """Escape a stretch between two code spans, keeping the blanks at its ends."""
    inner = markdown_text(part)
    return f"{part[: len(part) - len(part.lstrip())]}{inner}{part[len(part.rstrip()) :] if inner else ''}"


def clipped(text: str, *, limit: int = 180) -> str:
    """Return the first sentences of a vendor's text that fit *limit*, on one line, without tags and link targets."""
    plain = " ".join(_LINK.sub(r"\1", _TAG.sub(" ", text)).split())
    if len(plain) <= limit:
        return plain
    kept = ""
    for sentence in _SENTENCE_END.split(plain):
        if len(kept) + len(sentence) + 1 > limit:
            break
        kept = f"{kept} {sentence}".strip()
    return kept or plain[: limit - 1].rsplit(" ", 1)[0].rstrip(",;:(") + "…"


def listed(items: Iterable[str], *, last: str = "and") -> str:
    """Return items as prose: `a`, `a and b`, `a, b and c`."""
    known = list(items)
    if len(known) < 2:
        return "".join(known)
    return f"{', '.join(known[:-1])} {last} {known[-1]}"


def counted(number: int, one: str, *, many: str = "") -> str:
    """Return a number with its noun: `1 field`, `3 fields`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def sentence(text: str) -> str:
    """Return the text as a sentence: first letter upper, a full stop at its end."""
    plain = text.strip()
    if not plain:
        return ""
    return plain[0].upper() + plain[1:] + ("" if plain[-1] in ".!?…:" else ".")


def money(usd: float) -> str:
    """Return dollars: `$1,200` or, below ten, `$2.40`."""
    return f"${usd:,.0f}" if usd >= 10 or usd == int(usd) else f"${usd:,.2f}"


def duration(seconds: float) -> str:
    """Return a time span in its largest round unit: `90 s`, `15 min`, `2 h`."""
    for size, unit in ((86400, "days"), (3600, "h"), (60, "min")):
        if seconds >= size and seconds % size == 0:
            number = int(seconds // size)
            return f"{number} {'day' if unit == 'days' and number == 1 else unit}"
    return f"{seconds:g} s"


def schedule(cron: str) -> str:
    """Return a five-field cron expression in words where it is a plain one, else the expression itself."""
    parts = cron.split()
    if len(parts) != 5:
        return code(cron) if cron else "on no schedule yet"
    minute, hour, *rest = parts
    if rest != ["*", "*", "*"]:
        return f"on the schedule {code(cron)}"
    if minute in {"*", "*/1"} and hour in {"*", "*/1"}:
        return "every minute"
    if minute.startswith("*/") and hour == "*":
        return f"every {minute[2:]} minutes"
    if minute.isdigit() and hour in {"*", "*/1"}:
        return f"every hour, {counted(int(minute), 'minute')} past" if int(minute) else "every hour"
    if minute.isdigit() and hour.startswith("*/"):
        return f"every {hour[2:]} hours"
    if minute.isdigit() and hour.isdigit():
        return f"every day at {int(hour):02}:{int(minute):02} UTC"
    return f"on the schedule {code(cron)}"
