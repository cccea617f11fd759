"""One piece of work in a process of its own: `probe.py NAME ARGUMENT…` prints its CPU seconds and what came of it, as one line of JSON.

What a probe imports is imported before the clock starts; given a SMALL document or design, it does the work on that first, so that what is
loaded late is loaded too. The clock is that of the process, so that a waiting machine counts nothing.
Nothing is imported here that a bare program would not import: the whole process is measured too.
"""

from __future__ import annotations

import sys
import time

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from designer.model.spec import Operation
    from designer.specs.catalog import LoadedCatalog

    Work = Callable[[], str]


def json_load(*paths: str) -> Work:
    """Read JSON documents as everybody does."""
    import json  # noqa: PLC0415 - each probe imports what it measures

    def work() -> str:
        for path in paths:
            with open(path, "rb") as file:  # noqa: PTH123 - pathlib is no part of what is measured
                json.load(file)
        return "parsed"

    return work


def json_load_paused(*paths: str) -> Work:
    """Read JSON documents with garbage collection paused."""
    import gc  # noqa: PLC0415 - the same

    gc.disable()
    return json_load(*paths)


def ryaml(path: str) -> Work:
    """Read YAML with the fastest safe parser."""
    import ryaml as parser  # noqa: PLC0415 - the same

    def work() -> str:
        with open(path, encoding="utf-8") as file:  # noqa: PTH123 - the same
            parser.loads(file.read())  # type: ignore[attr-defined, unused-ignore]
        return "parsed"

    return work


def c_yaml(path: str) -> Work:
    """Read YAML with PyYAML's C loader."""
    import yaml  # noqa: PLC0415 - the same

    def work() -> str:
        with open(path, "rb") as file:  # noqa: PTH123 - the same
            yaml.load(file, Loader=yaml.CSafeLoader)
        return "parsed"

    return work


def spec_validator(path: str) -> Work:
    """Read and validate a document with openapi-spec-validator, all its errors."""
    from jsonschema_path import SchemaPath  # noqa: PLC0415 - the same
    from openapi_spec_validator.readers import read_from_filename  # noqa: PLC0415 - the same
    from openapi_spec_validator.shortcuts import get_validator_cls  # noqa: PLC0415 - the same

    def work() -> str:
        document, address = read_from_filename(path)
        validator: Any = get_validator_cls(document)
        return f"{sum(1 for _ in validator(SchemaPath.from_dict(document, base_uri=address)).iter_errors())} errors"

    return work


def open_catalog(path: str, small: str = "") -> Work:
    """Open a document as a catalog: read, held against the meta-schema, indexed; a second time from the index."""
    if small:
        _catalog(small)  # what is loaded late is loaded now

    def work() -> str:
        return f"{len(_catalog(path).systems[0].operations)} operations"

    return work


def find(path: str, key: str, small: str = "") -> Work:
    """Open a document and find an operation: its parameters, what it takes, what it answers."""
    if small:
        _operation(_catalog(small), "")

    def work() -> str:
        return f"{len(_operation(_catalog(path), key).parameters)} parameters"

    return work


def fields(path: str, key: str, small: str = "") -> Work:
    """Open a document, find an operation and read all fields of what it takes and answers."""
    if small:
        _fields(_catalog(small), "")

    def work() -> str:
        return f"{_fields(_catalog(path), key)} fields"

    return work


def search(path: str, words: str, small: str = "") -> Work:
    """Open a document and search its operations."""
    if small:
        _catalog(small).search("A", words)

    def work() -> str:
        found = _catalog(path).search("A", words)
        return f"best: {found[0].operation.key}" if found else "nothing found"

    return work


