"""How lists and objects are written into parameters and forms, in the words of OpenAPI 3.x and Swagger 2.0."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, cast

from designer.model.spec import Encoding
from designer.specs.openapi.source import members, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from designer.model.spec import Style
    from designer.specs.documents.library import Place

STYLES = ("form", "simple", "label", "matrix", "spaceDelimited", "pipeDelimited", "tabDelimited", "deepObject")
COLLECTION_FORMATS: dict[str, Style] = {"ssv": "spaceDelimited", "tsv": "tabDelimited", "pipes": "pipeDelimited"}
"""Swagger 2.0's words that mean a separator other than the comma."""
CONTAINERS = {"array", "object"}
FORM = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data"
SERIALISING = ("style", "explode", "allowReserved")


class Serialisation(NamedTuple):
    """How several values are written under one name."""

    style: Style = ""
    explode: bool = False


def serialisation_of(value: dict[str, Any], types: Sequence[str], *, location: str, is_swagger: bool) -> Serialisation:
    """Return how a parameter's values are written, by the defaults of its dialect and place; nothing for a single value."""
    is_said = not types and ("style" in value or "collectionFormat" in value)
    if not CONTAINERS & set(types) and not is_said:
        return Serialisation()
    if is_swagger:
        return _collected(value, location)
    return _styled(value, default="form" if location in ("query", "cookie") else "simple")


def encodings_of(media: Place) -> tuple[Encoding, ...]:
    """Return how the members of a form are written, as far as the media type object says so."""
    return tuple(_encoding(name, place) for name, place in members(media, "encoding", extensions=True) if isinstance(place.value, dict))


def form_encodings(parameters: Sequence[Place]) -> tuple[Encoding, ...]:
    """Return how the lists among Swagger 2.0's form parameters are written."""
    lists = [parameter.value for parameter in parameters if parameter.value.get("type") == "array"]
    told = [(value["name"], _collected(value, "formData")) for value in lists]
    return tuple(Encoding(member=name, style=found.style, explode=found.explode) for name, found in told)


def form_types(form: Iterable[dict[str, Any]], consumes: Sequence[str]) -> tuple[str, ...]:
    """Return the media types that a form may be sent in: those of a form that the operation takes, else by what it holds."""
    has_file = any(one.get("type") == "file" for one in form)
    return tuple(one for one in consumes if "form" in one) or ((MULTIPART,) if has_file else tuple(consumes) or (FORM,))


def _collected(value: dict[str, Any], location: str) -> Serialisation:
    """Swagger 2.0 writes a list with commas unless it says otherwise; only a query or a form may repeat the name."""
    word = text(value.get("collectionFormat"))
    if word == "multi" and location in ("query", "formData"):
        return Serialisation("form", explode=True)
    comma: Style = "form" if location in ("query", "formData") else "simple"
    return Serialisation(COLLECTION_FORMATS.get(word, comma))


def _styled(value: dict[str, Any], *, default: Style) -> Serialisation:
    given = text(value.get("style"))
    style = cast("Style", given) if given in STYLES else default
    explode = value.get("explode")
    return Serialisation(style, explode=explode if isinstance(explode, bool) else style in ("form", "deepObject"))


def _encoding(name: str, place: Place) -> Encoding:
    value: dict[str, Any] = place.value
    found = _styled(value, default="form") if any(word in value for word in SERIALISING) else Serialisation()
    return Encoding(
        member=name,
        style=found.style,
        explode=found.explode,
        reserved=value.get("allowReserved") is True,
        media_types=tuple(one for part in text(value.get("contentType")).split(",") if (one := part.strip())),
        headers=tuple(header for header, _ in members(place, "headers", extensions=True)),
    )
