"""One rule for a person: its example with what else the design holds, or a piece of a document."""

from __future__ import annotations

import pytest

from designer.check.rulebook import rulebook
from designer.show.rule_texts import rule_markdown
from designer.show.rules import rule_lines


def told(code: str) -> list[str]:
    """Return the lines for a rule."""
    return [line.text for line in rule_lines(rulebook()[code])]


def test_what_else_the_design_holds_is_shown() -> None:
    """Without it the piece would not be wrong."""
    lines = told("TRG511")
    at = lines.index("Where the design also holds")
    assert lines[at : at + 5] == [
        "Where the design also holds",
        "  # flows[0].trigger",
        "  operation: GET /shops/{shop}/customers",
        "",
        "Wrong (a setting)",
    ]
    assert "Where the design also holds:\n\n```yaml\n# flows[0].trigger\noperation:" in rule_markdown(rulebook()["TRG511"])


def test_a_rule_about_documents_shows_one() -> None:
    """Where no change of a design breaks it, the document's piece stands alone."""
    lines = told("SPEC107")
    assert "Such as" in lines
    assert not any(line.startswith(("Wrong", "Right")) for line in lines)


def test_a_piece_that_is_part_of_something_says_so() -> None:
    """A step is not these three lines alone; a plain value stands below its name."""
    assert "Wrong (a step, in part)" in told("OP201")
    assert told("NC106")[told("NC106").index("Wrong") + 1] == "  style: api"


@pytest.mark.parametrize("code", list(rulebook()))
def test_every_rule_can_be_told(code: str) -> None:
    """With its severity, an example, and how it is silenced where it can be."""
    lines = told(code)
    assert lines[0].startswith(f"{code}  {rulebook()[code].severity} (")
    assert "The check tells" in lines
    assert (f"# designer: ignore {code} reason" in lines[-2]) == (code.rstrip("0123456789") != "IGN" and code != "AUTH608")
