"""What prose may name without a finding: names of many kinds stand in code marks and have dots."""

from __future__ import annotations

from dataclasses import replace

import pytest

from designer.check.evidence.mentions import is_call
from designer.check.run import check
from designer.model.design import Narrative, Trouble
from designer.model.spec import Operation
from tests.unit.check.designs import GOOD, WAREHOUSE, catalog

HARMLESS = (
    "The event `customer.created` starts it; `order.paid` does not.",
    "`POST /contacts` is called once, or `POST /api/contacts` with its base path; POST /contacts?account=1 is the same.",
    "See `design.yaml`, `docs/field-map.md` and `app.toml`, and run `make check`.",
    "`data.email`, `email`, `body.items[0].code`, `items[].code`, `query.account` and `trigger:data.lines[].sku` are sent.",
    "The key stands in `CRM_KEY`; the address is `crm.example` or `status.crm.example`.",
    "A body with `ok: false`, `true`, `429`, `5.5`, `v1.2` or `e.g.`; `write:id` is the answer's id and `setting:account` the account.",
    "`data.company.name` is not carried, though the document has it.",
    "A lone ` mark, `` two `` marks, and `a b c`.",
    "GET / is no call, nor is `GET`.",
)


@pytest.mark.parametrize("text", HARMLESS)
def test_prose_may_name_what_is_there(text: str) -> None:
    """Events, files, commands, values, addresses, fields that are used or described: none is taken for a wrong name."""
    design = replace(GOOD, narrative=Narrative(author="claude:example", overview=text, monitoring=(text,), testing=(text,)))
    assert [finding.message for finding in check(design, catalog()).findings] == []


def test_a_person_may_be_told_to_make_a_call_by_hand() -> None:
    """A trouble's action may name a call that documents describe and the flow does not make; its symptom may not."""
    trouble = Trouble(symptom="Contacts are old.", action="Replace one by hand: `PUT /contacts/{id}`.")
    assert check(replace(GOOD, narrative=Narrative(troubles=(trouble,))), catalog()).findings == ()
    wrong = replace(trouble, symptom="`PUT /contacts/17` answers 404.")
    found = check(replace(GOOD, narrative=Narrative(troubles=(wrong,))), catalog()).findings
    assert [(finding.code, finding.where) for finding in found] == [("OP250", "$.narrative.troubles[0].symptom")]


def test_a_warehouse_knows_its_tables_and_records() -> None:
    """Columns, tables and paths of extracts are names of a warehouse."""
    text = "`stg_customers.email` is `customers:email`; `customer.email` is what analysts read, from `GET /customers`."
    assert check(replace(WAREHOUSE, narrative=Narrative(overview=text)), catalog()).findings == ()
    wrong = replace(WAREHOUSE, narrative=Narrative(overview="`customers:emial` is empty."))
    assert [finding.code for finding in check(wrong, catalog()).findings] == ["OP250"]


def test_a_long_text_costs_no_time() -> None:
    """A text made to keep the reader busy is read once."""
    text = "`" * 20_001 + "GET /" * 5_000 + "a." * 20_000
    design = replace(GOOD, narrative=Narrative(overview=text))
    assert {finding.code for finding in check(design, catalog()).findings} <= {"OP250"}


@pytest.mark.parametrize(
    ("path", "called", "is_it"), [("/monitorx", "/", False), ("/", "/contacts", False), ("/contacts", "/v1/contacts", True)]
)
def test_a_call_at_the_root_is_no_other(path: str, called: str, is_it: bool) -> None:  # noqa: FBT001 - of the table
    """A document may describe a call at its root, which has no part to compare."""
    assert is_call("GET", path, Operation(system="CRM", method="GET", path=called)) == is_it
