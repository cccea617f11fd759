"""The failures of the wire: for each the behaviour, the message (place, fact, next step) and how many requests were sent."""

from __future__ import annotations

import json
import socket
import ssl
from typing import TYPE_CHECKING

import httpx2
import pytest

from designer.plan.claude.service import clients
from designer.plan.claude.turn import CredentialError, LostReplyError, MalformedReplyError, OurRequestError, ServiceError
from tests.unit.plan.claude.service.asking import KEY, NOON, TURN, Asker
from tests.unit.plan.claude.service.serving import Answer, Server, begun, ended, hello, page, refused, stream, text_block, tool_block

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Serve = Callable[..., Server]

MODELS = Answer(body=json.dumps({"data": [{"id": "claude-opus-5-5"}, {"id": "claude-sonnet-5-5"}], "has_more": False}).encode())
OFFLINE = "or plan without Claude: `--planner offline`"


def of(error: ServiceError) -> tuple[str, str, str]:
    """Return the parts of a message."""
    return error.place, error.fact, error.next_step


def case(name: str, *values: object) -> object:
    """Return a named case."""
    return pytest.param(*values, id=name)


# No further try: the request is sent once.

ONCE = [
    case(
        "401: the key is wrong",
        refused(401, "authentication_error", "invalid x-api-key"),
        CredentialError,
        "ANTHROPIC_API_KEY",
        "the Anthropic API does not take this credential: invalid x-api-key (request req_1)",
        "Set one that is valid, ",
    ),
    case(
        "403: the key may not do this",
        refused(403, "permission_error", "not for this workspace"),
        CredentialError,
        "ANTHROPIC_API_KEY",
        "the Anthropic API does not allow this: not for this workspace (request req_1)",
        "Ask whoever gave out the credential, ",
    ),
    case(
        "402: the account has no credit",
        refused(402, "billing_error", "no credit"),
        ServiceError,
        "Anthropic API (HOST)",
        "the account may not spend more: no credit (request req_1)",
        "See to the account's credit or its limits, ",
    ),
    case(
        "400 about credit is no bug of ours",
        refused(400, "invalid_request_error", "Your credit balance is too low"),
        ServiceError,
        "Anthropic API (HOST)",
        "the account may not spend more: Your credit balance is too low (request req_1)",
        "See to the account's credit or its limits, ",
    ),
    case(
        "429 of a spend limit is not waited for",
        refused(429, "rate_limit_error", "limit of the month", code="enforced_spend_limit_reached"),
        ServiceError,
        "Anthropic API (HOST)",
        "the account may not spend more: limit of the month (request req_1)",
        "See to the account's credit or its limits, ",
    ),
    case(
        "400 of an account on hold is no bug of ours",
        refused(400, "invalid_request_error", "on hold", code="organization_on_hold"),
        CredentialError,
        "ANTHROPIC_API_KEY",
        "the Anthropic API does not allow this: on hold (request req_1)",
        "Ask whoever gave out the credential, ",
    ),
    case(
        "413: the request is too large",
        refused(413, "request_too_large", "over 32 MB"),
        ServiceError,
        "Anthropic API (HOST)",
        "the request is too large: over 32 MB (request req_1)",
        "Wish for fewer flows or systems at once, ",
    ),
    case(
        "400 of a prompt that is too long",
        refused(400, "invalid_request_error", "prompt is too long: 1200000 tokens > 1000000 maximum"),
        ServiceError,
        "Anthropic API (HOST)",
        "the request is too large: prompt is too long: 1200000 tokens > 1000000 maximum (request req_1)",
        "Wish for fewer flows or systems at once, ",
    ),
    case(
        "400 of a filter",
        refused(400, "invalid_request_error", "Output blocked by content filtering policy"),
        ServiceError,
        "Anthropic API (HOST)",
        "it declines to answer: Output blocked by content filtering policy (request req_1)",
        "Reword the brief, ",
    ),
    case(
        "403 with a page of a gateway",
        page(403),
        CredentialError,
        "ANTHROPIC_API_KEY",
        "the Anthropic API does not allow this: Blocked by the gateway (request req_1)",
        "Ask whoever gave out the credential, ",
    ),
    case(
        "529 that says not to try again",
        refused(529, "overloaded_error", "closed", headers={"x-should-retry": "false"}),
        ServiceError,
        "Anthropic API (HOST)",
        "the Anthropic API is overloaded (529): closed (request req_1)",
        "Go on in a while, ",
    ),
]


