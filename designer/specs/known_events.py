"""What is known of a vendor's events laid over what its own document tells, each record's schema found in the document."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from designer.model.spec import Content, Event
from designer.specs.documents import escape
from designer.specs.vendor_events import events_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.model.spec import Operation, SystemSpec
    from designer.specs.documents import Document
    from designer.specs.vendor_events import VendorEvent

HOMES = (("components", "schemas"), ("definitions",), ("$defs",))


def with_known_events(spec: SystemSpec, documents: Sequence[Document]) -> SystemSpec:
    """Return the system with its vendor's events; what a document describes itself holds, and is filled up where it is silent."""
    known = {event.name: event for event in events_for(spec.name, spec.title)}
    if not known:
        return spec
    schemas = _schemas(documents)
    told = [_filled(event, known.get(event.name) or _likened(event, known, schemas), spec, schemas) for event in spec.events]
    names = {event.name for event in told}
    added = [_event(vendor, spec, schemas) for name, vendor in known.items() if name not in names]
    return replace(spec, events=(*told, *added))


def _schemas(documents: Sequence[Document]) -> dict[str, tuple[str, str]]:
    """Return file and pointer of every named schema, by its name in small letters; the first of a name holds."""
    found: dict[str, tuple[str, str]] = {}
    for document in documents:
        for home in HOMES:
            holder = document.root
            for step in home:
                holder = holder.get(step) if isinstance(holder, dict) else None
            for name in holder if isinstance(holder, dict) else ():
                found.setdefault(name.lower(), (document.file, f"#/{'/'.join(home)}/{escape(name)}"))
    return found


def _event(vendor: VendorEvent, spec: SystemSpec, schemas: dict[str, tuple[str, str]]) -> Event:
    content = _content(vendor, spec, schemas)
    known = content is not None
    return Event(
        system=spec.name,
        name=vendor.name,
        origin="vendor_data",
        payload=vendor.payload,
        items=vendor.items,
        envelope=tuple(replace(f, free_form=False) if known and f.path == vendor.record_path else f for f in vendor.envelope),
        record_path=vendor.record_path,
        id_path=vendor.id_path,
        event_id_path=vendor.event_id_path,
        content=content,
        verification=vendor.verification,
        registration=_registration(vendor, spec.operations),
        dated=vendor.dated,
    )


def _content(vendor: VendorEvent, spec: SystemSpec, schemas: dict[str, tuple[str, str]]) -> Content | None:
    """Return the record's schema where the record stands; a thin delivery holds none, and one of unknown make may."""
    name = next((name for name in vendor.schemas if name.lower() in schemas), "")
    if not name or vendor.payload in ("id", "unknown"):
        return None
    file, pointer = schemas[name.lower()]
    return Content(system=spec.name, file=file, pointer=pointer, name=name, prefix=vendor.record_path)


def _registration(vendor: VendorEvent, operations: Sequence[Operation]) -> str:
    """Return the subscribing operation as the document writes it, else the words for the clicks."""
    method, _, path = vendor.operation.partition(" ")
    alike = [one for one in operations if one.method == method and one.path.strip("/") and f"{path}/".endswith(f"/{one.path.strip('/')}/")]
    longest = max(alike, key=lambda one: len(one.path), default=None)
    return longest.key if longest else vendor.clicks


def _likened(event: Event, known: dict[str, VendorEvent], schemas: dict[str, tuple[str, str]]) -> VendorEvent | None:
    """Return what holds for an event that is only listed, if all events of the vendor come in the same way.

    Its record is the schema that its name begins with: `product` for `product.created`.
    """
    first = next(iter(known.values()))
    ways = {(one.record_path, one.payload, one.id_path, one.items) for one in known.values()}
    noun = event.name.split(".")[-2] if "." in event.name else ""
    if event.origin != "subscription_enum" or len(ways) > 1 or noun.lower() not in schemas:
        return None
    return replace(first, name=event.name, schemas=(noun,))


def _filled(event: Event, vendor: VendorEvent | None, spec: SystemSpec, schemas: dict[str, tuple[str, str]]) -> Event:
    if vendor is None:
        return event
    known = _event(vendor, spec, schemas)
    verification = event.verification if event.verification and event.verification.scheme != "unknown" else known.verification
    registration = event.registration or known.registration
    if event.content is None:
        return replace(
            known, origin=event.origin, summary=event.summary, pointer=event.pointer, verification=verification, registration=registration
        )
    return replace(
        event,
        verification=verification,
        registration=registration,
        payload=known.payload if event.payload == "unknown" else event.payload,
        id_path=event.id_path or known.id_path,
        event_id_path=event.event_id_path or known.event_id_path,
    )
