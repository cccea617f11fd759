"""A client's call writes list and object parameters as the document wants them."""

from __future__ import annotations

from typing import Any

import pytest

from designer.model.design import Flow, Mapping, Step, Trigger
from designer.model.spec import Field, Operation, Parameter
from designer.render.code.clients import client_functions
from designer.render.code.operations import Call

STYLES: dict[str, tuple[dict[str, Any], str]] = {
    "one value": ({}, ""),
    "repeated": ({"style": "form", "explode": True}, ""),
    "commas": ({"style": "form"}, ', joined={"ids": ","}'),
    "pipes": ({"style": "pipeDelimited"}, ', joined={"ids": "|"}'),
    "tabs": ({"style": "tabDelimited"}, ', joined={"ids": "\\t"}'),
    "members": ({"style": "deepObject", "explode": True}, ', deep=("ids",)'),
}


@pytest.mark.parametrize("case", STYLES)
def test_query_parameters(case: str) -> None:
    """Only those that a mapping fills are told of."""
    said, wanted = STYLES[case]
    parameters = tuple(Parameter(location="query", name=name, field=Field(path=name), **said) for name in ("ids", "unused"))
    operation = Operation(system="Shop", method="GET", path="/things", parameters=parameters)
    step = Step(id="look", title="Look", action="call", system="shop", operation="GET /things", mappings=(Mapping(target="query.ids"),))
    flow = Flow(id="flow", title="Flow", trigger=Trigger(kind="manual"), steps=(step,))
    function = client_functions((Call(flow=flow, step=step, operation=operation, mapping="look", client="list_things"),))[0]
    assert function.arguments.replace("'", '"') == f'"shop", "GET", "/things", content{wanted}'
