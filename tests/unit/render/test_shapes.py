"""The shape of a body: arrays level by level, labels, envelopes, loops. What is printed and what tests expect must agree."""

from __future__ import annotations

from typing import Any

import pytest

from designer.model.design import Design, Link, Mapping, Row, Setting, Step, Table
from designer.model.transform import Coalesce, Constant, EnumMap, First, Join, Lookup, Template, ValuePair
from designer.render.code.evaluating import Given, content_of
from designer.render.code.mappings import arguments_of, enveloped, step_tree_mappings
from designer.render.code.printing import printed
from designer.render.code.tree import body_tree
from designer.render.runtime import runtime
from tests.builders import a_field

RECORD = {
    "name": "Jo",
    "empty": "",
    "zero": 0,
    "tags": ["a", "", "b"],
    "lines": [
        {"sku": "s1", "options": [{"label": "red"}, {"label": "L"}], "notes": ["n1", "n2"]},
        {"sku": "s2", "options": [], "notes": []},
        {},
    ],
    "emails": [{"type": "home", "value": "h@x"}, {"type": "work", "value": "w@x"}],
    "flags": [{"on": True, "value": 1}],
    "a.b": {"c d": 5},
}


def m(target: str, *sources: str, **attributes: Any) -> Mapping:
    """Return a mapping."""
    return Mapping(target=target, sources=sources, **attributes)


CASES: dict[str, tuple[list[Mapping], Any]] = {
    "object": ([m("body.a.b", "trigger:name"), m("body.a.c", "trigger:zero")], {"a": {"b": "Jo", "c": 0}}),
    "empty members are left out": ([m("body.a.b", "trigger:empty"), m("body.c", "trigger:none")], {}),
    "cleared": ([m("body.a", "trigger:empty", when_empty="clear"), m("body.t", "trigger:none", when_empty="clear")], {"a": None, "t": ""}),
    "default": ([m("body.a", "trigger:empty", when_empty="default", default=7)], {"a": 7}),
    "quoted names": ([m('body."x.y"."z"', 'trigger:"a.b"."c d"')], {"x.y": {"z": 5}}),
    "level by level": (
        [m("body.items[].code", "trigger:lines[].sku"), m("body.items[].options[].name", "trigger:lines[].options[].label")],
        {"items": [{"code": "s1", "options": [{"name": "red"}, {"name": "L"}]}, {"code": "s2"}]},
    ),
    "a scalar is repeated in each item": (
        [m("body.items[].code", "trigger:lines[].sku"), m("body.items[].by", "trigger:name")],
        {"items": [{"code": "s1", "by": "Jo"}, {"code": "s2", "by": "Jo"}, {"by": "Jo"}]},
    ),
    "one item where nothing drives": (
        [m("body.items[].by", "trigger:name"), m("body.items[].z", "trigger:zero")],
        {"items": [{"by": "Jo", "z": 0}]},
    ),
    "labels": (
        [m("body.mails[kind=home].at", "trigger:emails[type=home].value"), m("body.mails[kind=fax].at", "trigger:emails[type=fax].value")],
        {"mails": [{"kind": "home", "at": "h@x"}]},
    ),
    "a label deep in the item": ([m("body.mails[kind.id=3].at", "trigger:name")], {"mails": [{"kind": {"id": "3"}, "at": "Jo"}]}),
    "a label of the source in its own type": ([m("body.x", "trigger:flags[on=true].value")], {"x": 1}),
    "numbered items": ([m("body.p[1].v", "trigger:zero"), m("body.p[0].v", "trigger:name")], {"p": [{"v": "Jo"}, {"v": 0}]}),
    "plain items": ([m("body.tags[]", "trigger:tags[]")], {"tags": ["a", "b"]}),
    "items out of objects": ([m("body.codes[]", "trigger:lines[].sku")], {"codes": ["s1", "s2"]}),
    "the whole list": ([m("body.tags", "trigger:tags")], {"tags": ["a", "", "b"]}),
    "a list in one text": ([m("body.tags", "trigger:lines[].sku", transform=Join(separator="+"))], {"tags": "s1+s2"}),
    "a list in one text for each item": (
        [m("body.items[].notes", "trigger:lines[].notes[]", transform=Join(separator="+"))],
        {"items": [{"notes": "n1+n2"}]},
    ),
    "the first of a list": ([m("body.x", "trigger:lines[].sku", transform=First())], {"x": "s1"}),
    "one numbered item of the source": ([m("body.x", "trigger:lines[1].sku")], {"x": "s2"}),
    "several sources": ([m("body.x", "trigger:name", "trigger:zero", transform=Template(text="{0}-{1}"))], {"x": "Jo-0"}),
    "the first that is there": ([m("body.x", "trigger:none", "trigger:name", transform=Coalesce())], {"x": "Jo"}),
    "a constant": ([m("body.x.y", transform=Constant(value=True))], {"x": {"y": True}}),
    "a setting": ([m("body.x", "setting:my-setting")], {"x": 5}),
    "a table": ([m("body.x", "trigger:name", transform=Lookup(using="table:names"))], {"x": 11}),
    "a pair": ([m("body.x", "trigger:name", transform=Lookup(using="link:pair"))], {"x": "other"}),
    "values": ([m("body.x", "trigger:name", transform=EnumMap(values=(ValuePair(source="Jo", target="J"),)))], {"x": "J"}),
    "an earlier answer": ([m("body.x", "find:data[0].id")], {"x": 9}),
    "the run": ([m("body.x", "run:event_id")], {"x": "sample-event"}),
    "an item of a loop": ([m("body.x", "item:sku"), m("body.y[].n", "item:options[].label")], {"x": "s1", "y": [{"n": "red"}, {"n": "L"}]}),
    "a root array": ([m("body.[].x", "trigger:lines[].sku")], [{"x": "s1"}, {"x": "s2"}]),
    "a root value": ([m("body.", "trigger:name")], "Jo"),
    "labels beside a loop": (
        [m("body.mails[].at", "trigger:emails[].value"), m("body.mails[kind=x].at", "trigger:name")],
        {"mails": [{"at": "h@x"}, {"at": "w@x"}, {"kind": "x", "at": "Jo"}]},
    ),
    "two arrays": (
        [m("body.a[].x", "trigger:lines[].sku"), m("body.b[].y", "trigger:emails[].value")],
        {"a": [{"x": "s1"}, {"x": "s2"}], "b": [{"y": "h@x"}, {"y": "w@x"}]},
    ),
}
SETTINGS = {"my-setting": 5}
DESIGN = Design(
    name="d",
    style="api",
    settings=(Setting(id="my-setting", value=5),),
    tables=(Table(id="names", rows=(Row(key="Jo", value=11),)),),
    links=(Link(id="pair"),),
)
RECORDS = {"trigger": RECORD, "find": {"data": [{"id": 9}]}, "item": RECORD["lines"][0], "trigger.headers": {}}  # type: ignore[index]
FIELDS = {"body.t": a_field("t"), "body.a": a_field("a", nullable=True)}


