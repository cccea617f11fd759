"""Deliveries: proved genuine, taken apart as they are sent, known again by their own id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.check.evidence.near import listed
from designer.check.rule import Fault, rule
from designer.check.rules.triggers.each import event_of, triggers
from designer.model.finding import Fix
from designer.names.path import PathError, leaf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.check.lookup.view import View
    from designer.model.description import Verification
    from designer.model.spec import Event

ALGORITHMS = frozenset({"sha1", "sha256", "sha384", "sha512", "md5"})
DATED = frozenset({"stripe", "slack", "hubspot_v3"})
"""Signatures over a time stamp: an old delivery can be refused."""
SIGNED = frozenset({"stripe", "github", "slack", "shopify", "hubspot_v3", "zendesk", "xero", "hmac"})
PLAIN = frozenset({"github", "shopify", "xero"})
"""Vendors' schemes that are an HMAC of the body and nothing else."""
LONG_SECONDS = 3600


@rule("TRG503", severity="warning")
def delivery_is_proved(view: View) -> Iterator[Fault]:
    """Check who sent a delivery; an open address takes anybody's."""
    for where, _, trigger in triggers(view):
        if trigger.kind != "webhook":
            continue
        proof = trigger.verification
        if proof is None or proof.scheme in {"none", "unknown"}:
            message = "Nothing proves that a delivery is genuine. Use the signature of the system, or a secret token in the address."
            yield Fault(where=f"{where}.verification", message=message)
        elif not proof.environment:
            message = "The design does not say which environment variable holds the secret that proves a delivery."
            yield Fault(where=f"{where}.verification", message=message)


@rule("TRG510", severity="info")
def duplicates_can_be_known(view: View) -> Iterator[Fault]:
    """Name the path of a delivery's own id, by which a delivery that comes twice is known."""
    for where, _, trigger in triggers(view):
        if trigger.kind == "webhook" and not trigger.event_id:
            message = "Without the path of the delivery's own id, duplicates are known by their content alone."
            yield Fault(where=f"{where}.event_id", message=message)


@rule("TRG513")
def proof_is_complete(view: View) -> Iterator[Fault]:
    """Say all that is needed to check a signature: the header it stands in, the algorithm, how old it may be."""
    for where, _, trigger in triggers(view):
        proof, place = trigger.verification, f"{where}.verification"
        if trigger.kind != "webhook" or proof is None:
            continue
        if proof.scheme == "hmac" and not (proof.header and proof.algorithm):
            missing = "header" if not proof.header else "algorithm"
            cure = "such as `X-Signature`" if missing == "header" else "such as `sha256`"
            yield Fault(where=f"{place}.{missing}", message=f"A signature cannot be checked without its {missing}. Write it, {cure}.")
        elif proof.scheme in SIGNED and proof.algorithm and proof.algorithm.lower().replace("-", "") not in ALGORITHMS:
            message = f'"{proof.algorithm}" is no algorithm of a signature. It is one of {listed(sorted(ALGORITHMS))}.'
            yield Fault(where=f"{place}.algorithm", message=message)
        yield from _tolerance(place, proof)


@rule("TRG514", severity="warning")
def proof_is_the_systems_own(view: View) -> Iterator[Fault]:
    """Check a signature in the way in which the system makes it."""
    for where, _, trigger in triggers(view):
        event, proof = event_of(view, trigger), trigger.verification
        own = event.verification if event else None
        if event is None or own is None or proof is None or own.scheme in {"none", "unknown"} or proof.scheme not in SIGNED:
            continue
        for name in ("scheme", "header", "algorithm", "encoding"):
            told, ours = getattr(own, name), getattr(proof, name)
            is_same = told.lower() == ours.lower() or (name == "scheme" and ours == "hmac" and told in PLAIN and own.header == proof.header)
            if told and ours and not is_same:
                place = f"{where}.verification.{name}"
                fix = Fix(where=place, words=f"write {told}", value=told, certain=False)
                message = f"{event.system} signs {event.name} with the {name} {told}, not {ours}. No delivery would pass."
                yield Fault(where=place, message=message, fix=fix)


