"""What a mapping's claim was checked against: the vendors' documents, or what stands in for them at one of its ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.model.spec import Field


def proof_of(fields: Sequence[Field]) -> Literal["spec", "account", "sample"]:
    """Return the weakest of what the ends of a mapping rest on: a sample shows less than an account tells, which the vendor does not."""
    told = {field.proof for field in fields}
    return "sample" if "sample" in told else "account" if "account" in told else "spec"
