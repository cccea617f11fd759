"""Schemas of every dialect become flat fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.unit.specs.documents import TEXT, answering, document, posting, ref

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.specs.catalog import LoadedCatalog

    Fields = Callable[..., dict[str, Any]]


def test_containers_come_before_their_members_in_document_order(fields_of: Fields) -> None:
    """Objects, arrays and items are fields too."""
    item = {"type": "object", "properties": {"sku": TEXT, "tags": {"type": "array", "items": TEXT}}}
    fields = fields_of({"type": "object", "properties": {"z": TEXT, "lines": {"type": "array", "items": item}}})
    assert list(fields) == ["z", "lines", "lines[]", "lines[].sku", "lines[].tags", "lines[].tags[]"]
    assert fields["lines"].types == ("array",)
    assert not fields["lines"].is_leaf
    assert fields["lines[].tags[]"].is_leaf


def test_all_of_is_one_object_with_the_required_of_all_parts(fields_of: Fields) -> None:
    """A member in two parts has the words of both."""
    schema = {
        "allOf": [ref("Base"), {"properties": {"id": {"maxLength": 5}}, "required": ["name"]}],
        "required": ["id"],
        "properties": {"own": TEXT},
    }
    base = {"type": "object", "properties": {"id": {"type": "string", "format": "uuid"}, "name": TEXT}}
    fields = fields_of(schema, Base=base)
    assert list(fields) == ["id", "name", "own"]
    assert (fields["id"].format, fields["id"].max_length) == ("uuid", 5)
    assert [path for path, field in fields.items() if field.required] == ["id", "name"]


def test_a_cycle_is_cut_and_each_turn_can_still_be_asked_for(fields_of: Fields, catalog_of: Callable[..., Any]) -> None:
    """The tree ends where a schema comes round again; one path may go on."""
    node = {"type": "object", "properties": {"name": TEXT, "parent": ref("Node"), "children": {"type": "array", "items": ref("Node")}}}
    assert list(fields_of(ref("Node"), Node=node)) == ["name", "parent", "children", "children[]"]
    catalog = catalog_of(posting(ref("Node"), Node=node))
    body = catalog.operation("Shop", "post /things").body
    assert catalog.field(body, "parent.parent.children[3].name", access="write").types == ("string",)
    assert catalog.field(body, "parent.nome", access="write") is None


NULLABLE = {
    "3.0 nullable": {"type": "string", "nullable": True},
    "3.1 type list": {"type": ["string", "null"]},
    "enum with null": {"type": "string", "enum": ["a", None]},
    "union with null": {"anyOf": [TEXT, {"type": "null"}]},
    "swagger extension": {"type": "string", "x-nullable": True},
    "choice written as items": {"items": [TEXT, {"type": "null"}]},
    "reference or null": {"oneOf": [ref("Text"), {"type": "null"}]},
}


@pytest.mark.parametrize("form", NULLABLE)
def test_every_way_to_say_null(form: str, fields_of: Fields) -> None:
    """Null is told apart from the types, and never an enum's value."""
    field = fields_of({"type": "object", "properties": {"a": NULLABLE[form]}}, Text=TEXT)["a"]
    assert field.nullable
    assert field.types == ("string",)
    assert None not in field.enum


def test_kinds_of_object_are_branches(fields_of: Fields) -> None:
    """A member of one alternative carries its name; what all share belongs to none."""
    person = {"type": "object", "properties": {"kind": {"const": "person"}, "first": TEXT}, "required": ["kind", "first"]}
    company = {"type": "object", "properties": {"kind": {"const": "company"}, "name": TEXT}, "required": ["kind"]}
    fields = fields_of({"oneOf": [ref("Person"), ref("Company")]}, Person=person, Company=company)
    assert {path: field.branch for path, field in fields.items()} == {"kind": "", "first": "Person", "name": "Company"}
    assert fields["kind"].enum == ("person", "company")
    assert fields["kind"].required
    assert fields["first"].is_in("Person")
    assert not fields["first"].is_in("Company")


