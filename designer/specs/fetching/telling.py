"""How far a download is, told to a person: not more often than the figure changes."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable

STEP = 256 * 1024
"""Bytes between two messages where the server does not tell how many there are."""


def told_progress(address: str, tell: Callable[[str], None]) -> Callable[[int, int | None], None]:
    """Return a progress callback that tells `Downloading spec3.json from raw.githubusercontent.com: 34 % of 4.2 MB`."""
    parts = urlsplit(address)
    name = parts.path.rstrip("/").rsplit("/", 1)[-1]
    what = f"Downloading {name or 'the document'} from {parts.hostname}"
    last = ""

    def progress(sofar: int, total: int | None) -> None:
        nonlocal last
        text = f"{what}: {_share(sofar, total)}"
        if text != last:
            last = text
            tell(text)

    return progress


def size_told(size: int) -> str:
    """Return a number of bytes as people say it."""
    if size < 1000:
        return f"{size} bytes"
    return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{size / 1000:.0f} KB"


def _share(sofar: int, total: int | None) -> str:
    if total:
        return f"{100 * sofar // total} % of {size_told(total)}"
    return size_told(sofar - sofar % STEP) if sofar >= STEP else "begun"
