"""Signing in: by a scheme that the document has, that opens every call, and is sent where it is looked for."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from designer.check.evidence.near import listed, nearest
from designer.check.evidence.rights import TOKENS, is_same_kind, rights_of
from designer.check.lookup.view import place_of
from designer.check.rule import Fault, rule
from designer.check.rules.access.addresses import domain_of
from designer.model.finding import Fix

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.check.evidence.rights import Rights
    from designer.check.lookup.view import View
    from designer.model.finding import Severity
    from designer.model.spec import Operation, SecurityNeed, SecurityScheme

AUTHORIZING = TOKENS | {"basic"}
"""Kinds that are sent in the Authorization header."""


@rule("AUTH601")
def scheme_is_declared(view: View) -> Iterator[Fault]:
    """Sign in by a security scheme that the document declares, in the way it says."""
    for rights in rights_of(view):
        system, spec, scheme = rights.system, rights.spec, rights.scheme
        names = [one.name for one in spec.schemes]
        alike = [one.name for one in spec.schemes if is_same_kind(one.kind, system.auth.kind)]
        if scheme is None and system.auth.scheme and names:
            near = nearest(system.auth.scheme, names) or (alike[0] if len(alike) == 1 else "")
            meant = f' Did you mean "{near}"?' if near else f" It has {listed(names)}."
            where = f"{rights.where}.auth.scheme"
            fix = Fix(where=where, words=f"Sign in by {near}.", value=near, certain=False) if near else None
            yield Fault(where=where, message=f'{spec.name} declares no security scheme "{system.auth.scheme}".{meant}', fix=fix)
        elif scheme is not None and not is_same_kind(scheme.kind, system.auth.kind):
            message = f'{spec.name} declares "{scheme.name}" as {scheme.kind}, and the design signs in by {system.auth.kind}.'
            yield Fault(where=f"{rights.where}.auth.kind", message=message)
        elif not system.auth.scheme and system.auth.kind != "none" and names and not alike:
            declared = listed(f"{one.name} ({one.kind})" for one in spec.schemes)
            message = f"{spec.name} declares no sign-in by {system.auth.kind}. It has {declared}."
            yield Fault(where=f"{rights.where}.auth.kind", message=message)


@rule("AUTH602")
def scheme_opens_the_calls(view: View) -> Iterator[Fault]:
    """Sign in by a scheme that every used operation accepts.

    One that only switches a webhook on is called once by hand, so there another sign-in is a warning; so it is where the document knows
    only several keys together, which documents go on telling of long after one token does for all.
    """
    for rights in rights_of(view):
        declared = {scheme.name for scheme in rights.spec.schemes}
        for operation in view.used(rights.system):
            severity: Severity | None = None if operation.key in rights.running else "warning"
            if not operation.security or any(not need.schemes for need in operation.security):
                continue
            told = (" with ".join(need.schemes) for need in operation.security if set(need.schemes) <= declared)
            accepted = list(dict.fromkeys(told))
            if not accepted:
                continue
            place, name = place_of(operation), f"{rights.spec.name}'s {operation.key}"
            if rights.system.auth.kind == "none":
                message = f"{name} asks for a sign-in ({listed(accepted)}), and the design has none."
                yield Fault(where=f"{rights.where}.auth.kind", message=message, spec=place, severity=severity)
            elif rights.scheme and not _needs_of(operation, rights.scheme):
                message = f'{name} does not accept "{rights.scheme.name}". It accepts {listed(accepted)}.'
                is_open = any(len(need.schemes) == 1 for need in operation.security)
                yield Fault(where=f"{rights.where}.auth.scheme", message=message, spec=place, severity=severity if is_open else "warning")


@rule("AUTH612")
def key_is_sent_where_it_is_looked_for(view: View) -> Iterator[Fault]:
    """Send an API key in the place and under the name that the document gives; anywhere else nobody looks for it."""
    for rights in rights_of(view):
        scheme, auth = rights.scheme, rights.system.auth
        if scheme is None or {scheme.kind, auth.kind} != {"api_key"} or not scheme.parameter or not scheme.location:
            continue
        wrong_place = auth.location != scheme.location
        same_name = auth.parameter == scheme.parameter or (
            scheme.location == "header" and auth.parameter.lower() == scheme.parameter.lower()
        )
        for name, chosen, told, is_wrong in (
            ("location", auth.location, scheme.location, wrong_place),
            ("parameter", auth.parameter, scheme.parameter, not same_name),
        ):
            if is_wrong:
                what = "in the" if name == "location" else "under the name"
                fact = f"{rights.spec.name} looks for the key {what} {told}, and the design"
                message = f"{fact} sends it {what} {chosen}." if chosen else f"{fact} does not say where it is sent."
                where = f"{rights.where}.auth.{name}"
                yield Fault(where=where, message=message, fix=Fix(where=where, words=f"Set it to {told}.", value=told))


@rule("AUTH613", severity="warning")
def token_has_an_address(view: View) -> Iterator[Fault]:
    """Fetch an OAuth token at the whole address that the document gives: whoever answers at another one is sent the client's secret."""
    for rights in rights_of(view):
        auth, scheme = rights.system.auth, rights.scheme
        if auth.kind != "oauth2":
            continue
        where, told = f"{rights.where}.auth.token_url", scheme.token_url if scheme else ""
        if auth.token_url and not auth.token_url.startswith(("https://", "http://")):
            message = f"The token address of {rights.system.name} is not complete: {auth.token_url}. Write it whole."
            yield Fault(where=where, message=message)
        elif (
            auth.token_url
            and told.startswith("https://")
            and "{" not in told
            and not _is_same_address(auth.token_url, told, rights.spec.base_urls)
        ):
            message = f"{rights.spec.name} gives out tokens at {told}, and the design asks at {auth.token_url}."
            yield Fault(where=where, message=message, fix=Fix(where=where, words=f"Ask at {told}.", value=told, certain=False))
        elif not auth.token_url and auth.environment and not any("TOKEN" in name.upper() for name in auth.environment):
            ending = f" The document says {told}." if told else ""
            message = f"The design does not say where {rights.system.name} gives out tokens, and holds no token.{ending}"
            fix = Fix(where=where, words=f"Ask at {told}.", value=told) if told.startswith("https://") and "{" not in told else None
            yield Fault(where=where, message=message, fix=fix)


