"""Fields that an operation returns only when a parameter asks for them by name, such as HubSpot's `properties`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from designer.names.path import parse_path

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.model.spec import Field, Parameter

ASKING = {"properties", "propertieswithhistory", "associations", "include", "includes", "embed"}
"""Parameters that add to an answer. `fields` and `select` are not among them: left out, they mean everything."""


def asking_parameters(parameters: Sequence[Parameter]) -> tuple[str, ...]:
    """Return those of an operation's query parameters by which more of the answer is asked for."""
    return tuple(one.name for one in parameters if one.location == "query" and one.name.lower() in ASKING)


def marked(field: Field, names: tuple[str, ...]) -> Field:
    """Return the field, marked if it stands below a member that a parameter of the same name fills."""
    above = parse_path(field.path)[:-1] if not field.only_on_request else ()
    name = next((segment.key for segment in above if segment.kind == "key" and segment.key in names), "")
    return replace(field, only_on_request=name) if name else field
