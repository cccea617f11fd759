"""Texts that stay texts on the no-code platforms: none of them reads their double braces, no line of them ends a block to paste."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from designer.names.literal import javascript_literal
from designer.names.markdown import markdown_text
from designer.render.documents.words import code, value

if TYPE_CHECKING:
    from designer.model.scalars import Scalar

_PIECE = re.compile(r"(\{\{|\}\}|\{\d+\})")
_BRACES = re.compile(r"\{(?=\{)|\}(?=\})")
_NUMBERED = re.compile(r"\\u007[bd]")
BRACES_TOLD = (
    "**not to be typed as it is**: `\\u007b` and `\\u007d` stand for braces that the platform would take for a field; "
    "keep the text in a table of the platform and pick it"
)
_TICKS = re.compile(r"`+")


def script_literal(value: Scalar) -> str:
    """Return a value as JavaScript, which is JSON too, without double braces: n8n and Make would end or begin an expression there."""
    return parted(javascript_literal(value))


def json_literal(value: Scalar) -> str:
    """Return a value as JSON without double braces."""
    return parted(json.dumps(value, ensure_ascii=False))


def has_braces(value: Scalar) -> bool:
    """Tell whether a platform would take a fixed value for an expression."""
    return isinstance(value, str) and ("{{" in value or "}}" in value)


def typed(item: Scalar) -> str:
    """Return a value to type in, as Markdown, with a word where the platform would take it for one of its fields."""
    return marked(json_literal(item)) if has_braces(item) else value(item)


def marked(text: str) -> str:
    """Return what is to be typed or pasted, with braces that are written by number explained."""
    return f"{code(text)} ({BRACES_TOLD})" if _NUMBERED.search(text) else code(text)


def template_pieces(text: str, count: int) -> list[str | int]:
    """Return a template as its texts, doubled braces undone, and the numbers of the values between them."""
    pieces: list[str | int] = [""]
    for at, part in enumerate(_PIECE.split(text)):
        number = int(part[1:-1]) if at % 2 and part[1:-1].isdigit() else count
        last = pieces[-1]
        if number < count:
            pieces.append(number)
        elif isinstance(last, str):
            pieces[-1] = last + (part[0] if part in {"{{", "}}"} else part)
        else:
            pieces.append(part[0] if part in {"{{", "}}"} else part)
    return [piece for piece in pieces if piece != ""]


def inline_markdown(text: str) -> str:
    """Return a text for the middle of a line: what begins a list or a heading at the start of one is nothing there."""
    return markdown_text(f"x {text}").removeprefix("x").strip()


def unmarked(markdown: str) -> str:
    """Return Markdown of one line as plain text, for a place that shows it as it is."""
    return re.sub(r"\\(?=[^\w\s])", "", markdown.replace("**", "").replace("`", ""))


def fence_of(text: str) -> str:
    """Return the backticks around a text: more in a row than it holds itself."""
    return "`" * max(3, max((len(run) for run in _TICKS.findall(text)), default=0) + 1)


def parted(text: str) -> str:
    """Return JSON that holds two braces in a row in its texts alone with the first of them written as its number."""
    return _BRACES.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