def test_subtypes_named_by_a_discriminator_alone_are_branches(fields_of: Fields) -> None:
    """A base with a mapping and no `oneOf` means its subtypes, which refer back to it."""
    base = {"type": "object", "properties": {"type": TEXT}, "discriminator": {"propertyName": "type", "mapping": {"dog": "Dog"}}}
    dog = {"allOf": [ref("Pet"), {"type": "object", "properties": {"bark": TEXT}}]}
    assert list(fields_of(ref("Pet"), Pet=base, Dog=dog)) == ["type", "bark"]


def test_an_id_or_the_object_is_read_on_request(fields_of: Fields) -> None:
    """Members of an expandable object say which parameter brings them."""
    customer = {"type": "object", "properties": {"email": TEXT}}
    expandable = {"anyOf": [TEXT, ref("Customer")], "x-expansionResources": {"oneOf": [ref("Customer")]}}
    fields = fields_of({"type": "object", "properties": {"customer": expandable}}, access="read", Customer=customer)
    assert fields["customer"].types == ("string", "object")
    assert fields["customer"].only_on_request == ""
    assert fields["customer.email"].only_on_request == "expand"


def test_parameters_that_ask_for_parts_of_an_answer(catalog_of: Callable[..., Any]) -> None:
    """What stands below a member of the parameter's name comes only on request; the member itself always comes."""
    record = {"type": "object", "properties": {"id": TEXT, "properties": {"type": "object", "additionalProperties": TEXT}}}
    operation = answering(
        {"properties": {"results": {"type": "array", "items": record}}}, parameters=[{"name": "properties", "in": "query"}]
    )
    catalog = catalog_of(document({"/things": {"get": operation}}))
    success = catalog.operation("Shop", "GET /things").success
    assert catalog.field(success, "results[].properties.email", access="read").only_on_request == "properties"
    assert catalog.field(success, "results[].id", access="read").only_on_request == ""
    assert {field.only_on_request for field in catalog.fields(success, access="read")} == {""}


def test_members_that_lead_to_other_records_come_on_request(fields_of: Fields) -> None:
    """Microsoft's documents mark them."""
    manager = {"type": "object", "properties": {"name": TEXT}, "x-ms-navigationProperty": True}
    fields = fields_of({"type": "object", "properties": {"manager": manager, "n": {"type": "number", "format": "int32"}}}, access="read")
    assert (fields["manager"].only_on_request, fields["manager.name"].only_on_request) == ("$expand", "$expand")
    assert fields["n"].types == ("integer",)


def test_an_empty_string_that_clears_is_no_kind(fields_of: Fields) -> None:
    """The object beside it is no alternative, and keeps its members without a branch."""
    address = {"anyOf": [{"type": "object", "properties": {"city": TEXT}}, {"type": "string", "enum": [""]}]}
    fields = fields_of({"type": "object", "properties": {"address": address}})
    assert fields["address"].types == ("object",)
    assert fields["address.city"].branch == ""


def test_maps_are_free_form_and_what_is_below_is_unknown(catalog_of: Callable[..., Any]) -> None:
    """The document cannot tell what stands in a map; it can tell that nothing stands below a string."""
    schema = {"type": "object", "properties": {"properties": {"type": "object", "additionalProperties": TEXT}, "name": TEXT}}
    catalog = catalog_of(posting(schema))
    body = catalog.operation("Shop", "POST /things").body
    assert [(f.path, f.free_form, f.is_leaf) for f in catalog.fields(body, access="write")] == [
        ("properties", True, True),
        ("name", False, True),
    ]
    unknown = catalog.field(body, "properties.email", access="write")
    assert (unknown.free_form, unknown.types) == (True, ())
    assert catalog.field(body, "name.first", access="write") is None


def test_read_only_goes_down_and_is_never_required_to_write(fields_of: Fields) -> None:
    """Required and read-only means: always there when reading."""
    schema = {
        "type": "object",
        "required": ["meta", "secret"],
        "properties": {
            "meta": {"type": "object", "readOnly": True, "properties": {"at": TEXT}},
            "secret": {"type": "string", "writeOnly": True},
        },
    }
    written, read = fields_of(schema), fields_of(schema, access="read")
    assert written["meta.at"].read_only
    assert (written["meta"].required, written["secret"].required) == (False, True)
    assert (read["meta"].required, read["secret"].required) == (True, False)
    assert read["secret"].write_only


