"""A workbench over a small shop and a small CRM, with the offline planner's draft on it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from designer.check.run import check
from designer.model.brief import Brief, SystemRef, Team, WarehouseWish, Wish
from designer.model.description import DescriptionRef
from designer.plan.claude.agreement import judged
from designer.plan.claude.tools import Workbench
from designer.plan.offline.planner import OfflinePlanner
from designer.repair import with_certain_fixes
from designer.specs.catalog import load_catalog
from tests.builders import a_crm_document, a_shop_document

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from designer.model.scalars import JsonObject

PLANNER = "claude:claude-test"
TEXT = "When a customer is created in Shop, create a contact in CRM. CRM's region is 12."
FLOW = "$.flows[id=shop_customer_to_crm]"


def a_bench(
    folder: Path, *, style: str = "api", change: Callable[[JsonObject, JsonObject], None] | None = None, is_judged: bool = False
) -> Workbench:
    """Return a workbench; *change* may alter the documents of shop and CRM before they are read.

    Unless it *is_judged*, nothing is said of how sure each mapping of a changed design is.
    """
    shop, crm = a_shop_document(), a_crm_document()
    if change:
        change(shop, crm)
    (folder / "shop.json").write_text(json.dumps(shop))
    (folder / "crm.json").write_text(json.dumps(crm))
    systems = tuple(
        SystemRef(name=name, descriptions=(DescriptionRef(kind="openapi", path=f"{name.lower()}.json"),)) for name in ("Shop", "CRM")
    )
    brief = Brief(
        name="shop-to-crm",
        style="api",
        systems=systems,
        goal="Contacts follow customers.",
        wishes=(Wish(text=TEXT, when="a customer is created in Shop", then="create a contact in CRM", source="Shop", target="CRM"),),
        text=TEXT,
    )
    if style == "warehouse":
        wish = WarehouseWish(teams=(Team(name="sales", needs="customers"),), data_kinds=("customers",))
        brief = replace(brief, style="warehouse", wishes=(), warehouse=wish, text="A warehouse of customers.")
    catalog = load_catalog(systems, base=folder)

    def checker(design):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202 - the check with its catalog in hand
        return check(design, catalog)

    def mend(design):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202 - as the pipeline hands it in
        return with_certain_fixes(design, checker)

    draft, _ = mend(OfflinePlanner().plan(brief, catalog, checker=checker))

    def judge(design, before):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202 - as the planner hands it in
        return judged(design, brief, catalog, draft=before) if is_judged else design

    return Workbench(brief, catalog, checker=checker, draft=draft, mend=mend, judge=judge, planner=PLANNER)
