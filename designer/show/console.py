"""Where things are printed: results on standard output, messages on standard error, colour and width decided here."""

from __future__ import annotations

import contextlib
import functools
import os
import re
import shutil
import sys
import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TextIO

from designer.secrecy.looking import masked
from designer.show.safe import one_line, safe

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from rich.console import Console

Tone = Literal["", "title", "error", "open", "warning", "quiet", "good", "bad", "type"]
STYLES: dict[Tone, str] = {
    "": "", "title": "bold", "quiet": "dim", "good": "green", "bad": "red", "type": "cyan",
    "error": "bold red", "open": "bold magenta", "warning": "yellow",
}  # fmt: skip
NARROWEST = 40
SIGN = 3
"""Columns that a turning sign takes, and one at the end."""
ROOMY = 60
NARROW_TEXT = 100
"""Characters of what is being done that a screen of less than `ROOMY` columns shows on several lines."""
COMMAND = re.compile(r"`(?:designer|design|cd|pip) [^`]+`")
GLUE = "\x00"
"""Stands for a space at which no line is broken; no text that is printed holds one."""
PIPED = 160
"""Columns of a table that a program reads."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line to print: its tone, and how far its continuation is set in when the terminal is narrow.

    `parts` are stretches of a tone of their own, each from one character to before another; the text must then be harmless already.
    """

    text: str
    tone: Tone = ""
    hang: int = 2
    parts: tuple[tuple[int, int, Tone], ...] = ()


def row(*parts: tuple[str, Tone], hang: int = 2) -> Line:
    """Return a line of parts, each in its own tone; texts must be harmless already (`one_line`)."""
    spans, at = [], 0
    for text, tone in parts:
        spans.append((at, at + len(text), tone))
        at += len(text)
    return Line("".join(text for text, _ in parts), hang=hang, parts=tuple(span for span in spans if span[2]))


def show(lines: Iterable[Line]) -> None:
    """Print a result on standard output, wrapped to the terminal's width."""
    _print(lines, sys.stdout)


def tell(text: str, *, tone: Tone = "") -> None:
    """Print a message on standard error."""
    _print([Line(part, tone) for part in text.split("\n")], sys.stderr)


def show_raw(text: str) -> None:
    """Print a document (JSON, a form, a difference) as it is, but for secrets."""
    text = masked(text)
    sys.stdout.write(text if text.endswith("\n") else f"{text}\n")


def width() -> int:
    """Return the columns of the terminal."""
    return max(shutil.get_terminal_size().columns, NARROWEST)


def room() -> int:
    """Return the columns that a table on standard output may take."""
    return width() if sys.stdout.isatty() else PIPED


def can_show(text: str) -> bool:
    """Tell whether standard output's encoding has all characters of a text."""
    try:
        text.encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


@contextlib.contextmanager
def working() -> Iterator[Callable[[str], None]]:
    """Give a function that tells what is being done: on a terminal a turning sign, elsewhere nothing."""
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield lambda _: None
        return
    console = _rich(error=True)
    with console.status("Starting") as status:

        def update(text: str) -> None:
            from rich.text import Text  # noqa: PLC0415 - only a terminal needs it

            from designer.show.fitting import shortened  # noqa: PLC0415 - the same

            # One line, so that nothing jumps; a narrow screen would not tell enough on one.
            columns = console.width - SIGN
            status.update(Text(shortened(masked(one_line(text)), columns if columns >= ROOMY else NARROW_TEXT)))

        yield update


def _print(lines: Iterable[Line], stream: TextIO) -> None:
    coloured = stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    for line in lines:
        for text in _wrapped(line, width() if stream.isatty() else 0):
            if coloured and (line.tone or line.parts):
                _print_coloured(text, line, error=stream is sys.stderr)
            else:
                stream.write(f"{text}\n")


def _print_coloured(text: str, line: Line, *, error: bool) -> None:
    from rich.text import Text  # noqa: PLC0415 - only a terminal needs it

    styled = Text(text, style=STYLES[line.tone])
    if line.text.startswith(text):  # a line that had to be broken keeps its colours up to the first break
        for start, end, tone in line.parts:
            styled.stylize(STYLES[tone], start, end)
    _rich(error=error).print(styled, soft_wrap=True)


def _wrapped(line: Line, columns: int) -> list[str]:
    """Return the lines as they fit a terminal; what is read by a program (0 columns) is never broken, nor is a command: it is copied."""
    text = masked(safe(line.text)).rstrip()
    if len(text) <= columns or not columns:
        return [text]
    indentation = text[: len(text) - len(text.lstrip())]
    hang = min(len(indentation) + line.hang, columns // 2)
    whole = COMMAND.sub(lambda found: found[0].replace(" ", GLUE), text.lstrip())
    broken = textwrap.wrap(
        whole, columns, initial_indent=indentation, subsequent_indent=" " * hang, break_long_words=False, break_on_hyphens=False
    )
    return [one.replace(GLUE, " ") for one in broken]


@functools.cache
def _rich(*, error: bool) -> Console:
    from rich.console import Console  # noqa: PLC0415 - 50 ms that only a terminal needs

    return Console(stderr=error, highlight=False, markup=False, emoji=False)
