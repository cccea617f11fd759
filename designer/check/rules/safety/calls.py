"""Calls: encrypted on the way, and those that read change nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.check.lookup.view import place_of
from designer.check.rule import Fault, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.check.lookup.view import View

CHANGING = frozenset({"DELETE", "PATCH", "PUT"})
"""Methods that never only read; many APIs search with a POST."""
LOCAL = ("http://localhost", "http://127.0.0.1", "http://[::1]")


@rule("SAFE703", severity="warning")
def calls_are_encrypted(view: View) -> Iterator[Fault]:
    """Call systems by https; over http credentials and records can be read on the way.

    Where personal data travels, SAFE721 tells of the address.
    """
    personal = {name for flow in view.personal for name in (flow.source, flow.target)}
    for i, system in enumerate(view.design.systems):
        addresses = {"auth.token_url": system.auth.token_url} | ({} if system.name in personal else {"base_url": system.base_url})
        for name, url in addresses.items():
            if url.lower().startswith("http://") and not url.lower().startswith(LOCAL):
                yield Fault(where=f"$.systems[{i}].{name}", message=f"{system.name} is called by http, in the clear. Use https.")


@rule("SAFE708")
def reading_changes_nothing(view: View) -> Iterator[Fault]:
    """Read with calls that only read: a trigger, a read or a look-up must not change or delete what it finds."""
    for where, _, key, purpose in view.design.operations():
        if purpose not in {"write", "register"} and key.partition(" ")[0].upper() in CHANGING:
            yield Fault(where=where, message=f"{key} changes what it should only read. Use the operation that reads, most often a GET.")
    for where, system, key, purpose in view.design.operations():
        operation = view.operation(system, key) if purpose not in {"write", "register"} and key.upper().startswith("POST ") else None
        if operation is not None and {response.status for response in operation.responses if response.is_success} == {"201"}:
            message = f"{key} answers 201: it makes a record each time it should only read. Use the operation that reads."
            yield Fault(where=where, message=message, spec=place_of(operation))
