"""A document downloaded whole: gone on with where an earlier download stopped, counted, unpacked, looked at."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from designer.errors import DescriptionError
from designer.files.text import unwritable
from designer.specs.fetching.address import raw_address, web_address
from designer.specs.fetching.asking import asked
from designer.specs.fetching.failures import BY_HAND, status_failure
from designer.specs.fetching.limits import Limits, too_large
from designer.specs.fetching.pages import page_failure
from designer.specs.fetching.partial import Partial, continues, version_of
from designer.specs.fetching.unpacking import unpack

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from designer.specs.fetching.address import WebAddress
    from designer.specs.fetching.asking import Answer
    from designer.specs.fetching.partial import Version

LIMITS = Limits()


@dataclass(frozen=True, slots=True, kw_only=True)
class Downloaded:
    """A document on disk, not in its place yet."""

    path: Path
    sha256: str
    etag: str
    modified: str
    address: str
    """Where the redirects ended."""


def download(
    text: str,
    folder: Path,
    *,
    etag: str = "",
    modified: str = "",
    limits: Limits = LIMITS,
    progress: Callable[[int, int | None], None],
    tell: Callable[[str], None],
) -> Downloaded | None:
    """Download the document at an address into a folder that this download has for itself.

    With *etag* or *modified* of a copy that is there, None is returned if the server says that it still holds.
    *progress* is told the bytes so far and all bytes if the server tells them. What an interrupted download got stays in
    the folder, and the next one goes on from it. Raises DescriptionError and WritingError.
    """
    address = web_address(text)
    raw = raw_address(address)
    if raw:
        raise DescriptionError(address.text, "is a page that shows the file, not the file itself", next_step=f"The file itself: {raw}")
    partial = Partial(folder)
    try:
        found = _sent(address, partial, _conditions(etag, modified), limits=limits, progress=progress, tell=tell)
        if found is None:
            return None
        return _finished(address, partial, *found, limits=limits)
    except OSError as fault:
        raise unwritable(folder, fault) from None


def _sent(
    address: WebAddress,
    partial: Partial,
    conditions: dict[str, str],
    *,
    limits: Limits,
    progress: Callable[[int, int | None], None],
    tell: Callable[[str], None],
) -> tuple[WebAddress, Version] | None:
    """Get all bytes as they are sent into the partial's file, the rest alone where the server can send it."""
    begun = partial.version()
    at = partial.size() if begun else 0
    rest = {"Range": f"bytes={at}-", "If-Range": begun.mark} if begun else conditions
    with asked(address, {"Accept-Encoding": begun.encoding or "identity" if begun else "gzip", **rest}, limits=limits, tell=tell) as answer:
        if answer.status == 304 and conditions and not begun:
            return None
        if begun and answer.status == 206 and continues(answer, at, begun):
            _save(answer, partial, at, limits=limits, progress=progress)
            return answer.address, begun
        if answer.status == 200:
            version = version_of(answer)
            _refuse_packing(answer.address, version)
            partial.begin(version)
            _save(answer, partial, 0, limits=limits, progress=progress)
            return answer.address, version
        if not begun:
            raise status_failure(answer.address, answer.status)
    # The server cannot go on from there (416, or a part that was not asked for): from the beginning.
    partial.drop()
    return _sent(address, partial, conditions, limits=limits, progress=progress, tell=tell)


def _save(answer: Answer, partial: Partial, at: int, *, limits: Limits, progress: Callable[[int, int | None], None]) -> None:
    length = answer.header("Content-Length")
    total = at + int(length) if length.isdecimal() and len(length) < 20 else None
    if total is not None and total > limits.size:
        partial.drop()
        raise too_large(answer.address, limits)
    progress(at, total)
    with partial.path.open("ab") as file:
        for sofar, piece in _counted(answer, at):
            if sofar > limits.size:
                file.close()
                partial.drop()
                raise too_large(answer.address, limits)
            file.write(piece)
            progress(sofar, total)


def _counted(answer: Answer, at: int) -> Iterator[tuple[int, bytes]]:
    for piece in answer.body():
        at += len(piece)
        yield at, piece


def _finished(asked_for: WebAddress, partial: Partial, address: WebAddress, version: Version, *, limits: Limits) -> Downloaded:
    """Unpack what came, and look whether it can be a document at all."""
    whole = partial.folder / "whole"
    try:
        if version.encoding:
            unpack(partial.path, whole, address=asked_for, limits=limits)
        else:
            partial.path.replace(whole)
    finally:
        partial.drop()
    with whole.open("rb") as file:
        wrong = page_failure(asked_for, file.read(64 * 1024))
        file.seek(0)
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if wrong is not None:
        whole.unlink()
        raise wrong
    return Downloaded(path=whole, sha256=digest, etag=version.etag, modified=version.modified, address=address.text)


def _conditions(etag: str, modified: str) -> dict[str, str]:
    if etag:
        return {"If-None-Match": etag}
    return {"If-Modified-Since": modified} if modified else {}


def _refuse_packing(address: WebAddress, version: Version) -> None:
    if version.encoding not in ("", "gzip"):
        fact = f"was sent packed in a way that was not asked for ({version.encoding[:40]})"
        raise DescriptionError(address.text, fact, next_step=BY_HAND)
