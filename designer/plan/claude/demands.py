"""What of its style's "Generate:" list a design lacks, as far as the design alone tells: documents are rendered after it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from designer.model.codec import encode
from designer.plan.claude.prompts import prompt_file

if TYPE_CHECKING:
    from designer.model.design import Design
    from designer.plan.claude.prompts import Demand


def lacking(design: Design) -> tuple[Demand, ...]:
    """Return the items of the list that stand nowhere in the design."""
    tree = encode(design)
    wanted = prompt_file(f"styles/{design.style}").generate
    asked = {question.id for question in design.questions}
    return tuple(
        demand
        for demand in wanted
        if all(held(tree, place) for place in demand.only)
        and not all(held(tree, place) for place in demand.design)
        and asked.isdisjoint(demand.asked)
    )


def held(tree: Any, place: str) -> list[Any]:
    """Return what stands in an encoded design at a place such as `flows[].steps[].mappings`: in any item of a list, if it is not empty."""
    found = [tree]
    for step in place.split("."):
        name, is_list = step.removesuffix("[]"), step.endswith("[]")
        found = [one[name] for one in found if isinstance(one, dict) and one.get(name)]
        found = [item for one in found for item in one] if is_list else found
    return found
