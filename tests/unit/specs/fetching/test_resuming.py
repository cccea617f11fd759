"""A download that was cut off goes on where it stopped, if it is still the same document; else it starts anew."""

from __future__ import annotations

import gzip
import random
from typing import TYPE_CHECKING

import pytest

from designer.errors import DescriptionError
from designer.specs.fetching.download import download
from designer.specs.fetching.failures import UnreachableError

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.specs.fetching.conftest import Handler, Server

LONG = b"{" + bytes(random.Random(7).randbytes(300_000)).hex().encode() + b"}"  # noqa: S311 - a long text, no secret
CUT = 400_000
SETTLED = {"Last_Modified": "Mon, 02 Nov 2026 10:00:00 GMT"}


def get(address: str, folder: Path, *, stop_at: int | None = None) -> bytes:
    """Download, interrupted by Ctrl-C once so many bytes are there."""
    folder.mkdir(exist_ok=True)

    def progress(sofar: int, _: int | None) -> None:
        if stop_at is not None and sofar >= stop_at:
            raise KeyboardInterrupt

    found = download(address, folder, progress=progress, tell=lambda _: None)
    assert found
    return found.path.read_bytes()


def dropping(body: bytes = LONG, **headers: str) -> object:
    """Return a script that sends the beginning and then hangs up."""
    return lambda one: one.answer(200, body[:CUT], length=len(body), **headers)


def resuming(body: bytes = LONG, etag: str = '"v1"', **headers: str) -> object:
    """Return a script that sends the rest if `If-Range` names the version that it has, else all."""
    told = {**({"ETag": etag} if etag else {}), **headers}

    def script(one: Handler) -> None:
        span, mark = one.headers.get("Range", ""), one.headers.get("If-Range", "")
        if span and mark == (etag or headers.get("Last_Modified")):
            at = int(span.removeprefix("bytes=").removesuffix("-"))
            one.answer(206, body[at:], **told, Content_Range=f"bytes {at}-{len(body) - 1}/{len(body)}")
        else:
            one.answer(200, body, **told)

    return script


@pytest.fixture
def cut(server: Server, tmp_path: Path) -> str:
    """Return the address of a document whose first download was cut off by the server."""
    server.scripts["/a.json"] = dropping(ETag='"v1"')  # type: ignore[assignment]
    with pytest.raises(UnreachableError, match="goes on where it stopped"):
        get(server.address("/a.json"), tmp_path / "d")
    return server.address("/a.json")


def test_the_rest_alone_is_asked_for(server: Server, tmp_path: Path, cut: str) -> None:
    """After a lost connection the rest of the same version is asked for, and the whole is right."""
    server.scripts["/a.json"] = resuming()  # type: ignore[assignment]
    assert get(cut, tmp_path / "d") == LONG
    asked = server.asked[1][1]
    assert (asked["range"], asked["if-range"]) == (f"bytes={CUT}-", '"v1"')
    assert "if-none-match" not in asked
    assert not list((tmp_path / "d").glob("partial*"))


def test_after_ctrl_c(server: Server, tmp_path: Path) -> None:
    """Ctrl-C keeps what is there, too."""
    server.scripts["/a.json"] = resuming()  # type: ignore[assignment]
    with pytest.raises(KeyboardInterrupt):
        get(server.address("/a.json"), tmp_path / "d", stop_at=200_000)
    kept = (tmp_path / "d" / "partial").stat().st_size
    assert kept >= 200_000
    assert get(server.address("/a.json"), tmp_path / "d") == LONG
    assert server.asked[1][1]["range"] == f"bytes={kept}-"


def test_cut_off_twice(server: Server, tmp_path: Path, cut: str) -> None:
    """A rest that is cut off itself is gone on with."""

    def again(one: Handler) -> None:
        told = f"bytes {CUT}-{len(LONG) - 1}/{len(LONG)}"
        one.answer(206, LONG[CUT : CUT + 1000], length=len(LONG) - CUT, ETag='"v1"', Content_Range=told)

    server.scripts["/a.json"] = again
    with pytest.raises(UnreachableError):
        get(cut, tmp_path / "d")
    server.scripts["/a.json"] = resuming()  # type: ignore[assignment]
    assert get(cut, tmp_path / "d") == LONG
    assert server.asked[2][1]["range"] == f"bytes={CUT + 1000}-"


