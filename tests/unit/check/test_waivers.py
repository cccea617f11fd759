"""`# designer: ignore CODE reason`: what it silences, what it does not, and what is said of a wrong one."""

from __future__ import annotations

import pytest

from designer.check.reporting.comments import comments_in
from designer.files.design_file import design_text, parse_design, update_design
from designer.model.finding import Fix
from designer.repair import apply_fixes
from tests.unit.check.designs import GOOD
from tests.unit.check.written import file_of_text, report_of_text, with_piece

COLOUR = "- target: body.custom.colour{end}\n  sources: [trigger:data.extra.colour]\n"
WRONG = "- target: body.refrence{end}\n  sources: [trigger:data.emial]\n"


def codes(text: str) -> list[str]:
    """Return the codes that count for a design's text."""
    return [finding.code for finding in report_of_text(text).findings]


def test_a_comment_at_the_end_of_a_line_silences_its_place_and_all_below_it() -> None:
    """The finding is counted as waived, with the reason and the line of the comment."""
    assert codes(with_piece(COLOUR.format(end=""))) == ["MAP309"]
    text = with_piece(COLOUR.format(end="  # designer: ignore MAP309 seen in the sandbox"))
    report = report_of_text(text)
    line = next(number for number, written in enumerate(text.splitlines(), 1) if "designer: ignore" in written)
    assert report.findings == ()
    assert [(one.finding.code, one.by, one.reason, one.line) for one in report.waived] == [
        ("MAP309", "comment", "seen in the sandbox", line),
    ]


def test_a_comment_on_a_line_of_its_own_is_about_the_next_place() -> None:
    """Blank lines and other comments may stand between."""
    text = with_piece("# designer: ignore MAP309 seen in the sandbox\n\n# another word\n" + COLOUR.format(end=""))
    assert codes(text) == []


def test_other_rules_and_other_places_are_told_as_before() -> None:
    """One of two findings of a mapping is silenced, and the next mapping not at all."""
    text = with_piece(WRONG.format(end="  # designer: ignore MAP302 they add it next week") + COLOUR.format(end=""))
    assert codes(text) == ["MAP301", "MAP309"]


def test_several_codes_share_a_reason() -> None:
    """Separated by commas, in capitals or not."""
    text = with_piece(WRONG.format(end="  #designer:ignore map301,  MAP302: they add both next week"))
    report = report_of_text(text)
    assert report.findings == ()
    assert {(one.finding.code, one.reason) for one in report.waived} == {
        ("MAP301", "they add both next week"),
        ("MAP302", "they add both next week"),
    }
    assert not report.has_errors


def test_a_step_and_a_flow_are_silenced_at_their_first_line() -> None:
    """What is reported of anything inside them is waived too."""
    text = with_piece(COLOUR.format(end=""))
    for line in ("      - id: write", "  - id: customers"):
        assert codes(text.replace(f"{line}\n", f"{line}  # designer: ignore MAP309 a trial\n", 1)) == []


def test_what_is_missing_is_silenced_where_it_is_told() -> None:
    """A trigger without a signature check is told at the trigger's line, and a comment there silences it."""
    text = design_text(apply_fixes(GOOD, [Fix(where="$.flows[0].trigger.verification", words="", remove=True)]))
    assert codes(text) == ["TRG503"]
    finding = report_of_text(text).findings[0]
    lines = text.splitlines()
    lines[finding.line - 1] += "  # designer: ignore TRG503 only reachable from inside"
    assert codes("\n".join(lines) + "\n") == []


def test_what_is_missing_from_the_design_is_silenced_at_its_first_line() -> None:
    """A design without a flow is told there."""
    text = design_text(apply_fixes(GOOD, [Fix(where="$.flows", words="", value=[]), Fix(where="$.links", words="", value=[])]))
    assert "OP219" in codes(text)
    assert "OP219" not in codes(text.replace("name: good\n", "name: good  # designer: ignore OP219 begun yesterday\n", 1))


def test_without_a_reason_nothing_is_silenced() -> None:
    """The finding and the comment are both told."""
    assert codes(with_piece(COLOUR.format(end="  # designer: ignore MAP309 - "))) == ["MAP309", "IGN1101"]


def test_the_first_line_of_the_file_is_not_the_whole_design() -> None:
    """A comment beside the name of the design silences nothing in its flows."""
    text = with_piece(COLOUR.format(end=""))
    assert codes(text.replace("name: good\n", "name: good  # designer: ignore MAP309 all of it\n", 1)) == ["MAP309", "IGN1103"]


def test_a_secret_is_never_silenced() -> None:
    """It is told, and the comment too."""
    text = with_piece(
        "- target: body.reference  # designer: ignore AUTH608 for tests\n  transform: {name: constant, value: a1b2c3d4e5f6g7h8i9}\n"
    )
    text = text.replace(
        "settings:\n", "settings:\n  - id: api_token  # designer: ignore AUTH608 a trial\n    value: a1b2c3d4e5f6g7h8i9\n", 1
    )
    assert "AUTH608" in codes(text)
    assert codes(text).count("IGN1104") == 2
    assert report_of_text(text).waived == ()


@pytest.mark.parametrize(
    "written",
    [
        'goal: "see # designer: ignore MAP309 in the manual"\n',
        "goal: 'see # designer: ignore MAP309 in the manual'\n",
        "goal: |\n  see\n  # designer: ignore MAP309 in the manual\n",
    ],
)
def test_a_text_with_the_same_words_is_no_comment(written: str) -> None:
    """Only comments count; what a vendor or a brief wrote does not."""
    text = with_piece(COLOUR.format(end="")).replace("style: api\n", "style: api\n" + written, 1)
    assert comments_in(text) == []
    assert codes(text) == ["MAP309"]


def test_a_comment_behind_a_text_is_one() -> None:
    """A quoted text may itself hold the words."""
    assert [comment.said for comment in comments_in("goal: 'a # designer: ignore B1 c' # designer: ignore D2 e\n")] == ["ignore D2 e"]


def test_a_comment_stays_when_the_design_is_written_back() -> None:
    """At its own mapping, also where others come and go around it."""
    text = with_piece(COLOUR.format(end="  # designer: ignore MAP309 seen in the sandbox"))
    design = file_of_text(text).design
    changed = apply_fixes(
        design, [Fix(where="$.flows[0].steps[0].mappings[8]", words="", remove=True), Fix(where="$.title", words="", value="T")]
    )
    again = update_design(text, changed)
    assert "body.custom.colour  # designer: ignore MAP309 seen in the sandbox" in again
    assert parse_design(again, path=file_of_text(text).path).design == changed
    assert "MAP309" not in codes(again)
