"""Plain values to YAML in block style: the same value gives the same bytes, and every reader of YAML 1.1 or 1.2 reads the same back."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.model.scalars import Json, JsonObject, Scalar

SHORT_LIST = 88
"""A list of scalars no longer than this stands on one line."""

PLAIN = re.compile(r"(?:[^\W\d]|[$/<(+.])(?:[^\x00-\x1f\x7f-\xa0\ud800-\udfff\ufeff\ufffe\uffff\u2028\u2029:#]|:(?! |$)|(?<! )#)*")
"""Texts that may stand without quotes, unless a reader would take them for something else."""
OTHERWISE = re.compile(r"(?:true|false|yes|no|on|off|y|n|null|nan)|\.(?:inf|nan)|[+.][0-9._+:eExXoOa-fA-F-]*|\.\.\.|<<|=", re.IGNORECASE)
"""Texts that some reader takes for a truth value, a number, a merge key or the end of a document."""
ESCAPED = re.compile("[\x7f-\xa0\ud800-\udfff\ufeff\ufffe\uffff\u2028\u2029]")


def yaml_text(value: JsonObject) -> str:
    """Return an object as YAML, keys in their order."""
    return "".join(f"{line}\n" for line in _object_lines(value))


def yaml_scalar(value: Scalar) -> str:
    """Return a scalar as it stands in YAML, quoted only where a reader would else take it for something different."""
    if isinstance(value, str):
        if PLAIN.fullmatch(value) and not value.endswith(" ") and not OTHERWISE.fullmatch(value):
            return value
        return ESCAPED.sub(_escape, json.dumps(value, ensure_ascii=False))
    if isinstance(value, float):
        return _number(value)
    return json.dumps(value)


def _escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


def _number(value: float) -> str:
    """Write a float so that YAML 1.1 reads it as one too: `1e-07` needs a point and a signed exponent."""
    text = repr(value)
    mantissa, exponent, power = text.partition("e")
    if not exponent:
        return {"inf": ".inf", "-inf": "-.inf", "nan": ".nan"}.get(text, text)
    return f"{mantissa}{'' if '.' in mantissa else '.0'}e{power if power[0] in '+-' else f'+{power}'}"


def _object_lines(value: JsonObject) -> Iterator[str]:
    for key, item in value.items():
        name = yaml_scalar(key)
        if isinstance(item, dict) and item:
            yield f"{name}:"
            yield from (f"  {line}" for line in _object_lines(item))
        elif isinstance(item, list) and item:
            flow = _one_line(item)
            if flow:
                yield f"{name}: {flow}"
            else:
                yield f"{name}:"
                yield from (f"  {line}" for line in _list_lines(item))
        else:
            yield f"{name}: {_leaf(item)}"


def _list_lines(items: list[Json]) -> Iterator[str]:
    for item in items:
        if isinstance(item, dict) and item:
            lines = _object_lines(item)
        elif isinstance(item, list) and item:
            lines = iter([_one_line(item)]) if _one_line(item) else _list_lines(item)
        else:
            lines = iter([_leaf(item)])
        for number, line in enumerate(lines):
            yield f"{'  ' if number else '- '}{line}"


def _leaf(item: Json) -> str:
    if isinstance(item, dict):
        return "{}"
    if isinstance(item, list):
        return "[]"
    return yaml_scalar(item)


def _one_line(items: list[Json]) -> str:
    """Return a short list of scalars in flow style, or nothing if it must not stand on one line."""
    if any(isinstance(item, dict | list) for item in items):
        return ""
    text = f"[{', '.join(_in_flow(item) for item in items)}]"  # type: ignore[arg-type]
    return text if len(text) <= SHORT_LIST else ""


def _in_flow(item: Scalar) -> str:
    """Quote what has a meaning inside brackets, and whatever a reader of flow style could stumble over."""
    text = yaml_scalar(item)
    if isinstance(item, str) and text == item and re.search(r"[\[\]{},?]|:$", item):
        return json.dumps(item, ensure_ascii=False)
    return text
