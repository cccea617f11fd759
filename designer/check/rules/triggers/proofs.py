"""Proof of a delivery: that there is one, that it is complete, that it is the one the system gives."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from designer.check.evidence.near import listed
from designer.check.rule import Fault, rule
from designer.check.rules.triggers.each import event_of, triggers
from designer.model.finding import Fix

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.check.lookup.view import View
    from designer.model.description import Verification

ALGORITHMS = frozenset({"sha1", "sha256", "sha384", "sha512", "md5"})
DATED = frozenset({"stripe", "slack", "hubspot_v3"})
"""Signatures over a time stamp: an old delivery can be refused."""
SIGNED = frozenset({"stripe", "github", "slack", "shopify", "hubspot_v3", "zendesk", "xero", "hmac"})
PLAIN = frozenset({"github", "shopify", "xero"})
"""Vendors' schemes that are an HMAC of the body and nothing else."""
UNPROVED = frozenset({"none", "unknown"})
BODY, STAMP = "{body}", "{timestamp}"
PARTS = (BODY, STAMP, "{method}", "{address}")
"""What an HMAC can be made over."""
LONG_SECONDS = 3600
PROOFS = (
    "the vendor's own (stripe, github, slack, shopify, hubspot_v3, zendesk, xero); "
    "`hmac` with `header`, `algorithm` and `encoding`, and where it is made over more than the body also `signed`, such as "
    "`{timestamp}.{body}`, with `timestamp_header`; `basic`; or `token`, a secret in the `header` that you name, "
    "without one in the receiver's address"
)
"""What is taken as a proof, in words."""


@rule("TRG503", severity="warning")
def delivery_is_proved(view: View) -> Iterator[Fault]:
    """Check who sent a delivery; an open address takes anybody's."""
    for where, _, trigger in triggers(view):
        if trigger.kind != "webhook":
            continue
        proof = trigger.verification
        if proof is None or proof.scheme in UNPROVED:
            event = event_of(view, trigger)
            header = event.verification.header if event and event.verification else ""
            known = f" {event.system} signs it in the header {header}." if event and header else ""
            message = f"Nothing proves that a delivery is genuine.{known} Write as `scheme` of `verification` {PROOFS}."
            yield Fault(where=f"{where}.verification", message=message)
        elif not proof.environment:
            message = "The design does not say which environment variable holds the secret that proves a delivery."
            yield Fault(where=f"{where}.verification", message=message)


@rule("TRG513")
def proof_is_complete(view: View) -> Iterator[Fault]:
    """Say all that is needed to check a signature: the header it stands in, the algorithm, what is signed, how old it may be."""
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
        if proof.scheme == "hmac":
            yield from _signed(place, proof)
        yield from _tolerance(place, proof)


@rule("TRG514", severity="warning")
def proof_is_the_systems_own(view: View) -> Iterator[Fault]:
    """Check a signature in the way in which the system makes it."""
    for where, _, trigger in triggers(view):
        event, proof = event_of(view, trigger), trigger.verification
        own = event.verification if event else None
        if event is None or own is None or proof is None or own.scheme in UNPROVED or proof.scheme not in SIGNED:
            continue
        for name in ("scheme", "header", "algorithm", "encoding", "signed", "timestamp_header"):
            told, ours = _told(own, name), _told(proof, name)
            is_same = told.lower() == ours.lower() or (name == "scheme" and ours == "hmac" and told in PLAIN and own.header == proof.header)
            if told and ours and not is_same:
                place = f"{where}.verification.{name}"
                fix = Fix(where=place, words=f"write {told}", value=told, certain=False)
                message = f"{event.system} signs {event.name} with the {name} {told}, not {ours}. No delivery would pass."
                yield Fault(where=place, message=message, fix=fix)


def _told(proof: Verification, name: str) -> str:
    """Return what a proof says of a part; an `hmac` that does not say what is signed is made over the body."""
    value: str = getattr(proof, name)
    return BODY if name == "signed" and proof.scheme == "hmac" and not value else value


def _signed(place: str, proof: Verification) -> Iterator[Fault]:
    """Yield what keeps an HMAC over more than the body from being made again."""
    signed = proof.signed or BODY
    unknown = [part for part in re.findall(r"\{[^{}]*\}", signed) if part not in PARTS]
    if unknown:
        message = f"`{unknown[0]}` is nothing that a delivery holds. What is signed is made of {listed(f'`{part}`' for part in PARTS)}."
        yield Fault(where=f"{place}.signed", message=message)
    elif BODY not in signed:
        message = f"`{signed}` leaves the body out, so anybody could change it. Write `{BODY}` where it stands in what is signed."
        yield Fault(where=f"{place}.signed", message=message)
    elif STAMP in signed and not proof.timestamp_header:
        message = f"`{STAMP}` is signed, and no header is named that carries it. Write it, such as `X-Timestamp`."
        yield Fault(where=f"{place}.timestamp_header", message=message)
    elif proof.timestamp_header and STAMP not in signed:
        message = f"The time stamp in {proof.timestamp_header} is not signed, so it proves nothing. Write in `signed` where it stands, "
        yield Fault(where=f"{place}.signed", message=f"{message}such as `{STAMP}.{BODY}`.")


def _tolerance(place: str, proof: Verification) -> Iterator[Fault]:
    seconds = proof.tolerance_seconds
    where = f"{place}.tolerance_seconds"
    if seconds is not None and seconds <= 0:
        yield Fault(where=where, message=f"With a tolerance of {seconds} s every delivery is too old. Write 300 or so.")
    elif seconds is not None and seconds > LONG_SECONDS:
        message = f"With a tolerance of {seconds:,} s a delivery that somebody recorded can be sent again for long. Write 300 or so."
        yield Fault(where=where, message=message, severity="warning")
    elif seconds is None and (proof.scheme in DATED or (proof.scheme == "hmac" and STAMP in proof.signed)):
        message = "Without a tolerance a delivery that somebody recorded can be sent again for ever. Write 300 or so."
        yield Fault(where=where, message=message, severity="info")
