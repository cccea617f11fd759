"""Account metadata laid over the schemas of a system's documents: what a document says stays, what it leaves open is told."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from designer.model.finding import Finding, SpecPlace
from designer.model.spec import Enrichment
from designer.specs.accounts.choosing import at_operation, at_pointer, chosen
from designer.specs.accounts.places import Spot, stepped, wire_types
from designer.specs.accounts.schema import address_of, document_of
from designer.specs.documents.library import Place, ReferenceProblem, steps_of
from designer.specs.laying import address, forget_text
from designer.specs.proof import LAID_MARK
from designer.specs.schemas.alternatives import values_of
from designer.specs.schemas.keywords import plain_types
from designer.specs.schemas.nodes import Node
from designer.specs.schemas.shape import ShapeReader

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from designer.specs.accounts.account import AccountField, AccountObject
    from designer.specs.documents.library import Document, Library

CODE = "SPEC110"
MOST_TOLD = 5
COMPATIBLE = ({"integer", "number"},)
"""JSON types that go into each other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """Account metadata as it was given."""

    document: Document
    account: AccountObject
    number: int
    """Its place among all that is laid."""
    at: str = ""
    """Where it holds: a JSON pointer or `POST /path`; empty: found."""
    name: str = ""
    """The object, as the system's paths call it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """What laying one file has come to."""

    enrichment: Enrichment
    findings: tuple[Finding, ...]


def lay_account(library: Library, documents: Sequence[Document], given: Given) -> Laid:
    """Lay one file over the documents, which are changed for it. Raises DescriptionError where there is no place, or more than one."""
    account, file = given.account, given.document.file
    if given.at.startswith(("#", "/")):
        place = at_pointer(library, documents, file=file, at=given.at)
        purpose = next(iter(account.whole_for)) if len(account.whole_for) == 1 else "read"
        spots = [Spot(schema=place, steps=(), purpose=purpose, method="", path=place.pointer, is_body=True)]
    elif given.at:
        spots = at_operation(library, documents, account, file=file, at=given.at)
    else:
        spots = chosen(library, documents, account, file=file, name=given.name)
    fitted, findings = _fitted(library, given, spots)
    given.document.root = document_of(fitted, file=file)
    library.laid[address(given.number)] = given.document
    given.document.is_beside = True
    for schema, here in _by_schema(spots).items():
        for spot in here:
            _wrap(library, spot, schema, reference=_reference(library, given, fitted, spot))
    places = tuple(dict.fromkeys(f"{spot.key.strip()} {_in_words(spot)}".strip() for spot in spots))
    return Laid(enrichment=enrichment(fitted, file=file, places=places), findings=findings)


def stand_alone(document: Document, account: AccountObject) -> Laid:
    """Let an object of an account be all that describes its system."""
    document.root = document_of(account, file=document.file)
    return Laid(enrichment=enrichment(account, file=document.file), findings=_doubts(account, document.file))


def enrichment(account: AccountObject, *, file: str, places: tuple[str, ...] = ()) -> Enrichment:
    """Return what an object of an account adds, counted."""
    fields = account.fields
    return Enrichment(
        file=file,
        words=account.words,
        places=places,
        fields=len(fields),
        custom=sum(field.is_custom for field in fields),
        enums=sum(_has_enum(field.schema) for field in fields),
        read_only=sum(field.is_read_only for field in fields),
        required=sum(field.is_required for field in fields),
    )


def _has_enum(schema: dict[str, Any]) -> bool:
    """Tell whether the values of a field are listed, or those by which its objects are named."""
    if "enum" in schema:
        return True
    inner = schema.get("items") if isinstance(schema.get("items"), dict) else schema
    members = inner.get("properties") if isinstance(inner, dict) else None
    return any(isinstance(one, dict) and "enum" in one for one in members.values()) if isinstance(members, dict) else False


def _in_words(spot: Spot) -> str:
    if not spot.method:
        return ""
    outer = "body" if spot.is_body else "answer"
    return f"{outer}.{spot.member}" if spot.member else outer


def _by_schema(spots: Sequence[Spot]) -> dict[tuple[str, str], list[Spot]]:
    """Return the objects of each body or answer: several calls may share one."""
    found: dict[tuple[str, str], list[Spot]] = {}
    for spot in spots:
        here = found.setdefault(spot.schema.key, [])
        same = next((index for index, one in enumerate(here) if one.steps == spot.steps), None)
        if same is None:
            here.append(spot)
        elif here[same].purpose != spot.purpose:
            here[same] = replace(here[same], purpose="read")
    return found


def _reference(library: Library, given: Given, account: AccountObject, spot: Spot) -> str:
    """Return the reference to the schema that is laid there: one that forbids no other members where the document names some."""
    names_more = not spot.steps and bool(ShapeReader(library).shape(Node((spot.schema,))).members)
    purpose = "more" if names_more and spot.purpose in account.whole_for and not account.schema else spot.purpose
    return address(given.number) + address_of(account, purpose, file=given.document.file)


def _wrap(library: Library, spot: Spot, key: tuple[str, str], *, reference: str) -> None:
    """Say at a schema that the account's holds too; what the document itself says is read last, and so wins."""
    laid: dict[str, Any] = {LAID_MARK: True, "$ref": reference}
    for step, name in _pairs(spot.steps):
        laid = {LAID_MARK: True, "properties": {name: laid}} if step == "properties" else {LAID_MARK: True, "items": laid}
    home, last = _home(library, key)
    schema = home.value[last]
    if isinstance(schema.get("$ref"), str):
        home.value[last] = {LAID_MARK: True, "allOf": [laid, schema]}
    elif LAID_MARK in schema:
        home.value[last] = {**schema, "allOf": [laid, *schema["allOf"]]}
    else:
        parts = schema["allOf"] if isinstance(schema.get("allOf"), list) else []
        home.value[last] = {**schema, "allOf": [*parts, laid]}
    forget_text(home, str(last))


