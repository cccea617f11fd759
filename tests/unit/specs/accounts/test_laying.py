"""Account metadata laid over a system's documents: where it holds, what it decides, and what the document keeps saying."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from designer.errors import DescriptionError
from designer.model.brief import SystemRef
from designer.model.description import DescriptionRef
from designer.specs.catalog import LoadedCatalog, load_catalog
from designer.specs.index import fingerprint
from tests.unit.specs.accounts.answers import (
    DESCRIBE,
    ISSUE_FIELDS,
    PROPERTIES,
    a_column,
    a_contacts_document,
    a_property,
    an_issues_document,
)
from tests.unit.specs.documents import TEXT, answering, document, ref

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from designer.model.scalars import Access
    from designer.model.spec import Content, Field

    Read = Callable[..., LoadedCatalog]

CREATE, UPDATE = "POST /objects/contacts", "PATCH /objects/contacts/{id}"
CREATEMETA = {"projects": [{"key": "A", "issuetypes": [{"id": "1", "fields": ISSUE_FIELDS}]}]}


@pytest.fixture
def read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Read:
    """Return a function that lays saved answers over a document; what is said of each stands in `DescriptionRef`'s words."""
    monkeypatch.setenv("DESIGNER_CACHE", str(tmp_path / "cache"))

    def laid(root: Any, *saved: Any, **told: str) -> LoadedCatalog:
        refs = []
        if root is not None:
            (tmp_path / "crm.json").write_text(json.dumps(root))
            refs.append(DescriptionRef(kind="openapi", path="crm.json"))
        for number, one in enumerate(saved):
            (tmp_path / f"saved{number}.json").write_text(one if isinstance(one, str) else json.dumps(one))
            refs.append(DescriptionRef(kind="account", path=f"saved{number}.json", **told))
        return load_catalog([SystemRef(name="CRM", descriptions=tuple(refs))], base=tmp_path)

    return laid


def body(catalog: LoadedCatalog, key: str) -> Content:
    """Return what a call is sent."""
    operation = catalog.operation("CRM", key)
    assert operation is not None
    assert operation.body is not None
    return operation.body


def sent(catalog: LoadedCatalog, key: str, path: str, *, access: Access = "write") -> Field | None:
    """Return a field of what a call is sent."""
    return catalog.field(body(catalog, key), path, access=access)


def refusal(read: Read, root: Any, *saved: Any, **told: str) -> DescriptionError:
    """Return why files cannot be laid."""
    with pytest.raises(DescriptionError) as caught:
        read(root, *saved, **told)
    return caught.value


def test_a_property_is_known_with_the_file_that_tells_of_it(read: Read) -> None:
    """Its name, its values, whether it is only read; and its place in the saved file."""
    catalog = read(a_contacts_document(), PROPERTIES)
    tier = sent(catalog, CREATE, "properties.tier")
    assert tier is not None
    assert (tier.types, tier.enum, tier.proof) == (("string",), ("gold", "free"), "account")
    assert (tier.file, tier.pointer) == ("saved0.json", "#/results/1")
    fixed = sent(catalog, UPDATE, "properties.record_id")
    assert fixed is not None
    assert fixed.read_only
    dotted = sent(catalog, CREATE, 'properties."support.level"')
    assert dotted is not None
    assert dotted.types == ("string",)


def test_a_name_that_the_account_does_not_have_is_missing(read: Read) -> None:
    """Before, the document let the object hold anything."""
    alone, enriched = read(a_contacts_document()), read(a_contacts_document(), PROPERTIES)
    before = sent(alone, CREATE, "properties.nope")
    assert before is not None
    assert before.free_form
    assert sent(enriched, CREATE, "properties.nope") is None
    assert "properties.tier" in [field.path for field in enriched.fields(body(enriched, CREATE), access="write")]


def test_what_the_document_says_stays(read: Read) -> None:
    """Names of contents, pointers of its own fields, what it requires."""
    catalog = read(a_contacts_document(), PROPERTIES)
    assert body(catalog, CREATE).name == "Input"
    held = sent(catalog, CREATE, "properties")
    assert held is not None
    assert (held.required, held.pointer, held.file, held.proof) == (True, "#/components/schemas/Input/properties/properties", "", "")
    listed = catalog.operation("CRM", "GET /objects/contacts")
    assert listed is not None
    assert listed.success is not None
    tier = catalog.field(listed.success, "results[].properties.tier", access="read")
    assert tier is not None
    assert tier.proof == "account"
    identifier = catalog.field(listed.success, "results[].id", access="read")
    assert identifier is not None
    assert (identifier.proof, identifier.pointer) == ("", "#/components/schemas/Contact/properties/id")