@pytest.mark.parametrize(("answer", "kind", "place", "fact", "step"), ONCE)
def test_a_refusal_that_no_waiting_mends_is_told_at_once(
    serve: Serve, asker: Asker, answer: Answer, kind: type[ServiceError], place: str, fact: str, step: str
) -> None:
    """Place, fact with the service's own words and the request's id, next step; one request, no wait."""
    server = serve(answer)
    with pytest.raises(ServiceError) as raised:
        asker.send()
    assert type(raised.value) is kind
    assert of(raised.value) == (place.replace("HOST", server.host), fact, f"{step}{OFFLINE}.")
    assert (len(server.requests), asker.waits) == (1, [])


@pytest.mark.parametrize("status", [400, 405, 415, 422, 431])
def test_a_request_that_the_service_calls_wrong_is_our_bug(serve: Serve, asker: Asker, status: int) -> None:
    """OurRequestError: the caller adds the file that holds the request."""
    server = serve(refused(status, "invalid_request_error", "messages.0: wrong"))
    with pytest.raises(OurRequestError) as raised:
        asker.send()
    assert raised.value.fact == f"it calls the request wrong ({status}): messages.0: wrong (request req_1)"
    assert "a bug of the designer" in raised.value.next_step
    assert len(server.requests) == 1


# A model or an address that is not there.


def test_404_of_a_model_tells_which_models_exist(serve: Serve, asker: Asker) -> None:
    """The list is asked for once, after the refusal."""
    server = serve(refused(404, "not_found_error", "model: claude-opus-5-5"), models=Answer(body=MODELS.body.replace(b"opus", b"opal")))
    with pytest.raises(ServiceError) as raised:
        asker.send()
    fact = "the Anthropic API has no model `claude-opus-5-5`: model: claude-opus-5-5 (request req_1)"
    assert of(raised.value) == ("--model", fact, "Choose one that exists there with `--model`: claude-opal-5-5, claude-sonnet-5-5.")
    assert len(server.requests) == 1


def test_404_of_a_model_is_told_also_where_no_list_comes(serve: Serve, asker: Asker) -> None:
    """A list that fails is no second failure."""
    server = serve(refused(404, "not_found_error", "model: claude-opus-5-5"), models=refused(500))
    with pytest.raises(ServiceError) as raised:
        asker.send()
    assert raised.value.next_step == "Choose another with `--model`."
    assert len(server.requests) == 1


@pytest.mark.parametrize("models", [Answer(status=404), MODELS], ids=["nothing of the kind there", "the model is there"])
def test_404_that_is_not_about_the_model_is_about_the_address(serve: Serve, asker: Asker, models: Answer) -> None:
    """A base URL with a wrong path answers 404 to everything."""
    serve(page(404, "<h1>Not Found</h1>"), models=models)
    with pytest.raises(ServiceError) as raised:
        asker.send()
    assert raised.value.fact == "nothing there answers to what was asked: Not Found (request req_1)"
    assert raised.value.next_step == f"Mend the address that the environment names for the Anthropic API, {OFFLINE}."


# Faults that pass: tried again while a person sees the countdown.

PASSING = [
    case("429", refused(429, "rate_limit_error"), "The Anthropic API takes no more requests for now (429)"),
    case("529", refused(529, "overloaded_error"), "The Anthropic API is overloaded (529)"),
    case("500", refused(500), "The Anthropic API has a fault (500)"),
    case("503 with a page of a gateway", page(503), "The Anthropic API has a fault (503)"),
    case("408", refused(408, "timeout_error"), "The Anthropic API has a fault (408)"),
    case("409", refused(409, "conflict_error"), "The Anthropic API has a fault (409)"),
]


