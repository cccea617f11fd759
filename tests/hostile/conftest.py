"""A server on loopback that nobody must ever reach."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def unvisited() -> Iterator[int]:
    """Give the port of a listening socket, and fail the test if anybody came."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server.getsockname()[1]
        server.setblocking(False)  # noqa: FBT003 - it takes it by place only
        with pytest.raises(BlockingIOError):
            server.accept()
