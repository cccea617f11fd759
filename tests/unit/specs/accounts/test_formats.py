"""What each vendor's answer tells of an account's fields."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.errors import DescriptionError
from designer.specs.accounts.recognise import account_of, recognised
from tests.unit.specs.accounts.answers import DESCRIBE, ISSUE_FIELDS, PROPERTIES, a_property

if TYPE_CHECKING:
    from designer.specs.accounts.account import AccountField


def fields(root: Any) -> dict[str, AccountField]:
    """Return the fields of an answer by name."""
    return {field.name: field for field in account_of(root, file="saved.json").fields}


def test_hubspot_sends_every_value_as_text() -> None:
    """Lists of one choice have listed values; several choices are joined into one text, so their list bounds nothing."""
    told = fields(PROPERTIES)
    assert {name: field.schema["type"] for name, field in told.items()} == dict.fromkeys(told, "string")
    assert told["tier"].schema["enum"] == ["gold", "free"]
    assert told["is_vip"].schema["enum"] == ["true", "false"]
    assert "enum" not in told["topics"].schema
    assert told["born"].schema["format"] == "date"
    assert [name for name, field in told.items() if field.is_read_only] == ["score", "record_id"]
    assert "old" not in told
    assert [name for name, field in told.items() if not field.is_custom] == ["email"]
    assert account_of(PROPERTIES, file="").objects == ("contacts",)
    assert told["tier"].place == "#/results/1"


def test_hubspot_properties_may_be_saved_without_their_envelope() -> None:
    """As `jq .results` leaves them."""
    assert list(fields(PROPERTIES["results"])) == list(fields(PROPERTIES))
    assert fields(PROPERTIES["results"])["tier"].place == "#/1"


def test_jira_tells_what_an_issue_must_hold() -> None:
    """A field with a default need not be sent; one that no operation changes is only read, unless it must be sent."""
    told = fields({"fields": ISSUE_FIELDS})
    assert [name for name, field in told.items() if field.is_required] == ["summary", "issuetype"]
    assert [name for name, field in told.items() if field.is_read_only] == ["locked"]
    assert told["priority"].schema["properties"]["name"]["enum"] == ["High", "Low"]
    assert told["customfield_10"].schema["properties"]["value"]["enum"] == ["S1"]
    assert told["labels"].schema == {"type": "array", "items": {"type": "string"}, "title": "A field"}
    assert told["description"].schema["type"] == ["string", "object"]
    assert told["customfield_10"].place == "#/fields/customfield_10"


def test_jira_joins_the_types_of_issues() -> None:
    """A field must be sent if all types want it, and takes what one of them does."""
    other = {**ISSUE_FIELDS, "issuetype": {**ISSUE_FIELDS["issuetype"], "allowedValues": [{"id": "2", "name": "Task"}]}}
    del other["summary"]
    types = [{"id": "1", "fields": ISSUE_FIELDS}, {"id": "2", "fields": other}]
    told = fields({"projects": [{"key": "A", "issuetypes": types}]})
    assert [name for name, field in told.items() if field.is_required] == ["issuetype"]
    assert told["issuetype"].schema["properties"]["name"]["enum"] == ["Bug", "Task"]
    assert told["summary"].place == "#/projects/0/issuetypes/0/fields/summary"


def test_jira_tells_one_type_in_a_list() -> None:
    """Of which one page may have been saved: then other names are not wrong."""
    listed = [{"fieldId": name, **told} for name, told in ISSUE_FIELDS.items()]
    whole = account_of({"fields": listed, "startAt": 0, "maxResults": 50, "total": len(listed)}, file="")
    part = account_of({"fields": listed, "startAt": 0, "maxResults": 7, "total": 30}, file="")
    assert [field.name for field in whole.fields] == list(ISSUE_FIELDS)
    assert (whole.whole_for, whole.doubts) == (frozenset({"create"}), ())
    assert part.whole_for == frozenset()
    assert part.doubts == ("The answer is one page: it tells 7 of 30 fields. Save it with maxResults=200, or join the pages.",)


def test_salesforce_tells_what_is_made_and_what_is_changed() -> None:
    """Only a restricted list bounds what is sent; a parent may be named by an id of an outer system."""
    told = fields(DESCRIBE)
    assert [name for name, field in told.items() if field.is_required] == ["Company"]
    assert [name for name, field in told.items() if field.is_read_only] == ["Id"]
    assert (told["Ref__c"].is_creatable, told["Ref__c"].is_changeable) == (True, False)
    assert told["Source"].schema["enum"] == ["Web"]
    assert "enum" not in told["Rating"].schema
    assert told["Company"].schema["maxLength"] == 80
    assert told["Share__c"].schema["exclusiveMaximum"] == 1000
    assert told["Ref__r"].schema["type"] == "object"
    assert account_of(DESCRIBE, file="").objects == ("Lead",)


@pytest.mark.parametrize(
    ("root", "name", "schema", "member"),
    [
        (
            {
                "type": "list",
                "data": [{"model": "contact", "full_name": "custom_attributes.plan", "data_type": "string", "options": ["a"]}],
            },
            "plan",
            {"type": "string", "enum": ["a"], "nullable": True},
            "custom_attributes",
        ),
        (
            [{"name": "cf_size", "label": "Size", "type": "custom_dropdown", "default": False, "choices": ["S", "L"]}],
            "cf_size",
            {"type": "string", "enum": ["S", "L"], "title": "Size", "nullable": True},
            "custom_fields",
        ),
        (
            {"user_fields": [{"key": "level", "type": "integer", "title": "Level"}]},
            "level",
            {"type": "integer", "title": "Level", "nullable": True},
            "user_fields",
        ),
        (
            {"data": [{"key": "9f8e", "name": "Size", "field_type": "enum", "edit_flag": True, "options": [{"id": 3, "label": "S"}]}]},
            "9f8e",
            {"type": "integer", "enum": [3]},
            "",
        ),
        (
            {"tables": [{"id": "t", "name": "Leads", "fields": [{"id": "f", "name": "Due ", "type": "date"}]}]},
            "Due ",
            {"type": "string", "format": "date"},
            "fields",
        ),
    ],
    ids=["intercom", "freshdesk", "zendesk", "pipedrive", "airtable"],
)
def test_flat_lists_of_other_vendors(root: Any, name: str, schema: dict[str, Any], member: str) -> None:
    """Each is known by its shape, and its fields stand where the vendor's document has an open object."""
    found = account_of(root, file="saved.json")
    field = found.fields[0]
    assert (field.name, found.members) == (name, (member,))
    if member:
        assert field.schema == schema
    assert field.schema.get("enum", []) == schema.get("enum", [])


