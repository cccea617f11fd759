"""Signing in: a scheme that the document has, the scopes that the calls need and no others, an address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.check.near import did_you_mean, listed
from designer.check.rule import Fault, rule
from designer.model.design import source_parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.check.view import View
    from designer.model.design import System
    from designer.model.finding import Severity
    from designer.model.spec import Operation, SecurityNeed, SystemSpec

TOKENS = frozenset({"bearer", "oauth2", "openid"})
"""Kinds that all end as a token in the Authorization header."""
HARMLESS = frozenset({"openid", "profile", "email", "offline_access", "refresh_token"})
"""Scopes that only say who signs in and for how long."""


@rule("AUTH601")
def scheme_is_declared(view: View) -> Iterator[Fault]:
    """Sign in by a security scheme that the document declares, in the way it says."""
    for where, system, spec in _signing(view):
        scheme = next((one for one in spec.schemes if one.name == system.auth.scheme), None)
        if scheme is None and system.auth.scheme and spec.schemes:
            names = [one.name for one in spec.schemes]
            near = did_you_mean(system.auth.scheme, names, otherwise=f"It has {listed(names)}.")
            yield Fault(where=f"{where}.auth.scheme", message=f'{spec.name} declares no security scheme "{system.auth.scheme}".{near}')
        elif scheme is not None and not _is_same_kind(scheme.kind, system.auth.kind):
            message = f'{spec.name} declares "{scheme.name}" as {scheme.kind}, and the design signs in by {system.auth.kind}.'
            yield Fault(where=f"{where}.auth.kind", message=message)


@rule("AUTH602")
def scheme_opens_the_calls(view: View) -> Iterator[Fault]:
    """Sign in by a scheme that every used operation accepts.

    One that only switches a webhook on is called once by hand, so there another sign-in is a warning.
    """
    for where, system, spec in _signing(view):
        declared = {scheme.name for scheme in spec.schemes}
        running = {key for _, name, key, purpose in view.design.operations() if name == system.id and purpose != "register"}
        for operation in view.used(system):
            severity: Severity | None = None if operation.key in running else "warning"
            if not operation.security or any(not need.schemes for need in operation.security):
                continue
            told = (" with ".join(need.schemes) for need in operation.security if set(need.schemes) <= declared)
            accepted = list(dict.fromkeys(told))
            if not accepted:
                continue
            if system.auth.kind == "none":
                message = f"{spec.name}'s {operation.key} asks for a sign-in ({listed(accepted)}), and the design has none."
                yield Fault(where=f"{where}.auth.kind", message=message, severity=severity)
            elif system.auth.scheme in declared and not _alternatives(operation, system.auth.scheme):
                message = f'{spec.name}\'s {operation.key} does not accept "{system.auth.scheme}". It accepts {listed(accepted)}.'
                yield Fault(where=f"{where}.auth.scheme", message=message, severity=severity)


@rule("AUTH603", severity="warning")
def scopes_are_asked_for(view: View) -> Iterator[Fault]:
    """Ask for every scope that the used operations need; without it the call is refused with 403."""
    for where, system, spec in _signing(view):
        for operation in view.used(system):
            alternatives = _alternatives(operation, system.auth.scheme)
            missing = min((sorted(set(need.scopes) - set(system.auth.scopes)) for need in alternatives), key=len, default=[])
            if missing:
                message = f"{spec.name}'s {operation.key} needs the scope {listed(missing)}, which is not asked for."
                yield Fault(where=f"{where}.auth.scopes", message=message)


@rule("AUTH604", severity="warning")
def scopes_are_no_wider_than_needed(view: View) -> Iterator[Fault]:
    """Ask for no scope that no used operation needs: what a stolen token can do is what it was granted."""
    for where, system, spec in _signing(view):
        alternatives = [_alternatives(operation, system.auth.scheme) for operation in view.used(system)]
        needed = {scope for needs in alternatives for need in needs for scope in need.scopes} | HARMLESS
        is_told = bool(alternatives) and all(any(need.scopes for need in needs) for needs in alternatives)
        wider = [scope for scope in system.auth.scopes if scope not in needed]
        if is_told and wider:
            yield Fault(where=f"{where}.auth.scopes", message=f"No used call of {spec.name} needs the scope {listed(wider)}. Leave it out.")


@rule("AUTH605")
def base_url_is_complete(view: View) -> Iterator[Fault]:
    """Give each system's API a whole address.

    One that differs by account is a setting (`<system>_base_url`) with a question; until it is answered the point is open.
    """
    for i, system in enumerate(view.design.systems):
        if system.kind != "http" or _is_address(system.base_url) or not _is_called(view, system):
            continue
        setting = view.design.setting(f"{system.id}_base_url")
        if setting is None:
            fact = f"is not complete: {system.base_url}" if system.base_url else "is not given"
            message = f"The address of {system.name}'s API {fact}. Write it, or ask for it with a setting `{system.id}_base_url`."
            yield Fault(where=f"$.systems[{i}].base_url", message=message)
        elif setting.value is None:
            message = f"The address of {system.name}'s API waits for an answer: `setting:{setting.id}`."
            yield Fault(where=f"$.systems[{i}].base_url", message=message, severity="open")


@rule("AUTH606", severity="open")
def settings_are_answered(view: View) -> Iterator[Fault]:
    """Answer the settings that the account alone knows; the connector refuses to start without them.

    Settings that fill a required field are told at their mapping.
    """
    told = {
        source_parts(source)[1] for *_, mapping in view.design.mappings() for source in mapping.sources if source.startswith("setting:")
    }
    told |= {f"{system.id}_base_url" for system in view.design.systems}
    asked = {question.fills for question in view.design.questions}
    for i, setting in enumerate(view.design.settings):
        if setting.value is None and setting.id not in told:
            ending = "" if f"setting:{setting.id}" in asked else " No question asks for it yet."
            yield Fault(where=f"$.settings[{i}].value", message=f'The setting "{setting.id}" has no value yet.{ending}')


@rule("AUTH607", severity="warning")
def credentials_have_a_home(view: View) -> Iterator[Fault]:
    """Name the environment variables that hold a system's credentials, so that they never stand in a file."""
    for where, system, _ in _signing(view):
        if system.auth.kind not in {"none", "other"} and not system.auth.environment:
            message = f"The design does not say which environment variables hold the credentials of {system.name}."
            yield Fault(where=f"{where}.auth.environment", message=message)


def _signing(view: View) -> Iterator[tuple[str, System, SystemSpec]]:
    for i, system in enumerate(view.design.systems):
        spec = view.spec(system.id)
        if spec is not None:
            yield f"$.systems[{i}]", system, spec


def _is_same_kind(declared: str, chosen: str) -> bool:
    return declared == chosen or "other" in {declared, chosen} or {declared, chosen} <= TOKENS


def _alternatives(operation: Operation, scheme: str) -> tuple[SecurityNeed, ...]:
    return tuple(need for need in operation.security if scheme in need.schemes)


def _is_address(url: str) -> bool:
    return url.startswith(("https://", "http://")) and "{" not in url


def _is_called(view: View, system: System) -> bool:
    return any(name == system.id for _, name, _, _ in view.design.operations())
