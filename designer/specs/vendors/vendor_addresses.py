"""Where well-known vendors publish their API documents, from a dated data file."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from designer.specs.vendors.vendor_names import names_known, vendor_meant


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What a vendor publishes for one of its systems."""

    name: str
    addresses: tuple[str, ...]
    """Of the documents, https, which together describe the system; none: the vendor publishes none that can be fetched."""
    format: Literal["json", "yaml", ""]
    openapi: str
    """Version of OpenAPI (`3.0`, `2.0` is Swagger); empty: not known."""
    covers: str
    instead: str
    """What to do where no address is: a whole sentence; else what to know beforehand, or nothing."""
    page: str
    """The vendor's page that tells of the document, empty if only the address itself is known."""
    known: Literal["documented", "seen", "memory"]
    """`documented`: read in the vendor's own repository or pages; `seen`: in public code that fetches it; `memory`: not looked up."""
    dated: str
    """ISO day on which it was written down."""


def published(name: str) -> Published | None:
    """Return what the vendor that a system's name means publishes; names mean the same vendors as in `events_for`."""
    vendor = vendor_meant(name, _known_names())
    return next((one for one in all_published() if one.name == vendor), None)


@cache
def all_published() -> tuple[Published, ...]:
    """Return all that is known, in the order of names."""
    data = _data()
    return tuple(sorted((_published(vendor, data["dated"]) for vendor in data["vendor"]), key=lambda one: one.name.casefold()))


def _published(vendor: dict[str, Any], dated: str) -> Published:
    return Published(
        name=vendor["name"],
        addresses=tuple(vendor.get("addresses", ())),
        format=vendor.get("format", ""),
        openapi=vendor.get("openapi", ""),
        covers=vendor.get("covers", ""),
        instead=vendor.get("instead", ""),
        page=vendor.get("page", ""),
        known=vendor["known"],
        dated=dated,
    )


@cache
def _known_names() -> dict[str, str]:
    """Return the vendor of each name; the aliases of the events' data file hold here too."""
    known = _data()["vendor"]
    names = {vendor["name"] for vendor in known}
    of_events = [vendor for vendor in _read("vendor_events.toml")["vendor"] if vendor["name"] in names]
    return names_known((vendor["name"], vendor.get("aliases", ())) for vendor in (*of_events, *known))


@cache
def _data() -> dict[str, Any]:
    return _read("vendor_addresses.toml")


def _read(file: str) -> dict[str, Any]:
    return tomllib.loads(files("designer.specs.vendors").joinpath(f"data/{file}").read_text(encoding="utf-8"))
