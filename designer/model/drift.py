"""The nouns of drift: what a design uses of its systems' documents (the lock), and what of it has changed since.

The lock holds for each thing a hash and what it was, so that a change can be told without the document it was read from.
Nothing in it names a place of a document: what is moved, described anew or written otherwise leaves it as it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from designer.model.finding import SpecPlace
from designer.model.scalars import Scalar

Use = Literal["sent", "required", "read"]
ChangeKind = Literal[
    "system-undescribed", "address-changed", "sign-in-changed", "scopes-changed",
    "operation-removed", "operation-deprecated", "operation-restored", "media-type-changed", "paging-changed", "idempotency-changed",
    "rate-limit-changed",
    "event-removed", "event-changed",
    "field-removed", "field-untold", "field-told", "field-required", "field-optional", "field-deprecated", "type-changed", "format-changed",
    "value-removed", "value-added", "null-refused", "null-allowed", "read-only", "write-only", "on-request", "limit-tightened",
    "limit-loosened", "default-changed", "check-error",
]  # fmt: skip
ChangeSeverity = Literal["error", "warning", "info"]
CHANGE_SEVERITIES: tuple[ChangeSeverity, ...] = ("error", "warning", "info")
"""The connector will fail or lose data; it may; it is good to know."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldFacts:
    """What a document says of a field that matters to who fills or reads it; named as in `Field`."""

    types: Annotated[tuple[str, ...], "JSON types without null, sorted."] = ()
    format: Annotated[str, "Such as date-time."] = ""
    required: Annotated[bool, "Sent: by its parent; read: with all that it lies in, so that it is always there."] = False
    nullable: Annotated[bool, "May be null."] = False
    read_only: Annotated[bool, "Only ever answered."] = False
    write_only: Annotated[bool, "Only ever sent."] = False
    only_on_request: Annotated[str, "The parameter that makes the API return it."] = ""
    default: Annotated[str, "What is taken where nothing is sent, as JSON."] = ""
    minimum: Annotated[float | None, "Smallest number."] = None
    maximum: Annotated[float | None, "Largest number."] = None
    excludes_minimum: Annotated[bool, "Only greater numbers."] = False
    excludes_maximum: Annotated[bool, "Only smaller numbers."] = False
    multiple_of: Annotated[float | None, "Step between allowed numbers."] = None
    min_length: Annotated[int | None, "Fewest characters."] = None
    max_length: Annotated[int | None, "Most characters."] = None
    min_items: Annotated[int | None, "Fewest items."] = None
    max_items: Annotated[int | None, "Most items."] = None
    pattern: Annotated[str, "Regular expression."] = ""
    deprecated: Annotated[bool, "Marked as deprecated."] = False
    content_encoding: Annotated[str, "Such as base64."] = ""
    content_media_type: Annotated[str, "Such as image/png."] = ""
    untold: Annotated[bool, "The document lets anything stand here, or does not describe what holds it."] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LockedField:
    """One field or parameter of a call, an answer or a delivery."""

    at: Annotated[str, "A target (`body.email`, `query.limit`), or the path in an answer or a delivery."]
    use: Annotated[Use, "Sent by a mapping, required though nothing fills it, or read."]
    says: Annotated[str, "The facts in words."]
    hash: Annotated[str, "Of the facts."]
    values_hash: Annotated[str, "Of the values; empty where any may stand."] = ""
    values: Annotated[tuple[Scalar, ...], "The values allowed, sorted."] = ()
    facts: Annotated[FieldFacts, "What the document said."] = FieldFacts()


