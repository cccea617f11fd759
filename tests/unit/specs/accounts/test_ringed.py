"""Documents whose schemas hold themselves several times: the places of an object in them are bounded, those near the root kept."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from designer.model.brief import SystemRef
from designer.model.description import DescriptionRef
from designer.specs.accounts.places import MOST
from designer.specs.catalog import load_catalog
from tests.unit.specs.accounts.answers import PROPERTIES, a_contacts_document
from tests.unit.specs.documents import ref

if TYPE_CHECKING:
    from pathlib import Path


def test_a_schema_that_holds_itself_has_few_places(tmp_path: Path) -> None:
    """Each level multiplies them: seven members at eight levels are millions."""
    document = a_contacts_document()
    schemas = document["components"]["schemas"]
    held = schemas["Input"]["properties"]["properties"]
    schemas["Node"] = {"type": "object", "properties": {**{f"c{number}": ref("Node") for number in range(7)}, "properties": held}}
    schemas["Input"]["properties"]["tree"] = ref("Node")
    for name, value in (("crm", document), ("saved", PROPERTIES)):
        (tmp_path / f"{name}.json").write_text(json.dumps(value))
    described = tuple(DescriptionRef(kind=kind, path=path) for kind, path in (("openapi", "crm.json"), ("account", "saved.json")))  # type: ignore[arg-type]
    catalog = load_catalog([SystemRef(name="CRM", descriptions=described)], base=tmp_path)
    (enrichment,) = catalog.systems[0].enrichments
    assert "POST /objects/contacts body.properties" in enrichment.places
    assert "POST /objects/contacts body.tree.properties" in enrichment.places
    assert len(enrichment.places) < 5 * MOST
    call = catalog.operation("CRM", "POST /objects/contacts")
    assert call is not None
    assert call.body is not None
    near = catalog.field(call.body, "tree.c3.properties.tier", access="write")
    assert near is not None
    assert (near.proof, near.enum) == ("account", ("gold", "free"))
