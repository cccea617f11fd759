"""The nouns of a described system: what its documents say it can do, and the Catalog that answers for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.model.description import DescriptionRef, Verification
    from designer.model.finding import Finding
    from designer.model.scalars import Access, Json, JsonObject, Scalar, SystemKind

Style = Literal["", "form", "simple", "label", "matrix", "spaceDelimited", "pipeDelimited", "tabDelimited", "deepObject"]
"""How several values are written into one name, in OpenAPI's words (`tabDelimited` is Swagger 2.0's `tsv`)."""
FieldProof = Literal["", "account", "overlay", "sample"]
"""What a field rests on beside the vendor's document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """An alternative of an object, and the values of one of its fields that mean it (a discriminator's)."""

    branch: str
    values: tuple[Scalar, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One place in a body, a response, an event or a parameter list.

    `path` is in the syntax of field paths (`a.b[].c`, `a."x.y".c`), relative to the schema's root; containers (objects,
    arrays) are fields too, before their children. `required` is said by the parent object alone: a required child counts
    only where its parent is sent. `types` are JSON types without `null` (empty: the document gives none).
    """

    path: str
    types: tuple[str, ...] = ()
    format: str = ""
    enum: tuple[Scalar, ...] = ()
    required: bool = False
    nullable: bool = False
    read_only: bool = False
    write_only: bool = False
    only_on_request: str = ""
    """The parameter that makes the API return it (`expand`, `fields`, `properties`); empty: always returned."""
    description: str = ""
    title: str = ""
    example: Json = None
    default: Json = None
    minimum: float | None = None
    maximum: float | None = None
    excludes_minimum: bool = False
    """The value must be greater than `minimum`, which is not allowed itself."""
    excludes_maximum: bool = False
    """The value must be less than `maximum`, which is not allowed itself."""
    multiple_of: float | None = None
    """The step between allowed numbers: 0.01 lets two decimal places stand, 1 none."""
    min_length: int | None = None
    max_length: int | None = None
    pattern: str = ""
    min_items: int | None = None
    max_items: int | None = None
    unique_items: bool = False
    deprecated: bool = False
    free_form: bool = False
    """An object whose members the document does not name: what is below is unverified."""
    content_encoding: str = ""
    """How bytes are written as text (`base64`), as `contentEncoding` says."""
    content_media_type: str = ""
    """What the text or the bytes hold (`image/png`), as `contentMediaType` says."""
    branch: str = ""
    """The `oneOf`/`anyOf` alternative this field belongs to (its schema name, title or number); `A | B` if several hold it; empty: all."""
    required_in: str = ""
    """Alternatives that require it while others hold it without asking for it; written as `branch` is."""
    needs_one_of: tuple[tuple[str, ...], ...] = ()
    """Of an object: sets of members, one of which must be there (an `anyOf` or `oneOf` that only says what is required)."""
    choices: tuple[Choice, ...] = ()
    """Which values it has in which alternative, for a field that all alternatives of its object hold and that tells them apart."""
    pointer: str = ""
    """JSON pointer of the field's schema in its document, with `#` in front."""
    file: str = ""
    """The document that `pointer` leads into, where it is not the content's own: account metadata, a laid object, a file beside it."""
    proof: FieldProof = ""
    """What tells of the field where the vendor's document does not, or not alone.

    `account`: metadata that was saved from the user's own account, laid over an object of the document; `overlay`: an OpenAPI Overlay has
    written or corrected its schema; `sample`: a record or table shows it; empty: the vendor's document. A field with a proof is as
    known as any other: it has types, and a name that is not among its siblings is missing, not unverified.
    """

    @property
    def is_leaf(self) -> bool:
        """Tell whether a value, not a container with known members, stands here."""
        return not ({"object", "array"} & set(self.types)) or self.free_form

    @property
    def is_file(self) -> bool:
        """Tell whether bytes stand here, as in a file part of a multipart body; bytes written as text (`base64`) are no file."""
        is_plain = self.content_media_type.startswith("text/") or self.content_media_type.endswith("json")
        is_typed = bool(self.content_media_type) and not self.content_encoding and not is_plain
        return self.format == "binary" or self.content_encoding == "binary" or is_typed

    def is_in(self, branch: str) -> bool:
        """Tell whether the field is there when the alternative *branch* is sent."""
        return not self.branch or branch in self.branch.split(" | ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoding:
    """How one member of a form or of a multipart body is written, as far as the document says."""

    member: str
    style: Style = ""
    explode: bool = False
    """Whether each item or member is a pair of its own."""
    reserved: bool = False
    """Whether reserved characters are written as they are."""
    media_types: tuple[str, ...] = ()
    """What a part of a multipart body may be (`image/png`, `application/json`)."""
    headers: tuple[str, ...] = ()
    """Headers of the part, beside Content-Type."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """A schema at a place in a document: what a body, a response or a delivery holds. Its fields are read by the Catalog."""

    system: str
    """The SystemSpec's name."""
    file: str
    pointer: str
    """JSON pointer of the schema, with `#` in front; `#` is the whole document."""
    media_type: str = "application/json"
    name: str = ""
    """The schema's own name (`customer`, `CreateUserRequest`), empty if it has none."""
    required: bool = False
    prefix: str = ""
    """Path that all its fields stand under (`data.object` of a webhook's envelope)."""
    on_request: tuple[str, ...] = ()
    """Query parameters by which parts of this answer are asked for (`properties`, `include`)."""
    encodings: tuple[Encoding, ...] = ()
    """How members of a form or of a multipart body are written, where the document says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A path, query, header or cookie parameter of an operation; `field.path` is its name."""

    location: Literal["path", "query", "header", "cookie"]
    name: str
    field: Field
    style: Style = ""
    """How several values are written; empty: there is one value. Always given for lists and objects, by default or by the document."""
    explode: bool = False
    """Whether each item or member is a pair of its own (`a=1&a=2`); otherwise they share one (`a=1,2`)."""
    reserved: bool = False
    """Whether reserved characters are written as they are."""
    media_type: str = ""
    """The value is one text of this type (`application/json`), whatever its schema."""

    @property
    def target(self) -> str:
        """Return the target path by which a mapping fills it, such as `query.limit`."""
        return f"{self.location}.{self.name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """What an operation answers under one status (`200`, `4XX`, `default`)."""

    status: str
    description: str = ""
    content: Content | None = None
    headers: tuple[str, ...] = ()

    @property
    def is_success(self) -> bool:
        """Tell whether the status is a 2xx."""
        return self.status.startswith("2")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paging:
    """How a list operation hands out its pages, as far as parameters, body and response fields show."""

    kind: Literal["cursor", "page", "offset", "link"]
    parameter: str
    """Name of the query parameter, or path in the body, that the next page is asked for by; empty: by a whole address."""
    location: Literal["query", "body"] = "query"
    """Where `parameter` and `size_parameter` stand: a search may be a POST."""
    next_path: str = ""
    """Field of the response that holds the next cursor, or tells that there is more."""
    items_path: str = ""
    """Array of the response that holds the records, such as `data[]`."""
    size_parameter: str = ""
    max_size: int | None = None

    @property
    def target(self) -> str:
        """Return the target path of the parameter, such as `query.cursor` or `body.after`; empty if there is none."""
        return f"{self.location}.{self.parameter}" if self.parameter else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """A right that a token may carry."""

    name: str
    description: str = ""
    flows: tuple[str, ...] = ()
    """The OAuth flows that grant it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SecurityScheme:
    """One way to sign in, as the document declares it."""

    name: str
    kind: Literal["bearer", "basic", "api_key", "oauth2", "openid", "none", "other"]
    location: Literal["header", "query", "cookie", ""] = ""
    parameter: str = ""
    flows: tuple[str, ...] = ()
    token_url: str = ""
    authorization_url: str = ""
    scopes: tuple[str, ...] = ()
    """Names, of all flows."""
    granted: tuple[Scope, ...] = ()
    """The same scopes with what they allow and the flows that grant them."""
    description: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SecurityNeed:
    """One alternative of an operation's security: every named scheme with its scopes."""

    schemes: tuple[str, ...]
    scopes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One method on one path of a system.

    `in_spec` is false for an operation that no document describes: it is known from the brief, from vendor data, or stands
    for the unknown endpoint of an object schema (path `/{endpoint}`); what is said of it stays unverified.
    """

    system: str
    method: str
    """Upper case."""
    path: str
    operation_id: str = ""
    summary: str = ""
    description: str = ""
    tags: tuple[str, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    bodies: tuple[Content, ...] = ()
    """One per media type, the preferred one (JSON, then form) first."""
    responses: tuple[Response, ...] = ()
    security: tuple[SecurityNeed, ...] = ()
    """Alternatives; empty: no sign-in is asked."""
    paging: Paging | None = None
    idempotency_header: str = ""
    rate_limit_headers: tuple[str, ...] = ()
    """Headers of its answers that tell of the quota: how much, what is left, when it starts anew (`X-RateLimit-Remaining`)."""
    rate_limits: tuple[str, ...] = ()
    """Quotas as an extension of the document gives them, such as `steady 15/m`."""
    base_urls: tuple[str, ...] = ()
    """Where it is served, when it or its path names servers of its own, or its document is not the system's first."""
    deprecated: bool = False
    in_spec: bool = True
    file: str = ""
    pointer: str = ""

    @property
    def key(self) -> str:
        """Return the operation as a design names it, such as `POST /v1/customers`."""
        return f"{self.method} {self.path}"

    @property
    def body(self) -> Content | None:
        """Return the preferred request body."""
        return self.bodies[0] if self.bodies else None

    @property
    def success(self) -> Content | None:
        """Return what the first 2xx response with a body holds."""
        return next((r.content for r in self.responses if r.is_success and r.content), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something a system tells of by itself.

    Most vendors do not describe their events: `origin` says who told of this one. The fields of a delivery are the
    `envelope` fields and those of `content`, read by `Catalog.event_fields`.
    """

    system: str
    name: str
    origin: Literal["webhook", "callback", "subscription_enum", "vendor_data", "brief"]
    summary: str = ""
    payload: Literal["full", "partial", "id", "unknown"] = "unknown"
    items: str = ""
    """Path of the array when one delivery carries many events (`events[]`, `[]` when the root is the array)."""
    envelope: tuple[Field, ...] = ()
    record_path: str = ""
    """Where in the delivery (or item) the record stands, such as `data.object`."""
    id_path: str = ""
    """Where the record's id stands in a thin delivery, such as `objectId`."""
    event_id_path: str = ""
    """Where the delivery's own id stands, by which duplicates are known."""
    content: Content | None = None
    verification: Verification | None = None
    registration: str = ""
    """How a subscription is made: an operation's key, or words for the clicks."""
    dated: str = ""
    """Day on which vendor data was written down, ISO."""
    pointer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrichment:
    """Account metadata or an overlay, and what it has added to the system's documents."""

    file: str
    words: str
    """What it is, such as `HubSpot's properties`."""
    places: tuple[str, ...] = ()
    """Where it was laid: calls with the path of the object in body or answer, or the JSON pointer of a schema."""
    fields: int = 0
    custom: int = 0
    """Fields that are the account's own."""
    enums: int = 0
    """Fields whose values are listed."""
    read_only: int = 0
    required: int = 0
    """Fields without which no record is made."""
    changes: int = 0
    """Places of the documents that an overlay has changed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemSpec:
    """A system as its documents tell."""

    name: str
    """Exactly as in the brief or `--spec`."""
    id: str
    """The name as an identifier (`invoice_ninja`), unique among the systems of a run."""
    title: str = ""
    version: str = ""
    """As its first document numbers itself (`info.version`)."""
    kind: SystemKind = "http"
    descriptions: tuple[DescriptionRef, ...] = ()
    base_urls: tuple[str, ...] = ()
    schemes: tuple[SecurityScheme, ...] = ()
    operations: Sequence[Operation] = ()
    """In document order; read from the document when first walked."""
    events: Sequence[Event] = ()
    enrichments: tuple[Enrichment, ...] = ()
    """What was laid over its documents, in the order in which it was given."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RankedOperation:
    """An operation and how well it answers a search, 0 to 1."""

    operation: Operation
    score: float


class Catalog(Protocol):
    """What the descriptions of all systems say. Absence is an answer (`None`), never an exception."""

    @property
    def systems(self) -> tuple[SystemSpec, ...]:
        """Return the systems in the order in which they were named."""
        ...

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Return what was wrong in the descriptions themselves: SPEC findings that cost nothing else."""
        ...

    def document_findings(self, system: str) -> tuple[Finding, ...]:
        """Return what is wrong with the documents of a system as such: OpenAPI's meta-schema, and the full verdict where one is kept."""
        ...

    def findings_of(self, operation: Operation) -> tuple[Finding, ...]:
        """Return what is wrong in the description of one operation, and in the schemas it reaches (a broken reference)."""
        ...

    def system(self, name: str) -> SystemSpec | None:
        """Return the system of this name or id, compared without case."""
        ...

    def operation(self, system: str, key: str) -> Operation | None:
        """Return the operation called *key* (`POST /v1/customers`; the method's case does not count)."""
        ...

    def event(self, system: str, name: str) -> Event | None:
        """Return the event of this name."""
        ...

    def fields(self, content: Content, *, access: Access) -> tuple[Field, ...]:
        """Return the fields of a schema in document order, containers before their children.

        `write` leaves nothing out but marks read-only fields; `read` likewise marks write-only ones. Depth is adaptive:
        about 700 fields at most; cycles are cut. An array's items are a field of their own (`lines[]`); the root is one (with
        an empty path) only where it is a bare value or free-form.
        """
        ...

    def members(self, content: Content, *, access: Access) -> tuple[Field, ...]:
        """Return the fields of a schema's first level alone, as `fields` does: what an object holds itself."""
        ...

    def field(self, content: Content, path: str, *, access: Access) -> Field | None:
        """Return the field at *path*, however deep; `[0]` and `[type=billing]` count as `[]`.

        Below a free-form object the answer is a Field with `free_form` set and no types: the document cannot tell.
        """
        ...

    def event_fields(self, event: Event) -> tuple[Field, ...]:
        """Return the fields of one delivery (or of one of its items): envelope and record."""
        ...

    def event_field(self, event: Event, path: str) -> Field | None:
        """Return the field of a delivery at *path*, as `field` does."""
        ...

    def schema(self, content: Content) -> JsonObject:
        """Return the whole JSON Schema (draft 2020-12) of a content, self-contained: refs under `$defs`, cycles kept as refs."""
        ...

    def slice(self, system: str, operations: Sequence[str], *, events: Sequence[str] = ()) -> JsonObject:
        """Return an OpenAPI document of these operations and events with all schemas and security schemes they reach."""
        ...

    def search(self, system: str, words: str, *, limit: int = 10) -> tuple[RankedOperation, ...]:
        """Return the operations of a system whose texts share words with *words*, best first: lexical, no meaning."""
        ...
