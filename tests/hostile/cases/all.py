"""All hostile cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.hostile.cases import aliases, depth, designs, files, references, sizes, texts

if TYPE_CHECKING:
    from tests.hostile.cases.case import Case

CASES: tuple[Case, ...] = (*aliases.CASES, *depth.CASES, *references.CASES, *files.CASES, *sizes.CASES, *designs.CASES, *texts.CASES)
