"""Calls over the wire: sign in, encode, send, retry with patience, read the answer or say what went wrong.

Depends on: `configuration.py`, `links.py`, `openapi.py`, `records.py`, `requests.py`, `signing.py`, `validation.py` and the package httpx2.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, cast
from urllib.parse import urlencode

import httpx2

from .openapi import FORM, is_json
from .records import get
from .requests import Request, pairs
from .signing import Signature
from .validation import InvalidBody

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .configuration import Policy, System
    from .links import Links
    from .validation import Contract
    from .values import Json

log = logging.getLogger(__name__)
WORTH_ANOTHER_TRY = {408, 425, 429}
LONGEST_PROBLEM = 300


class DeliveryError(Exception):
    """A call that did not succeed, with what the system said about it; `status` is 0 where no answer came."""

    def __init__(self, request: Request, problem: str, *, status: int = 0, attempts: int = 1) -> None:
        told = f"{request.method} {request.template} ({request.step or request.system})"
        tries = f" after {attempts} attempts" if attempts > 1 else ""
        super().__init__(f"{told} failed{tries}: {f'{status}: ' if status else ''}{problem}")
        self.request = request
        self.status = status
        self.attempts = attempts


@dataclass(frozen=True)
class Connection:
    """An open line to one system."""

    system: System
    client: httpx2.Client
    contract: Contract


@dataclass(frozen=True)
class Exchange:
    """One call as it was sent and answered; `status` 0: not sent, or no answer. Credentials are not in it."""

    request: Request
    status: int
    answer: Json


Watch = Callable[[Exchange], None]


def connect(
    system: System, contract: Contract, policy: Policy, environment: Mapping[str, str], transport: httpx2.BaseTransport | None = None
) -> Connection:
    """Open a line to a system; *transport* takes the network's place in tests."""
    client = httpx2.Client(
        base_url=system.address(environment),
        timeout=policy.timeout_seconds,
        transport=transport,
        auth=Signature(system.sign_in, environment),
    )
    return Connection(system, client, contract)


class Delivery:
    """Sends the calls of flows, each with as many attempts as the policy allows."""

    def __init__(
        self,
        connections: Mapping[str, Connection],
        policy: Policy,
        links: Links,
        *,
        sleep: Callable[[float], None] = time.sleep,
        watch: Watch = lambda exchange: None,
    ) -> None:
        self._connections = connections
        self._policy = policy
        self._links = links
        self._sleep = sleep
        self._watch = watch

    def send(self, request: Request) -> Json:
        """Return the JSON answer of a call, or the one it had before if it must not be made twice. Raises DeliveryError, InvalidBody."""
        self._hold_to_contract(request)
        kept = self._links.answer(request.once.link, request.once.key) if request.once else None
        if kept is not None:
            return kept[0]
        answer = self._attempt(request)
        for place in (request.once, request.remember):
            if place:
                self._links.keep(place.link, place.key, answer)
        return answer

    def _hold_to_contract(self, request: Request) -> None:
        problems = self._connections[request.system].contract.problems(request)
        if problems and self._policy.enforce:
            raise InvalidBody(request, problems)
        for problem in problems:
            log.warning("%s %s: %s", request.method, request.template, problem)

    def _attempt(self, request: Request) -> Json:
        client = self._connections[request.system].client
        wait = self._policy.first_delay_seconds
        for attempt in range(1, self._policy.attempts + 1):
            try:
                response = client.send(wire(client, request))
            except httpx2.TransportError as error:
                problem, status, asked = f"no answer ({type(error).__name__})", 0, None
            else:
                if response.is_success:
                    return self._read(request, response)
                if request.optional and response.status_code == httpx2.codes.NOT_FOUND:
                    return None
                problem, status, asked = problem_of(response), response.status_code, retry_after(response)
                self._watch(Exchange(request, status, problem))
            if attempt == self._policy.attempts or not (status == 0 or status >= 500 or status in WORTH_ANOTHER_TRY):
                raise DeliveryError(request, problem, status=status, attempts=attempt)
            self._sleep(asked if asked is not None else wait)
            wait = min(wait * 2, self._policy.longest_delay_seconds)
        raise DeliveryError(request, "no attempt is allowed")

    def _read(self, request: Request, response: httpx2.Response) -> Json:
        answer = answer_of(response)
        self._watch(Exchange(request, response.status_code, answer))
        if request.success and not get(answer, *request.success):
            raise DeliveryError(request, f"the answer says that it failed: {_short(answer)}", status=response.status_code)
        errors = get(answer, *request.item_errors) if request.item_errors else None
        if is_told(errors):
            raise DeliveryError(request, f"items failed: {_short(errors)}", status=response.status_code)
        return answer


def is_told(errors: Json) -> bool:
    """Tell whether a list of failures holds any: one list for each item may be missing or empty."""
    return any(map(is_told, errors)) if isinstance(errors, list) else bool(errors)


def wire(client: httpx2.Client, request: Request) -> httpx2.Request:
    """Return the call as bytes: path, query, headers and body encoded, sign-in apart."""
    headers = dict(request.headers)
    content = None
    if request.body is not None:
        headers.setdefault("Content-Type", request.media_type or "application/json")
        content = encode(request)
    return client.build_request(
        request.method, request.path, params=list(request.query) or None, headers={"Accept": "application/json", **headers}, content=content
    )


def encode(request: Request) -> bytes:
    """Return a body in its media type: a form, or JSON."""
    if request.media_type == FORM:
        return urlencode(pairs(request.body)).encode()
    if is_json(request.media_type):
        return json.dumps(request.body, ensure_ascii=False, separators=(",", ":")).encode()
    if isinstance(request.body, str):
        return request.body.encode()
    raise DeliveryError(request, f"a body of type {request.media_type} cannot be written yet")


def answer_of(response: httpx2.Response) -> Json:
    """Return the JSON of an answer, its text if it is none, null if it is empty."""
    if not response.content:
        return None
    try:
        return cast("Json", response.json())
    except ValueError:
        return response.text


def problem_of(response: httpx2.Response) -> str:
    """Return what a refusal says, in the words of the system."""
    answer = answer_of(response)
    for path in (("error", "message"), ("message",), ("detail",), ("title",), ("error_description",), ("error",), ("errors",)):
        told = get(answer, *path)
        if told:
            return _short(told)
    return _short(answer) if answer else response.reason_phrase


def retry_after(response: httpx2.Response) -> float | None:
    """Return the seconds that an answer asks to wait (`Retry-After` in seconds or as a date), or None."""
    asked = response.headers.get("Retry-After", "").strip()
    if asked.isdigit():
        return float(asked)
    try:
        return max(0.0, (parsedate_to_datetime(asked) - datetime.now(UTC)).total_seconds()) if asked else None
    except (TypeError, ValueError):
        return None


def _short(value: Json) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= LONGEST_PROBLEM else f"{text[:LONGEST_PROBLEM]}…"
