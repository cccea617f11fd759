"""Required targets without a source: one allowed value, the document's default, or a question."""

from __future__ import annotations

import dataclasses

from designer.model.spec import Operation, Parameter, SystemSpec
from designer.model.transform import Constant
from designer.plan.offline.required import fill_required, required_parameters, required_targets
from tests.builders import a_field

SYSTEM = SystemSpec(name="Books", id="books")
CREATE = Operation(system="Books", method="POST", path="/invoices")


def paths(*fields: object, filled: tuple[str, ...] = ()) -> list[str]:
    """Return the targets that must still be filled."""
    return [field.path for field in required_targets(list(fields), filled=filled)]  # type: ignore[arg-type]


def test_a_required_child_counts_only_if_its_parent_is_sent() -> None:
    """An address that nobody sends needs no country."""
    fields = (a_field("address", "object"), a_field("address.country", required=True), a_field("address.city"))
    assert paths(*fields) == []
    assert paths(*fields, filled=("body.address.city",)) == ["body.address.country"]


def test_a_required_object_requires_its_required_children() -> None:
    """A parent that must be sent brings its children's demands with it."""
    fields = (a_field("contact", "object", required=True), a_field("contact.name", required=True), a_field("contact.note"))
    assert paths(*fields) == ["body.contact.name"]


def test_items_of_a_sent_array_require_their_own() -> None:
    """Each line that is sent needs its account."""
    fields = (a_field("lines", "array"), a_field("lines[]", "object"), a_field("lines[].text"), a_field("lines[].account", required=True))
    assert paths(*fields, filled=("body.lines[].text",)) == ["body.lines[].account"]


def test_a_required_object_is_never_sent_empty() -> None:
    """A reference that must be sent is asked for by its most telling member, though the document requires none."""
    fields = (a_field("CustomerRef", "object", required=True), a_field("CustomerRef.name"), a_field("CustomerRef.value"))
    assert paths(*fields) == ["body.CustomerRef.value"]
    assert paths(*fields, filled=("body.CustomerRef.name",)) == []


def test_items_that_no_document_describes_are_asked_about() -> None:
    """No single value stands for an item of unknown make: a question, and no mapping."""
    filling = fill_required(SYSTEM, CREATE, (dataclasses.replace(a_field("body.Line[]"), types=()),))
    assert not filling.mappings
    assert [question.about for question in filling.questions] == ["body field Line"]


def test_a_read_only_field_is_never_asked_for() -> None:
    """The system fills it itself, whatever `required` says."""
    assert paths(a_field("id", required=True, read_only=True)) == []


def test_the_only_value_allowed_is_a_constant() -> None:
    """An enum of one leaves nothing to ask."""
    filling = fill_required(SYSTEM, CREATE, (a_field("body.type", enum=("ACCREC",)),))
    assert [mapping.transform for mapping in filling.mappings] == [Constant(value="ACCREC")]
    assert not filling.questions


def test_what_no_source_holds_becomes_a_setting_and_a_question() -> None:
    """The mapping reads the setting, the question fills it, the sample fits the schema."""
    filling = fill_required(SYSTEM, CREATE, (a_field("body.account_code", max_length=3),))
    assert [mapping.sources for mapping in filling.mappings] == [("setting:books_account_code",)]
    assert filling.questions[0].fills == "setting:books_account_code"
    assert filling.questions[0].text.endswith("?")
    assert filling.settings[0].value is None
    assert filling.settings[0].sample == "sam"


def test_the_clients_own_headers_are_not_asked_for() -> None:
    """What the client negotiates or signs in with is no field to fill."""
    names = ("Accept", "Xero-Tenant-Id", "X-Api-Key")
    headers = tuple(Parameter(location="header", name=name, field=a_field(name, required=True)) for name in names)
    operation = Operation(system="Books", method="POST", path="/x", parameters=headers)
    assert [field.path for field in required_parameters(operation, filled=(), sign_in="x-api-key")] == ["header.Xero-Tenant-Id"]


def test_values_of_two_objects_are_two_settings() -> None:
    """A key in quotation marks keeps its dot: the type of one object is not that of another."""
    fields = (a_field('body.start."@odata.type"'), a_field('body.location."@odata.type"'))
    filling = fill_required(SYSTEM, CREATE, fields)
    assert [setting.id for setting in filling.settings] == ["books_start_odata_type", "books_location_odata_type"]


def test_a_parameter_is_named_as_it_is() -> None:
    """Brackets in a parameter's name are part of it, not of a path."""
    filling = fill_required(SYSTEM, CREATE, (a_field("query.filter[status]"),))
    assert [setting.id for setting in filling.settings] == ["books_filter_status"]


def test_a_likely_value_is_only_offered() -> None:
    """What a new record mostly has is the first candidate of the question, and no mapping sends it."""
    filling = fill_required(SYSTEM, CREATE, (a_field("body.kind", enum=("archived", "invoice", "open"), required=True),))
    assert filling.mappings[0].sources == (f"setting:{filling.settings[0].id}",)
    assert not isinstance(filling.mappings[0].transform, Constant)
    assert filling.questions[0].candidates == ("invoice", "archived", "open")
    assert "Likely `invoice`: it names what is sent" in filling.questions[0].why
