"""How the starter signs its calls: where each credential stands, and when an OAuth 2 token is fetched."""

from __future__ import annotations

import copy
from typing import Any

import httpx2
import pytest

from designer.render.runtime import runtime

TOKEN_URL = "https://login.example/token"  # noqa: S105 - an address


def sent(answers: list[int], environment: dict[str, str], **sign_in: Any) -> list[httpx2.Request]:
    """Send one call under a sign-in whose variables the environment holds; return the requests as they went over the wire.

    The system answers with these statuses, the place of tokens with `fetched`.
    """
    went: list[httpx2.Request] = []
    waiting = list(answers)

    def answer(request: httpx2.Request) -> httpx2.Response:
        went.append(copy.deepcopy(request))
        if str(request.url) == TOKEN_URL:
            return httpx2.Response(200, json={"access_token": "fetched"})
        return httpx2.Response(waiting.pop(0))

    signed_in = runtime("configuration").SignIn(environment=tuple(environment), **sign_in)
    signature = runtime("signing").Signature(signed_in, environment)
    with httpx2.Client(auth=signature, transport=httpx2.MockTransport(answer)) as client:
        client.get("https://crm.example/contacts")
    return went


@pytest.mark.parametrize(
    ("environment", "sign_in", "header", "value"),
    [
        ({"CRM_TOKEN": "t"}, {"kind": "bearer"}, "Authorization", "Bearer t"),
        ({"CRM_USER": "jo", "CRM_PASSWORD": "p"}, {"kind": "basic"}, "Authorization", "Basic am86cA=="),
        ({"CRM_KEY": "k"}, {"kind": "api_key", "location": "header", "parameter": "X-Key"}, "X-Key", "k"),
        ({"CRM_KEY": "k"}, {"kind": "api_key", "location": "cookie", "parameter": "key"}, "Cookie", "key=k"),
    ],
)
def test_a_credential_stands_in_its_header(environment: dict[str, str], sign_in: dict[str, str], header: str, value: str) -> None:
    """As the system's document asks."""
    (request,) = sent([200], environment, **sign_in)
    assert request.headers[header] == value


def test_a_key_may_stand_in_the_query() -> None:
    """Beside nothing else: no header repeats it."""
    (request,) = sent([200], {"CRM_KEY": "k"}, kind="api_key", location="query", parameter="key")
    assert str(request.url) == "https://crm.example/contacts?key=k"
    assert "Authorization" not in request.headers


def test_a_token_is_fetched_where_none_is_given() -> None:
    """With the client's id and secret and the scopes of the design."""
    credentials = {"CRM_CLIENT_ID": "me", "CRM_CLIENT_SECRET": "s", "CRM_ACCESS_TOKEN": ""}
    asking, call = sent([200], credentials, kind="oauth2", token_url=TOKEN_URL, scopes=("read", "write"))
    assert asking.content.decode() == "grant_type=client_credentials&client_id=me&client_secret=s&scope=read+write"
    assert call.headers["Authorization"] == "Bearer fetched"


def test_a_given_token_is_replaced_once_it_is_refused() -> None:
    """The call is made again with the new one."""
    credentials = {"CRM_CLIENT_ID": "me", "CRM_CLIENT_SECRET": "s", "CRM_ACCESS_TOKEN": "old"}
    went = sent([401, 200], credentials, kind="oauth2", token_url=TOKEN_URL)
    assert [(str(one.url), one.headers.get("Authorization")) for one in went] == [
        ("https://crm.example/contacts", "Bearer old"),
        (TOKEN_URL, None),
        ("https://crm.example/contacts", "Bearer fetched"),
    ]


@pytest.mark.parametrize(
    "environment",
    [
        {"CRM_CLIENT_ID": "me", "CRM_CLIENT_SECRET": "s", "CRM_ACCESS_TOKEN": ""},
        {"CRM_CLIENT_ID": "", "CRM_CLIENT_SECRET": "", "CRM_ACCESS_TOKEN": "old"},
    ],
)
def test_a_refusal_that_no_new_token_can_cure_is_final(environment: dict[str, str]) -> None:
    """A token just fetched is not fetched again, and without a client's id and secret none can be."""
    went = sent([401], environment, kind="oauth2", token_url=TOKEN_URL)
    assert [one.url.host for one in went].count("crm.example") == 1
    assert str(went[-1].url) == "https://crm.example/contacts"


def test_oauth_takes_a_token_or_what_one_is_fetched_with() -> None:
    """Either is enough to start; what is missing is told by its name."""
    sign_in = runtime("configuration").SignIn(kind="oauth2", environment=("ID", "SECRET", "ACCESS_TOKEN"), token_url=TOKEN_URL)
    assert sign_in.missing({"ID": "i"}) == ("SECRET",)
    assert sign_in.missing({"ACCESS_TOKEN": "t"}) == ()
