"""A description named by its address: one download, then the copy; held against the server's once a day; used without a network."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from designer.errors import DescriptionError, UsageError
from designer.files.design_file import design_text
from designer.pipeline import check_file, render_file
from designer.specs.fetching import fetched
from designer.specs.fetching.fetched import download_folder
from designer.specs.registry import system_of
from tests.unit.check.designs import DOCUMENTS, POLLING
from tests.unit.specs.fetching.conftest import DOCUMENT

if TYPE_CHECKING:
    from tests.unit.specs.fetching.conftest import Server

OTHER = b"openapi: 3.1.0\ninfo: {title: Ledger, version: '8'}\npaths: {}\n"


def aged(address: str, **age: float) -> None:
    """Let the copy be older than it is."""
    about = download_folder(address) / "about.json"
    told = json.loads(about.read_text(encoding="utf-8"))
    told["checked"] = (datetime.now(UTC) - timedelta(**age)).isoformat()
    about.write_text(json.dumps(told), encoding="utf-8")


def quiet(_: str) -> None:
    """Tell nothing."""


def test_one_download(server: Server) -> None:
    """The second asking within a day asks nobody; the copy is alone in its folder."""
    address = server.serve("/a.json")
    path = fetched(address, tell=quiet)
    assert path.read_bytes() == DOCUMENT
    assert path.suffix == ".json"
    assert list(path.parent.iterdir()) == [path]
    assert fetched(address + "#/components", tell=quiet) == path
    assert len(server.asked) == 1


def test_next_day_unchanged(server: Server) -> None:
    """After a day the server is asked whether its ETag still holds, and after that not again."""
    address = server.serve("/a.json", ETag='"v1"')
    path = fetched(address, tell=quiet)
    server.scripts["/a.json"] = lambda one: one.answer(304)
    aged(address, hours=25)
    assert fetched(address, tell=quiet) == path
    assert fetched(address, tell=quiet) == path
    assert [asked.get("if-none-match") for _, asked in server.asked] == [None, '"v1"']


def test_next_day_changed(server: Server) -> None:
    """Another version takes the place of the copy."""
    address = server.serve("/a.json", ETag='"v1"')
    fetched(address, tell=quiet)
    server.serve("/a.json", OTHER, ETag='"v2"')
    aged(address, hours=25)
    path = fetched(address, tell=quiet)
    assert path.read_bytes() == OTHER
    assert list(path.parent.iterdir()) == [path]


def test_without_a_network(server: Server) -> None:
    """Where the server cannot be reached the copy is used, and its day is told."""
    address = server.serve("/a.json")
    path = fetched(address, tell=quiet)
    aged(address, days=3)
    server.scripts["/a.json"] = lambda one: one.answer(503)
    notices: list[str] = []
    assert fetched(address, tell=quiet, notice=notices.append) == path
    day = (datetime.now(UTC) - timedelta(days=3)).date().isoformat()
    assert notices == [f"{address}: the server answered 503: it has trouble of its own. The copy of {day} is used."]


def test_gone(server: Server) -> None:
    """A document that the server says is gone is not used silently."""
    address = server.serve("/a.json")
    fetched(address, tell=quiet)
    aged(address, hours=25)
    server.scripts["/a.json"] = lambda one: one.answer(404)
    with pytest.raises(DescriptionError, match="no such document"):
        fetched(address, tell=quiet)


@pytest.mark.parametrize("rubbish", ["", "[]", '{"file": "../../x", "etag": "", "modified": "", "checked": "2999-01-01"}', "{}"])
def test_a_note_that_cannot_be_used(server: Server, rubbish: str) -> None:
    """A broken note of the cache, or one from the future, costs a download."""
    address = server.serve("/a.json")
    path = fetched(address, tell=quiet)
    (download_folder(address) / "about.json").write_text(rubbish, encoding="utf-8")
    assert fetched(address, tell=quiet) == path
    assert len(server.asked) == 2


def test_an_address_where_a_file_may_be_named(server: Server) -> None:
    """A command's argument may be an address: its copy is read; where nothing may be downloaded it says what to do."""
    address = server.serve("/a.json")
    described = system_of(address, tell=quiet).descriptions[0]
    assert (Path(described.path).read_bytes(), described.origin) == (DOCUMENT, address)
    with pytest.raises(UsageError, match="specs add NAME"):
        system_of(address)


def test_progress_is_told(server: Server) -> None:
    """A download tells what comes from where, and how far it is."""
    told: list[str] = []
    fetched(server.serve("/openapi.json"), tell=told.append)
    assert told[0] == f"Downloading openapi.json from localhost: 0 % of {len(DOCUMENT)} bytes"
    assert told[-1] == f"Downloading openapi.json from localhost: 100 % of {len(DOCUMENT)} bytes"


def test_a_design_that_names_an_address_is_rendered(server: Server, tmp_path: Path) -> None:
    """As it is checked: both read what lies there."""
    system = POLLING.systems[0]
    address = server.serve("/shop.yaml", (DOCUMENTS / "shop.yaml").read_bytes())
    described = replace(system, descriptions=(replace(system.descriptions[0], path=address),))
    (tmp_path / "design.yaml").write_text(design_text(replace(POLLING, systems=(described,))), encoding="utf-8")
    rendered = render_file(tmp_path / "design.yaml", out=tmp_path / "out", force=False, tell=quiet)
    assert rendered.checked.report == check_file(tmp_path / "design.yaml", tell=quiet).report
    assert rendered.changes is not None
