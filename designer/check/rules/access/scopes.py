"""Scopes: every one that the calls need, and no other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.check.evidence.near import listed, nearest
from designer.check.evidence.rights import HARMLESS, rights_of
from designer.check.lookup.view import place_of
from designer.check.rule import Fault, rule
from designer.model.finding import Fix
from designer.specs.scopes import breadth, is_enough, is_granted, may_include

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.check.evidence.rights import Rights
    from designer.check.lookup.view import View
    from designer.model.finding import Severity
    from designer.model.scalars import Json
    from designer.specs.scopes import Choice

GRANTING = frozenset({"oauth2", "openid"})
"""Kinds of scheme under which scopes are asked for when the token is made."""


@rule("AUTH603")
def scopes_are_asked_for(view: View) -> Iterator[Fault]:
    """Ask for every scope that the used operations need; without it the call is refused with 403.

    Where several are accepted the narrowest set is named. For a call that only switches a webhook on, once and by hand, it is a warning;
    where a wider scope of the same thing is asked for, only the vendor knows whether it holds the needed one.
    """
    for rights in rights_of(view):
        asked = rights.system.auth.scopes
        musts = tuple(sorted({scope for _, choice in rights.choices if len(choice) == 1 for scope in choice[0]} - set(asked)))
        for operation, choice in rights.choices:
            if is_enough(choice, asked):
                continue
            wanted = _nearest_choice(choice, asked, rights.least)
            missing = sorted(scope for scope in wanted if not is_granted(scope, asked))
            others = sorted({scope for other in choice if other != wanted for scope in other})
            instead = f" (or {listed(others)} instead)" if others else ""
            message = f"{rights.spec.name}'s {operation.key} needs {_scopes(missing)}{instead}, which {_is(missing)} not asked for."
            is_certain = len(choice) == 1 and not any("{" in scope for scope in musts)
            value: Json = [*asked, *musts] if is_certain else [*asked, *missing]
            words = f"Ask for {listed(musts if is_certain else missing)}."
            severity = _severity(rights, operation.key, missing)
            fix = Fix(where=f"{rights.where}.auth.scopes", words=words, value=value, certain=is_certain and severity is None)
            where = f"{rights.where}.auth.scopes"
            yield Fault(where=where, message=message, spec=place_of(operation), fix=fix, severity=severity)


@rule("AUTH604", severity="warning")
def scopes_are_no_wider_than_needed(view: View) -> Iterator[Fault]:
    """Ask for no scope that no used operation needs, and for the narrowest of those that do: a stolen token can do what it was granted."""
    for rights in rights_of(view):
        asked, least = tuple(scope for scope in rights.system.auth.scopes if not _is_refused(rights, scope)), rights.least
        if not asked or not rights.is_told:
            continue
        where = f"{rights.where}.auth.scopes"
        wanted = {scope for _, choice in rights.choices for one in choice for scope in one}
        wider = [scope for scope in asked if scope not in HARMLESS and not _is_wanted(scope, wanted) and _is_known(rights, scope)]
        if wider:
            message = f"No used call of {rights.spec.name} needs the scope {listed(wider)}. Leave it out."
            kept = [scope for scope in asked if scope not in wider]
            yield Fault(where=where, message=message, fix=_asking_for(where, kept, f"Leave out {listed(wider)}."))
            continue
        kept = [scope for scope in asked if scope not in HARMLESS]
        spare = _spare(rights, kept)
        narrower = [scope for scope in least if scope not in kept]
        if spare:
            message = (
                f"{rights.spec.name} answers all used calls without the scope {listed(spare)}: {listed(_rest(kept, spare))} is enough."
            )
            yield Fault(
                where=where, message=f"{message} Leave it out.", fix=_asking_for(where, _rest(asked, spare), f"Leave out {listed(spare)}.")
            )
        elif narrower and _is_narrower(least, kept) and all(is_enough(choice, kept) for _, choice in rights.choices):
            wide = [scope for scope in kept if scope not in least]
            message = f"The used calls of {rights.spec.name} need less than the scope {listed(wide)}: {listed(narrower)} is enough."
            asking = [scope for scope in asked if scope not in wide] + narrower
            yield Fault(
                where=where, message=f"{message} Ask for that instead.", fix=_asking_for(where, asking, f"Ask for {listed(narrower)}.")
            )


@rule("AUTH609")
def scopes_are_granted(view: View) -> Iterator[Fault]:
    """Ask only for scopes that the scheme grants: for any other no token is made at all.

    A placeholder of the document (`{projectKey}`) is the account's own to fill.
    """
    for rights in rights_of(view):
        scheme = rights.scheme
        if scheme is None or not scheme.scopes or scheme.kind not in GRANTING:
            continue
        for number, scope in enumerate(rights.system.auth.scopes):
            where = f"{rights.where}.auth.scopes[{number}]"
            if "{" in scope and _is_known(rights, scope):
                message = f'The scope "{scope}" holds a placeholder of the document. Write the name that the account has in its place.'
                yield Fault(where=where, message=message, severity="warning")
            if not _is_refused(rights, scope):
                continue
            near = nearest(scope, scheme.scopes)
            meant = f' Did you mean "{near}"?' if near else f" It grants {listed(scheme.scopes)}."
            fix = Fix(where=where, words=f"Ask for {near}.", value=near, certain=False) if near else None
            yield Fault(where=where, message=f'{rights.spec.name}\'s "{scheme.name}" grants no scope "{scope}".{meant}', fix=fix)


@rule("AUTH610", severity="warning")
def scopes_belong_to_the_flow(view: View) -> Iterator[Fault]:
    """Ask for scopes that the OAuth flow in use grants: some are given only where a person agrees at a browser, some only to programs.

    A design with a client id, a client secret and no token of a person signs in by client credentials.
    """
    for rights in rights_of(view):
        scheme = rights.scheme
        if scheme is None or "clientCredentials" not in scheme.flows or not _is_a_program(rights):
            continue
        granted = {scope.name: scope.flows for scope in scheme.granted}
        for number, scope in enumerate(rights.system.auth.scopes):
            flows = granted.get(scope, ())
            if flows and "clientCredentials" not in flows:
                told = (
                    f'{rights.spec.name} grants the scope "{scope}" by {listed(flows)} alone, and the design signs in by clientCredentials.'
                )
                message = f"{told} Use a token of a person, or another scope."
                yield Fault(where=f"{rights.where}.auth.scopes[{number}]", message=message)


@rule("AUTH611", severity="unverified")
def scopes_are_told(view: View) -> Iterator[Fault]:
    """Know that scopes cannot be checked where the document does not say which ones a call needs."""
    for rights in rights_of(view):
        scheme = rights.scheme
        if scheme is None or not scheme.scopes or scheme.kind not in GRANTING:
            continue
        untold = [operation.key for operation, choice in rights.choices if choice and not all(choice) and operation.key in rights.running]
        if untold:
            told = f"The document of {rights.spec.name} does not say which scopes {listed(untold)} {_needs(untold)}"
            yield Fault(where=f"{rights.where}.auth.scopes", message=f"{told}, so it cannot be checked whether those asked for are enough.")


def _scopes(names: list[str]) -> str:
    return f"the scope{'' if len(names) == 1 else 's'} {listed(names)}"


def _is(names: list[str]) -> str:
    return "is" if len(names) == 1 else "are"


def _needs(names: list[str]) -> str:
    return "needs" if len(names) == 1 else "need"


def _severity(rights: Rights, key: str, missing: list[str]) -> Severity | None:
    """Return a milder severity than an error where the document alone does not settle that the call is refused."""
    if key not in rights.running:
        return "warning"
    scheme = rights.scheme
    if scheme is None or (scheme.kind not in GRANTING and not scheme.scopes):
        return "warning"
    held = rights.system.auth.scopes
    return "unverified" if all(any(may_include(one, scope) for one in held) for scope in missing) else None


def _nearest_choice(choice: Choice, asked: tuple[str, ...], least: tuple[str, ...]) -> frozenset[str]:
    """Return the alternative that is named: of those with the fewest scopes missing the one of the least set."""

    def distance(wanted: frozenset[str]) -> tuple[int, bool, int]:
        return len(wanted - set(asked)), not wanted <= set(least), sum(breadth(scope) for scope in wanted)

    return min(choice, key=distance)


def _is_wanted(scope: str, wanted: set[str]) -> bool:
    return scope in wanted or any("{" in one and is_granted(one, (scope,)) for one in wanted)


def _is_known(rights: Rights, scope: str) -> bool:
    """Tell whether the scheme grants a scope, or a call names it, which not every document declares."""
    scheme = rights.scheme
    declared = set(scheme.scopes) if scheme else set()
    if not declared or _is_wanted(scope, declared):
        return True
    return any(_is_wanted(scope, {name for one in choice for name in one}) for _, choice in rights.choices)


def _is_refused(rights: Rights, scope: str) -> bool:
    """Tell whether the scheme grants no such scope, which AUTH609 tells."""
    scheme = rights.scheme
    lists_all = scheme is not None and bool(scheme.scopes) and scheme.kind in GRANTING
    return lists_all and scope not in HARMLESS and not _is_known(rights, scope)


def _spare(rights: Rights, asked: list[str]) -> list[str]:
    """Return the scopes that can be left out one after the other, the widest first, and every call is still answered."""
    if not all(is_enough(choice, asked) for _, choice in rights.choices):
        return []
    kept = list(asked)
    for scope in sorted(asked, key=breadth, reverse=True):
        rest = [one for one in kept if one != scope]
        if all(is_enough(choice, rest) for _, choice in rights.choices):
            kept = rest
    return [scope for scope in asked if scope not in kept]


def _is_narrower(least: tuple[str, ...], asked: list[str]) -> bool:
    """Tell whether the least set surely opens less: by its words (`read`, not `write`), or as a part by name of what is asked for."""
    extra = [scope for scope in asked if scope not in least]
    new = [scope for scope in least if scope not in asked]
    is_less = sum(breadth(scope) for scope in least) < sum(breadth(scope) for scope in asked)
    return is_less or all(any(scope.startswith((f"{wide}.", f"{wide}:")) for wide in extra) for scope in new)


def _rest(scopes: list[str] | tuple[str, ...], spare: list[str]) -> list[str]:
    return [scope for scope in scopes if scope not in spare]


def _asking_for(where: str, scopes: list[str], words: str) -> Fix:
    """Return the offer to ask for these scopes alone; whoever asked for more may know why."""
    return (
        Fix(where=where, words=words, value=list(scopes), certain=False)
        if scopes
        else Fix(where=where, words=words, remove=True, certain=False)
    )


def _is_a_program(rights: Rights) -> bool:
    names = [name.upper() for name in rights.system.auth.environment]
    has_client = any("CLIENT_ID" in name for name in names) and any("SECRET" in name for name in names)
    return has_client and not any("TOKEN" in name for name in names)
