"""Places of a design as a model writes them: `$.flows[id=x].steps[id=write].mappings[target=body.email]`, or with numbers."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from designer.model.scalars import Json

NAMES = ("id", "target", "case", "name", "team", "attribute", "key", "source", "symptom", "when", "pattern", "system", "title")
"""Members by which a record of a list is told from the others, in the order in which they are tried."""
MEMBER = re.compile(r"\.?([A-Za-z_]\w*)")
INDEX = re.compile(r"\[(\d{1,6})\]")
KEY = re.compile(r"\[([A-Za-z_]\w*)\s*=\s*")
FILTER = re.compile(r"\[\?\(?@\.([A-Za-z_]\w*)\s*==?\s*(['\"])([^'\"]*)\2\s*\)?\]")
"""A record as JSONPath names it: `[?(@.id=='x')]`."""
NAMED = re.compile(r"\[(?:'([^']+)'|\"([^\"]+)\"|([A-Za-z_][\w.-]*))\]")
"""A member, or a record by its name alone: `['x']`, `[x]`."""
QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"\s*(?=\])')
PLAIN = re.compile(r"[^\s\"\[\]]+")


class Selector(NamedTuple):
    """The record of a list whose member *key* reads as *value*."""

    key: str
    value: str


Step = str | int | Selector
"""A member's name, a record's number or a record's name."""


class PlaceError(ValueError):
    """A text that is no place."""


def steps_of(at: str) -> tuple[Step, ...]:
    """Take a place apart; `$` in front may be left out, and a record be named as in JSONPath. Raises PlaceError."""
    steps: list[Step] = []
    position = 1 if at.startswith("$") else 0
    while position < len(at):
        if found := INDEX.match(at, position):
            steps.append(int(found[1]))
            position = found.end()
        elif found := FILTER.match(at, position):
            steps.append(Selector(found[1], found[3]))
            position = found.end()
        elif found := NAMED.match(at, position):
            steps.append(found[1] or found[2] or found[3])
            position = found.end()
        elif found := KEY.match(at, position):
            value, position = _value(at, found.end())
            steps.append(Selector(found[1], value))
        elif found := MEMBER.match(at, position):
            steps.append(found[1])
            position = found.end()
        else:
            fact = f"it cannot be read from character {position + 1} on ({at[position : position + 20]!r})"
            raise PlaceError(f"{fact}. Write it like `$.flows[id=x].steps[id=y].mappings[target=body.email]`.")
    return tuple(steps)


def place_of(steps: tuple[Step, ...]) -> str:
    """Write a place."""
    return "$" + "".join(_written(step) for step in steps)


def named_place(tree: Json, where: str) -> str:
    """Return a place with names where the lists of the encoded design have them: numbers change, names stay."""
    try:
        steps = steps_of(where)
    except PlaceError:
        return where
    at: Any = tree
    named: list[Step] = []
    for step in steps:
        named.append(_name(at, step) if isinstance(step, int) else step)
        at = below(at, step)
    return place_of(tuple(named))


def below(value: Any, step: Step) -> Any:
    """Return what stands one step below a value, None if nothing does."""
    if isinstance(step, str):
        return value.get(step) if isinstance(value, dict) else None
    if not isinstance(value, list):
        return None
    if isinstance(step, int):
        return value[step] if step < len(value) else None
    return next((item for item in value if is_named(item, step)), None)


def at_place(tree: Json, steps: tuple[Step, ...]) -> Any:
    """Return what stands at a place of an encoded design, None if nothing does."""
    at: Any = tree
    for step in steps:
        at = below(at, step)
    return at


def is_named(record: Any, selector: Selector) -> bool:
    """Tell whether a record is the one that is meant."""
    value = record.get(selector.key) if isinstance(record, dict) else None
    return value is not None and not isinstance(value, dict | list) and _text(value) == selector.value


def _name(records: Any, number: int) -> Step:
    record = records[number] if isinstance(records, list) and number < len(records) else None
    for key in NAMES:
        value = record.get(key) if isinstance(record, dict) else None
        if isinstance(value, str) and value and len(value) <= 120 and "\n" not in value:
            selector = Selector(key, value)
            if sum(is_named(one, selector) for one in records) == 1:
                return selector
    return number


def _value(at: str, start: int) -> tuple[str, int]:
    """Read a selector's value up to the bracket that closes it; brackets inside it are paired, as in `body.lines[].sku`."""
    if quoted := QUOTED.match(at, start):
        try:
            return str(json.loads(quoted[0].strip())), quoted.end() + 1
        except ValueError:
            pass  # read as it stands
    depth = 1
    for position in range(start, len(at)):
        depth += {"[": 1, "]": -1}.get(at[position], 0)
        if not depth:
            return _unquoted(at[start:position].strip()), position + 1
    raise PlaceError(f"the bracket of `{at[start : start + 40]}` is never closed")


def _unquoted(text: str) -> str:
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] == "'" else text


def _written(step: Step) -> str:
    if isinstance(step, str):
        return f".{step}" if MEMBER.fullmatch(step) else f"[{json.dumps(step, ensure_ascii=False)}]"
    if isinstance(step, int):
        return f"[{step}]"
    balanced = step.value.replace("[]", "")
    plain = step.value if PLAIN.fullmatch(balanced) else json.dumps(step.value, ensure_ascii=False)
    return f"[{step.key}={plain}]"


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value)
