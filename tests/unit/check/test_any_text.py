"""Whatever stands at any place of a design, the check tells of it and never breaks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import jsonschema_rs
import pytest

from designer.check.run import check
from designer.files.design_file import design_schema
from designer.model.codec import decode, encode
from designer.model.design import Design
from tests.unit.check.designs import GOOD, POLLING, WAREHOUSE, catalog

if TYPE_CHECKING:
    from collections.abc import Iterator

ODD = (
    "",
    "x[",
    "a..b",
    "body.",
    "trigger:",
    ":",
    "trigger:a[x",
    "{0",
    "%Q",
    "0,01",
    "body.items[",
    '"',
    "table:",
    "\x00\u202e",
    "9" * 400,
    "data[",
)
"""Texts that no place expects: no path, no source, no number, no notation, no name."""
VALIDATOR = jsonschema_rs.validator_for(design_schema())
NUMBERS = (0, -1, 10**12)


@pytest.mark.parametrize("design", [GOOD, POLLING, WAREHOUSE], ids=lambda design: design.name)
@pytest.mark.parametrize("odd", range(len(ODD)))
def test_no_text_breaks_the_check(design: Design, odd: int) -> None:
    """Every text of a design is replaced by an odd one, one at a time; a place of which nothing is told is no fault of this test."""
    tree = encode(design)
    for number, (holder, key) in enumerate(_texts(tree)):
        if (number + odd) % 3 == 0:  # each place meets a third of the texts
            _hold(tree, holder, key, ODD[odd])


@pytest.mark.parametrize("design", [GOOD, POLLING, WAREHOUSE], ids=lambda design: design.name)
def test_no_number_breaks_the_check(design: Design) -> None:
    """The same for numbers, and for lists that are emptied."""
    tree = encode(design)
    for holder, key in _numbers(tree):
        for odd in NUMBERS:
            _hold(tree, holder, key, odd)
    for holder, key in _lists(tree):
        _hold(tree, holder, key, [])


def _hold(tree: dict[str, Any], holder: Any, key: Any, value: Any) -> None:
    kept = holder[key]
    holder[key] = value
    if VALIDATOR.is_valid(tree):  # what the schema refuses comes to no check
        check(decode(Design, tree), catalog())
    holder[key] = kept


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    for key, item in value.items() if isinstance(value, dict) else enumerate(value):
        yield value, key
        if isinstance(item, dict | list):
            yield from _places(item)


def _texts(tree: dict[str, Any]) -> Iterator[tuple[Any, Any]]:
    return ((holder, key) for holder, key in _places(tree) if isinstance(holder[key], str) and key not in {"name", "version"})


def _numbers(tree: dict[str, Any]) -> Iterator[tuple[Any, Any]]:
    return ((holder, key) for holder, key in _places(tree) if isinstance(holder[key], int | float) and holder[key] is not True)


def _lists(tree: dict[str, Any]) -> Iterator[tuple[Any, Any]]:
    return ((holder, key) for holder, key in _places(tree) if isinstance(holder[key], list))
