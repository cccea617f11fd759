"""How a no-code flow starts: signatures, sign-in of pollers, kinds of triggers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.check.rule import Fault, rule
from designer.check.rules.nocode.naming import chosen, named, one_or_more

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.check.lookup.view import View

UNPROVED = frozenset({"none", "unknown"})


@rule("NC107", severity="info")
def signature_is_checked(view: View) -> Iterator[Fault]:
    """Know that the webhooks of Zapier and Make take a delivery from anybody who knows the address."""
    for i, flow in enumerate(view.design.flows):
        proof = flow.trigger.verification
        if flow.trigger.kind != "webhook" or proof is None or proof.scheme in UNPROVED:
            continue
        found = [one for one in chosen(view) if not one.checks_signatures]
        if found:
            told = f"{named(found)} {one_or_more(found, 'does', 'do')} not check the signature of a delivery, as the design wants."
            message = f"{told} Use the vendor's own trigger there, keep the address secret, or put a check before it."
            yield Fault(where=f"$.flows[{i}].trigger.verification", message=message)


@rule("NC108", severity="info")
def poller_can_sign_in(view: View) -> Iterator[Fault]:
    """Poll by the vendor's own trigger where the platform's general poller cannot sign in."""
    for i, flow in enumerate(view.design.flows):
        system = view.design.system(flow.trigger.system)
        if flow.trigger.kind != "poll" or system is None:
            continue
        found = [one for one in chosen(view) if one.poll_sign_in and system.auth.kind not in one.poll_sign_in]
        for platform in found:
            told = f"The general poller of {platform.title} signs in with a user name and a password only, and {system.name} takes"
            message = f"{told} {system.auth.kind}. It needs {platform.title}'s own app for {system.name}, or another platform."
            yield Fault(where=f"$.flows[{i}].trigger", message=message)


@rule("NC109", severity="warning")
def trigger_is_one_of_theirs(view: View) -> Iterator[Fault]:
    """Start a no-code flow by an event, a list or a schedule; a stream needs code that listens all the time."""
    if view.design.style != "nocode":
        return
    for i, flow in enumerate(view.design.flows):
        if flow.trigger.kind == "stream":
            message = f"No platform listens to a stream, so nothing starts {flow.id}. Choose style api, or let the stream call a webhook."
            yield Fault(where=f"$.flows[{i}].trigger.kind", message=message)
