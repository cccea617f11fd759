"""vcrpy as cassettes here are recorded and replayed: matched on method, path and body, with few headers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

from vcr import VCR  # type: ignore[import-untyped]

from tests.cassettes.format import Readable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from vcr.cassette import Cassette  # type: ignore[import-untyped]
    from vcr.request import Request  # type: ignore[import-untyped]

KEPT = ("anthropic-version", "content-type", "request-id")
"""Headers that are written. Credentials, dates and the machine's are not among them."""
STREAM = "text/event-stream"


class StaleCassetteError(BaseException):
    """A request that the cassette does not hold. No Exception, so that nobody takes it for a failed connection and tries again."""


def recording(file: Path, comment: str) -> AbstractContextManager[Cassette]:
    """Record into a file whatever is asked and answered."""
    file.unlink(missing_ok=True)
    return cast("AbstractContextManager[Cassette]", _tape(comment, mode="all").use_cassette(str(file)))


def replaying(file: Path) -> Replay:
    """Answer from a file, and from nowhere else."""
    return Replay(file)


class Replay:
    """A cassette in the player."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._within = _tape("", mode="none").use_cassette(str(file))

    def __enter__(self) -> Cassette:
        """Start, and stop the run at once when it asks what the cassette does not hold."""
        cassette = self._within.__enter__()
        can_play = cassette.can_play_response_for

        def known(request: Request) -> bool:
            if can_play(request):
                return True
            raise StaleCassetteError(_difference(self._file, cassette, request))

        cassette.can_play_response_for = known
        return cassette

    def __exit__(self, *error: object) -> None:
        """Take it out."""
        self._within.__exit__(*error)


def _tape(comment: str, *, mode: str) -> VCR:
    tape = VCR(
        record_mode=mode,
        match_on=["method", "path", "bytes"],
        before_record_request=_bare_request,
        before_record_response=_bare_response,
        decode_compressed_response=True,
        serializer="readable",
    )
    tape.register_matcher("bytes", _same_body)
    tape.register_serializer("readable", Readable(comment))
    return tape


def _same_body(one: Request, other: Request) -> None:
    assert one.body == other.body


def _bare_request(request: Request) -> Request:
    """Return a request as it is written: its path, and the headers that are kept."""
    request.uri = request.path
    request.headers = _kept(request.headers)
    return request


def _bare_response(response: dict[str, Any]) -> dict[str, Any]:
    return {**response, "headers": _kept(response["headers"])}


def _kept(headers: Any) -> dict[str, Any]:
    return {name.lower(): headers[name] for name in sorted(headers) if name.lower() in KEPT}


def _difference(file: Path, cassette: Cassette, request: Request) -> str:
    """Say in which part the next request differs from what the cassette holds for its place."""
    played = cassette.play_count
    place = f"{file.name}: request {played + 1}, {request.method} {request.path}"
    if played >= len(cassette):
        fact = f"the cassette ends after {len(cassette)}"
    else:
        held = cassette.requests[played]
        parts = _parts(json.loads(request.body or "{}"), json.loads(held.body or "{}")) if held.path == request.path else [held.path]
        fact = f"differs from the one that is held in {', '.join(parts) or 'the order of its keys'}"
    return f"{place}: {fact}. A prompt or the designer has changed: run `make cassettes` and read the difference like code."


def _parts(sent: Any, held: Any, where: str = "$") -> list[str]:
    """Return where two bodies differ, as deep as it can be told."""
    if isinstance(sent, dict) and isinstance(held, dict):
        return [place for key in sorted({*sent, *held}) for place in _parts(sent.get(key), held.get(key), f"{where}.{key}")]
    if isinstance(sent, list) and isinstance(held, list) and len(sent) == len(held):
        return [place for at in range(len(sent)) for place in _parts(sent[at], held[at], f"{where}[{at}]")]
    return [] if sent == held else [where]


def bodies(cassette: Cassette) -> Iterator[Any]:
    """Yield the bodies of the requests for messages that a cassette holds."""
    for request in cassette.requests:
        if request.path == "/v1/messages":
            yield json.loads(request.body)
