"""Nouns of a log that anybody may have edited: what does not fit its noun is refused, where the codec trusts."""

from __future__ import annotations

import dataclasses
import math
import types
import typing
from typing import TYPE_CHECKING, Any, TypeVar

from designer.model.codec import decode

if TYPE_CHECKING:
    from collections.abc import Mapping

T = TypeVar("T")
UNREADABLE = (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError)
"""What reading a file raises that another program, a person, or another version of this one wrote."""


def decoded(noun: type[T], value: Any) -> T:
    """Return a noun from a JSON value. Raises one of UNREADABLE for a value that is none."""
    made = decode(noun, value)
    if not _fits(made, noun):
        raise ValueError(noun.__name__)
    return made


def _fits(value: Any, hint: Any) -> bool:
    """Tell whether a value is of a type as nouns are annotated with it."""
    if dataclasses.is_dataclass(hint):
        hints: Mapping[str, Any] = typing.get_type_hints(hint)
        return type(value) is hint and all(_fits(getattr(value, name), one) for name, one in hints.items())
    match typing.get_origin(hint):
        case types.UnionType | typing.Union:
            return any(_fits(value, one) for one in typing.get_args(hint))
        case builtin if builtin is tuple:
            return isinstance(value, tuple) and all(_fits(one, typing.get_args(hint)[0]) for one in value)
    if hint is float:
        return type(value) in {int, float} and math.isfinite(value)
    return type(value) is hint
