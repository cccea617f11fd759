"""Whether the model gets on: submissions that leave errors are counted, and the same findings again are a circle."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from designer.plan.claude.stopping import StopSignal, counted

if TYPE_CHECKING:
    from designer.plan.claude.best import Standing

MOST_REPEATS = 2
"""Changes that leave the same findings as before."""


class Step(NamedTuple):
    """What one submission is beside those before it."""

    is_same: bool
    """It has the findings of the one before."""
    stop: StopSignal | None
    """Why the model is asked no further."""


class Progress:
    """The submissions of a run so far."""

    def __init__(self, max_repairs: int) -> None:
        """Let so many submissions leave errors."""
        self._max_repairs = max_repairs
        self.begin(None)

    def begin(self, standing: Standing | None) -> None:
        """Count anew; *standing* is what the next submission is held beside, None: nothing."""
        self._before = standing
        self._repairs = self._repeats = 0

    def step(self, standing: Standing) -> Step:
        """Take a submission.

        Under warnings alone the model may change what it likes: it is done when it says so. Under errors it may work part by part: only
        a design that stays as it is, or findings that outlive two changes, are a circle.
        """
        before, self._before = self._before, standing
        is_same = before is not None and standing.traits == before.traits
        is_unchanged = is_same and before is not None and standing.design == before.design
        self._repeats = self._repeats + 1 if is_same else 0
        self._repairs += bool(standing.mendable_errors)
        stop = None
        if standing.must_go_on and (is_unchanged or self._repeats >= MOST_REPEATS):
            times = "twice" if is_unchanged else "three times"
            stop = StopSignal("stalled", f"The same findings came {times} in a row, so Claude was asked no further.")
        elif self._repairs >= self._max_repairs:
            stop = StopSignal("repairs", f"{counted(self._repairs, 'submission')} left errors, so Claude was asked no further.")
        return Step(is_same=is_same, stop=stop)