def test_examples_are_never_walked_and_members_may_be_called_like_words(fields_of: Fields) -> None:
    """A member called `properties`, `items` or `example` is a member."""
    schema = {
        "type": "object",
        "example": {"items": {"type": "object", "properties": {"ghost": TEXT}}},
        "properties": {"items": TEXT, "example": TEXT, "type": TEXT, "$ref": TEXT, "enum": TEXT},
    }
    assert list(fields_of(schema)) == ["items", "example", "type", "$ref", "enum"]


def test_bounds_and_texts(fields_of: Fields) -> None:
    """What a schema says of a value is kept, `"false"` on a boolean read as false."""
    fields = fields_of(
        {
            "type": "object",
            "properties": {
                "n": {
                    "type": "integer",
                    "minimum": 1,
                    "exclusiveMaximum": 9,
                    "description": " how many ",
                    "examples": [4],
                },
                "s": {"type": "string", "minLength": 1, "maxLength": 3, "pattern": "^a", "deprecated": True, "title": "S"},
                "b": {"type": "boolean", "default": "false"},
                "f": {"type": "file"},
                "e": {"enum": [1, 2]},
            },
        }
    )
    n, s = fields["n"], fields["s"]
    assert (n.minimum, n.maximum, n.description, n.example) == (1, 9, "how many", 4)
    assert (s.min_length, s.max_length, s.pattern, s.deprecated, s.title) == (1, 3, "^a", True, "S")
    assert fields["b"].default is False
    assert fields["f"].types == ("string",)
    assert fields["e"].types == ("integer",)
    assert n.pointer == "#/paths/~1things/post/requestBody/content/application~1json/schema/properties/n"


BOUNDS: list[tuple[dict[str, Any], tuple[Any, ...]]] = [
    ({"minimum": 0, "exclusiveMinimum": True}, (0, None, True, False)),
    ({"exclusiveMinimum": 0, "exclusiveMaximum": 9}, (0, 9, True, True)),
    ({"minimum": 1, "exclusiveMinimum": 0}, (1, None, False, False)),
    ({"maximum": 9, "exclusiveMaximum": 10}, (None, 9, False, False)),
    ({"exclusiveMinimum": True}, (None, None, True, False)),
]


@pytest.mark.parametrize(("told", "bounds"), BOUNDS, ids=str)
def test_bounds_that_are_not_allowed_themselves(fields_of: Fields, told: dict[str, Any], bounds: tuple[Any, ...]) -> None:
    """OpenAPI 3.0 has a flag beside the bound, JSON Schema a bound of its own; of two bounds the narrower holds."""
    n = fields_of({"type": "object", "properties": {"n": {"type": "number", **told}}})["n"]
    assert (n.minimum, n.maximum, n.excludes_minimum, n.excludes_maximum) == bounds


def test_steps_and_counts(fields_of: Fields) -> None:
    """Decimal places, the number of items and their uniqueness are kept; a step of nothing is none."""
    items = {"type": "array", "items": TEXT, "minItems": 1, "maxItems": 3, "uniqueItems": True}
    fields = fields_of(
        {
            "type": "object",
            "properties": {"n": {"type": "number", "multipleOf": 0.01}, "z": {"type": "number", "multipleOf": 0}, "a": items},
        }
    )
    assert (fields["n"].multiple_of, fields["z"].multiple_of) == (0.01, None)
    assert (fields["a"].min_items, fields["a"].max_items, fields["a"].unique_items) == (1, 3, True)


def _kind(name: str) -> dict[str, Any]:
    return {"type": "object", "required": ["kind"], "properties": {"kind": {"const": name}, name: TEXT}}


