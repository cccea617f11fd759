"""Line and column of places in a JSON or YAML text, by their pointers: one look through the text, no value made."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from designer.specs.documents.library import steps_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

LARGEST_JSON = 32_000_000
LARGEST_YAML = 4_000_000
"""Characters; a look through more takes longer than the judgement."""
TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[{}\[\]]|[^\s{}\[\],:"]+', re.DOTALL)
"""Commas and colons say nothing that the order does not."""

Steps = tuple[str, ...]


BRACKETS = {"{": "object", "[": "list", "}": "end", "]": "end"}
DEPTHS = {"object": 1, "list": 1, "end": -1, "value": 0}


class Event(NamedTuple):
    """What a text holds next: the start of an object or a list, an end, or a value (a key too)."""

    kind: str
    text: str
    at: Any


class Mark(NamedTuple):
    """A place in a text, from 1."""

    line: int
    column: int


def lines_of(text: str, pointers: Iterable[str]) -> dict[str, Mark]:
    """Return where the places stand that pointers name: a member at its key, an item at its start. What is not found is left out."""
    by_steps = {tuple(steps_of(pointer)): pointer for pointer in pointers}
    is_json = text.lstrip()[:1] in ("{", "[")
    if len(text) > (LARGEST_JSON if is_json else LARGEST_YAML):
        return {}
    found = _in_json(text, set(by_steps)) if is_json else _in_yaml(text, set(by_steps))
    return {by_steps[steps]: mark for steps, mark in found}


def _in_json(text: str, wanted: set[Steps]) -> Iterator[tuple[Steps, Mark]]:
    events = (Event(BRACKETS.get(match[0], "value"), match[0], match.start()) for match in TOKEN.finditer(text))
    for steps, offset in _wanted(_places(events, wanted, read=_text), wanted):
        yield steps, Mark(text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))


def _in_yaml(text: str, wanted: set[Steps]) -> Iterator[tuple[Steps, Mark]]:
    import yaml  # noqa: PLC0415 - JSON needs none of it

    told = {yaml.MappingStartEvent: "object", yaml.SequenceStartEvent: "list", yaml.ScalarEvent: "value", yaml.AliasEvent: "value"}
    ends = (yaml.MappingEndEvent, yaml.SequenceEndEvent)
    try:
        events = (
            Event("end" if isinstance(event, ends) else told[type(event)], getattr(event, "value", ""), event.start_mark)
            for event in yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
            if type(event) in told or isinstance(event, ends)
        )
        for steps, mark in _wanted(_places(events, wanted, read=str), wanted):
            yield steps, Mark(mark.line + 1, mark.column + 1)
    except (yaml.YAMLError, ValueError):
        return


def _wanted(places: Iterator[tuple[Steps, Any]], wanted: set[Steps]) -> Iterator[tuple[Steps, Any]]:
    """Yield the places wanted, each once, and look no further than the last of them."""
    left = set(wanted)
    for steps, at in places:
        if steps in left:
            left.discard(steps)
            yield steps, at
            if not left:
                return


def _places(events: Iterator[Event], wanted: set[Steps], *, read: Callable[[str], str]) -> Iterator[tuple[Steps, Any]]:
    """Yield the members and items on the ways to what is wanted; what lies beside them is passed over."""
    ways = {steps[:length] for steps in wanted for length in range(len(steps) + 1)}
    holders: list[tuple[Steps, int]] = []
    """The steps of each open container on a way, and the index of its next item (an object: -1)."""
    key: Event | None = None
    passed = 0
    for event in events:
        if passed:
            passed += DEPTHS[event.kind]
        elif event.kind == "end":
            del holders[-1:]
        elif holders and holders[-1][1] < 0 and key is None:
            key, passed = event, DEPTHS[event.kind]
        else:
            steps, at = _next(holders, key, event, read)
            key = None
            if steps in ways:
                yield steps, at
            if DEPTHS[event.kind] and steps in ways:
                holders.append((steps, 0 if event.kind == "list" else -1))
            else:
                passed = DEPTHS[event.kind]


def _next(holders: list[tuple[Steps, int]], key: Event | None, event: Event, read: Callable[[str], str]) -> tuple[Steps, Any]:
    if not holders:
        return (), event.at
    steps, index = holders[-1]
    if key is not None:
        return (*steps, read(key.text)), key.at
    holders[-1] = (steps, index + 1)
    return (*steps, str(index)), event.at


def _text(quoted: str) -> str:
    """Return what a JSON key says."""
    return str(json.loads(quoted)) if "\\" in quoted else quoted.strip('"')
