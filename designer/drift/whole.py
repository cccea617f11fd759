"""What has changed of a call, an event, a sign-in or an address as a whole."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from designer.drift.told import Told
from designer.drift.uses import EVENT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.model.design import System
    from designer.model.drift import LockedEvent, LockedNeed, LockedOperation, LockedSignIn, LockedSystem

NONE = "none"
UNTOLD = "What the design reads of it cannot be checked any more: look at a real answer, and give its schema with --object."
DAY = re.compile(r"\b20\d{2}-\d{2}-\d{2}\b")
ENDING = re.compile(r"sunset|remov|retir|end[- ]of[- ]life|shut|switch|discontinu|deprecat|support|until|after|before|by ", re.IGNORECASE)
NEAR = 120
"""Characters between a word that tells of an end and its day."""


def address_changes(old: LockedSystem, new: LockedSystem, system: System) -> Iterator[Told]:
    """Yield a change of the addresses, if the design's own is no longer among them."""
    if old.hash == new.hash or not new.base_urls:
        return
    here = system.base_url.rstrip("/")
    was_told = here in {url.rstrip("/") for url in old.base_urls}
    is_told = here in {url.rstrip("/") for url in new.base_urls}
    if was_told and not is_told:
        message = f"{system.name} is served at {_listed(new.base_urls)} now; {system.base_url} is no longer told of."
        step = f"See whether {system.base_url} still answers, or write the new address as `base_url`."
        yield Told("address-changed", "warning", message, step, _listed(old.base_urls), _listed(new.base_urls))
    else:
        message = f"{system.name}'s document names other addresses now: {_listed(new.base_urls)}."
        yield Told("address-changed", "info", message, "", _listed(old.base_urls) or NONE, _listed(new.base_urls))


def sign_in_changes(old: LockedSignIn | None, new: LockedSignIn | None, system: System) -> Iterator[Told]:
    """Yield what has changed of the scheme by which the design signs in."""
    if old is None or (new is not None and new.hash == old.hash):
        return
    if new is None:
        message = f'{system.name} no longer declares "{old.scheme}", by which the design signs in.'
        step = "See how the document signs in now (`designer specs show`), and change `auth`."
        yield Told("sign-in-changed", "warning", message, step, old.says, "not declared")
        return
    gone = sorted(set(old.scopes) - set(new.scopes))
    if gone:
        message = f'{system.name}\'s "{old.scheme}" no longer grants {_listed(gone)}, which the design asks for.'
        yield Told(
            "scopes-changed",
            "warning",
            message,
            "Ask for the scopes that take its place.",
            _listed(old.scopes),
            _listed(new.scopes) or NONE,
        )
    if _way(old) != _way(new):
        message = f'{system.name}\'s "{old.scheme}" is now {new.says}, and was {old.says}.'
        yield Told("sign-in-changed", "warning", message, "Change `auth` in the design, and render it again.", old.says, new.says)


def _way(sign_in: LockedSignIn) -> tuple[str, str, str, str]:
    return sign_in.kind, sign_in.location, sign_in.parameter, sign_in.token_url


def operation_changes(old: LockedOperation, new: LockedOperation, system: System, *, description: str, can_sign_in: bool) -> Iterator[Told]:
    """Yield what has changed of a call as a whole.

    *description* is what its document says of it in words, and may name a day. How it is signed is not told where the design cannot
    sign in any more at all.
    """
    if can_sign_in and old.needs_hash != new.needs_hash:
        yield from _needs(old, new, system)
    if old.hash == new.hash:
        return
    was, now, name = old.facts, new.facts, f"{system.name}'s {old.key}"
    if was.deprecated != now.deprecated:
        yield (
            _deprecated(name, description)
            if now.deprecated
            else Told("operation-restored", "info", f"{name} is no longer marked as deprecated.")
        )
    if set(was.takes) - set(now.takes):
        yield _media_types(name, was.takes, now.takes)
    if was.gives != now.gives and was.gives and now.gives:
        message = f"{name} answers with {now.gives} now, and answered with {was.gives}."
        yield Told("media-type-changed", "warning", message, "Render the design again, and try the call.", was.gives, now.gives)
    elif was.gives and not now.gives:
        yield Told("media-type-changed", "warning", f"The answer of {name} is no longer described.", UNTOLD, was.gives, NONE)
    elif was.gives != now.gives:
        yield Told("media-type-changed", "info", f"The answer of {name} is described now.", "", NONE, now.gives)
    if was.paging != now.paging:
        yield _paging(name, was.paging, now.paging)
    if was.idempotency_header != now.idempotency_header:
        yield _idempotency(name, was.idempotency_header, now.idempotency_header)
    if was.rate_limits != now.rate_limits:
        message = f"{name} has other limits now: {_listed(now.rate_limits) or NONE}."
        step = "See whether the design's `policies.rate_limits` still fit."
        yield Told(
            "rate-limit-changed",
            "warning" if now.rate_limits else "info",
            message,
            step if now.rate_limits else "",
            _listed(was.rate_limits) or NONE,
            _listed(now.rate_limits) or NONE,
        )
    if was.base_urls != now.base_urls and now.base_urls:
        message = f"{name} is served at {_listed(now.base_urls)} now."
        yield Told(
            "address-changed",
            "warning",
            message,
            "See whether the design's `base_url` still answers for it.",
            _listed(was.base_urls) or NONE,
            _listed(now.base_urls),
        )


