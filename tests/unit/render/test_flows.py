"""Flows beyond the plain line of calls: loops, people, look-ups that stop, headers, failures inside a success."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from designer.model.design import Idempotency, Mapping, Step
from designer.model.transform import Join
from designer.render.code.flows import flow_function
from designer.render.code.operations import calls
from tests.unit.render.orders import an_order_design

if TYPE_CHECKING:
    from designer.model.design import Design
    from designer.model.spec import Catalog


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Design, Catalog]:
    """Return the design of orders to invoices, and its catalog."""
    return an_order_design(tmp_path_factory.mktemp("orders"))


def _lines(made: tuple[Design, Catalog], *steps: Step) -> list[str]:
    """Return the statements of a flow of these steps behind its condition."""
    design, catalog = made
    flow = replace(design.flows[0], steps=steps)
    changed = replace(design, flows=(flow,))
    body = flow_function(flow, changed, calls(changed, catalog)).body.replace("'", '"')
    return [line[4:] for line in body.splitlines()][body.splitlines().index("        return") + 1 :]


def _note(**attributes: Any) -> Step:
    given = {"id": "note", "system": "shop", "operation": "POST /orders/{id}/notes", **attributes}
    return Step(**{"mappings": (Mapping(target="path.id", sources=("trigger:order.id",)),), **given})


def _find(**attributes: Any) -> Step:
    mapping = Mapping(target="query.reference", sources=("trigger:order.id",))
    return Step(id="find", role="lookup", title="Look", system="books", operation="GET /invoices", mappings=(mapping,), **attributes)


def test_a_loop_keeps_its_answers_where_they_are_read(made: tuple[Design, Catalog]) -> None:
    """Each item is a call of its own, with a key of its own; a later step reads the list of answers."""
    loop = _note(
        for_each="trigger:order.lines[]",
        mappings=(Mapping(target="body.text", sources=("item:title",)),),
        idempotency=Idempotency(kind="link", link="l", sources=("trigger:order.id",)),
    )
    later = _note(id="later", mappings=(Mapping(target="body.text", sources=("note:[].text",), transform=Join()),))
    assert _lines(made, loop, later) == [
        "note: list[Json] = []",
        'for item in each(trigger, "order", "lines"):',
        '    answer = yield clients.add_note(mappings.note(item)).of_step("note", once=once("step:note", get(trigger, "order", "id"), key_of("", item)))',  # noqa: E501 - one statement
        "    note.append(answer)",
        'yield clients.add_note(mappings.later(note)).of_step("later")',
    ]
    assert _lines(made, loop)[1].startswith("    yield clients.add_note(")


def test_a_person_is_asked_where_nothing_can_be_called(made: tuple[Design, Catalog]) -> None:
    """A step that this starter cannot take stops the flow and says so."""
    step = Step(id="tell", action="ask_person", title="Tell somebody", channel="#ops")
    assert _lines(made, step) == [
        "yield from ()",
        'raise NeedsPerson("Tell somebody (ask_person #ops): this connector leaves it to a person")',
    ]


@pytest.mark.parametrize(
    ("on_none", "on_many", "lines"),
    [
        ("continue", "first", []),
        ("stop", "first", ['if count(find, "invoices") == 0:', "    return"]),
        ("ask", "fail", [
            'if count(find, "invoices") == 0:', '    raise NeedsPerson("Look: nothing found")',
            'if count(find, "invoices") > 1:', '    raise Failed("Look: several found")',
        ]),
    ],
)  # fmt: skip
def test_a_look_up_decides_how_the_flow_goes_on(made: tuple[Design, Catalog], on_none: Any, on_many: Any, lines: list[str]) -> None:
    """None found, several found: go on, stop, ask or fail, counted where the document holds the records."""
    assert _lines(made, _find(on_none=on_none, on_many=on_many))[1:] == lines


def test_what_a_step_says_reaches_its_call(made: tuple[Design, Catalog]) -> None:
    """Headers of the delivery, the error policy, and where an answer tells of failure."""
    mappings = (Mapping(target="body.text", sources=("trigger.headers:X-Shop",)),)
    lines = _lines(made, _note(mappings=mappings, success="ok", item_errors="note:errors", on_error="retry"))
    assert lines == [
        'yield clients.add_note(mappings.note(headers)).of_step("note", on_error="retry", success=("ok",), item_errors=("errors",))'
    ]


def test_twins_share_a_function_and_others_do_not(made: tuple[Design, Catalog]) -> None:
    """Two flows that fill the same call in the same way have one mapping function; a step of the same name that differs has its own."""
    design, catalog = made
    first = replace(design.flows[0], steps=(_note(),))
    same = replace(first, id="second")
    other = replace(first, id="third", steps=(_note(title="other"),))
    found = calls(replace(design, flows=(first, same, other)), catalog)
    assert [call.mapping for call in found] == ["note", "note", "third_note"]
    assert {call.client for call in found} == {"add_note"}