@pytest.mark.parametrize(("answer", "reason"), PASSING)
def test_a_passing_fault_is_tried_again_with_a_countdown(serve: Serve, asker: Asker, answer: Answer, reason: str) -> None:
    """The reply comes after all; the wait was shown second by second."""
    server = serve(answer, hello())
    assert asker.send().content == ({"text": "Hello", "type": "text"},)
    assert [text for kind, text in asker.heard if kind == "waiting"] == [
        f"{reason}; trying again in 2 s (try 2 of 5)",
        f"{reason}; trying again in 1 s (try 2 of 5)",
    ]
    assert (len(server.requests), asker.slept) == (2, [1.0, 1.0])


@pytest.mark.parametrize(("answer", "reason"), PASSING)
def test_a_fault_that_does_not_pass_stops_after_four_more_tries(serve: Serve, asker: Asker, answer: Answer, reason: str) -> None:
    """Waits of 2, 8, 20 and 45 s; then a stop that says how often it was tried."""
    server = serve(answer)
    with pytest.raises(ServiceError) as raised:
        asker.send()
    assert type(raised.value) is ServiceError
    assert raised.value.fact.startswith(f"{reason[0].lower()}{reason[1:]} after 5 tries: ")
    assert raised.value.fact.endswith("(request req_5)")
    assert raised.value.next_step == f"Go on in a while, {OFFLINE}."
    assert [wait.rpartition(" in ")[2] for wait in asker.waits] == [f"{wait} s (try {n} of 5)" for n, wait in enumerate((2, 8, 20, 45), 2)]
    assert (len(server.requests), sum(asker.slept)) == (5, 75)


@pytest.mark.parametrize(
    ("headers", "slept"),
    [
        case("seconds", {"retry-after": "7"}, [1.0] * 7),
        case("thousandths, which are more exact", {"retry-after-ms": "1500", "retry-after": "2"}, [0.5, 1.0]),
        case("a date", {"retry-after": "Tue, 25 Nov 2025 12:00:30 GMT"}, [1.0] * 30),
        case("none at all is still a second", {"retry-after": "0"}, [1.0]),
        case("a date that has passed", {"retry-after": "Tue, 25 Nov 2025 11:00:00 GMT"}, [1.0]),
        case("the longest", {"retry-after": "60"}, [1.0] * 60),
        case("a word that means nothing", {"retry-after": "soon"}, [1.0, 1.0]),
        case("an endless time", {"retry-after": "inf"}, [1.0, 1.0]),
    ],
)
def test_retry_after_is_kept_to(serve: Serve, asker: Asker, headers: dict[str, str], slept: list[float]) -> None:
    """As the service asks, up to a minute."""
    assert NOON == 1_764_072_000
    server = serve(refused(429, "rate_limit_error", headers=headers), hello())
    asker.send()
    assert (asker.slept, len(server.requests)) == (slept, 2)


@pytest.mark.parametrize(
    ("after", "words"), [("61", "61 s"), ("290", "5 min"), ("7800", "2 h 10 min"), ("Tue, 25 Nov 2025 13:00:00 GMT", "1 h")]
)
def test_retry_after_of_over_a_minute_stops_at_once(serve: Serve, asker: Asker, after: str, words: str) -> None:
    """Whoever is asked to wait long goes on later."""
    server = serve(refused(429, "rate_limit_error", "slow down", headers={"retry-after": after}))
    with pytest.raises(ServiceError) as raised:
        asker.send()
    fact = f"the Anthropic API takes no more requests for now (429): slow down (request req_1); it asks to wait {words}"
    assert (raised.value.fact, raised.value.next_step) == (fact, f"Go on then, {OFFLINE}.")
    assert (len(server.requests), asker.slept) == (1, [])


def test_a_400_that_says_to_try_again_is_tried_again(serve: Serve, asker: Asker) -> None:
    """The service knows best."""
    server = serve(refused(400, "invalid_request_error", headers={"x-should-retry": "true"}), hello())
    assert asker.send().stop_reason == "end_turn"
    assert len(server.requests) == 2


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
    fact = "the Anthropic API cannot be reached: the connection was refused, after 5 tries"
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
    assert raised.value.fact == "the Anthropic API cannot be reached: the name nowhere.invalid is not found, after 5 tries"
    assert raised.value.next_step == "Check the network, the name server and HTTPS_PROXY."
    assert asker.told == ["Claude is asked at nowhere.invalid in the clear: whoever listens on the way can read the credential"]