@rule("AUTH614", severity="warning")
def all_that_signs_in_is_sent(view: View) -> Iterator[Fault]:
    """Send everything that a call asks for together: where a key counts only beside a second one, the first alone is refused.

    A design signs in by one scheme. Send the other as a header or parameter, from a setting with an environment variable.
    """
    for rights in rights_of(view):
        if rights.scheme is None:
            continue
        declared = {one.name: one for one in rights.spec.schemes}
        for operation in view.used(rights.system):
            needs = _needs_of(operation, rights.scheme)
            unsent = [_unsent(view, operation, need, rights, declared) for need in needs]
            if unsent and all(unsent):
                least = min(unsent, key=len)
                ways = listed(f"`{one.location}.{one.parameter}`" for one in least if one.parameter)
                name = f"{rights.spec.name}'s {operation.key}"
                told = f'{name} takes "{rights.scheme.name}" only together with {listed(one.name for one in least)}.'
                ending = f" Send {ways} too." if ways else ""
                yield Fault(where=f"{rights.where}.auth.scheme", message=f"{told}{ending}", spec=place_of(operation))


def _needs_of(operation: Operation, scheme: SecurityScheme) -> tuple[SecurityNeed, ...]:
    return tuple(need for need in operation.security if scheme.name in need.schemes)


def _unsent(
    view: View, operation: Operation, need: SecurityNeed, rights: Rights, declared: dict[str, SecurityScheme]
) -> list[SecurityScheme]:
    """Return the further schemes of an alternative that no mapping of the call sends; what shares a header with it is a choice."""
    others = [declared[name] for name in need.schemes if rights.scheme and name != rights.scheme.name and name in declared]
    sent = {
        mapping.mapping.target.lower()
        for step in view.steps
        if step.operation and step.operation.key == operation.key
        for mapping in step.mappings
    }
    return [
        one
        for one in others
        if not (one.kind in AUTHORIZING and rights.scheme and rights.scheme.kind in AUTHORIZING)
        and f"{one.location}.{one.parameter}".lower() not in sent
    ]


def _is_same_address(one: str, other: str, bases: tuple[str, ...]) -> bool:
    """Tell whether an address is the one told of, or lies in the domain of the API itself: vendors move their sign-in there."""
    if one.rstrip("/").lower() == other.rstrip("/").lower():
        return True
    own, told = domain_of(urlsplit(one).netloc), domain_of(urlsplit(other).netloc)
    return one.startswith("https://") and own != told and own in {domain_of(urlsplit(url).netloc) for url in bases}
