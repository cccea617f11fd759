"""Texts of documents fitted to a line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.show.fitting import cells, plain, shortened


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<p>Two <b>bold</b><br/>lines</p>", "Two bold lines"),
        ("see [the guide](https://a.example/x?y=(z)) now", "see [the guide](https://a.example/x?y=(z)) now"),
        ("see [the guide](https://a.example/x) now", "see the guide now"),
        ("**Note** a __b__ c_d", "Note a b c_d"),
        ("1 &lt; 2 &amp;lt; 3", "1 < 2 &lt; 3"),
        ("a < b and c > d", "a < b and c > d"),
    ],
)
def test_markup_is_left_out(text: str, shown: str) -> None:
    """HTML tags, Markdown links and emphasis; what only looks like them stays."""
    assert plain(text) == shown


@pytest.mark.parametrize("text", ["<a " * 50_000, "[" * 50_000, "**a" * 50_000, "](" * 50_000, "&amp;" * 50_000])
def test_a_hostile_description_takes_no_time(text: str) -> None:
    """Only the beginning is looked at, since no more fits."""
    assert len(plain(text)) <= 2_000


@given(st.text(), st.integers(0, 50))
def test_a_shortened_text_fits(text: str, columns: int) -> None:
    """Whatever it holds."""
    assert cells(shortened(text, columns)) <= columns


def test_a_text_is_cut_behind_a_word() -> None:
    """If one ends near; else within it."""
    assert shortened("one two three", 12) == "one two..."
    assert shortened("one two", 7) == "one two"
    assert shortened("extraordinarily", 10) == "extraor..."
