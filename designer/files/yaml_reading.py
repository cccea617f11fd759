"""YAML text to plain values by the core schema of YAML 1.2, with the line of each value and key; faults with line and column.

`no` is a text and `0o17` a number, as editors that know YAML 1.2 read them. Anchors, tags and doubled keys are refused: a
design is plain data.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Any

from designer.errors import DesignFileError

if TYPE_CHECKING:
    from designer.model.scalars import Json

PLAIN_TAGS = {"!", None, "tag:yaml.org,2002:str", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map"}
INTEGER = re.compile(r"[-+]?[0-9]+")
OCTAL = re.compile(r"0o[0-7]+")
HEXADECIMAL = re.compile(r"0x[0-9a-fA-F]+")
FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
INFINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)")
WORDS: dict[str, bool | None] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip
DEEPEST = 64
CONFLICT = "<<<<<<< "
LONGEST_NUMBER = 300
MOST_VALUES = 200_000
"""Lines and values; the largest designs have some ten thousand."""
MOST_DIRECTIVES = 100
"""Lines that begin with `%`: each is held against all before."""


def read_yaml(text: str, *, place: str) -> tuple[Json, dict[str, int]]:
    """Return the value and the line of each `$.path` in it. Raises DesignFileError with line and column."""
    node = _composed(text, place)
    if node is None:
        raise DesignFileError(place, "is empty", next_step="`designer design --from brief.md` makes one.")
    reading = _Reading(place)
    value = reading.value(node, "$", 0)
    return value, reading.lines


def child(where: str, key: str | int) -> str:
    """Return the place of a member or item below a place."""
    if isinstance(key, int):
        return f"{where}[{key}]"
    plain = re.fullmatch(r"[A-Za-z_]\w*", key)
    return f"{where}.{key}" if plain else f'{where}."{key}"'


def _composed(text: str, place: str) -> Any:
    import yaml  # noqa: PLC0415 - 10 ms that only design files need

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    if sum(map(text.count, "\n,[{")) > MOST_VALUES or text.count("\n%") > MOST_DIRECTIVES:
        raise DesignFileError(place, "holds more than a design does", next_step="See what wrote it; a design has some thousand lines.")
    try:
        return yaml.compose(text, Loader=loader)
    except yaml.MarkedYAMLError as fault:
        raise _syntax_fault(fault, text, place) from None
    except yaml.YAMLError as fault:
        raise DesignFileError(
            place, f"is no YAML: {' '.join(str(fault).split())}", next_step="Save the file as plain UTF-8 text."
        ) from None
    except RecursionError:
        raise DesignFileError(place, "is nested too deep", next_step="A design has about ten levels.") from None


def _syntax_fault(fault: Any, text: str, place: str) -> DesignFileError:
    mark = fault.problem_mark or fault.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    told = f"{place}:{line}:{column}"
    lines = text.split("\n")
    written = lines[line - 1] if line <= len(lines) else ""
    mark_line = next((number for number, one in enumerate(lines, 1) if one.startswith(CONFLICT)), 0)
    if mark_line:
        step = "Keep what is right of the lines between <<<<<<< and >>>>>>>, and remove the marks."
        return DesignFileError(f"{place}:{mark_line}", "a merge left a conflict here", next_step=step)
    indentation = written[: len(written) - len(written.lstrip())]
    if "\t" in indentation:
        column = indentation.index("\t") + 1
        return DesignFileError(
            f"{place}:{line}:{column}", "a tab indents this line", next_step="YAML takes spaces only: two for each level."
        )
    problem = ", ".join(part for part in (fault.context, fault.problem) if part)
    if not "\n".join([written[column - 1 :], *lines[line:]]).strip():
        return DesignFileError(
            told, f"the file ends in the middle ({problem})", next_step="See whether its end was lost; restore it from git or a copy."
        )
    step = f"The line reads: {written.strip()[:80]}" if written.strip() else "See the lines above for a quote or bracket left open."
    return DesignFileError(told, f"is no YAML here: {problem}", next_step=step)


class _Reading:
    """One walk over the nodes of a document."""

    def __init__(self, place: str) -> None:
        self.place = place
        self.lines: dict[str, int] = {}
        self.seen: set[int] = set()

    def value(self, node: Any, where: str, depth: int) -> Json:
        """Return the plain value of a node and note its line."""
        import yaml  # noqa: PLC0415 - already loaded here

        self.lines.setdefault(where, node.start_mark.line + 1)
        self._refuse_what_is_not_plain(node, where, depth)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, where, depth)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, child(where, number), depth + 1) for number, item in enumerate(node.value)]
        return node.value if node.style or node.tag == "!" else self._plain(node)

    def _mapping(self, node: Any, where: str, depth: int) -> Json:
        result: dict[str, Json] = {}
        for key_node, item in node.value:
            key = key_node.value
            if not isinstance(key, str):
                raise self._fault(key_node, f"{where}: a key must be a word", "Write `key: value`.")
            if key in result:
                first = self.lines[child(where, key)]
                raise self._fault(key_node, f"{where}: {key!r} stands here twice, first in line {first}", "Keep one of the two.")
            self.lines[child(where, key)] = key_node.start_mark.line + 1
            result[key] = self.value(item, child(where, key), depth + 1)
        return result

    def _refuse_what_is_not_plain(self, node: Any, where: str, depth: int) -> None:
        if id(node) in self.seen:
            raise self._fault(node, f"{where}: an anchor (`&`) is used again by an alias (`*`)", "Write the value out at both places.")
        self.seen.add(id(node))
        if node.tag not in PLAIN_TAGS:
            raise self._fault(node, f"{where}: a tag ({node.tag}) is not taken", "Write the plain value; put a text in quotes.")
        if depth > DEEPEST:
            raise self._fault(node, f"{where}: nested more than {DEEPEST} levels deep", "A design has about ten levels.")

    def _plain(self, node: Any) -> Json:
        text = node.value
        if text in WORDS:
            return WORDS[text]
        if len(text) > LONGEST_NUMBER:
            return str(text)
        if INTEGER.fullmatch(text):
            return int(text)
        if OCTAL.fullmatch(text) or HEXADECIMAL.fullmatch(text):
            return int(text, 0)
        if INFINITE.fullmatch(text) or text in {".nan", ".NaN", ".NAN"} or (FLOAT.fullmatch(text) and math.isinf(float(text))):
            raise self._fault(node, f"{text} is no number that JSON knows", "Write a finite number, or put the text in quotes.")
        return float(text) if FLOAT.fullmatch(text) else str(text)

    def _fault(self, node: Any, fact: str, step: str) -> DesignFileError:
        mark = node.start_mark
        return DesignFileError(f"{self.place}:{mark.line + 1}:{mark.column + 1}", fact, next_step=step)
