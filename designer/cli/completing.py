"""What a shell offers when Tab is pressed: names of systems, ids of operations. A fault offers nothing."""

from __future__ import annotations

import contextlib
from pathlib import Path

import typer  # noqa: TC002 - typer reads annotations when the program runs

from designer.errors import DesignerError


def complete_system(incomplete: str) -> list[str]:
    """Return the systems that were added whose names begin so; the shell itself offers files where there is none."""
    from designer.specs.registry import registered_systems  # noqa: PLC0415 - `--help` reads no registry

    with contextlib.suppress(DesignerError):
        return [one.name for one in registered_systems() if one.name.casefold().startswith(incomplete.casefold())]
    return []


def complete_published(incomplete: str) -> list[str]:
    """Return the well-known systems whose names begin so and whose vendors publish a document."""
    from designer.specs.vendors.vendor_addresses import all_published  # noqa: PLC0415 - the same

    return [one.name for one in all_published() if one.addresses and one.name.casefold().startswith(incomplete.casefold())]


def complete_operation(ctx: typer.Context, incomplete: str) -> list[str]:
    """Return the ids of the operations of the system that stands before, which unlike `POST /path` hold no space."""
    from designer.specs.catalog import load_catalog  # noqa: PLC0415 - the same
    from designer.specs.registry import system_of  # noqa: PLC0415 - the same

    with contextlib.suppress(DesignerError):
        spec = load_catalog([system_of(str(ctx.params.get("system") or ""))], base=Path()).systems[0]
        return sorted({one.operation_id for one in spec.operations if one.operation_id.startswith(incomplete)})
    return []
