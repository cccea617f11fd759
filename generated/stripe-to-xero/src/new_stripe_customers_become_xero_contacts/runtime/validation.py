"""Bodies held against the system's document before they leave: each problem with its place.

Depends on: `openapi.py`, `requests.py`, `schemas.py` and the package jsonschema-rs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jsonschema_rs import Draft202012Validator, ValidationError

from .openapi import document_of, read_document
from .schemas import standard

if TYPE_CHECKING:
    from pathlib import Path

    from .openapi import Document
    from .requests import Request
    from .values import Json

MOST_PROBLEMS = 10


class InvalidBody(ValueError):
    """A body that the system's document forbids."""

    def __init__(self, request: Request, problems: list[str]) -> None:
        super().__init__(f"{request.method} {request.template}: " + "; ".join(problems))
        self.problems = problems


class Contract:
    """What one system's document allows."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._validators: dict[tuple[str, str, str], Draft202012Validator | None] = {}

    @classmethod
    def read(cls, folder: Path, document: str) -> Contract:
        """Read a system's document from *folder*; a system without one takes everything."""
        return cls(read_document(folder / document) if document else document_of({}))

    def problems(self, request: Request) -> list[str]:
        """Return what the document forbids in a request's body; nothing where it does not describe the body."""
        if request.body is None:
            return []
        return self.body_problems(request.method, request.template, request.media_type, request.body)

    def body_problems(self, method: str, path: str, media_type: str, body: Json) -> list[str]:
        """Return what is wrong with a body of this operation, at most ten lines of `$.place: problem`."""
        key = (method, path, media_type)
        if key not in self._validators:
            self._validators[key] = self._validator(*key)
        validator = self._validators[key]
        if validator is None:
            return []
        return problems(validator, body)

    def _validator(self, method: str, path: str, media_type: str) -> Draft202012Validator | None:
        operation = self.document.find(method, path)
        schema = operation.bodies.get(media_type) if operation else None
        if schema is None:
            return None
        return Draft202012Validator(standard(self.document, schema, direction="request"))


def problems(validator: Draft202012Validator, value: Any) -> list[str]:
    """Return the problems of a value as `$.lines[0].sku: ...`, in the order of their places."""
    found = sorted({_told(error) for error in validator.iter_errors(value)})
    return found[:MOST_PROBLEMS]


def _told(error: ValidationError) -> str:
    place = "$" + "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in error.instance_path)
    return f"{place}: {error.message}"
