"""An environment with a key of the tests and no proxy, and a server that is asked instead of the vendor's."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.unit.plan.claude.service.asking import KEY, Asker
from tests.unit.plan.claude.service.serving import Answer, Server

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

READ = ("AWS_", "GOOGLE_", "CLOUD_ML_", "CLOUDSDK_", "AZURE_")
"""Beginnings of the variables in which a cloud's credential may be."""


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Take proxies, the clouds' credentials and the home folder out of the environment."""
    for name in list(os.environ):
        if name.startswith(READ) or name.lower() in ("http_proxy", "https_proxy", "all_proxy", "no_proxy", "ssl_cert_file"):
            monkeypatch.delenv(name)
    monkeypatch.delenv("ANTHROPIC_CONFIG_DIR")
    home = str(tmp_path_factory.getbasetemp() / "no-home")
    for name in ("HOME", "USERPROFILE", "APPDATA"):
        monkeypatch.setenv(name, home)


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Server]]:
    """Return what starts a server with answers; a key is set, and the server's address."""
    servers: list[Server] = []

    def start(*answers: Answer, models: Answer | None = None) -> Server:
        servers.append(Server(answers, models=models))
        monkeypatch.setenv("ANTHROPIC_API_KEY", KEY)
        monkeypatch.setenv("ANTHROPIC_BASE_URL", servers[-1].url)
        return servers[-1]

    yield start
    for server in servers:
        server.__exit__()


@pytest.fixture
def asker() -> Iterator[Asker]:
    """Return who asks."""
    one = Asker()
    yield one
    one.close()
