"""The credential on each call, taken from the environment and never written anywhere.

Depends on: `configuration.py` and the package httpx2.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

import httpx2

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping

    from .configuration import SignIn


class Signature(httpx2.Auth):
    """Signs calls. An OAuth 2 token is fetched with client credentials when none is given, and anew when it is refused."""

    requires_response_body = True

    def __init__(self, sign_in: SignIn, environment: Mapping[str, str]) -> None:
        """Take what the environment holds."""
        self._sign_in = sign_in
        values = {name: environment.get(name, "") for name in sign_in.environment}
        self._token = next((value for name, value in values.items() if name.endswith("ACCESS_TOKEN")), "")
        self._values = [value for name, value in values.items() if not name.endswith("ACCESS_TOKEN")]

    def auth_flow(self, request: httpx2.Request) -> Generator[httpx2.Request, httpx2.Response, None]:
        """Sign one call."""
        if self._sign_in.kind != "oauth2" or not self._sign_in.token_url:
            self._sign(request)
            yield request
            return
        given = bool(self._token)
        if not given:
            self._take((yield self._asking()))
        self._sign(request)
        response = yield request
        if response.status_code == httpx2.codes.UNAUTHORIZED and given and all(self._values):
            self._take((yield self._asking()))
            self._sign(request)
            yield request

    def _sign(self, request: httpx2.Request) -> None:
        match self._sign_in.kind:
            case "bearer":
                request.headers["Authorization"] = f"Bearer {self._first}"
            case "oauth2":
                request.headers["Authorization"] = f"Bearer {self._token}"
            case "basic":
                user, *password = self._values or [""]
                pair = f"{user}:{password[0] if password else ''}".encode()
                request.headers["Authorization"] = f"Basic {base64.b64encode(pair).decode()}"
            case "api_key" if self._sign_in.location == "query":
                request.url = request.url.copy_add_param(self._sign_in.parameter, self._first)
            case "api_key" if self._sign_in.location == "cookie":
                request.headers["Cookie"] = f"{self._sign_in.parameter}={self._first}"
            case "api_key":
                request.headers[self._sign_in.parameter] = self._first
            case "none" | "other":
                pass

    @property
    def _first(self) -> str:
        return self._values[0] if self._values else ""

    def _asking(self) -> httpx2.Request:
        identifier, secret = [*self._values, "", ""][:2]
        form = {"grant_type": "client_credentials", "client_id": identifier, "client_secret": secret}
        if self._sign_in.scopes:
            form["scope"] = " ".join(self._sign_in.scopes)
        return httpx2.Request("POST", self._sign_in.token_url, data=form)

    def _take(self, response: httpx2.Response) -> None:
        if response.is_success:
            self._token = str(response.json().get("access_token", ""))
