"""The command line of a connector: one event through its flow, and what must be told before it can start.

Depends on: the other modules of `runtime/`.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic
from urllib.parse import urlencode

from .configuration import Policy, System, Unanswered, missing_credentials
from .flows import Flow, Settings, drive
from .http import Connection, Delivery, DeliveryError, Exchange, connect
from .links import Links
from .mock import MockSystem
from .requests import Failed, IncompleteRequest, NeedsPerson, Request
from .transforms import TransformError
from .validation import Contract, InvalidBody
from .values import text
from .verification import Delivered

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from .configuration import Setting, SignIn
    from .records import Step
    from .values import Json

STOPS = (DeliveryError, InvalidBody, IncompleteRequest, TransformError, NeedsPerson, Failed, Unanswered, OSError, ValueError)
LONGEST_ANSWER = 600


@dataclass(frozen=True)
class Connector(Generic[Settings]):
    """Everything that makes this connector what it is."""

    name: str
    flows: Sequence[Flow[Settings]]
    systems: Sequence[System]
    settings: Sequence[Setting]
    policy: Policy
    load: Callable[[Mapping[str, str], bool], Settings]
    """Settings from the environment; with true, samples stand in for what is not answered."""
    specs: Path
    links: Mapping[str, tuple[Step, ...]]
    """Where the answer that a link keeps holds the other system's id, by `link:<id>`."""
    answers: Mapping[str, Json]
    """Samples for `--mock` and `--dry-run`: answers of read calls by system and operation, ids by `link:<id>`."""

    def flow(self, identifier: str) -> Flow[Settings]:
        """Return the flow of this id, or the only one. Raises ValueError."""
        found = [flow for flow in self.flows if identifier in {"", flow.id}]
        if len(found) != 1:
            known = ", ".join(flow.id for flow in self.flows)
            message = f"which flow? Name one with --flow: {known}"
            raise ValueError(message)
        return found[0]

    def contracts(self) -> dict[str, Contract]:
        """Return what each system's document allows."""
        return {system.id: Contract.read(self.specs, system.document) for system in self.systems}


def main(connector: Connector[Any], arguments: Sequence[str] | None = None) -> int:
    """Run a command; return 0 if it succeeded, 1 if not."""
    parser = argparse.ArgumentParser(prog=connector.name, description="One event through this connector, step by step.")
    commands = parser.add_subparsers(dest="command", required=True)
    once = commands.add_parser("once", help="send one event (or one polled record) through its flow")
    once.add_argument("event", type=Path, help="JSON file of the event")
    once.add_argument("--flow", default="", help="id of the flow, if there are several")
    once.add_argument("--headers", type=Path, help="JSON file of the delivery's headers: its signature is verified, its age is not judged")
    once.add_argument("--address", default="", help="address that the delivery was sent to, where that is signed or holds the secret")
    once.add_argument("--mock", action="store_true", help="against stand-ins of the systems; unanswered settings take samples")
    once.add_argument("--dry-run", action="store_true", help="real settings, nothing is sent: show what would be")
    commands.add_parser("settings", help="list settings and credentials, and which are missing")
    chosen = parser.parse_args(arguments)
    try:
        return _settings(connector) if chosen.command == "settings" else _once(connector, chosen)
    except STOPS as stop:
        print(f"{stop}", file=sys.stderr)
        return 1


def _once(connector: Connector[Any], chosen: argparse.Namespace) -> int:
    flow = connector.flow(chosen.flow)
    settings = connector.load(os.environ, chosen.mock)
    tried = chosen.mock or chosen.dry_run
    links = Links(":memory:" if tried else os.environ.get("LINKS_FILE", "links.db"))
    finders = sample_links(connector.answers) if tried else {name: links.finder(name, path) for name, path in connector.links.items()}
    headers = _verified(flow, chosen) if chosen.headers else {}
    events = flow.incoming(_event(chosen.event), headers, links=finders)
    delivery = _delivery(connector, links, mock=chosen.mock, dry=chosen.dry_run)
    for event in events:
        print(f"{flow.id}: event {event.run.event_id}")
        made = drive(flow.steps(event, settings), delivery.send)
        print(f"{len(made)} call{'' if len(made) == 1 else 's'} made" if made else "nothing to do: the flow's condition does not hold")
    return 0


def _verified(flow: Flow[Any], chosen: argparse.Namespace) -> dict[str, str]:
    """Return the headers of a saved delivery that is genuine. Raises ValueError."""
    given = _event(chosen.headers)
    if not isinstance(given, dict):
        message = f'{chosen.headers}: is no object of headers, such as {{"X-Signature": "..."}}.'
        raise ValueError(message)
    headers = {name: text(value) for name, value in given.items()}
    if flow.verification is not None:
        delivered = Delivered(chosen.event.read_bytes(), headers, address=chosen.address)
        flow.verification.verify(delivered, os.environ)
        print(f"{flow.id}: the delivery is genuine")
    return headers


