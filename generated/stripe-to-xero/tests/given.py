"""What the tests start from: sample events, sample answers, settings, and stand-ins of all systems."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import cast

import httpx2

from new_stripe_customers_become_xero_contacts.flows import FLOWS
from new_stripe_customers_become_xero_contacts.runtime.command import mock_address, sample_links
from new_stripe_customers_become_xero_contacts.runtime.flows import Flow, drive
from new_stripe_customers_become_xero_contacts.runtime.http import Delivery, Exchange, connect
from new_stripe_customers_become_xero_contacts.runtime.links import Links
from new_stripe_customers_become_xero_contacts.runtime.mock import MockSystem
from new_stripe_customers_become_xero_contacts.runtime.records import get
from new_stripe_customers_become_xero_contacts.runtime.requests import Content, Request, Run
from new_stripe_customers_become_xero_contacts.runtime.validation import Contract
from new_stripe_customers_become_xero_contacts.runtime.values import Json
from new_stripe_customers_become_xero_contacts.settings import POLICY, SYSTEMS, Settings, load

ROOT = Path(__file__).resolve().parent.parent
FILES = {
    "stripe_customer_created_to_xero": "stripe_customer_created_to_xero.json",
    "stripe_customer_updated_to_xero": "stripe_customer_updated_to_xero.json",
}
CONTRACTS = {system.id: Contract.read(ROOT / "specs", system.document) for system in SYSTEMS}

# SAMPLE: a setting that is not answered yet has a sample value here. The connector itself refuses to start until it is answered.
SETTINGS = load({}, samples=True)
LINKS = sample_links(json.loads((ROOT / "events" / "answers.json").read_text(encoding="utf-8")))
RUN = Run("sample-event", "2026-01-31T09:30:00Z", LINKS)


def flow_of(identifier: str) -> Flow[Settings]:
    """Return a flow."""
    return next(flow for flow in FLOWS if flow.id == identifier)


def delivery_of(flow: str) -> Json:
    """Return the sample event of a flow as it is delivered."""
    return cast("Json", json.loads((ROOT / "events" / FILES[flow]).read_text(encoding="utf-8")))


def record(flow: str) -> Json:
    """Return the sample event of a flow as its steps see it."""
    return flow_of(flow).incoming(delivery_of(flow))[0].record


def answer(flow: str, step: str) -> Json:
    """Return the sample answer to a step of a flow."""
    answers = json.loads((ROOT / "tests" / "answers" / FILES[flow]).read_text(encoding="utf-8"))
    return cast("Json", answers[step])


def with_stranger(content: Content, *nest: str | int) -> Content:
    """Return a content whose body has a member that the document does not name, in the object at *nest*."""
    body = cast("Json", json.loads(json.dumps(content.body)))
    holder = get(body, *nest)
    assert isinstance(holder, dict)
    holder["not_in_the_document"] = "x"
    return replace(content, body=body)


class World:
    """All systems as stand-ins, and a delivery that talks to them."""

    def __init__(self, *, enforce: bool = True, found: dict[str, dict[str, Json]] | None = None) -> None:
        """*found* holds answers by system and operation that are given as they are: a look-up that finds something."""
        reads = json.loads((ROOT / "events" / "answers.json").read_text(encoding="utf-8"))
        known = {
            system.id: {
                **{key.partition(" ")[2]: value for key, value in reads.items() if key.startswith(f"{system.id} ")},
                **(found or {}).get(system.id, {}),
            }
            for system in SYSTEMS
        }
        self.mocks = {system.id: MockSystem(CONTRACTS[system.id], known=known[system.id]) for system in SYSTEMS}
        self.calls: list[str] = []
        self.slept: list[float] = []
        policy = replace(POLICY, enforce=enforce)
        connections = {
            system.id: connect(
                replace(system, base_url=mock_address(system)),
                CONTRACTS[system.id],
                policy,
                {"ACCESS_TOKEN": "", **dict.fromkeys(system.sign_in.environment, "mock")},
                transport=self.mocks[system.id].transport,
            )
            for system in SYSTEMS
        }
        self.delivery = Delivery(connections, policy, Links(), sleep=self.slept.append, watch=self._note)

    def run(self, flow: str, delivery: Json | None = None) -> list[Request]:
        """Send a delivery (the sample if none is given) through a flow; return the requests that it made."""
        events = flow_of(flow).incoming(delivery_of(flow) if delivery is None else delivery, links=LINKS)
        return [made for event in events for made in drive(flow_of(flow).steps(event, SETTINGS), self.delivery.send)]

    @property
    def refusals(self) -> list[str]:
        """Return what the stand-ins refused, and why."""
        return [refusal for mock in self.mocks.values() for refusal in mock.refusals]

    def _note(self, exchange: Exchange) -> None:
        if exchange.status != httpx2.codes.SERVICE_UNAVAILABLE and exchange.status != httpx2.codes.TOO_MANY_REQUESTS:
            self.calls.append(f"{exchange.request.system} {exchange.request.method} {exchange.request.template}")
