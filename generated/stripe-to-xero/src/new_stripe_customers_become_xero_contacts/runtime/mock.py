"""A stand-in for a system, made from its document: it refuses what the document forbids and remembers what it is told.

It is no copy of the system: it knows the document, not the business rules. What it answers fits the document; a record that was
created can be read, found by its fields and changed. A record that nobody created is made up when it is asked for by its id.

Depends on: `envelopes.py`, `forms.py`, `openapi.py`, `samples.py`, `validation.py` and the package httpx2.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, unquote, urlsplit

import httpx2

from .envelopes import identifiers, record_of, with_records
from .forms import read_form
from .openapi import FORM, is_json
from .samples import Sampler

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .openapi import Operation
    from .validation import Contract
    from .values import Json

NEGOTIATED = {"accept", "content-type", "content-length", "user-agent", "host", "authorization"}
"""Headers that belong to the client and its sign-in, not to a call."""


class MockSystem:
    """One system's stand-in; `transport` takes the network's place, `calls` are the requests it took."""

    def __init__(self, contract: Contract, *, known: Mapping[str, Json] | None = None) -> None:
        """*known* holds answers by operation (`GET /v1/customers/{customer}`) that are given as they are."""
        self.calls: list[httpx2.Request] = []
        self.taken: list[str] = []
        """The operations of the calls that were not refused, such as `POST /v1/customers`."""
        self.refusals: list[str] = []
        self.failures: list[httpx2.Response] = []
        """Answers given before all others, first one first: an outage, a limit."""
        self.transport = httpx2.MockTransport(self._answer)
        self._contract = contract
        self._known = dict(known or {})
        self._records: dict[str, list[dict[str, Any]]] = {}
        self._sampler = Sampler(contract.document, "answer")

    def records(self, path: str) -> list[dict[str, Any]]:
        """Return what was created at a path such as `/v1/customers`."""
        return self._records.get(path, [])

    def _answer(self, request: httpx2.Request) -> httpx2.Response:
        self.calls.append(request)
        if self.failures:
            return self.failures.pop(0)
        operation = self._operation(request)
        if operation is None:
            return self._refuse(404, f"the document has no {request.method} {request.url.path}")
        path = self._path_below_base(request)
        missing = self._missing(operation, request)
        if missing:
            return self._refuse(400, missing)
        body, problem, status = self._body(operation, request)
        if problem:
            return self._refuse(status, problem)
        self.taken.append(f"{operation.method} {operation.path}")
        return self._act(operation, path, request, body)

    def _refuse(self, status: int, problem: str) -> httpx2.Response:
        self.refusals.append(problem)
        return httpx2.Response(status, json={"error": {"message": problem}})

    def _operation(self, request: httpx2.Request) -> Operation | None:
        return self._contract.document.find(request.method, self._path_below_base(request))

    def _path_below_base(self, request: httpx2.Request) -> str:
        """Return the path as the document counts it, without what the base address adds."""
        path = request.url.raw_path.decode().partition("?")[0]
        for at in [0, *(found.start() for found in re.finditer("/", path))]:
            if self._contract.document.find(request.method, path[at:]):
                return path[at:]
        return path

    def _missing(self, operation: Operation, request: httpx2.Request) -> str:
        for parameter in operation.parameters:
            given = {"query": request.url.params, "header": request.headers}.get(parameter.location)
            names = (parameter.name, f"{parameter.name}[]")
            deep = any(str(name).startswith(f"{parameter.name}[") for name in given or ())
            if parameter.name.lower() in NEGOTIATED:
                continue
            if parameter.required and given is not None and not deep and not any(name in given for name in names):
                return f"{parameter.location} parameter {parameter.name} is missing"
        return ""

    def _body(self, operation: Operation, request: httpx2.Request) -> tuple[Any, str, int]:
        """Return the body read by its media type, and what is wrong with it."""
        if not request.content:
            return None, "a body is required" if operation.body_required else "", 400
        media_type = request.headers.get("content-type", "").partition(";")[0].strip()
        if media_type not in operation.bodies:
            return None, f"media type {media_type} is not one of {', '.join(operation.bodies) or 'none'}", 415
        if media_type == FORM:
            body = read_form(request.content.decode(), operation.bodies[media_type], self._contract.document)
        elif is_json(media_type):
            body = json.loads(request.content)
        else:
            return None, "", 200
        problems = self._contract.body_problems(operation.method, operation.path, media_type, body)
        return body, "; ".join(problems), 422

    def _act(self, operation: Operation, path: str, request: httpx2.Request, body: Any) -> httpx2.Response:
        status, schema = operation.success
        known = self._known.get(f"{operation.method} {operation.path}")
        if known is not None:
            return httpx2.Response(status, json=known)
        answer = self._sampler.sample(schema) if schema else {}
        match operation.method:
            case "POST" if not operation.path.endswith("}"):
                answer = self._create(answer, path, body)
            case "GET" if operation.path.endswith("}"):
                answer = self._read(answer, path)
            case "GET":
                answer = self._list(answer, path, dict(parse_qsl(urlsplit(str(request.url)).query)))
            case "DELETE":
                self._delete(path)
            case _:
                answer = self._change(answer, path, body)
        return httpx2.Response(status) if status == httpx2.codes.NO_CONTENT else httpx2.Response(status, json=answer)

    def _create(self, answer: Json, path: str, body: Any) -> Json:
        record = record_of(answer)
        _name(record, str(len(self.records(path)) + 1))
        _overlay(record, record_of(body))
        self._records.setdefault(path, []).append(record)
        return answer

    def _read(self, answer: Json, path: str) -> Json:
        record = record_of(answer)
        _name(record, _last(path))
        record |= self._found(path) or {}
        return answer

    def _change(self, answer: Json, path: str, body: Any) -> Json:
        self._read(answer, path)
        record = record_of(answer)
        _overlay(record, record_of(body))
        others = [other for other in self.records(_collection(path)) if not _is_named(other, _last(path))]
        self._records[_collection(path)] = [*others, record]
        return answer

    def _delete(self, path: str) -> None:
        collection = _collection(path)
        self._records[collection] = [record for record in self.records(collection) if not _is_named(record, _last(path))]

    def _found(self, path: str) -> dict[str, Any] | None:
        return next((record for record in self.records(_collection(path)) if _is_named(record, _last(path))), None)

    def _list(self, answer: Json, path: str, query: dict[str, str]) -> Json:
        created = [record for known, records in self._records.items() if path.startswith(known) for record in records]
        return with_records(answer, [record for record in created if all(_has(record, *pair) for pair in query.items())])


def _name(record: dict[str, Any], identifier: str) -> None:
    """Give a record the id by which it is asked for, in the type that its document wants."""
    for key in identifiers(record)[:1]:
        if not isinstance(record[key], int):
            record[key] = identifier
        elif identifier.isdigit():
            record[key] = int(identifier)


def _is_named(record: Mapping[str, Any], identifier: str) -> bool:
    return any(str(record[key]) == identifier for key in identifiers(record))


def _overlay(record: dict[str, Any], sent: Mapping[str, Any]) -> None:
    """Put what was sent over the sample, where both have a value of the same type: the answer must still fit its schema."""
    for key, value in sent.items():
        if key in record and type(record[key]) is type(value) and not isinstance(value, dict | list):
            record[key] = value
        elif isinstance(value, dict) and isinstance(record.get(key), dict):
            _overlay(record[key], value)
        elif isinstance(value, list) and isinstance(record.get(key), list) and value and record[key]:
            for old, new in zip(record[key], value, strict=False):
                if isinstance(old, dict) and isinstance(new, dict):
                    _overlay(old, new)


def _has(record: Any, name: str, value: str) -> bool:
    """Tell whether a record has this value in a field of this name; a name that no field bears is no filter (`limit`)."""
    found = list(_values_of(record, name.lower()))
    return not found or any(str(one).lower() == value.lower() for one in found)


def _values_of(value: Any, name: str) -> Iterator[Any]:
    if isinstance(value, list):
        for item in value:
            yield from _values_of(item, name)
    elif isinstance(value, dict):
        for key, member in value.items():
            if key.lower() == name and not isinstance(member, dict | list):
                yield member
            yield from _values_of(member, name)


def _collection(path: str) -> str:
    return path.rpartition("/")[0]


def _last(path: str) -> str:
    return unquote(path.rpartition("/")[2])
