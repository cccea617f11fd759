"""What is wrong with a description, for a person: counted by code, the first few told."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from designer.show.console import Line, row
from designer.show.report import TONES
from designer.show.safe import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from designer.model.finding import Finding


def finding_lines(findings: Sequence[Finding], *, most: int) -> Iterator[Line]:
    """Yield the findings, so many of each code at most (0: all); nothing where there are none."""
    if not findings:
        return
    count = len(findings)
    yield Line("")
    yield Line(f"{count} {'thing' if count == 1 else 'things'} wrong in the description", "title")
    seen: Counter[str] = Counter()
    total = Counter(finding.code for finding in findings)
    for finding in sorted(findings, key=lambda one: one.code):
        seen[finding.code] += 1
        if not most or seen[finding.code] <= most:
            yield row((f"  {finding.code}  ", TONES[finding.severity]), (one_line(finding.message), ""), hang=9)
            if finding.spec:
                yield Line(f"           {one_line(finding.spec.file)}{one_line(finding.spec.pointer)}", "quiet", hang=0)
        elif seen[finding.code] == most + 1:
            yield Line(f"  {finding.code}  and {total[finding.code] - most} more like {'this' if most == 1 else 'these'}", "quiet")
