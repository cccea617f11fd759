"""Addresses in a proposal's texts: only those of the brief and of the systems, so that no planted one gets to a person or a call."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from designer.files.faults import Fault
from designer.files.yaml_reading import child
from designer.model.codec import encode
from designer.names.text import words
from designer.plan.claude.proposal.authorities import bare_hosts_in, dotted_words_in, hosts_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.model.brief import Brief
    from designer.model.design import Design
    from designer.model.spec import Catalog

RESERVED = re.compile(r"(?:^|\.)(?:example\.(?:com|org|net)|example|test|invalid|localhost)$")
"""Hosts of examples, which nobody can own (RFC 2606)."""
COMMON = ".com"
SHARED = (
    ".github.io", ".amazonaws.com", ".cloudfront.net", ".azurewebsites.net", ".azure-api.net", ".windows.net", ".herokuapp.com",
    ".vercel.app", ".netlify.app", ".pages.dev", ".workers.dev", ".web.app", ".firebaseapp.com", ".run.app", ".appspot.com",
    ".cloudfunctions.net", ".ngrok.io", ".ngrok.app", ".ngrok-free.app", ".onrender.com", ".fly.dev",
)  # fmt: skip
"""Hosts below which anybody can have one."""
TOLD = re.compile(r"(?:\.to|\.found|\.registration\.steps\[\d+\]|\.candidates\[\d+\])$")
"""Places that tell a person where to go, or a program whom to tell: there an address may stand without a scheme."""
ADDRESSED = re.compile(r"\b(?:url|uri|address|host|hostname|domain|endpoint|webhook|callback|link|website|site|href|server)\b")
"""Names of what holds an address."""
SECOND_LEVEL = frozenset({"ac", "co", "com", "edu", "gov", "net", "or", "org"})
"""Labels that stand before a country's and belong to nobody: of `x.co.uk` three labels are a name."""


def host_faults(design: Design, base: Design, *, brief: Brief, catalog: Catalog) -> list[Fault]:
    """Return a fault for each text that is new in a design and names a host of nobody's whom the brief is about."""
    before = {text for _, text in _texts(encode(base), "$")}
    named = {owner_of(host) for host in (*hosts_in(brief.text), *dotted_words_in(brief.text))}
    named |= {owner_of(host) for host in _hosts_of_documents(catalog)}
    vendors = {"".join(words(system.name)) for system in catalog.systems}
    held = frozenset(_addressed(design))
    faults = []
    for where, text in _texts(encode(design), "$"):
        if text in before:
            continue
        hosts = (*hosts_in(text), *(bare_hosts_in(text) if where in held or TOLD.search(where) else ()))
        foreign = [host for host in hosts if not _is_known(host, named, vendors)]
        if foreign:
            fact = (
                f"neither the brief nor a system has the address {foreign[0][:80]}. Leave it out, or ask for it with a Question or setting."
            )
            faults.append(Fault(where, fact))
    return faults


def owner_of(host: str) -> str:
    """Return the part of a host that somebody owns: `stripe.com` of `api.stripe.com`; of a number, and where many live, the whole."""
    labels = host.split(".")
    if host.endswith(SHARED) or labels[-1].isdigit() or host.startswith("["):
        return host
    return ".".join(labels[-3:] if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in SECOND_LEVEL else labels[-2:])


def _is_known(host: str, named: set[str], vendors: set[str]) -> bool:
    """Tell whether a host is the brief's or a system's: at its address, or at its name's own `.com`, where its account is opened."""
    owner = owner_of(host)
    own = owner.removesuffix(COMMON).replace("-", "") if owner.endswith(COMMON) else ""
    return owner in named or own in vendors or RESERVED.search(host) is not None


def _addressed(design: Design) -> Iterator[str]:
    """Yield the places that hold an address by the name of what they fill."""
    for number, setting in enumerate(design.settings):
        if ADDRESSED.search(" ".join(words(f"{setting.id} {setting.title}"))):
            yield f"$.settings[{number}].value"
    for at, flow in enumerate(design.flows):
        for place, step in enumerate(flow.steps):
            for number, mapping in enumerate(step.mappings):
                if ADDRESSED.search(" ".join(words(mapping.target))):
                    where = f"$.flows[{at}].steps[{place}].mappings[{number}].transform"
                    yield from (f"{where}.value", f"{where}.text", f"{where}.default")


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
