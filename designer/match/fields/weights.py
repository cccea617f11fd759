"""The fitted numbers: how much each feature counts, and what a probability is worth as confidence."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cache

from designer.match.meaning.data_files import data

FILE = "weights.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Weights in the order of the features, each with the constant term last."""

    pair: tuple[float, ...]
    neighbourhood: tuple[float, ...]
    confidence: tuple[tuple[float, float], ...]
    """Rising steps: from a probability on, the share of proposals that were right when the numbers were fitted."""

    def sureness(self, probability: float) -> float:
        """Return the calibrated confidence of a probability: between two steps, a straight line."""
        steps = self.confidence
        at = bisect_right(steps, (probability, 1.0))
        below = steps[at - 1] if at else (0.0, 0.0)
        above = steps[at] if at < len(steps) else (1.0, max(below[1], steps[-1][1] if steps else 1.0))
        span = above[0] - below[0]
        return below[1] + (above[1] - below[1]) * ((probability - below[0]) / span if span else 0.0)


@cache
def weights() -> Weights:
    """Return the weights of the data file, written by `bench/fit_matching.py`."""
    from designer.match.fields.features import FEATURES  # noqa: PLC0415 - names are only needed to read the file in order
    from designer.match.fields.neighbourhood import SECOND  # noqa: PLC0415 - the same

    known = data(FILE)
    return Weights(
        pair=(*(float(known["pair"][name]) for name in FEATURES), float(known["pair"]["constant"])),
        neighbourhood=(*(float(known["neighbourhood"][name]) for name in SECOND), float(known["neighbourhood"]["constant"])),
        confidence=tuple((float(start), float(share)) for start, share in known["confidence"]),
    )