def test_making_and_changing_an_issue_differ(read: Read) -> None:
    """What createmeta names is all that makes an issue; when one is changed, other names stay open and none is required."""
    catalog = read(an_issues_document(), CREATEMETA)
    make, change = "POST /rest/api/3/issue", "PUT /rest/api/3/issue/{key}"
    summary, changed = sent(catalog, make, "fields.summary"), sent(catalog, change, "fields.summary")
    assert summary is not None
    assert changed is not None
    assert (summary.required, changed.required) == (True, False)
    assert sent(catalog, make, "fields.other") is None
    other = sent(catalog, change, "fields.other")
    assert other is not None
    assert other.free_form
    priority = sent(catalog, make, "fields.priority.name")
    assert priority is not None
    assert (priority.enum, priority.pointer) == (("High", "Low"), "#/projects/0/issuetypes/0/fields/priority")
    moved = sent(catalog, "POST /rest/api/3/issue/{key}/transitions", "fields.summary")
    assert moved is not None
    assert moved.free_form
    assert not moved.proof


def test_the_body_itself_is_the_object(read: Read) -> None:
    """Salesforce's records have no member around their fields; which object a path is about stands in it."""
    body_of = {"requestBody": {"content": {"application/json": {"schema": {"type": "object", "additionalProperties": True}}}}}
    paths = {f"/sobjects/{name}": {"post": answering({}, **body_of)} for name in ("Lead", "Account")}
    catalog = read(document(paths), DESCRIBE)
    company = sent(catalog, "POST /sobjects/Lead", "Company")
    assert company is not None
    assert (company.required, company.max_length, company.proof) == (True, 80, "account")
    assert sent(catalog, "POST /sobjects/Lead", "Nope") is None
    foreign = sent(catalog, "POST /sobjects/Account", "Company")
    assert foreign is not None
    assert not foreign.proof


def test_members_that_the_document_names_stay_allowed(read: Read) -> None:
    """A body that names some of its members is told of more, and forbids none."""
    schema = {"type": "object", "required": ["title"], "properties": {"title": TEXT, "Company": {"type": "string", "maxLength": 10}}}
    paths = {"/leads": {"post": answering({}, requestBody={"content": {"application/json": {"schema": schema}}})}}
    catalog = read(document(paths), DESCRIBE)
    title, company = sent(catalog, "POST /leads", "title"), sent(catalog, "POST /leads", "Company")
    assert title is not None
    assert company is not None
    assert (title.required, title.proof) == (True, "")
    assert company.max_length == 10, "the vendor's document is not overwritten"
    added = sent(catalog, "POST /leads", "Share__c")
    assert added is not None
    assert added.types == ("number",)


def test_answers_are_known_by_the_names_that_they_share(read: Read) -> None:
    """Pipedrive's fields of an account stand beside those of everybody, in a body and wherever an answer holds the record."""
    saved = {
        "data": [
            {"key": key, "name": key, "field_type": "varchar", "edit_flag": key == "9f8e"}
            for key in ("name", "org", "label", "phone", "9f8e")
        ]
    }
    names = {"name": TEXT, "org": TEXT, "label": TEXT}
    person = {"type": "object", "properties": {**names, "phone": TEXT, "owner": {"type": "object", "properties": names}}}
    listed = {"type": "object", "properties": {"data": {"type": "array", "items": person}}}
    posted = answering(listed, requestBody={"content": {"application/json": {"schema": person}}})
    catalog = read(document({"/persons": {"post": posted}}), saved, object="persons")
    operation = catalog.operation("CRM", "POST /persons")
    assert operation is not None
    assert operation.success is not None
    for found in (sent(catalog, "POST /persons", "9f8e"), catalog.field(operation.success, "data[].9f8e", access="read")):
        assert found is not None
        assert (found.types, found.max_length, found.proof) == (("string",), 255, "account")
    assert catalog.field(operation.success, "data[].name", access="read") is not None
    assert catalog.field(operation.success, "data[].owner.9f8e", access="read") is None


