"""Openings over small documents that a test may change, and what stands in them outside all fences."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from designer.brief.read import read_brief
from designer.check.run import check
from designer.model.brief import SystemRef
from designer.model.description import DescriptionRef
from designer.plan.claude.context.opening import opening
from designer.plan.offline.candidates import operation_candidates
from designer.plan.offline.planner import OfflinePlanner
from designer.repair import with_certain_fixes
from designer.specs.catalog import load_catalog
from tests.builders import a_crm_document, a_shop_document

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.model.brief import Brief
    from designer.model.scalars import StyleWish
    from designer.plan.claude.context.opening import Opening

FENCE = re.compile(r'^<data id="([0-9a-f]{8})" of="([^"\n]*)">\n(.*?)\n</data id="\1">$', re.DOTALL | re.MULTILINE)
TEXT = """# Shop customers become CRM contacts

When a customer is created in Shop, create a contact in CRM.

- email -> email
- full name -> name
- phone -> phone number
"""


def an_opening(
    folder: Path, *, text: str = TEXT, style: StyleWish = "api", change: Callable[[dict[str, Any], dict[str, Any]], None] | None = None
) -> Opening:
    """Return the opening for a small shop and a small CRM; *change* may alter their documents before."""
    shop, crm = a_shop_document(), a_crm_document()
    if change:
        change(shop, crm)
    systems = []
    for name, document in (("Shop", shop), ("CRM", crm)):
        path = folder / f"{name.lower()}.json"
        path.write_text(json.dumps(document), encoding="utf-8")
        systems.append(SystemRef(name=name, descriptions=(DescriptionRef(kind="openapi", path=str(path)),)))
    return opening_of(text, systems, style=style)


def opening_of(text: str, systems: list[SystemRef], *, style: StyleWish = "auto") -> Opening:
    """Return the opening for a brief over documents, with the offline planner's draft, as a run makes it."""
    import dataclasses

    brief: Brief = read_brief(text, path="brief.md", systems=tuple(systems))
    brief = dataclasses.replace(brief, systems=tuple(systems), style=style if style != "auto" else brief.style)
    catalog = load_catalog(brief.systems, base=Path())
    draft, report = with_certain_fixes(
        OfflinePlanner().plan(brief, catalog, checker=lambda design: check(design, catalog)), lambda design: check(design, catalog)
    )
    catalog.remember()
    return opening(brief, catalog, draft, report, candidates=operation_candidates(brief, catalog, design=draft))


def outside(context: str) -> str:
    """Return what stands in a context outside all fences: ours."""
    return FENCE.sub("<fence>", context)


def inside(context: str) -> list[str]:
    """Return what stands in each fence."""
    return [found[2] for found in FENCE.findall(context)]
