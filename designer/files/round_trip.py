"""A changed design back into a person's text: only what differs is touched, comments and order stay."""

from __future__ import annotations

import difflib
import io
import json
from typing import TYPE_CHECKING, Any

from designer.errors import DesignFileError
from designer.model.codec import decode, encode
from designer.model.design import Design

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.model.scalars import Json, JsonObject

NAMES = ("id", "target", "system", "case", "name", "path", "title", "key", "source")
"""Members that tell one record of a list from the others, in the order in which they are looked for."""


def updated(text: str, design: Design, *, write: Callable[[Design], str]) -> str:
    """Return the text with the design's values; *write* makes it anew if the text cannot be kept."""
    from designer.files.yaml_reading import read_yaml  # noqa: PLC0415 - beside its only use

    value, _ = read_yaml(text, place="design.yaml")
    before, after = encode(decode(Design, value)), encode(design)  # type: ignore[arg-type]
    if before == after:
        return text
    result = _rewritten(text, before, after)
    return result if _holds(result, after) else write(design)


def _holds(text: str, wanted: JsonObject) -> bool:
    """Tell whether the text reads as the wanted design: what is written is proved before it is returned."""
    from designer.files.yaml_reading import read_yaml  # noqa: PLC0415 - beside its only use

    try:
        value, _ = read_yaml(text, place="design.yaml")
        return isinstance(value, dict) and encode(decode(Design, value)) == wanted
    except (DesignFileError, TypeError, KeyError):
        return False


def _rewritten(text: str, before: JsonObject, after: JsonObject) -> str:
    from ruamel.yaml import YAML  # noqa: PLC0415 - 80 ms that only a rewriting needs
    from ruamel.yaml.util import load_yaml_guess_indent  # noqa: PLC0415 - the same

    _, indent, offset = load_yaml_guess_indent(text)
    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 1_000_000
    yaml.indent(mapping=2, sequence=indent or 2, offset=offset or 0)
    tree = yaml.load(text)
    _change_object(tree, before, after)
    out = io.StringIO()
    yaml.dump(tree, out)
    return out.getvalue()


def _change_object(tree: Any, before: JsonObject, after: JsonObject) -> None:
    for key in [key for key in before if key not in after]:
        tree.pop(key, None)
    for key, value in after.items():
        if key not in before or before[key] != value:
            tree[key] = _changed(tree.get(key), before.get(key), value)


def _changed(tree: Any, before: Json, after: Json) -> Any:
    """Return *tree* with the difference from *before* to *after* laid on it, or a new node where there is nothing to keep."""
    if isinstance(tree, dict) and isinstance(before, dict) and isinstance(after, dict) and before.get("name") == after.get("name"):
        _change_object(tree, before, after)
        return tree
    if isinstance(tree, list) and isinstance(before, list) and isinstance(after, list) and len(tree) == len(before):
        return _change_list(tree, before, after)
    return _node(after)


def _change_list(tree: Any, before: list[Json], after: list[Json]) -> Any:
    matcher = difflib.SequenceMatcher(None, [_name(item) for item in before], [_name(item) for item in after], autojunk=False)
    for kind, left, left_end, right, right_end in reversed(matcher.get_opcodes()):
        kept = min(left_end - left, right_end - right) if kind in {"equal", "replace"} else 0
        for number in range(left_end - 1, left + kept - 1, -1):
            del tree[number]
        for number in range(right_end - 1, right + kept - 1, -1):
            tree.insert(left + kept, _node(after[number]))
        for step in range(kept):
            if before[left + step] != after[right + step]:
                tree[left + step] = _changed(tree[left + step], before[left + step], after[right + step])
    return tree


def _name(item: Json) -> str:
    if isinstance(item, dict):
        return next((f"{key}={item[key]}" for key in NAMES if key in item), json.dumps(item, sort_keys=True))
    return json.dumps(item)


def _node(value: Json) -> Any:
    """Return a value as ruamel keeps it, in block style."""
    from ruamel.yaml.comments import CommentedMap, CommentedSeq  # noqa: PLC0415 - ruamel is loaded by now

    if isinstance(value, dict):
        return CommentedMap((key, _node(item)) for key, item in value.items())
    if isinstance(value, list):
        return CommentedSeq(_node(item) for item in value)
    return value
