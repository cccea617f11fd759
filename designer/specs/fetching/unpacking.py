"""A packed body unpacked, counted while it grows: a small file that unpacks to gigabytes stops at the limit."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, BinaryIO

from designer.errors import DescriptionError
from designer.specs.fetching.failures import AGAIN
from designer.specs.fetching.limits import too_large

if TYPE_CHECKING:
    from pathlib import Path

    from designer.specs.fetching.address import WebAddress
    from designer.specs.fetching.limits import Limits

STEP = 256 * 1024
GZIP = 16 + zlib.MAX_WBITS


def unpack(packed: Path, whole: Path, *, address: WebAddress, limits: Limits) -> None:
    """Write what a gzip file holds. Raises DescriptionError where it is broken or too large."""
    try:
        with packed.open("rb") as source, whole.open("wb") as target:
            _unpack(source, target, address=address, limits=limits)
    except BaseException as fault:
        whole.unlink(missing_ok=True)
        if isinstance(fault, zlib.error):
            raise _broken(address) from None
        raise


def _unpack(source: BinaryIO, target: BinaryIO, *, address: WebAddress, limits: Limits) -> None:
    total, unpacking, data = 0, zlib.decompressobj(GZIP), b""
    while True:
        if unpacking.eof:
            data = unpacking.unused_data or source.read(STEP)
            if not data:
                return
            unpacking = zlib.decompressobj(GZIP)  # a gzip file may hold several members
        else:
            data = unpacking.unconsumed_tail or source.read(STEP)
            if not data:
                raise _broken(address)
        piece = unpacking.decompress(data, STEP)
        total += len(piece)
        if total > limits.size:
            raise too_large(address, limits, unpacked=True)
        target.write(piece)


def _broken(address: WebAddress) -> DescriptionError:
    return DescriptionError(address.text, "was sent packed, and cannot be unpacked", next_step=AGAIN)
