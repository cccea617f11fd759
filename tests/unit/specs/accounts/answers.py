"""Answers in which vendors tell of an account's fields, written by hand, and a small document over which they can be laid."""

from __future__ import annotations

from typing import Any

from tests.unit.specs.documents import TEXT, answering, document, ref


def a_property(name: str, kind: str = "string", look: str = "text", **more: Any) -> dict[str, Any]:
    """Return one property as HubSpot tells it."""
    return {"name": name, "label": name.title(), "type": kind, "fieldType": look, "groupName": "own", "options": [], **more}


def options(*values: str) -> list[dict[str, Any]]:
    """Return the options of a list."""
    return [{"label": value.title(), "value": value, "hidden": False} for value in values]


PROPERTIES = {
    "results": [
        a_property("email", groupName="contactinformation", hubspotDefined=True),
        a_property("tier", "enumeration", "select", options=options("gold", "free")),
        a_property("topics", "enumeration", "checkbox", options=options("a", "b")),
        a_property("is_vip", "bool", "booleancheckbox"),
        a_property("score", "number", "number", calculated=True),
        a_property("born", "date", "date"),
        a_property("support.level"),
        a_property("record_id", "number", "number", modificationMetadata={"readOnlyValue": True}),
        a_property("old", archived=True),
    ]
}


IN_PATH = {"name": "id", "in": "path", "required": True, "schema": TEXT}


def a_contacts_document(**more: Any) -> dict[str, Any]:
    """Return a document in the manner of HubSpot's: whatever a contact holds is a text under `properties`."""
    held = {"type": "object", "additionalProperties": TEXT}
    schemas = {
        "Input": {"type": "object", "required": ["properties"], "properties": {"properties": held}},
        "Contact": {"type": "object", "properties": {"id": TEXT, "properties": held}},
        "Page": {"type": "object", "properties": {"results": {"type": "array", "items": ref("Contact")}}},
    }
    body = {"requestBody": {"content": {"application/json": {"schema": ref("Input")}}}}
    paths = {
        "/objects/contacts": {"get": answering(ref("Page")), "post": answering(ref("Contact"), **body)},
        "/objects/contacts/{id}": {"patch": answering(ref("Contact"), **body, parameters=[IN_PATH])},
    }
    return document(paths, components={"schemas": schemas}, **more)


def a_jira_field(kind: str, **more: Any) -> dict[str, Any]:
    """Return one field as Jira tells it."""
    schema = {"type": kind, **more.pop("schema", {})}
    return {"required": False, "schema": schema, "name": "A field", "hasDefaultValue": False, "operations": ["set"], **more}


ISSUE_FIELDS = {
    "summary": a_jira_field("string", required=True, schema={"system": "summary"}),
    "issuetype": a_jira_field("issuetype", required=True, operations=[], allowedValues=[{"id": "1", "name": "Bug"}]),
    "priority": a_jira_field(
        "priority", required=True, hasDefaultValue=True, allowedValues=[{"id": "1", "name": "High"}, {"id": "2", "name": "Low"}]
    ),
    "labels": a_jira_field("array", schema={"items": "string"}),
    "description": a_jira_field("string", schema={"system": "description"}),
    "customfield_10": a_jira_field("option", schema={"custom": "select"}, allowedValues=[{"id": "7", "value": "S1"}]),
    "locked": a_jira_field("string", operations=[]),
}


def an_issues_document() -> dict[str, Any]:
    """Return a document in the manner of Jira's: one schema makes and changes issues, and its `fields` hold anything."""
    schemas = {"Issue": {"type": "object", "properties": {"fields": {"type": "object", "additionalProperties": True}}}}
    body = {"requestBody": {"content": {"application/json": {"schema": ref("Issue")}}}}
    paths = {
        "/rest/api/3/issue": {"post": answering({"properties": {"id": TEXT}}, **body)},
        "/rest/api/3/issue/{key}": {"put": answering({}, **body), "get": answering(ref("Issue"))},
        "/rest/api/3/issue/{key}/transitions": {"post": answering({}, **body)},
    }
    return document(paths, components={"schemas": schemas})


def a_column(name: str, kind: str = "string", **more: Any) -> dict[str, Any]:
    """Return one field as Salesforce describes it."""
    usual = {"nillable": True, "createable": True, "updateable": True, "defaultedOnCreate": False, "custom": False, "length": 80}
    return {"name": name, "type": kind, "label": name, **usual, **more}


DESCRIBE = {
    "name": "Lead",
    "fields": [
        a_column("Id", "id", nillable=False, createable=False, updateable=False, defaultedOnCreate=True, length=18),
        a_column("Company", nillable=False),
        a_column("IsActive", "boolean", nillable=False, defaultedOnCreate=True),
        a_column("Source", "picklist", restrictedPicklist=True, picklistValues=[{"value": "Web"}, {"value": "Fax", "active": False}]),
        a_column("Rating", "picklist", restrictedPicklist=False, picklistValues=[{"value": "Hot", "active": True}]),
        a_column("Ref__c", "reference", relationshipName="Ref__r", referenceTo=["Account"], updateable=False, custom=True, length=18),
        a_column("Share__c", "percent", precision=5, scale=2, custom=True, length=0),
    ],
}  # fmt: skip
