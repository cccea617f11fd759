"""A document is downloaded whole, in bounds, from where it says it is, or not at all; what stopped it is said in words."""

from __future__ import annotations

import contextlib
import gzip
import socket
import threading
import time
import zlib
from typing import TYPE_CHECKING, Any

import pytest
import trustme
from hypothesis import given, settings
from hypothesis import strategies as st

from designer import __version__
from designer.errors import DescriptionError
from designer.specs.fetching.address import followed, web_address
from designer.specs.fetching.download import Downloaded, download
from designer.specs.fetching.failures import UnreachableError
from designer.specs.fetching.limits import Limits
from designer.specs.fetching.reaching import TRUST, may_be_asked
from tests.unit.specs.fetching.conftest import DOCUMENT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.specs.fetching.conftest import Handler, Server

SMALL = Limits(size=10_000, connecting=2, silence=0.4, whole=30, redirects=3)
PACKED = {"Content_Encoding": "gzip"}


class Talk(list[str]):
    """What was told, and how far it was."""

    def __init__(self) -> None:
        super().__init__()
        self.progress: list[tuple[int, int | None]] = []


@pytest.fixture
def talk() -> Talk:
    """Take note of what is told."""
    return Talk()


def get(address: str, folder: Path, talk: Talk | None = None, *, limits: Limits = SMALL, **known: str) -> Downloaded | None:
    """Download with small limits."""
    told = Talk() if talk is None else talk
    folder.mkdir(exist_ok=True)
    return download(address, folder, limits=limits, progress=lambda *far: told.progress.append(far), tell=told.append, **known)


def refused(address: str, folder: Path, **more: Any) -> DescriptionError:
    """Return why a download was refused; nothing but what it can go on from is left of it."""
    with pytest.raises(DescriptionError) as caught:
        get(address, folder, **more)
    assert caught.value.place
    assert caught.value.fact
    assert caught.value.next_step
    assert not (folder / "whole").exists()
    return caught.value


class TestWhole:
    """A document that the server gives."""

    def test_bytes_hash_and_version(self, server: Server, tmp_path: Path, talk: Talk) -> None:
        """The bytes are the server's, with their hash, ETag and date; progress runs to all of them."""
        address = server.serve("/a.json", ETag='"v1"', Last_Modified="Mon, 02 Nov 2026 10:00:00 GMT")
        found = get(address, tmp_path / "d", talk)
        assert found
        assert found.path.read_bytes() == DOCUMENT
        assert (found.etag, found.modified, found.address) == ('"v1"', "Mon, 02 Nov 2026 10:00:00 GMT", address)
        assert talk.progress[0] == (0, len(DOCUMENT))
        assert talk.progress[-1] == (len(DOCUMENT), len(DOCUMENT))
        assert not list((tmp_path / "d").glob("partial*"))

    def test_who_asks(self, server: Server, tmp_path: Path) -> None:
        """The request names the program, the host by its name, and carries nothing that could be a key."""
        get(server.serve("/a.json?b=c"), tmp_path / "d")
        path, headers = server.asked[0]
        assert path == "/a.json?b=c"
        assert headers["user-agent"] == f"integration-designer/{__version__}"
        assert headers["host"] == f"localhost:{server.port}"
        assert set(headers) == {"host", "user-agent", "accept", "accept-encoding", "connection"}

    def test_unchanged(self, server: Server, tmp_path: Path) -> None:
        """A copy that still holds is not sent again; it is named by its ETag, or else by its date."""
        server.scripts["/a.json"] = lambda one: one.answer(304)
        assert get(server.address("/a.json"), tmp_path / "d", etag='W/"v1"', modified="Mon, 02 Nov 2026 10:00:00 GMT") is None
        assert get(server.address("/a.json"), tmp_path / "d", modified="Mon, 02 Nov 2026 10:00:00 GMT") is None
        assert server.asked[0][1]["if-none-match"] == 'W/"v1"'
        assert "if-modified-since" not in server.asked[0][1]
        assert server.asked[1][1]["if-modified-since"] == "Mon, 02 Nov 2026 10:00:00 GMT"

    def test_packed(self, server: Server, tmp_path: Path) -> None:
        """A packed document is unpacked, also one of several members."""
        body = gzip.compress(DOCUMENT[:50]) + gzip.compress(DOCUMENT[50:])
        found = get(server.serve("/a.json", body, **PACKED), tmp_path / "d")
        assert found
        assert found.path.read_bytes() == DOCUMENT

    def test_redirects(self, server: Server, tmp_path: Path) -> None:
        """Redirects are followed, relative ones too, and the place where they end is told."""
        server.scripts["/old"] = lambda one: one.answer(302, Location="new/a.json")
        server.serve("/new/a.json")
        found = get(server.address("/old"), tmp_path / "d")
        assert found
        assert found.address == server.address("/new/a.json")


