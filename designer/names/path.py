r"""The syntax of field paths: `a.b[].c`, `a."x.\"y".c`, `lines[0].sku`, `emails[type=billing].value`, `[].x`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

_PLAIN_KEY = re.compile(r'[^."\[\]\\]+')
_QUOTED_KEY = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)
_INDEX = re.compile(r"\d+")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
MOST_INDEX = 100
"""The highest number of an item: a sample, a body and a document hold every item up to it."""
_PLAIN_VALUE = re.compile(r'[^"\[\]\\]+')


class PathError(ValueError):
    """A text that is no field path; `column` counts from 1."""

    def __init__(self, path: str, column: int, fact: str) -> None:
        """Say what is wrong where."""
        super().__init__(f"{path!r}, column {column}: {fact}")
        self.path = path
        self.column = column
        self.fact = fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """One part of a path: a member (`key`), every item (`each`), one item (`index`), the items with a value (`selector`).

    A selector's `key` is itself a path inside the item, most often one member's name.
    """

    kind: Literal["key", "each", "index", "selector"]
    key: str = ""
    index: int = 0
    value: str = ""

    @property
    def is_item(self) -> bool:
        """Tell whether the segment goes from an array into its items."""
        return self.kind != "key"


EACH = Segment(kind="each")


@lru_cache(maxsize=50_000)
def parse_path(text: str) -> tuple[Segment, ...]:
    """Take a path apart; the empty path is the root. Raises PathError."""
    segments: list[Segment] = []
    at = 0
    while at < len(text):
        if text[at] == "[":
            segment, at = _bracket(text, at)
        else:
            segment, at = _key(text, _after_dot(text, at))
        segments.append(segment)
    return tuple(segments)


def is_path(text: str) -> bool:
    """Tell whether a text can be read as a path."""
    try:
        parse_path(text)
    except PathError:
        return False
    return True


def _after_dot(text: str, at: int) -> int:
    """Return where a key begins: at the start of the path, else behind a dot."""
    if at == 0:
        return at
    if text[at] != ".":
        raise PathError(text, at + 1, "a dot or a bracket is expected here")
    return at + 1


def _key(text: str, at: int) -> tuple[Segment, int]:
    if text.startswith('"', at):
        found = _QUOTED_KEY.match(text, at)
        if found is None:
            raise PathError(text, at + 1, "the quotation mark is never closed")
        return Segment(kind="key", key=_ESCAPED.sub(r"\1", found[1])), found.end()
    found = _PLAIN_KEY.match(text, at)
    if found is None:
        raise PathError(text, at + 1, 'a name is expected here; write one that holds dots, brackets or quotes as "..."')
    return Segment(kind="key", key=found[0]), found.end()


def _bracket(text: str, at: int) -> tuple[Segment, int]:
    if text.startswith("[]", at):
        return EACH, at + 2
    index = _INDEX.match(text, at + 1)
    if index is not None and text.startswith("]", index.end()):
        if len(index[0].lstrip("0")) > len(str(MOST_INDEX)) or int(index[0]) > MOST_INDEX:
            raise PathError(text, at + 2, f"the items of a list are numbered up to {MOST_INDEX} here")
        return Segment(kind="index", index=int(index[0])), index.end() + 1
    return _selector(text, at)


def _selector(text: str, at: int) -> tuple[Segment, int]:
    key, end = _part(text, at + 1, stop="=")
    if not text.startswith("=", end):
        raise PathError(text, at + 1, "a bracket holds nothing, a number, or name=value")
    value, end = _part(text, end + 1, stop="]")
    if not text.startswith("]", end):
        raise PathError(text, at + 1, "the bracket is never closed")
    return Segment(kind="selector", key=key, value=value), end + 1


def _part(text: str, at: int, *, stop: str) -> tuple[str, int]:
    """Read one side of a selector, quoted or plain up to *stop*."""
    found = _QUOTED_KEY.match(text, at)
    if found is not None:
        return _ESCAPED.sub(r"\1", found[1]), found.end()
    end = text.find(stop, at)
    return (text[at:end], end) if end > at else ("", at)


def format_path(segments: tuple[Segment, ...]) -> str:
    """Write a path; `parse_path` reads the same segments back."""
    text = ""
    for segment in segments:
        match segment.kind:
            case "each":
                text += "[]"
            case "index":
                text += f"[{segment.index}]"
            case "selector":
                text += f"[{_quoted(segment.key, stop='=')}={_quoted(segment.value, stop=']')}]"
            case "key":
                text = child(text, segment.key)
    return text


def child(path: str, key: str) -> str:
    """Return the path of the member *key* of the object at *path*."""
    name = key if _PLAIN_KEY.fullmatch(key) else _in_quotes(key)
    return f"{path}.{name}" if path else name


def join(prefix: str, path: str) -> str:
    """Return *path* as it reads from further out, where its root stands at *prefix*."""
    if not prefix or not path:
        return prefix or path
    return f"{prefix}{path}" if path.startswith("[") else f"{prefix}.{path}"


def _quoted(text: str, *, stop: str) -> str:
    plain = _PLAIN_VALUE.fullmatch(text) and stop not in text and not _INDEX.fullmatch(text)
    return text if plain or (stop == "]" and _INDEX.fullmatch(text)) else _in_quotes(text)


def _in_quotes(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


@lru_cache(maxsize=50_000)
def normal(path: str) -> str:
    """Return the path as a schema knows it: `[0]` and `[type=billing]` become `[]`."""
    return path if "[" not in path else format_path(tuple(EACH if s.is_item else s for s in parse_path(path)))


@lru_cache(maxsize=50_000)
def parent(path: str) -> str:
    """Return the container's path: `a.b[].c` -> `a.b[]` -> `a.b` -> `a` -> the root, which is empty and its own parent."""
    if '"' in path:
        return format_path(parse_path(path)[:-1])
    return path[: path.rfind("[")] if path.endswith("]") else path.rpartition(".")[0]


@lru_cache(maxsize=50_000)
def containers(path: str) -> tuple[str, ...]:
    """Return the objects, arrays and items that a path lies in, outermost first: `a`, `a[]`, `a[].b` for `a[].b.c`."""
    segments = parse_path(path)
    return tuple(format_path(segments[:end]) for end in range(1, len(segments)))


def lies_in(path: str, container: str) -> bool:
    """Tell whether a path leads into a container or an item of it; a container does not lie in itself."""
    return path.startswith((f"{container}.", f"{container}["))


def leaf(path: str) -> str:
    """Return the last member's name, whatever item brackets follow it: `a.tags[]` -> `tags`."""
    return next((s.key for s in reversed(parse_path(path)) if s.kind == "key"), "")


def array_prefixes(path: str) -> tuple[str, ...]:
    """Return the paths of the arrays that the path goes through, outermost first, each with its bracket: `a[]`, `a[].b[]`."""
    segments = parse_path(path)
    return tuple(format_path(segments[: at + 1]) for at, segment in enumerate(segments) if segment.is_item)
