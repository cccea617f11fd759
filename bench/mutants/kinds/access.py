"""Faults of signing in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mutants.ground import misspelt
from mutants.nouns import DROPPED, Mutant, kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.model.design import System
    from designer.model.spec import SecurityScheme
    from mutants.ground import Ground


OPENID = ("openid", "profile", "email", "offline_access")


def systems(ground: Ground) -> Iterator[tuple[str, System]]:
    """Yield the systems that are called over HTTP, with their places."""
    for at, system in enumerate(ground.design.systems):
        if system.kind == "http" and any(use.system == system.id for use in ground.design.operations()):
            yield f"$.systems[{at}]", system


def scheme_of(ground: Ground, system: System) -> SecurityScheme | None:
    """Return the scheme that a system of the design signs in by, as its document declares it."""
    spec = ground.catalog.system(system.name)
    return next((one for one in spec.schemes if one.name == system.auth.scheme), None) if spec else None


def needed_scopes(ground: Ground, system: System) -> list[frozenset[str]]:
    """Return for each call of a system the scopes that its one way in by the design's scheme names."""
    needed = []
    for use in ground.design.operations():
        operation = ground.operation(use.system, use.key) if use.system == system.id else None
        ways = [frozenset(need.scopes) for need in operation.security if system.auth.scheme in need.schemes] if operation else []
        if len(ways) == 1:
            needed.append(ways[0])
    return needed


@kind("AUTH603")
def scope_lost(ground: Ground) -> Iterator[Mutant]:
    """A scope is not asked for without which a call is refused.

    Left out: scopes that no used call names, or that one of several ways in names.
    """
    for where, system in systems(ground):
        needed = frozenset().union(*needed_scopes(ground, system)) if needed_scopes(ground, system) else frozenset()
        for at, scope in enumerate(system.auth.scopes):
            if scope in needed:
                yield Mutant(where=f"{where}.auth", changes={f"{where}.auth.scopes[{at}]": DROPPED}, places=(where,), note=scope)


@kind("AUTH603")
def scope_misspelt(ground: Ground) -> Iterator[Mutant]:
    """A scope is misspelt, and the vendor refuses it or grants nothing.

    Left out: scopes that no used call names, or that one of several ways in names.
    """
    for where, system in systems(ground):
        needed = frozenset().union(*needed_scopes(ground, system)) if needed_scopes(ground, system) else frozenset()
        for at, scope in enumerate(system.auth.scopes):
            if scope in needed:
                yield Mutant(where=f"{where}.auth", changes={f"{where}.auth.scopes[{at}]": misspelt(scope)}, places=(where,), note=scope)


@kind("AUTH604")
def scope_too_wide(ground: Ground) -> Iterator[Mutant]:
    """A scope is asked for that no call needs.

    Left out: schemes whose calls name no scopes, where the document does not tell what is needed, and the scopes of OpenID Connect, which
    are for the sign-in itself.
    """
    for where, system in systems(ground):
        scheme, needed = scheme_of(ground, system), needed_scopes(ground, system)
        used = frozenset().union(*needed) if needed else frozenset()
        if scheme and used and system.auth.scopes:
            extra = next((one for one in scheme.scopes if one not in {*used, *system.auth.scopes, *OPENID}), "")
            if extra:
                new = f"{where}.auth.scopes[{len(system.auth.scopes)}]"
                yield Mutant(where=f"{where}.auth", changes={new: extra}, places=(where,), note=extra)


@kind("AUTH609", "AUTH603", "AUTH604")
def scope_unknown(ground: Ground) -> Iterator[Mutant]:
    """A scope is asked for that the document does not have.

    Left out: schemes whose document lists no scopes.
    """
    for where, system in systems(ground):
        scheme = scheme_of(ground, system)
        if scheme and scheme.scopes and scheme.kind == "oauth2":
            new = f"{where}.auth.scopes[{len(system.auth.scopes)}]"
            yield Mutant(where=f"{where}.auth", changes={new: "no.such.scope"}, places=(where,))


@kind("AUTH601", "AUTH602")
def scheme_misspelt(ground: Ground) -> Iterator[Mutant]:
    """A scheme is named that the document does not declare.

    Left out: systems that no document describes, or that declare none.
    """
    for where, system in systems(ground):
        if scheme_of(ground, system):
            wrong = misspelt(system.auth.scheme) + "x"
            yield Mutant(where=f"{where}.auth", changes={f"{where}.auth.scheme": wrong}, places=(where,), note=wrong)


@kind("AUTH601", "AUTH602", "AUTH603")
def sign_in_lost(ground: Ground) -> Iterator[Mutant]:
    """A system is called without credentials that asks for them.

    Left out: systems whose used calls ask for none, or can be made without.
    """
    for where, system in systems(ground):
        calls = [ground.operation(use.system, use.key) for use in ground.design.operations() if use.system == system.id]
        if scheme_of(ground, system) and any(one and one.security and all(need.schemes for need in one.security) for one in calls):
            yield Mutant(where=f"{where}.auth", changes={f"{where}.auth": DROPPED}, places=(where,))


