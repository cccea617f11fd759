"""Conditions in words: `status is "paid" and total is greater than 100, or ...`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.model.design import source_parts
from designer.render.documents.words import code, listed, value

if TYPE_CHECKING:
    from designer.model.design import Comparison, Condition

OPS = {
    "equals": "is",
    "not_equals": "is not",
    "in": "is one of",
    "greater": "is greater than",
    "less": "is less than",
    "contains": "contains",
    "empty": "is empty",
    "present": "is present",
    "changed": "has changed",
}


def condition_words(condition: Condition) -> str:
    """Return a condition as prose without a lead-in; empty if it always holds."""
    groups = [listed(_comparison_words(comparison) for comparison in group.all) for group in condition.any if group.all]
    return listed(groups, last="or")


def _comparison_words(comparison: Comparison) -> str:
    origin, path = source_parts(comparison.source)
    name = code(path) if origin == "trigger" else code(comparison.source)
    return " ".join([name, OPS[comparison.op], listed((value(item) for item in comparison.values), last="or")]).strip()
