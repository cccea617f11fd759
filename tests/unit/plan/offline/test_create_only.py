"""Records that are already in the target stay as they are, where the brief says so."""

from __future__ import annotations

import copy
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from designer.check.run import check
from designer.model.brief import Brief, SystemRef, Wish
from designer.model.description import DescriptionRef
from designer.plan.offline.planner import OfflinePlanner
from designer.specs.catalog import load_catalog
from tests.builders import a_crm_document, a_shop_document

if TYPE_CHECKING:
    from pathlib import Path

    from designer.model.design import Design

SYNC = Wish(
    text="Sync customers of Shop to CRM: create or update the contact.",
    when="a customer is created or updated in Shop",
    then="create or update the contact in CRM",
    source="Shop",
    target="CRM",
    lookups=("do not touch contacts that are already there",),
)


def crm(*, searches: bool = True) -> dict[str, Any]:
    """Return a CRM whose POST changes what it finds and whose PUT only creates; one record can be changed too."""
    document = a_crm_document()
    paths = document["paths"]["/contacts"]
    paths["put"] = {**copy.deepcopy(paths["post"]), "operationId": "createContacts", "summary": "Create contacts"}
    paths["post"] |= {"operationId": "updateOrCreateContacts", "summary": "Update or create contacts"}
    where = [{"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}]
    document["paths"]["/contacts/{id}"] = {
        "patch": {**copy.deepcopy(paths["put"]), "operationId": "changeContact", "summary": "Change a contact", "parameters": where}
    }
    if not searches:
        paths["get"]["parameters"] = []
    return document


def planned(folder: Path, wish: Wish, document: dict[str, Any]) -> Design:
    """Return the design of one wish from the shop to this CRM."""
    refs = []
    for name, text in (("Shop", a_shop_document()), ("CRM", document)):
        (folder / f"{name}.json").write_text(json.dumps(text), encoding="utf-8")
        refs.append(SystemRef(name=name, descriptions=(DescriptionRef(kind="openapi", path=f"{name}.json"),)))
    brief = Brief(name="shop-to-crm", style="api", systems=tuple(refs), wishes=(wish,))
    catalog = load_catalog(brief.systems, base=folder)
    return OfflinePlanner().plan(brief, catalog, checker=lambda design: check(design, catalog))


def test_what_is_there_is_looked_for_and_left(tmp_path: Path) -> None:
    """The call that would change it gives way to the one that only creates, and only where the search finds nothing."""
    steps = planned(tmp_path, replace(SYNC, create_only=True), crm()).flows[0].steps
    assert [(step.role, step.operation) for step in steps] == [("lookup", "GET /contacts"), ("write", "PUT /contacts")]
    assert [(one.source, one.op) for group in steps[1].condition.any for one in group.all] == [("find_contact:contacts[0].id", "empty")]


def test_without_that_word_it_is_changed(tmp_path: Path) -> None:
    """The same wish, without the limit, changes what it finds."""
    operations = {step.operation for step in planned(tmp_path, SYNC, crm()).flows[0].steps if step.role == "write"}
    assert operations & {"POST /contacts", "PATCH /contacts/{id}"}


def test_without_a_sure_search_it_is_asked(tmp_path: Path) -> None:
    """A search that nobody is sure of is a question, never a silent create."""
    design = planned(tmp_path, replace(SYNC, create_only=True), crm(searches=False))
    assert any(question.text.startswith("By which search is a contact found again") for question in design.questions)
    assert {step.operation for step in design.flows[0].steps} == {"PUT /contacts"}