def middle(path: str) -> Work:
    """Name an operation that answers something, from the middle of a document that is parsed plainly."""

    def work() -> str:
        with open(path, encoding="utf-8") as file:  # noqa: PTH123 - the same
            text = file.read()
        if path.endswith(".json"):
            import json  # noqa: PLC0415 - the same

            paths = json.loads(text)["paths"]
        else:
            import ryaml as parser  # noqa: PLC0415 - the same

            paths = parser.loads(text)["paths"]  # type: ignore[attr-defined, unused-ignore]
        later = list(paths.items())[len(paths) // 2 :]
        return next(f"GET {name}" for name, item in later if "get" in item)

    return work


def check_design(path: str, small: str = "") -> Work:
    """Read a design file, open its documents and check it."""
    from pathlib import Path  # noqa: PLC0415 - the same

    from designer.pipeline import check_file  # noqa: PLC0415 - the same

    if small:
        check_file(Path(small))

    def work() -> str:
        return f"{len(check_file(Path(path)).report.findings)} findings"

    return work


def check_again(path: str, small: str = "", before: str = "") -> Work:
    """Check a design whose documents are open; *before*: it was checked once already, as an editor or a planner does."""
    from pathlib import Path  # noqa: PLC0415 - the same

    from designer.check.run import check  # noqa: PLC0415 - the same
    from designer.files.design_file import read_design  # noqa: PLC0415 - the same
    from designer.model.brief import SystemRef  # noqa: PLC0415 - the same
    from designer.pipeline import check_file  # noqa: PLC0415 - the same
    from designer.specs.catalog import load_catalog  # noqa: PLC0415 - the same

    if small:
        check_file(Path(small))
    design = read_design(Path(path)).design
    systems = [SystemRef(name=system.name, descriptions=system.descriptions) for system in design.systems]
    catalog = load_catalog(systems, base=Path(path).parent)

    def work() -> str:
        return f"{len(check(design, catalog).findings)} findings"

    if before:
        work()
    return work


def match(source: str, target: str, again: str = "") -> Work:
    """Match the fields of two records, the documents read before; *again*: the same pair was matched once already."""
    from pathlib import Path  # noqa: PLC0415 - the same

    from designer.match.fields.matching import match_fields  # noqa: PLC0415 - the same
    from designer.specs.address import resolve_address  # noqa: PLC0415 - the same

    given, wanted = resolve_address(source, base=Path()), resolve_address(target, base=Path())
    read, write = given.fields("read"), wanted.fields("write")

    def work() -> str:
        found = match_fields(read, write, source_title=given.title, target_title=wanted.title)
        return f"{len(read)} x {len(write)} fields: {len(found.mappings)} mappings"

    if again:
        work()
    return work


def _catalog(path: str) -> LoadedCatalog:
    from pathlib import Path  # noqa: PLC0415 - the same

    from designer.model.brief import SystemRef  # noqa: PLC0415 - the same
    from designer.model.description import DescriptionRef  # noqa: PLC0415 - the same
    from designer.specs.catalog import load_catalog  # noqa: PLC0415 - the same

    return load_catalog([SystemRef(name="A", descriptions=(DescriptionRef(kind="openapi", path=path),))], base=Path())


def _operation(catalog: LoadedCatalog, key: str) -> Operation:
    """Return the operation of this key; the first if none is named."""
    operation = catalog.operation("A", key or catalog.systems[0].operations[0].key)
    if operation is None:
        sys.exit(f"no operation {key}")
    return operation


def _fields(catalog: LoadedCatalog, key: str) -> int:
    """Return how many fields an operation takes and answers, its parameters among them."""
    operation = _operation(catalog, key)
    answer = catalog.fields(operation.success, access="read") if operation.success else ()
    taken = catalog.fields(operation.body, access="write") if operation.body else ()
    return len(operation.parameters) + len(answer) + len(taken)


PROBES: dict[str, Callable[..., Work]] = {
    "json-load": json_load,
    "json-load-paused": json_load_paused,
    "ryaml": ryaml,
    "c-yaml": c_yaml,
    "spec-validator": spec_validator,
    "open": open_catalog,
    "find": find,
    "fields": fields,
    "search": search,
    "middle": middle,
    "check": check_design,
    "check-again": check_again,
    "match": match,
}


def main() -> None:
    """Prepare, measure, tell."""
    work = PROBES[sys.argv[1]](*sys.argv[2:])
    began = time.process_time()
    said = work()
    spent = time.process_time() - began
    import json  # noqa: PLC0415 - after the clock

    sys.stdout.write(json.dumps({"seconds": spent, "said": said}) + "\n")


if __name__ == "__main__":
    main()
