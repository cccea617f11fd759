"""An account's object as a JSON Schema: one for each purpose, in one document, each field with the place that tells of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from designer.names.text import slug
from designer.specs.documents.library import plain_name
from designer.specs.proof import PLACE_MARK

if TYPE_CHECKING:
    from designer.specs.accounts.account import AccountField, AccountObject, Purpose


def document_of(account: AccountObject, *, file: str) -> dict[str, Any]:
    """Return the root of the document: the schema of a record that is made, those of other purposes below `$defs`.

    A JSON Schema stays as it is written: what it says holds for every purpose.
    """
    if account.schema:
        return account.schema
    root = _object(account, "create")
    if account.objects:
        root["title"] = account.objects[0]
    stem = slug(plain_name(file))
    root["$defs"] = {
        f"{stem}-update": _object(account, "update"),
        f"{stem}-read": _object(account, "read"),
        f"{stem}-more": {**_object(account, "read"), "additionalProperties": True},
    }
    return root


def address_of(account: AccountObject, purpose: Purpose | Literal["more"], *, file: str) -> str:
    """Return the pointer of the schema for a purpose; `more`: of one that allows other members, which the vendor's document names."""
    return "#" if account.schema or purpose == "create" else f"#/$defs/{slug(plain_name(file))}-{purpose}"


def _object(account: AccountObject, purpose: Purpose) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "type": "object",
        "properties": {field.name: _member(field, purpose) for field in account.fields},
        "additionalProperties": purpose not in account.whole_for,
    }
    required = [field.name for field in account.fields if field.is_required]
    return {**schema, "required": required} if required and purpose == "create" else schema


def _member(field: AccountField, purpose: Purpose) -> dict[str, Any]:
    is_fixed = {"create": not field.is_creatable, "update": not field.is_changeable, "read": field.is_read_only}[purpose]
    return {**_placed(field.schema, field.place), **({"readOnly": True} if is_fixed else {})}


def _placed(schema: dict[str, Any], place: str) -> dict[str, Any]:
    """Return a schema that says, at each of its levels, where the file tells of the field."""
    made = {**schema, PLACE_MARK: place}
    if isinstance(schema.get("properties"), dict):
        made["properties"] = {name: _placed(one, place) for name, one in schema["properties"].items()}
    if isinstance(schema.get("items"), dict):
        made["items"] = _placed(schema["items"], place)
    return made
