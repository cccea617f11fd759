"""What a saved file tells of an account, recognised by what it holds; what it is instead where it tells nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from designer.errors import DescriptionError
from designer.specs.accounts.account import AccountField, AccountObject
from designer.specs.accounts.formats import hubspot, jira, lists, salesforce
from designer.specs.documents.library import escape
from designer.specs.documents.recognise import is_openapi
from designer.specs.objects.objects import is_schema

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_FIELDS = 10_000
"""As many as are read of one object: the vendors' own limits lie at some thousands."""
KNOWN = (
    "HubSpot's GET /crm/v3/properties/contacts, Jira's createmeta and editmeta, Salesforce's describe, Intercom's data_attributes, "
    "Freshdesk's and Zendesk's fields, Pipedrive's dealFields and their like, one table of Airtable, or a JSON Schema of the object"
)
MOST_SAID = 8
"""Members of an answer that says no more than what went wrong."""
SIGN_IN = "Save it again, signed in: see that `curl --fail` is content and that the file holds the list of fields."


def recognised(root: Any) -> AccountObject | None:
    """Return the object that a vendor's answer tells of, `None` if it is no such answer."""
    readers: tuple[Callable[[Any], AccountObject | None], ...] = (hubspot.read, jira.read, salesforce.read, *lists.readers())
    return next((found for read in readers if (found := read(root)) is not None), None)


def account_of(root: Any, *, file: str) -> AccountObject:
    """Return the object that a file tells of, a JSON Schema too. Raises DescriptionError with what it is instead."""
    found = recognised(root) or _schema(root)
    if found is None:
        raise _stranger(root, file)
    return within_bounds(found, file=file)


def within_bounds(found: AccountObject, *, file: str) -> AccountObject:
    """Return an object that names some fields, and not more than are read. Raises DescriptionError."""
    if not found.fields and not found.schema:
        raise DescriptionError(file, f"holds {found.words}, but no field that could be sent or read", next_step=SIGN_IN)
    if len(found.fields) > MOST_FIELDS:
        fact = f"names {len(found.fields):,} fields of one object; {MOST_FIELDS:,} are read"
        raise DescriptionError(file, fact, next_step="Save those that the integration needs.")
    return found


def _schema(root: Any) -> AccountObject | None:
    if not isinstance(root, dict) or is_openapi(root) or not is_schema(root):
        return None
    properties = root.get("properties")
    required = root.get("required")
    named = properties if isinstance(properties, dict) else {}
    fields = tuple(
        AccountField(
            name=name,
            place=f"#/properties/{escape(name)}",
            schema=told if isinstance(told, dict) else {},
            is_required=isinstance(required, list) and name in required,
        )
        for name, told in named.items()
    )
    return AccountObject(words="a JSON Schema", fields=fields, schema=root)


def _stranger(root: Any, file: str) -> DescriptionError:
    """Return the error that says what a file holds instead."""
    if is_openapi(root):
        return DescriptionError(
            file, "is an OpenAPI document, no account metadata", next_step=f"Make it known: designer specs add NAME {file} --also"
        )
    tables = root.get("tables") if isinstance(root, dict) else None
    if isinstance(tables, list) and len(tables) > 1 and all(isinstance(one, dict) and "fields" in one for one in tables):
        names = ", ".join(repr(one.get("name"))[:40] for one in tables[:4])
        step = "Save one of them: jq '.tables[] | select(.name == \"NAME\")' tables.json > table.json"
        return DescriptionError(file, f"holds {len(tables)} tables ({names}), and one is laid over a system", next_step=step)
    told = _refusal(root[0] if isinstance(root, list) and root else root)
    if told:
        return DescriptionError(file, f"is an answer with an error, not the account's fields: {told}", next_step=SIGN_IN)
    lists = [value for value in root.values() if isinstance(value, list)] if isinstance(root, dict) else [root]
    if any(value == [] for value in lists):
        return DescriptionError(file, "holds an empty list: it names no field", next_step=SIGN_IN)
    return DescriptionError(file, "is no account metadata that is known here", next_step=f"Give {KNOWN}.")


def _refusal(root: Any) -> str:
    """Return what an answer with an error says."""
    if not isinstance(root, dict):
        return ""
    messages = root.get("errorMessages")
    if isinstance(messages, list) and messages:
        return str(messages[0])[:200]
    told = next((root[word] for word in ("message", "error_description", "error", "errors") if word in root), "")
    while isinstance(told, list | dict) and told:
        told = told.get("message", next(iter(told.values()))) if isinstance(told, dict) else told[0]
    return told[:200] if len(root) <= MOST_SAID and isinstance(told, str) else ""
