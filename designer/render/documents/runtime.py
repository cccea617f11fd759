"""The starter's own transform functions, loaded here so that worked examples show what a starter really does."""

from __future__ import annotations

import importlib
import importlib.util
import sys
from functools import lru_cache
from typing import TYPE_CHECKING

from designer.assets import template_path
from designer.model.transform import Lookup
from designer.names.literal import python_literal
from designer.transforms.python import expression

if TYPE_CHECKING:
    from types import ModuleType

    from designer.model.design import Design
    from designer.model.scalars import Json
    from designer.model.transform import Transform

FOLDER = "api/files/src/{{ package }}/runtime"
PACKAGE = "designer_starter_runtime"


def transformed(transform: Transform, values: tuple[Json, ...], *, design: Design) -> Json:
    """Return what arrives after *transform*. Raises ValueError where the values cannot be transformed."""
    if isinstance(transform, Lookup):
        return _looked_up(transform, values, design=design)
    text = expression(transform, sources=tuple(python_literal(value) for value in values))
    names = {**vars(_transforms()), "transforms": _transforms()}
    result: Json = eval(text, names)  # noqa: S307 - an expression of ours over escaped literals
    return result


def _looked_up(transform: Lookup, values: tuple[Json, ...], *, design: Design) -> Json:
    table = design.table(transform.using.removeprefix("table:"))
    row = next((row for row in table.rows if values and row.key == values[0]), None) if table else None
    if row is None:
        raise ValueError(transform.using)
    return row.value


@lru_cache(maxsize=1)
def _transforms() -> ModuleType:
    folder = template_path(FOLDER)
    spec = importlib.util.spec_from_loader(PACKAGE, loader=None, is_package=True)
    if spec is None or spec.submodule_search_locations is None:
        raise ImportError(str(folder))
    spec.submodule_search_locations.append(str(folder))
    sys.modules[PACKAGE] = importlib.util.module_from_spec(spec)
    return importlib.import_module(f"{PACKAGE}.transforms")