def test_a_contradiction_is_told_and_the_document_holds(read: Read) -> None:
    """Of a member that both name."""
    schema = {"type": "object", "properties": {"Company": {"type": "integer"}, "Id": TEXT}}
    paths = {"/leads": {"post": answering({}, requestBody={"content": {"application/json": {"schema": schema}}})}}
    catalog = read(document(paths), DESCRIBE)
    company = sent(catalog, "POST /leads", "Company")
    assert company is not None
    assert company.types == ("integer",)
    found = [finding for finding in catalog.document_findings("CRM") if finding.code == "SPEC110"]
    assert len(found) == 1
    assert found[0].message == (
        'Your account says of "Company" that it is string, and the document says integer. '
        "The document's word is taken; see which of the two is out of date."
    )
    assert found[0].spec is not None
    assert (found[0].spec.file, found[0].spec.pointer) == ("saved0.json", "#/fields/1")


def test_a_value_that_the_document_does_not_know_is_told(read: Read) -> None:
    """The vendor's list holds."""
    schema = {"type": "object", "properties": {"Source": {"type": "string", "enum": ["Phone", "Fax"]}, "Company": TEXT}}
    paths = {"/leads": {"post": answering({}, requestBody={"content": {"application/json": {"schema": schema}}})}}
    catalog = read(document(paths), DESCRIBE)
    source = sent(catalog, "POST /leads", "Source")
    assert source is not None
    assert source.enum == ("Phone", "Fax")
    (found,) = catalog.document_findings("CRM")
    assert "that it may be 'Web', and the document has no such value" in found.message


def test_the_type_of_all_members_contradicts_too(read: Read) -> None:
    """A document that says that every member is a text is believed."""
    root = an_issues_document()
    root["components"]["schemas"]["Issue"]["properties"]["fields"]["additionalProperties"] = TEXT
    meta = {"projects": [{"key": "A", "issuetypes": [{"id": "1", "fields": {"n": {"required": True, "schema": {"type": "number"}}}}]}]}
    catalog = read(root, meta)
    number = sent(catalog, "POST /rest/api/3/issue", "fields.n")
    assert number is not None
    assert (number.types, number.required) == ((), True)
    assert [finding.code for finding in catalog.document_findings("CRM")] == ["SPEC110"]


def test_part_of_an_answer_forbids_no_name(read: Read) -> None:
    """One page of the fields was saved."""
    listed = [{"fieldId": name, **told} for name, told in ISSUE_FIELDS.items()]
    catalog = read(an_issues_document(), {"fields": listed, "total": 90})
    other = sent(catalog, "POST /rest/api/3/issue", "fields.other")
    assert other is not None
    assert other.free_form
    assert "one page" in catalog.document_findings("CRM")[0].message


def test_of_several_objects_one_must_be_named(read: Read) -> None:
    """All places are listed; the name of one settles it, and so does a call."""
    root = a_contacts_document()
    root["paths"] |= {path.replace("contacts", "deals"): json.loads(json.dumps(item)) for path, item in root["paths"].items()}
    nobodys = {"results": [a_property("size", "number", "number")]}
    wrong = refusal(read, root, nobodys)
    assert wrong.fact == (
        "could be laid over several objects (contacts, deals), at POST /objects/contacts body.properties; "
        "PATCH /objects/contacts/{id} body.properties; POST /objects/deals body.properties; PATCH /objects/deals/{id} body.properties"
    )
    assert wrong.next_step == 'Say which: --object contacts, or --at "POST /objects/contacts".'
    catalog = read(root, nobodys, object="deals")
    assert sent(catalog, CREATE, "properties.nope") is not None
    assert sent(catalog, "POST /objects/deals", "properties.nope") is None
    catalog = read(root, nobodys, pointer="POST /objects/deals")
    assert sent(catalog, "POST /objects/deals", "properties.nope") is None
    assert sent(catalog, "PATCH /objects/deals/{id}", "properties.nope") is not None


def test_a_file_of_another_object_is_refused(read: Read) -> None:
    """HubSpot's groups show whose properties they are; so does the name of a call that is not there."""
    companies = {"results": [a_property("size", groupName="companyinformation")]}
    assert "no call of crm.json is about companies" in refusal(read, a_contacts_document(), companies).fact
    assert "no call of crm.json is about deals" in refusal(read, a_contacts_document(), PROPERTIES, object="deals").fact
    assert "no open `fields`" in refusal(read, a_contacts_document(), CREATEMETA).fact
    assert refusal(read, a_contacts_document(), PROPERTIES, pointer="POST /nope").next_step.startswith("Name one of these: POST /objects")
    assert "no such schema" in refusal(read, a_contacts_document(), PROPERTIES, pointer="#/components/schemas/Nope").fact


