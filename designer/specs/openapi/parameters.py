"""Parameters of a path item and an operation, in the words of OpenAPI 3.x and Swagger 2.0."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal, cast

from designer.model.spec import Field, Parameter
from designer.specs.openapi.serialisation import serialisation_of
from designer.specs.openapi.source import entries, is_swagger, members, text
from designer.specs.schemas.field import field_of
from designer.specs.schemas.nodes import Node

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.specs.documents.library import Place
    from designer.specs.openapi.source import Source

Location = Literal["path", "query", "header", "cookie"]
LOCATIONS = ("path", "query", "header", "cookie")
NAMES_IN_PATH = re.compile(r"\{([^{}]+)\}")


def parameter_places(source: Source, place: Place, item: Place) -> Iterator[Place]:
    """Yield the parameter objects of an operation: its own win over those of the path item with the same name and place."""
    found: dict[tuple[str, str], Place] = {}
    for holder in (item, place):
        for entry in entries(holder, "parameters"):
            parameter = source.follow(entry)
            if parameter is None:
                continue
            if not isinstance(parameter.value, dict) or not isinstance(parameter.value.get("name"), str):
                source.warn("SPEC103", parameter, "A parameter without a name is left out.")
                continue
            found[parameter.value["name"], str(parameter.value.get("in"))] = parameter
    yield from found.values()


def parameters_of(source: Source, place: Place, item: Place, *, path: str) -> tuple[Parameter, ...]:
    """Return the parameters in document order, then those that only the path's braces name."""
    found = [_parameter(source, one) for one in parameter_places(source, place, item) if one.value.get("in") in LOCATIONS]
    named = {parameter.name for parameter in found if parameter.location == "path"}
    for name in NAMES_IN_PATH.findall(path):
        if name not in named:
            named.add(name)
            field = Field(path=name, types=("string",), required=True, pointer=place.pointer)
            found.append(Parameter(location="path", name=name, field=field))
    return tuple(found)


def _parameter(source: Source, place: Place) -> Parameter:
    value: dict[str, Any] = place.value
    name: str = value["name"]
    node = Node((_schema_place(place),))
    shape = source.reader.shape(node)
    location = cast("Location", value["in"])
    required = value.get("required") is True or location == "path"
    field = field_of(name, node, shape, access="write", required=required)
    example = value.get("example", field.example)
    media_type = "" if "schema" in value else next((name for name, _ in members(place, "content")), "")
    written = serialisation_of(value, () if media_type else field.types, location=location, is_swagger=is_swagger(source.document))
    return Parameter(
        location=location,
        name=name,
        style=written.style,
        explode=written.explode,
        reserved=value.get("allowReserved") is True,
        media_type=media_type,
        field=replace(
            field,
            required=required,  # whatever its schema says of read-only: a parameter is always sent
            read_only=False,
            description=text(value.get("description")) or field.description,
            deprecated=field.deprecated or value.get("deprecated") is True,
            example=example if example is not None else _first_example(place),
        ),
    )


def _schema_place(place: Place) -> Place:
    """Return where a parameter's schema stands; Swagger 2.0 writes its words into the parameter itself."""
    if "schema" in place.value:
        return place.at("schema")
    for _, media in members(place, "content"):
        if isinstance(media.value, dict) and "schema" in media.value:
            return media.at("schema")
    return place


def _first_example(place: Place) -> Any:
    for _, example in members(place, "examples"):
        if isinstance(example.value, dict) and "value" in example.value:
            return example.value["value"]
    return None
