"""The endpoints of each system that the design calls: parameters and what fills them, sign-in, answers and errors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from designer.render.documents.fieldmap import type_words
from designer.render.documents.grid import Grid
from designer.render.documents.places import source_words
from designer.render.documents.transforming import described
from designer.render.documents.used import ROLES, used_operations
from designer.render.documents.words import NONE, code, codes, duration, listed, prose, sentence

if TYPE_CHECKING:
    from designer.model.design import Design, RateLimit, System
    from designer.model.spec import Catalog, Operation, Parameter
    from designer.render.documents.used import UsedOperation

PAGING = {"cursor": "a cursor", "page": "page numbers", "offset": "an offset", "link": "a link to the next page"}


@dataclass(frozen=True, slots=True, kw_only=True)
class EndpointView:
    """One operation as the design uses it."""

    key: str
    title: str
    used: str
    notes: tuple[str, ...]
    """Sentences: sign-in and scopes, body, paging, deprecation, or that no document has it."""
    parameters: Grid
    errors: Grid


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemEndpoints:
    """A system with the operations that the design calls."""

    name: str
    facts: Grid
    endpoints: tuple[EndpointView, ...]


def system_endpoints(design: Design, catalog: Catalog) -> tuple[SystemEndpoints, ...]:
    """Return the endpoints of all systems."""
    used = used_operations(design, catalog)
    return tuple(
        SystemEndpoints(
            name=prose(system.name),
            facts=_system_facts(design, system),
            endpoints=tuple(_endpoint(design, known) for known in used if known.system.id == system.id),
        )
        for system in design.systems
    )


def _system_facts(design: Design, system: System) -> Grid:
    limits = [known for known in design.policies.rate_limits if known.system == system.id]
    rows = [
        ("Address", code(system.base_url) if system.base_url else "**not known**: see SETUP.md"),
        ("Sign-in", auth_words(system)),
        ("Described by", _document_words(system)),
        ("Rate limit", "; ".join(_limit_words(limit) for limit in limits)),
    ]
    return Grid(header=("", ""), rows=tuple((name, text or "not known") for name, text in rows))


def _limit_words(limit: RateLimit) -> str:
    of_one = f" to {code(limit.operation)}" if limit.operation else ""
    return f"{limit.calls:,} calls{of_one} in {duration(limit.seconds)} ({prose(limit.source) or 'source not told'})"


def _document_words(system: System) -> str:
    """Return the vendor's document, and where the part of it lies that the starter keeps; the same from a brief and from a starter."""
    first = next(iter(system.descriptions), None)
    return f"{code(first.origin or first.path)}; the part that is used stands in {code(f'specs/{system.id}.json')}" if first else ""


def auth_words(system: System) -> str:
    """Return how the system is signed in to."""
    auth = system.auth
    held = codes(auth.environment)
    match auth.kind:
        case "bearer":
            text = f"header `Authorization: Bearer …` with the token from {held}"
        case "basic":
            text = f"HTTP basic sign-in with {held}"
        case "api_key":
            text = f"{auth.location or 'header'} {code(auth.parameter)} with the key from {held}"
        case "oauth2":
            text = f"OAuth 2 with {held}" + (f", token from {code(auth.token_url)}" if auth.token_url else "")
        case "none":
            return "none: its document names no way to sign in" if system.descriptions else "not known: there is no document yet"
        case _:
            text = f"a way of its own ({code(auth.scheme)}) with {held}"
    return text if held else text.replace(" with ", ", ").rstrip(", ")


def _endpoint(design: Design, used: UsedOperation) -> EndpointView:
    operation = used.operation
    return EndpointView(
        key=code(used.key),
        title=prose(operation.summary) if operation else "",
        used=sentence(listed(ROLES[role] for role in used.roles)),
        notes=_notes(operation),
        parameters=_parameters(design, used),
        errors=error_rows(operation),
    )


def _notes(operation: Operation | None) -> tuple[str, ...]:
    if operation is None:
        return ("**No document describes this operation.** Nothing about it could be checked.",)
    notes = [] if operation.in_spec else ["**No document describes this operation**: what is said of it stays unverified."]
    notes += ["**Deprecated** by the vendor."] if operation.deprecated else []
    scopes = sorted({scope for need in operation.security for scope in need.scopes})
    notes += [f"Scopes: {codes(scopes)}."] if scopes else []
    if operation.body:
        notes.append(
            f"Body: {code(operation.body.media_type)}" + (f", schema {code(operation.body.name)}." if operation.body.name else ".")
        )
    if operation.paging:
        size = f", at most {operation.paging.max_size} a page" if operation.paging.max_size else ""
        parameter = f" ({code(operation.paging.parameter)})" if operation.paging.parameter else ""
        notes.append(f"Pages by {PAGING[operation.paging.kind]}{parameter}{size}.")
    notes += [f"Takes an idempotency key in {code(operation.idempotency_header)}."] if operation.idempotency_header else []
    if operation.base_urls:
        notes.append(
            f"**Served at {codes(operation.base_urls)}**, says its document, not at the address of the rest: see that the call goes there."
        )
    notes += [f"Quota: {codes(operation.rate_limits)}."] if operation.rate_limits else []
    notes += [f"Its answers tell of the quota in {codes(operation.rate_limit_headers)}."] if operation.rate_limit_headers else []
    return tuple(notes)


def _parameters(design: Design, used: UsedOperation) -> Grid:
    """Return the parameters that are required or that the design fills; the vendor's other ones would bury them."""
    operation = used.operation
    if operation is None:
        return Grid(header=())
    filled = _filled(design, used)
    credential = used.system.auth.parameter
    if credential:
        filled = {f"{location}.{credential}": "the credential" for location in ("header", "query", "cookie")} | filled
    rows = [
        _parameter_row(known, filled.get(known.target, ""))
        for known in operation.parameters
        if known.field.required or known.target in filled
    ]
    return Grid(header=("Parameter", "Where", "Type", "Filled with"), rows=tuple(rows))


def _filled(design: Design, used: UsedOperation) -> dict[str, str]:
    found: dict[str, str] = {}
    for flow in design.flows:
        for step in flow.steps:
            if (step.system, step.operation) != (used.system.id, used.key):
                continue
            for mapping in step.mappings:
                sources = tuple(source_words(source, design=design, flow=flow, step=step) for source in mapping.sources)
                copied = mapping.transform.name == "copy"
                found.setdefault(mapping.target, listed(sources) if copied else described(mapping.transform, sources=sources))
        cursor = flow.trigger.cursor
        if cursor and cursor.parameter and flow.trigger.operation == used.key:
            found.setdefault(f"query.{cursor.parameter}", f"the last {code(cursor.path)} seen")
    return found


def _parameter_row(parameter: Parameter, filled: str) -> tuple[str, ...]:
    required = " **required**" if parameter.field.required else ""
    return (code(parameter.name) + required, parameter.location, type_words(parameter.field), filled or "**nothing**")


def error_rows(operation: Operation | None) -> Grid:
    """Return the error statuses that the document names, with its own words."""
    known = [response for response in operation.responses if not response.is_success] if operation else []
    return Grid(
        header=("Status", "The document says"),
        rows=tuple((code(response.status), prose(response.description) or NONE) for response in known),
    )
