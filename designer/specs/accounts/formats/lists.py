"""Vendors that tell an account's fields in one flat list, read as their own documents have it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from designer.specs.accounts.account import AccountField, AccountObject, described, distinct, name_of, records_at, text, values_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from designer.specs.accounts.account import Purpose

ALL: frozenset[Purpose] = frozenset(("create", "update", "read"))
TEXT: dict[str, Any] = {"type": "string"}
NUMBER: dict[str, Any] = {"type": "number"}
WHOLE: dict[str, Any] = {"type": "integer"}
FLAG: dict[str, Any] = {"type": "boolean"}
DAY: dict[str, Any] = {"type": "string", "format": "date"}

INTERCOM = {"string": TEXT, "integer": WHOLE, "float": NUMBER, "boolean": FLAG, "date": WHOLE}
"""A date is a UNIX timestamp."""
FRESHDESK = {
    "custom_text": TEXT, "custom_paragraph": TEXT, "custom_checkbox": FLAG, "custom_number": WHOLE, "custom_decimal": NUMBER,
    "custom_date": DAY, "custom_dropdown": TEXT, "custom_phone_number": TEXT, "custom_url": TEXT,
}  # fmt: skip
ZENDESK = {
    "text": TEXT, "textarea": TEXT, "checkbox": FLAG, "integer": WHOLE, "decimal": NUMBER, "date": {"type": "string"},
    "dropdown": TEXT, "regexp": TEXT, "tagger": TEXT,
}  # fmt: skip
PIPEDRIVE = {
    "varchar": {**TEXT, "maxLength": 255}, "varchar_auto": {**TEXT, "maxLength": 255}, "text": TEXT, "phone": TEXT, "double": NUMBER,
    "int": WHOLE, "monetary": NUMBER, "date": DAY, "daterange": DAY, "time": TEXT, "timerange": TEXT,
}  # fmt: skip
AIRTABLE = {
    "singleLineText": TEXT, "multilineText": TEXT, "richText": TEXT, "email": {**TEXT, "format": "email"}, "url": TEXT, "phoneNumber": TEXT,
    "number": NUMBER, "percent": NUMBER, "currency": NUMBER, "rating": WHOLE, "duration": NUMBER, "checkbox": FLAG, "date": DAY,
    "dateTime": {**TEXT, "format": "date-time"}, "singleSelect": TEXT, "multipleSelects": {"type": "array", "items": TEXT},
    "multipleRecordLinks": {"type": "array", "items": TEXT},
}  # fmt: skip
AIRTABLE_COMPUTED = {
    "formula", "rollup", "count", "multipleLookupValues", "lookup", "autoNumber", "createdTime", "lastModifiedTime", "createdBy",
    "lastModifiedBy", "button", "externalSyncSource", "aiText",
}  # fmt: skip


def intercom(root: Any) -> AccountObject | None:
    """Read the answer of `GET /data_attributes?model=contact`: the custom ones stand under `custom_attributes`."""
    found = list(records_at(root.get("data"), "#/data", "data_type", "full_name")) if isinstance(root, dict) else []
    own = [(at, one) for at, one in found if text(one["full_name"]).startswith("custom_attributes.") and one.get("archived") is not True]
    if not found:
        return None

    def field(place: str, told: dict[str, Any]) -> AccountField:
        options = values_of(told.get("options"), "value")
        is_settable = told.get("api_writable") is not False
        schema = {
            **INTERCOM.get(text(told["data_type"]), {}),
            **({"enum": options} if options and text(told["data_type"]) == "string" else {}),
        }
        return AccountField(
            name=text(told["full_name"]).partition(".")[2],
            place=place,
            schema={**described(schema, title=told.get("label"), description=told.get("description")), "nullable": True},
            is_creatable=is_settable,
            is_changeable=is_settable,
            is_custom=True,
        )

    models = {text(one.get("model")) for _, one in found} & {"contact", "company"}
    return AccountObject(
        words="Intercom's data attributes",
        fields=distinct(field(at, one) for at, one in own),
        members=("custom_attributes",),
        objects=tuple(models) if len(models) == 1 else (),
        whole_for=ALL,
    )


def freshdesk(root: Any) -> AccountObject | None:
    """Read the answer of `GET /ticket_fields`, `/contact_fields` or `/company_fields`: the custom ones stand under `custom_fields`."""
    found = list(records_at(root, "#", "name", "label", "type", "default"))
    kinds = {text(one["type"]).partition("_")[0] for _, one in found}
    if not found or not ("custom" in kinds or "default" in kinds):
        return None

    def field(place: str, told: dict[str, Any]) -> AccountField:
        choices = told.get("choices")
        options = [value for value in (list(choices) if isinstance(choices, dict | list) else []) if isinstance(value, str)]
        schema = {**FRESHDESK.get(text(told["type"]), {}), **({"enum": options} if options and told["type"] == "custom_dropdown" else {})}
        return AccountField(
            name=name_of(told["name"]), place=place, schema={**described(schema, title=told["label"]), "nullable": True}, is_custom=True
        )

    standard = {text(one["name"]) for _, one in found if one["default"] is True}
    objects = [name for name, mark in (("tickets", "requester"), ("contacts", "job_title"), ("companies", "domains")) if mark in standard]
    return AccountObject(
        words="Freshdesk's fields",
        fields=distinct(field(at, one) for at, one in found if one["default"] is False and name_of(one["name"])),
        members=("custom_fields",),
        objects=tuple(objects) if len(objects) == 1 else (),
        whole_for=ALL,
    )


def zendesk(root: Any) -> AccountObject | None:
    """Read the answer of `GET /api/v2/user_fields` or `/api/v2/organization_fields`: they stand under a member of that name, by `key`."""
    word = next(
        (word for word in ("user_fields", "organization_fields") if isinstance(root, dict) and isinstance(root.get(word), list)), ""
    )
    found = list(records_at(root[word], f"#/{word}", "key", "type")) if word else []
    if not found:
        return None

    def field(place: str, told: dict[str, Any]) -> AccountField:
        options = values_of(told.get("custom_field_options"), "value")
        schema = {**ZENDESK.get(text(told["type"]), {}), **({"enum": options} if options else {})}
        return AccountField(
            name=name_of(told["key"]),
            place=place,
            schema={**described(schema, title=told.get("title"), description=told.get("description")), "nullable": True},
            is_custom=told.get("system") is not True,
        )

    more = bool(root.get("next_page")) or (isinstance(root.get("meta"), dict) and root["meta"].get("has_more") is True)
    return AccountObject(
        words=f"Zendesk's {word.replace('_', ' ')}",
        fields=distinct(field(at, one) for at, one in found if name_of(one["key"]) and one.get("active") is not False),
        members=(word,),
        objects=(word.removesuffix("_fields"),),
        whole_for=frozenset() if more else ALL,
        doubts=("The answer is one page, and more follow. Join the pages.",) if more else (),
    )


def pipedrive(root: Any) -> AccountObject | None:
    """Read the answer of `GET /dealFields`, `/personFields` and their like: custom ones are the object's own members, named by a hash."""
    found = list(records_at(root.get("data"), "#/data", "key", "field_type", "name")) if isinstance(root, dict) else []
    if not found:
        return None

    def field(place: str, told: dict[str, Any]) -> AccountField:
        kind, options = text(told["field_type"]), values_of(told.get("options"), "id")
        schema = {**PIPEDRIVE.get(kind, {}), **({"enum": options} if options and kind == "enum" else {})}
        is_changeable = told.get("bulk_edit_allowed") is not False
        return AccountField(
            name=name_of(told["key"]),
            place=place,
            schema={**described(schema, title=told["name"], description=told.get("description")), "nullable": True},
            is_creatable=is_changeable,
            is_changeable=is_changeable,
            is_custom=told.get("edit_flag") is True,
        )

    # The standard ones are told in the document, and named otherwise when they are sent.
    return AccountObject(
        words="Pipedrive's fields",
        fields=distinct(field(at, one) for at, one in found if name_of(one["key"]) and one.get("edit_flag") is True),
        members=("",),
        others=frozenset(name_of(one["key"]) for _, one in found),
    )


