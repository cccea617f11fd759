"""What the starter's own tests assert: contents, calls in order, refusals, all worked out when the starter is made."""

from __future__ import annotations

import json
import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from designer.names.literal import python_comment, python_docstring, python_literal
from designer.render.code.evaluating import UnfitError, content_of
from designer.render.code.examples import delivered, given_of, samples_of
from designer.render.code.flows import flow_name
from designer.render.code.mappings import arguments_of
from designer.render.code.operations import target_fields
from designer.render.code.simulation import Simulation
from designer.render.code.sources import variable_of
from designer.render.code.verifying import VerifyingProof, verifying_proof
from designer.render.runtime import runtime

if TYPE_CHECKING:
    from designer.model.design import Design, Flow
    from designer.model.scalars import Json, JsonObject, Scalar
    from designer.model.spec import Catalog
    from designer.render.code.evaluating import Given
    from designer.render.code.examples import Samples
    from designer.render.code.operations import Call

STRANGER = "not_in_the_document"
LOCATIONS = {"path": "path", "query": "query", "header": "headers", "body": "body"}


@dataclass(frozen=True, slots=True, kw_only=True)
class MappingProof:
    """A test of one function of mappings.py."""

    function: str
    client: str
    system: str
    """System id as a literal."""
    docstring: str
    arguments: str
    """Arguments of the call, as expressions over the names of `given.py`."""
    expected: str
    """Keyword arguments of the `Content` that is expected."""
    is_mappable: bool
    """False: no sample value goes through the transforms, and the test says so."""
    is_sendable: bool
    """Whether there is a body to hold against the document."""
    problems: str
    """A list literal: what the document forbids in the sample's body; `[]` in a sound design."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stranger:
    """A body with a member that the document does not name."""

    function: str
    client: str
    arguments: str
    nest: str
    """The way from the body to the object that gets the member: arguments behind a comma."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowProof:
    """Tests of one flow; every text is a literal."""

    name: str
    file: str
    id: str
    id_shell: str
    """The flow's id as a shell takes it."""
    docstring: str
    event: str
    """Sample event, JSON."""
    answers: str
    """Sample answers by step, JSON."""
    calls: tuple[str, ...]
    """The calls that a new record leads to, such as `"books POST /invoices"`."""
    raises: str
    """Name of the error with which the sample event ends; empty in a sound design."""
    reason: str
    """Why, as a comment."""
    calls_again: tuple[str, ...]
    """The calls where the look-ups find a record; empty where the flow looks nothing up."""
    found: str
    """Dictionary of the look-ups' sample answers, by system and operation."""
    empty: str
    """A delivery of one empty record."""
    down: str
    """System of the first call; empty: nothing to try again."""
    kept_once: str
    """A call that is not made again for the same event; empty: none."""
    same_key: str
    """A header that carries the same key when an event is sent twice; empty: none."""
    same_key_step: str
    is_filtered: bool
    """Whether an empty record is left alone."""
    stranger: Stranger | None
    verifying: VerifyingProof | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """Everything that the starter's tests print."""

    mappings: tuple[MappingProof, ...]
    flows: tuple[FlowProof, ...]
    rows: dict[str, tuple[tuple[Scalar, Scalar], ...]]
    """Sample rows of look-up tables that have none, by `table:<id>`."""
    answers: str
    """`events/answers.json`: answers of read calls by `system METHOD /path`."""


