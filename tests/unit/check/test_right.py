"""Right designs over vendors' own documents: no false error."""

from __future__ import annotations

from pathlib import Path

import pytest

from designer.check.run import check
from designer.files.design_file import read_design
from designer.model.brief import SystemRef
from designer.specs.catalog import load_catalog

RIGHT = sorted((Path(__file__).parent / "right").glob("*.yaml"))


@pytest.mark.corpus
@pytest.mark.parametrize("path", RIGHT, ids=lambda path: path.stem)
def test_a_right_design_has_no_error(path: Path, corpus: Path) -> None:
    """Real documents are large and loose; what is right by them is never called an error."""
    design = read_design(path).design
    systems = [SystemRef(name=system.name, descriptions=system.descriptions) for system in design.systems]
    report = check(design, load_catalog(systems, base=corpus))
    assert [(finding.code, finding.where, finding.message) for finding in report.of("error")] == []
    assert {count.name: count.done for count in report.coverage}["operations in the documents"] >= 2