class TestBounds:
    """What is too large or too slow."""

    def test_size_by_header(self, server: Server, tmp_path: Path, talk: Talk) -> None:
        """A document that says it is too large is not read at all."""
        server.scripts["/a.json"] = lambda one: one.answer(200, b"{", length=10_001, ETag='"v1"')
        assert "larger than 10000 bytes" in refused(server.address("/a.json"), tmp_path / "d", talk=talk).fact
        assert not talk.progress
        assert not list((tmp_path / "d").iterdir())

    def test_size_by_stream(self, server: Server, tmp_path: Path) -> None:
        """A document without a length is counted while it comes, and dropped."""

        def endless(one: Handler) -> None:
            one.send_response(200)
            one.send_header("Connection", "close")
            one.end_headers()
            for _ in range(100_000):
                one.wfile.write(b" " * 1000)

        server.scripts["/a.json"] = endless
        assert "larger than 10000 bytes" in refused(server.address("/a.json"), tmp_path / "d").fact
        assert not list((tmp_path / "d").iterdir())

    def test_gzip_bomb(self, server: Server, tmp_path: Path) -> None:
        """A few kilobytes that unpack to megabytes stop at the limit."""
        bomb = gzip.compress(bytes(5_000_000))
        assert len(bomb) < 10_000
        wrong = refused(server.serve("/a.json", bomb, **PACKED), tmp_path / "d")
        assert "larger than 10000 bytes when unpacked" in wrong.fact
        assert not list((tmp_path / "d").iterdir())

    @pytest.mark.parametrize("body", [gzip.compress(DOCUMENT)[:-12], b"no gzip at all", zlib.compress(DOCUMENT)])
    def test_broken_packing(self, server: Server, tmp_path: Path, body: bytes) -> None:
        """What cannot be unpacked is refused."""
        assert "cannot be unpacked" in refused(server.serve("/a.json", body, **PACKED), tmp_path / "d").fact

    def test_other_packing(self, server: Server, tmp_path: Path) -> None:
        """A packing that was not asked for is refused before it is read."""
        assert "not asked for (br)" in refused(server.serve("/a.json", b"x", Content_Encoding="br"), tmp_path / "d").fact

    def test_silent_server(self, server: Server, tmp_path: Path) -> None:
        """A server that goes silent is not waited for."""
        server.scripts["/a.json"] = lambda _: time.sleep(2)
        wrong = refused(server.address("/a.json"), tmp_path / "d")
        assert isinstance(wrong, UnreachableError)
        assert "went silent" in wrong.fact

    @pytest.mark.parametrize("in_headers", [False, True])
    def test_trickling_server(self, server: Server, tmp_path: Path, *, in_headers: bool) -> None:
        """A server that trickles bytes, each in time, is stopped at the end of the whole time, in its headers too."""

        def trickle(one: Handler) -> None:
            one.send_response(200)
            one.flush_headers()
            one.wfile.write(b"X-Long: " if in_headers else b"Content-Length: 5000\r\n\r\n")
            for _ in range(100):
                one.wfile.write(b"a")
                time.sleep(0.1)

        server.scripts["/a.json"] = trickle
        begun = time.monotonic()
        wrong = refused(server.address("/a.json"), tmp_path / "d", limits=Limits(silence=1, whole=0.8))
        assert "took longer than 0.8 seconds" in wrong.fact
        assert time.monotonic() - begun < 5


