"""Real vendor documents: the fast pass takes all, and agrees with the full verdict where both judge the same."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from designer.specs.documents.parse import parse
from designer.specs.validation.full_pass import judged
from designer.specs.validation.meta_schema import MOST_TOLD, meta_findings

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.corpus
SMALL = 130_000
MOST_WITH_FINDINGS = 30


def test_the_fast_pass_takes_every_document(corpus: Path) -> None:
    """No document breaks it; most are right, and none is told in more than its bound of findings."""
    told: dict[str, int] = {}
    for path in sorted((corpus / "specs").iterdir()):
        root: Any = parse(path.read_bytes(), file=path.name)
        findings = meta_findings(root, file=path.name)
        assert all(finding.code == "SPEC107" and finding.message and finding.spec for finding in findings)
        assert not any("could not be looked at" in finding.message for finding in findings), path.name
        assert findings == meta_findings(json.loads(json.dumps(root)), file=path.name)
        told[path.name] = len(findings)
    assert max(told.values()) <= MOST_TOLD + 1
    assert 0 < sum(number > 0 for number in told.values()) <= MOST_WITH_FINDINGS


def test_what_the_fast_pass_finds_the_full_verdict_finds(corpus: Path) -> None:
    """The full verdict knows of every fault of the shape, and of more: references, defaults, path parameters."""
    paths = [path for path in sorted((corpus / "specs").iterdir()) if path.stat().st_size < SMALL]
    assert paths
    for path in paths:
        fast = meta_findings(parse(path.read_bytes(), file=path.name), file=path.name)  # type: ignore[arg-type]
        full = judged(path, path.name)
        assert not fast or full["outcome"] == "invalid", path.name
