"""The rights that a design's calls need: which scheme signs in, what each call asks for, and the least that is enough for all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from designer.model.finding import NeededScopes
from designer.specs.scopes import choice_of, least_scopes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.check.lookup.view import View
    from designer.model.design import System
    from designer.model.spec import Operation, SecurityScheme, SystemSpec
    from designer.specs.scopes import Choice

TOKENS = frozenset({"bearer", "oauth2", "openid"})
"""Kinds that all end as a token in the Authorization header."""
HARMLESS = frozenset({"openid", "profile", "email", "offline_access", "refresh_token"})
"""Scopes that only say who signs in and for how long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rights:
    """What the calls of one system need under the scheme that it is signed in to by."""

    where: str
    """The system's place in the design."""
    system: System
    spec: SystemSpec
    scheme: SecurityScheme | None
    """As the document declares it; None: it declares no such scheme."""
    choices: tuple[tuple[Operation, Choice], ...]
    """Each used operation with its alternatives."""
    running: frozenset[str]
    """Operations that the connector calls itself; the others switch a webhook on, once and by hand."""

    @property
    def least(self) -> tuple[str, ...]:
        """Return the narrowest scopes under which every call is answered."""
        return least_scopes(choice for _, choice in self.choices)

    @property
    def is_told(self) -> bool:
        """Tell whether the document names scopes for every call, so that it can be said what is not needed."""
        return bool(self.choices) and all(choice and all(choice) for _, choice in self.choices)


def needed_scopes(view: View) -> tuple[NeededScopes, ...]:
    """Return the least scopes that the calls need, for each system whose document names any for them."""
    told = ((rights, rights.least) for rights in rights_of(view))
    return tuple(NeededScopes(system=rights.spec.name, scopes=least, asked=rights.system.auth.scopes) for rights, least in told if least)


def rights_of(view: View) -> Iterator[Rights]:
    """Yield the rights of each system that a document describes."""
    uses = [(use.system, use.key, use.purpose) for use in view.operations]
    for i, system in enumerate(view.design.systems):
        spec = view.spec(system.id)
        if spec is None:
            continue
        scheme = scheme_of(system, spec)
        yield Rights(
            where=f"$.systems[{i}]",
            system=system,
            spec=spec,
            scheme=scheme,
            choices=tuple((operation, choice_of(operation, scheme)) for operation in view.used(system)),
            running=frozenset(key for name, key, purpose in uses if name == system.id and purpose != "register"),
        )


def scheme_of(system: System, spec: SystemSpec) -> SecurityScheme | None:
    """Return the scheme that a design signs in by: the one it names, else the only one of its kind, or the one that its key is sent as."""
    if system.auth.scheme:
        return next((one for one in spec.schemes if one.name == system.auth.scheme), None)
    alike = [one for one in spec.schemes if is_same_kind(one.kind, system.auth.kind)]
    sent = [
        one
        for one in alike
        if one.parameter and (one.location, one.parameter.lower()) == (system.auth.location, system.auth.parameter.lower())
    ]
    return alike[0] if len(alike) == 1 else sent[0] if len(sent) == 1 else None


def is_same_kind(declared: str, chosen: str) -> bool:
    """Tell whether a sign-in of the kind *chosen* is one that is declared."""
    return declared == chosen or "other" in {declared, chosen} or {declared, chosen} <= TOKENS
