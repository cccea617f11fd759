"""How much a download may take: bytes as sent, bytes as they are when unpacked, and seconds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from designer.errors import DescriptionError

if TYPE_CHECKING:
    from designer.specs.fetching.address import WebAddress

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one download may take."""

    size: int = 128 * MEGABYTE
    """Bytes, of what is sent and of what comes out of it. The largest document known to us, Microsoft Graph's, has 40 MB."""
    connecting: float = 15.0
    silence: float = 30.0
    """Seconds without a single byte."""
    whole: float = 900.0
    """Seconds of all of it, however steadily bytes trickle in."""
    redirects: int = 6


def too_large(address: WebAddress, limits: Limits, *, unpacked: bool = False) -> DescriptionError:
    """Return the message for a document beyond the size limit."""
    told = f"{limits.size // MEGABYTE} MB" if limits.size >= MEGABYTE else f"{limits.size} bytes"
    fact = f"is larger than {told}{' when unpacked' if unpacked else ''}, and was not read further"
    return DescriptionError(address.text, fact, next_step="See that the address leads to an API document; save a smaller one yourself.")


def too_slow(address: WebAddress, limits: Limits) -> DescriptionError:
    """Return the message for a download that took too long as a whole."""
    from designer.specs.fetching.failures import AGAIN, UnreachableError  # noqa: PLC0415 - only for a message

    told = f"{limits.whole / 60:.0f} minutes" if limits.whole >= 60 else f"{limits.whole:g} seconds"
    return UnreachableError(address.text, f"took longer than {told}", next_step=f"{AGAIN} It goes on where it stopped, if the server can.")