@kind("AUTH601", "AUTH602")
def sign_in_of_wrong_kind(ground: Ground) -> Iterator[Mutant]:
    """A bearer token is sent where a user name and password are asked for, or the other way round."""
    for where, system in systems(ground):
        scheme = scheme_of(ground, system)
        if scheme and scheme.kind in {"bearer", "basic", "oauth2", "api_key"}:
            wrong = "basic" if scheme.kind != "basic" else "bearer"
            yield Mutant(where=f"{where}.auth", changes={f"{where}.auth.kind": wrong}, places=(where,), note=wrong)


@kind("AUTH612", "AUTH601", "AUTH602")
def key_under_wrong_name(ground: Ground) -> Iterator[Mutant]:
    """An API key is sent in a header of another name, or in the query."""
    for where, system in systems(ground):
        scheme = scheme_of(ground, system)
        if scheme and scheme.kind == "api_key" and system.auth.kind == "api_key":
            yield Mutant(where=f"{where}.auth", changes={f"{where}.auth.parameter": "X-No-Such-Key"}, places=(where,), note="name")
            other = "query" if scheme.location == "header" else "header"
            yield Mutant(where=f"{where}.auth", changes={f"{where}.auth.location": other}, places=(where,), note=other)


@kind("AUTH602", "AUTH601")
def scheme_of_other_calls(ground: Ground) -> Iterator[Mutant]:
    """A scheme is used that the document declares and that a used call does not take.

    Left out: schemes that every used call takes.
    """
    for where, system in systems(ground):
        spec = ground.catalog.system(system.name)
        calls = [ground.operation(use.system, use.key) for use in ground.design.operations() if use.system == system.id]
        for scheme in spec.schemes if spec and system.auth.scheme else ():
            if any(one and one.security and not any(scheme.name in need.schemes for need in one.security) for one in calls):
                changes = {f"{where}.auth.scheme": scheme.name, f"{where}.auth.kind": scheme.kind}
                yield Mutant(where=f"{where}.auth", changes=changes, places=(where,), note=scheme.name)


@kind("AUTH607")
def credentials_in_no_variable(ground: Ground) -> Iterator[Mutant]:
    """No environment variable is named that holds a system's credentials."""
    for where, system in systems(ground):
        if system.auth.environment and system.auth.kind != "none":
            yield Mutant(where=f"{where}.auth", changes={f"{where}.auth.environment": DROPPED}, places=(where,))


@kind("AUTH605")
def address_lost(ground: Ground) -> Iterator[Mutant]:
    """A system's API has no address.

    Left out: addresses with a blank, which is told already.
    """
    for where, system in systems(ground):
        if system.base_url and "{" not in system.base_url:
            yield Mutant(where=where, changes={f"{where}.base_url": DROPPED})


@kind("AUTH605")
def address_with_a_blank(ground: Ground) -> Iterator[Mutant]:
    """A system's address has a blank that nobody filled.

    Left out: addresses that had one before.
    """
    for where, system in systems(ground):
        if system.base_url and "{" not in system.base_url:
            yield Mutant(where=where, changes={f"{where}.base_url": "https://{tenant}.example.com/api"})


@kind("AUTH605")
def address_without_scheme(ground: Ground) -> Iterator[Mutant]:
    """A system's address has no `https://` in front.

    Left out: addresses with a blank, which is told already.
    """
    for where, system in systems(ground):
        if system.base_url.startswith("https://") and "{" not in system.base_url:
            yield Mutant(where=where, changes={f"{where}.base_url": system.base_url.removeprefix("https://")})


@kind("SAFE703", "SAFE721")
def address_unprotected(ground: Ground) -> Iterator[Mutant]:
    """A system is called by http, so that credentials can be read on the way."""
    for where, system in systems(ground):
        if system.base_url.startswith("https://"):
            yield Mutant(where=where, changes={f"{where}.base_url": system.base_url.replace("https://", "http://")})


@kind("AUTH615", "AUTH605")
def address_of_another_host(ground: Ground) -> Iterator[Mutant]:
    """A system is called, with its credentials, at a host that its document does not name.

    Left out: documents that name several hosts, none, or one for each customer (`{site}`, `your-domain`).
    """
    for where, system in systems(ground):
        spec = ground.catalog.system(system.name)
        hosts = {url.partition("://")[2].partition("/")[0] for url in spec.base_urls} if spec else set()
        if system.base_url.startswith("https://") and len(hosts) == 1 and not any("{" in host or "your" in host for host in hosts):
            yield Mutant(where=where, changes={f"{where}.base_url": "https://api.somewhere-else.example"})


@kind("AUTH613", "SAFE703")
def token_address_unprotected(ground: Ground) -> Iterator[Mutant]:
    """A client's secret is sent to fetch a token by http."""
    for where, system in systems(ground):
        if system.auth.token_url.startswith("https://"):
            wrong = system.auth.token_url.replace("https://", "http://")
            yield Mutant(where=f"{where}.auth", changes={f"{where}.auth.token_url": wrong}, places=(where,))


@kind("AUTH606", "MAP312")
def setting_unanswered(ground: Ground) -> Iterator[Mutant]:
    """A value that only the account knows is answered no more, and nothing else gives it.

    Left out: settings that an environment variable gives.
    """
    for at, setting in enumerate(ground.design.settings):
        if setting.value is not None and not setting.environment:
            yield Mutant(where=f"$.settings[{at}]", changes={f"$.settings[{at}].value": DROPPED})
