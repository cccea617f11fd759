"""Events of well-known vendors, from a dated data file: what their own documents leave out."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal

from designer.model.description import Verification
from designer.model.spec import Field
from designer.names.path import normal, parent
from designer.specs.vendors.vendor_names import names_known, vendor_meant

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FORMATS = {
    "date-time": ("string", "date-time"),
    "uri": ("string", "uri"),
    "unix-time": ("integer", "unix-time"),
    "unix-ms": ("integer", "unix-ms"),
}
"""Words of the data file that stand for a type and a format; every other word is a JSON type."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VendorEvent:
    """One event of a vendor. Paths are relative to one item where `items` is set, as in `Event`."""

    vendor: str
    name: str
    transport: Literal["webhook", "stream"]
    """`stream`: no webhook; the connector must keep a connection open."""
    payload: Literal["full", "partial", "id", "unknown"]
    items: str
    envelope: tuple[Field, ...]
    """In the order of paths, containers before their children."""
    record_path: str
    """Where the record stands; empty: at the root, or not at all when `payload` is `id`."""
    id_path: str
    event_id_path: str
    verification: Verification
    operation: str
    """Key of the subscribing operation, in the vendor's own path; a document may leave its base out (`POST /webhooks`)."""
    clicks: str
    """Words for the clicks, where no operation is in the document."""
    schemas: tuple[str, ...]
    """Names under which documents call the record's schema, best first; none: the vendor has no such schema."""
    source: str
    """The public documentation that tells of it, in words."""
    dated: str
    """ISO day on which it was written down."""


def events_for(name: str, title: str = "") -> tuple[VendorEvent, ...]:
    """Return the events of the vendor that a system's name means, or else its document's title; none if neither is known."""
    return next((_events(vendor) for text in (name, title) if (vendor := vendor_meant(text, _known_names()))), ())


@cache
def _data() -> dict[str, Any]:
    text = files("designer.specs.vendors").joinpath("data/vendor_events.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _known_names() -> dict[str, str]:
    return names_known((vendor["name"], vendor.get("aliases", ())) for vendor in _data()["vendor"])


@cache
def _events(name: str) -> tuple[VendorEvent, ...]:
    vendor = next(vendor for vendor in _data()["vendor"] if vendor["name"] == name)
    return tuple(event for record in vendor["record"] for event in _record_events(vendor, record))


def _record_events(vendor: Mapping[str, Any], record: Mapping[str, Any]) -> Iterator[VendorEvent]:
    envelope = _envelope(vendor.get("envelope", {}), record.get("envelope", {}))
    for name in record["names"]:
        yield VendorEvent(
            vendor=vendor["name"],
            name=name,
            transport=vendor.get("transport", "webhook"),
            payload=record.get("payload", vendor["payload"]),
            items=vendor.get("items", ""),
            envelope=envelope,
            record_path=record.get("path", ""),
            id_path=record.get("id", ""),
            event_id_path=record.get("event_id", vendor.get("event_id", "")),
            verification=Verification(**vendor["verification"]),
            operation=vendor.get("operation", ""),
            clicks=vendor["clicks"],
            schemas=tuple(record.get("schemas", ())),
            source=vendor["source"],
            dated=_data()["dated"],
        )


def _envelope(*groups: Mapping[str, list[str]]) -> tuple[Field, ...]:
    fields = [_field(word, path) for group in groups for word, paths in group.items() for path in paths]
    held = {parent(field.path) for field in fields}
    told = [replace(field, free_form=False) if field.path in held else field for field in fields]
    return tuple(sorted(told, key=lambda field: (field.path.replace("[]", ""), len(field.path))))


def _field(word: str, path: str) -> Field:
    kind, form = FORMATS.get(word, (word, ""))
    bare = path.removesuffix("?")
    return Field(path=normal(bare), types=(kind,), format=form, required=not path.endswith("?"), free_form=kind == "object")
