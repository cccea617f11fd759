"""Bytes of a description to a plain JSON value, the same from either YAML parser; what cannot be read is told with its place."""

from __future__ import annotations

import gc
import json
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from designer.errors import DescriptionError
from designer.specs.documents.limits import (
    LARGEST_SECOND_TRY,
    WIDEST,
    holds_aliases,
    holds_tags,
    refuse_hostile_yaml,
    refuse_large,
    refuse_many_parts,
    refuse_slow_yaml,
    refuse_wide,
)
from designer.specs.documents.parts import frame_of, homes_of
from designer.specs.documents.recognise import not_a_description
from designer.specs.documents.scan import scan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.model.scalars import Json
    from designer.specs.documents.scan import Spans

HALF = re.compile(r"\\u[dD][89a-fA-F]")
LONE_HALF = re.compile(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?P<lone>u[dD][89a-fA-F][0-9a-fA-F]{2})|.)", re.DOTALL
)
"""Any escape, told apart: a pair of halves, a half alone, everything else."""

AGAIN = "Mend the document, or fetch it again."
TOO_DEEP = "nested too deeply to be read"
LONG_NUMBER = "holds a number of thousands of digits"


class Parsed(NamedTuple):
    """The value of a document, and where its parts stand in its text: nowhere known if it is YAML."""

    root: Json
    text: str
    spans: Spans


def parse(data: bytes, *, file: str) -> Json:
    """Return the JSON or YAML value of *data*, its keys all strings. Raises DescriptionError."""
    return parsed(data, file=file).root


def parsed(data: bytes, *, file: str) -> Parsed:
    """Return the JSON or YAML value of *data*, and where the parts of a JSON document stand. Raises DescriptionError."""
    refuse_large(len(data), file)
    text = _whole(decode(data, file=file))
    stranger = not_a_description(text)
    if stranger is not None:
        raise DescriptionError(file, stranger.fact, next_step=stranger.next_step)
    with collection_paused():
        if text.lstrip()[:1] in ("{", "["):
            root, spans = _json_or_flow_yaml(text, file)
        else:
            root, spans = _yaml(text, file), {}
        if len(text) > WIDEST:
            refuse_wide([part for part in _long_parts(root, spans) if isinstance(part, dict | list)], file)
        return Parsed(root, text, spans)


def _long_parts(root: Json, spans: Spans) -> list[Any]:
    """Return the parts of a document whose text is long enough to hold a wide object, and what lies outside the parts."""
    if not spans:
        return [root]
    homes = {keys: home for keys, home in homes_of(root) if keys in spans}
    long = [home[name] for keys, home in homes.items() for name, (start, end) in spans[keys].items() if end - start > WIDEST]
    return [frame_of(root), *map(list, homes.values()), *long]


def _whole(text: str) -> str:
    """Return a text with the escaped halves of surrogate pairs that stand alone replaced: no encoding can write them."""
    return LONE_HALF.sub(_replaced, text) if HALF.search(text) else text


def _replaced(found: re.Match[str]) -> str:
    return r"\ufffd" if found["lone"] else found[0]


def decode(data: bytes, *, file: str) -> str:
    """Return the text of *data*: UTF-8, or UTF-16 with its mark."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace")
    if b"\x00" in data[:4096]:
        raise DescriptionError(
            file, "a binary file, not text", next_step="Give the OpenAPI document itself as JSON or YAML (unpack an archive first)."
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = data.count(b"\n", 0, wrong.start) + 1
        raise DescriptionError(f"{file}, line {line}", "not UTF-8 text", next_step="Save the file as UTF-8.") from wrong


@contextmanager
def collection_paused() -> Iterator[None]:
    """Keep the garbage collector from walking millions of half-made containers: three times faster."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.freeze()
            gc.enable()


def _json_or_flow_yaml(text: str, file: str) -> tuple[Json, Spans]:
    """Read JSON; what only YAML allows in braces (comments, bare words, a comma too many) is read as YAML."""
    refuse_many_parts(text, file)
    try:
        return scan(text)
    except json.JSONDecodeError as wrong:
        try:
            if len(text) <= LARGEST_SECOND_TRY:
                return _yaml(text, file), {}
        except DescriptionError:
            pass  # the place in the JSON is the one to mend
        place = f"{file}, line {wrong.lineno}, column {wrong.colno}"
        raise DescriptionError(place, f"not valid JSON: {wrong.msg}", next_step=AGAIN) from wrong
    except RecursionError as wrong:
        raise DescriptionError(file, TOO_DEEP, next_step=AGAIN) from wrong
    except ValueError as wrong:
        raise DescriptionError(file, LONG_NUMBER, next_step=AGAIN) from wrong


def _yaml(text: str, file: str) -> Json:
    """Read YAML: fast where it uses no aliases or tags and the fast parser takes it; it refuses a key given twice, and tells no place."""
    refuse_hostile_yaml(text, file)
    try:
        is_plain = not (holds_aliases(text) or holds_tags(text))
        value: Json = plain(_fast_yaml(text) if is_plain else _slow_yaml(text, file))
    except RecursionError as wrong:
        raise DescriptionError(file, TOO_DEEP, next_step=AGAIN) from wrong
    except ValueError:
        try:
            value = plain(_slow_yaml(text, file))
        except RecursionError as wrong:
            raise DescriptionError(file, TOO_DEEP, next_step=AGAIN) from wrong
    return value


def _slow_yaml(text: str, file: str) -> Any:
    from designer.specs.documents.yaml_fallback import slow_yaml  # noqa: PLC0415 - PyYAML only where ryaml will not do

    refuse_slow_yaml(text, file)
    return slow_yaml(text, file)


def _fast_yaml(text: str) -> Any:
    try:
        import ryaml  # noqa: PLC0415 - an optional extra, and only for YAML
    except ImportError:
        raise ValueError from None
    return ryaml.loads(text)  # type: ignore[attr-defined]


def plain(value: Any) -> Any:
    """Return the value with string keys and merge keys (`<<`) carried out, in place where nothing changes."""
    if isinstance(value, dict):
        return _plain_object(value)
    if isinstance(value, list):
        for index, item in enumerate(value):
            if isinstance(item, dict | list):
                value[index] = plain(item)
    return value


def _plain_object(value: dict[Any, Any]) -> dict[str, Any]:
    if not all(type(key) is str for key in value):
        value = {_key(key): item for key, item in value.items()}
    if "<<" in value and isinstance(value["<<"], dict | list):
        value = _merged(value)
    for key, item in value.items():
        if isinstance(item, dict | list):
            value[key] = plain(item)
    return value


def _merged(value: dict[str, Any]) -> dict[str, Any]:
    sources = value["<<"] if isinstance(value["<<"], list) else [value["<<"]]
    result: dict[str, Any] = {}
    for source in reversed(sources):
        if isinstance(source, dict):
            result.update(plain(dict(source)))
    result.update((key, item) for key, item in value.items() if key != "<<")
    return result


def _key(key: Any) -> str:
    """Return a key as JSON writes it: `200`, `true`, `null`."""
    if key is None or isinstance(key, bool):
        return json.dumps(key)
    return str(key)
