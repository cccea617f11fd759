"""A dispute is for a person: the model is told of it, is not asked to give way, and its design is no worse for it."""

from __future__ import annotations

from dataclasses import replace

from designer.check.run import check
from designer.model.design import Mapping
from designer.plan.claude.best import Standing
from designer.plan.claude.proposal.findings import findings_text
from tests.unit.check.designs import FLOW, GOOD, WRITE, catalog

DISPUTED = Mapping(
    target="body.nickname", sources=("trigger:data.name",), status="proposed", agreement="disputed", rivals=("trigger:data.nickname",)
)
DESIGN = replace(GOOD, flows=(replace(FLOW, steps=(replace(WRITE, mappings=(*WRITE.mappings, DISPUTED)),)),))


def test_a_disputed_design_is_done_and_no_worse() -> None:
    """Otherwise the model would give up its choices one by one until it is the matcher."""
    report = check(DESIGN, catalog())
    assert [finding.code for finding in report.findings] == ["MAP323"]
    standing = Standing(design=DESIGN, report=report)
    assert not standing.mendable_warnings
    assert not standing.must_go_on
    assert standing.badness == Standing(design=GOOD, report=check(GOOD, catalog())).badness


def test_the_model_is_told_and_not_asked_to_mend() -> None:
    """It gives its reason, and ends its turn."""
    text = findings_text(DESIGN, check(DESIGN, catalog()))
    assert "for a person, no fault of yours: 1 filled otherwise than the offline matcher would" in text
    assert "mappings[target=body.nickname]" in text
    assert "fix the warnings" not in text
    assert text.endswith("1 warning (1 for a person: MAP323): nothing is left to fix.")
    assert "status" not in text
    assert "Fix:" not in text
