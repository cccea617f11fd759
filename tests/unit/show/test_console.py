"""Streams, colour and width."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

from designer.show import console
from designer.show.console import Line, show, tell

if TYPE_CHECKING:
    import pytest


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Say so."""
        return True


LONG = Line("  a word and another word and yet another word and still more words", "error", hang=4)


def test_what_is_piped_is_never_broken_nor_coloured(capsys: pytest.CaptureFixture[str]) -> None:
    """So that grep and editors find whole messages."""
    show([LONG])
    assert capsys.readouterr().out == f"{LONG.text}\n"


def test_a_narrow_terminal_gets_lines_that_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Continued below the text; NO_COLOR is obeyed."""
    stream = Terminal()
    monkeypatch.setattr(sys, "stdout", stream)
    monkeypatch.setenv("COLUMNS", "40")
    show([LONG])
    assert stream.getvalue() == "  a word and another word and yet\n      another word and still more words\n"


def test_a_command_is_never_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    """A person copies it; one that is wider than the terminal stands alone on its line."""
    stream = Terminal()
    monkeypatch.setattr(sys, "stdout", stream)
    monkeypatch.setenv("COLUMNS", "50")
    show([Line("Go on with it: `designer design --resume 20261125`, or design it anew from the start.")])
    assert stream.getvalue() == "Go on with it:\n  `designer design --resume 20261125`, or design\n  it anew from the start.\n"
    stream.truncate(0)
    stream.seek(0)
    show([Line("Go on with it: `designer design --resume 20261125-141843-shop-to-crm --max-cost 4`")])
    assert stream.getvalue() == "Go on with it:\n  `designer design --resume 20261125-141843-shop-to-crm --max-cost 4`\n"


def test_a_terminal_gets_colour_unless_it_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """NO_COLOR and a dumb terminal refuse it."""
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "xterm")
    stream = Terminal()
    monkeypatch.setattr(sys, "stdout", stream)
    console._rich.cache_clear()
    show([Line("wrong", "error")])
    assert "\x1b[1;31mwrong" in stream.getvalue()
    monkeypatch.setenv("TERM", "dumb")
    stream.truncate(0)
    show([Line("wrong", "error")])
    assert "\x1b" not in stream.getvalue()
    console._rich.cache_clear()


def test_messages_go_to_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    """Harmless, line by line."""
    tell("error: a\x1b[2Jb\nnext")
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == "error: ab\nnext\n"
