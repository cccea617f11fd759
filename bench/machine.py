"""What a figure was measured on, in a few lines of Markdown."""

from __future__ import annotations

import os
import platform
import shutil
import sqlite3
import subprocess
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

from peers import NODE_PEERS, installed_version

if TYPE_CHECKING:
    from collections.abc import Iterator

LIBRARIES = ("ryaml", "PyYAML", "jsonschema", "jsonschema-rs", "openapi-spec-validator", "typer", "rapidfuzz", "jinja2")


def described(*, peers: Path) -> str:
    """Return the machine and the versions of all that was measured."""
    lines = (
        f"- CPU: {_processor()}, {os.cpu_count()} cores; memory: {_gigabytes():.0f} GB; system: {_system()}",
        f"- Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, " + ", ".join(_libraries()),
        f"- {_node()}" + "".join(f", {name} {installed_version(peers, name)}" for name in NODE_PEERS if installed_version(peers, name)),
    )
    return "\n".join(lines) + "\n"


def _processor() -> str:
    information = Path("/proc/cpuinfo")
    if information.is_file():
        named = [
            line.partition(":")[2].strip() for line in information.read_text(encoding="utf-8").splitlines() if line.startswith("model name")
        ]
        if named:
            return named[0]
    return platform.processor() or platform.machine()


def _gigabytes() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9


def _system() -> str:
    try:
        named = platform.freedesktop_os_release()["PRETTY_NAME"]
    except (OSError, KeyError):
        named = platform.system()
    return f"{named}, {platform.system()} {platform.release().split('-')[0]}"


def _libraries() -> Iterator[str]:
    for name in LIBRARIES:
        try:
            yield f"{name} {version(name)}"
        except PackageNotFoundError:
            yield f"no {name}"


def _node() -> str:
    program = shutil.which("node")
    if program is None:
        return "no Node"
    return f"Node {subprocess.run([program, '--version'], capture_output=True, text=True, check=False).stdout.strip().removeprefix('v')}"
