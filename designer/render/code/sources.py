"""Where a value comes from, as generated code reads it: a variable, and the way from there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from designer.errors import RenderError
from designer.model.design import source_parts
from designer.names.literal import python_literal
from designer.names.path import EACH, parse_path
from designer.names.text import identifier
from designer.render.code.imports import RUNTIME, SIBLINGS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.names.path import Segment

ARGUMENTS = {"trigger": "trigger", "trigger.headers": "headers", "setting": "settings", "run": "run", "item": "item"}
"""Origins that are no step, and the argument that carries each."""
RESERVED = frozenset({
    *ARGUMENTS.values(),
    *(name for names in RUNTIME.values() for name in names),
    *SIBLINGS, "transforms", "incoming",
    *("str", "int", "float", "bool", "list", "dict", "tuple", "set", "type", "id", "len", "print", "object", "map", "filter", "range"),
    *("body", "path", "query", "content", "answer"),
})  # fmt: skip
"""Names that the modules import, define or use: no function, variable or answer of a design takes one of them."""
ATTRIBUTES = frozenset({"tables", "str", "int", "float", "bool"})
"""Names inside the class of the settings: its own field, and the types of the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A value of an origin: the variable it is read from and the segments from there."""

    origin: str
    variable: str
    segments: tuple[Segment, ...]

    @property
    def code(self) -> str:
        """Return the Python expression."""
        if self.origin == "setting":
            return f"settings.{attribute_of(_only_key(self.segments))}"
        if self.origin == "run":
            return f"run.{identifier(_only_key(self.segments))}"
        if self.origin == "trigger.headers":
            return f"headers.get({python_literal(_only_key(self.segments).lower())})"
        return call("get", self.variable, self.segments)


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """A loop over an array: everything under *prefix* of *origin* is read from *variable*."""

    origin: str
    prefix: tuple[Segment, ...]
    variable: str


def attribute_of(setting: str) -> str:
    """Return the attribute that holds a setting."""
    name = identifier(setting)
    return f"{name}_setting" if name in ATTRIBUTES else name


def call(function: str, variable: str, segments: tuple[Segment, ...]) -> str:
    """Return `get(trigger, "lines", 0, "sku")`, or the variable itself where there is no way to go."""
    while segments and segments[-1] == EACH:
        segments = segments[:-1]
    if not segments and function == "get":
        return variable
    return f"{function}({', '.join((variable, *map(argument, segments)))})"


def argument(segment: Segment) -> str:
    """Return one step of a path as an argument of `get`."""
    match segment.kind:
        case "each":
            return "EVERY"
        case "index":
            return str(segment.index)
        case "selector":
            parts = (*(part.key for part in parse_path(segment.key)), segment.value)
            return f"where({', '.join(map(python_literal, parts))})"
        case _:
            return python_literal(segment.key)


def steps_code(path: str) -> str:
    """Return a path as the tuple of steps that the run time takes."""
    parts = [argument(segment) for segment in parse_path(path)]
    return f"({', '.join(parts)}{',' if len(parts) == 1 else ''})"


def variable_of(origin: str) -> str:
    """Return the variable of an origin: an argument, or the answer of a step."""
    if origin in ARGUMENTS:
        return ARGUMENTS[origin]
    name = identifier(origin)
    return f"{name}_answer" if name in RESERVED else name


def read(source: str, bindings: Sequence[Binding] = ()) -> Reading:
    """Return how a source is read inside the loops that are open. Raises RenderError for an origin that no code can read."""
    origin, path = source_parts(source)
    if origin in {"table", "link"}:
        raise RenderError(source, "a table cannot be read as a whole", next_step="Use the transform `lookup` with `using: table:<id>`.")
    segments = literal_segments(origin, path)
    inside = [binding for binding in bindings if binding.origin == origin and segments[: len(binding.prefix)] == binding.prefix]
    if inside:
        nearest = max(inside, key=lambda binding: len(binding.prefix))
        return Reading(origin=origin, variable=nearest.variable, segments=segments[len(nearest.prefix) :])
    return Reading(origin=origin, variable=variable_of(origin), segments=segments)


def literal_segments(origin: str, path: str) -> tuple[Segment, ...]:
    """Return the segments of a source; a header's name is one, whatever stands in it."""
    return parse_path(f'"{path}"') if origin == "trigger.headers" and '"' not in path else parse_path(path)


def _only_key(segments: tuple[Segment, ...]) -> str:
    return segments[-1].key if segments else ""
