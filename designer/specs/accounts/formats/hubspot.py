"""HubSpot: the answer of `GET /crm/v3/properties/{objectType}`, described in HubSpot's own document of the properties API."""

from __future__ import annotations

from collections import Counter
from typing import Any

from designer.specs.accounts.account import AccountField, AccountObject, described, distinct, name_of, records_at, text, values_of

TYPES = {"string", "number", "date", "datetime", "enumeration", "bool", "phone_number", "json", "object_coordinates"}
GROUPS = {"contactinformation": "contacts", "companyinformation": "companies", "dealinformation": "deals", "ticketinformation": "tickets"}
"""Groups that HubSpot itself puts properties in: the answer does not say whose properties it holds."""
MANY = ("checkbox",)
"""Field types whose value is several options joined by `;`."""


def read(root: Any) -> AccountObject | None:
    """Return the object that an answer tells of, `None` if it is no answer of this kind."""
    listed = root.get("results") if isinstance(root, dict) else root
    pointer = "#/results" if isinstance(root, dict) else "#"
    found = [(at, one) for at, one in records_at(listed, pointer, "name", "type", "fieldType") if text(one["type"]) in TYPES]
    if not found:
        return None
    groups = Counter(GROUPS[one["groupName"]] for _, one in found if text(one.get("groupName")) in GROUPS)
    return AccountObject(
        words="HubSpot's properties",
        fields=distinct(_field(at, one) for at, one in found if name_of(one["name"]) and one.get("archived") is not True),
        members=("properties",),
        objects=tuple(name for name, _ in groups.most_common(1)),
        whole_for=frozenset(("create", "update", "read")),
    )


def _field(place: str, told: dict[str, Any]) -> AccountField:
    changes = told.get("modificationMetadata")
    is_fixed = told.get("calculated") is True or (isinstance(changes, dict) and changes.get("readOnlyValue") is True)
    return AccountField(
        name=name_of(told["name"]),
        place=place,
        schema=described(_schema(told), title=told.get("label"), description=told.get("description")),
        is_creatable=not is_fixed,
        is_changeable=not is_fixed,
        is_custom=told.get("hubspotDefined") is not True,
    )


def _schema(told: dict[str, Any]) -> dict[str, Any]:
    """Return how a value travels: always as text."""
    schema: dict[str, Any] = {"type": "string"}
    options = [str(value) for value in values_of(told.get("options"), "value")]
    kind = text(told["type"])
    if kind in ("enumeration", "bool") and told.get("externalOptions") is not True and text(told.get("fieldType")) not in MANY:
        schema["enum"] = options or (["true", "false"] if kind == "bool" else [])
    if kind == "datetime":
        schema["format"] = "date-time"
    elif kind == "date":
        schema["format"] = "date"
    return {word: value for word, value in schema.items() if value}
