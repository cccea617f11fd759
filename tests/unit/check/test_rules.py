"""Each rule finds the fault planted for it, in these words, and nothing in a good design."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest

from designer.check.rule import RULES
from designer.check.run import check
from designer.model.finding import Finding, Fix, SpecPlace
from designer.repair import apply_fixes
from tests.unit.check.cases import CASES, STEP, Case
from tests.unit.check.designs import DESK, GOOD, POLLING, WAREHOUSE, catalog
from tests.unit.check.others import OTHERS, Altered, Other

if TYPE_CHECKING:
    from designer.model.design import Design
    from designer.model.spec import Catalog


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.code}-{case.where.removeprefix('$.')}")
def test_the_planted_fault_is_found(case: Case) -> None:
    """The rule tells this fault at this place, with this severity and in exactly these words."""
    found = [(f.severity, f.where, f.message) for f in check(case.bad, catalog()).findings if f.code == case.code]
    assert (case.severity, case.where, case.message) in found


@pytest.mark.parametrize("other", OTHERS, ids=lambda other: other.code)
def test_the_fault_of_the_documents_is_found(other: Other) -> None:
    """The same design is good with the usual documents and has this finding with the altered ones."""
    found = [(f.code, f.severity, f.where, f.message) for f in check(other.design, other.altered).findings]  # type: ignore[arg-type]
    assert (other.code, other.severity, other.where, other.message) in found
    assert other.code not in {finding.code for finding in check(GOOD, catalog()).findings}


def test_one_finding_tells_of_all_that_is_broken_below_a_call() -> None:
    """A document cut out of a larger one can have hundreds of references that lead nowhere: the first is told, the others counted."""
    spots = [SpecPlace(file="crm.yaml", pointer=f"#/components/schemas/Contact/properties/p{number}") for number in range(5)]
    broken = tuple(Finding(code="SPEC101", severity="warning", where="", message=f"Lost {spot.pointer[-1]}.", spec=spot) for spot in spots)
    altered = cast("Catalog", Altered(findings_of=lambda _: broken))
    found = [finding for finding in check(GOOD, altered).findings if finding.code == "SPEC101" and finding.where == f"{STEP}.operation"]
    shown = ", ".join(spot.pointer for spot in spots[1:3])
    assert [(finding.message, finding.spec) for finding in found] == [
        (f"Lost 0. This call reaches 4 more like it, such as {shown}.", spots[0]),
    ]


@pytest.mark.parametrize("design", [GOOD, POLLING, WAREHOUSE, DESK], ids=lambda design: design.name)
def test_a_good_design_has_no_finding(design: Design) -> None:
    """Nothing at all is found in a design without faults, so each code's good case is good for every other rule too."""
    assert check(design, catalog()).findings == ()


def test_every_rule_has_a_good_and_a_bad_case() -> None:
    """A rule that joins the register joins the cases."""
    assert set(RULES) == {case.code for case in (*CASES, *OTHERS)}


def test_every_rule_gives_advice() -> None:
    """The docstring is the advice; its first line is the title and ends as a sentence."""
    for rule in RULES.values():
        assert rule.title.endswith((".", ":")) or "." in rule.advice, rule.code
        assert rule.title[0].isupper(), rule.code


def test_findings_stand_in_the_order_of_the_design() -> None:
    """Systems come before flows, flows before settings, and the second mapping before the tenth."""
    fixes = [
        Fix(where=f"{STEP}.mappings[{7 + i}]", words="", value={"target": f"body.no{i}", "sources": ["trigger:data.id"]}) for i in range(4)
    ]
    fixes += [
        Fix(where="$.systems[1].base_url", words="", value="https://crm.example/api/"),
        Fix(where="$.settings[1]", words="", value={"id": "folder"}),
        Fix(where=f"{STEP}.mappings[2].transform", words="", value={"name": "copy"}),
    ]
    assert [finding.where for finding in check(apply_fixes(GOOD, fixes), catalog()).findings] == [
        "$.systems[1].base_url",
        f"{STEP}.mappings[2]",
        f"{STEP}.mappings[7].target",
        f"{STEP}.mappings[8].target",
        f"{STEP}.mappings[9].target",
        f"{STEP}.mappings[10].target",
        "$.settings[1]",
        "$.settings[1].value",
    ]


def test_the_coverage_counts() -> None:
    """The counts say how much the documents could decide."""
    report = check(GOOD, catalog())
    assert [(count.name, count.done, count.total) for count in report.coverage] == [
        ("mappings checked", 7, 7),
        ("required targets filled", 5, 5),
        ("mappings unverified", 0, 7),
        ("operations in the documents", 2, 2),
        ("questions open", 0, 0),
    ]
