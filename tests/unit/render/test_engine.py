"""The engine: names filled in, files once per item, files only when used, faults told with their place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from designer.errors import RenderError
from designer.render import engine, template
from designer.render.engine import print_view
from designer.render.template import read_template, template_names

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class ATable:
    """A thing to print."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AView:
    """A view of a test."""

    package: str = "shop"
    tables: tuple[ATable, ...] = (ATable(name="orders"), ATable(name="lines"))
    nothing: tuple[ATable, ...] = ()


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> object:
    """Return a function that writes template files and lets the engine read them."""

    def place(name: str) -> Path:
        return tmp_path / name

    monkeypatch.setattr(template, "template_path", place)
    monkeypatch.setattr(engine, "template_path", place)
    engine.environment.cache_clear()

    def write_files(**files: str) -> None:
        for path, text in files.items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(text)

    yield lambda files: write_files(**files)
    engine.environment.cache_clear()


def _printed(view: AView | None = None) -> dict[str, str]:
    return {artifact.path: artifact.text for artifact in print_view(view or AView(), read_template("own"))}


def test_files_mirror_the_repository(write: object) -> None:
    """Paths take names, the template's own file wins over the shared one, files without `.jinja` are copied as they are."""
    write(
        {  # type: ignore[operator]
            "own/template.toml": 'title = "Own"',
            "own/files/src/{{ package }}/a.txt.jinja": "{{ package }}\n",
            "own/files/b.txt": "{{ left alone }}\n",
            "_shared/files/README.md.jinja": "shared\n",
            "_shared/files/src/{{ package }}/a.txt.jinja": "shared\n",
            "own/files/__pycache__/x.pyc": "",
        }
    )
    assert _printed() == {"README.md": "shared\n", "b.txt": "{{ left alone }}\n", "src/shop/a.txt": "shop\n"}


def test_a_file_for_each_item(write: object) -> None:
    """`[each]` writes a file once per item, with the item's names in path and text."""
    write(
        {  # type: ignore[operator]
            "own/template.toml": '[each]\n"sql/{{ table.name }}.sql.jinja" = "table in tables"',
            "own/files/sql/{{ table.name }}.sql.jinja": "{{ table.name }} of {{ package }}\n",
        }
    )
    assert _printed() == {"sql/lines.sql": "lines of shop\n", "sql/orders.sql": "orders of shop\n"}


def test_a_file_only_when_used(write: object) -> None:
    """`[when]` leaves out a file, or a whole folder, whose name in the view is empty."""
    write(
        {  # type: ignore[operator]
            "own/template.toml": '[when]\n"a.txt.jinja" = "nothing"\n"docs/" = "nothing"\n"b.txt" = "tables"',
            "own/files/a.txt.jinja": "",
            "own/files/docs/c.txt": "",
            "own/files/b.txt": "b\n",
        }
    )
    assert _printed() == {"b.txt": "b\n"}


def test_generated_python_is_laid_out(write: object) -> None:
    """The formatter lays out generated code, not the template."""
    write({"own/template.toml": "", "own/files/a.py.jinja": "x = {'a':1}\n\n\n\n\ny=2\n"})  # type: ignore[operator]
    assert _printed() == {"a.py": 'x = {"a": 1}\n\n\ny = 2\n'}


def test_each_file_gets_its_own_layout_back(write: object) -> None:
    """All files are laid out in one run; texts that are no Python, and empty ones, stay as they are."""
    files = {f"own/files/{name}.py.jinja": f"{name}=1\n" for name in "abcdefghijkl"}
    write({"own/template.toml": "", **files, "own/files/m.py.jinja": "", "own/files/n.txt.jinja": "n=1\n"})  # type: ignore[operator]
    assert _printed() == {**{f"{name}.py": f"{name} = 1\n" for name in "abcdefghijkl"}, "m.py": "", "n.txt": "n=1\n"}


@pytest.mark.parametrize(
    ("files", "place", "fact"),
    [
        (
            {"own/template.toml": "", "own/files/a.py.jinja": "x = (\n"},
            "a.py:1",
            "generated code does not parse: '(' was never closed: x = (",
        ),
        ({"own/template.toml": "", "own/files/a.txt.jinja": "{{ packgae }}"}, "own/files/a.txt.jinja", "'packgae' is undefined"),
        ({"own/template.toml": "", "own/files/a.txt.jinja": "{% if %}"}, "own/files/a.txt.jinja:1", "Expected an expression"),
        ({"own/template.toml": "", "own/files/{{ nobody }}.txt": ""}, "own/files/{{ nobody }}.txt", "the view has no 'nobody'"),
        ({"own/template.toml": "title ="}, "own/template.toml", "no template can be read here"),
        ({"own/template.toml": "tilte = 1"}, "own/template.toml", "unknown entry 'tilte'"),
        ({"own/template.toml": '[when]\n"gone.txt" = "tables"'}, "own/template.toml", "a rule for 'gone.txt', which is no file"),
        ({"own/template.toml": '[each]\n"a.txt" = "tables"', "own/files/a.txt": ""}, "own/files/a.txt", "'tables' is no rule"),
    ],
)
def test_a_fault_names_its_place(write: object, files: dict[str, str], place: str, fact: str) -> None:
    """A template that cannot be printed stops the run and says where and why."""
    write(files)  # type: ignore[operator]
    with pytest.raises(RenderError) as stop:
        _printed()
    assert stop.value.place.endswith(place)
    assert fact in stop.value.fact


def test_every_template_can_be_read() -> None:
    """Each folder of templates holds a template.toml whose rules name files that are there."""
    assert set(template_names()) >= {"api", "nocode", "warehouse"}
    for name in template_names():
        assert read_template(name).title
