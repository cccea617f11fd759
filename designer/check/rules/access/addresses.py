"""Addresses: whole, and those of the system that the document describes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from designer.check.evidence.near import did_you_mean, listed
from designer.check.rule import Fault, rule
from designer.model.finding import Fix

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from designer.check.lookup.view import View
    from designer.model.design import System

PLACEHOLDER = re.compile(
    r"(?<![a-z])(?:your|my|example(?=\.)|demo|domain|server|host|localhost|test|subdomain|tenant|account|company)(?![a-z])|\{|^[\d.:]*$"
)
"""A host of a document that stands for the account's own."""


@rule("AUTH605")
def base_url_is_complete(view: View) -> Iterator[Fault]:
    """Give each system's API a whole address, without a slash at its end.

    One that differs by account is a setting (`<system>_base_url`) with a question; until it is answered the point is open.
    """
    for i, system in enumerate(view.design.systems):
        where = f"$.systems[{i}].base_url"
        if system.kind != "http" or not _is_called(view, system):
            continue
        if _is_address(system.base_url):
            if system.base_url.endswith("/"):
                fix = Fix(where=where, words="Leave out the slash at its end.", value=system.base_url.rstrip("/"))
                message = f"The address of {system.name}'s API ends in a slash, and every path begins with one. Leave it out."
                yield Fault(where=where, message=message, severity="warning", fix=fix)
            continue
        setting = view.design.setting(f"{system.id}_base_url")
        if setting is None:
            fact = f"is not complete: {system.base_url}" if system.base_url else "is not given"
            message = f"The address of {system.name}'s API {fact}. Write it, or ask for it with a setting `{system.id}_base_url`."
            yield Fault(where=where, message=message)
        elif setting.value is None:
            message = f"The address of {system.name}'s API waits for an answer: `setting:{setting.id}`."
            yield Fault(where=where, message=message, severity="open")


@rule("AUTH615", severity="warning")
def base_url_is_the_systems_own(view: View) -> Iterator[Fault]:
    """Call the system at an address that its document names: credentials and records go wherever the address leads.

    Another host of the same domain (a sandbox, a region) is as good, and where the document's host stands for the account's own
    (`your-domain`, `{tenant}`) any is; but the path that the address ends with (`/v1`) is part of every call.
    """
    for i, system in enumerate(view.design.systems):
        spec = view.spec(system.id)
        told = [urlsplit(url) for url in spec.base_urls if url.startswith(("https://", "http://", "//"))] if spec else []
        if not told or not _is_address(system.base_url) or not _is_called(view, system):
            continue
        called = urlsplit(system.base_url)
        hosts = [url.netloc.lower() for url in told]
        where = f"$.systems[{i}].base_url"
        is_of_account = any(PLACEHOLDER.search(host) for host in hosts)
        if not is_of_account and domain_of(called.netloc) not in {domain_of(host) for host in hosts}:
            near = did_you_mean(called.netloc.lower(), hosts)
            message = (
                f"The design calls {system.name} at {called.netloc}, and its document names {listed(dict.fromkeys(hosts))} alone.{near}"
            )
            yield Fault(where=where, message=message)
        elif not _is_path_told(called.path, [url.path for url in told]):
            paths = listed(dict.fromkeys(url.path.rstrip("/") or "/" for url in told))
            written = called.path.rstrip("/") or "nothing"
            message = f"The addresses in {system.name}'s document end in {paths}, and the design's ends in {written}."
            yield Fault(where=where, message=message)


def _is_path_told(called: str, told: Sequence[str]) -> bool:
    """Tell whether the path of an address is one of the document's; a variable stands for any, and a gateway may put its own before it."""
    return any("{" in path or called.rstrip("/").endswith(path.rstrip("/")) for path in told)


def domain_of(host: str) -> str:
    """Return the part of a host that is registered: its last two names, three below a country's `co` or `com`."""
    names = host.lower().partition(":")[0].split(".")
    most = 3 if len(names) > 2 and len(names[-1]) == 2 and len(names[-2]) <= 3 else 2
    return ".".join(names[-most:])


def _is_address(url: str) -> bool:
    return url.startswith(("https://", "http://")) and "{" not in url


def _is_called(view: View, system: System) -> bool:
    return any(name == system.id for _, name, _, _ in view.operations)
