"""A system added by its address: kept whole, renewed when the server has another document, never half."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from designer.cli.adding import added_lines, removed_lines
from designer.errors import DescriptionError
from designer.specs.catalog import load_catalog
from designer.specs.registry import add_system, registered, registered_systems, registry_path, remove_system
from designer.specs.vendors import vendor_addresses
from tests.unit.specs.fetching.conftest import DOCUMENT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.unit.specs.fetching.conftest import Handler, Server

ROOT = Path(__file__).resolve().parents[4]

YAML = b"openapi: 3.1.0\ninfo: {title: Ledger, version: '8'}\npaths:\n  /bills: {get: {responses: {'200': {description: All}}}}\n"


def quiet(_: str) -> None:
    """Tell nothing."""


def told(lines: object) -> str:
    """Return lines as one text."""
    return "\n".join(line.text for line in lines)  # type: ignore[attr-defined]


def kept_files(home: Path) -> list[str]:
    """Return all files below the data folder but the lock."""
    return sorted(path.relative_to(home).as_posix() for path in home.rglob("*") if path.is_file() and path.suffix != ".lock")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Return the folder of the user's data."""
    return tmp_path / "home"


def test_kept(server: Server, home: Path) -> None:
    """The document lies in the data folder under the system's name; address, ETag, hash and day are noted."""
    address = server.serve("/a", ETag='"v1"')
    result = add_system("Our Ledger", address, tell=quiet)
    assert kept_files(home) == ["specs/our-ledger/document.json", "systems.json"]
    assert (home / "specs/our-ledger/document.json").read_bytes() == DOCUMENT
    system = registered_systems()[0]
    assert (system.name, system.address, system.etag) == ("Our Ledger", address, '"v1"')
    assert system.sha256
    assert system.fetched
    text = told(added_lines(result))
    assert "Our Ledger is known now: 2 operations, 0 events" in text
    assert "Ledger, version 7" in text
    assert f"from {address}" in text


