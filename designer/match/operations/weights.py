"""The numbers that say how much each feature of an operation counts, read from the data file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from designer.match.meaning.data_files import data
from designer.match.operations.covering import COVERING
from designer.match.operations.features import FEATURES

FILE = "operation_weights.json"
NAMES = {"read": FEATURES["read"], "write": FEATURES["write"], "read_covering": COVERING, "write_covering": COVERING}
"""The names of the numbers of each group, in their order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationWeights:
    """A weight for each name of NAMES, in their order: of the words of both ends, then of the second look at their fields."""

    read: tuple[float, ...]
    write: tuple[float, ...]
    read_covering: tuple[float, ...]
    write_covering: tuple[float, ...]


@cache
def operation_weights() -> OperationWeights:
    """Return the weights of the data file; what was not fitted yet counts nothing."""
    known = data(FILE)
    return OperationWeights(**{group: tuple(known[group].get(name, 0.0) for name in names) for group, names in NAMES.items()})
