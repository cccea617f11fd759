"""Where the columns of a warehouse come from: each source once, however many ways lead to it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from designer.check.rules.warehouse.named import Origins
from designer.model.transform import Coalesce, Lower
from tests.unit.check.designs import WAREHOUSE

if TYPE_CHECKING:
    from designer.model.warehouse import Column, ModelTable, Warehouse


def column(name: str, *sources: str, **more: object) -> Column:
    """Return a column."""
    assert WAREHOUSE.warehouse is not None
    return replace(WAREHOUSE.warehouse.tables[0].columns[0], name=name, sources=sources, **more)  # type: ignore[arg-type]


def table(name: str, *columns: Column) -> ModelTable:
    """Return a table."""
    assert WAREHOUSE.warehouse is not None
    return replace(WAREHOUSE.warehouse.tables[0], id=name, columns=columns)


def origins(*tables: ModelTable) -> Origins:
    """Return the origins in a warehouse of these tables, whose extracts are `a` and `b`."""
    warehouse: Warehouse | None = WAREHOUSE.warehouse
    assert warehouse is not None
    return Origins(replace(warehouse, extracts=tuple(replace(warehouse.extracts[0], id=name) for name in "ab"), tables=tables))


BELOW = table("low", column("email", "a:email", transform=Lower()), column("mail", "b:mail"), column("round", "low:round"))


@pytest.mark.parametrize(
    ("asked", "every", "raw", "is_joined"),
    [
        (column("x", "low:email", "low:mail", "a:id"), ("a:email", "b:mail", "a:id"), ("b:mail", "a:id"), True),
        (column("x", "low:email", transform=Lower()), ("a:email",), (), False),
        (column("x", "low:mail", "low:mail"), ("b:mail",), ("b:mail",), True),
        (column("x", "low:round", "low:none", "none:x"), (), (), False),
    ],
)
def test_sources_are_told_in_order(asked: Column, every: tuple[str, ...], raw: tuple[str, ...], *, is_joined: bool) -> None:
    """All of them, or those that come by a way without a transform; what leads round or nowhere gives none, and is no way."""
    known = origins(BELOW)
    assert (known.sources(asked), known.sources(asked, past=Lower), known.is_joined(asked)) == (every, raw, is_joined)


def test_ways_that_double_with_each_table_end() -> None:
    """Sixty tables, each with two columns that read both of the one below: more ways than can ever be walked."""
    pairs = [table(f"t{at}", *(column(name, f"t{at - 1}:p", f"t{at - 1}:q", transform=Coalesce()) for name in "pq")) for at in range(1, 60)]
    known = origins(table("t0", column("p", "a:p"), column("q", "b:q")), *pairs)
    assert known.sources(pairs[-1].columns[0]) == ("a:p", "b:q")
    assert known.is_joined(pairs[-1].columns[0])
