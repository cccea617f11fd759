"""What is set on each mapping of a proposal: how far the offline matcher agrees, how sure it is, whose word it is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from designer.check.run import check
from designer.model.brief import Brief, GivenSetting, Wish, WishedPair
from designer.model.design import Flow, Mapping, Step, Trigger
from designer.model.transform import Coalesce, Constant, Copy, DateFormat, Default, Lookup, Lower, Scale, Template, Truncate
from designer.plan.claude.agreement import judged, left_out
from tests.unit.check.designs import FLOW, GOOD, LINK, WAREHOUSE, WRITE, catalog

if TYPE_CHECKING:
    from designer.model.design import Design

TEXT = "When a customer is created in Shop, create a contact in CRM of kind contact."
BRIEF = Brief(name="good", goal=TEXT, text=TEXT, wishes=(Wish(text=TEXT, source="Shop", target="CRM"),))


def design_of(*mappings: Mapping, **changes: object) -> Design:
    """Return the good design whose step has these mappings."""
    step: Step = replace(WRITE, mappings=mappings, **changes)  # type: ignore[arg-type]
    return replace(GOOD, flows=(replace(FLOW, steps=(step,)),))


def said(*mappings: Mapping, brief: Brief = BRIEF, draft: Design | None = None) -> list[Mapping]:
    """Return the mappings with their verdicts."""
    return [mapping for _, _, _, mapping in judged(design_of(*mappings), brief, catalog(), draft=draft).mappings()]


def one(target: str, *sources: str, **more: object) -> Mapping:
    """Return a mapping of a model that is sure of itself."""
    return Mapping(target=target, sources=sources, reason="so it is", **more)  # type: ignore[arg-type]


def test_the_same_source_is_agreed_at_the_matchers_own_confidence() -> None:
    """The model's certainty does not count, and its agreement adds nothing."""
    (found,) = said(one("body.email", "trigger:data.email", confidence=0.01, status="proposed"))
    assert (found.agreement, found.rivals, found.status, found.proof) == ("agreed", (), "accepted", "spec")
    assert 0.8 <= found.confidence < 1
    assert found.reason == "so it is"


@pytest.mark.parametrize("transform", [Lower(), Truncate(length=40), Coalesce()], ids=lambda one: one.name)
def test_another_way_to_write_the_value_is_no_dispute(transform: object) -> None:
    """Lower case and length change how a value is written, not which it is."""
    (found,) = said(one("body.email", "trigger:data.email", transform=transform))
    assert (found.agreement, found.status) == ("agreed", "accepted")


def test_another_source_is_disputed_and_waits_for_a_person() -> None:
    """The matcher's sources are named, and the confidence stays below what is accepted however sure the model is."""
    (found,) = said(one("body.email", "trigger:data.name", confidence=1.0))
    assert (found.agreement, found.rivals, found.status) == ("disputed", ("trigger:data.email",), "proposed")
    assert 0.3 <= found.confidence <= 0.79


def test_another_value_of_the_same_source_is_disputed_without_rivals() -> None:
    """A factor makes another value: the sources are the same, so none is offered instead."""
    (found,) = said(one("body.email", "trigger:data.email", transform=Scale(factor="100")))
    assert (found.agreement, found.rivals, found.status) == ("disputed", (), "proposed")


def test_what_the_matcher_does_not_know_is_alone() -> None:
    """A choice that nothing speaks for or against waits for a person."""
    (found,) = said(one("body.status", "trigger:data.state"))
    assert (found.agreement, found.rivals, found.status) == ("alone", (), "proposed")
    assert found.confidence <= 0.79


def test_a_value_of_the_models_own_keeps_a_mapping_open() -> None:
    """Both take the source, but the value that stands in for an empty one is only the model's."""
    (found,) = said(one("body.email", "trigger:data.email", transform=Default(value="nobody@example.com")))
    assert (found.agreement, found.status, found.confidence) == ("agreed", "proposed", 0.79)


def test_what_the_brief_names_is_the_persons_word() -> None:
    """A pair is accepted at 1 and not judged; another source for its target is disputed, with the pair's as rival."""
    pairs = (WishedPair(sources=("number",), target="nickname", line=3), WishedPair(sources=(), target="kind", constant="lead", line=4))
    brief = replace(BRIEF, wishes=(replace(BRIEF.wishes[0], pairs=pairs),))
    kept, fixed = said(one("body.nickname", "trigger:data.number"), one("body.kind", transform=Constant(value="lead")), brief=brief)
    assert [(m.agreement, m.confidence, m.status) for m in (kept, fixed)] == [("", 1.0, "accepted")] * 2
    (against,) = said(one("body.nickname", "trigger:data.name"), brief=brief)
    assert (against.agreement, against.rivals, against.status) == ("disputed", ("trigger:data.number",), "proposed")


