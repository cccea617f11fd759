"""A design without what the check refuted: optional claims go, required ones are asked for, what hung on them goes too."""

from __future__ import annotations

from dataclasses import replace

from designer.model.design import Mapping, Table
from designer.model.finding import Finding, Report
from designer.model.question import Question
from designer.model.transform import Lookup
from designer.plan.offline.mending import without_faults
from designer.plan.offline.required import required_targets
from tests.builders import a_field
from tests.unit.check.designs import FLOW, GOOD, MAPPINGS, WRITE, catalog

STEP = "$.flows[0].steps[0]"


def refuted(*numbers: int) -> Report:
    """Return a report with an error at each of these mappings."""
    return Report(findings=tuple(Finding(code="MAP301", severity="error", where=f"{STEP}.mappings[{at}]", message="") for at in numbers))


def test_a_refuted_claim_goes_and_a_required_field_is_asked_for() -> None:
    """`email` must be sent, so a setting and a question take its place; `since` may be left out."""
    mended = without_faults(GOOD, refuted(0, 6), catalog())
    targets = [mapping.target for mapping in mended.flows[0].steps[0].mappings]
    assert targets == [mapping.target for mapping in MAPPINGS[1:6]] + ["body.email"]
    assert mended.flows[0].steps[0].mappings[-1].sources == ("setting:crm_email",)
    assert [setting.id for setting in mended.settings] == ["account", "crm_email"]
    assert [question.fills for question in mended.questions] == ["setting:crm_email"]


def test_a_warning_takes_nothing_away() -> None:
    """Only what is certainly wrong goes."""
    report = Report(findings=(Finding(code="MAP313", severity="warning", where=f"{STEP}.mappings[0]", message=""),))
    assert without_faults(GOOD, report, catalog()) == GOOD


def test_a_table_that_no_mapping_uses_any_more_goes_with_its_question() -> None:
    """A table that another mapping uses stays."""
    looked_up = (
        Mapping(target="body.status", sources=("trigger:data.state",), transform=Lookup(using="table:states")),
        Mapping(target="body.last_name", sources=("trigger:data.name",), transform=Lookup(using="table:names")),
    )
    design = replace(
        GOOD,
        flows=(replace(FLOW, steps=(replace(WRITE, mappings=(*MAPPINGS[:2], *looked_up, *MAPPINGS[3:5])),)),),
        tables=(Table(id="states"), Table(id="names")),
        questions=tuple(Question(id=name, about="", text="?", fills=f"table:{name}") for name in ("states", "names")),
    )
    mended = without_faults(design, refuted(2), catalog())
    assert [table.id for table in mended.tables] == ["names"]
    assert [question.id for question in mended.questions if question.fills.startswith("table:")] == ["names"]


def test_an_alternative_that_is_not_taken_requires_nothing() -> None:
    """A payment by card asks for no bank account."""
    fields = (
        a_field("card", branch="Card"),
        a_field("expiry", branch="Card", required=True),
        a_field("iban", branch="Bank", required=True),
    )
    assert [field.path for field in required_targets(fields, filled=("body.card",))] == ["body.expiry"]
