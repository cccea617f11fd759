"""PyYAML's C loader, told to read scalars as YAML 1.2 does, so that it agrees with ryaml; its errors name line and column."""

from __future__ import annotations

import math
import re
from typing import Any, ClassVar

import yaml

from designer.errors import DescriptionError

Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

RESOLVERS = (
    ("tag:yaml.org,2002:bool", re.compile(r"^(?:true|True|TRUE|false|False|FALSE)$"), "tTfF"),
    ("tag:yaml.org,2002:null", re.compile(r"^(?:~|null|Null|NULL|)$"), "~nN"),
    ("tag:yaml.org,2002:int", re.compile(r"^(?:[-+]?(?:0|[1-9][0-9]*)|0x[0-9a-fA-F]+)$"), "-+0123456789"),
    (
        "tag:yaml.org,2002:float",
        re.compile(
            r"^(?:[-+]?(?:\.[0-9]+|(?:0|[1-9][0-9]*)\.[0-9]*|(?:0|[1-9][0-9]*)(?=[eE]))(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$"
        ),
        "-+.0123456789",
    ),
    ("tag:yaml.org,2002:merge", re.compile(r"^<<$"), "<"),
)

MOST_VALUES = 20_000_000
"""The largest published descriptions hold about two million."""


class PlainLoader(Base):  # type: ignore[misc]
    """YAML 1.2's core scalars: no dates, no `yes`, no octal, no base 60; unknown tags are refused by SafeLoader."""

    yaml_implicit_resolvers: ClassVar[dict[Any, Any]] = {}


for _tag, _pattern, _first in RESOLVERS:
    PlainLoader.add_implicit_resolver(_tag, _pattern, list(_first) + ([""] if _tag.endswith("null") else []))


def slow_yaml(text: str, file: str) -> Any:
    """Return the value of a YAML text. Raises DescriptionError with line and column."""
    try:
        value = yaml.load(text, Loader=PlainLoader)  # noqa: S506 - a SafeLoader with fewer scalars
    except yaml.MarkedYAMLError as wrong:
        raise _told(wrong, text, file) from wrong
    except (yaml.YAMLError, ValueError, TypeError) as wrong:
        raise DescriptionError(
            file, f"not valid YAML: {str(wrong).splitlines()[0]}", next_step="Mend the document, or fetch it again."
        ) from wrong

    if _size(value, {}) > MOST_VALUES:
        raise DescriptionError(
            file, "YAML aliases that multiply it beyond measure", next_step="Give the document without aliases, as JSON."
        )
    return value


def _size(value: Any, known: dict[int, float]) -> float:
    """Return how many values there are with every alias written out; endlessly many where an alias holds itself."""
    if not isinstance(value, dict | list):
        return 1
    if id(value) not in known:
        known[id(value)] = math.inf
        known[id(value)] = 1 + sum(_size(item, known) for item in (value.values() if isinstance(value, dict) else value))
    return known[id(value)]


def _told(wrong: yaml.MarkedYAMLError, text: str, file: str) -> DescriptionError:
    mark = wrong.problem_mark or wrong.context_mark
    if mark is None:
        return DescriptionError(file, f"not valid YAML: {wrong.problem}", next_step="Mend the document, or fetch it again.")
    lines = text.splitlines()
    line = lines[mark.line] if mark.line < len(lines) else ""
    place = f"{file}, line {mark.line + 1}, column {mark.column + 1}"
    if line[: len(line) - len(line.lstrip())].count("\t"):
        return DescriptionError(
            place, "a tab stands where YAML indents", next_step="Replace the tab by spaces: YAML allows none in front of a key."
        )
    if "constructor for the tag" in (wrong.problem or ""):
        return DescriptionError(place, f"a YAML tag, which is not read: {wrong.problem}", next_step="Remove the tag.")
    return DescriptionError(place, f"not valid YAML: {wrong.problem}", next_step="Mend the line, or fetch the document again.")