def _deprecated(name: str, description: str) -> Told:
    day = sunset(description)
    when = f"; its document names {day}" if day else ""
    message = f"{name} is now marked as deprecated{when}."
    return Told(
        "operation-deprecated",
        "warning",
        message,
        "Look for its successor with `designer search`.",
        "",
        f"deprecated{f', {day}' if day else ''}",
    )


def sunset(text: str) -> str:
    """Return the day on which a call ends, if its description tells of one near a word about ending."""
    for found in DAY.finditer(text):
        if ENDING.search(text, max(0, found.start() - NEAR), found.end() + NEAR):
            return found[0]
    return ""


def _needs(old: LockedOperation, new: LockedOperation, system: System) -> Iterator[Told]:
    before, after = need_words(old.needs), need_words(new.needs)
    mine_before, mine_after = (_scopes(one.needs, system.auth.scheme) for one in (old, new))
    name = f"{system.name}'s {old.key}"
    if mine_before is not None and mine_before == mine_after:
        yield Told("sign-in-changed", "info", f"{name} may be signed otherwise too: {after}.", "", before, after)
    elif mine_before is not None and mine_after is not None:
        added = sorted(mine_after - mine_before)
        message = f"{name} needs {f'the scope {_listed(added)}' if added else 'fewer scopes'} now."
        missing = [scope for scope in added if scope not in system.auth.scopes]
        step = f"Ask for {_listed(missing)} in `auth.scopes`, and have the account agree again." if missing else ""
        yield Told("scopes-changed", "warning" if missing else "info", message, step, before, after)
    else:
        message = f"{name} is signed otherwise now: {after}."
        is_worse = bool(new.needs)
        step = "Sign in by a scheme that it accepts: change `auth`." if is_worse else ""
        yield Told("sign-in-changed", "warning" if is_worse else "info", message, step, before, after)


def _scopes(needs: tuple[LockedNeed, ...], scheme: str) -> set[str] | None:
    """Return the fewest scopes that the design's scheme needs, `None` where it does not open the call."""
    own = [set(need.scopes) for need in needs if scheme in need.schemes]
    return min(own, key=len) if own else None


def need_words(needs: tuple[LockedNeed, ...]) -> str:
    """Return the ways of signing in words."""
    told = (" with ".join(need.schemes) + (f" ({', '.join(need.scopes)})" if need.scopes else "") or "no sign-in" for need in needs)
    return " or ".join(told) or "no sign-in"


def _media_types(name: str, was: tuple[str, ...], now: tuple[str, ...]) -> Told:
    gone = [one for one in was if one not in now]
    after = f"it takes {_listed(now)}" if now else "it takes no body"
    message = f"{name} does not take {_listed(gone)} any more; {after}."
    return Told(
        "media-type-changed",
        "warning",
        message,
        "Change `media_type` of the step, and render the design again.",
        _listed(was),
        _listed(now) or NONE,
    )


def _paging(name: str, was: str, now: str) -> Told:
    message = f"{name} hands out its pages otherwise: {now or 'by no told way'}, and was: {was or 'by no told way'}."
    return Told(
        "paging-changed", "warning", message, "Render the design again, and see that a second page is read.", was or NONE, now or NONE
    )


def _idempotency(name: str, was: str, now: str) -> Told:
    if not now:
        step = "See that a repeat still makes no double: keep the pair with a link, or look the record up."
        return Told("idempotency-changed", "warning", f"{name} no longer takes a key against doubles in {was}.", step, was, NONE)
    message = f"{name} takes a key against doubles in {now}{f', and took it in {was}' if was else ' now'}."
    step = f"Write {now} as the step's `idempotency.header`."
    return Told("idempotency-changed", "warning" if was else "info", message, step if was else "", was or NONE, now)


def event_changes(old: LockedEvent, new: LockedEvent, system: System) -> Iterator[Told]:
    """Yield what has changed of a delivery as a whole."""
    if old.hash == new.hash:
        return
    name = f"{system.name}'s {EVENT}{old.name}"
    step = "Save a real delivery, hold it against the flow's `trigger`, and render the design again."
    if old.is_described and not new.is_described:
        why = f'the document has no schema "{old.schema}" any more' if old.schema else "what it delivers is not told"
        yield Told("event-changed", "warning", f"{name} is no longer described: {why}.", step, old.says, new.says)
    elif old.says != new.says:
        yield Told("event-changed", "warning", f"{name} delivers otherwise: {new.says}, and was: {old.says}.", step, old.says, new.says)
    else:
        yield Told("event-changed", "info", f"{name} is described now.", "", old.says, new.says)


def _listed(names: tuple[str, ...] | list[str]) -> str:
    return ", ".join(names)
