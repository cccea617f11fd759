"""What a document may make of its size: told from its text, before a parser is given anything that costs time or memory beyond measure."""

from __future__ import annotations

import re
from typing import Any

from designer.errors import DescriptionError

LARGEST = 64 * 1024 * 1024
"""Bytes; the largest published descriptions are about 40 MB."""
MOST_PARTS = 3_000_000
"""Values in a JSON text; the largest published descriptions hold about one million."""
MOST_YAML_PARTS = 2_000_000
"""Values in a YAML text, some 10 seconds of the fast parser."""
MOST_SLOW_PARTS = 500_000
"""Values in a YAML text that only the slow parser can read."""
LARGEST_SECOND_TRY = 8 * 1024 * 1024
"""Characters of a text in braces that is no JSON and is tried as YAML."""
DEEPEST_FLOW = 10_000
"""Brackets in brackets: beyond it the fast parser's time grows with the square of the depth, long before it refuses at 128."""
MOST_DIRECTIVES = 100
MOST_NUMBERED = 1000
"""Keys that are long numbers. Python's hash of such numbers can be foreseen, so that a mapping of them is filled in quadratic time."""

WIDEST = 50_000
"""Members of one object or list. The largest published documents have some 20,000 paths."""

ANCHOR = re.compile(r"&([0-9A-Za-z_-]+)")
ALIAS = re.compile(r"\*([0-9A-Za-z_-]+)")
NUMBERED = re.compile(r"(?<![^\s\[{,?:-])[-+.0-9][0-9a-fA-Fx.eE+-]{14,}\s*:")
BLOCK = re.compile(r"(?:^|[\s:-])[|>][-+0-9]{0,2}\s*(?:#.*)?$")
LEADING = re.compile(r" *")
TAG = re.compile(r"!(?:!?[A-Za-z_]|<)")
SMALLER = "Give a smaller part of the document."


def refuse_large(size: int, file: str) -> None:
    """Raise DescriptionError for a file of more bytes than are read."""
    if size > LARGEST:
        raise DescriptionError(file, f"{size // 1_000_000} MB is more than is read", next_step=SMALLER)


def refuse_many_parts(text: str, file: str) -> None:
    """Raise DescriptionError for a JSON text of more values than are read."""
    _refuse(sum(map(text.count, ",{[")), MOST_PARTS, file)


def refuse_wide(values: list[Any], file: str) -> None:
    """Raise DescriptionError where an object or a list, at any depth, has more members than are read."""
    level = values
    while level:
        most = max(map(len, level))
        if most > WIDEST:
            fact = f"{most:,} members in one object or list are more than is read"
            raise DescriptionError(file, fact, next_step=SMALLER)
        level = [
            value for holder in level for value in (holder.values() if type(holder) is dict else holder) if type(value) in (dict, list)
        ]


def refuse_hostile_yaml(text: str, file: str) -> None:
    """Raise DescriptionError for a YAML text that would take the fast parser time beyond measure."""
    _refuse(_yaml_parts(text), MOST_YAML_PARTS, file)
    if text.count("\n%") > MOST_DIRECTIVES or text.count("\r%") > MOST_DIRECTIVES:
        raise DescriptionError(file, f"more than {MOST_DIRECTIVES} YAML directives", next_step="Remove the lines that begin with `%`.")
    if text.count("[") + text.count("{") > DEEPEST_FLOW and _flow_depth(text) > DEEPEST_FLOW:
        raise DescriptionError(file, "nested too deeply to be read", next_step="Mend the document, or fetch it again.")
    if sum(1 for _ in NUMBERED.finditer(text)) > MOST_NUMBERED:
        raise DescriptionError(file, "thousands of long numbers as names", next_step="Put the names in quotes.")


def refuse_slow_yaml(text: str, file: str) -> None:
    """Raise DescriptionError for a YAML text that is too large for the slow parser."""
    _refuse(_yaml_parts(text), MOST_SLOW_PARTS, file)


def holds_aliases(text: str) -> bool:
    """Tell whether a YAML text may use an anchor; the fast parser writes each use out, however often and however large it is."""
    if "&" not in text or "*" not in text:
        return False
    anchors = set(ANCHOR.findall(text))
    return bool(anchors) and any(found.group(1) in anchors for found in ALIAS.finditer(text))


def holds_tags(text: str) -> bool:
    """Tell whether a YAML text may tag a value (`!name`): the fast parser reads past some tags and makes keys of others."""
    return "!" in text and any(_begins_value(text, found.start()) for found in TAG.finditer(text))


def _begins_value(text: str, at: int) -> bool:
    """Tell whether a value may begin at a place: not in quotes or a block of text, and after what YAML puts before a value."""
    start = text.rfind("\n", 0, at) + 1
    before = text[start:at]
    outer = before.rstrip()
    if not outer or outer[-1] in "[{":
        may_begin = True
    elif outer[-1] == ",":
        may_begin = sum(map(before.count, "[{")) > sum(map(before.count, "]}"))
    else:
        may_begin = outer != before and outer[-1] in ":-?"
    return may_begin and before.count('"') % 2 == 0 and not _is_in_block(text, start)


def _is_in_block(text: str, start: int) -> bool:
    """Tell whether the line that begins at *start* lies in a block of text: some line further out ends with `|` or `>`."""
    indent = _indent(text, start)
    while start and indent:
        end = start - 1
        start = text.rfind("\n", 0, end) + 1
        if text[start:end].strip() and _indent(text, start) < indent:
            indent = _indent(text, start)
            if BLOCK.search(text, start, end):
                return True
    return False


def _indent(text: str, start: int) -> int:
    return len(LEADING.match(text, start)[0])  # type: ignore[index] # it matches nothing, too


def _yaml_parts(text: str) -> int:
    return sum(map(text.count, (",", "{", "[", "\n", "\r", "- ", "? ")))


def _refuse(parts: int, most: int, file: str) -> None:
    if parts > most:
        raise DescriptionError(file, f"about {parts // 1000 * 1000:,} values are more than is read", next_step=SMALLER)


def _flow_depth(text: str) -> int:
    """Return how deep brackets stand in brackets, those in texts counted too."""
    depth = deepest = 0
    for found in re.finditer(r"[\[{]+|[\]}]+", text):
        run = found.group()
        depth = depth + len(run) if run[0] in "[{" else max(depth - len(run), 0)
        deepest = max(deepest, depth)
    return deepest