def test_a_member_that_tells_alternatives_apart(fields_of: Fields) -> None:
    """By a value of its own in each of them, or by the discriminator's mapping; values that overlap tell nothing apart."""
    told = [("Card", ("card",)), ("Bank", ("bank",))]
    by_const = fields_of({"oneOf": [ref("Card"), ref("Bank")]}, Card=_kind("card"), Bank=_kind("bank"))
    assert [(choice.branch, choice.values) for choice in by_const["kind"].choices] == told
    plain = {"type": "object", "properties": {"kind": TEXT, "no": TEXT}}
    mapping = {"card": "#/components/schemas/Card", "bank": "Bank"}
    by_mapping = fields_of(
        {"oneOf": [ref("Card"), ref("Bank")], "discriminator": {"propertyName": "kind", "mapping": mapping}}, Card=plain, Bank=plain
    )
    assert [(choice.branch, choice.values) for choice in by_mapping["kind"].choices] == told
    assert fields_of({"oneOf": [ref("Card"), ref("Bank")]}, Card=_kind("a"), Bank=_kind("a"))["kind"].choices == ()


def test_a_member_that_only_some_alternatives_require(fields_of: Fields) -> None:
    """All of them hold it, so it is no alternative's own; which of them require it is kept."""
    one = {"type": "object", "properties": {"number": TEXT}, "required": ["number"]}
    fields = fields_of({"oneOf": [ref("Card"), ref("Bank")]}, Card=one, Bank={**one, "required": []})
    assert [(fields["number"].required, fields["number"].branch, fields["number"].required_in)] == [(False, "", "Card")]


def test_alternatives_that_only_require_are_kept_with_their_object(fields_of: Fields) -> None:
    """They are no kinds of the object: of these sets of members one must be there."""
    schema = {"type": "object", "properties": {"a": TEXT, "b": TEXT}, "anyOf": [{"required": ["a"]}, {"required": ["c", "b"]}]}
    fields = fields_of({"type": "object", "properties": {"x": schema}})
    assert (fields["x"].needs_one_of, fields["x.a"].branch) == ((("a",), ("b", "c")), "")


def test_a_large_tree_stops_at_about_seven_hundred_fields(fields_of: Fields) -> None:
    """Shallow containers are opened first; all of the first level is always there."""
    wide = {"type": "object", "properties": {f"w{number}": TEXT for number in range(300)}}
    deep = {"type": "object", "properties": {"inner": ref("Wide")}}
    schema = {
        "type": "object",
        "properties": {"deep": ref("Deep"), "a": ref("Wide"), "b": ref("Wide")} | {f"t{n}": TEXT for n in range(50)},
    }
    fields = fields_of(schema, Wide=wide, Deep=deep)
    assert {"a.w299", "b.w299", "deep.inner"} <= set(fields)
    assert "deep.inner.w0" not in fields
    assert len(fields) <= 700


def test_root_array_and_root_value(fields_of: Fields) -> None:
    """The path of an item of a root array is `[]`, that of a bare value is empty."""
    assert list(fields_of({"type": "array", "items": {"type": "object", "properties": {"x": TEXT}}})) == ["[]", "[].x"]
    assert [(path, field.types) for path, field in fields_of({"type": "string"}).items()] == [("", ("string",))]


def test_broken_words_cost_only_themselves(fields_of: Fields) -> None:
    """A schema that is no schema, an empty type list, a tuple of nothing: the rest is still read."""
    schema = {
        "type": "object",
        "required": True,
        "properties": {"a": None, "b": {"type": []}, "c": {"type": "array", "items": []}, "d": {"$ref": "#/nowhere"}, "e": TEXT, "f": True},
    }
    assert list(fields_of(schema)) == ["a", "b", "c", "d", "e", "f"]


def test_an_item_is_required_where_the_array_must_not_be_empty(fields_of: Fields) -> None:
    """`minItems` makes the first item required."""
    array = {"type": "array", "items": {"type": "string"}}
    fields = fields_of({"type": "object", "properties": {"a": array, "b": {**array, "minItems": 1}}})
    assert (fields["a[]"].required, fields["b[]"].required) == (False, True)