def proof_of(design: Design, catalog: Catalog, calls: tuple[Call, ...], slices: dict[str, JsonObject]) -> Proof:
    """Work out what the tests assert."""
    contracts = {system: contract_of(document) for system, document in slices.items()}
    given = given_of(design, catalog, calls)
    samples = {flow.id: samples_of(flow, given, catalog, calls) for flow in design.flows}
    mappings: dict[str, MappingProof] = {}
    flows: list[FlowProof] = []
    for flow in design.flows:
        own = tuple(call for call in calls if call.flow is flow)
        proofs = {call.step.id: _mapping(call, given, catalog, samples[flow.id], contracts) for call in own}
        mappings = {**{proof.function: proof for proof in proofs.values()}, **mappings}
        simulation = Simulation(flow=flow, given=given, catalog=catalog, calls=own, samples=samples[flow.id], contracts=contracts)
        flows.append(_flow(simulation, proofs))
    answers: dict[str, Json] = {
        f"{call.step.system} {call.step.operation}": samples[call.flow.id].records[call.step.id]
        for call in calls
        if call.step.role == "read"
    }
    answers |= {name: value for name, value in given.assumed.items() if name.startswith("link:")}
    return Proof(mappings=tuple(mappings.values()), flows=tuple(flows), rows=_all_rows(samples), answers=_json(answers))


def _all_rows(samples: dict[str, Samples]) -> dict[str, tuple[tuple[Scalar, Scalar], ...]]:
    found: dict[str, dict[Scalar, Scalar]] = {}
    for sample in samples.values():
        for using, rows in sample.rows.items():
            found.setdefault(using, {}).update(rows)
    return {using: tuple(rows.items()) for using, rows in found.items()}


def contract_of(document: JsonObject) -> Any:
    """Return what a system's document allows, as the connector itself reads it."""
    return runtime("validation").Contract(runtime("openapi").document_of(document))


def _mapping(call: Call, given: Given, catalog: Catalog, samples: Samples, contracts: dict[str, Any]) -> MappingProof:
    world = given.world(samples.records_of(call.step))
    try:
        content = content_of(call.step, world, target_fields(call, catalog))
    except UnfitError:
        content = None
    parts = [f"{word}={python_literal((content or {})[key])}" for key, word in LOCATIONS.items() if key in (content or {})]
    return MappingProof(
        function=call.mapping,
        client=call.client,
        system=python_literal(call.step.system),
        docstring=python_docstring(f"What `{call.mapping}` makes of the sample event, field by field."),
        arguments=", ".join(_argument(name, call) for name in arguments_of(call.step)),
        expected=", ".join(parts),
        is_mappable=content is not None,
        is_sendable=content is not None
        and "body" in content
        and all(value not in (None, "") for value in content.get("path", {}).values()),
        problems=python_literal(list(problems_of(call, content or {}, contracts))),
    )


def problems_of(call: Call, content: dict[str, Any], contracts: dict[str, Any]) -> tuple[str, ...]:
    """Return what the system's document forbids in a call's body."""
    contract = contracts.get(call.step.system)
    if contract is None or content.get("body") is None:
        return ()
    method, _, path = call.step.operation.partition(" ")
    return tuple(contract.body_problems(method.upper(), path, call.media_type, content["body"]))


def _argument(name: str, call: Call) -> str:
    flow = python_literal(call.flow.id)
    match name:
        case "trigger":
            return f"record({flow})"
        case "headers":
            return "{}"
        case "settings":
            return "SETTINGS"
        case "run":
            return "RUN"
        case "item":
            return f"answer({flow}, {python_literal(f'{call.step.id} item')})"
        case _:
            return f"answer({flow}, {python_literal(_step_of(name, call.flow))})"


def _step_of(variable: str, flow: Flow) -> str:
    return next((step.id for step in flow.steps if variable_of(step.id) == variable), variable)


