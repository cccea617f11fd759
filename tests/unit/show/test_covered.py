"""The end of a report: counts, what was waived, mended and repaired, personal data, calls."""

from __future__ import annotations

from designer.model.finding import Budget, Count, Finding, Fix, Known, NeededScopes, PersonalFlow, Repaired, Report, Waived
from designer.show.covered import covered_lines
from tests.unit.check.designs import GOOD

FINDING = Finding(
    code="MAP303",
    severity="error",
    where="$.flows[0].steps[0].mappings[4].target",
    line=35,
    message="CRM only returns it.",
    fix=Fix(where="$", words="remove this mapping", remove=True),
)

REPAIRED = Repaired(code="MAP303", where="$.flows[0]", words="remove this mapping.", place="flow customers")


def told(report: Report, *, everything: bool = False) -> list[str]:
    """Return the lines below the findings of the good design."""
    return [line.text for line in covered_lines(report, file="design.yaml", design=GOOD, everything=everything)]


def test_the_counts_tell_what_was_covered_and_what_not() -> None:
    """Counts of nothing are left out; what no document can tell and what is not answered stands apart."""
    counts = (
        Count(name="mappings checked", done=3, total=4),
        Count(name="mappings unverified", done=1, total=4),
        Count(name="tables", done=0, total=0),
        Count(name="questions open", done=0, total=2),
    )
    assert told(Report(coverage=counts, unasked=2)) == [
        "Check: no errors",
        "Left out: 2 findings of rules that were not asked for",
        "Covered: mappings checked 3 of 4",
        "Not covered: mappings unverified 1 of 4",
    ]


def test_what_is_waived_is_shown_with_its_reason() -> None:
    """Never hidden: the first few, and how many more."""
    waived = tuple(Waived(finding=FINDING, by="comment", reason=f"reason {number}", line=number) for number in range(1, 8))
    lines = told(Report(waived=waived))
    assert lines[:3] == ["Waived by comments: 7 errors", "  MAP303  design.yaml:1  reason 1", "  MAP303  design.yaml:2  reason 2"]
    assert lines[6:8] == ["  and 2 more; --all tells them", ""]
    assert "  MAP303  design.yaml:7  reason 7" in told(Report(waived=waived), everything=True)


def test_what_was_mended_since_the_baseline_is_told() -> None:
    """With its place by names."""
    known = Known(code="MAP302", place="$.flows[customers].steps[write].mappings[body.emial]", subject="")
    assert told(Report(gone=(known,)))[:3] == [
        "Mended since the baseline: 1 finding, which can be removed with --write-baseline",
        "  MAP302  $.flows[customers].steps[write].mappings[body.emial]",
        "",
    ]


def test_repairs_and_certain_fixes_are_told() -> None:
    """What was changed, and by which command what can be."""
    lines = told(Report(findings=(FINDING,), repaired=(REPAIRED,)))
    assert lines[:3] == ["Repaired: 1 certain fix", "  MAP303  flow customers: remove this mapping", ""]
    assert "`designer check design.yaml --fix` makes 1 certain fix." in lines


def test_personal_data_is_counted_by_its_way() -> None:
    """Each kind once, the sensitive marked; field by field with --all."""
    flows = [
        PersonalFlow(category=category, where="$", source="Shop", source_path=f"data.{path}", target="CRM", target_path=f"body.{path}")
        for category, path in (("email", "email"), ("email", "second"), ("health", "allergy"))  # type: ignore[arg-type]
    ]
    report = Report(personal=tuple(flows))
    assert told(report)[1:] == ["Personal data, Shop to CRM: email 2, health (sensitive)"]
    assert "  health: data.allergy -> body.allergy" in told(report, everything=True)


def test_calls_are_told_against_their_limits() -> None:
    """With the arithmetic, and the time to catch up."""
    budget = Budget(
        system="crm",
        calls_per_day=800,
        most_per_day=900,
        arithmetic="400 records a day x 2 calls = 800 calls a day",
        limits=("1,000 a day (brief): 80 %",),
        catching_up=("after an outage of 1 h: caught up in 5 minutes", "after an outage of 24 h: caught up in 2 hours"),
    )
    assert told(Report(budget=(budget,)))[1:] == [
        "Calls to CRM: 400 records a day x 2 calls = 800 calls a day",
        "  limit 1,000 a day (brief): 80 %",
        "  after an outage of 1 h: caught up in 5 minutes; after an outage of 24 h: caught up in 2 hours",
    ]


def test_the_least_privilege_is_told_beside_what_is_asked_for() -> None:
    """One line for each system whose document names scopes."""
    scopes = (
        NeededScopes(system="Shop", scopes=("customers.read",), asked=("customers.read", "customers.write")),
        NeededScopes(system="CRM", scopes=("a", "b"), asked=("b", "a")),
        NeededScopes(system="Desk", scopes=("tickets",), asked=()),
    )
    assert told(Report(scopes=scopes))[1:] == [
        "Scopes needed, Shop: customers.read (asked for: customers.read, customers.write)",
        "Scopes needed, CRM: a, b (as asked for)",
        "Scopes needed, Desk: tickets (asked for: none)",
    ]
