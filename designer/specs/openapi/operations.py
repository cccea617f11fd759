"""The `paths` of an OpenAPI 3.x or Swagger 2.0 document to operations; schemas stay where they are until asked for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from designer.model.spec import Operation, SecurityNeed
from designer.specs.openapi.bodies import bodies_of, response_of
from designer.specs.openapi.on_request import asking_parameters
from designer.specs.openapi.paging import paging_of
from designer.specs.openapi.parameters import parameters_of
from designer.specs.openapi.quotas import rate_limit_headers, rate_limits
from designer.specs.openapi.servers import own_base_urls
from designer.specs.openapi.source import METHODS, entries, members, text, texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.model.spec import Parameter, Response
    from designer.specs.documents.library import Place
    from designer.specs.openapi.source import Source

UNKNOWN_ENDPOINT = "x-unknown-endpoint"
"""What marks an operation of a slice that stands for an endpoint which no document names."""


def path_operations(source: Source, slot: Place) -> Iterator[tuple[str, Place, Place]]:
    """Yield method, path item and operation of a path item, references followed."""
    item = source.follow(slot)
    if item is None:
        return
    if not isinstance(item.value, dict):
        source.warn("SPEC102", item, f"A path must hold an object with methods, not {type(item.value).__name__}.")
        return
    for method in METHODS:
        if method in item.value:
            yield method, item, item.at(method)
    for method, place in members(item, "additionalOperations"):
        yield method, item, place


def operation_at(source: Source, slot: Place, item: Place, *, method: str, path: str) -> Operation:
    """Return one operation. What is broken in it becomes a finding and is left out."""
    bare = Operation(system=source.system, method=method.upper(), path=path, file=slot.document.file, pointer=slot.pointer)
    place = source.follow(slot)
    if place is None:
        return bare
    if not isinstance(place.value, dict):
        source.warn("SPEC102", place, f"{bare.key}: an operation must be an object, not {type(place.value).__name__}.")
        return bare
    parameters = parameters_of(source, place, item, path=path)
    responses = tuple(_responses(source, place, parameters))
    operation = replace(
        bare,
        operation_id=text(place.value.get("operationId")),
        summary=text(place.value.get("summary")) or text(item.value.get("summary")),
        description=text(place.value.get("description")),
        tags=texts(place.value.get("tags")),
        parameters=parameters,
        bodies=bodies_of(source, place, item),
        responses=responses,
        security=security_of(place, source.root),
        idempotency_header=_idempotency_header(parameters),
        rate_limit_headers=rate_limit_headers(responses),
        rate_limits=rate_limits(place, item),
        base_urls=own_base_urls(source, place, item),
        deprecated=place.value.get("deprecated") is True,
        in_spec=place.value.get(UNKNOWN_ENDPOINT) is not True,
        file=place.document.file,
        pointer=place.pointer,
    )
    return replace(operation, paging=paging_of(source, operation))


def _responses(source: Source, place: Place, parameters: tuple[Parameter, ...]) -> Iterator[Response]:
    names = asking_parameters(parameters)
    for status, slot in members(place, "responses"):
        response = response_of(source, place, slot, status=status)
        if response is not None:
            content = response.content if response.is_success else None
            yield replace(response, content=replace(content, on_request=names)) if names and content else response


def security_of(place: Place, root: Place) -> tuple[SecurityNeed, ...]:
    """Return the alternatives of an operation's security, the document's default where it names none."""
    holder = place if "security" in place.value else root
    found = [need for entry in entries(holder, "security") if isinstance(entry.value, dict) for need in _needs(entry.value, root)]
    return tuple(dict.fromkeys(found))


def _needs(entry: dict[str, Any], root: Place) -> Iterator[SecurityNeed]:
    """Yield what one entry asks for. Several OAuth flows of one server, written as if all were needed, are a choice."""
    scopes = tuple(dict.fromkeys(scope for wanted in entry.values() for scope in texts(wanted)))
    if len(entry) > 1 and all(_is_oauth(name, root) for name in entry):
        yield from (SecurityNeed(schemes=(name,), scopes=scopes) for name in sorted(entry, key=lambda name: _is_implicit(name, root)))
    else:
        yield SecurityNeed(schemes=tuple(entry), scopes=scopes)


def _scheme(name: str, root: Place) -> dict[str, Any]:
    components = root.value.get("components")
    declared = components.get("securitySchemes") if isinstance(components, dict) else root.value.get("securityDefinitions")
    scheme = declared.get(name) if isinstance(declared, dict) else None
    return scheme if isinstance(scheme, dict) else {}


def _is_oauth(name: str, root: Place) -> bool:
    return _scheme(name, root).get("type") == "oauth2"


def _is_implicit(name: str, root: Place) -> bool:
    """Tell whether a scheme has only the flow that needs a browser, which no server can use."""
    scheme = _scheme(name, root)
    flows = scheme.get("flows")
    return scheme.get("flow") == "implicit" or (isinstance(flows, dict) and list(flows) == ["implicit"])


def _idempotency_header(parameters: tuple[Parameter, ...]) -> str:
    headers = [parameter for parameter in parameters if parameter.location == "header"]
    named = [p.name for p in headers if "idempoten" in p.name.lower()]
    told = [
        p.name
        for p in headers
        if "idempoten" in p.field.description.lower() or ("request-id" in p.name.lower() and "duplicate" in p.field.description.lower())
    ]
    return next(iter(named + told), "")
