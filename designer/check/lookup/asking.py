"""What a call returns only when a parameter asks for it, and whether a flow asks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from designer.check.evidence.passing import keys_of
from designer.model.transform import Constant
from designer.specs.vendors.vendor_defaults import comes_unasked
from designer.transforms.scalars import text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.check.lookup.view import Spot, View
    from designer.model.design import Mapping
    from designer.model.spec import Operation

INCLUDING = frozenset({"include", "includes", "embed"})
"""Parameters that add to an answer what their description lists."""
LISTED = re.compile(r"`([\w-]+)`")
NAME = re.compile(r"[\w-]+")
EVERYTHING = frozenset({"*", "all"})


def unasked(view: View, where: str, spot: Spot, included: dict[str, dict[str, str]]) -> tuple[str, str]:
    """Return the parameter that a source's answer hangs on, and what the flow asks for by it; no parameter if the source is asked for.

    *included* is what `included_by` tells of the operations.
    """
    keys = keys_of(spot.field.path)
    listed = included.get(spot.owner, {})
    asked = spot.field.only_on_request or next((listed[key] for key in keys if key in listed), "")
    if not asked:
        return "", ""
    filling = [mapping for mapping in _filling(view, where, spot) if _parameter(mapping) == f"query.{asked}"]
    if not filling:
        return ("", "") if comes_unasked(spot.owner, keys[-1]) else (asked, "")
    values = [text(mapping.transform.value) for mapping in filling if isinstance(mapping.transform, Constant)]
    names = {name for value in values for name in NAME.findall(value)} | EVERYTHING.intersection(values)
    is_open = len(values) < len(filling) or not EVERYTHING.isdisjoint(names) or not names.isdisjoint(keys)
    return ("", "") if is_open else (asked, ", ".join(values))


def included_by(view: View) -> dict[str, dict[str, str]]:
    """Return for each call, as a spot's owner is told, the names that a parameter such as `include` lists, each with the parameter."""
    used = (operation for system in view.design.systems for operation in view.used(system))
    return {f"{one.system}'s {one.key}": names for one in used if (names := _listed(one))}


def _listed(operation: Operation) -> dict[str, str]:
    return {
        name: one.name
        for one in operation.parameters
        if one.location == "query" and one.name.lower() in INCLUDING
        for name in LISTED.findall(one.field.description)
    }


def _filling(view: View, where: str, spot: Spot) -> Iterator[Mapping]:
    """Yield the mappings of the calls in the same flow that answer with what a spot reads."""
    for number, flow in enumerate(view.design.flows):
        polled = view.operation(flow.trigger.system, flow.trigger.operation)
        if where.startswith(f"$.flows[{number}].") and polled is not None and f"{polled.system}'s {polled.key}" == spot.owner:
            yield from flow.trigger.mappings
    for step in view.steps:
        owner = f"{step.operation.system}'s {step.operation.key}" if step.operation else ""
        if owner == spot.owner and where.startswith(step.where.rpartition(".steps")[0]):
            yield from step.step.mappings


def _parameter(mapping: Mapping) -> str:
    return mapping.target.partition("[")[0]
