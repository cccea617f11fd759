"""Changes of a design or of a document, made on a copy of its plain form."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from designer.model.codec import decode
from designer.model.design import Design
from mutants.nouns import DROPPED

if TYPE_CHECKING:
    from collections.abc import Mapping

PART = re.compile(r"\.([A-Za-z_][A-Za-z_0-9]*)|\[(\d+)\]")


def parts(where: str) -> tuple[str | int, ...]:
    """Take a place such as `$.flows[0].id` apart."""
    return tuple(key or int(number) for key, number in PART.findall(where))


def changed(plain: dict[str, Any], changes: Mapping[str, Any]) -> Design:
    """Return the design of *plain* with values set or dropped."""
    return decode(Design, changed_plain(plain, changes))


def changed_plain(plain: dict[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return a copy of *plain* with values set or dropped; what is dropped from lists goes last, from the end."""
    made: Any = plain
    dropped = sorted((where for where, value in changes.items() if value is DROPPED), key=parts, reverse=True)
    for where in [*(where for where, value in changes.items() if value is not DROPPED), *dropped]:
        made = put(made, parts(where), changes[where])
    result: dict[str, Any] = made
    return result


def put(value: Any, path: tuple[str | int, ...], new: Any) -> Any:
    """Return a copy of *value* with *new* at *path*; objects on the way are made, an index one past the end adds an item."""
    if not path:
        return new
    key, rest = path[0], path[1:]
    if isinstance(key, int):
        return _with_item(list(value or []), key, rest, new)
    made = dict(value or {})
    if new is DROPPED and not rest:
        made.pop(key, None)
    else:
        made[key] = put(made.get(key), rest, new)
    return made


def _with_item(items: list[Any], at: int, rest: tuple[str | int, ...], new: Any) -> list[Any]:
    if new is DROPPED and not rest:
        del items[at]
    elif at == len(items):
        items.append(put(None, rest, new))
    else:
        items[at] = put(items[at], rest, new)
    return items


def in_document(document: dict[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return a copy of a document with values set or dropped at JSON pointers."""
    made: Any = document
    for pointer, value in changes.items():
        made = put(made, _keys(made, pointer), value)
    result: dict[str, Any] = made
    return result


def _keys(document: Any, pointer: str) -> tuple[str | int, ...]:
    keys: list[str | int] = []
    for text in pointer.removeprefix("#").split("/")[1:]:
        key: str | int = text.replace("~1", "/").replace("~0", "~")
        if isinstance(document, list):
            key = int(text)
        keys.append(key)
        document = document[key] if isinstance(document, list) and int(text) < len(document) else _member(document, key)
    return tuple(keys)


def _member(document: Any, key: str | int) -> Any:
    return document.get(key) if isinstance(document, dict) else None
