"""The good designs as texts: with a piece or a comment put into them, checked as a file is."""

from __future__ import annotations

import shutil
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

from designer.files.design_file import design_text, parse_design
from designer.pipeline import report_of
from tests.unit.check.designs import DOCUMENTS, GOOD, catalog

if TYPE_CHECKING:
    from designer.files.design_file import DesignFile
    from designer.model.design import Design
    from designer.model.finding import Report

MAPPINGS = "        mappings:\n"
"""The line below which the mappings of the one step stand."""


def with_piece(piece: str, design: Design = GOOD) -> str:
    """Return the text of a design with a mapping put before the first of its one step."""
    return design_text(design).replace(MAPPINGS, MAPPINGS + textwrap.indent(piece.rstrip("\n") + "\n", " " * 10), 1)


def file_of_text(text: str) -> DesignFile:
    """Return a text as the design file `design.yaml`."""
    return parse_design(text, path=Path("design.yaml"))


def report_of_text(text: str) -> Report:
    """Return what the check says of a design's text."""
    return report_of(file_of_text(text), catalog())


def write_design(folder: Path, text: str) -> Path:
    """Write a design beside copies of its two documents, and return its path."""
    for document in ("shop.yaml", "crm.yaml"):
        shutil.copy(DOCUMENTS / document, folder / document)
    path = folder / "design.yaml"
    path.write_text(text, encoding="utf-8")
    return path
