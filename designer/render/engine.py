"""A view printed by a template: artifacts in memory, nothing written."""

from __future__ import annotations

import dataclasses
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from designer.assets import template_path
from designer.errors import RenderError
from designer.model.artifact import Artifact
from designer.render.format import formatted_python

if TYPE_CHECKING:
    from collections.abc import Iterator

    from _typeshed import DataclassInstance
    from jinja2 import Environment

    from designer.render.template import Template, TemplateFile

NAME = re.compile(r"\{\{\s*([A-Za-z_][\w.]*)\s*\}\}")
EACH = re.compile(r"([A-Za-z_]\w*) in ([A-Za-z_][\w.]*)")


def print_view(view: DataclassInstance, template: Template) -> tuple[Artifact, ...]:
    """Return every file of the template filled from the view, Python laid out, sorted by path.

    Raises RenderError where a template names what the view does not have, or prints Python that does not parse.
    """
    names = {field.name: getattr(view, field.name) for field in dataclasses.fields(view)}
    copied = [artifact for entry in template.files if not entry.rendered for artifact in _artifacts(entry, template, names)]
    printed = [artifact for entry in template.files if entry.rendered for artifact in _artifacts(entry, template, names)]
    return tuple(sorted([*copied, *formatted_python(printed)], key=lambda artifact: artifact.path))


def _artifacts(entry: TemplateFile, template: Template, names: dict[str, Any]) -> Iterator[Artifact]:
    condition = template.condition(entry.path)
    if condition and not _value(condition, names, entry.origin):
        return
    for scope in _scopes(template.each.get(entry.path, ""), names, entry.origin):
        path = NAME.sub(lambda found, scope=scope: str(_value(found[1], scope, entry.origin)), entry.path)  # type: ignore[misc]
        yield Artifact(path=path, text=_text(entry, scope))


def _scopes(rule: str, names: dict[str, Any], origin: str) -> Iterator[dict[str, Any]]:
    """Yield the names a file is printed with: once, or once for each item of a rule such as `table in documents.tables`."""
    if not rule:
        yield names
        return
    found = EACH.fullmatch(rule)
    if found is None:
        raise RenderError(origin, f"{rule!r} is no rule", next_step="Write `item in name.of.a.list`.")
    for item in _value(found[2], names, origin):
        yield {**names, found[1]: item}


def _value(name: str, names: dict[str, Any], origin: str) -> Any:
    """Follow a dotted name through the view."""
    first, *rest = name.split(".")
    try:
        value = names[first]
        for part in rest:
            value = getattr(value, part)
    except (KeyError, AttributeError) as error:
        raise RenderError(origin, f"the view has no {name!r}", next_step="`designer view DESIGN` shows what can be printed.") from error
    return value


def _text(entry: TemplateFile, names: dict[str, Any]) -> str:
    if not entry.rendered:
        return (template_path("") / entry.origin).read_text(encoding="utf-8")
    from jinja2 import TemplateError, UndefinedError  # noqa: PLC0415 - only rendering needs Jinja

    try:
        return environment().get_template(entry.origin).render(names)
    except UndefinedError as error:
        raise RenderError(entry.origin, str(error), next_step="`designer view DESIGN` shows what can be printed.") from error
    except TemplateError as error:
        line = getattr(error, "lineno", None)
        raise RenderError(f"{entry.origin}:{line}" if line else entry.origin, str(error)) from error


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Return the Jinja environment: an unknown name raises, nothing is escaped here because views hold only safe texts."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415 - only rendering needs Jinja

    from designer.render.compiled import Compiled  # noqa: PLC0415 - the same

    return Environment(
        loader=FileSystemLoader(template_path("")),
        bytecode_cache=Compiled(),
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701 - the output is code and Markdown; each text of a view is made safe for its place in names/
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
