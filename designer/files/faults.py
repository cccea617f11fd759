"""Faults of a value against its JSON Schema, all of them, each with its `$.path` and what would be right."""

from __future__ import annotations

import difflib
import json
from typing import TYPE_CHECKING, Any, NamedTuple

from designer.files.yaml_reading import child

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from designer.model.scalars import Json, JsonObject

TYPE_WORDS = {
    "string": "a text", "integer": "a whole number", "number": "a number", "boolean": "true or false",
    "array": "a list", "object": "a group of `key: value` lines", "null": "nothing",
}  # fmt: skip
LONGEST_SHOWN = 60


class Fault(NamedTuple):
    """One thing that is wrong: where, and in words what and what would be right."""

    where: str
    words: str


def faults(value: Json, schema: JsonObject) -> list[Fault]:
    """Return every fault, in the order of the document; a fault inside an alternative is told of the alternative meant."""
    from jsonschema import Draft202012Validator  # noqa: PLC0415 - 100 ms that only a faulty file needs

    validator = Draft202012Validator(schema)
    found = [fault for error in validator.iter_errors(value) for fault in _told(error, validator, "$", schema)]
    return list(dict.fromkeys(found))


def _told(error: Any, validator: Any, above: str, schema: JsonObject) -> Iterator[Fault]:
    where = above
    for key in error.path:
        where = child(where, key)
    if error.validator in {"oneOf", "anyOf"}:
        yield from _alternative(error, validator, where, schema)
    elif error.validator == "additionalProperties":
        known = list(error.schema["properties"])
        for key in error.instance:
            if key not in known:
                yield Fault(child(where, key), f'there is no property "{key}" here. {_suggestion(key, known)}')
    elif error.validator == "required":
        for key in error.validator_value:
            if key not in error.instance:
                yield Fault(where, f'"{key}" is missing. {_meaning(error.schema, key)}'.rstrip())
    else:
        yield Fault(where, _plain_words(error))


def _plain_words(error: Any) -> str:
    shown = _shown(error.instance)
    if error.validator == "enum":
        return f"{shown} is not taken. {_suggestion(error.instance, error.validator_value)}"
    if error.validator == "const":
        return f"{shown} is not taken. Write {_shown(error.validator_value)}."
    if error.validator == "type":
        wanted = error.validator_value if isinstance(error.validator_value, list) else [error.validator_value]
        return (
            f"{shown} is {_kind(error.instance)}. Write {' or '.join(TYPE_WORDS[name] for name in wanted)}{_how(error.instance, wanted)}."
        )
    return str(error.message)


def _alternative(error: Any, validator: Any, where: str, schema: JsonObject) -> Iterator[Fault]:
    """Tell the faults of the one alternative that was meant: chosen by `name`, or the one that is not null."""
    options = [_resolved(option, schema) for option in error.validator_value]
    named = {option["properties"]["name"]["const"]: option for option in options if "const" in option.get("properties", {}).get("name", {})}
    if not isinstance(error.instance, dict):
        yield Fault(where, f"{_shown(error.instance)} is {_kind(error.instance)}. Write {TYPE_WORDS['object']}.")
        return
    if named:
        name = error.instance.get("name")
        if name is None:
            yield Fault(where, f'"name" is missing. It says which one is meant: {_listed(list(named))}.')
            return
        if not isinstance(name, str) or name not in named:
            yield Fault(child(where, "name"), f"{_shown(name)} is not taken. {_suggestion(name, list(named))}")
            return
        meant = named[name]
    else:
        meant = next((option for option in options if option.get("type") != "null"), options[0])
    for inner in validator.evolve(schema=meant).iter_errors(error.instance):
        yield from _told(inner, validator, where, schema)


def _resolved(option: Any, schema: Any) -> Any:
    reference = option.get("$ref", "")
    return schema["$defs"][reference.rsplit("/", 1)[-1]] if reference else option


def _meaning(schema: Any, key: str) -> str:
    entry = schema["properties"].get(key, {})
    text = entry.get("description", "")
    if "enum" in entry:
        text = f"{text} One of: {_listed(entry['enum'])}.".strip()
    return f"It holds: {text[:1].lower() + text[1:]}" if text else ""


def _suggestion(written: Any, known: Sequence[Any]) -> str:
    names = [str(name) for name in known if name != ""]
    close = difflib.get_close_matches(str(written), names, n=1, cutoff=0.6)
    if close:
        return f'Did you mean "{close[0]}"?'
    return f"There {'is' if len(names) == 1 else 'are'}: {_listed(names)}."


def _listed(names: Sequence[Any]) -> str:
    return ", ".join(str(name) for name in names if name != "")


def _shown(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}..."


def _kind(value: Any) -> str:
    if value is None:
        return "empty"
    if isinstance(value, bool):
        return "true or false, not in quotes"
    kinds: tuple[tuple[type | tuple[type, ...], str], ...] = (
        (dict, TYPE_WORDS["object"]),
        (list, TYPE_WORDS["array"]),
        ((int, float), TYPE_WORDS["number"]),
    )
    return next((words for types, words in kinds if isinstance(value, types)), TYPE_WORDS["string"])


def _how(value: Any, wanted: list[str]) -> str:
    if "string" in wanted and isinstance(value, int | float):
        return ": put it in quotes"
    if "array" in wanted and not isinstance(value, dict | list) and value is not None:
        return f": `- {value}` on a line of its own, or `[{value}]`"
    return ""