def test_a_proxy_that_is_not_there_is_named(unheard: str, serve: Serve, asker: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the proxy's user and password, which its address may hold."""
    server = serve(hello())
    monkeypatch.setenv("HTTP_PROXY", f"http://user:proxy-pass-1234@{unheard}")
    with pytest.raises(ServiceError) as raised:
        asker.send()
    fact = f"the Anthropic API cannot be reached: the connection was refused (through the proxy {unheard}), after 5 tries"
    assert raised.value.fact == fact
    assert "proxy-pass" not in str(raised.value)
    assert server.requests == []


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
    assert raised.value.fact.startswith(f"the Anthropic API cannot be reached through the proxy: {status} ")
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
    assert raised.value.fact.startswith("the Anthropic API shows a certificate that is not trusted: ")
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
    assert raised.value.fact == "the Anthropic API did not answer in time, after 2 tries"
    assert (len(server.requests), sum(asker.slept)) == (2, 2)


def test_a_connection_that_is_closed_without_an_answer_is_tried_again(serve: Serve, asker: Asker) -> None:
    """Nothing came, so that nothing was paid for."""
    server = serve(Answer(ends="cut"), hello())
    assert asker.send().stop_reason == "end_turn"
    assert asker.waits == [
        (
            "The Anthropic API broke the connection off before it answered: Server disconnected without sending a response."
            "; trying again in 1 s (try 2 of 5)"
        )
    ]
    assert len(server.requests) == 2


# A reply that breaks off: what came has a price, so that whoever asked decides about sending it again.

THREE = (begun(), *text_block("Hello")[:2])
ERROR = {"type": "error", "error": {"type": "overloaded_error", "message": "Overloaded"}}
LOST = [
    case("the connection drops", stream(*THREE, ends="cut"), "the connection was cut: peer closed connection", 5),
    case("an error event", stream(*THREE, ERROR), "the service broke the reply off: Overloaded", 5),
    case("an error event at once", stream(ERROR), "the service broke the reply off: Overloaded", 0),
    case("a clean end before the end", stream(*THREE), "the reply ended before its end", 5),
    case("an end before the beginning", stream(), "the reply ended before it began", 0),
    case("no end of the message", stream(begun(), *text_block("Hello")), "the reply ended before its end", 5),
    case("an event that is no JSON", stream(*THREE, b"event: message_delta\ndata: {nope\n\n"), "what came is no stream of events", 5),
    case("bytes that are no text", stream(*THREE, b"event: message_delta\ndata: \xff\xfe\n\n"), "what came is no stream of events", 5),
    case("a piece of a block that never began", stream(begun(), text_block("Hello")[1]), "the reply cannot be read: list index", 0),
    case("an event that is null", stream(*THREE, b"event: message_delta\ndata: null\n\n"), "the reply cannot be read: ", 5),
    case("a page instead of a stream", page(200), "what came is no reply but text/html; charset=utf-8: something else", 0),
    case("the tool's input counts", stream(begun(), *tool_block('{"a":', "1}")[:-1]), "the reply ended before its end", 7),
]


@pytest.mark.parametrize(("answer", "fact", "characters"), LOST)
def test_a_reply_that_breaks_off_is_lost(serve: Serve, asker: Asker, answer: Answer, fact: str, characters: int) -> None:
    """With the characters that had come and the request's id; it is not sent again here."""
    server = serve(answer)
    with pytest.raises(LostReplyError) as raised:
        asker.send()
    assert type(raised.value) is LostReplyError
    assert raised.value.fact.startswith(fact)
    assert (raised.value.output_characters, raised.value.request_id) == (characters, "req_1")
    assert (len(server.requests), asker.slept) == (1, [])


def test_a_stream_that_falls_silent_is_lost(serve: Serve, asker: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    """No further try here: what had come is paid for."""
    monkeypatch.setitem(clients.USUAL, "timeout", httpx2.Timeout(0.15))
    server = serve(stream(*THREE, ends="silent"))
    with pytest.raises(LostReplyError, match="nothing more came for too long") as raised:
        asker.send()
    assert (raised.value.output_characters, len(server.requests)) == (5, 1)


def test_after_a_reply_that_the_service_broke_off_the_next_one_waits(serve: Serve, asker: Asker) -> None:
    """2 s, then 4 s: it is overloaded, and would break off again at once. A whole reply ends that."""
    server = serve(stream(*THREE, ERROR), stream(ERROR), hello())
    for _ in range(2):
        with pytest.raises(LostReplyError):
            asker.send()
    asker.send()
    assert asker.slept == [1.0] * 6
    assert asker.waits[0] == "The Anthropic API broke a reply off; trying again in 2 s"
    asker.send()
    assert (len(server.requests), len(asker.slept)) == (4, 6)


def test_after_a_dropped_connection_the_next_one_does_not_wait(serve: Serve, asker: Asker) -> None:
    """It says nothing of how busy the service is."""
    serve(stream(*THREE, ends="cut"), hello())
    with pytest.raises(LostReplyError):
        asker.send()
    asker.send()
    assert asker.slept == []


MALFORMED = [
    case("broken", '{"a": nope}'),
    case("cut, which the SDK completes by guess", '{"a": [1, 2'),
    case("a list", "[1, 2]"),
    case("a number that JSON has not", '{"a": NaN}'),
    case("more behind it", '{"a": 1} {"b": 2}'),
]


@pytest.mark.parametrize("text", MALFORMED)
def test_a_tool_input_that_is_no_json_is_malformed(serve: Serve, asker: Asker, text: str) -> None:
    """MalformedReplyError, never a guess at what was meant."""
    server = serve(stream(begun(), *tool_block(text), *ended("tool_use")))
    with pytest.raises(MalformedReplyError, match="the input of a tool that the model called is no JSON") as raised:
        asker.send()
    assert raised.value.request_id == "req_1"
    assert (len(server.requests), asker.slept) == (1, [])


@pytest.mark.parametrize("reason", ["max_tokens", "model_context_window_exceeded", "refusal", "pause_turn"])
def test_a_tool_input_may_be_cut_where_the_reply_was(serve: Serve, asker: Asker, reason: str) -> None:
    """The reply comes with its stop reason: whoever reads it must not run its tools."""
    serve(stream(begun(), *tool_block('{"a": [1, 2'), *ended(reason)))
    assert asker.send().stop_reason == reason


# What passes through.


def test_ctrl_c_passes_through_and_closes_the_stream(serve: Serve, asker: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    """From within a reply."""
    closed: list[bool] = []
    close = httpx2.Response.close
    monkeypatch.setattr(httpx2.Response, "close", lambda self: (closed.append(True), close(self))[1])  # noqa: ARG001 - as the protocol has it

    def hear(*_: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Asker, "hear", staticmethod(hear))
    server = serve(stream(begun(), *text_block("Hello"), ends="silent"))
    with pytest.raises(KeyboardInterrupt):
        asker.send()
    assert (len(server.requests), bool(closed)) == (1, True)


def test_ctrl_c_ends_a_countdown(serve: Serve, asker: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    """No further request."""
    server = serve(refused(529, "overloaded_error"))

    def sleep(_: float) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(asker, "slept", type("Sleeper", (list,), {"append": lambda _, seconds: sleep(seconds)})())
    with pytest.raises(KeyboardInterrupt):
        asker.send()
    assert len(server.requests) == 1


@pytest.mark.parametrize("wrong", [ValueError("of ours"), RuntimeError("of ours"), OSError("of ours"), TypeError("of ours")])
def test_a_bug_of_whoever_hears_is_no_failure_of_the_service(
    serve: Serve, asker: Asker, monkeypatch: pytest.MonkeyPatch, wrong: Exception
) -> None:
    """It is neither hidden nor tried again."""  # noqa: ARG001 - as the protocol has it

    def hear(*_: str) -> None:
        raise wrong

    monkeypatch.setattr(Asker, "hear", staticmethod(hear))
    server = serve(hello())
    with pytest.raises(type(wrong), match="of ours"):
        asker.send()
    assert len(server.requests) == 1


# No message shows a credential.

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
