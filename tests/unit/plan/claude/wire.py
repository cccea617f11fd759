"""The real client before the stand-in: turns that call tools or fail, and what is told of a design that is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from designer.plan.claude.service import connect
from tests.unit.plan.claude.scripted import CLEAN

if TYPE_CHECKING:
    import pytest

    from designer.plan.claude.turn import Transport
    from tests.standin import StandIn


def call(told: tuple[str, Any], **more: Any) -> dict[str, Any]:
    """Return a turn of the stand-in that calls a tool."""
    return {"content": [{"type": "tool_use", "name": told[0], "input": told[1]}], **more}


def fault(name: str, **more: Any) -> dict[str, Any]:
    """Return a turn that fails; what it holds would change the design."""
    return call(CLEAN, fault=name, **more)


def transport_to(service: StandIn, monkeypatch: pytest.MonkeyPatch) -> Transport:
    """Return the real client of the service, before the stand-in, whose waits take no time."""
    monkeypatch.setenv("ANTHROPIC_BASE_URL", service.url)
    return connect("anthropic", tell=lambda _: None, sleep=lambda _: None)


DONE = call(CLEAN)
LEFT = "Claude's best design is kept; it has 1 open point and 2 warnings."
"""After `FINE`."""
