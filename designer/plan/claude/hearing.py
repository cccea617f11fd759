"""What a person hears while the model answers: one line of where it is and what it is doing."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.plan.claude.caps import Budget
    from designer.plan.claude.turn import Heard

LONGEST = 37
"""Characters of the model's words that are shown: the last ones, as many as fit behind round and cost on 80 columns."""
CHARACTERS_PER_TOKEN = 3
"""Of a reply that was lost, an estimate that is rather too dear."""
SUMMARISED = 4
"""Times as long as its summary the model's thinking is taken to be: all of it is paid for, and only the summary is heard."""
DOING = {
    "search_operations": "looks for operations",
    "read_schema": "reads fields",
    "check_design": "holds the design against the documents",
    "submit_design": "writes the design",
    "patch_design": "changes the design",
    "submit_narrative": "writes texts for the documents",
}


class Hearing:
    """Makes status lines of the pieces of a reply, and counts them for an estimate of a reply that is lost."""

    def __init__(self, tell: Callable[[str], None], budget: Budget) -> None:
        """Tell lines to *tell*, with the cost of *budget*."""
        self._tell = tell
        self._budget = budget
        self._round = 0
        self._words = ""
        self._characters = 0
        self.is_waiting = False
        """Nothing is under way: the service did not take the request, and the next try is yet to come."""

    @property
    def tokens(self) -> int:
        """Return about how many tokens have come of the reply."""
        return math.ceil(self._characters / CHARACTERS_PER_TOKEN)

    def begin(self, number: int) -> None:
        """Start with a new request."""
        self._round = number
        self("sent", "")

    def __call__(self, kind: Heard, text: str) -> None:
        """Take one piece."""
        self.is_waiting = kind == "waiting"
        if kind == "waiting":
            self._tell(text)  # a sentence of its own, whose countdown at the end must not be cut
        elif kind == "sent":
            self._words, self._characters = "", 0
            self._say("reads")
        elif kind == "tool":
            self._words = ""
            self._say(DOING.get(text, "calls a tool"))
        elif kind == "input":
            self._characters += len(text)
        else:
            self._characters += len(text) * (SUMMARISED if kind == "thinking" else 1)
            self._words = " ".join((self._words + text).split(" "))[-400:]
            self._say(("thinks: " if kind == "thinking" else "says: ") + _last_words(self._words))

    def _say(self, doing: str) -> None:
        self._tell(f"Round {self._round}, ${self._budget.spent:.2f} of ${self._budget.cap:.2f}: Claude {doing}")


def _last_words(text: str) -> str:
    """Return the end of a text, from the beginning of a word."""
    shown = " ".join(text.split())
    if len(shown) <= LONGEST:
        return shown
    _, space, whole = shown[1 - LONGEST :].partition(" ")
    return f"…{whole if space else shown[1 - LONGEST :]}"
