"""Start a program under limits of time and memory and tell how it ended: `python launch.py SECONDS MEGABYTES WALL STREAM PROGRAM…`.

It is a small process of its own: the peak of memory that the system tells of a program starts with that of whoever started it.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys


def main(seconds: int, megabytes: int, wall: int, stream: int, program: list[str]) -> None:
    """Run, wait, and write exit code (below 0: the signal that ended it), CPU seconds and peak megabytes to an open stream."""
    told = os.fdopen(stream, "w")
    os.set_inheritable(stream, False)  # noqa: FBT003 - it takes it by place only
    child = os.fork()
    if child == 0:
        os.setsid()
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 2))
        resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
        os.execv(program[0], program)  # noqa: S606 - a program of ours, as it is given
    signal.signal(signal.SIGALRM, lambda *_: os.killpg(child, signal.SIGKILL))
    signal.alarm(wall)
    _, status, used = os.wait4(child, 0)
    told.write(json.dumps([os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime, used.ru_maxrss / 1024]))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:5]), sys.argv[5:])
