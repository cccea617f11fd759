"""The Design: what a person reads, edits, checks and renders again. design.yaml is this, field by field.

Lists of small records instead of maps, no recursion, every default harmless: the codec leaves defaults out of the
file. The text in each `Annotated` becomes the description in the published JSON Schema.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

from designer.model.description import DescriptionRef, Verification
from designer.model.question import Question
from designer.model.scalars import Role, Scalar, Style, SystemKind
from designer.model.transform import Copy, Transform
from designer.model.warehouse import Warehouse

if TYPE_CHECKING:
    from collections.abc import Iterator

Name = Annotated[str, "An identifier: letters, digits and `_`."]


class OperationUse(NamedTuple):
    """An operation that a design names, and what for."""

    where: str
    """Its place, such as `$.flows[0].steps[1].operation`."""
    system: str
    key: str
    purpose: Role | Literal["backfill"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Auth:
    """How the connector signs in to a system."""

    kind: Annotated[Literal["bearer", "basic", "api_key", "oauth2", "none", "other"], "Kind of credential."] = "none"
    scheme: Annotated[str, "Name of the security scheme in the system's document."] = ""
    location: Annotated[Literal["header", "query", "cookie", ""], "Where an API key is sent."] = ""
    parameter: Annotated[str, "Name of the header or parameter that carries an API key."] = ""
    environment: Annotated[tuple[str, ...], "Environment variables that hold the credential; never its value."] = ()
    token_url: Annotated[str, "Where an OAuth 2 token is fetched."] = ""
    scopes: Annotated[tuple[str, ...], "Scopes asked for."] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class System:
    """A system of this design and the documents it is checked against."""

    id: Name
    name: Annotated[str, "Exactly as in the brief or `--spec`."]
    kind: Annotated[SystemKind, "What it is."] = "http"
    descriptions: Annotated[tuple[DescriptionRef, ...], "Documents, relative to this file."] = ()
    base_url: Annotated[str, "Address of the API, without a slash at its end."] = ""
    auth: Annotated[Auth, "How to sign in."] = Auth()


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One comparison of a value."""

    source: Annotated[str, "Source path, such as `trigger:status`."]
    op: Annotated[Literal["equals", "not_equals", "in", "greater", "less", "contains", "empty", "present", "changed"], "The comparison."]
    values: Annotated[tuple[Scalar, ...], "What it is compared with; several for `in`, none for `empty`, `present`, `changed`."] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AllOf:
    """Comparisons that must all hold."""

    all: Annotated[tuple[Comparison, ...], "The comparisons."] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """Holds if any of its groups holds; without groups it always holds."""

    any: Annotated[tuple[AllOf, ...], "Groups, one of which must hold."] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mapping:
    """How one target field is filled."""

    target: Annotated[str, "`body.<path>`, `path.<name>`, `query.<name>` or `header.<name>`."]
    sources: Annotated[tuple[str, ...], "`<origin>:<path>`; origins: trigger, trigger.headers, a step id, item, setting, table, run."] = ()
    transform: Annotated[Transform, "What happens on the way."] = Copy()
    confidence: Annotated[float, "0 to 1; 1 is a person's word."] = 1.0
    reason: Annotated[str, "Why, in words a person understands."] = ""
    status: Annotated[Literal["proposed", "accepted"], "Whether a person agreed, or confidence is high enough."] = "accepted"
    write: Annotated[Literal["always", "create_only", "if_empty"], "When the target is written."] = "always"
    when_empty: Annotated[Literal["omit", "clear", "default"], "What is sent when the source is empty."] = "omit"
    default: Annotated[Scalar, "Sent when `when_empty` is `default`."] = None
    owner: Annotated[str, "System id that owns the field in a two-way sync; empty: the source's."] = ""
    proof: Annotated[Literal["spec", "account", "sample", "sandbox", "none"], "What the claim was checked against."] = "none"
    agreement: Annotated[
        Literal["agreed", "disputed", "alone", ""],
        "Whether the offline matcher fills it the same way, another way (`rivals`), or not at all; empty: only one planner was asked.",
    ] = ""
    rivals: Annotated[tuple[str, ...], "The sources that the offline matcher would take instead, where it is disputed."] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cursor:
    """How a poller knows what is new."""

    path: Annotated[str, "Field of the record that tells its age, such as `updated_at`."] = ""
    parameter: Annotated[str, "Query parameter that takes the last value seen."] = ""
    format: Annotated[str, "Notation of the value, as in `date_format`."] = "iso"


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    """How a webhook is switched on."""

    kind: Annotated[Literal["operation", "ui", "unknown", "none"], "By a call, by clicks, or not known."] = "none"
    operation: Annotated[str, "The call, such as `POST /v1/webhook_endpoints`."] = ""
    steps: Annotated[tuple[str, ...], "The clicks."] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """What starts a flow. Paths of sources are relative to one item when `items` is set."""

    kind: Annotated[Literal["webhook", "poll", "schedule", "manual", "stream", "file"], "What kind of start."]
    system: Annotated[str, "System id; empty for a schedule or a manual start."] = ""
    event: Annotated[str, "Name of the event."] = ""
    operation: Annotated[str, "List operation of a poller, such as `GET /v1/customers`."] = ""
    items: Annotated[str, "Array of a delivery or page that holds the records, such as `data[]`."] = ""
    payload: Annotated[Literal["full", "partial", "id", "unknown"], "How much of the record is delivered."] = "unknown"
    event_id: Annotated[str, "Path of the delivery's own id, by which duplicates are known."] = ""
    record_id: Annotated[str, "Path of the record's id."] = ""
    verification: Annotated[Verification | None, "How a delivery is proved to be genuine."] = None
    registration: Annotated[Registration, "How it is switched on."] = Registration()
    cursor: Annotated[Cursor | None, "How a poller knows what is new."] = None
    schedule: Annotated[str, "Five-field cron expression of a poller or schedule."] = ""
    mappings: Annotated[tuple[Mapping, ...], "How the parameters of a poller's list operation are filled."] = ()
    condition: Annotated[Condition, "Deliveries that do not meet it are left alone."] = Condition()
    origin: Annotated[str, "Who told of the event: webhook, callback, subscription_enum, vendor_data, brief."] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Idempotency:
    """What keeps a repeated write from doubling."""

    kind: Annotated[
        Literal["header", "link", "lookup", "natural", "none"],
        "A key the API takes, a stored id pair, a search before, or a call that may be repeated.",
    ] = "none"
    header: Annotated[str, "Header that takes the key."] = ""
    sources: Annotated[tuple[str, ...], "What the key is made of."] = ()
    link: Annotated[str, "Link id."] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing a flow does. Later steps read its answer as `<id>:<path>`."""

    id: Name
    action: Annotated[Literal["call", "publish", "write_file", "table", "ask_person"], "What kind of thing."] = "call"
    role: Annotated[Literal["read", "lookup", "write"], "What it is for."] = "write"
    title: Annotated[str, "What it does, in a few words."] = ""
    system: Annotated[str, "System id."] = ""
    operation: Annotated[str, "The call, such as `POST /api/v1/clients`."] = ""
    channel: Annotated[str, "Channel, object or person for the actions that are no call."] = ""
    media_type: Annotated[str, "Media type of the body; empty: the operation's first."] = ""
    items: Annotated[str, "Envelope of the body: with `data[]`, `body.` paths are relative to one item."] = ""
    for_each: Annotated[str, "Array source; the step runs once per item, read as `item:`."] = ""
    condition: Annotated[Condition, "The step runs only if it holds."] = Condition()
    branch: Annotated[str, "The `oneOf` alternative meant."] = ""
    mappings: Annotated[tuple[Mapping, ...], "How its fields are filled."] = ()
    semantics: Annotated[Literal["create", "patch", "replace", "upsert", ""], "What a write does to what is there."] = ""
    success: Annotated[str, "Source path in the answer that must be true (`ok`), beside a 2xx."] = ""
    item_errors: Annotated[str, "Path in a 2xx answer that lists failed items."] = ""
    idempotency: Annotated[Idempotency, "What keeps a repeat from doubling."] = Idempotency()
    on_none: Annotated[Literal["stop", "continue", "ask", "fail"], "A look-up that finds nothing."] = "continue"
    on_many: Annotated[Literal["first", "ask", "fail"], "A look-up that finds several."] = "ask"
    on_error: Annotated[Literal["retry", "dead_letter", "skip", "ask"], "After the last attempt."] = "dead_letter"


@dataclass(frozen=True, slots=True, kw_only=True)
class LifecycleRow:
    """What a flow does in one case of a record's life."""

    case: Annotated[Literal["create", "update", "delete", "merge", "leaves_filter"], "The case."]
    action: Annotated[Literal["act", "ignore", "ask"], "What happens."]
    note: Annotated[str, "How, or why not."] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Backfill:
    """How records from before the first day come over."""

    operation: Annotated[str, "List operation."] = ""
    order: Annotated[str, "Order in which records are read."] = ""
    since: Annotated[str, "From when; empty: all."] = ""
    quota_share: Annotated[float, "Share of the rate limit that it may use, 0 to 1."] = 0.25
    records: Annotated[int | None, "How many records there are to bring over; empty: not said."] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """One direction of data: what starts it and the steps it takes."""

    id: Name
    title: Annotated[str, "What it does, in one sentence."] = ""
    trigger: Annotated[Trigger, "What starts it."]
    steps: Annotated[tuple[Step, ...], "In order."] = ()
    ordering_key: Annotated[str, "Source path; deliveries with the same value are handled in order."] = ""
    lifecycle: Annotated[tuple[LifecycleRow, ...], "One row for each case."] = ()
    backfill: Annotated[Backfill | None, "How old records come over."] = None
    volume_per_day: Annotated[int | None, "Records a day of this flow alone; empty: its part of the policies' figure."] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """How a record of one system is known in the other."""

    id: Name
    systems: Annotated[tuple[str, ...], "The two system ids."] = ()
    keys: Annotated[tuple[str, ...], "Source paths, one for each system."] = ()
    stored: Annotated[Literal["connector", "source_field", "target_field"], "Where the pair is kept."] = "connector"
    field: Annotated[str, "The field that holds the other's id, where a system keeps it."] = ""
    origin_marker: Annotated[str, "How a change of our own is known again, against echo."] = ""
    conflict: Annotated[Literal["source_wins", "target_wins", "newest_wins", "ask"], "Both changed."] = "source_wins"


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A value that only the account knows."""

    id: Name
    title: Annotated[str, "What it is, in words of the system."] = ""
    system: Annotated[str, "System id."] = ""
    value: Annotated[Scalar, "The value; empty until answered."] = None
    environment: Annotated[str, "Environment variable that overrides the value."] = ""
    type: Annotated[Literal["string", "integer", "number", "boolean"], "JSON type."] = "string"
    found: Annotated[str, "Where it is found or clicked."] = ""
    sample: Annotated[Scalar, "A value that fits the target's schema, used by tests alone and marked as such."] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a look-up table."""

    key: Annotated[Scalar, "The value as the source has it."]
    value: Annotated[Scalar, "The value for the target."]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A small look-up table."""

    id: Name
    title: Annotated[str, "What it translates."] = ""
    rows: Annotated[tuple[Row, ...], "The rows; none until answered."] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """A part of the architecture."""

    id: Name
    title: Annotated[str, "Its name for a person."] = ""
    purpose: Annotated[str, "What it is there for."] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """An architecture that was not chosen."""

    pattern: Annotated[str, "What it would have been."]
    why_not: Annotated[str, "Why not."] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Architecture:
    """The shape of the whole and why."""

    pattern: Annotated[str, "Such as `webhook to API` or `scheduled extract to warehouse`."] = ""
    reasons: Annotated[tuple[str, ...], "Why; the thresholds that decided."] = ()
    components: Annotated[tuple[Component, ...], "Its parts."] = ()
    alternatives: Annotated[tuple[Alternative, ...], "What else was weighed."] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """An entry of the runbook: what a person sees, why, and what to do."""

    symptom: Annotated[str, "What is seen."]
    cause: Annotated[str, "The likely cause."] = ""
    action: Annotated[str, "What to do."] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrative:
    """Prose for the documents, beside what is derived from the design; the check holds only the calls and fields that it names."""

    author: Annotated[str, "Who wrote it: claude:<model>, or a person."] = ""
    overview: Annotated[str, "What the integration does, for somebody who has never heard of it; one paragraph."] = ""
    troubles: Annotated[tuple[Trouble, ...], "Entries of the runbook that only knowledge of these systems gives."] = ()
    monitoring: Annotated[tuple[str, ...], "What to watch and when to worry, one sentence each."] = ()
    testing: Annotated[tuple[str, ...], "Cases that the test checklist must have for this integration, one sentence each."] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RateLimit:
    """How many calls a system allows."""

    system: Annotated[str, "System id."]
    operation: Annotated[str, "The only operation that it holds for, such as `GET /v1/customers`; empty: all calls to the system."] = ""
    calls: Annotated[int, "So many calls."]
    seconds: Annotated[int, "In so many seconds."]
    source: Annotated[str, "Where the figure is from: brief, spec, or a person."] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """When a person is told."""

    when: Annotated[str, "The condition."]
    to: Annotated[str, "Who."] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Policies:
    """What holds for all flows."""

    attempts: Annotated[int, "Attempts of a call in all."] = 5
    first_delay_seconds: Annotated[float, "Delay after the first failed attempt; doubles each time."] = 1.0
    longest_delay_seconds: Annotated[float, "The delay grows no further."] = 60.0
    timeout_seconds: Annotated[float, "A call that takes longer has failed."] = 30.0
    volume_per_day: Annotated[int | None, "Records a day that the brief expects, all flows together; empty: not said."] = None
    peak_per_minute: Annotated[int | None, "Records a minute when most of them come; empty: not said."] = None
    items_per_record: Annotated[float | None, "Items of a list that a step with `for_each` runs over, on average; empty: not said."] = None
    max_delay_seconds: Annotated[int | None, "How long a change may take to arrive; empty: not said."] = None
    rate_limits: Annotated[tuple[RateLimit, ...], "Known limits."] = ()
    dead_letters: Annotated[str, "What becomes of an event that cannot be delivered."] = "kept until replayed by a person"
    alerts: Annotated[tuple[Alert, ...], "When a person is told."] = ()
    validation: Annotated[Literal["warn", "enforce"], "Whether a body that breaks the schema is sent with a warning or not at all."] = (
        "enforce"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Unused:
    """Words of the brief that ask for something and that nothing in the design came of."""

    text: Annotated[str, "The words."]
    line: Annotated[int, "Their line in the brief."] = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefUse:
    """How far the design holds what its brief asks for."""

    parts: Annotated[int, "So many parts of the brief ask for something."] = 0
    unused: Annotated[tuple[Unused, ...], "Those of which nothing came; take a line out once it is dealt with."] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """A whole integration."""

    version: Annotated[Literal["1"], "Version of this format."] = "1"
    name: Annotated[str, "Short name in kebab case; the repository's name."]
    title: Annotated[str, "Title for a person."] = ""
    style: Annotated[Style, "Which kind of starter."]
    platform: Annotated[Literal["zapier", "make", "n8n", ""], "Wished no-code platform; empty: all."] = ""
    planner: Annotated[str, "Who proposed it: offline, claude:<model>, or a person."] = ""
    goal: Annotated[str, "What it is for."] = ""
    systems: Annotated[tuple[System, ...], "The systems."] = ()
    flows: Annotated[tuple[Flow, ...], "The flows; none in a warehouse."] = ()
    warehouse: Annotated[Warehouse | None, "The warehouse; none in the other styles."] = None
    links: Annotated[tuple[Link, ...], "How records are known across systems."] = ()
    settings: Annotated[tuple[Setting, ...], "Values that only the account knows."] = ()
    tables: Annotated[tuple[Table, ...], "Look-up tables."] = ()
    architecture: Annotated[Architecture, "The shape of the whole."] = Architecture()
    policies: Annotated[Policies, "What holds for all flows."] = Policies()
    questions: Annotated[tuple[Question, ...], "What must be answered."] = ()
    narrative: Annotated[Narrative, "Prose for the documents."] = Narrative()
    brief: Annotated[BriefUse, "What the brief asks for, and what of it is not in this design."] = BriefUse()

    def system(self, identifier: str) -> System | None:
        """Return the system of this id."""
        return next((s for s in self.systems if s.id == identifier), None)

    def setting(self, identifier: str) -> Setting | None:
        """Return the setting of this id."""
        return next((s for s in self.settings if s.id == identifier), None)

    def table(self, identifier: str) -> Table | None:
        """Return the look-up table of this id."""
        return next((t for t in self.tables if t.id == identifier), None)

    def steps(self) -> Iterator[tuple[str, Flow, Step]]:
        """Yield each step with its place (`$.flows[0].steps[1]`) and its flow."""
        for i, flow in enumerate(self.flows):
            for j, step in enumerate(flow.steps):
                yield f"$.flows[{i}].steps[{j}]", flow, step

    def operations(self) -> Iterator[OperationUse]:
        """Yield each operation that the design names, flow by flow; a step that shall call and names nothing has an empty one."""
        for i, flow in enumerate(self.flows):
            where, trigger = f"$.flows[{i}]", flow.trigger
            if trigger.operation:
                yield OperationUse(f"{where}.trigger.operation", trigger.system, trigger.operation, "trigger")
            if trigger.registration.operation:
                yield OperationUse(f"{where}.trigger.registration.operation", trigger.system, trigger.registration.operation, "register")
            for j, step in enumerate(flow.steps):
                if step.action == "call":
                    yield OperationUse(f"{where}.steps[{j}].operation", step.system, step.operation, step.role)
            if flow.backfill and flow.backfill.operation:
                yield OperationUse(f"{where}.backfill.operation", trigger.system, flow.backfill.operation, "backfill")
        for i, extract in enumerate(self.warehouse.extracts if self.warehouse else ()):
            if extract.operation:
                yield OperationUse(f"$.warehouse.extracts[{i}].operation", extract.system, extract.operation, "extract")

    def mappings(self) -> Iterator[tuple[str, Flow, Step, Mapping]]:
        """Yield each mapping of the flows with its place (`$.flows[0].steps[1].mappings[2]`), flow and step."""
        for where, flow, step in self.steps():
            for k, mapping in enumerate(step.mappings):
                yield f"{where}.mappings[{k}]", flow, step, mapping


def source_parts(source: str) -> tuple[str, str]:
    """Split a source at its first colon into origin and path (`trigger.headers:x` is `trigger.headers`, `x`)."""
    origin, _, path = source.partition(":")
    return origin, path


def target_parts(target: str) -> tuple[str, str]:
    """Split a target into its location (`body`, `path`, `query`, `header`) and the path or name there."""
    location, _, path = target.partition(".")
    return location, path
