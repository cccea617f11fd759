"""Doubles: a call that is made again, or a delivery that comes twice, makes no second record."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from designer.check.evidence.near import did_you_mean
from designer.check.lookup.targets import parameter_of
from designer.check.rule import Fault, rule
from designer.check.rules.operations.comparing import contradiction
from designer.check.rules.operations.places import last_words
from designer.check.rules.safety.changes import is_on_record, kind_of, method_of
from designer.model.design import source_parts
from designer.names.text import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.check.lookup.view import StepView, View
    from designer.model.design import Comparison, Condition

FIXED = frozenset({"setting", "table"})
MOMENTS = frozenset({"updated", "modified", "changed", "update", "modification"})
OWN_KEYS = frozenset(
    {"id", "key", "uuid", "guid", "external", "reference", "idempotency", "number", "code", "slug", "handle", "sku", "ref", "name"}
)
"""Words of a field by which a system knows a record that it was given before."""
MERGES = ("upsert", "create or update", "creates or updates", "update or create", "updates or creates", "createorupdate", "updateorcreate",
    "if it exists", "if exists", "already exists", "existing", "merge", "idempot",
    "insert or update", "add or update", "find or create")  # fmt: skip
"""Phrases of a document that say that a call finds what is there."""
VERSIONS = frozenset({"synctoken", "version", "etag", "revision", "rev", "lockversion", "updatetoken", "docversion"})
"""Names of what tells in which state a record was read, by which a call knows that nobody has changed it since."""
REPEATABLE = ("idempot", "same result", "no effect", "safe to repeat", "safe to retry", "deduplic", "duplicate", "already", "upsert")


@rule("SAFE701", severity="warning")
def create_does_not_double(view: View) -> Iterator[Fault]:
    """Keep a repeated create from doubling the record.

    After a timeout nobody knows whether a create was done, and a search before it lags behind. Send an idempotency key where the API takes
    one, else store the pair of ids (`link`).
    """
    for step in view.steps:
        guard = step.step.idempotency.kind
        if not _is_create(step) or guard not in {"none", "lookup"}:
            continue
        searched = any(one.role == "lookup" for one in step.flow.steps)
        fact = (
            "Only a search before it guards it, and two deliveries at once both find nothing"
            if searched
            else "A repeat makes the record twice"
        )
        header = step.operation.idempotency_header if step.operation else ""
        cure = f"Send the header {header} that it takes." if header else "Store the pair of ids with a link."
        yield Fault(where=f"{step.where}.idempotency", message=f"{fact}. {cure}", spec=step.place)


@rule("SAFE702")
def idempotency_can_work(view: View) -> Iterator[Fault]:
    """Build an idempotency key from something, and store pairs in a link that the design has."""
    for step in view.steps:
        guard, where = step.step.idempotency, f"{step.where}.idempotency"
        links = [link.id for link in view.design.links]
        if guard.kind == "link" and guard.link not in links:
            yield Fault(where=f"{where}.link", message=f'The design has no link "{guard.link}".{did_you_mean(guard.link, links)}')
        if guard.kind == "link" and not guard.sources:
            message = "A pair is stored under a key, and none is given. Name its `sources`, such as the record's id."
            yield Fault(where=f"{where}.sources", message=message)
        if guard.kind == "header" and (not guard.header or not guard.sources):
            missing = "header" if not guard.header else "sources"
            message = f"An idempotency key needs its {'header' if missing == 'header' else 'sources, such as `run:event_id`'}."
            yield Fault(where=f"{where}.{missing}", message=message)
        elif guard.kind == "header" and step.operation and not _takes_header(step, guard.header):
            message = f"The document does not say that {step.operation.key} takes the header {guard.header}."
            yield Fault(where=f"{where}.header", message=message, spec=step.place, severity="unverified")


@rule("SAFE714", severity="warning")
def key_stays_the_same(view: View) -> Iterator[Fault]:
    """Make an idempotency key of what is the same each time the record comes, and another for each record."""
    for step in view.steps:
        guard, trigger = step.step.idempotency, step.flow.trigger
        if guard.kind not in {"header", "link"} or not guard.sources:
            continue
        where = f"{step.where}.idempotency.sources"
        events = {"run:event_id", f"trigger:{trigger.event_id}" if trigger.event_id != trigger.record_id else ""}
        if all(source_parts(source)[0] in FIXED for source in guard.sources):
            message = "This key is the same for every record, so only the first one would be written. Use the record's id."
            yield Fault(where=where, message=message, severity="error")
        elif "run:time" in guard.sources:
            message = "`run:time` is another with each attempt, so a repeat is never known. Use `run:event_id`, or the record's id."
            yield Fault(where=f"{where}[{guard.sources.index('run:time')}]", message=message)
        elif guard.kind == "link" and set(guard.sources) & events:
            message = (
                "A pair of ids is stored under the delivery's id, so the record's next delivery makes it once more. Use the record's id."
            )
            yield Fault(where=where, message=message)
        elif _is_create(step) and set(guard.sources) <= events and _acts_on_updates(step) and not _looks(step):
            message = (
                "The delivery's id keeps one delivery from doubling, not a record: each change of it makes a new one. Use the record's id."
            )
            yield Fault(where=where, message=message)
        else:
            yield from _moments(view, step, where)


@rule("SAFE715", severity="warning")
def natural_is_natural(view: View) -> Iterator[Fault]:
    """Call a write naturally repeatable only where a second one finds what the first one made; a POST most often makes another."""
    for step in view.steps:
        natural = step.step.idempotency.kind == "natural" and kind_of(step.step) == "create" and method_of(step.step) == "POST"
        if natural and step.operation is not None and not _says(step, REPEATABLE) and not _sends_own_key(step):
            message = (
                f"Nothing says that {step.operation.key} may be repeated, and no key of our own is sent. A repeat makes the record twice."
            )
            yield Fault(where=f"{step.where}.idempotency.kind", message=message, spec=step.place)


@rule("SAFE716", severity="warning")
def upsert_has_a_key(view: View) -> Iterator[Fault]:
    """Count on "create or update" only where a call finds the record that is there: by a key in its path, or as its document says.

    A call that takes the record's id and its version in the body changes the record of that id; without it the call makes a new one.
    """
    for step in view.steps:
        if step.step.semantics != "upsert" or step.operation is None or not step.operation.in_spec or step.step.role != "write":
            continue
        if not (is_on_record(step.step) or _says(step, MERGES) or _is_called_both(step) or _sends_own_key(step)):
            message = f"The document does not say that {step.operation.key} finds a record that is there, and no key is sent."
            yield Fault(where=f"{step.where}.semantics", message=f"{message} It may create a second one.", spec=step.place)
        elif not is_on_record(step.step) and (wanted := _unsent_id(view, step)):
            message = (
                f"{step.operation.key} changes the record whose `{wanted}` its body holds, and nothing fills it: it makes one each time."
            )
            cure = f"Look the record up and map its id to `body.{wanted}`, or write `create`."
            yield Fault(where=f"{step.where}.semantics", message=f"{message} {cure}", spec=step.place)


@rule("SAFE717")
def search_stands_before(view: View) -> Iterator[Fault]:
    """Guard a write by a look-up only where a look-up in the same system stands before it and decides whether it runs."""
    for step in view.steps:
        if step.step.idempotency.kind != "lookup":
            continue
        before = step.flow.steps[: step.flow.steps.index(step.step)]
        if not any(one.role == "lookup" and one.system == step.step.system for one in before):
            message = "A look-up shall guard this write, and none stands before it. Add one, or store the pair of ids with a link."
            yield Fault(where=f"{step.where}.idempotency.kind", message=message)


@rule("SAFE736", severity="warning")
def one_flow_creates(view: View) -> Iterator[Fault]:
    """Let one flow make the record of an event: two that start alike and create alike make two."""
    alike: dict[tuple[str, ...], list[StepView]] = {}
    for step in view.steps:
        start = step.flow.trigger
        if _is_create(step) and (start.event or start.operation):
            key = (start.system, start.event, start.operation, step.step.system, step.step.operation)
            alike.setdefault(key, []).append(step)
    for steps in alike.values():
        for at, other in enumerate(steps):
            one = next((one for one in steps[:at] if one.flow is not other.flow and not _apart(one, other)), None)
            if one is not None:
                message = f'"{one.flow.id}" starts with the same and makes a record by the same call, so each event makes two.'
                yield Fault(where=other.where, message=f"{message} Give the two flows conditions that exclude each other.")


def _apart(one: StepView, other: StepView) -> bool:
    """Tell whether no record runs through both steps: their conditions, and those of their triggers, exclude each other."""
    groups = [_groups(condition) for step in (one, other) for condition in (step.flow.trigger.condition, step.step.condition)]
    return all(contradiction([comparison for group in chosen for comparison in group]) for chosen in product(*groups))


def _groups(condition: Condition) -> list[tuple[Comparison, ...]]:
    return [group.all for group in condition.any if group.all] or [()]


def _is_create(step: StepView) -> bool:
    if step.step.action != "call" or step.step.role != "write":
        return False
    if step.step.semantics:
        return step.step.semantics == "create"
    return step.step.operation.startswith("POST ") and not step.step.operation.endswith("}")


def _takes_header(step: StepView, header: str) -> bool:
    operation = step.operation
    if operation is None:
        return False
    return operation.idempotency_header.lower() == header.lower() or parameter_of(operation, "header", header) is not None


def _acts_on_updates(step: StepView) -> bool:
    return any(row.case == "update" and row.action == "act" for row in step.flow.lifecycle)


def _looks(step: StepView) -> bool:
    return any(one.role == "lookup" and one.system == step.step.system for one in step.flow.steps)


def _says(step: StepView, phrases: tuple[str, ...]) -> bool:
    operation = step.operation
    told = f"{operation.operation_id} {operation.summary} {operation.description}".lower().replace("_", "") if operation else ""
    return any(phrase in told for phrase in phrases)


def _unsent_id(view: View, step: StepView) -> str:
    """Return the name of the record's id that the body takes beside the version it was read in, if the step fills neither."""
    root = {field.path: set(words(field.path)) for field in view.catalog.members(step.body, access="write")} if step.body else {}
    version = next((path for path in root if path.lower() in VERSIONS), "")
    own = next((path for path, named in root.items() if named == {"id"}), "")
    filled = {mapping.mapping.target for mapping in step.mappings}
    return own if version and own and not filled & {f"body.{own}", f"body.{version}"} else ""


