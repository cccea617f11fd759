"""The fitted numbers by which operations are ranked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from designer.match.meaning.data_files import data
from designer.match.operations.features import FEATURES

FILE = "operation_weights.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationWeights:
    """A weight for each feature, in the order of FEATURES."""

    read: tuple[float, ...]
    write: tuple[float, ...]


@cache
def operation_weights() -> OperationWeights:
    """Return the weights of the data file; what was not fitted yet counts nothing."""
    known = data(FILE)
    return OperationWeights(**{group: tuple(known[group].get(name, 0.0) for name in names) for group, names in FEATURES.items()})
