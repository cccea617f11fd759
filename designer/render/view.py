"""Everything that a template may print, as frozen dataclasses; their docstrings are the reference for template writers."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from designer.names.files import package_name
from designer.names.text import slug
from designer.render.documents.view import DocumentsView, documents_view
from designer.render.slices import system_slices

if TYPE_CHECKING:
    from designer.model.design import Design
    from designer.model.finding import Report
    from designer.model.scalars import JsonObject
    from designer.model.spec import Catalog
    from designer.render.code.view import CodeView


@dataclass(frozen=True, slots=True, kw_only=True)
class RepositoryView:
    """The names a template may use. Every text is already safe for the place it is meant for."""

    name: str
    """The repository's name in kebab case."""
    package: str
    """The Python package's name."""
    style: str
    """nocode, api or warehouse."""
    documents: DocumentsView
    """What README, checklists, runbooks and diagrams print: Markdown."""
    code: CodeView | None
    """What generated Python prints: literals, identifiers, docstrings; only in style api."""


def repository_view(design: Design, catalog: Catalog, report: Report, *, slices: dict[str, JsonObject] | None = None) -> RepositoryView:
    """Return the view of a whole starter; *slices* are the systems' documents by id, cut here where they are not given."""
    documents = system_slices(design, catalog) if slices is None else slices
    return RepositoryView(
        name=slug(design.name),
        package=package_name(design.name),
        style=design.style,
        documents=documents_view(design, catalog, report),
        code=_code(design, catalog, documents),
    )


def _code(design: Design, catalog: Catalog, slices: dict[str, JsonObject]) -> CodeView | None:
    if design.style != "api":
        return None
    from designer.render.code.view import code_view  # noqa: PLC0415 - two of three styles have no code

    return code_view(design, catalog, slices)


def view_document(design: Design, catalog: Catalog, report: Report) -> JsonObject:
    """Return the view as JSON, as `designer view` shows it to whoever writes a template."""
    plain: JsonObject = _plain(repository_view(design, catalog, report))
    return plain


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, (tuple, list)):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    return value