class _Attributes:
    """Names as attributes."""

    def __init__(self, **names: Any) -> None:
        self.__dict__.update(names)


def _scope(step: Step) -> dict[str, Any]:
    """Return the names that a printed mapping may use."""
    records, transforms = runtime("records"), runtime("transforms")
    tables = {"table:names": transforms.table((("Jo", 11),))}
    given = {
        "trigger": RECORD,
        "find": RECORDS["find"],
        "item": RECORDS["item"],
        "settings": _Attributes(my_setting=5, tables=tables),
        "run": _Attributes(event_id="sample-event", links={"link:pair": lambda _value: "other"}),
    }
    functions = {name: getattr(records, name) for name in dir(records) if not name.startswith("_")}
    return {**functions, "transforms": transforms, **{name: given[name] for name in arguments_of(step)}}


@pytest.mark.parametrize("case", CASES)
def test_the_code_and_the_expectation_agree(case: str) -> None:
    """The printed expression, run, and the design, worked out without it, give the body that the case names."""
    mappings, expected = CASES[case]
    step = Step(id="s", mappings=tuple(mappings))
    tree = body_tree(step_tree_mappings(step), arguments=frozenset(arguments_of(step)))
    assert tree is not None
    assert eval(printed(tree, FIELDS), _scope(step)) == expected  # noqa: S307 - the code under test
    world = Given(design=DESIGN, settings=SETTINGS, assumed={"link:pair": "other"}).world(RECORDS)
    assert content_of(step, world, FIELDS)["body"] == expected


@pytest.mark.parametrize(
    ("items", "code", "body"),
    [
        ("data[]", "{'data': [X]}", {"data": [{"x": "Jo"}]}),
        ("[]", "[X]", [{"x": "Jo"}]),
        ("input.records[]", "{'input': {'records': [X]}}", None),
    ],
)
def test_an_item_gets_its_envelope(items: str, code: str, body: Any) -> None:
    """With `items` the paths of a body are relative to one item, and the item is sent in its envelope."""
    assert enveloped("X", items) == code
    step = Step(id="s", items=items, mappings=(m("body.x", "trigger:name"),))
    world = Given(design=DESIGN, settings={}, assumed={}).world(RECORDS)
    assert content_of(step, world, {})["body"] == (body or {"input": {"records": [{"x": "Jo"}]}})


def test_a_loop_never_takes_a_name_that_is_taken() -> None:
    """Arrays named like functions or arguments get another variable."""
    step = Step(id="s", mappings=(m("body.a[].b[].c", "trigger:items[].gets[].triggers"), m("body.a[].x", "item:y")))
    tree = body_tree(step_tree_mappings(step), arguments=frozenset(arguments_of(step)))
    assert tree is not None
    assert "for item_item in each(trigger, 'items')" in printed(tree, {})
    assert "for get_item in each(item_item, 'gets')" in printed(tree, {})
