"""The body of a call as text to paste."""

from __future__ import annotations

from designer.model.design import Mapping, Step
from designer.render.documents.nocode.body import body_text


def a_body(*targets: str, items: str = "", media_type: str = "") -> str:
    """Return the body of mappings whose values are their numbers."""
    step = Step(id="write", items=items, media_type=media_type)
    return body_text(step, [(Mapping(target=target), f"<{number}>") for number, target in enumerate(targets)])


def test_paths_become_nesting() -> None:
    """Objects, lists and items with a constant stand as the system wants them."""
    body = a_body("body.name", "body.address.city", "body.lines[].sku", "body.emails[type=work].value", "path.id")
    assert body == (
        '{\n  "name": <0>,\n  "address": {\n    "city": <1>\n  },\n  "lines": [\n    {\n      "sku": <2>\n    }\n  ],\n'
        '  "emails": [\n    {\n      "type": "work",\n      "value": <3>\n    }\n  ]\n}'
    )


def test_an_envelope_stands_around_one_item() -> None:
    """Paths of a step with `items` are relative to one item."""
    assert a_body("body.name", items="data[]") == '{\n  "data": [\n    {\n      "name": <0>\n    }\n  ]\n}'


def test_a_list_of_texts_and_a_root_list() -> None:
    """A value may itself be an item."""
    assert a_body("body.tags[]") == '{\n  "tags": [\n    <0>\n  ]\n}'
    assert a_body("body.[].name") == '[\n  {\n    "name": <0>\n  }\n]'


def test_a_form_has_no_body_to_paste() -> None:
    """Its fields are typed one by one; so are parameters."""
    assert a_body("body.name", media_type="application/x-www-form-urlencoded") == ""
    assert a_body("query.name") == ""


def test_more_than_ten_values_do_not_run_into_each_other() -> None:
    """The eleventh place is not taken for the first."""
    body = a_body(*(f"body.f{number}" for number in range(12)))
    assert '"f1": <1>,' in body
    assert '"f11": <11>' in body
