"""The stand-in as a program: `python -m tests.standin --by-hand FOLDER` or `--script FOLDER`."""

from __future__ import annotations

import argparse
import sys
import threading
from pathlib import Path

from tests.standin.by_hand import ByHand
from tests.standin.server import StandIn

NEXT = """\
{url}
Point a client at it: ANTHROPIC_BASE_URL={url} ANTHROPIC_API_KEY=any
"""


def main() -> int:
    """Serve until Ctrl-C."""
    asked = argparse.ArgumentParser(prog="python -m tests.standin", description=__doc__)
    how = asked.add_mutually_exclusive_group(required=True)
    how.add_argument("--by-hand", type=Path, metavar="FOLDER", help="write each request there and wait for its reply")
    how.add_argument("--script", type=Path, metavar="FOLDER", help="answer with the turns of its files, by name")
    asked.add_argument("--log", type=Path, metavar="FOLDER", help="write each request there")
    asked.add_argument("--port", type=int, default=8787, help="0 for any that is free")
    given = asked.parse_args()
    by = ByHand(folder=given.by_hand) if given.by_hand else None
    with StandIn(given.script, by=by, log=given.log, port=given.port) as service:
        sys.stdout.write(NEXT.format(url=service.url))
        sys.stdout.flush()
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
