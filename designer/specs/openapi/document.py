"""A whole OpenAPI 3.x or Swagger 2.0 document to the system that it describes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from designer.errors import DescriptionError
from designer.model.spec import SecurityNeed, SystemSpec
from designer.specs.openapi.events import events_of
from designer.specs.openapi.operations import operations_of
from designer.specs.openapi.security import base_urls_of, schemes_of
from designer.specs.openapi.source import text

if TYPE_CHECKING:
    from designer.model.spec import Operation, SecurityScheme
    from designer.specs.openapi.source import Source

READ = ("3.0", "3.1", "3.2", "2.0")


def read_openapi(source: Source) -> SystemSpec:
    """Return what the document says. Raises DescriptionError where it is of no version that is read, or holds nothing."""
    root = source.root.value
    version = str(root.get("openapi", root.get("swagger", "")))
    if not version.startswith(READ):
        raise DescriptionError(
            source.document.file,
            f"OpenAPI version {version!r} is not read (3.0, 3.1, 3.2 and Swagger 2.0 are)",
            next_step="Convert the document, or look for another one.",
        )
    if not any(isinstance(root.get(key), dict) for key in ("paths", "webhooks", "x-webhooks", "components", "definitions")):
        raise DescriptionError(source.document.file, "an OpenAPI document without any path", next_step="Give the vendor's full document.")
    info = root.get("info")
    operations = tuple(operations_of(source))
    _warn_of_missing_files(source, operations)
    schemes = tuple(schemes_of(source))
    return SystemSpec(
        name=source.system,
        id="",
        title=text(info.get("title")) if isinstance(info, dict) else "",
        base_urls=tuple(base_urls_of(source)),
        schemes=schemes,
        operations=operations if "security" in root else _signed_in(operations, schemes),
        events=events_of(source, operations),
    )


def _signed_in(operations: tuple[Operation, ...], schemes: tuple[SecurityScheme, ...]) -> tuple[Operation, ...]:
    """Ask for any of the ways to sign in where a document declares some and forgets to say which operations need one."""
    if not schemes or any(operation.security for operation in operations):
        return operations
    needs = tuple(SecurityNeed(schemes=(scheme.name,)) for scheme in schemes)
    return tuple(replace(operation, security=needs) for operation in operations)


def _warn_of_missing_files(source: Source, operations: tuple[Operation, ...]) -> None:
    """Say once, in front of all, that a document is only the table of contents of files that were not given."""
    empty = [operation for operation in operations if not operation.responses and not operation.bodies]
    pointers = {operation.pointer for operation in empty}
    lost = [finding for finding in source.findings if finding.spec and finding.spec.pointer in pointers]
    if len(lost) * 2 > len(operations):
        source.warn(
            "SPEC104",
            source.root,
            f"{len(lost)} of {len(operations)} operations stand in files that are not there. "
            "Give the vendor's bundled document, or keep its whole folder beside this file.",
        )
        source.findings.insert(0, source.findings.pop())
