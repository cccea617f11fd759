"""What a brief asks for and a design does not hold: on the terminal, in the README's view, in the counts."""

from __future__ import annotations

from designer.check.coverage import brief_count
from designer.model.codec import decode, encode
from designer.model.design import BriefUse, Design, Unused
from designer.model.finding import Report
from designer.render.documents.unused import unused_views
from designer.show.covered import count_lines
from designer.show.unused import unused_lines

USE = BriefUse(parts=7, unused=(Unused(text="Not for\x1b[2J contractors", line=4), Unused(text="due on the | *hire* date", line=0)))
DESIGN = Design(name="hr-to-tasks", style="nocode", brief=USE)


def test_each_part_is_told_with_its_line_and_nothing_else() -> None:
    """The parts come with their lines, bare of what a terminal would take for an order."""
    told = [line.text for line in unused_lines(USE)]
    assert told[0] == "From the brief, not used (2 of 7 parts that ask for something)"
    assert told[1].startswith("  line 4: Not for")
    assert "\x1b" not in "".join(told)
    assert not list(unused_lines(BriefUse(parts=7)))


def test_the_readme_lists_them_as_text() -> None:
    """Words of a brief are no markup."""
    first, second = unused_views(DESIGN)
    assert first.endswith("(line 4)")
    assert "*hire*" not in second.replace("\\*hire\\*", "")


def test_they_are_counted_as_not_covered() -> None:
    """The count stands beside the open questions; a design that came from no brief has none."""
    report = Report(coverage=brief_count(DESIGN))
    assert [line.text for line in count_lines(report) if line.text.startswith("Not covered")] == [
        "Not covered: parts of the brief not used 2 of 7"
    ]
    assert not brief_count(Design(name="x", style="api"))


def test_the_design_file_keeps_them() -> None:
    """They go through the file and back, so that a later rendering and a check tell them too."""
    assert decode(Design, encode(DESIGN)) == DESIGN
