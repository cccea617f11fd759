"""The documents' texts of a design that the model ended with under warnings: a turn of their own, in which nothing else is taken."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from designer.plan.claude.best import Standing
from designer.plan.claude.proposal.findings import findings_text
from designer.plan.claude.stopping import StopSignal, counted
from designer.plan.claude.tools import ToolAnswer

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.model.design import Design
    from designer.model.finding import Report
    from designer.model.scalars import JsonObject
    from designer.plan.claude.calling import Answer, Bench
    from designer.plan.claude.rounds import Rounds
    from designer.plan.claude.wording import Wording

TEXTS = "submit_narrative"
TRIES = 2
"""Texts that do not come, or cannot be taken, are asked for once more."""
NONE = "it wrote none"
WORSE = "they name what the design does not have"
ONLY = f"Nothing was done: the design does not change any more, and only `{TEXTS}` is taken."


class Texts:
    """Answers the calls of the closing turn: takes the texts of one design, and keeps why it has none."""

    def __init__(self, design: Standing, *, bench: Bench, mend: Callable[[Design], tuple[Design, Report]]) -> None:
        """Take the texts of *design*, which need not be the one on the bench."""
        self._standing = design
        self._bench = bench
        self._mend = mend
        self.taken: Standing | None = None
        self.lacking = NONE

    def use(self, name: str, arguments: JsonObject) -> Answer:
        """Return the answer to a call; texts that make the design worse are not taken."""
        if name != TEXTS:
            return ToolAnswer(text=ONLY, is_error=True)
        answer = self._bench.use(name, arguments)
        if answer.design is None:
            self.lacking = untaken(answer.text)
            return answer
        design, report = self._mend(replace(self._standing.design, narrative=answer.design.narrative))
        told = Standing(design=design, report=report)
        if told.badness > self._standing.badness:
            self.lacking = WORSE
            return ToolAnswer(text=f"Not taken: {WORSE}.\n{findings_text(design, report)}", is_error=True)
        self.taken = told
        return answer


def with_texts(
    standing: Standing, *, rounds: Rounds, bench: Bench, mend: Callable[[Design], tuple[Design, Report]], wording: Wording
) -> Standing:
    """Return the design with the documents' texts. Raises StopSignal where none came that can be taken, ServiceError without a reply."""
    texts = Texts(standing, bench=bench, mend=mend)
    words = wording.narrative(may_change=False)
    for _ in range(TRIES):
        rounds.closing(words, texts)
        if texts.taken:
            return texts.taken
        words = wording.texts()
    raise StopSignal("accepted", texts.lacking)


def untaken(answer: str) -> str:
    """Return why a design goes without texts that were submitted: the first fault that the tool's answer to them names.

    Its head, where there is one, ends with a colon and speaks to the model.
    """
    lines = answer.splitlines()
    faults = lines[1:] if lines[0].endswith(":") and lines[1:] else lines
    more = f", and {counted(len(faults) - 1, 'fault')} more" if faults[1:] else ""
    return f"they could not be taken ({faults[0].rstrip('.')}{more})"
