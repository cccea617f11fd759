"""design.yaml to a Design and back: read with all faults at once, written readably, kept with a person's comments."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from designer.errors import DesignFileError
from designer.files.text import read_text
from designer.files.yaml_reading import read_yaml
from designer.files.yaml_text import yaml_text
from designer.model.codec import decode, encode, schema
from designer.model.design import Design
from designer.secrecy.looking import hidden, secrets_in

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from designer.model.scalars import Json, JsonObject

SCHEMA_ID = "urn:integration-designer:design:1"
SCHEMA_PATH = ".designer/design.schema.json"
"""Where the schema lies, seen from the design file that names it."""
MODELINE = f"# yaml-language-server: $schema={SCHEMA_PATH}\n"
MOST_FAULTS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class DesignFile:
    """A design, the text it was read from and the line of each place in it."""

    design: Design
    path: Path
    text: str
    lines: dict[str, int] = field(repr=False)

    def line(self, where: str) -> int:
        """Return the line of `$.flows[0].steps[1]`, or of the nearest place above it that the file has."""
        return nearest_line(self.lines, where)


@functools.cache
def design_schema() -> JsonObject:
    """Return the published JSON Schema of design.yaml."""
    return schema(Design, identifier=SCHEMA_ID, title="Integration design")


def read_design(path: Path) -> DesignFile:
    """Read a design file. Raises UsageError (no such file) and DesignFileError (all faults, one a line)."""
    return parse_design(read_text(path), path=path)


def parse_design(text: str, *, path: Path) -> DesignFile:
    """Read a design from a text; *path* is where it stands. Raises DesignFileError, which shows no secret of the text."""
    try:
        return _parsed(text, path)
    except DesignFileError as wrong:
        secrets = [secret.text for secret in secrets_in(text)]
        raise DesignFileError(wrong.place, hidden(wrong.fact, secrets), next_step=wrong.next_step) from None


def _parsed(text: str, path: Path) -> DesignFile:
    value, lines = read_yaml(text, place=str(path))
    if not isinstance(value, dict):
        raise DesignFileError(
            str(path), "is no design: it holds no `key: value` lines", next_step="See `designer schema` for what a design holds."
        )
    if not _fits(value):
        raise _faulty(path, value, lines)
    return DesignFile(design=decode(Design, value), path=path, text=text, lines=lines)


def design_text(design: Design) -> str:
    """Return the design as YAML: the same design gives the same bytes."""
    return MODELINE + yaml_text(encode(design))


def update_design(text: str, design: Design) -> str:
    """Return *text* changed so that it holds *design*, with a person's comments, order and spelled-out defaults kept."""
    from designer.files.round_trip import updated  # noqa: PLC0415 - ruamel.yaml, only where a file is written back

    return updated(text, design, write=design_text)


def nearest_line(lines: Mapping[str, int], where: str) -> int:
    """Return the line of a place, or of the nearest one above it, 0 if there is none."""
    while where:
        if where in lines:
            return lines[where]
        where = re.sub(r'(?:\.[A-Za-z_]\w*|\."[^"]*"|\[[^\]]*\]|.)$', "", where)
    return 0


@functools.cache
def _validator() -> object:
    import jsonschema_rs  # noqa: PLC0415 - `--help` needs none

    return jsonschema_rs.validator_for(cast("dict[str, object]", design_schema()))


def _fits(value: Json) -> bool:
    try:
        return bool(_validator().is_valid(value))  # type: ignore[attr-defined]
    except (ValueError, OverflowError):
        # A number too large for the fast validator; the thorough one tells what is wrong.
        return False


def _faulty(path: Path, value: JsonObject, lines: dict[str, int]) -> DesignFileError:
    from designer.files.faults import faults  # noqa: PLC0415 - jsonschema, only for a faulty file

    found = sorted(
        ((nearest_line(lines, fault.where), fault) for fault in faults(value, design_schema())), key=lambda pair: (pair[0], pair[1].where)
    )
    told = [f"{path}:{line}: {fault.where}: {fault.words}" for line, fault in found[:MOST_FAULTS]]
    if len(found) > MOST_FAULTS:
        told.append(f"and {len(found) - MOST_FAULTS} more")
    count = "1 fault" if len(found) == 1 else f"{len(found)} faults"
    step = "Mend the file; `designer schema` prints all that a design may hold."
    return DesignFileError(str(path), "\n".join([f"is no design, {count}:", *(f"  {line}" for line in told)]), next_step=step)
