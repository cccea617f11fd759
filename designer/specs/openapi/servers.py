"""The addresses that paths are relative to: of a whole document, and of an operation that is served elsewhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from designer.specs.openapi.source import entries, members, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.specs.documents.library import Place
    from designer.specs.openapi.source import Source

PLACEHOLDER = re.compile(
    r"your|example|subdomain|tenant|company|account|customer|domain|instance|localhost|sample|acme|^(my|foo|demo|test|site|server|host)|[<{\[]",
    re.IGNORECASE,
)
VARIABLE = re.compile(r"\{([^{}]+)\}")


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


def own_base_urls(source: Source, place: Place, item: Place) -> tuple[str, ...]:
    """Return where an operation is served that has servers of its own, or whose path has, beside those of the document."""
    for holder in (place, item):
        own = tuple(dict.fromkeys(_servers(holder)))
        if own:
            return own if own != tuple(dict.fromkeys(_servers(source.root))) else ()
    return ()


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
