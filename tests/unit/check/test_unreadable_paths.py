"""A design may hold any text where a path belongs: the check tells of it and never breaks."""

from __future__ import annotations

import pytest

from designer.check.run import check
from tests.unit.check.cases.planting import NEW, STEP, Case
from tests.unit.check.designs import catalog

PATHS = ("a[]_x", 'a."b', "a[", "a..b", "[", "", ".", "a[=x]", 'items[]"', "a[type=x", "@odata.type", '"@odata.type"_x', "items[].code]")
TRANSFORMS = ("copy", "truncate", "scale", "date_format", "constant", "template", "first")


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("name", TRANSFORMS)
def test_no_path_breaks_the_check(path: str, name: str) -> None:
    """Whatever stands in a target, a source, an envelope or a list, the check returns its findings."""
    for target in (f"body.{path}", f"query.{path}", f"path.{path}", f"header.{path}", path):
        mapping = {"target": target, "sources": [] if name == "constant" else ["trigger:data.id"], "transform": {"name": name}}
        check(Case("", {NEW: mapping}, "", "").bad, catalog())
    for source in (f"trigger:{path}", f"item:{path}", f"write:{path}", path):
        mapping = {"target": "body.reference", "sources": [source], "transform": {"name": name}}
        check(Case("", {NEW: mapping}, "", "").bad, catalog())
    check(Case("", {f"{STEP}.items": path}, "", "").bad, catalog())
    check(Case("", {f"{STEP}.for_each": f"trigger:{path}"}, "", "").bad, catalog())
