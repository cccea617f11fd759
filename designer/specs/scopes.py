"""The least that must be granted: the smallest set of scopes under which every call of a system is answered."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from designer.names.text import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from designer.model.spec import Operation, SecurityScheme

    Choice = tuple[frozenset[str], ...]
    """The alternatives of one call, each enough for it, in the order of the document."""

READING = frozenset({"read", "readonly", "reader", "view", "viewer", "list", "get"})
WRITING = frozenset({"write", "writer", "edit", "editor", "create", "update", "delete", "modify", "send", "post", "readwrite", "set"})
WIDE = frozenset({"admin", "administrator", "all", "full", "manage", "management", "root", "owner", "superuser", "fullcontrol"})
RESTRICTED = frozenset({"owned", "own", "self", "me", "mine", "app", "created"})
"""Words of scopes that open some records alone: a narrower right only for who needs no others, which no document knows."""
HOLDERS = frozenset({"user", "bot", "app"})
"""Whom a token can belong to, where a scope's last word says so."""
SLICES = 3
"""So many alternatives below another one are parts of what it opens: a call with one of them answers with that part alone."""
MOST_TRIED = 5_000
"""Sets that are tried before the best so far is taken."""


def choice_of(operation: Operation, scheme: SecurityScheme | None) -> Choice:
    """Return the sets of scopes with which an operation takes a token of *scheme*; an empty set where the document names none.

    No alternatives: the operation does not take the scheme, or asks for no sign-in.
    """
    if scheme is None or any(not need.schemes for need in operation.security):
        return ()
    own = frozenset(scheme.scopes)
    found = [
        frozenset(need.scopes) if len(need.schemes) == 1 or not own else frozenset(need.scopes) & own
        for need in operation.security
        if scheme.name in need.schemes
    ]
    either = [one for wanted in found for one in _either(wanted, is_reading=operation.method in {"GET", "HEAD"})]
    return _without_slices(tuple(dict.fromkeys(either)))


def least_scopes(choices: Iterable[Choice]) -> tuple[str, ...]:
    """Return the narrowest set that holds an alternative of every choice: reading before writing, few before many, then in order."""
    open_choices = [_minimal(choice) for choice in dict.fromkeys(choices) if choice]
    certain = frozenset().union(*(choice[0] for choice in open_choices if len(choice) == 1))
    left = sorted((choice for choice in open_choices if len(choice) > 1), key=len)
    return tuple(sorted(_cheapest(certain, left)))


def is_enough(choice: Choice, granted: Iterable[str]) -> bool:
    """Tell whether a call is answered under the scopes *granted*."""
    held = frozenset(granted)
    return not choice or any(all(is_granted(scope, held) for scope in wanted) for wanted in choice)


def is_granted(scope: str, granted: Iterable[str]) -> bool:
    """Tell whether a scope is among those granted; the document's `{projectKey}` stands for any name."""
    if "{" not in scope:
        return scope in granted
    return any(_shape(scope).fullmatch(held) for held in granted)


@lru_cache(maxsize=5_000)
def breadth(scope: str) -> int:
    """Return how much a scope opens, as its words tell: reading least, all of something most; a bare `tickets` lets write too."""
    told = frozenset(words(scope.rpartition("/")[2]))
    wide = 20 if told & WIDE else 5 if told & RESTRICTED else 0
    reads_alone = told & READING and not told & WRITING
    return (10 if reads_alone else 30) + wide + (1 if scope.endswith(":user") else 0)


def may_include(held: str, wanted: str) -> bool:
    """Tell whether a wider scope of the same thing is held, which a vendor may count as the wanted one, whatever the document says."""
    return held != wanted and breadth(held) >= breadth(wanted) and _thing(wanted)[: len(_thing(held))] == _thing(held)


@lru_cache(maxsize=200)
def _shape(scope: str) -> re.Pattern[str]:
    return re.compile("[^:]+".join(re.escape(part) for part in re.split(r"\{[^}]*\}", scope)))


def _either(wanted: frozenset[str], *, is_reading: bool) -> tuple[frozenset[str], ...]:
    """Return the alternatives that a list of scopes means which nobody would grant together.

    One right for two holders of a token (`chat:write:user`, `chat:write:bot`), and for a call that only reads a wider right beside the
    reading one (`contacts`, `contacts.read`): documents list all that open a call, though OpenAPI takes them for needed together.
    """
    for one in sorted(wanted):
        for other in sorted(wanted - {one}):
            if _is_of_another_holder(one, other) or (is_reading and breadth(one) > breadth(other) and _thing(one) == _thing(other)):
                parts = (wanted - {other}, wanted - {one})
                return tuple(dict.fromkeys(least for part in parts for least in _either(part, is_reading=is_reading)))
    return (wanted,)


def _is_of_another_holder(one: str, other: str) -> bool:
    (stem, _, holder), (stem_of_other, _, holder_of_other) = one.rpartition(":"), other.rpartition(":")
    return bool(stem) and stem == stem_of_other and holder != holder_of_other and {holder, holder_of_other} <= HOLDERS


def _without_slices(choice: Choice) -> Choice:
    """Leave out alternatives that open a part alone of what another one opens (`employee:name` beside `employee`)."""
    if len(choice) <= SLICES:
        return choice
    single = {next(iter(wanted)) for wanted in choice if len(wanted) == 1}
    wholes = {scope for scope in single if sum(other.startswith(f"{scope}:") for other in single) >= SLICES}
    return tuple(wanted for wanted in choice if not any(scope.startswith(f"{whole}:") for scope in wanted for whole in wholes)) or choice


def _minimal(choice: Choice) -> Choice:
    """Leave out alternatives that hold another one whole."""
    return tuple(wanted for wanted in choice if not any(other < wanted for other in choice))


def _cheapest(certain: frozenset[str], left: Sequence[Choice]) -> frozenset[str]:
    best: frozenset[str] = certain.union(*(choice[0] for choice in left))
    least = _cost(best)
    tried = 0
    stack = [(certain, 0)]
    while stack and tried < MOST_TRIED:
        tried += 1
        chosen, at = stack.pop()
        if _cost(chosen) > least:
            continue
        while at < len(left) and is_enough(left[at], chosen):
            at += 1
        if at == len(left):
            if _cost(chosen) < least or tried == 1:
                best, least = chosen, _cost(chosen)
            continue
        nearest = sorted(left[at], key=lambda wanted: _cost(chosen | wanted), reverse=True)
        stack.extend((chosen | wanted, at + 1) for wanted in nearest)
    return best


def _cost(scopes: frozenset[str]) -> int:
    """Return how much a set opens; a scope whose name goes on in others' (`calendar` in `calendar.events`) opens them too."""
    return sum(breadth(scope) for scope in scopes) - sum(min(scope.rpartition("/")[2].count("."), 3) for scope in scopes)


@lru_cache(maxsize=5_000)
def _thing(scope: str) -> tuple[str, ...]:
    """Return the words of a scope without those that tell what may be done with the thing."""
    return tuple(word for word in words(scope) if word not in READING | WRITING | WIDE)
