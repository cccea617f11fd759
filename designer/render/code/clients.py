"""The functions of clients.py: one for each operation that is called."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from designer.names.literal import one_line, python_docstring, python_literal

if TYPE_CHECKING:
    from designer.render.code.operations import Call

SEPARATORS = {"form": ",", "spaceDelimited": " ", "pipeDelimited": "|", "tabDelimited": "\t"}
"""What stands between the items of a list that are one value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientFunction:
    """A function of clients.py."""

    name: str
    docstring: str
    arguments: str
    """Arguments of `request`."""


def client_functions(calls: tuple[Call, ...]) -> tuple[ClientFunction, ...]:
    """Return one function for each operation, in the order of their first call."""
    first = {call.client: call for call in reversed(calls)}
    ordered = dict.fromkeys(call.client for call in calls)
    return tuple(_function(first[name]) for name in ordered)


def _function(call: Call) -> ClientFunction:
    method, _, path = call.step.operation.partition(" ")
    summary = one_line(call.operation.summary) if call.operation else ""
    told = f"{method.upper()} {path}" + (f": {summary.rstrip('.')}." if summary else ".")
    arguments = [python_literal(call.step.system), python_literal(method.upper()), python_literal(path), "content"]
    if call.body is not None or call.step.media_type:
        arguments.append(f"media_type={python_literal(call.media_type)}")
    return ClientFunction(
        name=call.client,
        docstring=python_docstring(told),
        arguments=", ".join([*arguments, *_query_styles(call)]),
    )


def _query_styles(call: Call) -> list[str]:
    """Return how list and object parameters are written, where the document wants it otherwise than repeated."""
    sent = {mapping.target for mapping in call.step.mappings}
    told = [one for one in (call.operation.parameters if call.operation else ()) if one.location == "query" and one.target in sent]
    deep = [python_literal(one.name) for one in told if one.style == "deepObject"]
    shared = [one for one in told if one.style in SEPARATORS and not one.explode]
    joined = [f"{python_literal(one.name)}: {python_literal(SEPARATORS[one.style])}" for one in shared]
    return [*([f"deep=({', '.join(deep)},)"] if deep else []), *([f"joined={{{', '.join(joined)}}}"] if joined else [])]
