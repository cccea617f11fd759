"""What an answer of a server may take and do: no other host, so many bytes, so much time."""

from __future__ import annotations

import gzip
import zlib
from typing import TYPE_CHECKING

import httpx2
import pytest

from designer.plan.claude.service.bounding import LONGEST, MOST_OF_A_REPLY, MOST_OF_AN_ERROR, QUIETEST, Bounded
from designer.plan.claude.turn import LostReplyError, OurRequestError, ServiceError
from tests.unit.plan.claude.service.serving import STREAM, Answer, Server, hello

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.unit.plan.claude.service.asking import Asker

    Serve = Callable[..., Server]

PING = b'event: ping\ndata: {"type":"ping"}\n\n'


class Pieces(httpx2.SyncByteStream):
    """Bytes, and how far they were read."""

    def __init__(self, *pieces: bytes, times: int = 1) -> None:
        """Give *pieces* so many times."""
        self.pieces = pieces * times
        self.read = 0

    def __iter__(self) -> Iterator[bytes]:
        """Yield one after the other."""
        for piece in self.pieces:
            self.read += 1
            yield piece


def bounded(stream: Pieces, *, is_reply: bool = True, packed: int | None = None, seconds: float = 0.0) -> Bounded:
    """Return the stream bounded; each look at the clock takes so many *seconds*."""
    ticks = iter(range(10**9))
    return Bounded(stream, packed=packed, is_reply=is_reply, is_events=True, clock=lambda: next(ticks) * seconds)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_followed_nowhere(status: int, serve: Serve, asker: Asker) -> None:
    """Neither the conversation nor a gateway's own header goes to a host that nobody has named."""
    other = serve(hello())
    server = serve(Answer(status=status, headers={"location": f"{other.url}/v1/messages", "content-length": "0"}))
    with pytest.raises(ServiceError) as raised:
        asker.send()
    assert (len(server.requests), len(other.requests)) == (1, 0)
    assert f"it sends requests on to another address ({status})" in raised.value.fact
    assert raised.value.next_step.startswith("Mend the address that the environment names for it")
    assert not isinstance(raised.value, OurRequestError)


def test_an_error_that_unpacks_without_end_is_cut(serve: Serve, asker: Asker) -> None:
    """What it says is told as far as it was read; that the server packs what was not asked for is no matter."""
    bomb = gzip.compress(b'{"error": {"message": "' + b"A" * 30_000_000 + b'"}}')
    serve(Answer(status=400, headers={"content-type": "application/json", "content-encoding": "gzip"}, body=bomb))
    with pytest.raises(OurRequestError) as raised:
        asker.send()
    assert "it calls the request wrong (400)" in raised.value.fact
    stream = Pieces(bomb)
    assert sum(map(len, bounded(stream, is_reply=False, packed=47))) == MOST_OF_AN_ERROR


def test_a_packed_reply_is_read(serve: Serve, asker: Asker) -> None:
    """A gateway may pack a stream."""
    whole = hello()
    serve(Answer(headers={**STREAM, "content-encoding": "gzip"}, body=gzip.compress(whole.body)))
    assert asker.send().stop_reason == "end_turn"


def test_a_packed_reply_that_is_none_is_lost(serve: Serve, asker: Asker) -> None:
    """It is sent for again by whoever asked."""
    serve(Answer(headers={**STREAM, "content-encoding": "gzip"}, body=b"no gzip at all"))
    with pytest.raises((LostReplyError, ServiceError)):
        asker.send()


def test_a_reply_beyond_any_is_cut() -> None:
    """Also where it comes packed: nothing beyond the bound is unpacked."""
    packed = zlib.compress(b"A" * 10_000_000)
    many = Pieces(b"A" * 1_000_000, times=100)
    with pytest.raises(httpx2.ReadError, match="more came than any reply has"):
        list(bounded(many))
    assert many.read == MOST_OF_A_REPLY // 1_000_000
    assert sum(map(len, bounded(Pieces(packed), packed=47))) == 10_000_000


def test_pings_without_end_are_a_silence() -> None:
    """A reply that makes progress may take longer, but not for ever."""
    quiet, slow = Pieces(PING, times=10_000), Pieces(b"event: content_block_delta\n", times=100_000)
    with pytest.raises(httpx2.ReadTimeout, match="nothing but pings came"):
        list(bounded(quiet, seconds=1.0))
    assert quiet.read == pytest.approx(QUIETEST, abs=2)
    with pytest.raises(httpx2.ReadTimeout, match="the reply does not end"):
        list(bounded(slow, seconds=1.0))
    assert slow.read == pytest.approx(LONGEST, abs=2)


def test_what_is_asked_for_can_be_unpacked_here(serve: Serve, asker: Asker) -> None:
    """No `br` or `zstd`, whatever libraries are there."""
    server = serve(hello())
    asker.send()
    assert server.requests[0].headers["accept-encoding"] == "gzip, deflate"