def test_it_is_laid_at_a_pointer(read: Read) -> None:
    """Wherever that schema is used."""
    catalog = read(a_contacts_document(), PROPERTIES, pointer="#/components/schemas/Input/properties/properties")
    for key in (CREATE, UPDATE):
        assert sent(catalog, key, "properties.nope") is None
    answer = catalog.operation("CRM", CREATE)
    assert answer is not None
    assert answer.success is not None
    unknown = catalog.field(answer.success, "properties.nope", access="read")
    assert unknown is not None


def test_a_json_schema_is_laid_where_it_is_said_to_hold(read: Read) -> None:
    """Over the only open object of a body, or over the body that it describes."""
    schema = {"type": "object", "required": ["tier"], "properties": {"tier": {"enum": ["a"]}}, "additionalProperties": False}
    assert refusal(read, a_contacts_document(), schema).fact == "is a JSON Schema, which does not say of which object"
    catalog = read(a_contacts_document(), schema, pointer=CREATE)
    tier = sent(catalog, CREATE, "properties.tier")
    assert tier is not None
    assert (tier.enum, tier.required, tier.file, tier.pointer) == (("a",), True, "saved0.json", "#/properties/tier")
    assert sent(catalog, CREATE, "properties.nope") is None
    whole = {"type": "object", "properties": {"properties": schema}}
    outer = sent(read(a_contacts_document(), whole, pointer=CREATE), CREATE, "properties.tier")
    assert outer is not None
    assert outer.enum == ("a",)


def test_without_a_document_it_is_an_object_of_its_own(read: Read) -> None:
    """As a JSON Schema is; its fields rest on the account."""
    catalog = read(None, DESCRIBE)
    system = catalog.systems[0]
    assert (system.title, [operation.path for operation in system.operations]) == ("Lead", ["/{endpoint}", "/{endpoint}"])
    company = sent(catalog, "POST /{endpoint}", "Company")
    assert company is not None
    assert (company.required, company.proof, company.pointer) == (True, "account", "#/fields/1")
    assert catalog.slice("CRM", ["POST /{endpoint}"])["x-designer-proof"] == "account"


def test_two_files_are_laid_beside_each_other(read: Read) -> None:
    """Each over its own object."""
    root = a_contacts_document()
    root["paths"] |= {path.replace("contacts", "companies"): json.loads(json.dumps(item)) for path, item in root["paths"].items()}
    companies = {"results": [a_property("size", groupName="companyinformation")]}
    catalog = read(root, PROPERTIES, companies)
    assert sent(catalog, "POST /objects/companies", "properties.size") is not None
    assert sent(catalog, "POST /objects/companies", "properties.tier") is None
    assert sent(catalog, CREATE, "properties.size") is None
    assert [one.file for one in catalog.systems[0].enrichments] == ["saved0.json", "saved1.json"]


def test_what_was_laid_is_counted(read: Read) -> None:
    """For `specs enrich` and `specs show`; a warm start tells the same."""
    for _ in range(2):
        (one,) = read(a_contacts_document(), PROPERTIES).systems[0].enrichments
        assert (one.words, one.fields, one.custom, one.enums, one.read_only) == ("HubSpot's properties", 8, 7, 2, 2)
        assert one.places[1] == "POST /objects/contacts body.properties"
    (issue,) = read(an_issues_document(), CREATEMETA).systems[0].enrichments
    assert (issue.fields, issue.custom, issue.enums, issue.required) == (7, 1, 3, 2)


def test_cold_and_warm_tell_the_same(read: Read) -> None:
    """Every field of every call, its file and its proof."""

    def told() -> list[Any]:
        catalog = read(a_contacts_document(), PROPERTIES)
        fields = [catalog.fields(body(catalog, key), access="write") for key in (CREATE, UPDATE)]
        return [fields, catalog.findings, catalog.systems[0].descriptions]

    assert told() == told()


def test_another_file_is_another_index(read: Read, tmp_path: Path) -> None:
    """What was saved again is read again, though the document is the same."""
    assert sent(read(a_contacts_document(), PROPERTIES), CREATE, "properties.new") is None
    more = {"results": [*PROPERTIES["results"], a_property("new")]}
    assert sent(read(a_contacts_document(), more), CREATE, "properties.new") is not None
    indexes = list((tmp_path / "cache" / "indexes").glob(f"{fingerprint.code_stamp()}-*.sqlite"))
    assert len(indexes) == 2


