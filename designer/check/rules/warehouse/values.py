"""Values: those that a column can hold by its source's list are all given a row, and accepted by its test."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.check.evidence.near import did_you_mean, listed
from designer.check.rule import Fault, rule
from designer.check.rules.warehouse.named import column_source, columns, tables, warehouses
from designer.model.transform import Copy, EnumMap
from designer.transforms.scalars import same, text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from designer.check.lookup.view import Spot, View
    from designer.model.scalars import Scalar
    from designer.model.warehouse import Column


@rule("WH924", severity="warning")
def accepted_values_are_those_of_the_source(view: View) -> Iterator[Fault]:
    """Accept in a test just the values that the source can give: a lacking one refuses good records."""
    for warehouse in warehouses(view):
        extracts = {extract.id: extract for extract in warehouse.extracts}
        for where, table in tables(view):
            for j, test in enumerate(table.tests):
                kind, _, rest = test.partition(":")
                name, _, values = rest.partition(":")
                column = next((one for one in table.columns if one.name == name), None)
                if kind != "accepted_values" or column is None or len(column.sources) != 1:
                    continue
                spot = column_source(view, extracts, column.sources[0])
                known, of = _given(column, spot)
                accepted = values.split("|") if values else []
                if not known:
                    continue
                lacking, odd = [v for v in known if v not in accepted], [v for v in accepted if v not in known]
                if lacking:
                    yield Fault(
                        where=f"{where}.tests[{j}]",
                        message=f"The test refuses {listed(lacking)}, which {of} can be. Accept it.",
                        spec=spot.place,
                    )
                if odd:
                    message = f"{of} is never {listed(odd)}.{did_you_mean(odd[0], known)}"
                    yield Fault(where=f"{where}.tests[{j}]", message=message, spec=spot.place)


@rule("WH937", severity="warning")
def every_value_has_a_row(view: View) -> Iterator[Fault]:
    """Give each value of the source's list a row in a column's `enum_map`, or say what becomes of the others (`unmapped`)."""
    for warehouse in warehouses(view):
        extracts = {extract.id: extract for extract in warehouse.extracts}
        for place in columns(view):
            transform = place.column.transform
            if not isinstance(transform, EnumMap) or len(place.column.sources) != 1:
                continue
            spot = column_source(view, extracts, place.column.sources[0])
            told = [value for value in spot.field.enum if value is not None] if spot.state == "known" else []
            rows = [row.source for row in transform.values]
            without = [text(value) for value in told if not _is_among(value, rows)] if transform.unmapped == "error" else []
            never = [text(value) for value in rows if value is not None and not _is_among(value, told)] if told else []
            if without:
                message = f"{spot.path} can be {listed(without)}, for which {place.column.name} has no row. Give it one, or say `unmapped`."
                yield Fault(where=f"{place.where}.transform", message=message, spec=spot.place)
            if never:
                message = f"{spot.path} is never {listed(never)}.{did_you_mean(never[0], map(text, told))}"
                yield Fault(where=f"{place.where}.transform", message=message, spec=spot.place)


def _given(column: Column, spot: Spot) -> tuple[list[str], str]:
    """Return the values that a column is given, as texts, and whose they are; none where any may come."""
    transform = column.transform
    if isinstance(transform, EnumMap) and transform.unmapped != "keep":
        rows = [row.target for row in transform.values] + ([transform.default] if transform.unmapped == "default" else [])
        return list(dict.fromkeys(text(value) for value in rows if value is not None)), column.name
    told = spot.field.enum if isinstance(transform, Copy) and spot.state == "known" else ()
    return [str(value) for value in told if value is not None], spot.path


def _is_among(value: Scalar, values: Sequence[Scalar]) -> bool:
    """Tell whether a row has the value as the source gives it: 7 is not "7"."""
    return any(same(value, one) for one in values)