@pytest.mark.parametrize(
    ("root", "fact"),
    [
        ({"results": []}, "holds an empty list: it names no field"),
        ([], "holds an empty list: it names no field"),
        ({"status": "error", "message": "No scope"}, "is an answer with an error, not the account's fields: No scope"),
        ([{"message": "Session expired", "errorCode": "X"}], "is an answer with an error, not the account's fields: Session expired"),
        ({"errorMessages": ["Not allowed"], "errors": {}}, "is an answer with an error, not the account's fields: Not allowed"),
        ({"error": {"code": 401, "message": "Sign in"}}, "is an answer with an error, not the account's fields: Sign in"),
        ({"openapi": "3.1.0", "paths": {}}, "is an OpenAPI document, no account metadata"),
        (
            {"tables": [{"name": name, "fields": [{"name": "A", "type": "date"}]} for name in ("Leads", "Deals")]},
            "holds 2 tables ('Leads', 'Deals'), and one is laid over a system",
        ),
        ({"id": 7, "email": "a@b.test"}, "is no account metadata that is known here"),
        (7, "is no account metadata that is known here"),
        ({"results": [a_property("old", archived=True)]}, "holds HubSpot's properties, but no field that could be sent or read"),
        ({"results": [a_property(f"p{number}") for number in range(10_001)]}, "names 10,001 fields of one object; 10,000 are read"),
    ],
)
def test_what_tells_nothing_is_told_as_what_it_is(root: Any, fact: str) -> None:
    """In one sentence, with the next step."""
    with pytest.raises(DescriptionError) as caught:
        account_of(root, file="saved.json")
    assert (caught.value.place, caught.value.fact) == ("saved.json", fact)
    assert caught.value.next_step


WORDS = [
    "results", "name", "type", "fieldType", "options", "value", "groupName", "fields", "fieldId", "schema", "required", "allowedValues",
    "operations", "items", "id", "nillable", "length", "precision", "scale", "picklistValues", "referenceTo", "relationshipName",
    "projects", "issuetypes", "tables", "data", "key", "field_type", "edit_flag", "full_name", "data_type", "default", "label",
    "choices", "user_fields", "modificationMetadata", "children", "child",
]  # fmt: skip
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=4) | st.sampled_from(["string", "option", "picklist", "enumeration"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(WORDS), inner, max_size=5),
    max_leaves=30,
)


@settings(max_examples=300, deadline=None)
@given(root=VALUES)
def test_no_answer_is_too_odd(root: Any) -> None:
    """Whatever stands where a vendor has something else is left out, or the file is none that is known."""
    found = recognised(root)
    assert found is None or all(field.name and field.place.startswith("#") for field in found.fields)


@pytest.mark.parametrize("base", [PROPERTIES, {"fields": ISSUE_FIELDS}, DESCRIBE], ids=["hubspot", "jira", "salesforce"])
@settings(max_examples=120, deadline=None)
@given(data=st.data())
def test_one_odd_value_costs_no_more_than_a_field(base: Any, data: st.DataObject) -> None:
    """A value of another kind in the midst of an answer."""
    root = copy.deepcopy(base)
    holder: Any = next(iter(value for value in root.values() if isinstance(value, list | dict)))
    entry = (
        holder[data.draw(st.integers(0, len(holder) - 1))]
        if isinstance(holder, list)
        else holder[data.draw(st.sampled_from(sorted(holder)))]
    )
    entry[data.draw(st.sampled_from(sorted(entry)))] = data.draw(VALUES)
    found = recognised(root)
    assert found is None or len(found.fields) >= len(holder) - 3