def _is_called_both(step: StepView) -> bool:
    """Tell whether a call's own name speaks of making and of changing."""
    said = set(words(f"{step.operation.operation_id} {step.operation.summary}")) if step.operation else set()
    return bool(said & {"update", "updates", "updating"}) and bool(said & {"create", "creates", "add", "adds", "insert"})


def _sends_own_key(step: StepView) -> bool:
    """Tell whether the body carries a key of the record at its root by which the system can know it again."""
    targets = [mapping.mapping.target.partition(".")[2] for mapping in step.mappings if mapping.mapping.target.startswith("body.")]
    roots = [target.rpartition("].")[2] for target in targets]
    return any(set(words(target)) & OWN_KEYS or "email" in words(target) for target in roots if "." not in target)


def _moments(view: View, step: StepView, where: str) -> Iterator[Fault]:
    for number, source in enumerate(step.step.idempotency.sources):
        origin, path = source_parts(source)
        is_moment = origin not in {"run", *FIXED} and not MOMENTS.isdisjoint(last_words(path))
        if is_moment and view.read(source, step.flow, step.step).state in {"known", "unknown"}:
            message = f"`{source}` changes with the record, so the key of a changed record is a new one. Use the record's id."
            yield Fault(where=f"{where}[{number}]", message=message)
