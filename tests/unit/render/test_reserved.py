"""A design's own names keep clear of what the modules import and define, and of what files are called."""

from __future__ import annotations

import ast
import builtins
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from designer.model.design import Mapping, Setting
from designer.model.finding import Report
from designer.names.text import identifier
from designer.render.code.sources import RESERVED
from designer.render.run import render
from tests.unit.render.orders import an_order_design

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.model.design import Design
    from designer.model.spec import Catalog

MODULES = ("mappings", "clients", "flows")
KEPT = ("get", "compact", "transforms", "request", "clients", "settings", "present", "once")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Design, Catalog]:
    """Return the design of orders to invoices, and its catalog."""
    return an_order_design(tmp_path_factory.mktemp("orders"))


def called(design: Design, name: str) -> Design:
    """Return the design with a flow, a step and a setting of that name."""
    (flow, *rest) = design.flows
    *before, last = flow.steps
    used = (*last.mappings, Mapping(target="body.author.title", sources=(f"setting:{name}",)))
    settings = (*design.settings, Setting(id=name, title="Z", value="v"))
    return replace(design, flows=(replace(flow, id=name, steps=(*before, replace(last, id=name, mappings=used))), *rest), settings=settings)


def defined(text: str) -> Iterator[str]:
    """Yield each name that a module imports or defines at its top."""
    for node in ast.parse(text).body:
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield from (alias.asname or alias.name for alias in node.names)
        elif isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name


def modules(files: dict[str, str]) -> dict[str, str]:
    """Return the modules that hold a design's names, and its tests."""
    return {path: text for path, text in files.items() if path.endswith(".py") and "/runtime/" not in path}


@pytest.mark.parametrize("name", [*KEPT, "Content", "Record", "tables", "str", "answers", "CON"])
def test_no_name_is_given_twice(made: tuple[Design, Catalog], name: str) -> None:
    """Whatever a flow, a step and a setting are called, each name of a module stands for one thing, and each import is used."""
    design, catalog = made
    files = {artifact.path: artifact.text for artifact in render(called(design, name), catalog, Report())}
    for path, text in modules(files).items():
        names = list(defined(text))
        assert len(names) == len(set(names)), path
        imported = {
            n for node in ast.parse(text).body if isinstance(node, ast.ImportFrom) for n in (a.asname or a.name for a in node.names)
        }
        used = {node.id for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Name)} | {"annotations"}
        quoted = {name for name in imported - used if path.endswith("__init__.py") or f"{name}[" in text or f": {name}" in text}
        assert imported - used - quoted == set(), path


def test_what_the_modules_import_is_reserved(made: tuple[Design, Catalog]) -> None:
    """A name that a module imports cannot become that of a function or variable beside it."""
    files = {artifact.path: artifact.text for artifact in render(*made, Report())}
    for path, text in modules(files).items():
        if path.rpartition("/")[2].removesuffix(".py") in MODULES:
            imported = {a.name for node in ast.parse(text).body if isinstance(node, ast.ImportFrom) for a in node.names}
            could_be_met = {name for name in imported - {"annotations"} if identifier(name) == name}
            assert could_be_met <= RESERVED, path
            called_by_name = {n.func.id for n in ast.walk(ast.parse(text)) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)}
            assert {name for name in called_by_name if hasattr(builtins, name)} <= RESERVED, path


@pytest.mark.parametrize(("name", "stem"), [("answers", "answers_"), ("CON", "con_"), ("nul", "nul_")])
def test_files_of_a_flow_are_its_own(made: tuple[Design, Catalog], name: str, stem: str) -> None:
    """Samples do not overwrite what stands beside them, nor are they called as a device of Windows is."""
    design, catalog = made
    files = {artifact.path for artifact in render(called(design, name), catalog, Report())}
    assert {f"events/{stem}.json", f"tests/answers/{stem}.json", "events/answers.json"} <= files


def test_a_very_long_id_makes_no_very_long_file(made: tuple[Design, Catalog]) -> None:
    """File systems take 255 bytes of a name."""
    design, catalog = made
    files = render(called(design, "orders_" * 100), catalog, Report())
    assert max(len(part) for artifact in files for part in artifact.path.split("/")) < 120
