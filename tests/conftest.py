"""What holds for every test: no network beyond loopback, no key, fixed width and no colour, a known cache."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LOOPBACK = ("127.", "::1", "localhost")


@pytest.fixture(autouse=True)
def _quiet_environment(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Take keys and terminal habits out of the environment and refuse any connection beyond loopback."""
    for name in [name for name in os.environ if name.startswith(("ANTHROPIC_", "DESIGNER_")) and name != "DESIGNER_CORPUS"]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("ANTHROPIC_CONFIG_DIR", str(tmp_path_factory.getbasetemp() / "no-anthropic-profile"))
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("DESIGNER_CACHE", str(tmp_path_factory.getbasetemp() / "cache"))
    monkeypatch.setenv("DESIGNER_HOME", str(tmp_path_factory.getbasetemp() / "home"))
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        if isinstance(address, tuple) and not str(address[0]).startswith(LOOPBACK):
            message = f"a test tried to reach {address[0]}"
            raise AssertionError(message)
        connect(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(scope="session")
def corpus() -> Path:
    """Return the folder of real vendor documents, or skip where there is none."""
    folder = Path(os.environ.get("DESIGNER_CORPUS", ROOT.parent / "shared" / "corpus"))
    if not (folder / "specs").is_dir():
        pytest.skip("no corpus of vendor documents here; set DESIGNER_CORPUS to its folder")
    return folder