def airtable(root: Any) -> AccountObject | None:
    """Read one table of the answer of `GET /v0/meta/bases/{baseId}/tables`, or the only one of it."""
    tables = list(records_at(root.get("tables"), "#/tables", "name", "fields")) if isinstance(root, dict) else []
    if isinstance(root, dict) and not tables and "primaryFieldId" in root:
        tables = [("#", root)]
    if len(tables) != 1 or not list(records_at(tables[0][1]["fields"], "", "name", "type")):
        return None
    at, table = tables[0]

    def field(place: str, told: dict[str, Any]) -> AccountField:
        kind = text(told["type"])  # a choice that is not there yet may be made by sending it, so choices are no bound
        return AccountField(
            name=name_of(told["name"]),
            place=place,
            schema=described(AIRTABLE.get(kind, {}), description=told.get("description")),
            is_creatable=kind not in AIRTABLE_COMPUTED,
            is_changeable=kind not in AIRTABLE_COMPUTED,
            is_custom=True,
        )

    return AccountObject(
        words=f"Airtable's table {text(table['name'])[:80]}",
        fields=distinct(
            field(place, one) for place, one in records_at(table["fields"], f"{at}/fields", "name", "type") if name_of(one["name"])
        ),
        members=("fields",),
        objects=("records",),
        whole_for=ALL,
    )


def readers() -> Iterator[Callable[[Any], AccountObject | None]]:
    """Yield what reads each kind of list."""
    yield from (intercom, freshdesk, zendesk, pipedrive, airtable)
