"""Text from a brief or a vendor's document cannot steer the terminal."""

from __future__ import annotations

import pytest

from designer.show.safe import one_line, safe


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain", "plain"),
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]0;title\x07x", "x"),
        ("\x1b]8;;http://evil.example\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x1b]52;c;ZXZpbA==", ""),
        ("a\x1bcb", "ab"),
        ("a\rb", "ab"),
        ("a\x08b\x7fc", "abc"),
        ("\x9b31mx", "31mx"),
        ("a\u202eb", "ab"),
        ("a\u200bb\u00adc\U000e0041d", "abcd"),
        ("tab\tand\nline", "tab\tand\nline"),
    ],
)
def test_what_would_steer_a_terminal_is_left_out(text: str, shown: str) -> None:
    """Escape sequences whole, control characters, marks that reorder text."""
    assert safe(text) == shown


def test_one_line_stays_one() -> None:
    """A description of several lines cannot fake a finding of its own."""
    assert one_line("a\n  error: b\u202e\x1b[2J") == "a error: b"