def _flow(simulation: Simulation, proofs: dict[str, MappingProof]) -> FlowProof:
    flow = simulation.flow
    new = simulation.run(found=False)
    again = simulation.run(found=True) if simulation.looks_up else None
    sound = not new.raises
    once = [call for call in new.calls if call.step.idempotency.kind == "link" and call.step.idempotency.sources and not call.step.for_each]
    keyed = [call for call in new.calls if call.step.idempotency.kind == "header" and call.step.idempotency.header]
    first = new.calls[0] if new.calls else None
    return FlowProof(
        name=flow_name(flow),
        file=simulation.file,
        id=python_literal(flow.id),
        id_shell=shlex.quote(flow.id),
        docstring=python_docstring(
            f"The calls of `{flow_name(flow)}`, in order, each taken by a stand-in that refuses what the documents forbid."
        ),
        event=_json(simulation.samples.delivery),
        answers=_json(simulation.answers()),
        calls=tuple(_literal(call) for call in new.calls),
        raises=new.raises,
        reason=python_comment(new.reason),
        calls_again=tuple(_literal(call) for call in again.calls) if again and not again.raises else (),
        found=_found(simulation),
        empty=python_literal(delivered(flow, {})),
        down=python_literal(first.step.system) if sound and first and first.step.on_error != "skip" else "",
        kept_once=_literal(once[0]) if sound and once else "",
        same_key=python_literal(keyed[0].step.idempotency.header) if sound and keyed and not keyed[0].step.for_each else "",
        same_key_step=python_literal(keyed[0].step.id) if keyed else "",
        is_filtered=simulation.is_filtered,
        stranger=_stranger(new.calls, simulation, proofs) if sound else None,
        verifying=verifying_proof(flow),
    )


def _found(simulation: Simulation) -> str:
    """Return the dictionary of answers with which every look-up finds its record."""
    systems: dict[str, list[str]] = {}
    for call in simulation.calls:
        if call.step.id in simulation.looks_up:
            method, _, path = call.step.operation.partition(" ")
            answer = f"answer({python_literal(call.flow.id)}, {python_literal(call.step.id)})"
            systems.setdefault(call.step.system, []).append(f"{python_literal(f'{method.upper()} {path}')}: {answer}")
    entries = [f"{python_literal(system)}: {{{', '.join(answers)}}}" for system, answers in systems.items()]
    return f"{{{', '.join(entries)}}}"


def _literal(call: Call) -> str:
    method, _, path = call.step.operation.partition(" ")
    return python_literal(f"{call.step.system} {method.upper()} {path}")


def _stranger(calls: tuple[Call, ...], simulation: Simulation, proofs: dict[str, MappingProof]) -> Stranger | None:
    """Return the first body in which the document allows no member that it does not name."""
    for call in calls:
        content = simulation.content(call)
        body = content.get("body") if content else None
        for nest in _objects(body):
            spoiled = json.loads(json.dumps(body))
            holder: Any = spoiled
            for key in nest:
                holder = holder[key]
            holder[STRANGER] = "x"
            if problems_of(call, {"body": spoiled}, simulation.contracts):
                proof = proofs[call.step.id]
                way = "".join(f", {python_literal(key)}" for key in nest)
                return Stranger(function=proof.function, client=proof.client, arguments=proof.arguments, nest=way)
    return None


def _objects(body: Any) -> list[tuple[str | int, ...]]:
    """Return the ways to the objects of a body that lie nearest to its root."""
    if isinstance(body, dict):
        inner = [(key, *way) for key, value in body.items() if isinstance(value, list | dict) for way in _objects(value)[:1]]
        return [(), *inner]
    return [(0, *way) for way in _objects(body[0])] if isinstance(body, list) and body else []


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def mapping_test_words(proof: Proof) -> tuple[str, ...]:
    """Return what test_mappings.py mentions, for its imports."""
    words = [f"mappings {one.arguments} {'Content' if one.is_mappable else 'pytest TransformError'}" for one in proof.mappings]
    return (*words, *(["CONTRACTS clients"] if any(one.is_sendable for one in proof.mappings) else []))


def flow_test_words(proof: Proof) -> tuple[str, ...]:
    """Return what test_delivery.py mentions, for its imports."""
    words = ["World"]
    for flow in proof.flows:
        words += [f"pytest {flow.raises}"] if flow.raises else []
        words += [flow.found] if flow.calls_again else []
        words += ["httpx2 pytest POLICY DeliveryError"] if flow.down else []
        words += [f"clients mappings pytest InvalidBody DeliveryError with_stranger {flow.stranger.arguments}"] if flow.stranger else []
        words += ["Delivered ForgedDeliveryError flow_of pytest"] if flow.verifying else []
    return tuple(words)
