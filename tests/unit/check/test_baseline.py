"""A baseline knows findings again when lists around them grow, and never a secret."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from designer.check.reporting.baseline import against, baseline_text, read_baseline
from designer.errors import UsageError
from designer.files.design_file import design_text
from designer.model.finding import Fix
from designer.repair import apply_fixes
from tests.unit.check.designs import GOOD
from tests.unit.check.written import file_of_text, report_of_text, with_piece

if TYPE_CHECKING:
    from pathlib import Path

    from designer.model.finding import Report

WRONG = "- target: body.refrence\n  sources: [trigger:data.id]\n"
COLOUR = "- target: body.custom.colour\n  sources: [trigger:data.extra.colour]\n"
FINE = "- target: body.reference\n  sources: [trigger:data.id]\n"


def compared(folder: Path, before: str, after: str) -> Report:
    """Return the report of one text against the baseline of another."""
    path = folder / "baseline.json"
    path.write_text(baseline_text(report_of_text(before).findings, file_of_text(before).design))
    return against(report_of_text(after), read_baseline(path), file_of_text(after).design)


def test_what_is_known_does_not_count(tmp_path: Path) -> None:
    """It is counted apart, as part of the baseline."""
    report = compared(tmp_path, with_piece(WRONG), with_piece(WRONG))
    assert report.findings == ()
    assert [(one.finding.code, one.by) for one in report.waived] == [("MAP302", "baseline")]
    assert report.gone == ()


def test_mappings_and_lines_in_front_move_nothing(tmp_path: Path) -> None:
    """The place is told by names, not by numbers."""
    moved = "# a new line\n" + with_piece(FINE + COLOUR + WRONG)
    report = compared(tmp_path, with_piece(WRONG), moved)
    assert [finding.code for finding in report.findings] == ["MAP309"]
    assert [one.finding.where for one in report.waived] == ["$.flows[0].steps[0].mappings[2].target"]


def test_the_same_fault_elsewhere_is_new(tmp_path: Path) -> None:
    """Also a second one of the same name."""
    report = compared(tmp_path, with_piece(WRONG), with_piece(WRONG + WRONG.replace("refrence", "refernce")))
    assert [finding.where for finding in report.findings] == ["$.flows[0].steps[0].mappings[1].target"]


def test_what_was_mended_is_told(tmp_path: Path) -> None:
    """It can be taken out of the baseline."""
    report = compared(tmp_path, with_piece(WRONG), with_piece(FINE))
    assert [(one.code, one.place) for one in report.gone] == [("MAP302", "$.flows[customers].steps[write].mappings[body.refrence].target")]


def test_two_findings_of_one_rule_at_one_place_are_told_apart(tmp_path: Path) -> None:
    """Two required fields of one step are two findings; a third is new."""
    first, second = (Fix(where=f"$.flows[0].steps[0].mappings[{number}]", words="", remove=True) for number in (0, 1))
    without_mail, without_both, without_kind = (design_text(apply_fixes(GOOD, gone)) for gone in ([first], [first, second], [second]))
    report = compared(tmp_path, without_mail, without_both)
    assert [(finding.code, "body.kind" in finding.message) for finding in report.findings] == [("MAP305", True)]
    assert [(one.finding.code, "body.email" in one.finding.message) for one in report.waived] == [("MAP305", True)]
    report = compared(tmp_path, without_mail, without_kind)
    assert [(finding.code, "body.kind" in finding.message) for finding in report.findings] == [("MAP305", True)]
    assert [one.subject for one in report.gone] == ["body.email"]


def test_a_secret_is_no_part_of_a_baseline(tmp_path: Path) -> None:
    """Neither written nor taken from a file where somebody wrote it."""
    text = with_piece(FINE).replace("settings:\n", "settings:\n  - id: api_token\n    value: a1b2c3d4e5f6g7h8i9\n", 1)
    findings = report_of_text(text).findings
    secret = next(finding for finding in findings if finding.code == "AUTH608")
    assert "AUTH608" not in baseline_text(findings, file_of_text(text).design)
    entry = {"code": "AUTH608", "place": "$.settings[api_token].value", "subject": "", "message": secret.message}
    path = tmp_path / "baseline.json"
    path.write_text(json.dumps({"version": 1, "findings": [entry]}))
    assert secret in against(report_of_text(text), read_baseline(path), file_of_text(text).design).findings


def test_a_finding_whose_words_hold_a_secret_is_known_again(tmp_path: Path) -> None:
    """Its text is written without the secret, as JSON that can be read, and compared in the same way."""
    text = with_piece("- target: 'body.\"password:hunter22\"'\n  sources: [trigger:data.id]\n")
    findings, design = report_of_text(text).findings, file_of_text(text).design
    assert "hunter22" not in baseline_text(findings, design)
    report = compared(tmp_path, text, text)
    assert ([one.code for one in report.findings], [one.finding.code for one in report.waived], report.gone) == (
        ["AUTH608"],
        ["MAP302"],
        (),
    )


def test_the_same_findings_give_the_same_bytes() -> None:
    """In whatever order they come; the design's lines are no part of it."""
    text = with_piece(WRONG + COLOUR)
    findings, design = report_of_text(text).findings, file_of_text(text).design
    assert baseline_text(findings, design) == baseline_text(tuple(reversed(findings)), design)
    assert baseline_text(report_of_text("\n\n" + text).findings, design) == baseline_text(findings, design)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("[", "is no JSON, so it is no baseline"),
        ("[]", 'is no baseline: it holds no list of "findings"'),
        ('{"findings": 1}', 'is no baseline: it holds no list of "findings"'),
        ('{"version": 2, "findings": []}', "is a baseline of version 2, and this one reads 1"),
        ('{"version": 1, "findings": [{"code": "MAP302"}]}', 'is no baseline: findings[0] needs the texts "code", "place" and "subject"'),
    ],
)
def test_a_broken_baseline_is_one_clear_error(tmp_path: Path, text: str, fact: str) -> None:
    """With what to do."""
    path = tmp_path / "baseline.json"
    path.write_text(text)
    with pytest.raises(UsageError) as raised:
        read_baseline(path)
    assert (raised.value.fact, raised.value.next_step) == (fact, "Write it anew with --write-baseline.")