def test_constants_are_accepted_where_the_brief_states_them() -> None:
    """`contact` stands in the brief; any other value is the model's own idea. Neither is a matter of agreement."""
    stated, invented = said(
        one("body.last_name", transform=Constant(value="contact")), one("body.nickname", transform=Constant(value="buddy"))
    )
    assert (stated.agreement, stated.status) == ("", "accepted")
    assert (invented.agreement, invented.status) == ("", "proposed")
    assert invented.confidence <= 0.79


def test_settings_wait_until_the_brief_answers_them() -> None:
    """A setting is a question; its answer in the brief is the person's word."""
    (open_one,) = said(one("query.account", "setting:account"))
    assert (open_one.agreement, open_one.confidence, open_one.status, open_one.proof) == ("", 0.0, "proposed", "none")
    (answered,) = said(one("query.account", "setting:account"), brief=replace(BRIEF, settings=(GivenSetting(id="account", value="main"),)))
    assert (answered.confidence, answered.status) == (1.0, "accepted")


def test_a_table_without_rows_is_never_accepted() -> None:
    """Whatever the matcher says of the source, the rows are missing."""
    (found,) = said(one("body.status", "trigger:data.state", transform=Lookup(using="table:states")))
    assert found.status == "proposed"


def test_what_the_draft_held_keeps_its_confidence() -> None:
    """The offline planner knows more than the matcher: a mapping left as it stood is as sure as it was."""
    mapping = one("body.status", "trigger:data.state", confidence=0.86)
    (found,) = said(replace(mapping, confidence=1.0), draft=design_of(mapping))
    assert (found.agreement, found.confidence, found.status) == ("agreed", 0.86, "accepted")
    (changed,) = said(one("body.status", "trigger:data.name"), draft=design_of(mapping))
    assert (changed.agreement, changed.rivals) == ("disputed", ("trigger:data.state",))


def test_the_same_record_read_back_is_the_same_source() -> None:
    """A delivered customer's email and that of the customer that was read back are one thing."""
    read = Step(id="read", role="read", system="shop", operation="GET /customers/{id}", mappings=(one("path.id", "trigger:data.id"),))
    write = replace(WRITE, mappings=(one("body.email", "read:email"), one("body.last_name", "trigger:data.email")))
    design = replace(GOOD, flows=(replace(FLOW, steps=(read, write)),))
    by_id, email, wrong = (mapping for _, _, _, mapping in judged(design, BRIEF, catalog()).mappings())
    assert (by_id.agreement, by_id.status) == ("agreed", "accepted")
    assert email.agreement == "agreed"
    assert wrong.agreement == "disputed"
    assert wrong.rivals[0].startswith("read:")


def test_a_record_known_by_a_link_is_agreed() -> None:
    """The pair that the connector keeps names the record of the other system; no document bears it out."""
    change = Step(
        id="change",
        system="crm",
        operation="PUT /contacts/{id}",
        mappings=(one("path.id", "trigger:data.id", transform=Lookup(using=f"link:{LINK.id}")),),
    )
    design = replace(GOOD, flows=(replace(FLOW, steps=(WRITE, change)),))
    found = [mapping for _, _, step, mapping in judged(design, BRIEF, catalog()).mappings() if step.id == "change"]
    assert [(m.agreement, m.confidence, m.status, m.proof) for m in found] == [("agreed", 0.8, "accepted", "none")]


def test_the_id_of_a_found_record_is_agreed_and_the_sources_own_is_not() -> None:
    """A body that names the record itself takes what the look-up found; the source's own id is another system's."""
    find = Step(id="find", role="lookup", system="crm", operation="GET /contacts")
    for source, verdict in (("find:contacts[0].id", ("agreed", ())), ("trigger:data.id", ("disputed", ("find:contacts[0].id",)))):
        design = replace(GOOD, flows=(replace(FLOW, steps=(find, replace(WRITE, mappings=(one("body.id", source),)))),))
        (found,) = [mapping for _, _, _, mapping in judged(design, BRIEF, catalog()).mappings()]
        assert (found.agreement, found.rivals) == verdict


def test_writing_back_is_not_disputed_by_the_record_itself() -> None:
    """What is written back to the record that started the flow has its sources elsewhere: the record's own old value is no rival."""
    orders = Trigger(kind="poll", system="shop", operation="GET /orders", items="data[]", record_id="id")
    mappings = (one("path.id", "trigger:id"), one("body.total", "write:score"))
    back = Step(id="back", system="shop", operation="PATCH /orders/{id}", mappings=mappings)
    design = replace(GOOD, flows=(replace(FLOW, trigger=orders, steps=(WRITE, back)),))
    by_id, total = (mapping for _, _, step, mapping in judged(design, BRIEF, catalog()).mappings() if step.id == "back")
    assert (by_id.agreement, by_id.status) == ("agreed", "accepted")
    assert (total.agreement, total.rivals) == ("alone", ())
    assert [step for step, _ in left_out(design, BRIEF, catalog()) if step == "back"] == []