class TestPlaces:
    """Where a download may not lead."""

    @pytest.mark.parametrize(
        ("address", "fact"),
        [
            ("http://vendor.example/a.json", "only https"),
            ("ftp://vendor.example/a.json", "only https"),
            ("file:///etc/passwd", "only https"),
            ("https://me:secret@vendor.example/a.json", "user name or a password"),
            ("http://me:secret@vendor.example/a.json", "user name or a password"),
            ("https:///a.json", "names no host"),
            ("https://vendor.example:99999/a.json", "is no address"),
            ("https://[::1/a.json", "is no address"),
            ("https://vendor.example/a\x1b[2J.json", "is no address"),
            ("https://vendor.example/" + "a" * 3000, "is no address"),
            ("https://github.com/acme/api/blob/main/openapi.yaml", "page that shows the file"),
        ],
    )
    def test_refused_addresses(self, tmp_path: Path, address: str, fact: str) -> None:
        """What cannot be a document's address is refused before anybody is asked, and no password is repeated."""
        wrong = refused(address, tmp_path / "d")
        assert fact in wrong.fact
        assert "secret" not in str(wrong)
        assert "\x1b" not in str(wrong)

    @pytest.mark.parametrize(
        ("page", "raw"),
        [
            ("https://github.com/a/b/blob/main/x/y.json", "https://raw.githubusercontent.com/a/b/main/x/y.json"),
            ("https://gitlab.com/a/b/-/blob/main/y.json?ref_type=heads", "https://gitlab.com/a/b/-/raw/main/y.json"),
            ("https://bitbucket.org/a/b/src/main/y.json", "https://bitbucket.org/a/b/raw/main/y.json"),
        ],
    )
    def test_pages_of_code_hosts(self, tmp_path: Path, page: str, raw: str) -> None:
        """A code host's page about a file is told from the file, and the file's own address is told."""
        assert refused(page, tmp_path / "d").next_step.endswith(raw)

    @pytest.mark.parametrize(
        "host",
        ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "127.1", "[::1]", "[::ffff:127.0.0.1]", "10.1.2.3", "192.168.1.1",
         "172.16.0.1", "169.254.169.254", "[fe80::1]", "[fd00::1]", "100.64.0.1", "224.0.0.1", "[64:ff9b::7f00:1]", "[2002:7f00:1::]",
         "[::127.0.0.1]", "[::]", "0"],
    )  # fmt: skip
    def test_no_public_address(self, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, host: str) -> None:
        """This machine and its network are never asked, however their address is written."""
        monkeypatch.delenv(TRUST)
        server.serve("/a.json")
        wrong = refused(server.address("/a.json", host), tmp_path / "d")
        assert "no address of the public internet" in wrong.fact
        assert not server.asked

    @pytest.mark.parametrize(
        "ip", ["93.184.216.34", "2606:2800:220:1::1", "::ffff:93.184.216.34", "64:ff9b::5db8:d822", "2002:5db8:d822::1"]
    )
    def test_public_address(self, ip: str) -> None:
        """A public address may be asked, also where IPv6 carries it."""
        assert may_be_asked(ip)

    def test_trust_in_tests_is_for_loopback_alone(self, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """The variable of the tests opens no private network, and only its whole sentence counts."""
        assert "public internet" in refused("https://10.0.0.1/a.json", tmp_path / "d").fact
        monkeypatch.setenv(TRUST, "1")
        assert "public internet" in refused(server.serve("/a.json"), tmp_path / "d").fact

    def test_one_of_several_addresses_is_private(self, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """A name with a public and a private address is refused as a whole."""
        _names(monkeypatch, {"mixed.example": ["127.0.0.1", "10.0.0.1"]})
        assert "(10.0.0.1)" in refused(server.address("/a.json", "mixed.example"), tmp_path / "d").fact

    def test_name_server_that_changes_its_mind(self, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """The address that was looked at is the one that is asked: a name is resolved once."""
        answers = [["127.0.0.1"], ["10.0.0.1"]]
        asked = _names(monkeypatch, {"localhost": answers[0]}, then=answers[1])
        assert get(server.serve("/a.json"), tmp_path / "d")
        assert asked == ["localhost"]

    def test_next_address_is_tried(self, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """A host's second address is asked where the first does not answer."""
        _names(monkeypatch, {"localhost": ["127.0.0.2", "127.0.0.1"]})
        assert get(server.serve("/a.json"), tmp_path / "d")

    @pytest.mark.parametrize(
        ("location", "fact"),
        [("http://localhost/a.json", "only https"), ("https://10.0.0.1/a.json", "public internet"), ("file:///etc/passwd", "only https")],
    )
    def test_redirect_out(self, server: Server, tmp_path: Path, location: str, fact: str) -> None:
        """A redirect to plain http, to a file or into a private network is not followed."""
        server.scripts["/a.json"] = lambda one: one.answer(301, Location=location)
        assert fact in refused(server.address("/a.json"), tmp_path / "d").fact
        assert len(server.asked) == 1

    def test_redirect_to_loopback(self, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """A public host cannot send us to this machine."""
        server.serve("/secret")
        looked = iter([True, False])
        monkeypatch.setattr("designer.specs.fetching.reaching.may_be_asked", lambda _: next(looked))
        _names(monkeypatch, {"localhost": ["127.0.0.1"]})
        server.scripts["/a.json"] = lambda one: one.answer(307, Location=server.address("/secret"))
        assert "public internet" in refused(server.address("/a.json"), tmp_path / "d").fact
        assert [path for path, _ in server.asked] == ["/a.json"]

    def test_redirects_without_end(self, server: Server, tmp_path: Path) -> None:
        """Circles and long chains of redirects end."""
        server.scripts["/a"] = lambda one: one.answer(302, Location="/b")
        server.scripts["/b"] = lambda one: one.answer(302, Location="/a")
        assert "over and over" in refused(server.address("/a"), tmp_path / "d").fact
        for number in range(9):
            server.scripts[f"/{number}"] = lambda one, number=number: one.answer(302, Location=f"/{number + 1}")  # type: ignore[misc]
        assert "more than 3 times" in refused(server.address("/0"), tmp_path / "d").fact

    def test_untrusted_certificate(self, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """A certificate of an unknown authority, or for another name, is not taken, and no document is read."""
        _names(monkeypatch, {"other.example": ["127.0.0.1"], "localhost": ["127.0.0.1"]})
        address = server.serve("/a.json").replace("localhost", "other.example")
        assert "certificate is not trusted" in refused(address, tmp_path / "d").fact
        stranger = tmp_path / "stranger.pem"
        trustme.CA().cert_pem.write_to_path(str(stranger))
        monkeypatch.setenv("SSL_CERT_FILE", str(stranger))
        assert "certificate is not trusted" in refused(server.serve("/a.json"), tmp_path / "d").fact
        assert not server.asked

    def test_nobody_there(self, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """A name that is not found and a port that nobody listens at are told as such."""
        _names(monkeypatch, {"localhost": ["127.0.0.1"]})
        assert "nowhere.example was not found" in refused("https://nowhere.example/a.json", tmp_path / "d").fact
        server.shutdown()
        server.socket.close()
        wrong = refused(server.address("/a.json"), tmp_path / "d")
        assert "no connection to localhost: connection refused" in wrong.fact
        assert isinstance(wrong, UnreachableError)

    def test_proxy(self, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, talk: Talk) -> None:
        """The proxy of the environment is used and named, without its password; NO_PROXY goes past it."""
        monkeypatch.setenv("HTTPS_PROXY", "http://me:secret@127.0.0.1:9")
        assert "no connection" in refused(server.serve("/a.json"), tmp_path / "d", talk=talk).fact
        assert talk == ["Asking localhost through the proxy 127.0.0.1:9"]
        monkeypatch.setenv("NO_PROXY", "localhost")
        assert get(server.serve("/a.json"), tmp_path / "d")

    def test_through_a_proxy(self, server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, talk: Talk) -> None:
        """A proxy is asked for the host by its name, and the certificate that comes through it is checked as ever."""
        with socket.create_server(("127.0.0.1", 0)) as proxy:
            asked: list[bytes] = []
            relaying = threading.Thread(target=_relay, args=(proxy, server.port, asked), daemon=True)
            relaying.start()
            monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{proxy.getsockname()[1]}")
            assert get(server.serve("/a.json"), tmp_path / "d", talk)
            relaying.join(5)
        assert asked == [b"CONNECT localhost:%d HTTP/1.1" % server.port]
        assert talk[0].startswith("Asking localhost through the proxy 127.0.0.1:")

    @pytest.mark.parametrize("proxy", ["socks5://127.0.0.1:9", "ftp://127.0.0.1:9", "http://127.0.0.1:port", "http://:9"])
    def test_a_proxy_that_is_none(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, server: Server, proxy: str) -> None:
        """A proxy of another kind, or a word that names none, is told as what it is."""
        monkeypatch.setenv("ALL_PROXY", proxy)
        wrong = refused(server.serve("/a.json"), tmp_path / "d")
        assert "none that can be asked" in wrong.fact
        assert "NO_PROXY" in wrong.next_step

    def test_certificates_that_are_not_there(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, server: Server) -> None:
        """It is not the download's folder that is told to be wrong."""
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "nowhere.pem"))
        assert "SSL_CERT_FILE" in refused(server.serve("/a.json"), tmp_path / "d").next_step

    def test_a_proxy_is_no_way_in(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Through a proxy, too, this machine's network is not asked for."""
        monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
        assert "public internet" in refused("https://169.254.169.254/latest/meta-data", tmp_path / "d").fact


class TestAnyText:
    """Addresses that somebody made up."""

    @given(st.text(max_size=60) | st.text("https://[]@:%?#&./\\\\ab1-é\x00 ", max_size=40).map(lambda text: f"https://{text}"))
    @settings(max_examples=300, deadline=None)
    def test_any_text_is_an_address_or_is_refused(self, text: str) -> None:
        """Whatever is given, or stands in a `Location`, is an https address or refused in words."""
        for read in (web_address, lambda one: followed(web_address("https://vendor.example/a"), one)):
            with contextlib.suppress(DescriptionError):
                found = read(text)
                assert found.text.lower().startswith("https://")
                assert found.host.isascii()
                assert found.target.startswith("/")


class TestAnswers:
    """Answers that hold no document."""

    @pytest.mark.parametrize(
        ("status", "fact"),
        [(401, "asks for a sign-in"), (403, "does not let us"), (404, "no such document"), (410, "no such document"), (204, "answered 204"),
         (429, "asked too often"), (500, "trouble of its own"), (418, "answered 418")],
    )  # fmt: skip
    def test_status(self, server: Server, tmp_path: Path, status: int, fact: str) -> None:
        """Each status that is no document is told in words; what may pass by itself is told apart."""
        server.scripts["/a.json"] = lambda one: one.answer(status)
        wrong = refused(server.address("/a.json"), tmp_path / "d")
        assert fact in wrong.fact
        assert isinstance(wrong, UnreachableError) == (status in (429, 500))

    def test_page(self, server: Server, tmp_path: Path) -> None:
        """A page for people is refused, and the document that it shows is named."""
        page = b'<!DOCTYPE html><html><body><redoc spec-url="../openapi.yaml"></redoc></body></html>'
        wrong = refused(server.serve("/docs/index.html", page), tmp_path / "d")
        assert "HTML page" in wrong.fact
        assert server.address("/openapi.yaml") in wrong.next_step
        assert "save the document" in refused(server.serve("/b", b"<html>Sign in</html>"), tmp_path / "d").next_step

    def test_empty(self, server: Server, tmp_path: Path) -> None:
        """An empty answer is no document."""
        assert "an empty file" in refused(server.serve("/a.json", b""), tmp_path / "d").fact


def _relay(proxy: socket.socket, port: int, asked: list[bytes]) -> None:
    """Be a proxy for one connection."""
    near, _ = proxy.accept()
    asked.append(near.recv(4096).split(b"\r\n")[0])
    with near, socket.create_connection(("127.0.0.1", port)) as far:
        near.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        back = threading.Thread(target=_pump, args=(far, near), daemon=True)
        back.start()
        _pump(near, far)
        back.join(5)


def _pump(source: socket.socket, target: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)


def _names(monkeypatch: pytest.MonkeyPatch, known: dict[str, list[str]], *, then: list[str] | None = None) -> list[str]:
    """Answer for names as a name server would; return those that were asked for. After the first answer *then* holds."""
    asked: list[str] = []

    def resolved(host: str, port: int, *_: object, **__: object) -> list[tuple[Any, ...]]:
        if host[0].isdigit():
            return [(2, 1, 6, "", (host, port))]
        asked.append(host)
        found = then if then and len(asked) > 1 else known.get(host)
        if found is None:
            raise OSError(-2, "Name or service not known")
        return [(2, 1, 6, "", (one, port)) for one in found]

    monkeypatch.setattr("designer.specs.fetching.reaching.socket.getaddrinfo", resolved)
    return asked