def _event(path: Path) -> Json:
    """Return what an event's file holds. Raises ValueError."""
    try:
        event: Json = json.loads(path.read_text(encoding="utf-8"))
    except OSError as fault:
        message = f"{path}: cannot be read: {fault.strerror}. Name the JSON file of an event; events/ holds one for each flow."
        raise ValueError(message) from fault
    except ValueError as fault:
        message = f"{path}: is not JSON: {fault}. Save the event as it was delivered."
        raise ValueError(message) from fault
    return event


def _delivery(connector: Connector[Any], links: Links, *, mock: bool, dry: bool) -> Delivery:
    contracts = connector.contracts()
    connections: dict[str, Connection] = {}
    if not (mock or dry):
        gaps = missing_credentials(connector.systems, os.environ)
        if gaps:
            raise Unanswered(gaps)
    for system in connector.systems:
        contract = contracts[system.id]
        if mock or dry:
            connections[system.id] = mock_connection(system, contract, connector.policy, connector.answers)
        else:
            connections[system.id] = connect(system, contract, connector.policy, os.environ)
    return Delivery(connections, connector.policy, links, watch=_Printer(connector.systems, sent=not dry, environment=os.environ))


def sample_links(answers: Mapping[str, Json]) -> dict[str, Callable[[Json], Json]]:
    """Return links that know one pair: whatever is asked, the sample's id is the answer."""
    return {name: _knowing(known) for name, known in answers.items() if name.startswith("link:")}


def _knowing(known: Json) -> Callable[[Json], Json]:
    return lambda value: known


def mock_connection(system: System, contract: Contract, policy: Policy, answers: Mapping[str, Json]) -> Connection:
    """Return a line to a stand-in: no network, a made-up address where none is known, no credential."""
    known = {operation: answer for operation, answer in answers.items() if operation.startswith(f"{system.id} ")}
    mock = MockSystem(contract, known={operation.partition(" ")[2]: answer for operation, answer in known.items()})
    credentials = dict.fromkeys(system.sign_in.environment, "mock")
    return connect(replace(system, base_url=mock_address(system)), contract, policy, credentials, transport=mock.transport)


def mock_address(system: System) -> str:
    """Return a system's address as the design has it, or a made-up one where only the account knows it."""
    address = system.address({})
    made_up = f"https://{system.id.replace('_', '-')}.example.com"
    return address if address.startswith(("https://", "http://")) and "{" not in address else made_up


class _Printer:
    """Shows each call as it goes over the wire, its credential masked, and the answer."""

    def __init__(self, systems: Sequence[System], *, sent: bool, environment: Mapping[str, str]) -> None:
        self._systems = {system.id: system for system in systems}
        self._sent = sent
        self._environment = environment

    def __call__(self, exchange: Exchange) -> None:
        self._show_request(exchange.request)
        answer = json.dumps(exchange.answer, ensure_ascii=False)
        shown = answer if len(answer) <= LONGEST_ANSWER else f"{answer[:LONGEST_ANSWER]}…"
        print(f"<- {exchange.status} {shown}" if self._sent else "   not sent (--dry-run)")

    def _show_request(self, request: Request) -> None:
        system = self._systems[request.system]
        query = f"?{urlencode(request.query)}" if request.query else ""
        address = system.address(self._environment) or f"<{system.base_url_environment}>"
        print(f"-> {request.step}: {request.method} {address}{request.path}{query}")
        for name, value in (*request.headers, *_masked(system.sign_in)):
            print(f"   {name}: {value}")
        if request.body is not None:
            print(f"   Content-Type: {request.media_type}")
            print("   " + json.dumps(request.body, ensure_ascii=False, indent=2).replace("\n", "\n   "))


def _masked(sign_in: SignIn) -> list[tuple[str, str]]:
    """Return the line that tells where the credential stands, not what it is."""
    match sign_in.kind:
        case "none" | "other":
            return []
        case "api_key":
            place = {"query": f"?{sign_in.parameter}", "cookie": f"Cookie {sign_in.parameter}"}.get(sign_in.location, sign_in.parameter)
            return [(place, "***")]
        case _:
            return [("Authorization", "***")]


def _settings(connector: Connector[Any]) -> int:
    try:
        connector.load(os.environ, False)  # noqa: FBT003 - no samples
        unanswered: tuple[str, ...] = ()
    except Unanswered as stop:
        unanswered = stop.gaps
    gaps = [*unanswered, *missing_credentials(connector.systems, os.environ)]
    for setting in connector.settings:
        given = os.environ.get(setting.environment, "") if setting.environment else ""
        value = given or (f"{setting.value} (design.yaml)" if setting.value is not None else "not answered")
        print(f"{setting.name} = {value}  [{setting.environment or 'design.yaml'}] {setting.title}")
    for system in connector.systems:
        for name in system.sign_in.environment:
            print(f"{name} {'is set' if os.environ.get(name) else 'is not set'}  [credential of {system.name}]")
    for gap in gaps:
        print(f"missing: {gap}")
    return 1 if gaps else 0
