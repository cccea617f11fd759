"""Security schemes and base URLs, in the words of OpenAPI 3.x and Swagger 2.0."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Literal, cast

from designer.model.spec import SecurityScheme
from designer.specs.openapi.source import entries, members, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.specs.documents.library import Place
    from designer.specs.openapi.source import Source

Kind = Literal["bearer", "basic", "api_key", "oauth2", "openid", "none", "other"]
FLOWS = {"implicit": "implicit", "password": "password", "application": "clientCredentials", "accessCode": "authorizationCode"}
"""Swagger 2.0's names of the OAuth flows, as OpenAPI 3 calls them."""
BEARER = re.compile(r"\bbearer\b", re.IGNORECASE)
PLACEHOLDER = re.compile(
    r"your|example|subdomain|tenant|company|account|customer|domain|instance|localhost|sample|acme|^(my|foo|demo|test|site|server|host)|[<{\[]",
    re.IGNORECASE,
)
VARIABLE = re.compile(r"\{([^{}]+)\}")


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
    parts = [flow.value for flow in flows.values() if isinstance(flow.value, dict)] or [value]
    location = text(value.get("in"))
    return SecurityScheme(
        name=name,
        kind=_kind(value),
        location=cast('Literal["header", "query", "cookie", ""]', location if location in ("header", "query", "cookie") else ""),
        parameter=text(value.get("name")),
        flows=tuple(flows) or ((FLOWS.get(value["flow"], value["flow"]),) if isinstance(value.get("flow"), str) else ()),
        token_url=_first(parts, "tokenUrl"),
        authorization_url=_first(parts, "authorizationUrl") or text(value.get("openIdConnectUrl")),
        scopes=tuple(dict.fromkeys(scope for part in parts if isinstance(part.get("scopes"), dict) for scope in part["scopes"])),
        description=text(value.get("description")),
    )


def _first(parts: list[dict[str, Any]], word: str) -> str:
    return next((text(part[word]) for part in parts if text(part.get(word))), "")


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


def base_urls_of(source: Source) -> Iterator[str]:
    """Yield the addresses that the paths are relative to; a part that only the account knows stays in braces."""
    root = source.root
    yield from _servers(root)
    if isinstance(root.value.get("host"), str):
        schemes = root.value.get("schemes")
        known = [scheme for scheme in schemes if scheme in ("https", "http")] if isinstance(schemes, list) else []
        protocol = "http" if known == ["http"] else "https"
        yield f"{protocol}://{root.value['host']}{text(root.value.get('basePath')).rstrip('/')}"
    elif text(root.value.get("basePath")):
        yield text(root.value["basePath"])
    if not isinstance(root.value.get("servers"), list):
        for _, item in members(root, "paths"):
            if isinstance(item.value, dict):
                yield from _servers(item)
                yield from (url for method in ("get", "post") for url in _servers_below(item, method))


def _servers_below(item: Place, method: str) -> Iterator[str]:
    if isinstance(item.value.get(method), dict):
        yield from _servers(item.at(method))


def _servers(place: Place) -> Iterator[str]:
    for server in entries(place, "servers"):
        if isinstance(server.value, dict) and text(server.value.get("url")):
            yield _filled(text(server.value["url"]), server.value.get("variables")).rstrip("/") or "/"


def _filled(url: str, variables: Any) -> str:
    """Fill in the defaults that hold for everybody: one of an enum, or a value that is no placeholder."""

    def fill(found: re.Match[str]) -> str:
        variable = variables.get(found[1]) if isinstance(variables, dict) else None
        if not isinstance(variable, dict):
            return found[0]
        default = str(variable.get("default", ""))
        is_known = default and (variable.get("enum") or not PLACEHOLDER.search(default)) and default != found[1]
        return default if is_known else found[0]

    return VARIABLE.sub(fill, url)
