"""Conditions in words: `status is "paid" and total is greater than 100, or ...`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.model.design import source_parts
from designer.render.documents.words import code, listed, value

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.model.design import Comparison, Condition
    from designer.model.scalars import Scalar

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
    """Return a condition as Markdown prose without a lead-in; empty if it always holds."""
    return _words(condition, name=code, item=value)


def plain_condition(condition: Condition) -> str:
    """Return a condition as plain text, for a diagram."""
    return _words(condition, name=str, item=str)


def _words(condition: Condition, *, name: Callable[[str], str], item: Callable[[Scalar], str]) -> str:
    groups = [listed(_comparison(known, name=name, item=item) for known in group.all) for group in condition.any if group.all]
    return listed(groups, last="or")


def _comparison(comparison: Comparison, *, name: Callable[[str], str], item: Callable[[Scalar], str]) -> str:
    origin, path = source_parts(comparison.source)
    read = name(path) if origin == "trigger" else f"{name(path)} of {name(origin)}"
    return " ".join([read, OPS[comparison.op], listed(map(item, comparison.values), last="or")]).strip()
