"""Faults of constants, which the target refuses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from mutants.kinds.values import NOT_IN_FORMAT, NUMBERS, typed
from mutants.nouns import Mutant, kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.model.scalars import Scalar
    from mutants.ground import Ground, Spot


def _constant(spot: Spot, value: Scalar) -> Mutant:
    made = {"target": spot.mapping.target, "transform": {"name": "constant", "value": value}}
    return Mutant(where=spot.where, changes={spot.where: made}, note=repr(value))


@kind("TYPE407", "TYPE410")
def constant_not_in_list(ground: Ground) -> Iterator[Mutant]:
    """A constant is none of the values that the target takes."""
    for spot, field in typed(ground):
        if field.enum and "string" in field.types:
            yield _constant(spot, "no such value")


@kind("TYPE407", "TYPE410")
def constant_in_other_case(ground: Ground) -> Iterator[Mutant]:
    """A constant is a value of the list, written in capitals: to most APIs another one.

    Left out: lists that hold it so as well.
    """
    for spot, field in typed(ground):
        first = next((one for one in field.enum if isinstance(one, str) and one.swapcase() not in field.enum), None)
        if isinstance(first, str):
            yield _constant(spot, first.swapcase())


@kind("TYPE410", "TYPE411")
def constant_too_long(ground: Ground) -> Iterator[Mutant]:
    """A constant is longer than the target takes."""
    for spot, field in typed(ground):
        if field.max_length and field.max_length < 5000 and not (field.enum or field.pattern or field.format):
            yield _constant(spot, "x" * (field.max_length + 1))


@kind("TYPE410", "MAP305", "MAP313")
def constant_too_short(ground: Ground) -> Iterator[Mutant]:
    """A constant is shorter than the target takes."""
    for spot, field in typed(ground):
        if field.min_length and not (field.enum or field.pattern or field.format):
            yield _constant(spot, "x" * (field.min_length - 1))


@kind("TYPE410", "TYPE403")
def constant_of_wrong_type(ground: Ground) -> Iterator[Mutant]:
    """A constant is a number in quotes, or a text without."""
    for spot, field in typed(ground):
        wrong: Any = (
            12 if field.types == ("string",) else "12" if set(field.types) <= NUMBERS else "yes" if field.types == ("boolean",) else None
        )
        if wrong is not None and not field.enum:
            yield _constant(spot, wrong)


@kind("TYPE410", "TYPE411")
def constant_out_of_bounds(ground: Ground) -> Iterator[Mutant]:
    """A constant lies above or below what the target takes."""
    for spot, field in typed(ground):
        if set(field.types) <= NUMBERS:
            if field.maximum is not None:
                yield _constant(spot, int(field.maximum) + 1)
            if field.minimum is not None:
                yield _constant(spot, int(field.minimum) - 1)


@kind("TYPE410", "TYPE415")
def constant_against_pattern(ground: Ground) -> Iterator[Mutant]:
    """A constant does not fit the pattern that the target asks for.

    Left out: patterns that no text of a small set breaks, or that are not written as this language reads them.
    """
    for spot, field in typed(ground):
        if field.pattern and "string" in field.types and not field.enum:
            wrong = _breaking(field.pattern)
            if wrong:
                yield _constant(spot, wrong)


@kind("TYPE410", "TYPE404")
def constant_of_wrong_format(ground: Ground) -> Iterator[Mutant]:
    """A constant is no date, no address or no id where the target asks for one."""
    for spot, field in typed(ground):
        wrong = NOT_IN_FORMAT.get(field.format)
        if wrong and "string" in field.types:
            yield _constant(spot, wrong)


@kind("TYPE402", "TYPE403", "TYPE410", "MAP305", "MAP313")
def constant_empty(ground: Ground) -> Iterator[Mutant]:
    """A constant has no value: null is sent where the target takes none."""
    for spot, field in typed(ground):
        if not field.nullable and field.required:
            yield _constant(spot, None)


def _breaking(pattern: str) -> str:
    try:
        read = re.compile(pattern)
    except re.error:
        return ""
    return next((one for one in ("?", "~ no ~", "!", "äöü ß", "0 0", "x" * 300) if not read.search(one)), "")
