"""Why a parameter does not take a value that is known beforehand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.check.evidence.near import did_you_mean, listed
from designer.transforms.scalars import json_type, same, text

if TYPE_CHECKING:
    from designer.model.scalars import Scalar
    from designer.model.spec import Parameter


def not_taken(parameter: Parameter, value: Scalar) -> str:
    """Return why a parameter does not take a constant, empty if it does or nothing tells; on the wire all is text."""
    field = parameter.field
    if field.enum and not any(same(value, one) or text(value) == text(one) for one in field.enum):
        return (
            f'does not take "{text(value)}".{did_you_mean(text(value), map(text, field.enum), otherwise=f"It takes {listed(field.enum)}.")}'
        )
    is_number = json_type(value) in {"integer", "number"} or text(value).lstrip("-").replace(".", "", 1).isdigit()
    if set(field.types) and set(field.types) <= {"integer", "number"} and not is_number:
        return f'takes a number, and "{text(value)}" is none.'
    if is_number and field.maximum is not None and float(text(value)) > field.maximum:
        return f"takes {field.maximum:g} at most, and {text(value)} is more."
    return ""
