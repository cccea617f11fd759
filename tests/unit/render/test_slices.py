"""The documents that a starter carries."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from designer.model.brief import SystemRef
from designer.model.description import DescriptionRef
from designer.model.design import Design, System
from designer.render.slices import system_slices
from designer.specs.catalog import load_catalog
from tests.unit.check.designs import GOOD, catalog

if TYPE_CHECKING:
    from pathlib import Path


def test_a_slice_holds_what_the_design_calls_and_nothing_else() -> None:
    """The calls of its steps, the call that registers its webhook, its event."""
    slices = system_slices(GOOD, catalog())
    paths = {name: sorted(document["paths"]) for name, document in slices.items()}  # type: ignore[arg-type]
    assert paths == {"shop": ["/hooks"], "crm": ["/contacts"]}
    assert list(slices["shop"]["webhooks"]) == ["customer.created"]  # type: ignore[arg-type]


def test_a_system_known_by_an_object_keeps_the_object(tmp_path: Path) -> None:
    """Also where no step calls anything yet: the mappings are checked against it."""
    (tmp_path / "ledger.json").write_text(json.dumps({"type": "object", "properties": {"account": {"type": "string"}}}))
    described = (DescriptionRef(kind="json-schema", path="ledger.json"),)
    known = load_catalog([SystemRef(name="Ledger", descriptions=described)], base=tmp_path)
    design = Design(name="ledger", style="api", systems=(System(id="ledger", name="Ledger", descriptions=described),))
    assert "account" in json.dumps(system_slices(design, known)["ledger"])
