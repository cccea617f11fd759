"""A call as a plan: everything that will be sent, known before anything is sent.

Depends on: `records.py`, `values.py` and the standard library.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal
from urllib.parse import quote

from .records import Step, compact
from .values import Json, is_empty, text

OnError = Literal["retry", "dead_letter", "skip", "ask"]


class IncompleteRequest(ValueError):
    """A call that cannot be made: its address lacks a part, or nothing fills its body."""


class NeedsPerson(Exception):
    """The flow stops here until a person decides."""


class Failed(Exception):
    """The flow failed for a reason that no retry cures."""


@dataclass(frozen=True)
class Content:
    """What a mapping fills: the parts of one call."""

    path: Mapping[str, Json] = field(default_factory=dict)
    query: Mapping[str, Json] = field(default_factory=dict)
    headers: Mapping[str, Json] = field(default_factory=dict)
    body: Json = None


@dataclass(frozen=True)
class Once:
    """What keeps a repeat from doubling: an answer is kept under this link and key, and given again instead of a second call."""

    link: str
    key: str


@dataclass(frozen=True)
class Request:
    """One call. `template` is the path as the system's document writes it, `path` the one with values filled in."""

    system: str
    method: str
    template: str
    path: str
    query: tuple[tuple[str, str], ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    body: Json = None
    media_type: str = ""
    step: str = ""
    once: Once | None = None
    remember: Once | None = None
    """Where the answer is kept for later events, though the call may be made again."""
    on_error: OnError = "dead_letter"
    success: tuple[Step, ...] = ()
    """Where the answer says that it worked, for systems that answer 200 to failures."""
    item_errors: tuple[Step, ...] = ()
    """Where the answer lists items that failed."""
    optional: bool = False
    """A look-up: that there is nothing (404) is an answer."""

    def of_step(
        self,
        step: str,
        *,
        once: Once | None = None,
        remember: Once | None = None,
        on_error: OnError = "dead_letter",
        headers: Mapping[str, Json] | None = None,
        success: tuple[Step, ...] = (),
        item_errors: tuple[Step, ...] = (),
        optional: bool = False,
    ) -> Request:
        """Return the call as one step of a flow makes it."""
        more = tuple((name, text(value)) for name, value in compact(headers or {}).items())
        return replace(
            self,
            step=step,
            once=once,
            remember=remember,
            on_error=on_error,
            headers=(*self.headers, *more),
            success=success,
            item_errors=item_errors,
            optional=optional,
        )


Steps = Generator[Request, Json, None]
"""A flow: it yields each call and is given the answer. It sends nothing itself, so that whoever drives it may do so durably."""


@dataclass(frozen=True)
class Run:
    """One event on its way: its id and the moment at which the connector took it up (ISO, UTC)."""

    event_id: str
    time: str
    links: Mapping[str, Callable[[Json], Json]] = field(default_factory=dict)
    """Pairs of ids kept before: by `link:<id>`, from one system's id to the other's."""


def request(  # noqa: PLR0913 - the parts of a call
    system: str,
    method: str,
    template: str,
    content: Content,
    *,
    media_type: str = "",
    deep: tuple[str, ...] = (),
    joined: Mapping[str, str] | None = None,
) -> Request:
    """Return a call with its values written as text.

    A query parameter in *deep* is written `name[member]=value`; one in *joined* puts its items in one value with that separator;
    any other list is repeated, once for each item. Raises IncompleteRequest.
    """
    if content.body == {}:
        message = f"{method} {template}: nothing to send, the record holds none of the fields that are mapped"
        raise IncompleteRequest(message)
    return Request(
        system=system,
        method=method,
        template=template,
        path=_filled(template, content.path),
        query=tuple(_query(content.query, deep=deep, joined=joined or {})),
        headers=tuple((name, text(value)) for name, value in compact(content.headers).items()),
        body=content.body,
        media_type=media_type if content.body is not None else "",
    )


def once(link: str, *key: Json) -> Once | None:
    """Return what keeps a call from being made twice for this key; nothing where the key is empty."""
    return None if any(is_empty(part) for part in key) else Once(link, ":".join(text(part) for part in key))


def key_of(step: str, *parts: Json) -> str:
    """Return an idempotency key: the same step of the same event has the same one, however often it is sent."""
    return hashlib.sha256(json.dumps([step, *parts]).encode()).hexdigest()[:32]


def pairs(value: Json, name: str = "") -> list[tuple[str, str]]:
    """Return a value as the pairs of a form: `a[b]=1`, `a[0]=2`."""
    if isinstance(value, dict):
        return [pair for key, item in value.items() for pair in pairs(item, f"{name}[{key}]" if name else key)]
    if isinstance(value, list):
        return [pair for at, item in enumerate(value) for pair in pairs(item, f"{name}[{at}]")]
    return [(name, "" if value is None else text(value))]


def _filled(template: str, values: Mapping[str, Json]) -> str:
    path = template
    for name, value in values.items():
        if is_empty(value):
            message = f"{template}: nothing to put in place of {{{name}}}"
            raise IncompleteRequest(message)
        path = path.replace(f"{{{name}}}", quote(text(value), safe=""))
    if "{" in path:
        message = f"{template}: no mapping fills {path[path.index('{') :].partition('}')[0]}}}"
        raise IncompleteRequest(message)
    return path


def _query(values: Mapping[str, Json], *, deep: tuple[str, ...], joined: Mapping[str, str]) -> Generator[tuple[str, str], None, None]:
    for name, value in compact(values).items():
        if name in joined and isinstance(value, list):
            yield name, joined[name].join(text(item) for item in value)
        elif name in deep or isinstance(value, dict):
            yield from pairs(value, name)
        elif isinstance(value, list):
            yield from ((name, text(item)) for item in value)
        else:
            yield name, text(value)
