"""`--select` and `--ignore` by codes and their beginnings."""

from __future__ import annotations

import pytest

from designer.check.reporting.choosing import choice_of, chosen
from designer.errors import UsageError
from designer.model.finding import Finding, Report, Waived

CODES = ("MAP301", "MAP309", "TYPE403", "AUTH601", "AUTH608")


@pytest.mark.parametrize(
    ("select", "ignore", "taken"),
    [
        ([], [], CODES),
        (["MAP"], [], ("MAP301", "MAP309")),
        (["MAP,TYPE4"], [], ("MAP301", "MAP309", "TYPE403")),
        (["map", "type403"], [], ("MAP301", "MAP309", "TYPE403")),
        ([], ["MAP3"], ("TYPE403", "AUTH601", "AUTH608")),
        (["MAP"], ["MAP309"], ("MAP301",)),
        (["MAP309"], ["MAP"], ("MAP309",)),
        (["MAP309"], ["MAP309"], ()),
        ([], ["AUTH"], ("MAP301", "MAP309", "TYPE403", "AUTH608")),
    ],
)
def test_beginnings_of_codes_choose(select: list[str], ignore: list[str], taken: tuple[str, ...]) -> None:
    """The longer beginning decides where both options name a rule; `--ignore AUTH` leaves no secret out."""
    choice = choice_of(select, ignore)
    assert tuple(code for code in CODES if choice.takes(code)) == taken


@pytest.mark.parametrize(
    ("select", "ignore", "place", "step"),
    [
        (["MPA301"], [], "--select MPA301", 'Did you mean "MAP301"?'),
        ([], ["MAP301,XYZQ"], "--ignore XYZQ", "`designer rules` lists all."),
        (
            [],
            ["AUTH608"],
            "--ignore AUTH608",
            "Take it out, put it into an environment variable, and have it replaced where it was issued.",
        ),
    ],
)
def test_what_is_no_rule_is_refused(select: list[str], ignore: list[str], place: str, step: str) -> None:
    """With what was probably meant; and a secret is never left out."""
    with pytest.raises(UsageError) as raised:
        choice_of(select, ignore)
    assert (raised.value.place, raised.value.next_step) == (place, step)


def test_what_is_left_out_is_counted() -> None:
    """And waived findings of other rules are not told either."""
    findings = tuple(Finding(code=code, severity="error", where="$", message="") for code in CODES)
    report = chosen(Report(findings=findings, waived=(Waived(finding=findings[0], by="comment"),)), choice_of(["TYPE"], []))
    assert ([finding.code for finding in report.findings], report.waived, report.unasked) == (["TYPE403"], (), 4)
