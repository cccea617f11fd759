"""A design of many mappings over two real documents: `mapped_design.py SOURCE TARGET COUNT FILE` writes it.

Each flow polls a list of the source and writes to an operation of the target; each mapping fills a field of a body from a field of the same
types, of the same name where there is one. What the fields mean does not matter here: a check looks all of them up.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from designer.files.design_file import design_text
from designer.model.brief import SystemRef
from designer.model.description import DescriptionRef
from designer.model.design import Auth, Design, Flow, Mapping, Step, System, Trigger
from designer.specs.catalog import load_catalog

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from designer.model.spec import Catalog, Field, Operation, SystemSpec

PER_FLOW = 20
FEWEST = 5
"""An answer of fewer values is a status or a count."""


def mapped_design(source: str, target: str, count: int) -> Design:
    """Return a design of *count* mappings from one document's fields to another's."""
    files = {"Source": source, "Target": target}
    refs = {name: DescriptionRef(kind="openapi", path=path) for name, path in files.items()}
    catalog = load_catalog([SystemRef(name=name, descriptions=(ref,)) for name, ref in refs.items()], base=Path())
    reading, writing = catalog.systems
    flows: list[Flow] = []
    missing = count
    for listed, written in zip(_lists(catalog, reading), _writes(catalog, writing), strict=False):
        if missing <= 0:
            break
        mappings = tuple(_mappings(catalog, listed, written))[: min(PER_FLOW, missing)]
        missing -= len(mappings)
        flows.append(_flow(len(flows), (reading.id, listed), (writing.id, written), mappings))
    if missing > 0:
        sys.exit(f"only {count - missing} pairs of fields fit")
    systems = tuple(_system(spec) for spec in catalog.systems)
    return Design(name="many-mappings", style="api", systems=systems, flows=tuple(flows))


def _system(spec: SystemSpec) -> System:
    auth = Auth(kind="bearer", scheme=spec.schemes[0].name, environment=(f"{spec.id.upper()}_TOKEN",)) if spec.schemes else Auth()
    base_url = spec.base_urls[0] if spec.base_urls else "https://service.example"
    return System(id=spec.id, name=spec.name, descriptions=spec.descriptions, base_url=base_url, auth=auth)


def _lists(catalog: Catalog, system: SystemSpec) -> Iterator[Operation]:
    """Yield the operations that answer with values, in document order, each again and again."""
    found = [one for one in _callable(system, "GET") if len(_leaves(catalog, one, "read")) >= FEWEST]
    while found:
        yield from found


def _writes(catalog: Catalog, system: SystemSpec) -> Iterator[Operation]:
    """Yield the operations that take a body, in document order."""
    return (one for one in _callable(system, "POST", "PUT") if _leaves(catalog, one, "write"))


def _callable(system: SystemSpec, *methods: str) -> Iterator[Operation]:
    """Yield the operations of some methods that need no value in their path or query."""
    for one in system.operations:
        if one.method in methods and not one.deprecated and not any(parameter.field.required for parameter in one.parameters):
            yield one


def _leaves(catalog: Catalog, operation: Operation, access: str) -> list[Field]:
    """Return the values (no lists, no selectors, none of a fixed choice) that an operation answers or takes."""
    content = operation.success if access == "read" else operation.body
    fields = catalog.fields(content, access="read" if access == "read" else "write") if content else ()
    values = (field for field in fields if field.is_leaf and field.types and field.path and "[" not in field.path)
    return [field for field in values if not (field.enum or field.branch or field.only_on_request or field.read_only)]


def _mappings(catalog: Catalog, listed: Operation, written: Operation) -> Iterator[Mapping]:
    sources = _leaves(catalog, listed, "read")
    for number, target in enumerate(_leaves(catalog, written, "write")):
        fitting = [source for source in sources if source.types == target.types]
        if fitting:
            source = _named_alike(fitting, target) or fitting[number % len(fitting)]
            yield Mapping(target=f"body.{target.path}", sources=(f"trigger:{source.path}",), reason="of the same types")


def _named_alike(sources: Sequence[Field], target: Field) -> Field | None:
    name = target.path.rpartition(".")[2].lower()
    return next((source for source in sources if source.path.rpartition(".")[2].lower() == name), None)


def _flow(number: int, listed: tuple[str, Operation], written: tuple[str, Operation], mappings: tuple[Mapping, ...]) -> Flow:
    trigger = Trigger(kind="poll", system=listed[0], operation=listed[1].key, schedule="*/5 * * * *", payload="full")
    step = Step(id="write", system=written[0], operation=written[1].key, mappings=mappings, semantics="create")
    return Flow(id=f"flow_{number + 1}", title=f"{listed[1].key} to {written[1].key}", trigger=trigger, steps=(step,))


def main() -> None:
    """Write the design."""
    source, target, count, file = sys.argv[1:]
    design = mapped_design(source, target, int(count))
    Path(file).write_text(design_text(design), encoding="utf-8")
    sys.stdout.write(f"{sum(1 for _ in design.mappings())} mappings in {len(design.flows)} flows\n")


if __name__ == "__main__":
    main()
