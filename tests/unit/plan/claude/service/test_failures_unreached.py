"""Connections that do not come about: name, proxy, certificate, refusal and silence are told apart."""

from __future__ import annotations

import socket
import ssl
from typing import TYPE_CHECKING

import httpx2
import pytest

from designer.plan.claude.service import clients
from designer.plan.claude.turn import ServiceError
from tests.unit.plan.claude.service.asking import KEY, Asker, of
from tests.unit.plan.claude.service.serving import Answer, Server, hello, page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Serve = Callable[..., Server]


# No connection.


@pytest.fixture
def unheard(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Return a base URL at which nobody listens."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{one.getsockname()[1]}"
    monkeypatch.setenv("ANTHROPIC_API_KEY", KEY)
    monkeypatch.setenv("ANTHROPIC_BASE_URL", f"http://{host}")
    return host


def test_a_refused_connection_is_tried_again_and_then_told(unheard: str, asker: Asker) -> None:
    """Shorter waits than for overload: 1, 2, 4 and 8 s."""
    with pytest.raises(ServiceError) as raised:
        asker.send()
    fact = "it cannot be reached: the connection was refused, after 5 tries"
    assert of(raised.value) == (f"Anthropic API ({unheard})", fact, "Is the address right, and does a server run there?")
    assert [wait.rpartition(" in ")[2] for wait in asker.waits] == [f"{wait} s (try {n} of 5)" for n, wait in enumerate((1, 2, 4, 8), 2)]
    assert asker.waits[0].startswith("The Anthropic API cannot be reached: the connection was refused; ")


def test_a_name_that_is_not_found_is_told(serve: Serve, asker: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    """DNS."""
    serve()
    monkeypatch.setenv("ANTHROPIC_BASE_URL", "http://nowhere.invalid")

    def look_up(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    with pytest.raises(ServiceError) as raised:
        asker.send()
    assert raised.value.fact == "it cannot be reached: the name nowhere.invalid is not found, after 5 tries"
    assert raised.value.next_step == "Check the network, the name server and HTTPS_PROXY."
    assert asker.told == ["Claude is asked at nowhere.invalid in the clear: whoever listens on the way can read the credential"]


def test_a_proxy_that_is_not_there_is_named(unheard: str, serve: Serve, asker: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the proxy's user and password, which its address may hold."""
    server = serve(hello())
    monkeypatch.setenv("HTTP_PROXY", f"http://user:proxy-pass-1234@{unheard}")
    with pytest.raises(ServiceError) as raised:
        asker.send()
    fact = f"it cannot be reached: the connection was refused (through the proxy {unheard}), after 5 tries"
    assert raised.value.fact == fact
    assert "proxy-pass" not in str(raised.value)
    assert server.requests == []


def test_a_proxy_whose_name_is_not_found_is_named(serve: Serve, asker: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not the service's name, which nobody looked up."""
    serve()
    monkeypatch.setenv("HTTP_PROXY", "http://proxy.invalid:3128")

    def look_up(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    with pytest.raises(ServiceError) as raised:
        asker.send()
    assert "the name proxy.invalid:3128 is not found (through the proxy proxy.invalid:3128)" in raised.value.fact


@pytest.mark.parametrize(("status", "sent"), [(407, 1), (403, 1), (502, 5)])
def test_a_proxy_that_lets_nothing_through_is_told(
    serve: Serve, asker: Asker, monkeypatch: pytest.MonkeyPatch, status: int, sent: int
) -> None:
    """One that refuses is not asked again, one that has a fault is."""
    proxy = serve(Answer(status=status))
    monkeypatch.delenv("ANTHROPIC_BASE_URL")
    monkeypatch.setenv("HTTPS_PROXY", proxy.url)
    with pytest.raises(ServiceError) as raised:
        asker.send()
    assert raised.value.place == "Anthropic API (api.anthropic.com)"
    assert raised.value.fact.startswith(f"it cannot be reached through the proxy: {status} ")
    assert raised.value.next_step == "Check HTTPS_PROXY, HTTP_PROXY and NO_PROXY."
    assert len(proxy.requests) == sent


def test_a_407_of_a_plain_proxy_is_told(serve: Serve, asker: Asker) -> None:
    """A proxy of plain HTTP answers in the service's place."""
    server = serve(page(407, "Sign in"))
    with pytest.raises(ServiceError) as raised:
        asker.send()
    assert raised.value.fact == "a proxy wants to be signed in to: Sign in (request req_1)"
    assert len(server.requests) == 1


def test_a_certificate_that_is_not_trusted_is_told_without_a_further_try(asker: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    """As behind a proxy that reads along."""
    import threading

    import trustme

    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    trustme.CA().issue_cert("127.0.0.1").configure_cert(context)
    hands = 0
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def shake() -> None:
            nonlocal hands
            while True:
                try:
                    one, _ = listening.accept()
                except OSError:
                    return
                hands += 1
                try:
                    context.wrap_socket(one, server_side=True).close()
                except OSError:
                    one.close()

        threading.Thread(target=shake, daemon=True).start()
        monkeypatch.setenv("ANTHROPIC_API_KEY", KEY)
        monkeypatch.setenv("ANTHROPIC_BASE_URL", f"https://127.0.0.1:{listening.getsockname()[1]}")
        with pytest.raises(ServiceError) as raised:
            asker.send()
        listening.shutdown(socket.SHUT_RDWR)
    assert raised.value.fact.startswith("it shows a certificate that is not trusted: ")
    assert "SSL_CERT_FILE" in raised.value.next_step
    assert (hands, asker.slept) == (1, [])


def test_an_address_that_is_none_is_told_without_a_further_try(serve: Serve, asker: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    """A base URL without http."""
    serve()
    monkeypatch.setenv("ANTHROPIC_BASE_URL", "ftp://127.0.0.1/v1")
    with pytest.raises(ServiceError) as raised:
        asker.send()
    assert "has no address that can be asked" in raised.value.fact
    assert (raised.value.next_step, asker.slept) == ("Mend the address that the environment names for it.", [])


def test_a_service_that_says_nothing_is_asked_once_more(serve: Serve, asker: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    """Silence lasts minutes each time, so that twice is enough."""
    monkeypatch.setitem(clients.USUAL, "timeout", httpx2.Timeout(0.15))
    server = serve(Answer(ends="silent"))
    with pytest.raises(ServiceError) as raised:
        asker.send()
    assert raised.value.fact == "it did not answer in time, after 2 tries"
    assert (len(server.requests), sum(asker.slept)) == (2, 2)


def test_a_connection_that_is_closed_without_an_answer_is_tried_again(serve: Serve, asker: Asker) -> None:
    """Nothing came, so that nothing was paid for."""
    server = serve(Answer(ends="cut"), hello())
    assert asker.send().stop_reason == "end_turn"
    assert asker.waits == [
        (
            "The Anthropic API broke the connection off before it answered: Server disconnected without sending a response"
            "; trying again in 1 s (try 2 of 5)"
        )
    ]
    assert len(server.requests) == 2