def test_the_union_of_an_array_and_one_of_its_items(fields_of: Fields) -> None:
    """Both readings have their paths."""
    one = {"type": "object", "properties": {"x": TEXT}}
    fields = fields_of({"type": "object", "properties": {"to": {"anyOf": [one, {"type": "array", "items": one}]}}})
    assert list(fields) == ["to", "to.x", "to[]", "to[].x"]
    assert fields["to"].types == ("object", "array")


def test_an_object_that_allows_no_member_is_not_open(fields_of: Fields) -> None:
    """Nothing can stand in it; an object of which nothing is said may hold anything."""
    fields = fields_of({"type": "object", "properties": {"a": {"type": "object", "additionalProperties": False}, "b": {"type": "object"}}})
    assert (fields["a"].free_form, fields["b"].free_form) == (False, True)


def test_choices_of_values_are_one_value(fields_of: Fields) -> None:
    """Values of all alternatives together if each is limited; what all say alike is kept, what one says is not."""
    either = {"oneOf": [{"type": "string", "enum": ["a"], "description": "letters"}, {"const": "b"}]}
    loose = {"anyOf": [{"type": "string", "enum": ["a"]}, {"type": "string", "maxLength": 3}]}
    alike = {"anyOf": [{"type": "string", "format": "date"}, {"type": "integer", "format": "date"}]}
    fields = fields_of({"type": "object", "properties": {"either": either, "loose": loose, "alike": alike}})
    assert (fields["either"].enum, fields["either"].types, fields["either"].description) == (("a", "b"), ("string",), "letters")
    assert (fields["loose"].enum, fields["loose"].max_length) == ((), None)
    assert (fields["alike"].types, fields["alike"].format) == (("string", "integer"), "date")


def test_an_enum_beside_its_alternatives_holds(fields_of: Fields) -> None:
    """What stands beside `anyOf` holds for all of them."""
    schema = {"type": "string", "enum": ["a"], "anyOf": [{"enum": ["a", "b"]}, {"enum": ["c"]}]}
    assert fields_of({"type": "object", "properties": {"a": schema}})["a"].enum == ("a",)


def test_a_text_or_an_object_is_a_branch(fields_of: Fields) -> None:
    """Without a way to ask for it, the object is one of two kinds."""
    fields = fields_of({"type": "object", "properties": {"to": {"oneOf": [TEXT, ref("Person")]}}}, Person={"properties": {"mail": TEXT}})
    assert (fields["to"].types, fields["to.mail"].branch, fields["to.mail"].only_on_request) == (("string", "object"), "Person", "")


def test_members_beside_the_alternatives_belong_to_all(fields_of: Fields) -> None:
    """A member that stands outside and inside is the outer one; an alternative that only requires adds nothing."""
    schema = {
        "type": "object",
        "properties": {"id": {"type": "integer"}},
        "anyOf": [{"properties": {"id": TEXT, "a": TEXT}, "title": "A"}, {"properties": {"b": TEXT}, "title": "B"}, {"required": ["id"]}],
    }
    fields = fields_of(schema)
    assert {path: (field.types, field.branch) for path, field in fields.items()} == {
        "id": (("integer",), ""),
        "a": (("string",), "A"),
        "b": (("string",), "B"),
    }


def test_a_member_of_some_kinds_names_them_all(fields_of: Fields) -> None:
    """It is there when either is sent; below it the branch stays."""
    kinds = [{"title": name, "properties": {"address": {"properties": {"city": TEXT}}} if name != "C" else {"c": TEXT}} for name in "ABC"]
    fields = fields_of({"oneOf": kinds})
    assert (fields["address"].branch, fields["address.city"].branch) == ("A | B", "A | B")
    assert [fields["address"].is_in(name) for name in "ABC"] == [True, True, False]


