"""What an answer may take: so many bytes once unpacked, and so much time, whatever a server or something in between sends."""

from __future__ import annotations

import time
import zlib
from typing import TYPE_CHECKING, cast

import httpx2

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MOST_OF_AN_ERROR = 1_000_000
"""Bytes of an answer that is no reply; the rest is not read."""
MOST_OF_A_REPLY = 64_000_000
"""Bytes of the longest reply with all its events, several times over."""
LONGEST = 3_600.0
"""Seconds of a whole reply: the longest that a model can write take less."""
QUIETEST = 600.0
"""Seconds in which nothing but pings comes."""
PROGRESS = (b"content_block", b"message_", b"error")
"""Of a stream of events what is no ping."""
PACKED = {"gzip": 47, "x-gzip": 47, "deflate": 47}
"""Encodings that the standard library unpacks piece by piece, with zlib's window that finds out which of them it is."""


def hooks(clock: Callable[[], float] = time.monotonic) -> dict[str, list[Callable[..., object]]]:
    """Return the hooks of a client whose answers are bounded; *clock* gives seconds."""

    def bound(response: httpx2.Response) -> None:
        encoding = response.headers.get("content-encoding", "").strip().lower()
        packed = PACKED.get(encoding)
        if packed:
            del response.headers["content-encoding"]  # it is unpacked here, so that a few bytes cannot become all of the memory
        stream = cast("httpx2.SyncByteStream", response.stream)
        response.stream = Bounded(stream, packed=packed, is_reply=response.is_success, is_events=is_events(response), clock=clock)

    return {"request": [_unpackable], "response": [bound]}


def is_events(response: httpx2.Response) -> bool:
    """Tell whether an answer is a stream of events that can be told apart as they come."""
    return bool(response.headers.get("content-type", "").startswith("text/event-stream"))


class Bounded(httpx2.SyncByteStream):
    """The bytes of an answer, unpacked. An error ends at its bound; a reply beyond one raises what a broken connection raises."""

    def __init__(
        self, stream: httpx2.SyncByteStream, *, packed: int | None, is_reply: bool, is_events: bool, clock: Callable[[], float]
    ) -> None:
        """Read *stream*; *packed* is zlib's window where it is packed."""
        self._stream = stream
        self._unpack = zlib.decompressobj(packed) if packed else None
        self._is_reply = is_reply
        self._is_events = is_events
        self._clock = clock

    def __iter__(self) -> Iterator[bytes]:
        """Yield pieces. Raises ReadTimeout and ReadError."""
        left = MOST_OF_A_REPLY if self._is_reply else MOST_OF_AN_ERROR
        began = heard = self._clock()
        for raw in self._stream:
            for piece in self._pieces(raw, left):
                left -= len(piece)
                now = self._clock()
                heard = now if not self._is_events or any(word in piece for word in PROGRESS) else heard
                if now - began > LONGEST or now - heard > QUIETEST:
                    raise httpx2.ReadTimeout("nothing but pings came" if now - began <= LONGEST else "the reply does not end")
                yield piece
                if left <= 0:
                    break
            if left <= 0 and self._is_reply:
                message = "more came than any reply has"
                raise httpx2.ReadError(message)
            if left <= 0:
                return

    def _pieces(self, raw: bytes, left: int) -> Iterator[bytes]:
        if self._unpack is None:
            yield raw[:left]
            return
        while raw and left > 0 and not self._unpack.eof:
            try:
                piece = self._unpack.decompress(raw, min(left, MOST_OF_AN_ERROR))
            except zlib.error as wrong:
                raise httpx2.DecodingError(str(wrong)) from None
            raw = self._unpack.unconsumed_tail
            left -= len(piece)
            if piece:
                yield piece
            elif not raw:
                return

    def close(self) -> None:
        """Let go of the connection."""
        self._stream.close()


def _unpackable(request: httpx2.Request) -> None:
    """Ask for no packing that is not unpacked here."""
    request.headers["accept-encoding"] = "gzip, deflate"