def test_a_filter_has_no_rivals() -> None:
    """A parameter of a search is no field of a record: the matcher confirms it, and disputes none."""
    find = Step(id="find", role="lookup", system="crm", operation="GET /contacts", mappings=(one("query.account", "trigger:data.email"),))
    design = replace(GOOD, flows=(replace(FLOW, steps=(find, WRITE)),))
    found = [mapping for _, _, step, mapping in judged(design, BRIEF, catalog()).mappings() if step.id == "find"]
    assert [(mapping.agreement in {"agreed", "alone"}, mapping.rivals) for mapping in found] == [(True, ())]


@pytest.mark.parametrize(
    "mapping",
    [
        one("body.no_such", "trigger:data.no_such"),
        one("body.email", "nowhere:email"),
        one("body.email", "trigger:a..b"),
        one("body.a..b", "trigger:data.email"),
        one("query.nothing", "run:time"),
        one("body.email", "trigger:data.email", "trigger:data.name", transform=Template(text="{0} {1}")),
        one("nonsense", "nonsense"),
    ],
    ids=lambda mapping: f"{mapping.target} from {mapping.sources[0]}",
)
def test_a_wrong_mapping_is_judged_and_never_accepted(mapping: Mapping) -> None:
    """What the check will refuse must not stop the judge, and is not held for sure."""
    (found,) = said(mapping)
    assert found.status == "proposed"


def test_unknown_calls_and_triggers_are_judged_too() -> None:
    """A step that names no call, a step that calls nothing and a flow that starts by hand have nothing to be compared with."""
    steps = (
        replace(WRITE, id="a", operation="POST /no/such", mappings=(one("body.email", "trigger:data.email"),)),
        Step(id="b", action="ask_person", mappings=(one("body.text", "trigger:data.email"),)),
        replace(WRITE, id="c", mappings=(one("body.email", "item:email"),), for_each="trigger:data.lines[]"),
    )
    flows = (replace(FLOW, steps=steps), Flow(id="hand", trigger=Trigger(kind="manual"), steps=(WRITE,)))
    found = [
        mapping.agreement for _, _, step, mapping in judged(replace(GOOD, flows=flows), BRIEF, catalog()).mappings() if step.id in "abc"
    ]
    assert found[:2] == ["alone", "alone"]


def test_accepting_or_taking_the_rival_clears_the_warning() -> None:
    """The check tells a dispute until a person settles it either way."""
    design = judged(design_of(WRITE.mappings[1], one("body.email", "trigger:data.name")), BRIEF, catalog())
    assert [f.where for f in check(design, catalog()).findings if f.code == "MAP323"] == ["$.flows[0].steps[0].mappings[1]"]
    flow, step = design.flows[0], design.flows[0].steps[0]
    last = step.mappings[-1]
    for settled in (replace(last, status="accepted"), replace(last, sources=last.rivals, transform=Copy())):
        steps = (replace(step, mappings=(*step.mappings[:-1], settled)),)
        assert not [f for f in check(replace(design, flows=(replace(flow, steps=steps),)), catalog()).findings if f.code == "MAP323"]


def test_what_the_matcher_would_surely_fill_is_left_out() -> None:
    """A dropped email is told with its source; one that fills another field by itself is not."""
    missing = left_out(design_of(*WRITE.mappings[1:]), BRIEF, catalog())
    assert ("write", "body.email", ("trigger:data.email",)) in [(step, mapping.target, mapping.sources) for step, mapping in missing]
    assert all(mapping.confidence >= 0.8 for _, mapping in missing)
    whole = left_out(design_of(*WRITE.mappings), BRIEF, catalog())
    assert "body.email" not in [mapping.target for _, mapping in whole]


def test_columns_are_held_against_their_extract() -> None:
    """A column of the same name is agreed, another field's disputed; one that is filled from nothing waits."""
    assert WAREHOUSE.warehouse is not None
    table = WAREHOUSE.warehouse.tables[0]
    first, email = table.columns
    columns = (
        first,
        replace(email, sources=("customers:name",)),
        replace(email, name="created", sources=("customers:created",), type="date", transform=DateFormat(target="date")),
        replace(email, name="nothing", sources=()),
    )
    design = replace(WAREHOUSE, warehouse=replace(WAREHOUSE.warehouse, tables=(replace(table, columns=columns),)))
    found = judged(design, BRIEF, catalog()).warehouse
    assert found is not None
    verdicts = {column.name: (column.agreement, column.rivals) for column in found.tables[0].columns}
    assert verdicts["id"] == ("agreed", ())
    assert verdicts["email"] == ("disputed", ("customers:email",))
    assert verdicts["created"] == ("agreed", ())
    assert verdicts["nothing"] == ("", ())
    assert found.tables[0].columns[-1].confidence == 0


def test_judging_twice_gives_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second time nothing is matched anew: after each patch of a model the same few pairs are asked for."""
    design = judged(design_of(*WRITE.mappings), BRIEF, catalog())
    monkeypatch.setattr("designer.match.fields.matching.match_fields", None)
    assert judged(design, BRIEF, catalog()) == design
