"""The worker of a verdict: `python -m designer.specs.validation.worker PATH NAME SECONDS [OVERLAY...]` prints it as JSON."""

from __future__ import annotations

import contextlib
import gc
import json
import sys
from pathlib import Path
from typing import Any

from designer.errors import DescriptionError

MEMORY = 4 * 1024**3
"""Bytes; a real document of 13 MB takes about a half."""
UNANSWERED = 3


def main(path: str, name: str, seconds: str, *overlays: str) -> int:
    """Judge one document within the bounds; one that cannot be read is told too."""
    _bound(int(seconds))
    _refuse_the_network()
    gc.disable()
    from designer.specs.validation.full_pass import judged  # noqa: PLC0415 - within the bounds, for it takes half a second

    try:
        answer = judged(Path(path), name, overlays=tuple(map(Path, overlays)))
    except DescriptionError as wrong:
        answer = {"refused": {"place": wrong.place, "fact": wrong.fact, "next_step": wrong.next_step}}
    except MemoryError:
        return UNANSWERED
    sys.stdout.write(json.dumps(answer))
    return 0


def _bound(seconds: int) -> None:
    try:
        import resource  # noqa: PLC0415 - not on every system
    except ImportError:
        return
    for limit, value in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, seconds + 1), (resource.RLIMIT_CORE, 0)):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(limit, (value, value))


def _refuse_the_network() -> None:
    """Refuse every connection, whoever asks for it: nothing that is judged lies anywhere but in its folder."""

    def watch(event: str, _: Any) -> None:
        if event.startswith("socket."):
            raise PermissionError(event)

    sys.addaudithook(watch)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
