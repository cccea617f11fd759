"""Jira: the answers of `createmeta` (all issue types of projects, or one at a time) and of `editmeta`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from designer.specs.accounts.account import AccountField, AccountObject, Purpose, described, distinct, listed, name_of, records_at, text
from designer.specs.documents.library import escape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Told = tuple[str, str, dict[str, Any]]
"""Name of a field, where it is told of, and what is told."""

OPEN: dict[str, Any] = {"type": "object", "additionalProperties": True}
"""Objects take more members than these; a name beyond them stays unverified."""
TEXT = {"type": "string"}
MEMBERS = {
    "project": ("id", "key"),
    "issuetype": ("id", "name"),
    "priority": ("id", "name"),
    "resolution": ("id", "name"),
    "status": ("id", "name"),
    "component": ("id", "name"),
    "version": ("id", "name"),
    "securitylevel": ("id", "name"),
    "option": ("id", "value"),
    "option-with-child": ("id", "value"),
    "user": ("id", "accountId", "name"),
    "group": ("name", "groupId"),
    "issuelink": ("id", "key"),
    "timetracking": ("originalEstimate", "remainingEstimate"),
}
"""What an object of each type is named by when it is sent."""
PLAIN: dict[str, dict[str, Any]] = {
    "string": TEXT,
    "number": {"type": "number"},
    "date": {"type": "string", "format": "date"},
    "datetime": {"type": "string", "format": "date-time"},
}
RICH_SYSTEM = ("description", "environment")
RICH_CUSTOM = ":textarea"
"""Texts that version 2 of the API takes as they are, and version 3 as a document of nodes."""


def read(root: Any) -> AccountObject | None:
    """Return the object that an answer tells of, `None` if it is no answer of this kind."""
    if not isinstance(root, dict):
        return None
    answers: tuple[tuple[Callable[[dict[str, Any]], Iterator[list[Told]]], str, Purpose], ...] = (
        (_of_projects, "Jira's createmeta", "create"),
        (_of_type, "Jira's createmeta of one issue type", "create"),
        (_of_issue, "Jira's editmeta", "update"),
    )
    for find, words, purpose in answers:
        found = list(find(root))
        if found:
            return _object(root, found, words, purpose)
    return None


def _of_projects(root: dict[str, Any]) -> Iterator[list[Told]]:
    """Yield the fields of each issue type of each project."""
    for at, project in records_at(root.get("projects"), "#/projects", "issuetypes"):
        for place, issue_type in records_at(project["issuetypes"], f"{at}/issuetypes", "fields"):
            fields = issue_type["fields"]
            if isinstance(fields, dict) and fields:
                yield _named(fields, f"{place}/fields")


def _of_type(root: dict[str, Any]) -> Iterator[list[Told]]:
    """Yield the fields that one issue type lists."""
    for word in ("fields", "values"):
        told = [
            (name_of(one["fieldId"]), at, one)
            for at, one in records_at(root.get(word), f"#/{word}", "fieldId", "schema")
            if isinstance(one["schema"], dict)
        ]
        if told:
            yield told


def _of_issue(root: dict[str, Any]) -> Iterator[list[Told]]:
    """Yield the fields of one issue that can be edited."""
    fields = root.get("fields")
    named = _named(fields, "#/fields") if isinstance(fields, dict) else []
    if named:
        yield named


def _named(fields: dict[str, Any], place: str) -> list[Told]:
    return [
        (name, f"{place}/{escape(name)}", told)
        for name, told in fields.items()
        if isinstance(told, dict) and isinstance(told.get("schema"), dict) and "required" in told
    ]


def _object(root: dict[str, Any], types: list[list[Told]], words: str, purpose: Purpose) -> AccountObject:
    """Join the issue types: a field must be sent if all want it, and a value is allowed if one allows it."""
    told: dict[str, list[Told]] = {}
    for one in types:
        for field in one:
            told.setdefault(field[0], []).append(field)
    missing = _missing(root, sum(map(len, types)))
    return AccountObject(
        words=words,
        fields=distinct(_field(fields, is_everywhere=len(fields) == len(types)) for name, fields in told.items() if name),
        members=("fields",),
        objects=("issue",),
        whole_for=frozenset() if missing else frozenset((purpose,)),
        doubts=missing,
    )


def _missing(root: dict[str, Any], count: int) -> tuple[str, ...]:
    total = root.get("total")
    if root.get("isLast") is False or (isinstance(total, int) and total > count and "projects" not in root):
        of = f"{count} of {total}" if isinstance(total, int) else f"{count}, and more"
        return (f"The answer is one page: it tells {of} fields. Save it with maxResults=200, or join the pages.",)
    return ()


def _field(told: list[Told], *, is_everywhere: bool) -> AccountField:
    name, place, first = told[0]
    # The type of an issue must be sent, though no operation is told that would change it.
    is_settable = any(one.get("operations") != [] or one.get("required") is True for _, _, one in told)
    return AccountField(
        name=name,
        place=place,
        schema=described(_schema([one for _, _, one in told]), title=first.get("name")),
        is_required=is_everywhere and all(one.get("required") is True and one.get("hasDefaultValue") is not True for _, _, one in told),
        is_creatable=is_settable,
        is_changeable=is_settable,
        is_custom="custom" in first["schema"],
    )


def _schema(told: list[dict[str, Any]]) -> dict[str, Any]:
    kind = told[0]["schema"]
    if any(one["schema"].get("type") != kind.get("type") for one in told):
        return {}
    values = [listed(one.get("allowedValues")) for one in told]
    allowed = [value for these in values for value in these] if all(values) else []
    if kind.get("type") == "array":
        return {"type": "array", "items": _value(text(kind.get("items")), allowed)}
    if text(kind.get("system")) in RICH_SYSTEM or text(kind.get("custom")).endswith(RICH_CUSTOM):
        return {"type": ["string", "object"], "additionalProperties": True}
    return _value(text(kind.get("type")), allowed)


def _value(kind: str, allowed: list[Any]) -> dict[str, Any]:
    """Return one value: a plain one, or an object that is named by one of its members; of a type not known here, anything."""
    if kind in PLAIN:
        return (
            {**PLAIN[kind], "enum": allowed} if allowed and all(isinstance(value, str | int | float) for value in allowed) else PLAIN[kind]
        )
    if kind not in MEMBERS:
        return {}
    members = {name: {**TEXT, **_enum(name, allowed)} for name in MEMBERS[kind]}
    if kind == "option-with-child":
        children = [child for one in allowed if isinstance(one, dict) for child in listed(one.get("children"))]
        members["child"] = _value("option", children)
    return {**OPEN, "properties": members}


def _enum(name: str, allowed: list[Any]) -> dict[str, Any]:
    values = [one[name] for one in allowed if isinstance(one, dict) and isinstance(one.get(name), str)]
    return {"enum": list(dict.fromkeys(values))} if values and len(values) == len(allowed) else {}
