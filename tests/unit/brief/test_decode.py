"""Bytes of a brief become text whatever program saved them."""

from __future__ import annotations

import pytest

from designer.brief.decode import decode_brief, repaired
from designer.errors import BriefError

TEXT = "Größe → size, Müller"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_with_and_without_a_mark(encoding: str) -> None:
    """Every Unicode encoding that programs save is read."""
    assert decode_brief(TEXT.encode(encoding)).removeprefix("\ufeff") == TEXT


def test_latin_letters() -> None:
    """A file of an old Windows program is read as such."""
    assert decode_brief("Größe – Müller".encode("cp1252")) == "Größe – Müller"


@pytest.mark.parametrize("data", [b"PK\x03\x04rest", b"%PDF-1.7", b"{\\rtf1}", b"text \x00\x01\x02 more text that is binary"])
def test_other_files_are_refused_with_the_next_step(data: bytes) -> None:
    """What is no text says what it is and what to do."""
    with pytest.raises(BriefError) as refusal:
        decode_brief(data, place="brief.docx")
    assert refusal.value.place == "brief.docx"
    assert refusal.value.next_step


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("a â†’ b", "a → b"),
        ("itâ€™s", "it’s"),
        ("MÃ¼ller", "Müller"),
        ("a &rarr; b &amp; c", "a → b & c"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("plain ä and â", "plain ä and â"),
    ],
)
def test_misread_letters_are_put_right(written: str, meant: str) -> None:
    """Arrows and letters that a program misread come back; honest ones stay."""
    assert repaired(written) == meant


def test_the_number_of_lines_stays() -> None:
    """Line numbers of questions stay true after the repair."""
    text = "one\u2028still one\r\ntwo\r\n\r\nfour"
    assert repaired(text).count("\n") == 3