def _pairs(steps: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield the steps to a schema, the innermost first: `properties` with its name, `items` with none."""
    found: list[tuple[str, str]] = []
    left = list(steps)
    while left:
        step = left.pop(0)
        found.append((step, left.pop(0) if step == "properties" else ""))
    yield from reversed(found)


def _home(library: Library, key: tuple[str, str]) -> tuple[Place, str | int]:
    """Return what holds a schema, and under which key."""
    file, pointer = key
    outer, _, _ = pointer.rpartition("/")
    found = library.place(file, outer)
    last = steps_of(pointer)[-1]
    if found is None:
        raise ReferenceProblem(pointer)
    home = library.follow(found)
    return home, int(last) if isinstance(home.value, list) else last


def _fitted(library: Library, given: Given, spots: Sequence[Spot]) -> tuple[AccountObject, tuple[Finding, ...]]:
    """Return the object as the documents let it stand: where they say otherwise, their word holds, and that is a finding."""
    account, file = given.account, given.document.file
    told = {name: words for spot in spots for name, words in _contradicted(library, account, spot)}
    findings = [*_doubts(account, file)]
    for name in list(told)[:MOST_TOLD]:
        field = next(field for field in account.fields if field.name == name)
        more = f" {len(told) - MOST_TOLD} more fields are like it." if len(told) > MOST_TOLD and name == list(told)[MOST_TOLD - 1] else ""
        message = (
            f'Your account says of "{name}" that {told[name]}. The document\'s word is taken; see which of the two is out of date.{more}'
        )
        findings.append(Finding(code=CODE, severity="warning", where="", message=message, spec=SpecPlace(file=file, pointer=field.place)))
    if account.schema or not told:
        return account, tuple(findings)
    fields = tuple(replace(field, schema=_without_claims(field)) if field.name in told else field for field in account.fields)
    return replace(account, fields=fields), tuple(findings)


def _without_claims(field: AccountField) -> dict[str, Any]:
    return {word: value for word, value in field.schema.items() if word in ("title", "description")}


def _contradicted(library: Library, account: AccountObject, spot: Spot) -> Iterator[tuple[str, str]]:
    """Yield the fields of which the document says something that cannot be true too, with what the two say."""
    place = stepped(library, spot.schema, spot.steps)
    common = wire_types(library, place) if place and spot.steps else ()
    reader = ShapeReader(library)
    members = reader.shape(Node((spot.schema,))).members if not spot.steps else {}
    known = {name: reader.shape(member.node) for (name, branch), member in members.items() if not branch}
    for field in account.fields:
        types, _ = plain_types(field.schema)
        shape = known.get(field.name)
        theirs = (shape.types if shape else ()) or common
        allowed = (values_of(shape) if shape else None) or []
        strange = [value for value in field.schema.get("enum") or () if allowed and value not in allowed]
        if types and theirs and not _agree(set(types), set(theirs)):
            yield field.name, f"it is {_or(types)}, and the document says {_or(theirs)}"
        elif strange:
            yield field.name, f"it may be {strange[0]!r}, and the document has no such value"


def _agree(ours: set[str], theirs: set[str]) -> bool:
    return bool(ours & theirs) or any(ours & both and theirs & both for both in COMPATIBLE)


def _or(types: Sequence[str]) -> str:
    return " or ".join(types)


def _doubts(account: AccountObject, file: str) -> tuple[Finding, ...]:
    return tuple(
        Finding(
            code=CODE,
            severity="warning",
            where="",
            message=f"Your account's metadata is not whole. {doubt}",
            spec=SpecPlace(file=file, pointer="#"),
        )
        for doubt in account.doubts
    )
