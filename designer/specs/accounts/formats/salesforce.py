"""Salesforce: the answer of `GET /services/data/vXX.0/sobjects/{Object}/describe`."""

from __future__ import annotations

from typing import Any

from designer.specs.accounts.account import AccountField, AccountObject, described, distinct, listed, name_of, records_at, text, values_of

TEXTS = {"string", "textarea", "phone", "url", "email", "encryptedstring", "picklist", "multipicklist", "combobox", "id", "reference"}
FORMATS = {"email": "email", "date": "date", "datetime": "date-time", "time": "time"}
NUMBERS = {"int": "integer", "long": "integer", "double": "number", "currency": "number", "percent": "number"}
MOST_DIGITS = 18


def read(root: Any) -> AccountObject | None:
    """Return the object that an answer tells of, `None` if it is no answer of this kind."""
    if not isinstance(root, dict) or not text(root.get("name")):
        return None
    found = list(records_at(root.get("fields"), "#/fields", "name", "type", "nillable"))
    if not found:
        return None
    own = distinct(_field(at, one) for at, one in found if name_of(one["name"]))
    parents = (_parent(at, one) for at, one in found if text(one.get("relationshipName")))
    return AccountObject(
        words=f"Salesforce's description of {text(root['name'])[:80]}",
        fields=distinct((*own, *parents, _attributes())),
        members=("", "fields"),
        objects=(text(root["name"]),),
        whole_for=frozenset(("create", "update", "read")),
    )


def _field(place: str, told: dict[str, Any]) -> AccountField:
    is_creatable, is_changeable = told.get("createable") is True, told.get("updateable") is True
    schema = described(_schema(told), title=told.get("label"), description=told.get("inlineHelpText") or _referred(told))
    if told.get("nillable") is True:
        schema["nullable"] = True
    return AccountField(
        name=name_of(told["name"]),
        place=place,
        schema=schema,
        is_required=is_creatable and told.get("nillable") is False and told.get("defaultedOnCreate") is not True,
        is_creatable=is_creatable,
        is_changeable=is_changeable,
        is_custom=told.get("custom") is True,
    )


def _schema(told: dict[str, Any]) -> dict[str, Any]:
    kind = text(told["type"])
    if kind == "boolean":
        return {"type": "boolean"}
    if kind in NUMBERS:
        return {"type": NUMBERS[kind], **_bounds(told)}
    if kind in TEXTS or kind in FORMATS:
        length = told.get("length")
        schema: dict[str, Any] = {"type": "string", "format": FORMATS.get(kind, ""), "enum": _values(told) if kind == "picklist" else []}
        schema["maxLength"] = length if isinstance(length, int) and not isinstance(length, bool) and length > 0 else None
        return {word: value for word, value in schema.items() if value}
    if kind == "base64":
        return {"type": "string", "contentEncoding": "base64"}
    return {"type": "object", "additionalProperties": True} if kind in ("address", "location", "complexvalue") else {}


def _values(told: dict[str, Any]) -> list[Any]:
    """Return the only values that a list takes; one that is not restricted takes any text."""
    active = [one for one in listed(told.get("picklistValues")) if isinstance(one, dict) and one.get("active") is not False]
    return values_of(active, "value") if told.get("restrictedPicklist") is True else []


def _bounds(told: dict[str, Any]) -> dict[str, Any]:
    precision, scale = told.get("precision"), told.get("scale")
    if isinstance(precision, int) and isinstance(scale, int) and 0 < precision - scale <= MOST_DIGITS:
        most = 10 ** (precision - scale)
        return {"exclusiveMinimum": -most, "exclusiveMaximum": most}
    return {}


def _referred(told: dict[str, Any]) -> str:
    names = [name for name in listed(told.get("referenceTo")) if isinstance(name, str)]
    return f"Id of {' or '.join(names[:3])}" if names else ""


def _parent(place: str, told: dict[str, Any]) -> AccountField:
    """Return the object by which a record names another by an id of an outer system: `Account: {Erp_Id__c: 7}`."""
    is_settable = told.get("createable") is True or told.get("updateable") is True
    return AccountField(
        name=text(told["relationshipName"]),
        place=place,
        schema={"type": "object", "additionalProperties": True, "description": f"{_referred(told) or 'A record'}, named by an external id"},
        is_creatable=is_settable,
        is_changeable=is_settable,
    )


def _attributes() -> AccountField:
    return AccountField(name="attributes", place="#/name", schema={"type": "object", "additionalProperties": True})
