"""What a shell offers when Tab is pressed: names of systems, ids of operations and runs. A fault offers nothing."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

import typer  # noqa: TC002 - typer reads annotations when the program runs

from designer.errors import DesignerError

if TYPE_CHECKING:
    from collections.abc import Iterable

PARTING = frozenset(" \t\n\"'`$;&|<>()*?[]\\")
"""Characters that mean something to a shell: what vendors call their operations is put into a command line."""


def complete_system(incomplete: str) -> list[str]:
    """Return the systems that were added whose names begin so; the shell itself offers files where there is none."""
    from designer.specs.registry import registered_systems  # noqa: PLC0415 - `--help` reads no registry

    with contextlib.suppress(DesignerError):
        return _begun(incomplete, [one.name for one in registered_systems()])
    return []


def complete_operation(ctx: typer.Context, incomplete: str) -> list[str]:
    """Return the ids of the operations of the system that stands before, which unlike `POST /path` hold no space."""
    from designer.specs.catalog import load_catalog  # noqa: PLC0415 - the same
    from designer.specs.registry import system_of  # noqa: PLC0415 - the same

    with contextlib.suppress(DesignerError):
        spec = load_catalog([system_of(str(ctx.params.get("system") or ""))], base=Path()).systems[0]
        return _begun(incomplete, sorted({one.operation_id for one in spec.operations}))
    return []


def complete_rule(incomplete: str) -> list[str]:
    """Return the codes of the rules that begin so."""
    from designer.check.rulebook import rulebook  # noqa: PLC0415 - `--help` loads no rule

    return _begun(incomplete, rulebook())


def complete_run(incomplete: str) -> list[str]:
    """Return the ids of the runs that begin so, newest first, and `last`."""
    from designer.files.runs import run_ids  # noqa: PLC0415 - `--help` reads no log

    known = run_ids()
    return _begun(incomplete, ["last", *known] if known else [])


def _is_one_word(name: str) -> bool:
    return bool(name) and name.isprintable() and not set(name) & PARTING


def _begun(incomplete: str, names: Iterable[str]) -> list[str]:
    """Return the names that begin so in any case, as they were begun; a shell would part those that hold a space."""
    found = [name for name in names if name.casefold().startswith(incomplete.casefold()) and _is_one_word(name)]
    return [incomplete + name[len(incomplete) :] for name in found]
