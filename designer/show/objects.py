"""A system of which only objects are described (a JSON Schema, a sample, a table), for a person: the fields of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.show.console import Line, row
from designer.show.fields import field_lines
from designer.show.findings import finding_lines
from designer.show.safe import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.model.spec import Catalog, SystemSpec
    from designer.show.fields import Fold


def is_of_objects(spec: SystemSpec) -> bool:
    """Tell whether no document describes a call of the system."""
    return bool(spec.operations) and not any(operation.in_spec for operation in spec.operations)


def object_lines(spec: SystemSpec, catalog: Catalog, *, fold: Fold, columns: int) -> Iterator[Line]:
    """Yield the fields of each object; of the calls that read and write it, that they are not known."""
    yield row((one_line(spec.title) or one_line(spec.name), "title"), ("  an object, whose calls no document describes", "quiet"))
    yield from (Line(f"  {one_line(description.path)}", "quiet") for description in spec.descriptions)
    for operation in spec.operations:
        if operation.method == "GET" and operation.success:
            fields = catalog.fields(operation.success, access="read")
            name = one_line(operation.success.name) if len(spec.operations) > 2 else ""
            legend = "  * always there" if any(field.required for field in fields) else ""
            yield Line("")
            yield row((name or "Fields", "title"), (legend, "quiet"))
            yield from field_lines(fields, fold=fold, columns=columns)
    yield from finding_lines(catalog.findings, most=3 if fold.lines else 0)
