"""The functions of clients.py: one for each operation that is called."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from designer.names.literal import one_line, python_docstring, python_literal

if TYPE_CHECKING:
    from designer.model.scalars import JsonObject
    from designer.render.code.operations import Call

SEPARATORS = {"csv": ",", "ssv": " ", "tsv": "\t", "pipes": "|", "spaceDelimited": " ", "pipeDelimited": "|"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientFunction:
    """A function of clients.py."""

    name: str
    docstring: str
    arguments: str
    """Arguments of `request`."""


def client_functions(calls: tuple[Call, ...], slices: dict[str, JsonObject]) -> tuple[ClientFunction, ...]:
    """Return one function for each operation, in the order of their first call; *slices* are the systems' documents by id."""
    first = {call.client: call for call in reversed(calls)}
    ordered = dict.fromkeys(call.client for call in calls)
    return tuple(_function(first[name], slices.get(first[name].step.system, {})) for name in ordered)


def _function(call: Call, document: JsonObject) -> ClientFunction:
    method, _, path = call.step.operation.partition(" ")
    summary = one_line(call.operation.summary) if call.operation else ""
    told = f"{method.upper()} {path}" + (f": {summary.rstrip('.')}." if summary else ".")
    arguments = [python_literal(call.step.system), python_literal(method.upper()), python_literal(path), "content"]
    if call.body is not None or call.step.media_type:
        arguments.append(f"media_type={python_literal(call.media_type)}")
    return ClientFunction(
        name=call.client,
        docstring=python_docstring(told),
        arguments=", ".join([*arguments, *_query_styles(call, document)]),
    )


def _query_styles(call: Call, document: JsonObject) -> list[str]:
    """Return how list and object parameters are written, where the document wants it otherwise than usual."""
    sent = {mapping.target.partition(".")[2] for mapping in call.step.mappings if mapping.target.startswith("query.")}
    deep, joined = [], []
    for parameter in _query_parameters(call, document):
        name = str(parameter.get("name", ""))
        style = parameter.get("style", parameter.get("collectionFormat", ""))
        if name not in sent:
            continue
        if style == "deepObject":
            deep.append(name)
        elif style in SEPARATORS:
            joined.append((name, SEPARATORS[style]))
        elif parameter.get("explode") is False:
            joined.append((name, ","))
    lines = [f"deep=({', '.join(map(python_literal, deep))},)"] if deep else []
    return [*lines, f"joined={{{', '.join(f'{python_literal(n)}: {python_literal(s)}' for n, s in joined)}}}"] if joined else lines


def _query_parameters(call: Call, document: Any) -> list[dict[str, Any]]:
    method, _, path = call.step.operation.partition(" ")
    item = document.get("paths", {}).get(path, {})
    if not isinstance(item, dict):
        return []
    given = [*item.get("parameters", []), *item.get(method.lower(), {}).get("parameters", [])]
    found = [_resolved(parameter, document) for parameter in given]
    return [parameter for parameter in found if parameter.get("in") == "query"]


def _resolved(parameter: Any, document: Any) -> dict[str, Any]:
    reference = parameter.get("$ref", "") if isinstance(parameter, dict) else ""
    for part in reference.split("/")[1:]:
        document = document.get(part.replace("~1", "/").replace("~0", "~"), {}) if isinstance(document, dict) else {}
    return document if reference and isinstance(document, dict) else parameter
