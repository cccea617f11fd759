"""Which fields hold personal data, and where a design sends it."""

from __future__ import annotations

import pytest

from designer.check.personal.fields import category_of, record_words
from designer.check.run import check
from designer.model.finding import Fix
from designer.model.spec import Field
from designer.repair import apply_fixes
from tests.unit.check.designs import DESK, GOOD, WAREHOUSE, catalog

# The record, the path, what else the document says of it, the category.
FIELDS = [
    ("customer", "email", {}, "email"),
    ("customer", "billing_email", {}, "email"),
    ("customer", "email_type", {}, ""),
    ("customer", "email_verified", {"types": ("boolean",)}, ""),
    ("customer", "emailSentAt", {"format": "date-time"}, ""),
    ("company", "supportEmail", {}, ""),
    ("contact", "emails[].value", {}, "email"),
    ("contact", "properties.custom_7", {"format": "email"}, "email"),
    ("customer", "name", {}, "name"),
    ("product", "name", {}, ""),
    ("customer", "company.name", {}, ""),
    ("order", "billing.first_name", {}, "name"),
    ("order", "customer_name", {}, "name"),
    ("ticket", "requester.name", {}, "name"),
    ("issue", "project.name", {}, ""),
    ("event", "location.displayName", {}, ""),
    ("contact", "tags[].name", {}, ""),
    ("contact", "phone", {"types": ("integer",)}, "phone"),
    ("order", "phone", {}, "phone"),
    ("store", "phone", {}, ""),
    ("customer", "address.line1", {}, "postal address"),
    ("customer", "AddressLine1", {}, "postal address"),
    ("order", "shipping_address.country_code", {}, "postal address"),
    ("warehouse", "address.city", {}, ""),
    ("lead", "state", {"enum": ("open", "won", "lost")}, ""),
    ("person", "date_of_birth", {"format": "date"}, "birth"),
    ("cache", "cache_age", {}, ""),
    ("employee", "ssn", {}, "identity document"),
    ("employee", "job_title", {}, "employment"),
    ("employee", "title", {}, "employment"),
    ("employee", "salary.amount", {"types": ("number",)}, "pay"),
    ("payment", "iban", {}, "bank"),
    ("customer", "bank_account.last4", {}, "bank"),
    ("charge", "payment_method_details.card.last4", {}, "card"),
    ("patient", "allergies[]", {}, "health"),
    ("worker", "ethnicity", {"enum": ("a", "b")}, "origin"),
    ("user", "avatar_url", {}, "photo"),
    ("login", "ip_address", {}, "online"),
    ("user", "geo.latitude", {"types": ("number",)}, "location"),
    ("ticket", "description", {}, "free text"),
    ("product", "description", {}, ""),
    ("order", "customer_note", {}, "free text"),
    ("record", "field_12", {"description": "Date of birth of the applicant"}, "birth"),
    ("record", "field_13", {"description": "Whether the date of birth is known"}, ""),
    ("customer", "id", {}, ""),
    ("customer", "created", {"types": ("integer",)}, ""),
]


@pytest.mark.parametrize(("record", "path", "told", "category"), FIELDS, ids=[f"{one[0]}-{one[1]}" for one in FIELDS])
def test_a_field_is_read_from_its_name_and_what_it_stands_in(record: str, path: str, told: dict[str, object], category: str) -> None:
    """The same name can be a person's or a thing's; a value that cannot be such data is none."""
    field = Field(path=path, **{"types": ("string",), **told})  # type: ignore[arg-type]
    assert category_of(path, field, record_words(record, f"GET /{record}s/{{id}}")) == category


def test_the_report_lists_where_personal_data_flows() -> None:
    """From system and field to system and field, in the order of the design; constants and settings are no data of persons."""
    told = [(flow.category, flow.source, flow.source_path, flow.target, flow.target_path) for flow in check(GOOD, catalog()).personal]
    assert told == [
        ("email", "Shop", "data.email", "CRM", "body.email"),
        ("name", "Shop", "data.name", "CRM", "body.last_name"),
    ]


def test_what_asks_for_care_is_marked() -> None:
    """A target that tells of a bank account makes what fills it sensitive, whatever the source calls it."""
    mapping = {"target": "body.iban", "sources": ["trigger:data.nickname"]}
    design = apply_fixes(DESK, [Fix(where="$.flows[0].steps[0].mappings[1]", words="", value=mapping)])
    assert [(flow.category, flow.is_sensitive) for flow in check(design, catalog()).personal] == [("bank", True)]


def test_columns_of_the_warehouse_are_listed() -> None:
    """Each column that is read from a system; what is built on it is the same data."""
    told = [(flow.where, flow.source_path, flow.target, flow.target_path) for flow in check(WAREHOUSE, catalog()).personal]
    assert told == [("$.warehouse.tables[0].columns[1]", "email", "warehouse", "stg_customers.email")]