def test_named_and_open_at_once(catalog_of: Callable[..., Any]) -> None:
    """Members that an object names are known, any other is unknown where it allows more, through `allOf` and alternatives too."""
    more = {"additionalProperties": True}
    schema = {
        "type": "object",
        "properties": {
            "all": {"allOf": [more, {"properties": {"a": TEXT}}]},
            "any": {"anyOf": [{"properties": {"a": TEXT}, **more}, {"properties": {"b": TEXT}}]},
            "not": {"properties": {"a": TEXT}},
            "nothing": {},
        },
    }
    catalog = catalog_of(posting(schema))
    body = catalog.operation("Shop", "POST /things").body
    found = {path: catalog.field(body, path, access="write") for path in ("all.x", "any.x", "not.x", "nothing.x", "nothing[].x", "all.a")}
    assert {path: field and field.free_form for path, field in found.items()} == {
        "all.x": True,
        "any.x": True,
        "not.x": None,
        "nothing.x": True,
        "nothing[].x": True,
        "all.a": False,
    }


def test_references_may_pass_through_other_references(fields_of: Fields) -> None:
    """A pointer goes on where a reference on its way leads."""
    fields = fields_of(
        {"type": "object", "properties": {"city": {"$ref": "#/components/schemas/Alias/properties/city"}}},
        Alias=ref("Address"),
        Address={"properties": {"city": {"type": "string", "maxLength": 9}}},
    )
    assert fields["city"].max_length == 9


def test_words_beside_a_reference_hold(fields_of: Fields) -> None:
    """The description at the place of use is nearer than that of the schema referred to."""
    schema = {"type": "object", "properties": {"a": {**ref("Text"), "description": "here", "nullable": True}}}
    field = fields_of(schema, Text={**TEXT, "description": "there", "maxLength": 5})["a"]
    assert (field.description, field.nullable, field.max_length) == ("here", True, 5)


def test_tuples_are_arrays_of_their_first_item(fields_of: Fields) -> None:
    """In the old words and in the new ones."""
    new = {"type": "array", "prefixItems": [{"type": "number"}]}
    fields = fields_of({"type": "object", "properties": {"old": {"type": "array", "items": [{"type": "integer"}]}, "new": new}})
    assert (fields["old[]"].types, fields["new[]"].types) == (("integer",), ("number",))


def test_defaults_that_are_written_as_text(fields_of: Fields) -> None:
    """Only on booleans they are read otherwise."""
    words = {"yes": ("boolean", "true"), "odd": ("boolean", "maybe"), "text": ("string", "true")}
    fields = fields_of({"type": "object", "properties": {name: {"type": kind, "default": value} for name, (kind, value) in words.items()}})
    assert [fields[name].default for name in words] == [True, None, "true"]


def test_members_are_the_first_level_of_the_tree(catalog_of: Callable[..., LoadedCatalog]) -> None:
    """The same fields, without what lies below them."""
    schema = {
        "type": "object",
        "properties": {"a": {"type": "object", "properties": {"b": TEXT}}, "c": {"type": "array", "items": TEXT}, "d": TEXT},
    }
    catalog = catalog_of(posting(schema))
    operation = catalog.operation("Shop", "POST /things")
    assert operation is not None
    assert operation.body is not None
    fields, members = catalog.fields(operation.body, access="write"), catalog.members(operation.body, access="write")
    assert [field.path for field in members] == ["a", "c", "d"]
    assert set(members) < set(fields)


def test_what_one_alternative_inside_another_requires(fields_of: Fields) -> None:
    """A choice inside a choice is met by one of its alternatives, so the outer alternative asks for the members of none of them."""
    by_name, by_mail = ({"type": "object", "properties": {name: TEXT}, "required": [name]} for name in ("name", "mail"))
    person = {"oneOf": [ref("ByName"), ref("ByMail")]}
    firm = {"type": "object", "properties": {"number": TEXT}, "required": ["number"]}
    fields = fields_of({"oneOf": [ref("Person"), ref("Firm")]}, Person=person, Firm=firm, ByName=by_name, ByMail=by_mail)
    assert [(path, fields[path].required, fields[path].branch) for path in ("name", "mail", "number")] == [
        ("name", False, "Person"),
        ("mail", False, "Person"),
        ("number", True, "Firm"),
    ]
