"""Addresses in a proposal's texts: only those of the brief and of the systems, so that no planted one gets to a person or a call."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from designer.files.faults import Fault
from designer.files.yaml_reading import child
from designer.model.codec import encode
from designer.names.text import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.model.brief import Brief
    from designer.model.design import Design
    from designer.model.spec import Catalog

HOST = re.compile(r"(?:[a-z][a-z0-9+.-]*://(?:[^\s/@\"'<>]*@)?|\bwww\.|[\w.+%-]@)((?:[\w-]+\.)+[\w-]{2,})", re.IGNORECASE)
"""The host of a URL or of a mail address."""
RESERVED = re.compile(r"(?:^|\.)(?:example\.(?:com|org|net)|example|test|invalid|localhost)$")
"""Hosts of examples, which nobody can own (RFC 2606)."""
SECOND_LEVEL = frozenset({"ac", "co", "com", "edu", "gov", "net", "or", "org"})
"""Labels that stand before a country's and belong to nobody: of `x.co.uk` three labels are a name."""


def host_faults(design: Design, base: Design, *, brief: Brief, catalog: Catalog) -> list[Fault]:
    """Return a fault for each text that is new in a design and names a host of nobody's whom the brief is about."""
    before = {text for _, text in _texts(encode(base), "$")}
    named = {owner_of(host) for host in hosts_in(brief.text)}
    named |= {owner_of(host) for host in _hosts_of_documents(catalog)}
    vendors = {"".join(words(system.name)) for system in catalog.systems}
    faults = []
    for where, text in _texts(encode(design), "$"):
        foreign = [host for host in hosts_in(text) if not _is_known(host, named, vendors)] if text not in before else []
        if foreign:
            fact = (
                f"neither the brief nor a system has the address {foreign[0][:80]}. Leave it out, or ask for it with a Question or setting."
            )
            faults.append(Fault(where, fact))
    return faults


def hosts_in(text: str) -> tuple[str, ...]:
    """Return the hosts of the URLs and mail addresses of a text, in lower case."""
    return tuple(dict.fromkeys(found[1].lower() for found in HOST.finditer(text)))


def owner_of(host: str) -> str:
    """Return the part of a host that somebody owns: `stripe.com` of `api.stripe.com`."""
    labels = host.split(".")
    return ".".join(labels[-3:] if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in SECOND_LEVEL else labels[-2:])


def _is_known(host: str, named: set[str], vendors: set[str]) -> bool:
    owner = owner_of(host)
    return owner in named or owner.partition(".")[0].replace("-", "") in vendors or RESERVED.search(host) is not None


def _hosts_of_documents(catalog: Catalog) -> Iterator[str]:
    """Yield the hosts at which the systems are called and signed in to; those that a description speaks of do not count."""
    for system in catalog.systems:
        signing_in = (address for scheme in system.schemes for address in (scheme.token_url, scheme.authorization_url))
        for address in (*system.base_urls, *signing_in):
            host = urlsplit(address).hostname if "://" in address and "[" not in address else ""
            if host:
                yield host.replace("{", "").replace("}", "")


def _texts(value: Any, where: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _texts(item, child(where, number))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _texts(item, child(where, key))
