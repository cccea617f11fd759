"""Comparisons as a starter makes them: which values are alike, and which two comparisons no value meets at once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING

from designer.transforms.scalars import NUMBER, is_empty, text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from designer.check.lookup.view import View
    from designer.model.design import Comparison, Condition, Flow, Step
    from designer.model.scalars import Scalar

FILLED = frozenset({"in", "greater", "less", "contains", "present", "changed"})
"""Comparisons that an empty value never meets."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One comparison of a condition with its place, the flow, and the step that it stands on (none: the trigger)."""

    where: str
    comparison: Comparison
    flow: Flow
    step: Step | None


def compared(view: View) -> Iterator[Compared]:
    """Yield each comparison of the design, flow by flow, that of the trigger first."""
    for i, flow in enumerate(view.design.flows):
        holders: list[tuple[str, Condition, Step | None]] = [(f"$.flows[{i}].trigger", flow.trigger.condition, None)]
        holders += [(f"$.flows[{i}].steps[{j}]", step.condition, step) for j, step in enumerate(flow.steps)]
        for place, condition, step in holders:
            for g, group in enumerate(condition.any):
                for n, comparison in enumerate(group.all):
                    yield Compared(where=f"{place}.condition.any[{g}].all[{n}]", comparison=comparison, flow=flow, step=step)


def number(value: Scalar) -> Decimal | None:
    """Return the number that a value is or is written as."""
    written = "" if value is None or isinstance(value, bool) else text(value).strip()
    return Decimal(written) if NUMBER.fullmatch(written) else None


def alike(one: Scalar, other: Scalar) -> bool:
    """Tell whether a starter takes two values for the same: `5` and `"5"` are, true and 1 are not."""
    if isinstance(one, bool) or isinstance(other, bool):
        return text(one).lower() == text(other).lower()
    if is_empty(one) or is_empty(other):
        return is_empty(one) and is_empty(other)
    return text(one) == text(other) or (number(one) is not None and number(one) == number(other))


def merged(comparisons: Sequence[Comparison]) -> tuple[Comparison, ...]:
    """Return the comparisons with all that one source must not be in a single one."""
    found: list[Comparison] = []
    for one in comparisons:
        at = next((n for n, other in enumerate(found) if one.op == "not_equals" == other.op and one.source == other.source), None)
        if at is None:
            found.append(one)
        else:
            found[at] = replace(found[at], values=found[at].values + one.values)
    return tuple(found)


def contradiction(comparisons: Sequence[Comparison]) -> tuple[Comparison, Comparison] | None:
    """Return two comparisons that no value meets at once, if there are any."""
    pairs = combinations(merged(comparisons), 2)
    return next(((one, other) for one, other in pairs if one.source == other.source and excludes(one, other)), None)


def excludes(one: Comparison, other: Comparison) -> bool:
    """Tell whether no value of the same source meets both comparisons."""
    return _excludes(one, other) or _excludes(other, one)


def _excludes(one: Comparison, other: Comparison) -> bool:
    if one.op == "empty":
        return other.op in FILLED or (other.op == "equals" and bool(other.values) and not any(map(is_empty, other.values)))
    if one.op in {"equals", "in"} and one.values:
        return not any(meets(value, other) for value in one.values)
    if one.op == "greater" and other.op == "less":
        return _order(one.values[:1], other.values[:1]) >= 0
    return False


def meets(value: Scalar, comparison: Comparison) -> bool:
    """Tell whether a known value can meet a comparison; what cannot be told counts as met."""
    others = comparison.values
    match comparison.op:
        case "equals" | "in":
            return not others or any(alike(value, other) for other in others)
        case "not_equals":
            return not any(alike(value, other) for other in others)
        case "empty":
            return is_empty(value)
        case "present" | "changed":
            return not is_empty(value)
        case "contains":
            return not others or text(others[0]).lower() in text(value).lower()
        case "greater":
            return not others or _order((value,), others[:1]) > 0
        case "less":
            return not others or 0 > _order((value,), others[:1]) > UNTOLD


UNTOLD = -2


def _order(one: Sequence[Scalar], other: Sequence[Scalar]) -> int:
    """Return 1, 0 or -1 as the first is greater, equal or less: as numbers where both are, else as texts; -2 where there is none."""
    if not one or not other or is_empty(one[0]) or is_empty(other[0]):
        return UNTOLD
    left, right = number(one[0]), number(other[0])
    if left is not None and right is not None:
        return (left > right) - (left < right)
    return (text(one[0]) > text(other[0])) - (text(one[0]) < text(other[0]))


def told(comparison: Comparison) -> str:
    """Return a comparison in words: `trigger:status equals "open"`."""
    values = " or ".join(f'"{text(value)}"' for value in comparison.values)
    return f"`{comparison.source}` {comparison.op.replace('_', ' ')}{f' {values}' if values else ''}"
