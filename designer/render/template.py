"""A template of a style: its `template.toml`, its files, and the shared files under them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from designer.assets import template_path
from designer.errors import RenderError

if TYPE_CHECKING:
    from pathlib import Path

SHARED = "_shared"
CACHES = frozenset({"__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".DS_Store"})
TABLES = frozenset({"title", "summary", "each", "when"})


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateFile:
    """A file of a template: where it lies and the path it gets, in which `{{ name }}` may stand."""

    origin: str
    """Path under the folder of all templates, as the engine loads it."""
    path: str
    """Path in the starter, without `.jinja`."""
    rendered: bool
    """A file without `.jinja` is copied as it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """A style's template as its folder tells."""

    name: str
    title: str
    summary: str
    files: tuple[TemplateFile, ...]
    each: dict[str, str] = field(default_factory=dict)
    """Path to `item in view.path`: the file is written once per item."""
    when: dict[str, str] = field(default_factory=dict)
    """Path, or folder ending in `/`, to a name of the view: written only if that is true or not empty."""

    def condition(self, path: str) -> str:
        """Return the name that decides whether the file at *path* is written; empty: always."""
        return next((name for place, name in self.when.items() if path == place or (place.endswith("/") and path.startswith(place))), "")


def read_template(name: str) -> Template:
    """Return the template called *name*. Raises RenderError where its folder does not hold one."""
    place = template_path(name) / "template.toml"
    try:
        told = tomllib.loads(place.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise RenderError(str(place), f"no template can be read here: {error}", next_step=f"Known templates: {_known()}.") from error
    unknown = sorted(set(told) - TABLES)
    if unknown:
        raise RenderError(str(place), f"unknown entry {unknown[0]!r}", next_step=f"A template has {', '.join(sorted(TABLES))}.")
    files = {entry.path: entry for folder in (SHARED, name) for entry in _files(folder)}
    template = Template(
        name=name,
        title=told.get("title", name),
        summary=told.get("summary", ""),
        files=tuple(files[path] for path in sorted(files)),
        each={_without_suffix(path): rule for path, rule in told.get("each", {}).items()},
        when={_without_suffix(path): rule for path, rule in told.get("when", {}).items()},
    )
    _refuse_strays(template, str(place))
    return template


def template_names() -> tuple[str, ...]:
    """Return the names of all templates: the folders that hold a template.toml."""
    return tuple(sorted(path.parent.name for path in template_path("").glob("*/template.toml")))


def _known() -> str:
    return ", ".join(template_names()) or "none"


def _files(folder: str) -> list[TemplateFile]:
    root = template_path(folder) / "files"
    return [_file(root, path, folder) for path in sorted(root.rglob("*")) if path.is_file() and not CACHES & set(path.parts)]


def _file(root: Path, path: Path, folder: str) -> TemplateFile:
    inside = path.relative_to(root).as_posix()
    return TemplateFile(origin=f"{folder}/files/{inside}", path=_without_suffix(inside), rendered=path.suffix == ".jinja")


def _without_suffix(path: str) -> str:
    return path.removesuffix(".jinja")


def _refuse_strays(template: Template, place: str) -> None:
    """Refuse a rule for a file that is not there: a slip of the pen would otherwise pass in silence."""
    paths = {entry.path for entry in template.files}
    for rule in (*template.each, *template.when):
        if rule not in paths and not any(rule.endswith("/") and path.startswith(rule) for path in paths):
            raise RenderError(
                place, f"a rule for {rule!r}, which is no file of this template", next_step="Correct the path, or add the file."
            )
