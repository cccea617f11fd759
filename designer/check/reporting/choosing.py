"""Which rules count in a run: `--select` and `--ignore` by codes or by what codes begin with."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from designer.check.evidence.near import did_you_mean
from designer.check.reporting.waivers import NEVER_WAIVED
from designer.check.rulebook import FAMILIES, rulebook
from designer.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from designer.model.finding import Report


@dataclass(frozen=True, slots=True)
class Choice:
    """Beginnings of codes that are asked for (none: all), and of those that are left out."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def takes(self, code: str) -> bool:
        """Tell whether a rule counts; the longer beginning decides where both name it, and a secret is never left out by `--ignore`."""
        asked = max((len(one) for one in self.select if code.startswith(one)), default=-1 if self.select else 0)
        left_out = max((len(one) for one in self.ignore if code.startswith(one)), default=-1)
        if code in NEVER_WAIVED:
            return asked >= 0
        return asked >= 0 and asked > left_out if self.select else left_out < 0


def choice_of(select: Iterable[str], ignore: Iterable[str]) -> Choice:
    """Return what the options ask for. Raises UsageError for what is no rule, and for a rule that is never left out."""
    ignored = _codes("--ignore", ignore)
    for code in ignored:
        if code in NEVER_WAIVED:
            raise UsageError(f"--ignore {code}", "a secret in a design is never left out", next_step=NEVER_WAIVED[code])
    return Choice(select=_codes("--select", select), ignore=ignored)


def chosen(report: Report, choice: Choice) -> Report:
    """Return the report with the findings that were asked for; how many were left out is told in it."""
    if choice == Choice():
        return report
    findings = tuple(finding for finding in report.findings if choice.takes(finding.code))
    waived = tuple(one for one in report.waived if choice.takes(one.finding.code))
    return replace(report, findings=findings, waived=waived, unasked=len(report.findings) - len(findings))


def matching(text: str) -> Sequence[str]:
    """Return the codes that begin with a text, in capitals or not."""
    return [code for code in rulebook() if text and code.startswith(text.upper())]


def suggestion(text: str) -> str:
    """Return what a code that is none was probably meant to be, as a whole sentence."""
    return did_you_mean(text.upper(), [*rulebook(), *FAMILIES], otherwise="`designer rules` lists all.").strip()


def _codes(option: str, texts: Iterable[str]) -> tuple[str, ...]:
    found = [code.strip() for text in texts for code in text.replace(" ", ",").split(",") if code.strip()]
    for code in found:
        if not matching(code):
            raise UsageError(f"{option} {code}", "there is no such rule", next_step=suggestion(code))
    return tuple(dict.fromkeys(code.upper() for code in found))
