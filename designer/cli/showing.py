"""`designer specs show`: a system's documents read, the part looked up that is meant, printed as text or as JSON."""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from designer.model.spec import Event, Operation

if TYPE_CHECKING:
    from collections.abc import Iterable

    from designer.model.scalars import Json
    from designer.model.spec import Catalog, SystemSpec
    from designer.show.console import Line

    Part = Operation | Event | tuple[Operation, ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """How a part is shown."""

    depth: int = 0
    everything: bool = False
    pointers: bool = False
    as_json: bool = False


def shown(system: str, operation: str, wanted: Wanted) -> None:
    """Print a system, or a part of it. Raises UsageError and DescriptionError."""
    from designer.show.console import show, working  # noqa: PLC0415 - beside its only use
    from designer.specs.catalog import load_catalog  # noqa: PLC0415 - the same
    from designer.specs.part import part_of  # noqa: PLC0415 - the same
    from designer.specs.registry import system_of  # noqa: PLC0415 - the same

    with working() as tell:
        tell(f"Reading {system}")
        catalog = load_catalog([system_of(system, tell=tell)], base=Path())
        spec = catalog.systems[0]
        part: Part = part_of(catalog, spec, operation) if operation.strip() else None
    if wanted.as_json:
        from designer.cli.answers import print_json  # noqa: PLC0415 - beside its only use

        print_json(_answer(catalog, spec, part))
    else:
        show(_lines(catalog, spec, part, called=(system, operation), wanted=wanted))


def _lines(catalog: Catalog, spec: SystemSpec, part: Part, *, called: tuple[str, str], wanted: Wanted) -> Iterable[Line]:
    from designer.show.console import room  # noqa: PLC0415 - beside its only use
    from designer.show.fields import Fold  # noqa: PLC0415 - the same
    from designer.show.objects import is_of_objects, object_lines  # noqa: PLC0415 - the same
    from designer.show.operation import event_lines, operation_lines  # noqa: PLC0415 - the same
    from designer.show.overview import group_lines, overview_lines  # noqa: PLC0415 - the same

    fold = Fold(lines=0 if wanted.everything else 60, depth=wanted.depth, pointers=wanted.pointers)
    match part:
        case Operation():
            return operation_lines(part, catalog, fold=fold, columns=room())
        case Event():
            return event_lines(part, catalog, fold=fold, columns=room())
        case tuple():
            return group_lines(called[1], part, columns=room())
        case None:
            if is_of_objects(spec):
                return object_lines(spec, catalog, fold=fold, columns=room())
            return overview_lines(spec, catalog.findings, called=shlex.quote(called[0]), everything=wanted.everything, columns=room())


def _answer(catalog: Catalog, spec: SystemSpec, part: Part) -> Json:
    from designer.cli import spec_answers  # noqa: PLC0415 - beside its only use

    match part:
        case Operation():
            return spec_answers.operation_answer(part, catalog)
        case Event():
            return spec_answers.event_answer(part, catalog)
        case tuple():
            return [spec_answers.operation_row(one) for one in part]
        case None:
            return spec_answers.system_answer(spec, catalog)
