"""One document on its way into nouns: where it stands, how its schemas are read, and what was found wrong on the way."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from designer.model.finding import Finding, SpecPlace
from designer.model.spec import Content
from designer.specs.documents.library import Document, Library, Place, ReferenceProblem
from designer.specs.schemas.shape import ShapeReader, reference_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.model.spec import Encoding

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")


@dataclass(frozen=True, slots=True)
class Source:
    """What every reader of a part of the document needs."""

    system: str
    document: Document
    library: Library
    reader: ShapeReader
    findings: list[Finding] = field(default_factory=list)

    @property
    def root(self) -> Place:
        """Return the whole document."""
        return Place(self.document, "#", self.document.root)

    def follow(self, place: Place) -> Place | None:
        """Return what a place refers to; a reference that leads nowhere becomes a finding and `None`."""
        try:
            return self.library.follow(place)
        except ReferenceProblem as wrong:
            self.warn("SPEC101", place, f"This reference cannot be followed: {wrong}.")
            return None

    def warn(self, code: str, place: Place, message: str) -> None:
        """Note something wrong that costs only this part of the document."""
        where = SpecPlace(file=place.document.file, pointer=place.pointer)
        self.findings.append(Finding(code=code, severity="warning", where="", message=message, spec=where))


def members(place: Place | None, key: str, *, extensions: bool = False) -> Iterator[tuple[str, Place]]:
    """Yield the entries of the object under *key*; names that begin with `x-` are no extensions where names are free (headers)."""
    if place is None or not isinstance(place.value, dict) or not isinstance(place.value.get(key), dict):
        return
    below = place.at(key)
    for name in below.value:
        if extensions or not name.startswith("x-"):
            yield name, below.at(name)


def entries(place: Place, key: str) -> Iterator[Place]:
    """Yield the entries of the list under *key*."""
    value = place.value.get(key) if isinstance(place.value, dict) else None
    if isinstance(value, list):
        for index in range(len(value)):
            yield place.at(key, index)


def text(value: Any) -> str:
    """Return a text of the document, empty where something else stands."""
    return value.strip() if isinstance(value, str) else ""


def texts(value: Any) -> tuple[str, ...]:
    """Return the texts of a list."""
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()


def is_swagger(document: Document) -> bool:
    """Tell whether a document is written in Swagger 2.0."""
    return isinstance(document.root, dict) and "swagger" in document.root


def content_at(source: Source, place: Place, *, media_type: str, required: bool = False, encodings: tuple[Encoding, ...] = ()) -> Content:
    """Return the content whose schema stands at *place*."""
    name = reference_name(place.value)
    if not name and isinstance(place.value, dict) and isinstance(place.value.get("items"), dict):
        name = reference_name(place.value["items"])
    return Content(
        system=source.system,
        file=place.document.file,
        pointer=place.pointer,
        media_type=media_type,
        name=name,
        required=required,
        encodings=encodings,
    )


MEDIA_ORDER = ("application/json", "+json", "json", "*/*", "application/x-www-form-urlencoded", "multipart/form-data")


def media_rank(media_type: str) -> int:
    """Return how far a media type stands from the one preferred: JSON, then forms, then the rest."""
    plain = media_type.lower()
    return next((rank for rank, mark in enumerate(MEDIA_ORDER) if mark in plain), len(MEDIA_ORDER))
