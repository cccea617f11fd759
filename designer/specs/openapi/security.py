"""Ways to sign in, in the words of OpenAPI 3.x and Swagger 2.0."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal, cast

from designer.model.spec import Scope, SecurityScheme
from designer.specs.openapi.source import members, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.specs.documents.library import Place
    from designer.specs.openapi.source import Source

Kind = Literal["bearer", "basic", "api_key", "oauth2", "openid", "none", "other"]
FLOWS = {"implicit": "implicit", "password": "password", "application": "clientCredentials", "accessCode": "authorizationCode"}
"""Swagger 2.0's names of the OAuth flows, as OpenAPI 3 calls them."""
BEARER = re.compile(r"\bbearer\b", re.IGNORECASE)


def schemes_of(source: Source) -> Iterator[SecurityScheme]:
    """Yield the ways to sign in that the document declares."""
    components = source.root.at("components") if isinstance(source.root.value.get("components"), dict) else None
    declared = [*members(components, "securitySchemes"), *members(source.root, "securityDefinitions")]
    for name, slot in declared:
        place = source.follow(slot)
        if place is not None and isinstance(place.value, dict):
            yield _scheme(name, place)


def _scheme(name: str, place: Place) -> SecurityScheme:
    value: dict[str, Any] = place.value
    flows = dict(members(place, "flows"))
    parts = {flow: place.value for flow, place in flows.items() if isinstance(place.value, dict)} or {_swagger_flow(value): value}
    granted = _granted(parts)
    location = text(value.get("in"))
    return SecurityScheme(
        name=name,
        kind=_kind(value),
        location=cast('Literal["header", "query", "cookie", ""]', location if location in ("header", "query", "cookie") else ""),
        parameter=text(value.get("name")),
        flows=tuple(flow for flow in parts if flow),
        token_url=_first(parts, "tokenUrl"),
        authorization_url=_first(parts, "authorizationUrl") or text(value.get("openIdConnectUrl")),
        scopes=tuple(scope.name for scope in granted),
        granted=granted,
        description=text(value.get("description")),
    )


def _swagger_flow(value: dict[str, Any]) -> str:
    flow = text(value.get("flow"))
    return FLOWS.get(flow, flow)


def _granted(parts: dict[str, dict[str, Any]]) -> tuple[Scope, ...]:
    """Return the scopes of all flows, each once, in document order; extensions among them are none."""
    found: dict[str, Scope] = {}
    for flow, part in parts.items():
        scopes = part.get("scopes")
        for name, told in scopes.items() if isinstance(scopes, dict) else ():
            if name.startswith("x-"):
                continue
            known = found.get(name, Scope(name=name))
            flows = (*known.flows, flow) if flow else known.flows
            found[name] = replace(known, description=known.description or text(told), flows=flows)
    return tuple(found.values())


def _first(parts: dict[str, dict[str, Any]], word: str) -> str:
    return next((text(part[word]) for part in parts.values() if text(part.get(word))), "")


def _kind(value: dict[str, Any]) -> Kind:
    """Normalise: a bearer token declared as an API key in `Authorization` is a bearer token."""
    match text(value.get("type")).lower(), text(value.get("scheme")).lower():
        case "http", ("bearer" | "basic") as scheme:
            return cast("Kind", scheme)
        case "basic", _:
            return "basic"
        case "bearer", _:
            return "bearer"
        case "apikey", _:
            is_bearer = text(value.get("name")).lower() == "authorization" and BEARER.search(text(value.get("description")))
            return "bearer" if is_bearer else "api_key"
        case "oauth2", _:
            return "oauth2"
        case "openidconnect", _:
            return "openid"
        case _:
            return "other"
