"""Two writers of one field: which pair is told, and in what time where a design has very many of them."""

from __future__ import annotations

from dataclasses import replace
from time import process_time
from typing import TYPE_CHECKING

import pytest

from designer.check.lookup.view import View
from designer.check.rules.safety.owners import field_has_one_owner
from designer.model.design import Mapping
from tests.unit.check.designs import GOOD, catalog

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.check.rule import Fault
    from designer.model.design import Design


def writing(*flows: tuple[str, list[str]]) -> Design:
    """Return a design whose flows write the last name: of each what its write does, and the names that it is read from."""
    flow = GOOD.flows[0]
    return replace(
        GOOD,
        flows=tuple(
            replace(flow, id=f"f{number}", steps=(replace(flow.steps[0], semantics=kind, mappings=tuple(map(named, names))),))  # type: ignore[arg-type]
            for number, (kind, names) in enumerate(flows)
        ),
    )


def named(name: str) -> Mapping:
    """Return a mapping of the last name from a field of this name."""
    return Mapping(target="body.last_name", sources=(f"trigger:data.{name}",))


def owners(design: Design) -> Iterator[Fault]:
    """Yield what is told of two owners."""
    yield from field_has_one_owner(View(design, catalog()))


@pytest.mark.parametrize(
    ("flows", "told"),
    [
        ([("patch", ["a", "a"]), ("patch", ["a"])], []),
        ([("patch", ["a", "b"])], []),
        ([("create", ["a"]), ("create", ["b"])], []),
        ([("create", ["a"]), ("create", ["b"]), ("patch", ["b"])], ["$.flows[2].steps[0].mappings[0]"]),
        ([("patch", ["a"]), ("patch", ["a"]), ("patch", ["a", "c", "b"])], ["$.flows[2].steps[0].mappings[1]"]),
        ([("patch", ["a", "b"]), ("patch", ["b"])], ["$.flows[1].steps[0].mappings[0]"]),
    ],
)
def test_the_first_two_flows_that_differ_are_told(flows: list[tuple[str, list[str]]], told: list[str]) -> None:
    """Mappings of one flow, of the same source, and of two creates never compete; of those that do the first pair is told."""
    assert [fault.where for fault in owners(writing(*flows))] == told


@pytest.mark.parametrize("kind", ["create", "patch"])
def test_many_writers_cost_little(kind: str) -> None:
    """Ten thousand writers of one field are not held against each other one by one: that took minutes."""
    design = writing(*((kind, ["name"] * 100) for _ in range(100)))
    begun = process_time()
    assert list(owners(design)) == []
    assert process_time() - begun < 15
