"""A flow walked through on sample records, step by step as its design says, without the code that was printed for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from designer.model.design import source_parts
from designer.names.path import parse_path
from designer.render.code.evaluating import UnfitError, content_of, holds
from designer.render.code.flows import flow_file, items_of
from designer.render.code.operations import target_fields
from designer.render.code.placing import value_at
from designer.render.code.sources import literal_segments
from designer.render.runtime import runtime

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.model.design import Flow, Step
    from designer.model.spec import Catalog
    from designer.render.code.evaluating import Given, World
    from designer.render.code.examples import Samples
    from designer.render.code.operations import Call

SENT_BY_CLIENT = {"accept", "content-type", "content-length", "user-agent", "host"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The calls of a run, and the name of the error that it ends with, if any."""

    calls: tuple[Call, ...]
    raises: str = ""
    reason: str = ""


class _StopError(Exception):
    """The flow ends here: with an error, or with none if the name is empty."""

    def __init__(self, error: str, reason: str = "") -> None:
        super().__init__(error)
        self.error = error
        self.reason = reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Simulation:
    """A flow, its samples, and what the systems' documents allow."""

    flow: Flow
    given: Given
    catalog: Catalog
    calls: tuple[Call, ...]
    samples: Samples
    contracts: dict[str, Any]

    @property
    def file(self) -> str:
        """Return the stem of the files of this flow's samples."""
        return flow_file(self.flow)

    @property
    def looks_up(self) -> tuple[str, ...]:
        """Return the steps that look for a record which may or may not be there."""
        return tuple(call.step.id for call in self.calls if call.step.role == "lookup" and not _by_id(call))

    @property
    def is_filtered(self) -> bool:
        """Tell whether the flow leaves an empty record alone."""
        return not holds(self.flow.trigger.condition, self._world({"trigger": {}, "trigger.headers": {}}))

    def answers(self) -> dict[str, Any]:
        """Return the sample answers by step, and the first item of each loop as `<step> item`."""
        found = {call.step.id: self.samples.records[call.step.id] for call in self.calls}
        loops = {f"{c.step.id} item": self.samples.records_of(c.step).get("item") for c in self.calls if c.step.for_each}
        return {**found, **loops}

    def content(self, call: Call) -> dict[str, Any] | None:
        """Return what a call sends for the samples, None where a transform cannot read them."""
        try:
            return content_of(call.step, self._world(self.samples.records_of(call.step)), target_fields(call, self.catalog))
        except UnfitError:
            return None

    def run(self, *, found: bool) -> Outcome:
        """Walk through the flow; *found* tells whether its look-ups find the record."""
        records = {origin: record for origin, record in self.samples.records.items() if origin in {"trigger", "trigger.headers"}}
        made: list[Call] = []
        try:
            if holds(self.flow.trigger.condition, self._world(records)):
                for step in self.flow.steps:
                    self._step(step, records, made, found=found)
        except _StopError as stop:
            return Outcome(calls=tuple(made), raises=stop.error, reason=stop.reason)
        except UnfitError as unfit:
            return Outcome(calls=tuple(made), raises="TransformError", reason=f"No sample value goes through: {unfit}.")
        return Outcome(calls=tuple(made))

    def _world(self, records: dict[str, Any]) -> World:
        return self.given.world(records)

    def _step(self, step: Step, records: dict[str, Any], made: list[Call], *, found: bool) -> None:
        call = next((call for call in self.calls if call.step is step), None)
        for item in self._items(step, records):
            seen = records if item is None else {**records, "item": item[0]}
            if not holds(step.condition, self._world(seen)):
                continue
            if call is None:
                raise _StopError("NeedsPerson", f"The step {step.id} is left to a person.")
            self._call(call, seen, made)
            answer = self._answer(call, found=found)
            records[step.id] = [*records.get(step.id, []), answer] if step.for_each else answer
            if not step.for_each:
                self._count(call, answer)

    def _items(self, step: Step, records: dict[str, Any]) -> Iterator[tuple[Any] | None]:
        if not step.for_each:
            yield None
            return
        origin, path = source_parts(step.for_each.removesuffix("[]"))
        items = value_at(records.get(origin), literal_segments(origin, path))
        yield from ((item,) for item in items) if isinstance(items, list) else ()

    def _call(self, call: Call, records: dict[str, Any], made: list[Call]) -> None:
        content = content_of(call.step, self._world(records), target_fields(call, self.catalog))
        system = self.given.design.system(call.step.system)
        error, reason = _refusal(call, content, self.contracts, signed=system.auth.parameter if system else "")
        if error in {"", "DeliveryError"}:
            made.append(call)
        if error and not (error == "DeliveryError" and call.step.on_error == "skip"):
            raise _StopError(error, f"{call.step.operation}: {reason}.")

    def _answer(self, call: Call, *, found: bool) -> Any:
        answer = self.samples.records[call.step.id]
        if call.step.role != "lookup" or found or _by_id(call):
            return answer
        return runtime("envelopes").with_records(answer, [])

    def _count(self, call: Call, answer: Any) -> None:
        """Stop where the number of records found is not what the step can go on with."""
        step = call.step
        stops = {"ask": "NeedsPerson", "fail": "Failed", "stop": ""}
        if step.role == "lookup":
            segments = [segment.key for segment in parse_path(items_of(step, call, self.given.design))]
            number = runtime("records").count(answer, *segments)
            if number == 0 and step.on_none in stops:
                raise _StopError(stops[step.on_none])
            if number > 1 and step.on_many in stops:
                raise _StopError(stops[step.on_many])
        elif step.role == "read" and step.on_none in stops and not runtime("conditions").present(answer):
            raise _StopError(stops[step.on_none])


def _by_id(call: Call) -> bool:
    return call.step.operation.endswith("}")


def _refusal(call: Call, content: dict[str, Any], contracts: dict[str, Any], *, signed: str) -> tuple[str, str]:
    """Return the name of the error with which a call ends before or at the stand-in, and why; both empty if it is taken."""
    path = content.get("path", {})
    method, _, template = call.step.operation.partition(" ")
    names = [part.partition("}")[0] for part in template.split("{")[1:]]
    empty = [name for name in names if path.get(name) in (None, "")]
    if empty:
        return "IncompleteRequest", f"nothing fills {empty[0]} in the path"
    contract = contracts.get(call.step.system)
    operation = contract.document.find(method.upper(), template) if contract else None
    if contract is None or operation is None:
        return "DeliveryError", "no document describes this operation"
    body = content.get("body")
    problems = contract.body_problems(method.upper(), template, call.media_type, body) if body is not None else []
    if problems:
        return "InvalidBody", f"the sample event makes a body that the document forbids, {problems[0][:120]}"
    if body is None and operation.body_required:
        return "DeliveryError", "a body is required and no mapping fills it"
    if body is not None and call.media_type not in operation.bodies:
        return "DeliveryError", f"the document takes no {call.media_type}"
    lacking = _lacking(call, content, operation, signed=signed)
    return ("DeliveryError", f"the required parameter {lacking[0]} is not filled") if lacking else ("", "")


def _lacking(call: Call, content: dict[str, Any], operation: Any, *, signed: str) -> list[str]:
    sent = {name.lower() for place in ("query", "header") for name, value in content.get(place, {}).items() if value not in (None, "")}
    sent |= {signed.lower(), "authorization", *SENT_BY_CLIENT}
    if call.step.idempotency.kind == "header":
        sent.add(call.step.idempotency.header.lower())
    required = [p.name for p in operation.parameters if p.required and p.location in {"query", "header"}]
    return [name for name in required if name.lower() not in sent]
