"""No message shows a credential, whatever a service or a gateway echoes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from designer.plan.claude.turn import LostReplyError, ServiceError
from tests.unit.plan.claude.service.asking import KEY, TURN, Asker, case
from tests.unit.plan.claude.service.serving import Server, hello, page, refused, stream

if TYPE_CHECKING:
    from collections.abc import Callable

    Serve = Callable[..., Server]


SECRETS = [
    case("a key", "ANTHROPIC_API_KEY", KEY, KEY),
    case("a token that looks like a word", "ANTHROPIC_AUTH_TOKEN", "correcthorsebattery", "correcthorsebattery"),
    case("a header of the user's own", "ANTHROPIC_CUSTOM_HEADERS", "Authorization: Basic plainwordshere", "plainwordshere"),
]


@pytest.mark.parametrize(("name", "value", "secret"), SECRETS)
@pytest.mark.parametrize("status", [400, 401, 403, 404, 413, 500])
def test_a_body_that_echoes_the_credential_shows_none(
    serve: Serve, asker: Asker, monkeypatch: pytest.MonkeyPatch, status: int, name: str, value: str, secret: str
) -> None:
    """Neither the message nor what was heard holds it."""
    server = serve(refused(status, "api_error", f"headers were authorization: Bearer {secret}; x-api-key={secret}"))
    monkeypatch.delenv("ANTHROPIC_API_KEY")
    monkeypatch.setenv(name, value)
    with pytest.raises(ServiceError) as raised:
        asker.send()
    assert secret in str(server.requests[0].headers)
    assert secret not in f"{raised.value}{raised.value.__cause__}{asker.heard}"
    assert "***" in raised.value.fact


def test_a_stream_that_echoes_the_credential_shows_none(serve: Serve, asker: Asker) -> None:
    """An error event may, too."""
    serve(stream({"type": "error", "error": {"type": "api_error", "message": f"for {KEY}"}}))
    with pytest.raises(LostReplyError) as raised:
        asker.send()
    assert raised.value.fact == "the service broke the reply off: for ***"


def test_a_long_page_is_told_short_and_on_one_line(serve: Serve, asker: Asker) -> None:
    """What a gateway says may be a whole page."""
    serve(page(403, "<p>word</p>\n" * 5000))
    with pytest.raises(ServiceError) as raised:
        asker.send()
    assert len(raised.value.fact) < 520
    assert "\n" not in raised.value.fact


def test_the_turn_itself_is_sent_each_time(serve: Serve, asker: Asker) -> None:
    """All tries send the same body."""
    server = serve(refused(529), refused(529), hello())
    asker.send()
    assert [one.body for one in server.requests] == [{**TURN.body(), "stream": True}] * 3