def test_a_slice_holds_what_was_laid(read: Read, tmp_path: Path) -> None:
    """A starter is checked against the slice alone, and still tells the proof."""
    catalog = read(a_contacts_document(), PROPERTIES)
    (tmp_path / "slice.json").write_text(json.dumps(catalog.slice("CRM", [CREATE])))
    sliced = load_catalog([SystemRef(name="CRM", descriptions=(DescriptionRef(kind="openapi", path="slice.json"),))], base=tmp_path)
    tier = sent(sliced, CREATE, "properties.tier")
    assert tier is not None
    assert (tier.enum, tier.proof, tier.file) == (("gold", "free"), "account", "")
    assert sent(sliced, CREATE, "properties.nope") is None
    assert body(sliced, CREATE).name == "Input"
    assert "SPEC107" not in [finding.code for finding in sliced.findings]


def test_the_json_schema_of_a_body_holds_what_was_laid(read: Read) -> None:
    """Generated tests hold sent bodies against it."""
    from jsonschema import Draft202012Validator

    schema = read(a_contacts_document(), PROPERTIES).schema
    catalog = read(a_contacts_document(), PROPERTIES)
    validator = Draft202012Validator(schema(body(catalog, CREATE)))
    assert validator.is_valid({"properties": {"tier": "gold", "support.level": "3"}})
    assert not validator.is_valid({"properties": {"tier": "silver"}})
    assert not validator.is_valid({"properties": {"nope": "x"}})


def test_swagger_is_enriched_too(read: Read) -> None:
    """A body is a parameter there, and answers hold their schema themselves."""
    held = {"type": "object", "additionalProperties": TEXT}
    root = {
        "swagger": "2.0",
        "info": {"title": "CRM", "version": "1"},
        "paths": {
            "/objects/contacts": {
                "post": {
                    "parameters": [{"name": "body", "in": "body", "schema": {"$ref": "#/definitions/Input"}}],
                    "responses": {"200": {"description": "", "schema": {"$ref": "#/definitions/Input"}}},
                }
            }
        },
        "definitions": {"Input": {"type": "object", "properties": {"properties": held}}},
    }
    catalog = read(root, PROPERTIES)
    assert sent(catalog, CREATE, "properties.tier") is not None
    assert sent(catalog, CREATE, "properties.nope") is None


def test_a_shared_body_is_laid_over_once(read: Read) -> None:
    """Calls that share a body of the document's components share what is laid over it."""
    root = a_contacts_document()
    shared = {"content": {"application/json": {"schema": ref("Input")}}}
    root["components"]["requestBodies"] = {"Contact": shared}
    for path, method in (("/objects/contacts", "post"), ("/objects/contacts/{id}", "patch")):
        root["paths"][path][method]["requestBody"] = {"$ref": "#/components/requestBodies/Contact"}
    catalog = read(root, PROPERTIES)
    for key in (CREATE, UPDATE):
        assert sent(catalog, key, "properties.tier") is not None
        assert sent(catalog, key, "properties.nope") is None


@pytest.mark.parametrize(
    ("saved", "fact"),
    [
        ("<!DOCTYPE html><title>Log in</title>", "an HTML page, not the answer of an API"),
        ('{"results": [{"name": "email", "ty', "not valid JSON: "),
        ("", "an empty file"),
    ],
)
def test_a_broken_file_is_one_error(read: Read, saved: str, fact: str) -> None:
    """A login page, half an answer, nothing."""
    wrong = refusal(read, a_contacts_document(), saved)
    assert wrong.fact.startswith(fact)
    assert wrong.place.startswith("saved0.json")
    assert "signed in" in wrong.next_step


def test_odd_names_are_read_as_they_are(read: Read) -> None:
    """A name may hold dots, quotes, brackets, control characters; one that is given twice is read once."""
    names = ["a.b", 'a"b', "x\u001b[31m", "$ref", "properties", "a[]", "dup", "dup"]
    catalog = read(a_contacts_document(), {"results": [a_property(name) for name in names]})
    paths = [field.path for field in catalog.fields(body(catalog, CREATE), access="write")]
    assert len(paths) == 1 + len(set(names))
    for path in paths[1:]:
        found = sent(catalog, CREATE, path)
        assert found is not None
        assert found.types == ("string",)


def test_a_boolean_column_may_be_left_out(read: Read) -> None:
    """Salesforce fills it: it is never null, and need not be sent."""
    flag = a_column("Flag__c", "boolean", nillable=False, defaultedOnCreate=True)
    catalog = read(None, {**DESCRIBE, "fields": [flag]})
    field = sent(catalog, "POST /{endpoint}", "Flag__c")
    assert field is not None
    assert (field.required, field.nullable) == (False, False)
