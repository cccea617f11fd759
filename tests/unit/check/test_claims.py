"""A mapping's proof is held against what the documents hold of its ends."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

import pytest

from designer.check.run import check
from designer.repair import apply_fixes
from tests.unit.check.cases.planting import NEW, Case
from tests.unit.check.designs import catalog
from tests.unit.check.others import Altered

if TYPE_CHECKING:
    from designer.model.design import Design
    from designer.model.spec import Catalog


def claiming(proof: str) -> Design:
    """Return the good design with one more mapping that names this proof."""
    return Case("", {NEW: {"target": "body.reference", "sources": ["trigger:data.id"], "proof": proof}}, "", "").bad


def told(design: Design, documents: Catalog) -> list[str]:
    """Return what the rule says of the claims of a design."""
    return [finding.where for finding in check(design, documents).findings if finding.code == "MAP319"]


@pytest.mark.parametrize("proof", ["account", "sample"])
def test_a_claim_that_the_documents_bear_out_is_not_told(proof: str) -> None:
    """Metadata of the account or a sample that shows the source proves the mapping; the other of the two does not."""

    def shown(field: Any) -> Any:
        return field and replace(field, proof=proof)

    documents = cast("Catalog", Altered(event_field=shown))
    assert told(claiming(proof), documents) == []
    assert told(claiming({"account": "sample", "sample": "account"}[proof]), documents) == [f"{NEW}.proof"]


def test_only_a_person_knows_of_a_sandbox() -> None:
    """No document bears out or refutes that a call was seen to succeed."""
    assert told(claiming("sandbox"), catalog()) == []


def test_repair_takes_the_claim_away() -> None:
    """The fix is certain: it leaves the mapping as it is, and only the claim goes."""
    finding = next(one for one in check(claiming("account"), catalog()).findings if one.code == "MAP319")
    assert finding.fix is not None
    assert finding.fix.certain
    mended = apply_fixes(claiming("account"), [finding.fix])
    assert mended.flows[0].steps[0].mappings[7].proof == "none"
    assert mended.flows[0].steps[0].mappings[7].sources == ("trigger:data.id",)