def test_read_once(server: Server, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was opened to be added is not parsed again when it is used."""
    add_system("Ledger", server.serve("/a"), tell=quiet)
    monkeypatch.setattr("designer.specs.objects.objects.parsed", None)
    system = registered("Ledger")
    assert system
    assert len(load_catalog([system], base=home).systems[0].operations) == 2


def test_unchanged_since(server: Server) -> None:
    """Adding the name again asks with the ETag, and tells since when nothing changed."""
    add_system("Ledger", server.serve("/a", ETag='"v1"'), tell=quiet)
    server.scripts["/a"] = lambda one: one.answer(304)
    result = add_system("ledger", tell=quiet)
    assert result.changes == ("unchanged",)
    assert f"unchanged since {registered_systems()[0].fetched}" in told(added_lines(result))
    assert server.asked[1][1]["if-none-match"] == '"v1"'


def test_updated(server: Server, home: Path) -> None:
    """Another document takes the place of the first, under the ending that suits it."""
    add_system("Ledger", server.serve("/a", ETag='"v1"'), tell=quiet)
    server.serve("/a", YAML, ETag='"v2"')
    result = add_system("Ledger", tell=quiet)
    assert (result.changes, result.version, result.operations) == (("updated",), "8", 1)
    assert kept_files(home) == ["specs/ledger/document.yaml", "systems.json"]
    found = registered("Ledger")
    assert found
    assert Path(found.descriptions[0].path).read_bytes() == YAML


def test_a_copy_that_was_changed_by_hand(server: Server, home: Path) -> None:
    """A kept document that is not as it was downloaded is asked for whole."""
    add_system("Ledger", server.serve("/a", ETag='"v1"'), tell=quiet)
    (home / "specs/ledger/document.json").write_bytes(b"{}")
    assert add_system("Ledger", tell=quiet).operations == 2
    assert "if-none-match" not in server.asked[1][1]


def test_several(server: Server, home: Path) -> None:
    """Several documents of one system lie beside each other; removing the system deletes them."""
    add_system("Ledger", server.serve("/a"), tell=quiet)
    result = add_system("Ledger", server.serve("/b", YAML.replace(b"/bills", b"/taxes")), also=True, tell=quiet)
    assert result.operations == 3
    assert kept_files(home) == ["specs/ledger/document-2.yaml", "specs/ledger/document.json", "systems.json"]
    assert "deleted" in told(removed_lines(remove_system("ledger")))
    assert kept_files(home) == ["systems.json"]
    assert not (home / "specs/ledger").exists()


def test_a_document_that_stays_keeps_its_place(server: Server) -> None:
    """Of several documents the second alone is kept, and another one is added: neither takes the other's file."""
    bills, taxes, fees = (server.serve(f"/{one}", DOCUMENT.replace(b"/bills", b"/" + one.encode())) for one in ("bills", "taxes", "fees"))
    add_system("Ledger", bills, tell=quiet)
    add_system("Ledger", taxes, also=True, tell=quiet)
    assert add_system("Ledger", taxes, tell=quiet).replaced == (bills,)
    assert add_system("Ledger", fees, also=True, tell=quiet).operations == 4
    kept = [Path(one.description.path).read_bytes() for one in registered_systems()[0].documents]
    assert [b"/taxes" in kept[0], b"/fees" in kept[1]] == [True, True]


@pytest.mark.parametrize(
    ("body", "fact"),
    [
        (b"<html>Sign in</html>", "HTML page"),
        (b'{"error": "not found"}', "no OpenAPI document"),
        (b'{"openapi": "3.1.0", "paths": {', ""),
        (b'{"asyncapi": "3.0.0", "info": {}}', "AsyncAPI"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", ""),
    ],
)
def test_what_is_no_description_is_not_kept(server: Server, home: Path, body: bytes, fact: str) -> None:
    """Nothing of it is kept, what was there stays, and the message names the address."""
    add_system("Ledger", server.serve("/a"), tell=quiet)
    before = (kept_files(home), registry_path().read_bytes())
    address = server.serve("/b", body)
    with pytest.raises(DescriptionError) as caught:
        add_system("Ledger", address, tell=quiet)
    assert caught.value.place.startswith(address)
    assert fact in caught.value.fact
    assert (kept_files(home), registry_path().read_bytes()) == before
    assert not list((home.parent / "cache" / "downloads").rglob("whole"))


def test_ctrl_c(server: Server, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C during a download leaves nothing in the data folder."""

    def interrupted(*_: object) -> object:
        def progress(_: int, __: int | None) -> None:
            raise KeyboardInterrupt

        return progress

    monkeypatch.setattr("designer.specs.fetching.telling.told_progress", interrupted)
    with pytest.raises(KeyboardInterrupt):
        add_system("Ledger", server.serve("/a"), tell=quiet)
    assert not home.exists()


def test_ctrl_c_in_the_real_command(server: Server, home: Path) -> None:
    """The command ends with 130, nothing is kept but the beginning of the download, and the next run asks for the rest."""
    body = DOCUMENT + b" " * 500_000
    going = threading.Event()

    def slow(one: Handler) -> None:
        one.send_response(200)
        one.send_header("Content-Length", str(len(body)))
        one.send_header("ETag", '"v1"')
        one.end_headers()
        one.wfile.write(body[:200_000])
        going.wait(20)
        one.close_connection = True

    server.scripts["/a"] = slow
    command = [sys.executable, "-m", "designer", "specs", "add", "Ledger", server.address("/a")]
    with subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True) as running:
        _wait_for(lambda: any(path.stat().st_size for path in (home.parent / "cache").rglob("partial")))
        running.send_signal(signal.SIGINT)
        _, message = running.communicate(timeout=20)
        going.set()
    assert (running.returncode, message) == (130, "Interrupted: nothing was left half-written.\n")
    assert not home.exists()
    server.serve("/a", body, ETag='"v1"')
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=True)
    assert "Ledger is known now: 2 operations, 0 events" in done.stdout
    assert server.asked[1][1]["if-range"] == '"v1"'


def _wait_for(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


@pytest.fixture
def ledgerly(server: Server, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Let a vendor publish two documents, and return its name."""
    addresses = [server.serve("/a"), server.serve("/b", YAML.replace(b"/bills", b"/taxes"))]
    entry = {"name": "Ledgerly", "addresses": addresses, "known": "memory"}
    monkeypatch.setattr(vendor_addresses, "_data", lambda: {"dated": "2026-11-24", "vendor": [entry]})
    for kept in (vendor_addresses.all_published, vendor_addresses._known_names):
        kept.cache_clear()
    yield "ledgerly"
    for kept in (vendor_addresses.all_published, vendor_addresses._known_names):
        kept.cache_clear()


def test_the_vendors_own_addresses(ledgerly: str, home: Path) -> None:
    """A vendor's name alone fetches all that the vendor publishes for it, and is kept as the user wrote it."""
    result = add_system(ledgerly, tell=quiet)
    assert (result.operations, result.changes, result.system.name) == (3, ("added", "added"), "ledgerly")
    assert result.published
    assert kept_files(home) == ["specs/ledgerly/document-2.yaml", "specs/ledgerly/document.json", "systems.json"]


def test_a_part_that_moved(server: Server, ledgerly: str) -> None:
    """One of a vendor's documents that is gone is left out and told; all gone, or a server in trouble, refuses the whole."""
    server.scripts["/b"] = lambda one: one.answer(404)
    result = add_system(ledgerly, tell=quiet)
    assert result.operations == 2
    assert f"Left out: {server.address('/b')}: the server answered 404" in told(added_lines(result))
    remove_system(ledgerly)
    server.scripts["/b"] = lambda one: one.answer(503)
    with pytest.raises(DescriptionError, match="503"):
        add_system(ledgerly, tell=quiet)
    server.scripts["/a"] = server.scripts["/b"] = lambda one: one.answer(404)
    with pytest.raises(DescriptionError, match="404"):
        add_system(ledgerly, tell=quiet)
    assert registered_systems() == ()
