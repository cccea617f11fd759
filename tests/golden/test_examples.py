"""The golden records: what each example gives today is what stands in generated/, to the byte."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.golden.regenerate import ROOT, examples, files_of, generate

if TYPE_CHECKING:
    from pathlib import Path


def test_there_is_an_example_of_each_style() -> None:
    """One example for each form of brief."""
    styles = {
        line.split()[1]
        for path in examples()
        for line in (ROOT / "generated" / path.name / "design.yaml").read_text().splitlines()
        if line.startswith("style:")
    }
    assert styles == {"api", "nocode", "warehouse"}


@pytest.mark.parametrize("example", examples(), ids=lambda path: path.name)
def test_an_example_gives_its_golden_record(example: Path, tmp_path: Path) -> None:
    """The same brief and documents give the same bytes, run after run; `make golden` shows what changed."""
    done = generate(example, tmp_path / "out")
    assert done.returncode == 0, done.stderr
    written, golden = files_of(tmp_path / "out"), files_of(ROOT / "generated" / example.name)
    assert sorted(written) == sorted(golden)
    changed = [name for name in written if written[name] != golden[name]]
    assert not changed, f"run `make golden` and read the difference of {changed}"


@pytest.mark.parametrize("example", examples(), ids=lambda path: path.name)
def test_a_golden_record_passes_the_check_by_itself(example: Path) -> None:
    """A design finds its own descriptions: the check of a starter needs nothing else and finds no error."""
    from designer.check.run import check
    from designer.files.design_file import read_design
    from designer.pipeline import catalog_of

    file = read_design(ROOT / "generated" / example.name / "design.yaml")
    report = check(file.design, catalog_of(file.design, base=file.path.parent))
    assert not report.of("error"), report.of("error")
