"""Where things are printed: results on standard output, messages on standard error, colour and width decided here."""

from __future__ import annotations

import contextlib
import functools
import os
import shutil
import sys
import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TextIO

from designer.show.safe import safe

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from rich.console import Console

Tone = Literal["", "title", "error", "open", "warning", "quiet", "good", "bad"]
STYLES: dict[Tone, str] = {
    "": "", "title": "bold", "quiet": "dim", "good": "green", "bad": "red",
    "error": "bold red", "open": "bold magenta", "warning": "yellow",
}  # fmt: skip
NARROWEST = 40


@dataclass(frozen=True, slots=True)
class Line:
    """A line to print: its tone, and how far its continuation is set in when the terminal is narrow."""

    text: str
    tone: Tone = ""
    hang: int = 2


def show(lines: Iterable[Line]) -> None:
    """Print a result on standard output, wrapped to the terminal's width."""
    _print(lines, sys.stdout)


def tell(text: str, *, tone: Tone = "") -> None:
    """Print a message on standard error."""
    _print([Line(part, tone) for part in text.split("\n")], sys.stderr)


def show_raw(text: str) -> None:
    """Print a document (JSON, a form, a difference) as it is."""
    sys.stdout.write(text if text.endswith("\n") else f"{text}\n")


def width() -> int:
    """Return the columns of the terminal."""
    return max(shutil.get_terminal_size().columns, NARROWEST)


@contextlib.contextmanager
def working() -> Iterator[Callable[[str], None]]:
    """Give a function that tells what is being done: on a terminal a turning sign, elsewhere nothing."""
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield lambda _: None
        return
    with _rich(error=True).status("Starting") as status:

        def update(text: str) -> None:
            from rich.text import Text  # noqa: PLC0415 - only a terminal needs it

            status.update(Text(safe(text)))

        yield update


def _print(lines: Iterable[Line], stream: TextIO) -> None:
    coloured = stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    for line in lines:
        for text in _wrapped(line, width() if stream.isatty() else 0):
            if coloured and line.tone:
                from rich.text import Text  # noqa: PLC0415 - only a terminal needs it

                _rich(error=stream is sys.stderr).print(Text(text, style=STYLES[line.tone]), soft_wrap=True)
            else:
                stream.write(f"{text}\n")


def _wrapped(line: Line, columns: int) -> list[str]:
    """Return the lines as they fit a terminal; what is read by a program (0 columns) is never broken."""
    text = safe(line.text).rstrip()
    if len(text) <= columns or not columns:
        return [text]
    indentation = text[: len(text) - len(text.lstrip())]
    hang = min(len(indentation) + line.hang, columns // 2)
    return textwrap.wrap(
        text.lstrip(), columns, initial_indent=indentation, subsequent_indent=" " * hang, break_long_words=False, break_on_hyphens=False
    )


@functools.cache
def _rich(*, error: bool) -> Console:
    from rich.console import Console  # noqa: PLC0415 - 50 ms that only a terminal needs

    return Console(stderr=error, highlight=False, markup=False, emoji=False)