def test_another_version_meanwhile(server: Server, tmp_path: Path, cut: str) -> None:
    """If the document changed, the new one is taken whole, never glued to the old beginning."""
    other = b"{" + LONG[:1:-1]
    server.scripts["/a.json"] = resuming(other, '"v2"')  # type: ignore[assignment]
    assert get(cut, tmp_path / "d") == other


def test_server_without_ranges(server: Server, tmp_path: Path, cut: str) -> None:
    """A server that sends all again is taken at its word."""
    server.scripts["/a.json"] = lambda one: one.answer(200, LONG)
    assert get(cut, tmp_path / "d") == LONG


@pytest.mark.parametrize(
    ("status", "headers"),
    [
        (416, {"Content_Range": f"bytes */{len(LONG)}"}),
        (206, {"Content_Range": f"bytes 0-{len(LONG) - 1}/{len(LONG)}"}),
        (206, {"Content_Range": f"bytes {CUT}-{len(LONG) - 1}/{len(LONG)}", "ETag": '"v2"'}),
        (206, {"Content_Range": f"bytes {CUT}-{len(LONG) - 1}/{len(LONG)}", "Content_Encoding": "gzip"}),
        (206, {}),
        (404, {}),
    ],
)
def test_a_wrong_rest(server: Server, tmp_path: Path, cut: str, status: int, headers: dict[str, str]) -> None:
    """What is not the rest of what was begun is not glued on: all is asked for again."""
    server.scripts["/a.json"] = lambda one: one.answer(status, b"x", **headers) if "Range" in one.headers else one.answer(200, LONG)
    assert get(cut, tmp_path / "d") == LONG


@pytest.mark.parametrize(("headers", "goes_on"), [({"ETag": 'W/"v1"', **SETTLED}, False), ({}, False), (SETTLED, True)])
def test_what_tells_versions_apart(server: Server, tmp_path: Path, headers: dict[str, str], *, goes_on: bool) -> None:
    """A weak ETag is no proof of the same bytes, nor is no mark at all; a date that is old enough is."""
    server.scripts["/a.json"] = dropping(**headers)  # type: ignore[assignment]
    with pytest.raises(DescriptionError):
        get(server.address("/a.json"), tmp_path / "d")
    server.scripts["/a.json"] = resuming(etag="", **headers)  # type: ignore[assignment]
    assert get(server.address("/a.json"), tmp_path / "d") == LONG
    assert ("range" in server.asked[1][1]) == goes_on


def test_packed(server: Server, tmp_path: Path) -> None:
    """The rest of a packed document is asked for packed, and unpacked with its beginning."""
    packed = gzip.compress(LONG, mtime=0)
    assert len(packed) > CUT / 2
    server.scripts["/a.json"] = lambda one: one.answer(200, packed[:100_000], length=len(packed), ETag='"p"', Content_Encoding="gzip")
    with pytest.raises(UnreachableError):
        get(server.address("/a.json"), tmp_path / "d")
    server.scripts["/a.json"] = resuming(packed, '"p"', Content_Encoding="gzip")  # type: ignore[assignment]
    assert get(server.address("/a.json"), tmp_path / "d") == LONG
    assert server.asked[1][1]["accept-encoding"] == "gzip"
    assert server.asked[1][1]["range"] == "bytes=100000-"


def test_a_note_that_cannot_be_read(server: Server, tmp_path: Path, cut: str) -> None:
    """Rubbish in the cache costs a whole download and nothing else."""
    for rubbish in (b"{", b"[]", b'{"mark": "x", "more": 1}', b"\xff"):
        (tmp_path / "d" / "partial").write_bytes(b"old")
        (tmp_path / "d" / "partial.json").write_bytes(rubbish)
        server.scripts["/a.json"] = resuming()  # type: ignore[assignment]
        assert get(cut, tmp_path / "d") == LONG
