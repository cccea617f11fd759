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
    ("tag:yaml.org,2002:int", re.compile(r"^[-+]?(?:0|[1-9][0-9]*|0x[0-9a-fA-F]+|0o[0-7]+|0b[01]+)$"), "-+0123456789"),
    (
        "tag:yaml.org,2002:float",
        re.compile(r"^(?:[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*|[0-9]+(?=[eE]))(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$"),
        "-+.0123456789",
    ),
)

FOREIGN = ("binary", "timestamp", "omap", "pairs", "set")
"""Tags of YAML 1.1 for values that JSON has not."""

HEAVIEST = 3_000_000
"""Values, keys counted, with all aliases written out; the largest published descriptions hold about two million."""
TEXT_OF_A_VALUE = 64
"""Characters that weigh as much as one value more."""


class PlainLoader(Base):  # type: ignore[misc]
    """YAML 1.2's core scalars: no dates, no `yes`, no octal, no base 60; `<<` is a key like others; other tags are refused."""

    yaml_implicit_resolvers: ClassVar[dict[Any, Any]] = {}

    def construct_yaml_float(self, node: Any) -> Any:
        """Return the number; one that no float can hold is the text that it was."""
        value = super().construct_yaml_float(node)
        return node.value if math.isinf(value) and "inf" not in node.value.lower() else value


for _tag, _pattern, _first in RESOLVERS:
    PlainLoader.add_implicit_resolver(_tag, _pattern, list(_first) + ([""] if _tag.endswith("null") else []))
for _name in FOREIGN:
    PlainLoader.add_constructor(f"tag:yaml.org,2002:{_name}", Base.construct_undefined)
PlainLoader.add_constructor("tag:yaml.org,2002:float", PlainLoader.construct_yaml_float)


def slow_yaml(text: str, file: str) -> Any:
    """Return the value of a YAML text. Raises DescriptionError with line and column."""
    try:
        value = _constructed(text, file)
    except yaml.MarkedYAMLError as wrong:
        raise _told(wrong, text, file) from wrong
    except (yaml.YAMLError, ValueError, TypeError) as wrong:
        raise DescriptionError(
            file, f"not valid YAML: {str(wrong).splitlines()[0]}", next_step="Mend the document, or fetch it again."
        ) from wrong
    return value


def _constructed(text: str, file: str) -> Any:
    """Return the value of a text whose aliases, written out, keep within measure. Raises what PyYAML raises."""
    loader = PlainLoader(text)
    try:
        node = loader.get_single_node()
        if node is None:
            return None
        if _weight(node, {}) > HEAVIEST:
            raise DescriptionError(
                file, "YAML aliases that multiply it beyond measure", next_step="Give the document without aliases, as JSON."
            )
        return loader.construct_document(node)
    finally:
        loader.dispose()


def _weight(node: Any, known: dict[int, float]) -> float:
    """Return how much a node holds with every alias written out: its values and their texts; endlessly much where it holds itself."""
    if not isinstance(node.value, list):
        return 1 + len(node.value) / TEXT_OF_A_VALUE
    if id(node) not in known:
        known[id(node)] = math.inf
        below = (part for pair in node.value for part in pair) if isinstance(node, yaml.MappingNode) else node.value
        known[id(node)] = 1 + sum(_weight(part, known) for part in below)
    return known[id(node)]


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
