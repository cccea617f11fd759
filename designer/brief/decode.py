"""Bytes of a brief become text: UTF-8, UTF-16 with or without a mark, Windows' and ISO's Latin letters."""

from __future__ import annotations

import codecs
import html
import re

from designer.errors import BriefError

MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
STRANGERS = (
    (b"PK\x03\x04", "an Office document or archive"),
    (b"%PDF", "a PDF"),
    (b"{\\rtf", "a rich text document"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
)
# UTF-8 that a program took for Windows-1252, as mail programs and spreadsheets leave it: `â†’` for an arrow.
MISREAD = re.compile(r"[ÂÃâ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ‘’“”•–—˜™š›œžŸ]{1,2}")


def decode_brief(data: bytes, *, place: str = "brief") -> str:
    """Return the text of a brief; raises BriefError for what is no text."""
    for start, kind in STRANGERS:
        if data.startswith(start):
            raise BriefError(place, f"this is {kind}, not text.", next_step="Save it as plain text or Markdown and give that file.")
    try:
        text = data.decode(_encoding(data))
    except UnicodeDecodeError as error:
        fact = f"byte {error.start} is no {error.encoding} text."
        raise BriefError(place, fact, next_step="Save the brief as UTF-8 text.") from error
    if "\0" in text:
        raise BriefError(place, "it holds binary data, not text.", next_step="Save the brief as UTF-8 text.")
    return text


def repaired(text: str) -> str:
    """Return the text with line ends, spaces, entities and misread letters put right; the number of lines stays."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    text = re.sub("[\u2028\u2029\u0085\v\f]", " ", text).replace("\u00a0", " ").replace("\u200b", "")
    text = re.sub(r"&(?:[a-z]+|#\d+);", lambda entity: html.unescape(entity[0]), text)
    return MISREAD.sub(lambda piece: _reread(piece[0]), text).replace("\u00a0", " ")


def _encoding(data: bytes) -> str:
    for mark, name in MARKS:
        if data.startswith(mark):
            return name
    head = data[:400]
    if head[1::2].count(0) > len(head) / 4:
        return "utf-16-le"
    if head[::2].count(0) > len(head) / 4:
        return "utf-16-be"
    for name in ("utf-8", "cp1252"):
        try:
            data.decode(name)
        except UnicodeDecodeError:
            continue
        return name
    return "latin-1"


def _reread(piece: str) -> str:
    for length in range(len(piece), 1, -1):
        try:
            raw = b"".join(_byte(letter) for letter in piece[:length])
            return raw.decode() + piece[length:]
        except UnicodeError:
            continue
    return piece


def _byte(letter: str) -> bytes:
    return letter.encode("latin-1" if "\u0080" <= letter <= "\u00ff" else "cp1252")