@dataclass(frozen=True, slots=True, kw_only=True)
class LockedNeed:
    """One way in which a call may be signed: all schemes together, with their scopes."""

    schemes: Annotated[tuple[str, ...], "Names of security schemes, sorted."] = ()
    scopes: Annotated[tuple[str, ...], "Scopes, sorted."] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationFacts:
    """What a document says of a call as a whole."""

    deprecated: Annotated[bool, "Marked as deprecated."] = False
    takes: Annotated[tuple[str, ...], "Media types of its body, sorted."] = ()
    gives: Annotated[str, "Media type of its answer."] = ""
    paging: Annotated[str, "How its pages are asked for; empty: it has none."] = ""
    idempotency_header: Annotated[str, "Header that takes a key against doubles."] = ""
    rate_limits: Annotated[tuple[str, ...], "Quotas that the document gives."] = ()
    base_urls: Annotated[tuple[str, ...], "Addresses of its own."] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LockedOperation:
    """One call that the design makes."""

    key: Annotated[str, "Method and path."]
    says: Annotated[str, "The facts in words."]
    hash: Annotated[str, "Of the facts."]
    operation_id: Annotated[str, "Its id in the document, by which it is found again when it moves; not part of the hash."] = ""
    facts: Annotated[OperationFacts, "What the document said."] = OperationFacts()
    needs_hash: Annotated[str, "Of the needs."] = ""
    needs: Annotated[tuple[LockedNeed, ...], "Ways to sign it, any of which will do; none: it needs no sign-in."] = ()
    fields: Annotated[tuple[LockedField, ...], "Sorted by use and path."] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LockedEvent:
    """One event that starts a flow."""

    name: Annotated[str, "Its name."]
    says: Annotated[str, "The facts in words."]
    hash: Annotated[str, "Of the facts."]
    payload: Annotated[str, "How much of the record is delivered."] = "unknown"
    items: Annotated[str, "Array of a delivery that carries several."] = ""
    record_path: Annotated[str, "Where in a delivery the record stands."] = ""
    is_described: Annotated[bool, "A document describes what is delivered."] = False
    schema: Annotated[str, "Name by which the record is found where only vendor data tells of the event; not part of the hash."] = ""
    fields: Annotated[tuple[LockedField, ...], "Sorted by path."] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LockedSignIn:
    """The security scheme by which the design signs in."""

    scheme: Annotated[str, "Its name in the document."]
    says: Annotated[str, "What follows, in words."]
    hash: Annotated[str, "Of what follows."]
    kind: Annotated[str, "bearer, basic, api_key, oauth2, openid or other."] = "other"
    location: Annotated[str, "Where a key is sent."] = ""
    parameter: Annotated[str, "Header or parameter that carries a key."] = ""
    token_url: Annotated[str, "Where a token is fetched."] = ""
    scopes: Annotated[tuple[str, ...], "Those of the design's scopes that the document knows, sorted."] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LockedSystem:
    """What a design uses of one system."""

    id: Annotated[str, "As in the design."]
    name: Annotated[str, "As in the design."]
    hash: Annotated[str, "Of the addresses."]
    base_urls: Annotated[tuple[str, ...], "Addresses at which its document says that it is served."] = ()
    sign_in: Annotated[LockedSignIn | None, "How the design signs in, if the document declares it."] = None
    operations: Annotated[tuple[LockedOperation, ...], "Sorted by path and method."] = ()
    events: Annotated[tuple[LockedEvent, ...], "Sorted by name."] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock:
    """design.lock: what a design uses of the documents it was last rendered or accepted with."""

    version: Annotated[Literal["1"], "Version of this format."] = "1"
    uses: Annotated[
        str, "Hash of what the design uses, whatever the documents say of it: another one means that the design was edited since."
    ]
    reading: Annotated[str, "Hash of the facts that were read of each thing: another one means that another version wrote it."] = ""
    systems: Annotated[tuple[LockedSystem, ...], "In the order of the design."] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Affected:
    """A place of the design that uses what has changed; `line` is 0 without a design file."""

    where: str
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that the design uses and that a document now says otherwise."""

    kind: ChangeKind
    severity: ChangeSeverity
    system: str
    """System id."""
    subject: str
    """What has changed, such as `POST /contacts body.email`, `event customer.created` or `sign-in key`."""
    message: str
    next_step: str
    use: Use | Literal[""] = ""
    """How the design uses the field; empty: it is none."""
    before: str = ""
    after: str = ""
    affects: tuple[Affected, ...] = ()
    old: SpecPlace | None = None
    """Where the old document told of it, if that is at hand."""
    new: SpecPlace | None = None
    codes: tuple[str, ...] = ()
    """Rules of the check that the design breaks by this change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unused:
    """What a document changed beside what the design uses: operations, counted. None of it is told one by one."""

    system: str
    is_known: bool = True
    """False: the old document is not at hand, so it cannot be counted."""
    added: int = 0
    removed: int = 0
    changed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DriftReport:
    """What has changed of what the design uses, the worst first, and how much else."""

    changes: tuple[Change, ...] = ()
    unused: tuple[Unused, ...] = ()
    compared: tuple[str, ...] = ()
    """Ids of the systems that were compared."""
    basis: Literal["lock", "documents"] = "lock"
    """What was known before: the lock, or the documents that the design names."""
    is_stale: bool = False
    """The design was edited since the lock was written; what it uses since then has nothing to be compared with."""
    things: int = 0
    """How many operations, events, fields and sign-ins were compared."""

    def of(self, severity: ChangeSeverity) -> tuple[Change, ...]:
        """Return the changes of one severity."""
        return tuple(change for change in self.changes if change.severity == severity)

    @property
    def breaks(self) -> bool:
        """Tell whether anything will fail."""
        return any(change.severity == "error" for change in self.changes)
