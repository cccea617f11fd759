"""Error statuses: for each the behaviour, the message (place, fact, next step) and how many requests were sent."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from designer.plan.claude.turn import CredentialError, OurRequestError, ServiceError, TooLongError
from tests.unit.plan.claude.service.asking import NOON, Asker, case, of
from tests.unit.plan.claude.service.serving import Answer, Server, hello, page, refused

if TYPE_CHECKING:
    from collections.abc import Callable

    Serve = Callable[..., Server]

MODELS = Answer(body=json.dumps({"data": [{"id": "claude-opus-5-5"}, {"id": "claude-sonnet-5-5"}], "has_more": False}).encode())
OFFLINE = "or plan without Claude: `--planner offline`"


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
        TooLongError,
        "Anthropic API (HOST)",
        "the request is too large: over 32 MB (request req_1)",
        "Wish for fewer flows or systems at once, ",
    ),
    case(
        "400 of a prompt that is too long",
        refused(400, "invalid_request_error", "prompt is too long: 1200000 tokens > 1000000 maximum"),
        TooLongError,
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
        "it is overloaded (529): closed (request req_1)",
        "Wait a while, ",
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


def test_404_of_a_service_that_lists_no_models_is_about_the_model(serve: Serve, asker: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    """The clouds have no list; none is asked for."""
    server = serve(refused(404, "not_found_error", "The model claude-opus-5-5 is not deployed"), models=MODELS)
    monkeypatch.setenv("ANTHROPIC_FOUNDRY_API_KEY", "foundry-key-of-the-tests")
    monkeypatch.setenv("ANTHROPIC_FOUNDRY_BASE_URL", server.url)
    asker.connect("foundry")
    with pytest.raises(ServiceError) as raised:
        asker.send()
    fact = "Microsoft Foundry has no model `claude-opus-5-5`: The model claude-opus-5-5 is not deployed (request req_1)"
    assert of(raised.value) == ("--model", fact, "Choose another with `--model`.")


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
    assert raised.value.fact.startswith(f"{reason.replace('The Anthropic API', 'it')} after 5 tries: ")
    assert raised.value.fact.endswith("(request req_5)")
    assert raised.value.next_step == f"Wait a while, {OFFLINE}."
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
    fact = f"it takes no more requests for now (429): slow down (request req_1); it asks to wait {words}"
    assert (raised.value.fact, raised.value.next_step) == (fact, f"Wait that long, {OFFLINE}.")
    assert (len(server.requests), asker.slept) == (1, [])


def test_a_400_that_says_to_try_again_is_tried_again(serve: Serve, asker: Asker) -> None:
    """The service knows best."""
    server = serve(refused(400, "invalid_request_error", headers={"x-should-retry": "true"}), hello())
    assert asker.send().stop_reason == "end_turn"
    assert len(server.requests) == 2
