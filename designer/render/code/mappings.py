"""The functions of mappings.py: one for each call, from records to the content of the call."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from designer.model.design import source_parts, target_parts
from designer.model.transform import Lookup
from designer.names.literal import python_docstring, python_literal
from designer.names.path import EACH, parse_path
from designer.render.code.operations import target_fields
from designer.render.code.printing import printed, value_code
from designer.render.code.sources import ARGUMENTS, read, variable_of
from designer.render.code.tree import body_tree

if TYPE_CHECKING:
    from designer.model.design import Mapping, Step
    from designer.model.spec import Catalog, Field
    from designer.render.code.operations import Call

TYPES = {"trigger": "Record", "headers": "Mapping[str, str]", "settings": "Settings", "run": "Run", "item": "Record"}
ORDER = tuple(TYPES)
LOCATIONS = {"path": "path", "query": "query", "header": "headers"}


@dataclass(frozen=True, slots=True, kw_only=True)
class MappingFunction:
    """A function of mappings.py."""

    name: str
    parameters: str
    """Parameters with their types."""
    arguments: str
    """The same as a caller hands them over: names alone."""
    docstring: str
    content: str
    """Keyword arguments of `Content`."""


def mapping_function(call: Call, catalog: Catalog) -> MappingFunction:
    """Return the function that fills one call."""
    names = arguments_of(call.step)
    return MappingFunction(
        name=call.mapping,
        parameters=", ".join(f"{name}: {TYPES.get(name, 'Record')}" for name in names),
        arguments=", ".join(names),
        docstring=python_docstring(_sentence(call.step)),
        content=_content(call, target_fields(call, catalog)),
    )


def arguments_of(step: Step) -> tuple[str, ...]:
    """Return the arguments that a step's mappings need, in the order trigger, headers, settings, run, item, earlier answers."""
    origins = [source_parts(source)[0] for mapping in written(step) for source in mapping.sources]
    known = {ARGUMENTS[origin] for origin in origins if origin in ARGUMENTS}
    lookups = {m.transform.using.partition(":")[0] for m in written(step) if isinstance(m.transform, Lookup)}
    known |= {"run"} if "link" in lookups else set()
    known |= {"settings"} if "table" in lookups else set()
    answers = dict.fromkeys(variable_of(origin) for origin in origins if origin not in ARGUMENTS)
    return (*(name for name in ORDER if name in known), *answers)


def written(step: Step) -> tuple[Mapping, ...]:
    """Return the mappings that are sent: on an update, fields that are written on creation only or when empty are left alone."""
    changing = step.semantics in {"patch", "replace"}
    return tuple(mapping for mapping in step.mappings if not (changing and mapping.write != "always"))


def step_tree_mappings(step: Step) -> tuple[Mapping, ...]:
    """Return the mappings of a step's body."""
    return tuple(mapping for mapping in written(step) if target_parts(mapping.target)[0] == "body")


def _content(call: Call, fields: dict[str, Field]) -> str:
    parts = [f"{word}={_parameters(call.step, location, fields)}" for location, word in LOCATIONS.items() if _has(call.step, location)]
    tree = body_tree(step_tree_mappings(call.step), arguments=frozenset(arguments_of(call.step)))
    if tree is not None:
        parts.append(f"body={enveloped(printed(tree, fields), call.step.items)}")
    return ", ".join(parts)


def enveloped(code: str, items: str) -> str:
    """Return an item's expression inside the envelope of a body: `{"data": [item]}` for `data[]`."""
    for segment in reversed(parse_path(items)):
        code = f"[{code}]" if segment == EACH else f"{{{python_literal(segment.key)}: {code}}}"
    return code


def _has(step: Step, location: str) -> bool:
    return any(target_parts(mapping.target)[0] == location for mapping in written(step))


def _parameters(step: Step, location: str, fields: dict[str, Field]) -> str:
    entries = []
    for mapping in written(step):
        place, name = target_parts(mapping.target)
        if place == location:
            sources = tuple(read(source).code for source in mapping.sources)
            entries.append(f"{python_literal(name)}: {value_code(mapping, sources, fields.get(mapping.target))}")
    return "{" + ", ".join(entries) + "}"


def _sentence(step: Step) -> str:
    """Return what a function is for; several sentences stay one line."""
    title = step.title.strip() or f"Fill {step.operation}"
    return re.sub(r"\s+", " ", title if title.endswith((".", "!", "?")) else f"{title}.")
