"""Request bodies and responses, in the words of OpenAPI 3.x and Swagger 2.0."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from designer.model.spec import Content, Response
from designer.specs.documents.library import FORM as FORM_POINTER
from designer.specs.documents.library import Place
from designer.specs.openapi.parameters import parameter_places
from designer.specs.openapi.serialisation import encodings_of, form_encodings, form_types
from designer.specs.openapi.source import content_at, is_swagger, media_rank, members, text, texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.specs.openapi.source import Source

JSON = "application/json"


def bodies_of(source: Source, place: Place, item: Place) -> tuple[Content, ...]:
    """Return what an operation can be sent, the preferred media type first."""
    if isinstance(place.value.get("requestBody"), dict):
        body = source.follow(place.at("requestBody"))
        is_object = body is not None and isinstance(body.value, dict)
        return _contents(source, body, required=body.value.get("required") is True) if body and is_object else ()
    return _swagger_bodies(source, place, item) if is_swagger(source.document) else ()


def response_of(source: Source, operation: Place, slot: Place, *, status: str) -> Response | None:
    """Return one response; `4xx` is written `4XX`. A broken reference leaves the bare status."""
    name = status.upper() if status.lower() != "default" else "default"
    place = source.follow(slot)
    if place is None or not isinstance(place.value, dict):
        return Response(status=name)
    contents = _swagger_content(source, operation, place) if is_swagger(source.document) else _contents(source, place)
    headers = tuple(header for header, _ in members(place, "headers", extensions=True))
    return Response(status=name, description=text(place.value.get("description")), content=next(iter(contents), None), headers=headers)


def _contents(source: Source, place: Place, *, required: bool = False) -> tuple[Content, ...]:
    found = []
    for media_type, slot in _media(source, place):
        media = source.follow(slot)
        if media is None or not isinstance(media.value, dict):
            continue
        word = "schema" if "schema" in media.value else "itemSchema" if "itemSchema" in media.value else ""
        schema = media.at(word) if word else media
        if _is_nothing(schema.value):
            continue
        found.append(content_at(source, schema, media_type=media_type, required=required, encodings=encodings_of(media)))
    return tuple(sorted(found, key=lambda content: media_rank(content.media_type)))


def _media(source: Source, place: Place) -> Iterator[tuple[str, Place]]:
    """Yield the media types of a body or an answer; a map of them that stands elsewhere is not OpenAPI, and is written all the same."""
    if not isinstance(place.value.get("content"), dict):
        return
    holder = source.follow(place.at("content"))
    if holder is not None and isinstance(holder.value, dict):
        yield from ((name, holder.at(name)) for name in holder.value if not name.startswith("x-"))


def _is_nothing(schema: Any) -> bool:
    """Tell whether a schema allows only an object without members: some documents give every GET such a body."""
    return isinstance(schema, dict) and schema.get("properties") == {} and schema.get("additionalProperties") is False


def _swagger_content(source: Source, operation: Place, place: Place) -> tuple[Content, ...]:
    if not isinstance(place.value.get("schema"), dict):
        return ()
    produced = _media_types(source, operation, "produces") or (JSON,)
    return (content_at(source, place.at("schema"), media_type=produced[0]),)


def _media_types(source: Source, operation: Place, word: str) -> tuple[str, ...]:
    root: Any = source.document.root
    given = texts(operation.value[word]) if word in operation.value else texts(root.get(word))
    return tuple(sorted(given, key=media_rank))


def _swagger_bodies(source: Source, place: Place, item: Place) -> tuple[Content, ...]:
    parameters = list(parameter_places(source, place, item))
    consumed = _media_types(source, place, "consumes")
    for parameter in parameters:
        if parameter.value.get("in") == "body" and isinstance(parameter.value.get("schema"), dict):
            required = parameter.value.get("required") is True
            return tuple(
                content_at(source, parameter.at("schema"), media_type=media_type, required=required) for media_type in consumed or (JSON,)
            )
    form = [parameter for parameter in parameters if parameter.value.get("in") == "formData"]
    return _form_bodies(source, place, form, consumed) if form else ()


def _form_bodies(source: Source, place: Place, form: list[Place], consumed: tuple[str, ...]) -> tuple[Content, ...]:
    """Lay the form's parameters out as one object, at a pointer of its own below the operation."""
    pointer = f"{place.pointer}{FORM_POINTER}"
    required = [parameter.value["name"] for parameter in form if parameter.value.get("required") is True]
    place.document.virtual[pointer] = {
        "type": "object",
        "properties": {parameter.value["name"]: {"$ref": _address(place, parameter)} for parameter in form},
        "required": required,
    }
    media_types = form_types([parameter.value for parameter in form], consumed)
    schema = Place(place.document, pointer, place.document.virtual[pointer])
    encodings = form_encodings(form)
    return tuple(content_at(source, schema, media_type=one, required=bool(required), encodings=encodings) for one in media_types)


def _address(place: Place, parameter: Place) -> str:
    if parameter.document is place.document:
        return parameter.pointer
    return f"{parameter.document.file}{parameter.pointer}"
