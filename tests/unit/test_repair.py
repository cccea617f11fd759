"""Repair: certain fixes are made, the planner is asked three times at most, nothing gets worse."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from designer.check.run import check
from designer.model.brief import Brief
from designer.model.finding import Finding, Fix, Report
from designer.repair import ROUNDS, apply_fixes, repair
from tests.unit.check.cases import CASES, STEP
from tests.unit.check.cases.planting import added, step
from tests.unit.check.designs import GOOD, catalog

if TYPE_CHECKING:
    from designer.model.design import Design
    from designer.model.finding import Checker
    from designer.model.spec import Catalog

BRIEF = Brief(name="good")


class Proposing:
    """A planner that proposes these designs, one after the other, then the one it is given."""

    name = "fake"

    def __init__(self, *designs: Design) -> None:
        self.designs = list(designs)
        self.asked: list[Design] = []

    def plan(self, brief: Brief, catalog: Catalog, *, checker: Checker) -> Design:  # noqa: ARG002 - a fake
        """Return the good design."""
        return GOOD

    def revise(self, brief: Brief, catalog: Catalog, design: Design, report: Report, *, checker: Checker) -> Design:  # noqa: ARG002 - a fake
        """Return the next proposal."""
        self.asked.append(design)
        return self.designs.pop(0) if self.designs else design


def checker(design: Design) -> Report:
    """Hold a design against the two small documents."""
    return check(design, catalog())


def changed(design: Design, **places: object) -> Design:
    """Return a design with values set; `__` cannot stand in a place, so places come as pairs of a dict."""
    return apply_fixes(design, [Fix(where=where, words="", value=value) for where, value in places.items()])  # type: ignore[arg-type]


def repaired(design: Design, *proposals: Design) -> tuple[Design, Report, Proposing]:
    """Repair with a planner that makes these proposals."""
    planner = Proposing(*proposals)
    best, report = repair(design, BRIEF, catalog(), planner=planner, checker=checker)
    return best, report, planner


def test_a_good_design_stays_and_nobody_is_asked() -> None:
    """Nothing is done where nothing is wrong."""
    best, report, planner = repaired(GOOD, CASES[0].bad)
    assert (best, report.findings, planner.asked) == (GOOD, (), [])


def test_certain_fixes_need_no_planner() -> None:
    """Method case, a slash, a read-only target, a number as text, a single allowed value: all mended, in one go."""
    faults = {
        **step(operation="post /contacts"),
        **added("body.reference", "trigger:data.number"),
        f"{STEP}.mappings[8]": {"target": "body.id", "sources": ["trigger:data.id"]},
        f"{STEP}.mappings[9]": {"target": "body.tags", "sources": ["trigger:data.name"]},
    }
    bad = apply_fixes(changed(GOOD, **faults), [Fix(where=f"{STEP}.mappings[1]", words="", remove=True)])
    best, report, planner = repaired(bad)
    assert report.findings == ()
    assert planner.asked == []
    written = best.flows[0].steps[0]
    assert written.operation == "POST /contacts"
    assert {mapping.target for mapping in written.mappings} == {m.target for m in GOOD.flows[0].steps[0].mappings} | {
        "body.reference",
        "body.tags[]",
    }
    assert next(m for m in written.mappings if m.target == "body.reference").transform.name == "cast"


def test_a_slash_too_many_is_mended() -> None:
    """An operation whose only fault is the slash at its end is written as the document has it."""
    best, report, _ = repaired(changed(GOOD, **step(operation="POST /contacts/")))
    assert (best, report.findings) == (GOOD, ())


def test_a_better_proposal_is_kept() -> None:
    """What the planner proposes replaces the design when it has fewer errors."""
    bad = changed(GOOD, **added("body.reference", "trigger:data.emial"))
    best, report, planner = repaired(bad, GOOD)
    assert (best, report.findings) == (GOOD, ())
    assert planner.asked == [bad]


def test_a_worse_proposal_is_dropped() -> None:
    """A proposal that is no better ends the repair, and the design stays."""
    bad = changed(GOOD, **added("body.reference", "trigger:data.emial"))
    worse = changed(bad, **{f"{STEP}.mappings[8]": {"target": "body.nothing", "sources": ["trigger:data.nothing"]}})
    best, report, planner = repaired(bad, worse, GOOD)
    assert best == bad
    assert len(report.of("error")) == 1
    assert len(planner.asked) == 1


def test_three_rounds_at_most() -> None:
    """A planner that betters a little each time is asked three times."""
    faults = [
        {f"{STEP}.mappings[{7 + i}]": {"target": f"body.no{i}", "sources": ["trigger:data.id"]} for i in range(count)}
        for count in (5, 4, 3, 2, 1)
    ]
    designs = [changed(GOOD, **fault) for fault in faults]
    best, _, planner = repaired(designs[0], *designs[1:])
    assert len(planner.asked) == ROUNDS
    assert best == designs[ROUNDS]


def test_a_fix_that_makes_it_worse_is_not_kept() -> None:
    """A fix is only kept if the check agrees."""
    trap = Fix(where="$.name", words="", value="trapped")

    def tricked(design: Design) -> Report:
        errors = 2 if design.name == "trapped" else 1
        return Report(findings=tuple(Finding(code="X", severity="error", where=f"$[{i}]", message="", fix=trap) for i in range(errors)))

    best, _ = repair(GOOD, BRIEF, catalog(), planner=Proposing(), checker=tricked)
    assert best == GOOD


def test_a_fix_that_makes_it_worse_does_not_block_the_others() -> None:
    """The others are made all the same, and only they are told."""
    trap = Fix(where="$.name", words="trap it", value="trapped")
    good = Fix(where="$.title", words="name it", value="Good")

    def tricked(design: Design) -> Report:
        errors = 3 if design.name == "trapped" else 1
        findings = [Finding(code="X", severity="error", where=f"$[{i}]", message="", fix=trap) for i in range(errors)]
        if design.title != "Good":
            findings.append(Finding(code="Y", severity="warning", where="$.title", message="", fix=good))
        return Report(findings=tuple(findings))

    best, report = repair(GOOD, BRIEF, catalog(), planner=Proposing(), checker=tricked)
    assert (best.name, best.title) == (GOOD.name, "Good")
    assert [(one.code, one.words) for one in report.repaired] == [("Y", "name it")]


def test_fixes_in_one_list_do_not_disturb_each_other() -> None:
    """Removals are made from the last to the first, after everything that is set."""
    fixes = [
        Fix(where=f"{STEP}.mappings[0]", words="", remove=True),
        Fix(where=f"{STEP}.mappings[2]", words="", remove=True),
        Fix(where=f"{STEP}.mappings[2]", words="", remove=True),
        Fix(where=f"{STEP}.mappings[1].confidence", words="", value=0.5),
        Fix(where=f"{STEP}.mappings[99].confidence", words="", value=0.5),
        Fix(where="$.nowhere[3].at", words="", remove=True),
    ]
    kept = apply_fixes(GOOD, fixes).flows[0].steps[0].mappings
    own = GOOD.flows[0].steps[0].mappings
    assert kept == (replace(own[1], confidence=0.5), *own[3:])


def test_the_same_design_is_repaired_in_the_same_way() -> None:
    """Every planted fault: two repairs give the same design, never with more errors than it had."""
    for case in CASES[::5]:
        first, second = (repaired(case.bad)[0] for _ in range(2))
        assert first == second
        assert len(checker(first).of("error")) <= len(checker(case.bad).of("error"))
