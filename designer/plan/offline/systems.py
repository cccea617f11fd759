"""The systems of a design: documents, base address, and the way to sign in, taken from their descriptions."""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from designer.model.design import Auth, Setting, System
from designer.model.question import Question
from designer.names.text import identifier
from designer.specs.scopes import choice_of, least_scopes

if TYPE_CHECKING:
    from designer.model.spec import Catalog, Operation, SecurityScheme, SystemSpec

STATED: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (re.compile(r"\boauth"), ("oauth2",)),
    (re.compile(r"\bbasic\b|user ?name|password"), ("basic",)),
    (re.compile(r"api[- ]?key|\btoken\b|\bkey\b|private app|bearer"), ("bearer", "api_key")),
)
"""Words for a way to sign in, and the kinds of security scheme that they can mean."""
SECRET = re.compile(r"key|token|secret", re.IGNORECASE)
"""Parameters that hold the secret itself, where several are sent together; the others name whose it is."""
# A connector without a person at a browser signs in best with a plain token; basic and OAuth 2 need more set-up.
PREFERENCE = ("bearer", "oauth2", "api_key", "basic", "openid", "other", "none")


def design_systems(catalog: Catalog, *, authentication: str = "") -> tuple[System, ...]:
    """Return one System for each system of the catalog; scopes are filled in once its operations are chosen.

    *authentication* is what the brief says of signing in; a way that it states for a system goes before others that the document offers.
    """
    return tuple(_system(spec, _stated_kinds(authentication, spec, catalog)) for spec in catalog.systems)


def with_scopes(system: System, operations: tuple[Operation, ...], *, spec: SystemSpec | None) -> System:
    """Return *system* with the least scopes that these operations need, under a scheme that all of them accept if there is one."""
    if spec is None:
        return system
    scheme = next((one for one in spec.schemes if one.name == system.auth.scheme), None)
    auth = system.auth
    if scheme is not None and not _accepted_by_all(scheme, operations):
        others = sorted(spec.schemes, key=lambda one: (PREFERENCE.index(one.kind), not SECRET.search(one.parameter)))
        alone = (one for one in others if _accepted_by_all(one, operations))
        in_part = (one for one in others if _accepted_by_all(one, operations, in_part=True))
        scheme = next(alone, None) or next(in_part, scheme)
        auth = auth if scheme.name == auth.scheme else _auth(spec, scheme, system.base_url)
    scopes = least_scopes(choice_of(operation, scheme) for operation in operations)
    return dataclasses.replace(system, auth=dataclasses.replace(auth, scopes=scopes))


def signed_in_by(system: System, scheme: SecurityScheme, spec: SystemSpec) -> System:
    """Return *system* signed in to under another scheme of its document, without scopes: `with_scopes` fills them in."""
    return dataclasses.replace(system, auth=_auth(spec, scheme, system.base_url))


def _accepted_by_all(scheme: SecurityScheme, operations: tuple[Operation, ...], *, in_part: bool = False) -> bool:
    """Tell whether every operation takes the scheme, alone or (*in_part*) beside others, or asks for no sign-in."""

    def takes(schemes: tuple[str, ...]) -> bool:
        return not schemes or schemes == (scheme.name,) or (in_part and scheme.name in schemes)

    return all(not one.security or any(takes(need.schemes) for need in one.security) for one in operations)


def base_url_gaps(systems: tuple[System, ...]) -> tuple[tuple[Setting, Question], ...]:
    """Return a setting and a question for each system whose document gives no complete base address."""
    return tuple(_base_url_gap(system) for system in systems if system.kind == "http" and not _is_complete(system.base_url))


def environment_name(*parts: str) -> str:
    """Return an environment variable's name, such as `STRIPE_TOKEN`."""
    return "_".join(identifier(part) for part in parts).upper()


def _stated_kinds(authentication: str, spec: SystemSpec, catalog: Catalog) -> tuple[str, ...]:
    """Return the kinds of sign-in that the clause about a system names: the clause that names no other system."""
    others = [other.name.lower() for other in catalog.systems if other.name != spec.name]
    for clause in re.split(r"[,;\n]|(?<=\w)\.\s", authentication.lower()):
        if spec.name.lower() in clause and not any(name in clause for name in others):
            return next((kinds for said, kinds in STATED if said.search(clause)), ())
    return ()


def _system(spec: SystemSpec, stated: tuple[str, ...]) -> System:
    base_url = spec.base_urls[0].rstrip("/") if spec.base_urls else ""
    scheme = _preferred(spec, stated)
    auth = _auth(spec, scheme, base_url) if scheme else Auth()
    return System(id=spec.id, name=spec.name, kind=spec.kind, descriptions=spec.descriptions, base_url=base_url, auth=auth)


def _auth(spec: SystemSpec, scheme: SecurityScheme, base_url: str) -> Auth:
    kind = "bearer" if scheme.kind == "openid" else scheme.kind
    names = {"basic": ("username", "password"), "oauth2": ("client_id", "client_secret", "access_token"), "api_key": ("api_key",)}
    return Auth(
        kind=kind,
        scheme=scheme.name,
        location=scheme.location if kind == "api_key" else "",
        parameter=scheme.parameter if kind == "api_key" else "",
        environment=tuple(environment_name(spec.id, name) for name in names.get(kind, ("token",) if kind != "none" else ())),
        token_url=_whole(scheme.token_url, base_url),
    )


def _whole(token_url: str, base_url: str) -> str:
    """Return the address at which tokens are given out; empty where the document does not give it whole: then a token is asked for."""
    whole = urljoin(f"{base_url}/", token_url) if token_url else ""
    return whole if _is_complete(whole) else ""


def _preferred(spec: SystemSpec, stated: tuple[str, ...]) -> SecurityScheme | None:
    """Choose the scheme that the brief states, then the one that most operations accept, then the one a program uses most easily."""
    accepted = {scheme.name: 0 for scheme in spec.schemes}
    for operation in spec.operations:
        for need in operation.security:
            if len(need.schemes) == 1 and need.schemes[0] in accepted:
                accepted[need.schemes[0]] += 1

    def rank(scheme: SecurityScheme) -> tuple[bool, int, int, str]:
        return scheme.kind not in stated, -accepted[scheme.name], PREFERENCE.index(scheme.kind), scheme.name

    return min(spec.schemes, key=rank, default=None)


def _is_complete(base_url: str) -> bool:
    return base_url.startswith(("http://", "https://")) and "{" not in base_url


def _base_url_gap(system: System) -> tuple[Setting, Question]:
    setting = Setting(
        id=f"{system.id}_base_url",
        title=f"Address of the {system.name} API",
        system=system.id,
        environment=environment_name(system.id, "base_url"),
        found=f"In the account's own address of {system.name}" + (f"; its document says {system.base_url}" if system.base_url else ""),
        sample=f"https://{system.id.replace('_', '-')}.example.com",
    )
    question = Question(
        id=setting.id,
        about=f"{system.name}: base address",
        text=f"At which address does your {system.name} account's API answer?",
        why="Its document does not give a complete address, so no call can be made.",
        candidates=(system.base_url,) if system.base_url else (),
        fills=f"setting:{setting.id}",
    )
    return setting, question
