"""`# designer: ignore CODE reason` in design.yaml: what it silences is counted as waived, and what is wrong with it is a finding."""

from __future__ import annotations

import inspect
import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import designer.check.run  # noqa: F401 - loads every rule
from designer.check.evidence.near import did_you_mean
from designer.check.reporting.comments import comments_in
from designer.check.reporting.places import stable_place
from designer.check.rule import RULES
from designer.model.finding import Finding, Waived
from designer.names.path import lies_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from designer.files.design_file import DesignFile
    from designer.model.design import Design
    from designer.model.finding import Report, Severity

    Look = Callable[["Waiver", frozenset[str]], Iterator[str]]

IGNORE = re.compile(r"ignore\b[ \t:]*(?P<codes>[A-Za-z]+\d+(?:[ \t]*,[ \t]*[A-Za-z]+\d+)*)?[ \t]*(?P<reason>.*)", re.DOTALL)
NEVER_WAIVED = {"AUTH608": "Take it out, put it into an environment variable, and have it replaced where it was issued."}
"""Rules that neither a comment nor a baseline nor `--ignore` silences, with what to do instead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """A comment that silences rules for a place of the design and all below it."""

    line: int
    codes: tuple[str, ...]
    reason: str
    where: tuple[str, ...]
    """The topmost places that begin on the line that it is about; none behind the last."""
    about: int
    """The line that it is about: its own, or the next one with a place where it has its line for itself."""

    def names(self, finding: Finding) -> bool:
        """Tell whether the comment gives a reason for leaving the finding's rule alone, wherever it stands."""
        return finding.code in self.codes and finding.code not in NEVER_WAIVED and bool(self.reason)

    def silences(self, finding: Finding) -> bool:
        """Tell whether the comment is about a finding."""
        if not self.names(finding):
            return False
        # What is missing from the file is told at the line of what it is missing from, which need not be a place of its own.
        return finding.line == self.about or any(finding.where == place or lies_in(finding.where, place) for place in self.where)


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """Something that can be wrong with a comment, told like the finding of a rule; it yields the messages for a waiver."""

    code: str
    severity: Severity
    look: Look
    advice: str


REMARKS: dict[str, Remark] = {}
"""All remarks by code."""


def remark(code: str, *, severity: Severity = "warning") -> Callable[[Look], Look]:
    """Register a function as the remark *code*; it is given a waiver and the codes of the findings that the comment silences."""

    def register(look: Look) -> Look:
        REMARKS[code] = Remark(code=code, severity=severity, look=look, advice=inspect.cleandoc(look.__doc__ or ""))
        return look

    return register


@remark("IGN1101")
def comment_gives_a_reason(waiver: Waiver, silenced: frozenset[str]) -> Iterator[str]:
    """Say behind the code why a finding may stand: `# designer: ignore MAP309 agreed with sales`.

    Without a reason nobody knows next year whether it still holds, so such a comment silences nothing.
    """
    del silenced
    if waiver.codes and not waiver.reason:
        yield f"This comment gives no reason, so it silences nothing. Write why {', '.join(waiver.codes)} may be left alone here."


@remark("IGN1102")
def comment_names_rules(waiver: Waiver, silenced: frozenset[str]) -> Iterator[str]:
    """Name in a comment the codes of rules that there are; `designer rules` lists them."""
    del silenced
    if not waiver.codes:
        yield "This comment is for the check, and says nothing that it knows. Write `# designer: ignore CODE reason`."
    for code in waiver.codes:
        if code not in RULES:
            yield f"There is no rule {code}.{did_you_mean(code, RULES, otherwise='`designer rules` lists all.')}"


@remark("IGN1103")
def comment_silences_something(waiver: Waiver, silenced: frozenset[str]) -> Iterator[str]:
    """Take a comment out when what it silenced is mended, or it would hide the next fault."""
    for code in waiver.codes:
        if waiver.reason and code in RULES and code not in NEVER_WAIVED and code not in silenced:
            yield f"{code} finds nothing here, so there is nothing to silence. Take {code} out of this comment."


@remark("IGN1104")
def comment_silences_no_secret(waiver: Waiver, silenced: frozenset[str]) -> Iterator[str]:
    """Take a secret out of the file instead of silencing the rule: whoever can read the file knows it."""
    del silenced
    for code in waiver.codes:
        if code in NEVER_WAIVED:
            yield f"{code} cannot be silenced. {NEVER_WAIVED[code]}"


def waived(report: Report, text: str, lines: Mapping[str, int]) -> Report:
    """Return the report with what the comments of a design's text silence counted as waived; *lines* gives the line of each place."""
    waivers = list(_waivers(text, lines))
    if not waivers:
        return report
    by_code: dict[str, list[Waiver]] = {}
    for one in waivers:
        for code in one.codes:
            by_code.setdefault(code, []).append(one)
    kept, silent = [], []
    silenced: dict[int, set[str]] = {}
    for finding in report.findings:
        waiver = next((one for one in by_code.get(finding.code, ()) if one.silences(finding)), None)
        if waiver is None:
            kept.append(finding)
        else:
            silenced.setdefault(waiver.line, set()).add(finding.code)
            silent.append(Waived(finding=finding, by="comment", reason=waiver.reason, line=waiver.line))
    told = [
        Finding(code=one.code, severity=one.severity, where=(waiver.where or ("$",))[0], message=message, line=waiver.line)
        for waiver in waivers
        for one in REMARKS.values()
        for message in one.look(waiver, frozenset(silenced.get(waiver.line, ())))
    ]
    return replace(report, findings=(*kept, *told), waived=(*report.waived, *silent))


def waived_as_before(report: Report, design: Design, before: DesignFile) -> Report:
    """Return the report of a design made anew, with what the comments of the file that it goes into silence counted as waived.

    A place is the same one where flow, step and field have the same names.
    """
    waivers = [
        (waiver, frozenset(stable_place(before.design, place) for place in waiver.where)) for waiver in _waivers(before.text, before.lines)
    ]
    kept, silent = [], []
    for finding in report.findings if waivers else ():
        place = stable_place(design, finding.where)
        found = next(
            (one for one, places in waivers if one.names(finding) and any(place == top or lies_in(place, top) for top in places)), None
        )
        if found is None:
            kept.append(finding)
        else:
            silent.append(Waived(finding=finding, by="comment", reason=found.reason, line=found.line))
    return replace(report, findings=tuple(kept), waived=(*report.waived, *silent)) if waivers else report


def _waivers(text: str, lines: Mapping[str, int]) -> Iterator[Waiver]:
    comments = comments_in(text)
    places: dict[int, list[str]] = {}
    for place, line in lines.items() if comments else ():
        places.setdefault(line, []).append(place)
    begun = sorted(places)
    for comment in comments:
        match = IGNORE.match(comment.said)
        codes = tuple(code.strip().upper() for code in (match["codes"] or "").split(",") if code.strip()) if match else ()
        after = bisect_right(begun, comment.line)
        about = comment.line if not comment.is_alone else begun[after] if after < len(begun) else 0
        yield Waiver(
            line=comment.line,
            codes=codes,
            reason=match["reason"].strip(" \t:-") if match else "",
            where=tuple(_topmost([place for place in places.get(about, ()) if place != "$"])),
            about=about,
        )


def _topmost(places: Sequence[str]) -> Iterator[str]:
    """Yield those that lie in no other one; a place comes before what is in it."""
    top = ""
    for place in places:
        if not top or not lies_in(place, top):
            top = place
            yield place
