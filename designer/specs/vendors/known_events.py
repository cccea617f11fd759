"""What is known of a vendor's events laid over what its own document tells, each record's schema found in the document."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from designer.model.spec import Content, Event
from designer.names.text import words
from designer.specs.documents.library import escape
from designer.specs.vendors.vendor_events import events_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.model.spec import Operation, SystemSpec
    from designer.specs.documents.library import Document
    from designer.specs.vendors.vendor_events import VendorEvent

HOMES = (("components", "schemas"), ("definitions",), ("$defs",))


def with_known_events(spec: SystemSpec, documents: Sequence[Document]) -> SystemSpec:
    """Return the system with its vendor's events; what a document describes itself holds, and is filled up where it is silent."""
    # A stream (Salesforce's change events) calls no address of ours: until a starter can listen to one, such a system is polled.
    known = {event.name: event for event in events_for(spec.name, spec.title) if event.transport == "webhook"}
    if not known:
        return spec
    schemas = {**_objects(spec.operations), **_schemas(documents)}
    vendor = _Vendor(spec.name, schemas, _registration(next(iter(known.values())), spec.operations))
    told = [vendor.filled(event, known.get(event.name) or vendor.likened(event, known)) for event in spec.events]
    names = {event.name for event in told}
    added = [vendor.event(one) for name, one in known.items() if name not in names]
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


def _objects(operations: Sequence[Operation]) -> dict[str, tuple[str, str]]:
    """Return the place of an object that is described alone, by each word of its name (`order` of a `WooCommerce order`)."""
    alone = [operation.body for operation in operations if operation.body is not None and not operation.in_spec]
    return {word: (body.file, body.pointer) for body in alone for word in words(body.name or PurePath(body.file).stem)}


def _registration(vendor: VendorEvent, operations: Sequence[Operation]) -> str:
    """Return the subscribing operation as the document writes it, else the words for the clicks."""
    method, _, path = vendor.operation.partition(" ")
    alike = [one for one in operations if one.method == method and one.path.strip("/") and f"{path}/".endswith(f"/{one.path.strip('/')}/")]
    longest = max(alike, key=lambda one: len(one.path), default=None)
    return longest.key if longest else vendor.clicks


@dataclass(frozen=True, slots=True)
class _Vendor:
    """What holds for all events of a vendor in one system."""

    system: str
    schemas: dict[str, tuple[str, str]]
    registration: str

    def event(self, vendor: VendorEvent) -> Event:
        content = self._content(vendor)
        known = content is not None
        return Event(
            system=self.system,
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
            registration=self.registration,
            dated=vendor.dated,
        )

    def _content(self, vendor: VendorEvent) -> Content | None:
        """Return the record's schema where the record stands; a thin delivery holds none, and one of unknown make may."""
        name = next((name for name in vendor.schemas if name.lower() in self.schemas), "")
        if not name or vendor.payload in ("id", "unknown"):
            return None
        file, pointer = self.schemas[name.lower()]
        return Content(system=self.system, file=file, pointer=pointer, name=name, prefix=vendor.record_path)

    def likened(self, event: Event, known: dict[str, VendorEvent]) -> VendorEvent | None:
        """Return what holds for an event that is only listed, if all events of the vendor come in the same way.

        Its record is the schema that its name begins with: `product` for `product.created`.
        """
        ways = {(one.record_path, one.payload, one.id_path, one.items) for one in known.values()}
        noun = event.name.split(".")[-2] if "." in event.name else ""
        if event.origin != "subscription_enum" or len(ways) > 1 or noun.lower() not in self.schemas:
            return None
        return replace(next(iter(known.values())), name=event.name, schemas=(noun,))

    def filled(self, event: Event, vendor: VendorEvent | None) -> Event:
        """Return an event of the document with what is known beside it."""
        if vendor is None:
            return event
        known = self.event(vendor)
        verification = event.verification if event.verification and event.verification.scheme != "unknown" else known.verification
        registration = event.registration or known.registration
        if event.content is None:
            told = replace(known, origin=event.origin, summary=event.summary, pointer=event.pointer)
            return replace(told, verification=verification, registration=registration)
        return replace(
            event,
            verification=verification,
            registration=registration,
            payload=known.payload if event.payload == "unknown" else event.payload,
            id_path=event.id_path or known.id_path,
            event_id_path=event.event_id_path or known.event_id_path,
        )
