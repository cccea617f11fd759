"""Which of the model's designs is the best so far, and whether one is done."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from designer.check.rules.mappings.agreement import FOR_A_PERSON
from designer.plan.claude.demands import lacking
from designer.plan.claude.proposal.findings import is_fixed

if TYPE_CHECKING:
    from designer.model.design import Design
    from designer.model.finding import Finding, Report
    from designer.plan.claude.prompts import Demand

BEYOND = ("SPEC", "IGN", *FOR_A_PERSON)
"""Families of rules about documents and comments, which nothing in a design mends, and disputes, which a person settles."""
SETTING = re.compile(r"^\$\.settings\[(\d+)\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A design of the model with what the check says of it, after the certain fixes."""

    design: Design
    report: Report

    @property
    def badness(self) -> tuple[bool, int, int]:
        """Return whether it does nothing, errors, then what else counts against it: less is better.

        To differ from the matcher is no fault, nor is a point that a question asks about.
        """
        warnings = [finding for finding in self.report.of("warning") if finding.code not in FOR_A_PERSON]
        return self.is_empty, self.errors, len(self.unasked) + len(self.missing) + len(warnings)

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing flows in it: what does nothing has no faults."""
        warehouse = self.design.warehouse
        return not self.design.flows and not (warehouse and warehouse.extracts)

    @property
    def errors(self) -> int:
        """Return the number of errors."""
        return len(self.report.of("error"))

    @property
    def is_done(self) -> bool:
        """Tell whether nothing is left that the model could mend: what waits for an answer has its question."""
        return not self.must_go_on and not self.mendable_warnings and not self.missing

    @property
    def must_go_on(self) -> bool:
        """Tell whether something is left that no design can be handed over with."""
        return bool(self.mendable_errors or self.unasked)

    @property
    def missing(self) -> tuple[Demand, ...]:
        """Return what of the style's "Generate:" list the design has nothing for."""
        return lacking(self.design)

    @property
    def mendable_errors(self) -> tuple[Finding, ...]:
        """Return the errors that a change of the design could answer."""
        return tuple(finding for finding in self.report.of("error") if not is_fixed(finding))

    @property
    def mendable_warnings(self) -> tuple[Finding, ...]:
        """Return the warnings that a change of the design could answer."""
        return tuple(finding for finding in self.report.of("warning") if not finding.code.startswith(BEYOND) and not is_fixed(finding))

    @property
    def unasked(self) -> tuple[Finding, ...]:
        """Return the open points that no question asks about."""
        return tuple(finding for finding in self.report.of("open") if not is_fixed(finding) and not self._is_asked(finding))

    @property
    def traits(self) -> frozenset[tuple[str, str, str]]:
        """Return by what two reports are told apart: code, place and message of what counts against the design."""
        counted = (finding for severity in ("error", "open", "warning") for finding in self.report.of(severity))
        return frozenset((finding.code, finding.where, finding.message) for finding in counted)

    def _is_asked(self, finding: Finding) -> bool:
        # The check tells most points as open only where a question asks; of settings and of a missing flow it tells so either way.
        setting = SETTING.match(finding.where)
        if setting:
            wanted = f"setting:{self.design.settings[int(setting[1])].id}"
            return any(question.fills == wanted for question in self.design.questions)
        return bool(self.design.questions)


def better(held: Standing | None, found: Standing) -> Standing:
    """Return the better one, of two that are alike the later."""
    return found if held is None or found.badness <= held.badness else held