@rule("TRG515")
def batches_are_taken_apart(view: View) -> Iterator[Fault]:
    """Name as `items` the list in which a delivery carries several events; each is then handled for itself."""
    for where, _, trigger in triggers(view):
        event = event_of(view, trigger)
        if event is not None and event.items and not trigger.items:
            fix = Fix(where=f"{where}.items", words=f"write {event.items}", value=event.items, certain=False)
            message = f"{event.system} delivers several {event.name} at once, in the list `{event.items}`. Name it as `items`."
            yield Fault(where=f"{where}.items", message=message, fix=fix)
        elif event is not None and trigger.items and not event.items and _is_no_list(view, event, trigger.items):
            message = f"A delivery of {event.name} holds no list `{trigger.items}`, so nothing would be handled. Take `items` out."
            yield Fault(where=f"{where}.items", message=message)


@rule("TRG516", severity="warning")
def record_id_is_the_records(view: View) -> Iterator[Fault]:
    """Know a record by its own id: the delivery's is another with each delivery."""
    for where, _, trigger in triggers(view):
        event = event_of(view, trigger)
        record = trigger.record_id
        if trigger.kind != "webhook" or not record:
            continue
        own = _own_id(view, event, record) if event and record in {trigger.event_id, event.event_id_path} else ""
        if own:
            fix = Fix(where=f"{where}.record_id", words=f"write {own}", value=own, certain=False)
            message = f"`{record}` is the delivery's own id, new with each delivery. Write `{own}`."
            yield Fault(where=f"{where}.record_id", message=message, fix=fix)
        elif event is not None and event.id_path and record != event.id_path and "full" not in {trigger.payload, event.payload}:
            fix = Fix(where=f"{where}.record_id", words=f"write {event.id_path}", value=event.id_path, certain=False)
            message = f"{event.system} names the record of {event.name} in `{event.id_path}`, not in `{record}`."
            yield Fault(where=f"{where}.record_id", message=message, fix=fix)


def _own_id(view: View, event: Event, record: str) -> str:
    """Return where a delivery holds the record's id beside its own; a message that is sent once has no other."""
    if event.id_path:
        return event.id_path if event.id_path != record else ""
    paths = [field.path for field in view.catalog.event_fields(event) if field.is_leaf and leaf(field.path).lower() == "id"]
    below = [path for path in paths if path != record and (not event.record_path or path.startswith(f"{event.record_path}."))]
    return min(below, key=lambda path: (path.count("."), path), default="")


def _tolerance(place: str, proof: Verification) -> Iterator[Fault]:
    seconds = proof.tolerance_seconds
    where = f"{place}.tolerance_seconds"
    if seconds is not None and seconds <= 0:
        yield Fault(where=where, message=f"With a tolerance of {seconds} s every delivery is too old. Write 300 or so.")
    elif seconds is not None and seconds > LONG_SECONDS:
        message = f"With a tolerance of {seconds:,} s a delivery that somebody recorded can be sent again for long. Write 300 or so."
        yield Fault(where=where, message=message, severity="warning")
    elif seconds is None and proof.scheme in DATED:
        message = "Without a tolerance a delivery that somebody recorded can be sent again for ever. Write 300 or so."
        yield Fault(where=where, message=message, severity="info")


def _is_no_list(view: View, event: Event, items: str) -> bool:
    """Tell whether the document describes the delivery and has no such list in it."""
    path = items.removesuffix("[]")
    if not path or event.content is None:
        return False
    try:
        found = view.catalog.event_field(event, path)
    except PathError:
        return False
    if found is None:
        return bool(view.catalog.event_fields(event))
    return bool(found.types) and "array" not in found.types
